import Ledger
import Store
import Surroundings
import Web

/// A link by which somebody makes an account with a role. Shown once; kept as a hash; good once.
public struct Invitation: Sendable, Equatable {
  public let hash: String
  public let role: Role
  public let email: String
  public let communities: [String]
  public let expires: Instant

  /// Seconds that an invitation is good for.
  static let lifetime: Int64 = 14 * 86400

  /// Makes an invitation and gives the code of its link.
  ///
  /// - Parameter maker: Whose account it ends with; `nil` for one made in the terminal.
  public static func make(
    role: Role, email: String, communities: [String], by actor: String,
    from maker: ID<Account>? = nil, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let code = Code.new(surroundings)
    let now = surroundings.now()
    let joined = Set(communities).sorted().joined(separator: " ")
    try connection.run(
      """
      INSERT INTO invitation (hash, role, email, communities, expires, maker)
      VALUES (\(Code.hash(code)), \(role), \(email), \(joined), \(now + lifetime), \(maker))
      """)
    try connection.record(
      "invitation.made", on: Subject(kind: "invitation", id: String(Code.hash(code).prefix(16))),
      by: actor, at: now, ["role": role.rawValue])
    return code
  }

  /// The open invitation of that code, `nil` when it was used, withdrawn or is too old.
  static func find(
    _ code: String, at now: Instant, _ connection: any Connection
  ) throws -> Invitation? {
    try connection.first(
      "SELECT * FROM invitation WHERE hash = \(Code.hash(code)) AND expires > \(now)"
    ).map(Invitation.init)
  }

  static func open(at now: Instant, _ connection: any Connection) throws -> [Invitation] {
    try connection.rows("SELECT * FROM invitation WHERE expires > \(now) ORDER BY expires")
      .map(Invitation.init)
  }

  init(_ row: Row) throws {
    hash = try row.string("hash")
    role = try row.enumeration("role")
    email = try row.string("email")
    communities = try row.string("communities").split(separator: " ").map(String.init)
    expires = try row.moment("expires")
  }

  /// What its address on the desk names it by: of no use to open it.
  var mark: String { String(hash.prefix(16)) }

  /// Takes an open invitation back: its link leads nowhere from then on. Twice is once.
  static func withdraw(
    _ mark: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let withdrawn = try connection.run(
      "DELETE FROM invitation WHERE substr(hash, 1, 16) = \(mark)")
    guard withdrawn == 1 else { return }
    try connection.record(
      "invitation.withdrawn", on: Subject(kind: "invitation", id: mark), by: actor, at: now)
  }

  /// Uses the invitation up. False when somebody was faster.
  func use(_ connection: any Connection) throws -> Bool {
    try connection.run("DELETE FROM invitation WHERE hash = \(hash)") == 1
  }
}

/// A link that signs somebody in without a password: made in the terminal, by whoever runs the
/// machine, for an owner who is locked out and for the demo.
public enum SignInLink {
  /// - Parameter uses: How often it works.
  public static func make(
    for account: ID<Account>, uses: Int, lifetime: Int64, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> String {
    let code = Code.new(surroundings)
    let now = surroundings.now()
    try connection.run(
      """
      INSERT INTO sign_in_link (hash, account, uses, expires)
      VALUES (\(Code.hash(code)), \(account), \(uses), \(now + lifetime))
      """)
    try connection.record(
      "account.link", on: Subject(kind: "account", id: account.text), by: "program", at: now)
    return code
  }

  static func account(
    _ code: String, at now: Instant, _ connection: any Connection
  ) throws -> Account? {
    try connection.first(
      """
      SELECT account.* FROM sign_in_link JOIN account ON account.id = sign_in_link.account
      WHERE sign_in_link.hash = \(Code.hash(code)) AND uses > 0 AND expires > \(now)
        AND account.closed = 0
      """
    ).map(Account.init)
  }

  static func use(_ code: String, at now: Instant, _ connection: any Connection) throws -> Account?
  {
    guard let account = try account(code, at: now, connection) else { return nil }
    let used = try connection.run(
      "UPDATE sign_in_link SET uses = uses - 1 WHERE hash = \(Code.hash(code)) AND uses > 0")
    return used == 1 ? account : nil
  }
}
