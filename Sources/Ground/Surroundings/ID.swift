/// The id of one record of kind `Kind`: 16 characters of Crockford's base 32, 80 random bits. It
/// means nothing, can't be guessed by counting, and stays the same when a community's data moves to
/// another Kith.
public struct ID<Kind>: Sendable, Hashable, Codable, CustomStringConvertible {
  public let text: String

  /// `nil` unless `text` has the shape of an id.
  public init?(_ text: String) {
    guard text.utf8.count == 16, text.utf8.allSatisfy({ ID.alphabet.contains($0) }) else {
      return nil
    }
    self.text = text
  }

  /// An id that a database row holds already.
  public init(stored text: String) { self.text = text }

  public static func new(_ surroundings: Surroundings) -> ID {
    ID(stored: randomCode(surroundings, characters: 16))
  }

  public var description: String { text }

  private static var alphabet: [UInt8] { crockford }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }
}

/// `characters` × 5 random bits in Crockford's base 32, lower case: no i, l, o or u to misread.
public func randomCode(_ surroundings: Surroundings, characters: Int) -> String {
  String(
    decoding: surroundings.randomBytes(characters).map { crockford[Int($0 & 31)] }, as: UTF8.self)
}

private let crockford = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
