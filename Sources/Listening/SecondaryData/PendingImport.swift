import Communities
import Store
import Surroundings
import Web

/// Files that somebody gave and has not confirmed yet. Kept for an hour, for that account alone;
/// nothing of them is anywhere else until then.
struct PendingImport: Sendable {
  let id: ID<PendingImport>
  let community: ID<Community>?
  let files: [GivenFile]

  static let lifetime: Int64 = 3600
  /// Files that one import may have.
  static let mostFiles = 60

  static func keep(
    _ files: [GivenFile], for community: ID<Community>?, account: String,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> ID<PendingImport> {
    let id = ID<PendingImport>.new(surroundings)
    let now = surroundings.now()
    try removeOld(at: now, connection)
    try connection.run(
      """
      INSERT INTO pending_import (id, account, community, at)
      VALUES (\(id), \(account), \(community), \(now))
      """)
    for (position, file) in files.enumerated() {
      try connection.run(
        """
        INSERT INTO pending_file (pending, position, name, bytes)
        VALUES (\(id), \(position), \(file.name), \(file.bytes))
        """)
    }
    return id
  }

  /// What the viewer gave under that id, or *not found*: for others, and after an hour.
  static func find(
    _ id: ID<PendingImport>, for viewer: Viewer, at now: Instant, _ connection: any Connection
  ) throws -> PendingImport {
    let row = try connection.first(
      """
      SELECT * FROM pending_import WHERE id = \(id) AND account = \(viewer.account)
        AND at >= \(now - lifetime)
      """)
    guard let row else { throw Failure.notFound }
    let files = try connection.rows(
      "SELECT name, bytes FROM pending_file WHERE pending = \(id) ORDER BY position"
    ).map { GivenFile(name: try $0.string("name"), bytes: try $0.bytes("bytes")) }
    return PendingImport(id: id, community: try row.optionalID("community"), files: files)
  }

  static func remove(_ id: ID<PendingImport>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM pending_file WHERE pending = \(id)")
    try connection.run("DELETE FROM pending_import WHERE id = \(id)")
  }

  /// Nobody need come again for what they gave to go: the program does it by itself.
  static func removeOld(at now: Instant, _ connection: any Connection) throws {
    let old: SQL = "SELECT id FROM pending_import WHERE at < \(now - lifetime)"
    try connection.run("DELETE FROM pending_file WHERE pending IN (\(old))")
    try connection.run("DELETE FROM pending_import WHERE at < \(now - lifetime)")
  }
}
