import Accounts
import Ledger
import Store
import Surroundings
import Web

/// Who looks after a part of an engagement, and who steps in.
public struct Responsible: Sendable, Equatable {
  public let id: ID<Responsible>
  public let engagement: ID<Engagement>
  /// What they look after.
  public let part: String
  public let person: Person
  /// `nil` where nobody steps in: shown as something to mend.
  public let backup: Person?
  public let version: Int
  public let since: Instant

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    part = try row.string("part")
    person =
      Person(account: try row.optionalString("account"), name: try row.string("name")) ?? .named("")
    backup = Person(
      account: try row.optionalString("backup_account"), name: try row.string("backup_name"))
    version = try row.int("version")
    since = try row.moment("since")
  }

  public static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [Responsible] {
    try connection.rows(
      "SELECT * FROM responsible WHERE engagement = \(engagement) AND ended = 0 ORDER BY since, id"
    ).map(Responsible.init)
  }

  static func find(
    _ id: ID<Responsible>, in engagement: Engagement, _ connection: any Connection
  ) throws -> Responsible {
    let row = try connection.first(
      "SELECT * FROM responsible WHERE id = \(id) AND engagement = \(engagement.id) AND ended = 0")
    guard let row else { throw Failure.notFound }
    return try Responsible(row)
  }
}

/// What a form says about who is responsible.
public struct ResponsibleDraft: Sendable {
  public var part: String
  public var person: Person
  public var backup: Person?

  public init(part: String, person: Person, backup: Person? = nil) {
    self.part = part
    self.person = person
    self.backup = backup
  }
}

extension Responsible {
  /// Names somebody for a part. Called twice with the same id it names them once.
  public static func add(
    _ draft: ResponsibleDraft, id: ID<Responsible>, to engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO responsible (id, engagement, part, account, name, backup_account, backup_name,
        ended, version, since)
      VALUES (\(id), \(engagement.id), \(draft.part), \(draft.person.account),
        \(draft.person.name), \(draft.backup?.account), \(draft.backup?.name ?? ""), 0, 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try engagement.record(
      "responsible.added", on: "responsible", id.text, by: actor, at: now,
      with: ["backup": draft.backup == nil ? "no" : "yes"], connection)
  }

  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: ResponsibleDraft, since version: Int, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE responsible SET part = \(draft.part), account = \(draft.person.account),
        name = \(draft.person.name), backup_account = \(draft.backup?.account),
        backup_name = \(draft.backup?.name ?? ""), version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    try engagement.record(
      "responsible.changed", on: "responsible", id.text, by: actor, at: now,
      with: ["backup": draft.backup == nil ? "no" : "yes"], connection)
    return true
  }

  func end(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let ended = try connection.run(
      "UPDATE responsible SET ended = 1 WHERE id = \(id) AND ended = 0")
    guard ended == 1 else { return }
    try engagement.record(
      "responsible.ended", on: "responsible", id.text, by: actor, at: now, connection)
  }
}
