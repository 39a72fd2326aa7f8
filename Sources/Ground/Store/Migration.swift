import Surroundings

/// A step of the schema, made once on each database, and never unmade.
///
/// ```swift
/// Migration(
///   id: "2026-11-23-facts-1",
///   statements: [
///     "CREATE TABLE fact (id TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL) STRICT"
///   ])
/// ```
public struct Migration: Sendable {
  /// A date, the capability and a number. Migrations run in the order of their ids.
  public let id: String
  /// Statements in SQLite's words, types in capitals: see ``SchemaWords`` for what becomes of them
  /// on PostgreSQL. There are no numbers that count up by themselves.
  public let statements: [String]
  /// What only SQLite is told, after the statements, such as a full-text index.
  public let sqlite: [String]
  /// What only PostgreSQL is told, after the statements, in its own words.
  public let postgres: [String]

  public init(
    id: String, statements: [String], sqlite: [String] = [], postgres: [String] = []
  ) {
    self.id = id
    self.statements = statements
    self.sqlite = sqlite
    self.postgres = postgres
  }
}

/// What ``Store/migrate(_:at:backup:)`` did.
public struct MigrationReport: Sendable, Equatable {
  /// The ids of the migrations made now, in order.
  public let applied: [String]
  /// The copy of the database as it was before them, where one was made.
  public let backup: String?
}

extension Store {
  /// Brings the schema up to date: makes each migration that the database has not had, in the order
  /// of their ids, each in a transaction of its own with the record that it was made.
  ///
  /// An id that sorts before one made already is made all the same: capabilities land on different
  /// days. Several processes may do this at once. Before an SQLite database that holds anything is
  /// changed, it is copied to `<name>.before-<first id>.sqlite` beside it.
  ///
  /// - Throws: ``StoreError/newerDatabase(_:)`` before anything is changed, when the database had
  ///   migrations that aren't among these; ``StoreError/migration(id:reason:)`` for one that failed,
  ///   after which those before it stay.
  @discardableResult
  public func migrate(
    _ migrations: [Migration], at now: Instant = Surroundings.real.now(), backup: Bool = true
  ) async throws -> MigrationReport {
    let migrations = migrations.sorted { $0.id < $1.id }
    if let twice = zip(migrations, migrations.dropFirst()).first(where: { $0.id == $1.id }) {
      throw StoreError.migration(id: twice.0.id, reason: "There are two of this id.")
    }
    let ids = migrations.map(\.id)
    let made = try await read { try Migration.made($0, known: ids) }
    let waiting = migrations.filter { !made.contains($0.id) }
    guard let first = waiting.first else { return MigrationReport(applied: [], backup: nil) }

    let copy = backup ? try await engine.backup(before: first.id) : nil
    var applied: [String] = []
    for migration in waiting {
      do {
        let isNew = try await engine.migrate { try migration.make($0, known: ids, at: now) }
        if isNew { applied.append(migration.id) }
      } catch let error as StoreError {
        if case .newerDatabase = error { throw error }
        throw StoreError.migration(id: migration.id, reason: error.description)
      }
    }
    return MigrationReport(applied: applied, backup: copy)
  }
}

extension Migration {
  /// The ids of the migrations that the database had.
  static func made(_ connection: any Connection, known: [String]) throws -> Set<String> {
    let hasRecord: SQL =
      switch connection.dialect {
      case .sqlite: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
      case .postgres: "SELECT COUNT(*) WHERE to_regclass('migration') IS NOT NULL"
      }
    guard try connection.count(hasRecord) == 1 else { return [] }
    let made = try connection.rows("SELECT id FROM migration ORDER BY sequence")
      .map { try $0.string("id") }
    let unknown = made.filter { !known.contains($0) }
    guard unknown.isEmpty else { throw StoreError.newerDatabase(unknown) }
    return Set(made)
  }

  /// Makes this migration, unless another process did it first.
  ///
  /// - Returns: Whether it was made now.
  fileprivate func make(_ connection: any Connection, known: [String], at now: Instant) throws
    -> Bool
  {
    let dialect = connection.dialect
    try connection.run(SchemaWords.statement(Migration.record, for: dialect))
    guard try !Migration.made(connection, known: known).contains(id) else { return false }
    for statement in statements {
      try connection.run(SchemaWords.statement(statement, for: dialect))
    }
    for statement in dialect == .sqlite ? sqlite : postgres {
      try connection.run(SQL(verbatim: statement))
    }
    try connection.run(
      """
      INSERT INTO migration (id, sequence, applied)
      SELECT \(id), COALESCE(MAX(sequence), 0) + 1, \(now) FROM migration
      """)
    return true
  }

  /// The record of migrations, in the order they were made.
  private static let record = """
    CREATE TABLE IF NOT EXISTS migration (
      id TEXT NOT NULL PRIMARY KEY,
      sequence INTEGER NOT NULL UNIQUE,
      applied INTEGER NOT NULL
    ) STRICT
    """
}
