import Ledger
import Store
import Surroundings
import Translations
import Web
import Words

/// People who share a place, an interest, a belief or a goal.
public struct Community: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case place, interest, belief, goal }

  public let id: ID<Community>
  /// The last part of its public address; chosen once, so that links hold.
  public let slug: String
  public let kind: Kind
  public private(set) var name: String
  public private(set) var summary: String
  /// The language that name and summary are written in.
  public let language: Language
  public let isPublished: Bool
  /// Counts changes, so that two who edit at once don't overwrite each other.
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    slug = try row.string("slug")
    kind = try row.enumeration("kind")
    name = try row.string("name")
    summary = try row.string("summary")
    language = Language(stored: try row.string("language"))
    isPublished = try row.bool("published")
    version = try row.int("version")
  }

  public var subject: Subject { Subject(kind: "community", id: id.text, community: id.text) }
  var sources: [String: String] { ["name": name, "summary": summary] }

  /// The communities that somebody may enter, by name.
  public static func open(
    to viewer: Viewer, _ connection: any Connection
  ) throws -> [Community] {
    try all(connection).filter { viewer.mayEnter($0.id.text) }
  }

  static func all(_ connection: any Connection) throws -> [Community] {
    try connection.rows("SELECT * FROM community ORDER BY name, id").map(Community.init)
  }

  /// The community of that id, or *not found*: for those who may not enter it, it does not exist.
  public static func find(
    _ id: ID<Community>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Community {
    guard viewer.mayEnter(id.text),
      let row = try connection.first("SELECT * FROM community WHERE id = \(id)")
    else { throw Failure.notFound }
    return try Community(row)
  }

  /// The community of that id whoever looks: for the program itself.
  public static func find(
    _ id: ID<Community>, _ connection: any Connection
  ) throws -> Community? {
    try connection.first("SELECT * FROM community WHERE id = \(id)").map(Community.init)
  }

  /// Those whose page everyone can read.
  public static func published(_ connection: any Connection) throws -> [Community] {
    try connection.rows("SELECT * FROM community WHERE published = 1 ORDER BY name, id")
      .map(Community.init)
  }

  /// The community of that address whose page everyone can read, or *not found*.
  public static func published(
    slug: String, _ connection: any Connection
  ) throws -> Community {
    let row = try connection.first(
      "SELECT * FROM community WHERE slug = \(slug) AND published = 1")
    guard let row else { throw Failure.notFound }
    return try Community(row)
  }

  /// Name and summary for a reader, with what is to be said of the translation.
  public func rendering(
    for w: Words, _ connection: any Connection
  ) throws -> (name: Rendering, summary: Rendering) {
    let translations = try Translation.of(
      "community", id.text, sources: sources, into: w.language, connection)
    return (
      .best(of: "name", source: name, in: language, for: w.language, translations),
      .best(of: "summary", source: summary, in: language, for: w.language, translations)
    )
  }
}

extension Community {
  /// The same community as a reader's page names it. Never for a form that changes it.
  public func worded(for w: Words, _ connection: any Connection) throws -> Community {
    guard w.language != language else { return self }
    let (name, summary) = try rendering(for: w, connection)
    var community = self
    community.name = name.text
    community.summary = summary.text
    return community
  }
}

/// What a form says a community is to be.
public struct CommunityDraft: Sendable {
  public var kind: Community.Kind
  public var name: String
  public var summary: String
  public var language: Language

  public init(kind: Community.Kind, name: String, summary: String, language: Language) {
    self.kind = kind
    self.name = name
    self.summary = summary
    self.language = language
  }
}

extension Community {
  /// Adds a community. Called twice with the same id, as by a double click, it adds one.
  @discardableResult
  public static func add(
    _ draft: CommunityDraft, id: ID<Community>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Community {
    try connection.takeTurns("communities")
    if let present = try find(id, connection) { return present }
    let slug = try freeSlug(for: draft.name, connection)
    try connection.run(
      """
      INSERT INTO community (id, slug, kind, name, summary, language, published, version, since)
      VALUES (\(id), \(slug), \(draft.kind), \(draft.name), \(draft.summary),
        \(draft.language.tag), 0, 1, \(now))
      """)
    guard let community = try find(id, connection) else { throw Failure.notFound }
    try connection.record(
      "community.added", on: community.subject, by: actor, at: now, ["kind": draft.kind.rawValue])
    return community
  }

  /// Changes what is said of the community.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: CommunityDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE community SET kind = \(draft.kind), name = \(draft.name), summary = \(draft.summary),
        language = \(draft.language.tag), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try connection.record("community.changed", on: subject, by: actor, at: now)
    return true
  }

  /// Opens or closes the public page.
  public func publish(
    _ open: Bool, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      "UPDATE community SET published = \(open) WHERE id = \(id) AND published <> \(open)")
    guard changed == 1 else { return }
    try connection.record(
      open ? "community.published" : "community.withdrawn", on: subject, by: actor, at: now)
  }

  /// `Sunrise Park` → `sunrise-park`, or `sunrise-park-2` when that is taken.
  static func freeSlug(for name: String, _ connection: any Connection) throws -> String {
    try Slug.free(for: name, else: "community") {
      try connection.exists("SELECT 1 FROM community WHERE slug = \($0)")
    }
  }
}

extension Call {
  /// The community in the path as this page names it, or *not found*: for those who may not enter it,
  /// it does not exist.
  public func community() async throws -> Community {
    let id: ID<Community> = try id("community")
    let viewer = try member()
    return try await store.read { connection in
      try Community.find(id, for: viewer, connection).worded(for: w, connection)
    }
  }
}
