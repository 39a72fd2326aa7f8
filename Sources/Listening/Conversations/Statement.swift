import Ledger
import Store
import Surroundings
import Translations
import Web
import Words

/// One sentence of a conversation that people agree or disagree with.
public struct Statement: Sendable, Equatable {
  public enum Origin: String, Sendable { case seed, participant, `import` }
  /// *Withdrawn* is what its writer took back: nobody reads its words again.
  public enum Standing: String, Sendable { case waiting, shown, hidden, withdrawn }

  public let id: ID<Statement>
  public let conversation: ID<Conversation>
  /// From 0, in the order in which they came.
  public let number: Int
  public let text: String
  public let language: Language
  public let origin: Origin
  let author: ID<Participant>?
  public let standing: Standing
  /// About who people are or about the conversation itself; it does not shape the map.
  public let isMeta: Bool
  /// Why it waits, where others of its conversation don't.
  public let held: Held?
  public let day: Day

  init(_ row: Row) throws {
    id = try row.id("id")
    conversation = try row.id("conversation")
    number = try row.int("number")
    text = try row.string("text")
    language = Language(stored: try row.string("language"))
    origin = try row.enumeration("origin")
    author = try row.optionalID("author")
    standing = try row.enumeration("standing")
    isMeta = try row.bool("meta")
    held = Held(rawValue: try row.string("held"))
    day = try row.day("day")
  }

  /// All statements of a conversation by number.
  static func all(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [Statement] {
    try connection.rows(
      "SELECT * FROM statement WHERE conversation = \(conversation) ORDER BY number"
    ).map(Statement.init)
  }

  /// How many are shown.
  static func shownCount(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> Int {
    try connection.count(
      """
      SELECT COUNT(*) FROM statement
      WHERE conversation = \(conversation) AND standing = 'shown'
      """)
  }

  /// The numbers of those that are shown, beginning behind `number`.
  static func shownNumbers(
    after number: Int, of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [Int] {
    try connection.rows(
      """
      SELECT number FROM statement
      WHERE conversation = \(conversation) AND standing = 'shown' AND number > \(number)
      ORDER BY number
      """
    ).map { try $0.int("number") }
  }

  static func find(
    number: Int, in conversation: Conversation, _ connection: any Connection
  ) throws -> Statement {
    let row = try connection.first(
      "SELECT * FROM statement WHERE conversation = \(conversation.id) AND number = \(number)")
    guard let row else { throw Failure.notFound }
    return try Statement(row)
  }

  /// The statement of that id in this conversation, or *not found*.
  static func find(
    _ id: ID<Statement>, in conversation: Conversation, _ connection: any Connection
  ) throws -> Statement {
    let row = try connection.first(
      "SELECT * FROM statement WHERE id = \(id) AND conversation = \(conversation.id)")
    guard let row else { throw Failure.notFound }
    return try Statement(row)
  }

  /// The text for a reader, with what is to be said of the translation.
  func rendering(for w: Words, _ connection: any Connection) throws -> Rendering {
    let translations =
      w.language == language
      ? [] : try Translation.of("statement", id.text, sources: ["text": text], connection)
    return .best(of: "text", source: text, in: language, for: w.language, translations)
  }
}

extension Statement {
  /// Adds a statement. Called twice with the same id it adds one. What somebody who takes part
  /// writes waits where it is to be read before others see it, and where it is held.
  @discardableResult
  public static func add(
    _ text: String, in language: Language, to conversation: Conversation, id: ID<Statement>,
    origin: Origin, author: ID<Participant>? = nil, isMeta: Bool = false, held: Held? = nil,
    by actor: String, today: Day, at now: Instant, _ connection: any Connection
  ) throws -> Statement {
    if let present = try connection.first("SELECT * FROM statement WHERE id = \(id)") {
      return try Statement(present)
    }
    try connection.takeTurns("statements")
    let number = try connection.count(
      """
      SELECT COALESCE(MAX(number), -1) + 1 FROM statement WHERE conversation = \(conversation.id)
      """)
    let waits = held != nil || origin == .participant && conversation.moderation == .before
    try connection.run(
      """
      INSERT INTO statement (id, conversation, number, text, language, origin, author, standing,
        meta, held, day)
      VALUES (\(id), \(conversation.id), \(number), \(text), \(language.tag), \(origin),
        \(author), \(waits ? Standing.waiting : .shown), \(isMeta), \(held?.rawValue ?? ""),
        \(today))
      """)
    try conversation.record("statement.added", by: actor, at: now, connection)
    return try find(id, in: conversation, connection)
  }

  /// Shows or hides it, with the reason that everybody can read.
  func rule(
    _ standing: Standing, reason: HidingReason?, note: String, in conversation: Conversation,
    id: ID<StatementRuling>, by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE statement SET standing = \(standing)
      WHERE id = \(self.id) AND standing <> \(standing) AND standing <> 'withdrawn'
      """)
    guard changed == 1 else { return }
    try connection.run(
      """
      INSERT INTO statement_ruling (id, statement, standing, reason, note, day)
      VALUES (\(id), \(self.id), \(standing), \(reason?.rawValue ?? ""), \(note), \(today))
      ON CONFLICT (id) DO NOTHING
      """)
    try conversation.record(
      standing == .shown ? "statement.shown" : "statement.hidden", by: actor, at: now,
      with: reason.map { ["reason": $0.rawValue] } ?? [:], connection)
  }

  /// What its writer takes back: the words go, in all languages, and votes on it with them.
  func withdraw(
    from conversation: Conversation, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      "DELETE FROM translation WHERE subject_kind = 'statement' AND subject = \(id)")
    try connection.run("DELETE FROM vote WHERE statement = \(id)")
    try connection.run(
      "UPDATE statement SET text = '–', standing = 'withdrawn', author = NULL WHERE id = \(id)")
    try conversation.record("statement.withdrawn", by: "community", at: now, connection)
  }
}

/// Why a statement is not shown. The list is short, so that two who decide decide alike.
public enum HidingReason: String, Sendable, CaseIterable {
  case person, hurtful, duplicate, several, unclear, elsewhere, advertising

  public func word(_ w: Words) -> String {
    switch self {
    case .person: w("It says who somebody is, or what is theirs to tell.")
    case .hurtful: w("It hurts or threatens people.")
    case .duplicate: w("It says what another statement says.")
    case .several: w("It says several things at once: nobody could answer it with one vote.")
    case .unclear: w("It can’t be understood.")
    case .elsewhere: w("It is about something else than the question.")
    case .advertising: w("It advertises.")
    }
  }
}

/// A decision to show or hide a statement. Who made it stands in the ledger as a role.
public struct StatementRuling: Sendable, Equatable {
  let number: Int
  let standing: Statement.Standing
  let reason: HidingReason?
  let note: String
  let day: Day

  /// All of a conversation, newest first.
  static func all(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [StatementRuling] {
    try connection.rows(
      """
      SELECT statement_ruling.*, statement.number FROM statement_ruling
      JOIN statement ON statement.id = statement_ruling.statement
      WHERE statement.conversation = \(conversation)
      ORDER BY statement_ruling.day DESC, statement.number DESC, statement_ruling.id
      """
    ).map { row in
      StatementRuling(
        number: try row.int("number"), standing: try row.enumeration("standing"),
        reason: HidingReason(rawValue: try row.string("reason")), note: try row.string("note"),
        day: try row.day("day"))
    }
  }
}
