import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// An open question on which people write statements and agree, disagree or pass on each other's.
public struct Conversation: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable { case draft, open, closed }
  /// Who may take part.
  public enum Audience: String, Sendable, CaseIterable { case anyone, invited }
  /// Whether what people write is read by somebody before others see it.
  public enum Moderation: String, Sendable, CaseIterable { case before, after }

  public let id: ID<Conversation>
  public let engagement: ID<Engagement>
  /// The last part of its public address; chosen once, so that links hold.
  public let slug: String
  public let question: String
  public let background: String
  public let language: Language
  public let audience: Audience
  /// Whether people may add statements of their own.
  public let takesStatements: Bool
  /// Characters that a statement may have.
  public let longest: Int
  public let moderation: Moderation
  /// What is hidden and why: everybody can read it.
  public let policy: String
  /// Whether votes of those who work here stand on the map.
  public let countsStaff: Bool
  /// Minutes that taking part is reckoned at.
  public let minutes: Int
  public let state: State
  /// The last day of it.
  public let closes: Day?
  public let openedOn: Day?
  public let closedOn: Day?
  /// Invitations that were dealt out, and how many of them were used.
  public let invited: Int
  public let came: Int
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    slug = try row.string("slug")
    question = try row.string("question")
    background = try row.string("background")
    language = Language(stored: try row.string("language"))
    audience = try row.enumeration("audience")
    takesStatements = try row.bool("takes_statements")
    longest = try row.int("longest")
    moderation = try row.enumeration("moderation")
    policy = try row.string("policy")
    countsStaff = try row.bool("counts_staff")
    minutes = try row.int("minutes")
    state = try row.enumeration("state")
    closes = try row.optionalDay("closes")
    openedOn = try row.optionalDay("opened_on")
    closedOn = try row.optionalDay("closed_on")
    invited = try row.int("invited")
    came = try row.int("came")
    version = try row.int("version")
  }

  var deskPath: String { "/desk/conversations/\(id)" }
  var path: String { "/conversations/\(slug)" }

  /// Whether people can take part today.
  public func isOpen(on today: Day) -> Bool {
    state == .open && closes.map { today <= $0 } ?? true
  }

  /// The conversations of an engagement, newest first.
  public static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [Conversation] {
    try connection.rows(
      "SELECT * FROM conversation WHERE engagement = \(engagement) ORDER BY since DESC, id"
    ).map(Conversation.init)
  }

  /// Those that people can read, open ones first.
  static func published(_ connection: any Connection) throws -> [Conversation] {
    try connection.rows(
      "SELECT * FROM conversation WHERE state <> 'draft' ORDER BY state DESC, opened_on DESC, id"
    ).map(Conversation.init)
  }

  /// The conversation of that address that was opened once, or *not found*.
  static func published(_ slug: String, _ connection: any Connection) throws -> Conversation {
    let row = try connection.first(
      "SELECT * FROM conversation WHERE slug = \(slug) AND state <> 'draft'")
    guard let row else { throw Failure.notFound }
    return try Conversation(row)
  }

  /// The conversation of that id with its engagement; *not found* for those who may enter none of
  /// its communities.
  static func find(
    _ id: ID<Conversation>, for viewer: Viewer, _ connection: any Connection
  ) throws -> (Conversation, Engagement) {
    guard let conversation = try find(id, connection) else { throw Failure.notFound }
    return (conversation, try Engagement.find(conversation.engagement, for: viewer, connection))
  }

  static func find(
    _ id: ID<Conversation>, _ connection: any Connection
  ) throws -> Conversation? {
    try connection.first("SELECT * FROM conversation WHERE id = \(id)").map(Conversation.init)
  }

  /// The communities that it is held with.
  func communities(_ connection: any Connection) throws -> [ID<Community>] {
    try Engagement.find(engagement, connection)?.communities ?? []
  }

  /// The strictest of what its communities' charters say: the smallest group that is shown.
  func smallestCell(_ connection: any Connection) throws -> Int {
    try communities(connection).map { try Charter.of($0.text, connection).smallestCell }.max()
      ?? Charter.ordinary(nil).smallestCell
  }

  /// Writes a moment for each of its communities.
  func record(
    _ moment: String, by actor: String, at now: Instant, with details: [String: String] = [:],
    _ connection: any Connection
  ) throws {
    for community in try communities(connection) {
      try connection.record(
        moment, on: Subject(kind: "conversation", id: id.text, community: community.text),
        by: actor, at: now, details)
    }
  }
}
