import Census
import Communities
import Store
import Surroundings
import Web
import Words

/// Everything that an import is going to store, worked out before it writes anything.
///
/// ```swift
/// let given = try GivenFiles(files)
/// let kept = try await store.read { try ImportPlan.kept(for: given, choices, $0) }
/// let plan = try ImportPlan(given, kept: kept, choices, surroundings)
/// let outcome = try await store.write { try plan.store(by: actor, …, $0) }
/// ```
struct ImportPlan: Sendable {
  let choices: ImportChoices
  let tables: [TablePlan]
  let comparisons: [Comparison]
  let libraries: [LibraryPlan]
  let places: [PlacesPlan]
  /// The stored tables that it was worked out from, to see that none has changed since.
  let basis: [ID<KeptTable>]

  /// The stored tables that an import of these files builds on.
  static func kept(
    for given: GivenFiles, _ choices: ImportChoices, _ connection: any Connection
  ) throws -> [KeptTable] {
    try KeptTable.all(
      named: Set(given.tables.map { TableKey($0.table).name }).subtracting([""]),
      of: choices.community, connection)
  }

  /// - Throws: `ImportFault`, ``ImportRefusal``.
  init(
    _ given: GivenFiles, kept: [KeptTable], _ choices: ImportChoices, _ surroundings: Surroundings
  ) throws {
    self.choices = choices
    basis = kept.map(\.id)
    // A table that does not say which it is can't be told to be another's second part.
    var groups: [(key: TableKey, parts: [GivenTable])] = []
    for part in given.tables {
      let key = TableKey(part.table)
      if key.isKnown, let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].parts.append(part)
      } else {
        groups.append((key, [part]))
      }
    }
    tables = try groups.map { group in
      let prior = kept.first { kept in
        group.key.isKnown
          ? kept.key == group.key
          : kept.key == group.key && kept.files.map(\.digest) == group.parts.map(\.file.digest)
      }
      return try TablePlan(group.parts, prior: prior, choices, surroundings)
    }
    comparisons = try Comparison.all(of: tables, kept: kept)
    libraries = try given.libraries.map { try LibraryPlan($0.file, $0.contents, choices) }
    places = try given.places.map { try PlacesPlan($0.file, $0.contents, choices) }
  }
}

/// What an import did.
public struct ImportOutcome: Sendable, Equatable {
  /// The sources that the files belong to now, each once.
  public var sources: [ID<DataSource>] = []
  /// How much of it is new.
  public var tables = 0
  public var benchmarks = 0
  public var facts = 0
  public var outlets = 0
  public var boundaries = 0

  /// Whether everything was there already, and nothing was done.
  public var wasDone: Bool { !changed }
  var changed = false

  mutating func touch(_ source: ID<DataSource>) {
    if !sources.contains(source) { sources.append(source) }
  }
}

/// Who imports, when, and in which language facts are written first.
public struct ImportContext: Sendable {
  public let actor: String
  public let today: Day
  public let language: Language
  public let surroundings: Surroundings

  public init(actor: String, today: Day, language: Language, surroundings: Surroundings) {
    self.actor = actor
    self.today = today
    self.language = language
    self.surroundings = surroundings
  }

  var now: Instant { surroundings.now() }
}

extension ImportPlan {
  /// Stores everything in the transaction it is called in.
  ///
  /// - Throws: ``Failure/conflict(_:)`` when somebody imported the same tables meanwhile.
  func store(
    by context: ImportContext, _ w: Words, _ connection: any Connection
  ) throws -> ImportOutcome {
    try connection.takeTurns("secondary data")
    let names = Set(tables.map(\.key.name)).subtracting([""])
    let stored = try KeptTable.ids(named: names, of: choices.community, connection)
    guard stored == basis else {
      throw Failure.conflict(
        w("Somebody imported the same tables meanwhile. Nothing was stored; import yours again."))
    }
    var outcome = ImportOutcome()
    for plan in tables { try store(plan, context, &outcome, connection) }
    for comparison in comparisons { try comparison.store(connection) }
    for plan in tables where !plan.isStored {
      try storeFacts(of: plan, context, &outcome, connection)
    }
    for plan in libraries { try plan.store(choices, context, &outcome, connection) }
    for plan in places { try plan.store(choices, context, &outcome, connection) }
    return outcome
  }
}

extension KeptTable {
  static func ids(
    named names: Set<String>, of community: ID<Community>?, _ connection: any Connection
  ) throws -> [ID<KeptTable>] {
    guard !names.isEmpty else { return [] }
    let place: SQL = community.map { "s.community = \($0)" } ?? "s.community IS NULL"
    return try connection.rows(
      """
      SELECT t.id FROM census_table t JOIN data_source s ON s.id = t.source
      WHERE t.name IN \(list: names.sorted()) AND s.ended = 0 AND \(place)
      ORDER BY t.name, t.year, t.span, t.id
      """
    ).map { try $0.id("id") }
  }
}

/// Imports files: for the pages, the command and the demo town alike.
public enum DataImport {
  /// Reads the files, works everything out, and stores it in one transaction.
  ///
  /// - Throws: `ImportFault` for a file that is refused; then nothing is stored.
  public static func run(
    _ files: [GivenFile], _ choices: ImportChoices, by context: ImportContext, _ store: Store
  ) async throws -> ImportOutcome {
    let given = try GivenFiles(files)
    let kept = try await store.read { try ImportPlan.kept(for: given, choices, $0) }
    let plan = try ImportPlan(given, kept: kept, choices, context.surroundings)
    let w = Words(context.language)
    return try await store.write { try plan.store(by: context, w, $0) }
  }

  /// The same within a transaction that is open already, as of the demo town: for small files.
  public static func run(
    _ files: [GivenFile], _ choices: ImportChoices, by context: ImportContext,
    _ connection: any Connection
  ) throws -> ImportOutcome {
    let given = try GivenFiles(files)
    let kept = try ImportPlan.kept(for: given, choices, connection)
    let plan = try ImportPlan(given, kept: kept, choices, context.surroundings)
    return try plan.store(by: context, Words(context.language), connection)
  }
}
