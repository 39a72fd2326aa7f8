import Ledger
import Surroundings
import Words

/// A letter that somebody wants to send.
public struct NewLetter: Sendable {
  public var to: String
  public var name: String
  /// The language that it is written in.
  public var language: Language
  public var subject: String
  /// Plain text; lines are not broken for width.
  public var body: String
  /// What sort of letter it is, such as `event.reminder`.
  public var kind: String
  /// What it is about, such as the event.
  public var about: Subject
  /// Not before then; at once for `nil`.
  public var due: Instant?
  /// Whether it holds something that lets its reader in, such as a sign-in link: then only owners
  /// can read it at the desk, and its text is taken away as soon as it is sent.
  public var isSealed: Bool

  public init(
    to: String, name: String = "", language: Language, subject: String, body: String, kind: String,
    about: Subject, due: Instant? = nil, isSealed: Bool = false
  ) {
    self.to = to
    self.name = name
    self.language = language
    self.subject = subject
    self.body = body
    self.kind = kind
    self.about = about
    self.due = due
    self.isSealed = isSealed
  }
}
