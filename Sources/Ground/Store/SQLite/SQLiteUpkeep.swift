import Foundation
internal import GRDB
import Surroundings

/// Copies of the database, and what can be said of it as a whole.
extension SQLiteEngine {
  func backup(to path: String) async throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StoreError.unavailable("\(path): there is such a file already.")
    }
    try await copy(to: path)
  }

  func backup(before migration: String) async throws -> String? {
    let hasTables = try await read { connection in
      try connection.exists("SELECT 1 FROM sqlite_master WHERE type = 'table'")
    }
    guard hasTables else { return nil }
    let name = (path as NSString).deletingPathExtension
    let copy = "\(name).before-\(migration).sqlite"
    // In the place of one of an attempt that failed before: this one is newer.
    try await self.copy(to: copy)
    return copy
  }

  private func copy(to path: String) async throws {
    let pool = pool
    try await SQLiteEngine.aside { Result { try SQLiteEngine.copy(pool, to: path) } }.get()
  }

  /// Copies a snapshot, reads the copy for damage, and only then gives it its name.
  private static func copy(_ pool: DatabasePool, to path: String) throws {
    let files = FileManager.default
    let unfinished = path + ".unfinished-" + randomCode(.real, characters: 8)
    guard
      files.createFile(
        atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw StoreError.unavailable("\(path): the file can't be made.") }
    do {
      let copy = try DatabaseQueue(path: unfinished)
      try pool.backup(to: copy)
      try copy.writeWithoutTransaction { database in
        // One file, with nothing beside it, to carry away.
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        let faults = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
        if faults != ["ok"] { throw StoreError.unavailable(faults.joined(separator: "; ")) }
      }
      try copy.close()
      guard rename(unfinished, path) == 0 else {
        throw StoreError.unavailable("\(path): the copy can't be named so.")
      }
    } catch {
      try? files.removeItem(atPath: unfinished)
      throw SQLiteConnection.storeError(error)
    }
  }

  func integrityFaults() async throws -> [String] {
    try await read { connection in
      let faults = try connection.rows("PRAGMA integrity_check").flatMap(\.values)
        .compactMap { value in
          if case .text(let line) = value, line != "ok" { line } else { nil }
        }
      let references = try connection.rows(
        """
        SELECT "table" AS child, parent, COUNT(*) AS count FROM pragma_foreign_key_check()
        GROUP BY "table", parent ORDER BY "table", parent
        """
      ).map { row in
        let (child, parent) = (try row.string("child"), try row.string("parent"))
        return
          "\(try row.int("count")) rows of \(child) refer to rows of \(parent) that are missing"
      }
      return faults + references
    }
  }

  func schema() async throws -> String {
    try await read { connection in
      try connection.rows(
        """
        SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 ELSE 1 END, name
        """
      ).map { try $0.string("sql") + ";\n" }.joined()
    }
  }
}
