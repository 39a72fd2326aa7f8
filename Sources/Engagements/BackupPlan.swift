import Ledger
import Store
import Surroundings
import Web

/// The second way: if something fails, what is done instead, and by whom.
public struct BackupPlan: Sendable, Equatable {
  public let id: ID<BackupPlan>
  public let engagement: ID<Engagement>
  public let trouble: String
  public let instead: String
  public let who: String
  public let version: Int
  public let since: Instant

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    trouble = try row.string("trouble")
    instead = try row.string("instead")
    who = try row.string("who")
    version = try row.int("version")
    since = try row.moment("since")
  }

  public static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [BackupPlan] {
    try connection.rows(
      "SELECT * FROM backup_plan WHERE engagement = \(engagement) AND ended = 0 ORDER BY since, id"
    ).map(BackupPlan.init)
  }

  static func find(
    _ id: ID<BackupPlan>, in engagement: Engagement, _ connection: any Connection
  ) throws -> BackupPlan {
    let row = try connection.first(
      "SELECT * FROM backup_plan WHERE id = \(id) AND engagement = \(engagement.id) AND ended = 0")
    guard let row else { throw Failure.notFound }
    return try BackupPlan(row)
  }
}

/// What a form says a backup plan is to be.
public struct BackupPlanDraft: Sendable {
  public var trouble: String
  public var instead: String
  public var who: String

  public init(trouble: String, instead: String, who: String) {
    self.trouble = trouble
    self.instead = instead
    self.who = who
  }
}

extension BackupPlan {
  /// Adds one. Called twice with the same id it adds one.
  public static func add(
    _ draft: BackupPlanDraft, id: ID<BackupPlan>, to engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO backup_plan (id, engagement, trouble, instead, who, ended, version, since)
      VALUES (\(id), \(engagement.id), \(draft.trouble), \(draft.instead), \(draft.who), 0, 1,
        \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try engagement.record("backup.added", on: "backup", id.text, by: actor, at: now, connection)
  }

  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: BackupPlanDraft, since version: Int, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE backup_plan SET trouble = \(draft.trouble), instead = \(draft.instead),
        who = \(draft.who), version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    try engagement.record("backup.changed", on: "backup", id.text, by: actor, at: now, connection)
    return true
  }

  func end(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let ended = try connection.run(
      "UPDATE backup_plan SET ended = 1 WHERE id = \(id) AND ended = 0")
    guard ended == 1 else { return }
    try engagement.record("backup.ended", on: "backup", id.text, by: actor, at: now, connection)
  }
}
