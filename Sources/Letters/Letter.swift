import Ledger
import Power
import Store
import Surroundings
import Words

/// A letter in the outbox.
public struct Letter: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable {
    /// Due, or due again after a try that failed for a while.
    case waiting
    case sending
    case sent
    /// Refused for good: another try would be answered the same.
    case failed
    /// Tried too often in vain.
    case givenUp = "given up"
    /// Somebody of the library, or the one it is for, does not want it sent.
    case withheld
  }

  public let id: ID<Letter>
  /// `nil` once it was taken away.
  public let to: String?
  public let name: String
  public let language: Language
  /// `nil` once it was taken away.
  public let subject: String?
  /// `nil` once it was taken away.
  public let body: String?
  public let kind: String
  public let about: Subject
  public let isSealed: Bool
  public let state: State
  public let attempts: Int
  public let nextTry: Instant
  public let trouble: MailTrouble?
  /// What the mail server answered.
  public let reply: String
  public let created: Instant
  public let sentAt: Instant?
  /// Whether somebody sent it without the program's help.
  public let isByHand: Bool
  let claim: String?
  let messageID: String?

  init(_ row: Row) throws {
    id = try row.id("id")
    to = try row.optionalString("to_address")
    name = try row.string("to_name")
    language = Language(stored: try row.string("language"))
    subject = try row.optionalString("subject")
    body = try row.optionalString("body")
    kind = try row.string("kind")
    about = Subject(
      kind: try row.string("about_kind"), id: try row.string("about"),
      community: try row.optionalString("community"))
    isSealed = try row.bool("sealed")
    state = try row.enumeration("state")
    attempts = try row.int("attempts")
    nextTry = try row.moment("next_try")
    trouble = try row.optionalString("trouble").flatMap(MailTrouble.init)
    reply = try row.string("reply")
    created = try row.moment("created")
    sentAt = try row.optionalMoment("sent_at")
    isByHand = try row.bool("by_hand")
    claim = try row.optionalString("claimed_by")
    messageID = try row.optionalString("message_id")
  }

  /// Whether there is still something to read, and to send.
  public var isWhole: Bool { to != nil && subject != nil && body != nil }

  public static func find(_ id: ID<Letter>, _ connection: any Connection) throws -> Letter? {
    try connection.first("SELECT * FROM letter WHERE id = \(id)").map(Letter.init)
  }

  /// Puts a letter into the outbox, in the transaction of the change that it tells of: if that
  /// fails, there is no letter; if it succeeds, the letter is not lost.
  ///
  /// - Throws: ``LetterFault/notAllowed`` unless the gate allowed mail, ``MailFault/lineBreak(_:)``
  ///   for what would break out of its header.
  @discardableResult
  public static func post(
    _ letter: NewLetter, permit: Permit, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> ID<Letter> {
    let ids = try post([letter], permit: permit, surroundings, connection)
    guard let id = ids.first else { throw LetterFault.notAllowed }
    return id
  }

  /// Several letters that left by one decision, such as a newsletter: one release in the ledger.
  @discardableResult
  public static func post(
    _ letters: [NewLetter], permit: Permit, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> [ID<Letter>] {
    guard permit.act == .mail else { throw LetterFault.notAllowed }
    guard !letters.isEmpty else { return [] }
    try permit.log(surroundings, connection)
    let now = surroundings.now()
    return try letters.map { letter in
      try MailFault.refuseBreaks(letter.to, in: .address)
      try MailFault.refuseBreaks(letter.name, in: .name)
      try MailFault.refuseBreaks(letter.subject, in: .subject)
      let id = ID<Letter>.new(surroundings)
      let due = letter.due ?? now
      try connection.run(
        """
        INSERT INTO letter (id, to_address, to_name, language, subject, body, kind, about_kind,
          about, community, sealed, state, attempts, next_try, reply, created, changed, by_hand)
        VALUES (\(id), \(letter.to), \(letter.name), \(letter.language.tag), \(letter.subject),
          \(letter.body), \(letter.kind), \(letter.about.kind), \(letter.about.id),
          \(letter.about.community), \(letter.isSealed), 'waiting', 0, \(due), '', \(now),
          \(now), 0)
        """)
      return id
    }
  }
}

public enum LetterFault: Error, Sendable, Equatable {
  /// The permit is for something else than mail.
  case notAllowed
}
