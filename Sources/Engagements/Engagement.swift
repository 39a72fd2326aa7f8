import Communities
import Ledger
import Store
import Surroundings
import Translations
import Web
import Words

/// An intentional exchange with one or more communities.
public struct Engagement: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable {
    case planned
    case underWay = "under-way"
    case closed
  }

  public let id: ID<Engagement>
  public let title: String
  public let purpose: String
  /// The language that it is written in: title, plan, decisions and all that belongs to it.
  public let language: Language
  public let state: State
  /// How it ended, empty until it is closed.
  public let outcome: String
  public let closedOn: Day?
  public let communities: [ID<Community>]
  /// Counts changes, so that two who edit at once don't overwrite each other.
  public let version: Int
  public let since: Instant
  /// Its texts as one reader gets them, by what was written; empty where they are read as written.
  var wordings: [String: Rendering] = [:]

  private init(_ row: Row, _ communities: [ID<Community>]) throws {
    id = try row.id("id")
    title = try row.string("title")
    purpose = try row.string("purpose")
    language = Language(stored: try row.string("language"))
    state = try row.enumeration("state")
    outcome = try row.string("outcome")
    closedOn = try row.optionalDay("closed_on")
    self.communities = communities
    version = try row.int("version")
    since = try row.moment("since")
  }

  public var path: String { "/desk/engagements/\(id)" }

  /// Whether somebody may know of it: who may enter one of its communities.
  public func isOpen(to viewer: Viewer) -> Bool {
    communities.contains { viewer.mayEnter($0.text) }
  }

  /// The engagements that somebody may know of: those under way first, closed ones last.
  public static func open(
    to viewer: Viewer, _ connection: any Connection
  ) throws -> [Engagement] {
    try all(connection).filter { $0.isOpen(to: viewer) }
  }

  static func all(_ connection: any Connection) throws -> [Engagement] {
    var communities: [String: [ID<Community>]] = [:]
    for row in try connection.rows("SELECT * FROM engagement_community ORDER BY community") {
      communities[try row.string("engagement"), default: []].append(try row.id("community"))
    }
    let order: [State] = [.underWay, .planned, .closed]
    let engagements = try connection.rows("SELECT * FROM engagement ORDER BY title, id").map {
      try Engagement($0, communities[try $0.string("id")] ?? [])
    }
    return order.flatMap { state in engagements.filter { $0.state == state } }
  }

  /// The engagement of that id, or *not found*: for those who may enter none of its communities it
  /// does not exist.
  public static func find(
    _ id: ID<Engagement>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Engagement {
    guard let engagement = try find(id, connection), engagement.isOpen(to: viewer) else {
      throw Failure.notFound
    }
    return engagement
  }

  /// The engagement of that id whoever looks: for the program itself.
  public static func find(
    _ id: ID<Engagement>, _ connection: any Connection
  ) throws -> Engagement? {
    guard let row = try connection.first("SELECT * FROM engagement WHERE id = \(id)") else {
      return nil
    }
    let communities: [ID<Community>] = try connection.rows(
      "SELECT community FROM engagement_community WHERE engagement = \(id) ORDER BY community"
    ).map { try $0.id("community") }
    return try Engagement(row, communities)
  }

  /// Engagements with that id or title, whoever looks: for commands in the terminal.
  public static func named(
    _ name: String, _ connection: any Connection
  ) throws -> [Engagement] {
    try all(connection).filter {
      $0.id.text == name || $0.title.lowercased() == name.lowercased()
    }
  }

  /// Its communities, as far as the viewer may enter them.
  public func communities(
    for viewer: Viewer, _ connection: any Connection
  ) throws -> [Community] {
    try Community.open(to: viewer, connection).filter { communities.contains($0.id) }
  }

  /// Writes a moment for each of its communities: the timeline of each tells it, and the data of
  /// each can be handed over whole.
  func record(
    _ moment: String, on kind: String = "engagement", _ subject: String? = nil, by actor: String,
    at now: Instant, with details: [String: String] = [:], _ connection: any Connection
  ) throws {
    for community in communities {
      try connection.record(
        moment, on: Subject(kind: kind, id: subject ?? id.text, community: community.text),
        by: actor, at: now, details)
    }
  }
}

/// What a form says an engagement is to be.
public struct EngagementDraft: Sendable {
  public var title: String
  public var purpose: String
  public var language: Language
  public var communities: [ID<Community>]

  public init(
    title: String, purpose: String, language: Language, communities: [ID<Community>]
  ) {
    self.title = title
    self.purpose = purpose
    self.language = language
    self.communities = communities
  }
}

extension Engagement {
  /// Opens an engagement. Called twice with the same id, as by a double click, it opens one.
  @discardableResult
  public static func add(
    _ draft: EngagementDraft, id: ID<Engagement>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Engagement {
    if let present = try find(id, connection) { return present }
    try connection.run(
      """
      INSERT INTO engagement (id, title, purpose, language, state, outcome, version, since)
      VALUES (\(id), \(draft.title), \(draft.purpose), \(draft.language.tag), 'planned', '', 1,
        \(now))
      """)
    try link(id, draft.communities, connection)
    guard let engagement = try find(id, connection) else { throw Failure.notFound }
    try engagement.record("engagement.added", by: actor, at: now, connection)
    return engagement
  }

  /// Changes what is said of the engagement.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: EngagementDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE engagement SET title = \(draft.title), purpose = \(draft.purpose),
        language = \(draft.language.tag), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try connection.run("DELETE FROM engagement_community WHERE engagement = \(id)")
    try Engagement.link(id, draft.communities, connection)
    let fresh = try Engagement.find(id, connection) ?? self
    try fresh.record("engagement.changed", by: actor, at: now, connection)
    return true
  }

  private static func link(
    _ id: ID<Engagement>, _ communities: [ID<Community>], _ connection: any Connection
  ) throws {
    for community in Set(communities) {
      try connection.run(
        "INSERT INTO engagement_community (engagement, community) VALUES (\(id), \(community))")
    }
  }

  /// Begins what was planned.
  public func start(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE engagement SET state = 'under-way', version = version + 1
      WHERE id = \(id) AND state = 'planned'
      """)
    guard changed == 1 else { return }
    try record("engagement.started", by: actor, at: now, connection)
  }

  /// Closes it with a word on how it ended.
  public func close(
    _ outcome: String, on day: Day, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE engagement SET state = 'closed', outcome = \(outcome), closed_on = \(day),
        version = version + 1
      WHERE id = \(id) AND state <> 'closed'
      """)
    guard changed == 1 else { return }
    try record("engagement.closed", by: actor, at: now, connection)
  }

  /// Takes up again what was closed. The word on how it ended stays, for whoever closes it next.
  public func reopen(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE engagement SET state = 'under-way', closed_on = NULL, version = version + 1
      WHERE id = \(id) AND state = 'closed'
      """)
    guard changed == 1 else { return }
    try record("engagement.reopened", by: actor, at: now, connection)
  }
}
