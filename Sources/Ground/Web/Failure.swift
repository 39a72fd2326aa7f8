/// What can go wrong with a request. Mapped to a page in one place.
public enum Failure: Error, Sendable {
  /// There is no such thing, or this reader may not know of it.
  case notFound
  /// The reader must sign in first.
  case signInNeeded
  /// The reader may see that it exists, but not do this; the sentence says why.
  case forbidden(String)
  /// What was sent can't be accepted; the faults say where and how to mend it.
  case invalid([Fault])
  /// Somebody else changed it in the meantime.
  case conflict(String)
  /// Too many tries; wait so many seconds.
  case tooMany(retryAfter: Int)
  /// The program has no room for more right now; try again in so many seconds.
  case tooBusy(retryAfter: Int)
  /// More bytes than this address takes.
  case tooLarge(limit: Int)
  /// The body is not what its type says.
  case malformed(Malformation)
  /// A form that was not made by this site for this reader, or is too old.
  case staleForm

  public enum Malformation: String, Sendable {
    case notText, tooManyFields, brokenParts, unknownType
  }
}

/// One thing to mend in a form.
public struct Fault: Sendable, Equatable {
  /// The name of the field.
  public let field: String
  /// What is wrong and how to mend it, in the reader's language.
  public let message: String

  public init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }
}

/// An error that has a page of its own, wherever it is thrown: for an answer that needs more than a
/// sentence. The page may write, such as that it was asked for.
public protocol PageError: Error {
  func page(_ call: Call) async throws -> Reply
}
