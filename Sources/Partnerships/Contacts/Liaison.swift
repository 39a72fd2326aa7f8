import Accounts
import Communities
import Ledger
import Store
import Surroundings
import Web
import Words

/// Who keeps contact with a community, who steps in, and how often it was agreed to be.
public struct Liaison: Sendable, Equatable {
  let person: Person
  /// `nil` where nobody steps in: shown as something to mend.
  let backup: Person?
  /// Days from one contact to the next.
  let every: Int
  /// What whoever comes after should know.
  let handover: String
  let version: Int

  /// Of that community, `nil` while nobody is named.
  static func of(_ community: ID<Community>, _ connection: any Connection) throws -> Liaison? {
    let found = try connection.first(
      """
      SELECT liaison.*, (SELECT every FROM contact_rhythm
        WHERE contact_rhythm.community = liaison.community ORDER BY from_day DESC LIMIT 1) AS every
      FROM liaison WHERE community = \(community)
      """)
    guard let row = found else { return nil }
    return Liaison(
      person: Person(account: try row.optionalString("account"), name: try row.string("name"))
        ?? .named(""),
      backup: Person(
        account: try row.optionalString("backup_account"), name: try row.string("backup_name")),
      every: try row.int("every"), handover: try row.string("handover"),
      version: try row.int("version"))
  }

  /// Names who keeps contact from today on, and how often.
  ///
  /// - Parameter version: That of what the form showed, 0 where nobody was named.
  /// - Returns: False when somebody else changed it since.
  public static func name(
    _ draft: LiaisonDraft, for community: ID<Community>, since version: Int, today: Day,
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let values: (String?, String) = (draft.person.account, draft.person.name)
    let named = try connection.run(
      """
      INSERT INTO liaison (community, account, name, backup_account, backup_name, handover, version)
      SELECT \(community), \(values.0), \(values.1), \(draft.backup?.account),
        \(draft.backup?.name ?? ""), \(draft.handover), 1
      WHERE \(version) = 0
      ON CONFLICT (community) DO NOTHING
      """)
    let changed = try connection.run(
      """
      UPDATE liaison SET account = \(values.0), name = \(values.1),
        backup_account = \(draft.backup?.account), backup_name = \(draft.backup?.name ?? ""),
        handover = \(draft.handover), version = version + 1
      WHERE community = \(community) AND version = \(version)
      """)
    guard named + changed == 1 else { return false }
    let before = try connection.first(
      """
      SELECT every FROM contact_rhythm WHERE community = \(community)
      ORDER BY from_day DESC LIMIT 1
      """)
    if try before?.int("every") != draft.every {
      try connection.run(
        """
        INSERT INTO contact_rhythm (community, from_day, every)
        VALUES (\(community), \(today), \(draft.every))
        ON CONFLICT (community, from_day) DO UPDATE SET every = excluded.every
        """)
    }
    try connection.record(
      named == 1 ? "liaison.named" : "liaison.changed",
      on: Subject(kind: "liaison", id: community.text, community: community.text), by: actor,
      at: now,
      ["every": String(draft.every), "backup": draft.backup == nil ? "no" : "yes"])
    return true
  }
}

/// What a form says of who keeps contact.
public struct LiaisonDraft: Sendable {
  var person: Person
  var backup: Person?
  var every: Int
  var handover: String

  public init(person: Person, backup: Person?, every: Int, handover: String) {
    self.person = person
    self.backup = backup
    self.every = every
    self.handover = handover
  }
}

extension Rhythm {
  /// What was agreed with a community, and the contacts that were held.
  static func of(_ community: ID<Community>, _ connection: any Connection) throws -> Rhythm {
    Rhythm(
      agreements: try connection.rows(
        "SELECT from_day, every FROM contact_rhythm WHERE community = \(community)"
      ).map { Agreement(from: try $0.day("from_day"), every: try $0.int("every")) },
      held: try connection.rows(
        "SELECT day FROM contact WHERE community = \(community) AND mutual = 1"
      ).map { try $0.day("day") })
  }
}
