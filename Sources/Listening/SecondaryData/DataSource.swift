import Communities
import Ledger
import Store
import Surroundings
import Web

/// Something that was counted or written down by others, as the catalogue knows it.
public struct DataSource: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The American Community Survey.
    case acs
    /// The Public Libraries Survey.
    case pls
    /// Places with coordinates.
    case places
    /// Whatever Kith keeps and does not read.
    case other
  }

  public let id: ID<DataSource>
  public let kind: Kind
  /// The community it tells of; without one it is about the library as a whole.
  public let community: ID<Community>?
  public let publisher: String
  public let title: String
  /// The time it tells of, in words: *2016-2020 (5-year)*, *FY2019*.
  public let vintage: String
  /// The last year it tells of, where it is known.
  public let year: Int?
  public let geography: String
  public let licence: String
  public let limits: String
  public let contact: String
  public let link: String
  public let added: Day
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    kind = try row.enumeration("kind")
    community = try row.optionalID("community")
    publisher = try row.string("publisher")
    title = try row.string("title")
    vintage = try row.string("vintage")
    year = try row.optionalInt("year")
    geography = try row.string("geography")
    licence = try row.string("licence")
    limits = try row.string("limits")
    contact = try row.string("contact")
    link = try row.string("link")
    added = try row.day("added")
    version = try row.int("version")
  }

  public var subject: Subject {
    Subject(kind: "data", id: id.text, community: community?.text)
  }

  /// The sources that somebody may know of, by title.
  public static func open(
    to viewer: Viewer, _ connection: any Connection
  ) throws -> [DataSource] {
    try all(connection).filter { viewer.mayRead($0) }
  }

  static func all(_ connection: any Connection) throws -> [DataSource] {
    try connection.rows(
      "SELECT * FROM data_source WHERE ended = 0 ORDER BY title, vintage DESC, id"
    ).map(DataSource.init)
  }

  /// The source of that id, or *not found*: also for those who may not enter its community.
  public static func find(
    _ id: ID<DataSource>, for viewer: Viewer, _ connection: any Connection
  ) throws -> DataSource {
    guard let source = try find(id, connection), viewer.mayRead(source) else {
      throw Failure.notFound
    }
    return source
  }

  static func find(
    _ id: ID<DataSource>, _ connection: any Connection
  ) throws -> DataSource? {
    try connection.first("SELECT * FROM data_source WHERE id = \(id) AND ended = 0")
      .map(DataSource.init)
  }

  /// How many benchmarks were made from it.
  func benchmarks(_ connection: any Connection) throws -> Int {
    try connection.count("SELECT COUNT(DISTINCT dimension) FROM benchmark WHERE source = \(id)")
  }

  /// The source that an import of this kind, vintage and title belongs to, if it is there.
  static func matching(
    _ draft: DataSourceDraft, _ connection: any Connection
  ) throws -> DataSource? {
    let place: SQL =
      draft.community.map { "community = \($0)" } ?? "community IS NULL"
    return try connection.first(
      """
      SELECT * FROM data_source WHERE kind = \(draft.kind) AND vintage = \(draft.vintage)
        AND title = \(draft.title) AND ended = 0 AND \(place) ORDER BY id LIMIT 1
      """
    ).map(DataSource.init)
  }
}

extension Viewer {
  func mayRead(_ source: DataSource) -> Bool {
    source.community.map { mayEnter($0.text) } ?? true
  }

  /// What belongs to no community is the whole library's: those who are limited to some communities
  /// read it and leave it.
  func mayChange(_ community: ID<Community>?) -> Bool {
    guard Role.library.contains(role) else { return false }
    return community.map { mayEnter($0.text) } ?? (communities == nil)
  }
}

/// What a form or an import says a source is to be.
public struct DataSourceDraft: Sendable, Equatable {
  public var kind: DataSource.Kind
  public var community: ID<Community>?
  public var publisher: String
  public var title: String
  public var vintage = ""
  public var year: Int?
  public var geography = ""
  public var licence = ""
  public var limits = ""
  public var contact = ""
  public var link = ""

  public init(
    kind: DataSource.Kind, community: ID<Community>?, publisher: String, title: String
  ) {
    self.kind = kind
    self.community = community
    self.publisher = publisher
    self.title = title
  }

  /// The last year that a vintage in words names, such as 2020 in *2016-2020 (5-year)*.
  static func year(in text: String) -> Int? {
    text.split { !($0.isASCII && $0.isNumber) }.compactMap { digits in
      digits.count == 4 ? Int(digits) : nil
    }.filter { (1790...2200).contains($0) }.max()
  }
}

extension DataSource {
  /// Adds a source to the catalogue. Called twice with the same id it adds one, and says `nil` for the
  /// second: whoever names an id that is taken must not come by the source of others.
  static func addNew(
    _ draft: DataSourceDraft, id: ID<DataSource>, by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws -> DataSource? {
    guard try !connection.exists("SELECT 1 FROM data_source WHERE id = \(id)") else { return nil }
    return try add(draft, id: id, by: actor, today: today, at: now, connection)
  }

  /// Adds a source to the catalogue, or gives the one that has the id.
  @discardableResult
  public static func add(
    _ draft: DataSourceDraft, id: ID<DataSource>, by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws -> DataSource {
    if let present = try find(id, connection) { return present }
    try connection.run(
      """
      INSERT INTO data_source (id, kind, community, publisher, title, vintage, year, geography,
        licence, limits, contact, link, added, ended, version)
      VALUES (\(id), \(draft.kind), \(draft.community), \(draft.publisher), \(draft.title),
        \(draft.vintage), \(draft.year), \(draft.geography), \(draft.licence), \(draft.limits),
        \(draft.contact), \(draft.link), \(today), 0, 1)
      """)
    guard let source = try find(id, connection) else { throw Failure.notFound }
    try connection.record(
      "data.added", on: source.subject, by: actor, at: now, ["kind": draft.kind.rawValue])
    return source
  }

  /// Changes what the catalogue says. What an import found out, its kind and its community, stays.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: DataSourceDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE data_source SET publisher = \(draft.publisher), title = \(draft.title),
        vintage = \(draft.vintage), year = \(draft.year), geography = \(draft.geography),
        licence = \(draft.licence), limits = \(draft.limits), contact = \(draft.contact),
        link = \(draft.link), version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    try connection.record("data.changed", on: subject, by: actor, at: now)
    return true
  }
}
