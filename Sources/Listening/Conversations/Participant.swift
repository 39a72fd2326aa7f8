import Accounts
import Asks
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// Somebody who takes part in a conversation: a receipt, and what was answered with it. There is
/// nothing here of who they are, when they came, or which invitation they held.
public struct Participant: Sendable, Equatable {
  public let id: ID<Participant>
  let conversation: ID<Conversation>
  /// Whether they were signed in as somebody who works here.
  let isStaff: Bool

  private init(_ row: Row) throws {
    id = try row.id("id")
    conversation = try row.id("conversation")
    isStaff = try row.bool("staff")
  }

  /// The one whose receipt it is; `nil` when the code is nobody's.
  static func find(
    receipt code: String, in conversation: Conversation, _ connection: any Connection
  ) throws -> Participant? {
    guard !code.isEmpty, code.utf8.count <= 100 else { return nil }
    return try connection.first(
      """
      SELECT * FROM participant
      WHERE receipt = \(Code.hash(code)) AND conversation = \(conversation.id)
      """
    ).map(Participant.init)
  }

  /// Lets somebody in, whose receipt will be `code`. Called twice with one code it lets in one.
  public static func join(
    _ conversation: Conversation, receipt code: String, isStaff: Bool,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Participant {
    try connection.run(
      """
      INSERT INTO participant (id, conversation, receipt, staff)
      VALUES (\(ID<Participant>.new(surroundings)), \(conversation.id), \(Code.hash(code)),
        \(isStaff))
      ON CONFLICT (receipt) DO NOTHING
      """)
    guard let joined = try find(receipt: code, in: conversation, connection) else {
      throw Failure.notFound
    }
    return joined
  }

  /// What they answered, by statement.
  func votes(_ connection: any Connection) throws -> [ID<Statement>: Vote] {
    var votes: [ID<Statement>: Vote] = [:]
    for row in try connection.rows("SELECT * FROM vote WHERE participant = \(id)") {
      votes[try row.id("statement")] = try Vote(row)
    }
    return votes
  }

  /// What they answered of what is shown, by the statement's number: all that places them on a map.
  func shownVotes(_ connection: any Connection) throws -> [Int: Int] {
    var votes: [Int: Int] = [:]
    for row in try connection.rows(
      """
      SELECT statement.number, vote.value FROM vote
      JOIN statement ON statement.id = vote.statement
      WHERE vote.participant = \(id) AND statement.standing = 'shown'
      """)
    { votes[try row.int("number")] = try row.int("value") }
    return votes
  }

  /// Keeps an answer in the place of an earlier one. The day alone is kept with it.
  public func vote(
    _ vote: Vote, on statement: Statement, today: Day, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO vote (participant, statement, value, day)
      VALUES (\(id), \(statement.id), \(vote.rawValue), \(today))
      ON CONFLICT (participant, statement) DO UPDATE SET value = excluded.value, day = excluded.day
      """)
  }

  func withdrawVote(on statement: ID<Statement>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM vote WHERE participant = \(id) AND statement = \(statement)")
  }

  /// Takes back everything: votes, statements with their words, and the receipt.
  func withdraw(
    from conversation: Conversation, at now: Instant, _ connection: any Connection
  ) throws {
    for row in try connection.rows("SELECT * FROM statement WHERE author = \(id)") {
      try Statement(row).withdraw(from: conversation, at: now, connection)
    }
    try connection.run("DELETE FROM vote WHERE participant = \(id)")
    try connection.run("DELETE FROM participant WHERE id = \(id)")
    try conversation.record("participation.withdrawn", by: "community", at: now, connection)
  }
}

extension Instant {
  /// When the map is to be drawn after an answer: at the minute's end, for at what time somebody spoke
  /// is theirs.
  var minuteEnd: Instant { Instant(seconds: seconds - seconds % 60 + 60) }
}

/// An answer to a statement.
public enum Vote: Int, Sendable, CaseIterable {
  case disagree = -1
  case pass = 0
  case agree = 1

  init(_ row: Row) throws {
    guard let vote = Vote(rawValue: try row.int("value")) else {
      throw StoreError.wrongType("value")
    }
    self = vote
  }

  /// As a form sends it.
  init?(name: String) {
    guard let vote = Vote.allCases.first(where: { $0.name == name }) else { return nil }
    self = vote
  }

  var name: String {
    switch self {
    case .agree: "agree"
    case .disagree: "disagree"
    case .pass: "pass"
    }
  }

  func word(_ w: Words) -> String {
    switch self {
    case .agree: w("Agree")
    case .disagree: w("Disagree")
    case .pass: w("Pass")
    }
  }
}

/// Links that let somebody take part where not everybody may.
enum ConversationInvitation {
  /// Deals out `count` links. The codes are shown once and kept as hashes. While the conversation is
  /// open, more invitations are more asked: the rules of asking are heard first.
  ///
  /// - Throws: ``AskRefused``.
  static func deal(
    _ count: Int, for conversation: Conversation, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> [String] {
    try connection.run(
      "UPDATE conversation SET invited = invited + \(count) WHERE id = \(conversation.id)")
    if let now = try Conversation.find(conversation.id, connection), now.state == .open {
      try Ask.widen(
        subject: now.id.text, instrument: "conversation", to: now.invited, by: actor, today: today,
        surroundings, connection)
    }
    let codes = (0..<count).map { _ in Code.new(surroundings) }
    for code in codes {
      try connection.run(
        """
        INSERT INTO conversation_invitation (hash, conversation)
        VALUES (\(Code.hash(code)), \(conversation.id))
        """)
    }
    try conversation.record(
      "conversation.invited", by: actor.name, at: surroundings.now(),
      with: ["count": String(count)],
      connection)
    return codes
  }

  static func isOpen(
    _ code: String, for conversation: Conversation, _ connection: any Connection
  ) throws -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM conversation_invitation
      WHERE hash = \(Code.hash(code)) AND conversation = \(conversation.id)
      """)
  }

  /// Uses an invitation up. Its row goes, and only a number goes up: what its holder then says is
  /// kept under a code that was made without it.
  ///
  /// - Returns: False when it was used already.
  static func use(
    _ code: String, for conversation: Conversation, _ connection: any Connection
  ) throws -> Bool {
    let used = try connection.run(
      """
      DELETE FROM conversation_invitation
      WHERE hash = \(Code.hash(code)) AND conversation = \(conversation.id)
      """)
    guard used == 1 else { return false }
    try connection.run("UPDATE conversation SET came = came + 1 WHERE id = \(conversation.id)")
    return true
  }
}
