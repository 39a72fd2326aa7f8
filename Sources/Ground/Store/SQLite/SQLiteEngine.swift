import Dispatch
import Foundation
internal import GRDB
import Surroundings

/// A store in one SQLite file: one writer with group commit, and readers beside it.
final class SQLiteEngine: Engine {
  let path: String
  var place: String { path }
  let pool: DatabasePool
  private let writes: GroupCommit
  private let isTemporary: Bool

  var dialect: Dialect { .sqlite }

  init(path: String, readers: Int, isTemporary: Bool = false) throws {
    self.path = path
    self.isTemporary = isTemporary
    try SQLiteEngine.make(path)
    var configuration = Configuration()
    configuration.label = "store"
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = readers
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // As PostgreSQL does: LIKE tells capitals from small letters.
      try database.execute(sql: "PRAGMA case_sensitive_like = ON")
      try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // DatabasePool itself sets NORMAL after `prepareDatabase`, which can lose the last commits
      // when the power fails. A temporary database has nothing to lose.
      try pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = \(isTemporary ? "OFF" : "FULL")")
      }
    } catch {
      throw StoreError.unavailable("\(path): \(SQLiteEngine.reason(error))")
    }
    writes = GroupCommit(pool)
  }

  static func temporary() throws -> SQLiteEngine {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("store-" + randomCode(.real, characters: 16))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try SQLiteEngine(
      path: folder.appendingPathComponent("store.sqlite").path, readers: 4, isTemporary: true)
  }

  deinit {
    if isTemporary {
      try? pool.close()
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
  }

  func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    do {
      return try await pool.read { database in
        let connection = SQLiteConnection(database)
        defer { connection.end() }
        let result = try body(connection)
        if let failure = connection.failure { throw failure }
        return result
      }
    } catch {
      throw SQLiteConnection.storeError(error)
    }
  }

  func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try Task.checkCancellation()
    return try await withCheckedThrowingContinuation { continuation in
      writes.add(
        WaitingWrite(
          run: { connection in
            let result = try body(connection)
            return { continuation.resume(returning: result) }
          }, fail: { continuation.resume(throwing: $0) }))
    }
  }

  /// Without foreign keys, so that a table can be made anew under its references; all of them are
  /// checked before the commit.
  func migrate<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      // Not within the caller's task: were that cancelled, GRDB would run nothing more for it, and
      // the foreign keys would stay off.
      pool.asyncWriteWithoutTransaction { database in
        continuation.resume(with: Result { try SQLiteEngine.migrate(database, body) })
      }
    }
  }

  private static func migrate<T>(
    _ database: Database, _ body: (any Connection) throws -> T
  ) throws -> T {
    let connection = SQLiteConnection(database)
    defer { connection.end() }
    try connection.execute("PRAGMA foreign_keys = OFF")
    defer { try? connection.execute("PRAGMA foreign_keys = ON") }
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let result = try body(connection)
      if let failure = connection.failure { throw failure }
      try checkSchema(connection)
      try connection.execute("COMMIT")
      return result
    } catch {
      if database.isInsideTransaction { try? connection.execute("ROLLBACK") }
      throw error
    }
  }

  /// - Throws: ``StoreError`` when a reference leads nowhere, or a table is not STRICT.
  private static func checkSchema(_ connection: SQLiteConnection) throws {
    if let row = try connection.first("SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1") {
      throw StoreError.foreignKey(try row.string("table"))
    }
    let loose = try connection.first(
      """
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
        AND name NOT LIKE 'sqlite_%'
      """)
    if let loose {
      throw StoreError.statement("The table \(try loose.string("name")) is not STRICT.")
    }
  }

  func close() async throws {
    let pool = pool
    writes.close()
    do {
      try await SQLiteEngine.aside { Result { try pool.close() } }.get()
    } catch {
      throw SQLiteConnection.storeError(error)
    }
  }

  func size() async throws -> Int64 {
    try await read { connection in
      let row = try connection.first(
        "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()")
      return try row?.int64("bytes") ?? 0
    }
  }

  /// Runs what blocks on a thread that may.
  static func aside<T: Sendable>(_ body: @Sendable @escaping () -> T) async -> T {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }

  private static func reason(_ error: any Error) -> String {
    (SQLiteConnection.storeError(error) as? StoreError)?.description ?? "\(error)"
  }

  /// Makes an empty file that its owner alone can read. SQLite gives the files beside it the same
  /// rights.
  private static func make(_ path: String) throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else { return }
    guard
      files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw StoreError.unavailable("\(path): the file can't be made.") }
  }
}
