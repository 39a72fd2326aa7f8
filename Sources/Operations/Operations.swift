import Ledger
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// What whoever runs the machine needs to know of it: for now, when it was last backed up.
  public static let operations = Capability(
    name: "operations", migrations: OperationsSchema.migrations,
    holdings: [
      Holding(
        tables: ["backup_made"],
        what: { w in w("When backups were made, and how large they are. Not where.") },
        why: { w in w("So that the library notices when they stop.") },
        kept: { w in w("Two years.") })
    ])
}

enum OperationsSchema {
  static let migrations = [
    Migration(
      id: "2026-11-23-operations-1",
      statements: [
        """
        CREATE TABLE backup_made (
          at INTEGER NOT NULL PRIMARY KEY,
          size INTEGER NOT NULL CHECK (size > 0),
          moments INTEGER NOT NULL CHECK (moments >= 0),
          head TEXT NOT NULL
        ) STRICT
        """
      ])
  ]
}

/// A backup that was made, as the database that it is of remembers it.
public struct BackupRecord: Sendable, Equatable {
  public let at: Instant
  public let size: Int64
  /// Moments in the ledger of the copy.
  public let moments: Int64
  public let head: String

  /// Seconds that records are kept.
  private static let kept: Int64 = 2 * 365 * 86400

  /// The newest, `nil` when none was made, or the database is older than these records.
  static func last(_ connection: any Connection) throws -> BackupRecord? {
    guard try Schema.has("backup_made", connection) else { return nil }
    return try connection.first("SELECT * FROM backup_made ORDER BY at DESC LIMIT 1").map { row in
      BackupRecord(
        at: try row.moment("at"), size: try row.int64("size"), moments: try row.int64("moments"),
        head: try row.string("head"))
    }
  }

  /// Remembers it, where the database has a place for that: one of an older Kith has none.
  func save(_ connection: any Connection) throws {
    guard try Schema.has("backup_made", connection) else { return }
    try connection.run(
      """
      INSERT INTO backup_made (at, size, moments, head) VALUES (\(at), \(size), \(moments), \(head))
      ON CONFLICT (at) DO UPDATE SET size = excluded.size, moments = excluded.moments,
        head = excluded.head
      """)
    try connection.run("DELETE FROM backup_made WHERE at < \(at - Self.kept)")
    try connection.record(
      "backup.made", on: Subject(kind: "backup", id: String(at.seconds)), by: "program", at: at,
      ["head": head])
  }
}
