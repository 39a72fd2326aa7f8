import Store
import Surroundings
import Web

/// The letters that one reader may see.
struct Outbox: Sendable {
  let viewer: Viewer

  static let pageLength = 50

  /// Letters about communities that they may not enter are not theirs to see.
  private var scope: SQL {
    guard let communities = viewer.communities else { return "1 = 1" }
    return "(community IS NULL OR community IN \(list: communities.sorted()))"
  }

  func find(_ id: ID<Letter>, _ connection: any Connection) throws -> Letter {
    guard
      let row = try connection.first("SELECT * FROM letter WHERE id = \(id) AND \(scope)")
    else { throw Failure.notFound }
    return try Letter(row)
  }

  /// The newest first.
  func letters(
    _ state: Letter.State?, page: Int, _ connection: any Connection
  ) throws -> [Letter] {
    let wanted: SQL = state.map { "state = \($0)" } ?? "1 = 1"
    let start = (max(1, page) - 1) * Outbox.pageLength
    return try connection.rows(
      """
      SELECT * FROM letter WHERE \(scope) AND \(wanted)
      ORDER BY created DESC, id DESC LIMIT \(Outbox.pageLength) OFFSET \(start)
      """
    ).map(Letter.init)
  }

  func counts(_ connection: any Connection) throws -> [Letter.State: Int] {
    var counts: [Letter.State: Int] = [:]
    let rows = try connection.rows(
      "SELECT state, count(*) AS number FROM letter WHERE \(scope) GROUP BY state")
    for row in rows { counts[try row.enumeration("state")] = try row.int("number") }
    return counts
  }

  /// Sealed letters let their reader in somewhere: an owner's would make an owner of whoever reads
  /// it.
  func mayRead(_ letter: Letter) -> Bool { !letter.isSealed || viewer.role == .owner }

  /// Tries all again that waits after trouble or was given up; what is due later stays so.
  func retryAll(by actor: String, at now: Instant, _ connection: any Connection) throws {
    try MailSetting.resume(connection)
    let letters = try connection.rows(
      """
      SELECT * FROM letter WHERE \(scope) AND body IS NOT NULL AND to_address IS NOT NULL
        AND ((state = 'waiting' AND trouble IS NOT NULL) OR state = 'given up')
      """
    ).map(Letter.init)
    for letter in letters { _ = try letter.retry(by: actor, at: now, connection) }
  }
}
