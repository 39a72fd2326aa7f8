import Surroundings

/// The database, as the whole program holds it: SQLite in one file, or PostgreSQL for several
/// processes.
///
/// ```swift
/// let store = try Store.open("/var/lib/kith/kith.sqlite")
/// try await store.migrate(migrations)
/// let fact = try await store.read { try $0.first("SELECT * FROM fact WHERE id = \(id)") }
/// ```
///
/// A closure may run more than once, when a conflict with another writer or a broken connection
/// undid it: it should do nothing but read, decide and write the database.
public struct Store: Sendable {
  let engine: any Engine

  /// What a store has to tell whoever runs the machine, such as a connection that it had to replace.
  public typealias Log = @Sendable (String) -> Void

  /// Opens what `place` names: a PostgreSQL database, as `postgres://…`, `postgresql://…` or words
  /// with `dbname=…`; or else the path of an SQLite file, which is made where there is none.
  ///
  /// - Throws: ``StoreError/unavailable(_:)``.
  public static func open(_ place: String, log: @escaping Log = { _ in }) throws -> Store {
    if ["postgres://", "postgresql://"].contains(where: place.hasPrefix)
      || place.contains("dbname=")
    {
      return try postgres(place, log: log)
    }
    return try sqlite(path: place)
  }

  /// Opens an SQLite file; makes it, readable by its owner alone, where there is none.
  ///
  /// - Parameter readers: How many reads run at once, beside the one writer.
  /// - Throws: ``StoreError/unavailable(_:)``.
  public static func sqlite(path: String, readers: Int = 4) throws -> Store {
    Store(engine: try SQLiteEngine(path: path, readers: readers))
  }

  /// An empty SQLite database for a test or a demonstration: gone when the store is.
  public static func temporary() throws -> Store {
    Store(engine: try SQLiteEngine.temporary())
  }

  /// Connects to a PostgreSQL database, 15 or newer, encoded in UTF-8.
  ///
  /// - Parameters:
  ///   - conninfo: What libpq takes: a URL, or words such as `host=db dbname=kith user=kith`.
  ///   - connections: How many transactions run at once.
  /// - Throws: ``StoreError/unavailable(_:)``.
  public static func postgres(
    _ conninfo: String, connections: Int = 8, log: @escaping Log = { _ in }
  ) throws -> Store {
    Store(engine: try PostgresEngine(conninfo, connections: connections, log: log))
  }

  public var dialect: Dialect { engine.dialect }

  /// Where the data is, for people to read: the path of the file, or the database's name and host.
  public var place: String { engine.place }

  /// Runs `body` on one snapshot of the database: it sees nothing that others do meanwhile.
  ///
  /// Read a whole page in one of these.
  ///
  /// - Throws: What `body` throws; ``StoreError/readOnly`` when it tries to write.
  public func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await engine.read(body)
  }

  /// Runs `body` in one transaction, and returns when it is on disk: it survives a kill from then
  /// on. When `body` throws, nothing of it is kept.
  ///
  /// SQLite gathers the writes that wait at the same time into one commit; each of them still fails
  /// alone.
  ///
  /// - Throws: What `body` throws; ``StoreError/connectionLost`` when PostgreSQL didn't live to tell
  ///   whether it was saved.
  @discardableResult
  public func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await engine.write(body)
  }

  /// Writes a copy of the database as it is at one moment, while it goes on serving.
  ///
  /// - Throws: ``StoreError/unsupported(_:)`` for PostgreSQL, telling how to use `pg_dump`; and when
  ///   `path` is there already.
  public func backup(to path: String) async throws {
    try await engine.backup(to: path)
  }

  /// Reads the whole database for damage.
  ///
  /// - Returns: What is wrong, a line each; empty when the database is sound.
  public func integrityFaults() async throws -> [String] { try await engine.integrityFaults() }

  /// The schema as text: the same for the same migrations, so a test can compare it with a file.
  public func schema() async throws -> String { try await engine.schema() }

  /// The bytes that the database takes on disk.
  public func size() async throws -> Int64 { try await engine.size() }

  /// Waits for what is under way, then lets go of the database. All later calls throw
  /// ``StoreError/closed``.
  public func close() async throws { try await engine.close() }
}
