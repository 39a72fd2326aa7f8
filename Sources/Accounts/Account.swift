import Ledger
import Store
import Surroundings
import Web

/// Somebody who can sign in.
public struct Account: Sendable, Equatable {
  public let id: ID<Account>
  public let email: String
  public let name: String
  public let role: Role
  /// The language of letters to them and of their pages; `nil` follows the browser.
  public let language: String?
  /// The hash of their password, `nil` until they choose one.
  let password: String?
  /// The shared secret of their second factor in base 32, `nil` without one.
  let secondFactor: String?
  /// The last 30-second step at which a code of theirs was taken: none is taken twice.
  let lastStep: Int64
  public let isClosed: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    email = try row.string("email")
    name = try row.string("name")
    role = try row.enumeration("role")
    language = try row.optionalString("language")
    password = try row.optionalString("password")
    secondFactor = try row.optionalString("second_factor")
    lastStep = try row.int64("last_step")
    isClosed = try row.bool("closed")
  }

  /// Addresses are compared without regard to case, and kept as they were written.
  static func key(_ email: String) -> String { email.lowercased() }

  public static func find(
    email: String, _ connection: any Connection
  ) throws -> Account? {
    try connection.first("SELECT * FROM account WHERE email_key = \(key(email))").map(Account.init)
  }

  public static func find(
    _ id: ID<Account>, _ connection: any Connection
  ) throws -> Account? {
    try connection.first("SELECT * FROM account WHERE id = \(id)").map(Account.init)
  }

  public static func all(_ connection: any Connection) throws -> [Account] {
    try connection.rows("SELECT * FROM account ORDER BY closed, name, id").map(Account.init)
  }

  /// The communities they may enter; `nil` means all.
  func communities(_ connection: any Connection) throws -> Set<String>? {
    let limited = try connection.rows(
      "SELECT community FROM account_community WHERE account = \(id)"
    ).map { try $0.string("community") }
    // Roles of the community and of partners see nothing until they are let in somewhere.
    return limited.isEmpty && Role.library.contains(role) ? nil : Set(limited)
  }

  /// Whether this person works here and may enter that community.
  public func works(with community: String, _ connection: any Connection) throws -> Bool {
    guard !isClosed, Role.library.contains(role) else { return false }
    return try communities(connection)?.contains(community) ?? true
  }

  /// This person as one who looks, for what the program gathers for them by itself; `nil` once the
  /// account is closed.
  public func viewer(_ connection: any Connection) throws -> Viewer? {
    guard !isClosed else { return nil }
    return Viewer(
      account: id.text, name: name, role: role, communities: try communities(connection),
      session: "", language: language)
  }

  /// Adds an account.
  ///
  /// - Throws: ``StoreError/unique`` when the address has one.
  @discardableResult
  public static func add(
    id: ID<Account>, email: String, name: String, role: Role, language: String?,
    password: String?, communities: [String], by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Account {
    try connection.run(
      """
      INSERT INTO account (id, email, email_key, name, role, language, password, last_step, closed,
        since)
      VALUES (\(id), \(email), \(key(email)), \(name), \(role), \(language), \(password), 0, 0,
        \(now))
      """)
    for community in Set(communities).sorted() {
      try connection.run(
        "INSERT INTO account_community (account, community) VALUES (\(id), \(community))")
    }
    try connection.record(
      "account.added", on: Subject(kind: "account", id: id.text), by: actor, at: now,
      ["role": role.rawValue])
    guard let account = try find(id, connection) else { throw Failure.notFound }
    return account
  }

  /// Closes the account: every session ends, nobody signs in with it again, nor comes back by an
  /// invitation that they made before. What let them in is erased. The name stays with what they wrote
  /// until they ask for it to go.
  func close(by actor: String, at now: Instant, _ connection: any Connection) throws {
    if role == .owner {
      try connection.takeTurns("owners")
      let others = try connection.count(
        "SELECT count(*) FROM account WHERE role = 'owner' AND closed = 0 AND id <> \(id)")
      guard others > 0 else { throw AccountFault.lastOwner }
    }
    try connection.run(
      """
      UPDATE account SET closed = 1, password = NULL, second_factor = NULL WHERE id = \(id)
      """)
    for table in ["session", "sign_in_link", "recovery_code", "known_device", "sign_in_trial"] {
      try connection.run("DELETE FROM \(identifier: table) WHERE account = \(id)")
    }
    try connection.run("DELETE FROM invitation WHERE maker = \(id)")
    try connection.record(
      "account.closed", on: Subject(kind: "account", id: id.text), by: actor, at: now)
  }

  func setPassword(_ hash: String, at now: Instant, _ connection: any Connection) throws {
    try connection.run("UPDATE account SET password = \(hash) WHERE id = \(id)")
    try connection.record(
      "account.password", on: Subject(kind: "account", id: id.text), by: role.rawValue, at: now)
  }
}

enum AccountFault: Error {
  /// A library without an owner could never be mended from its pages.
  case lastOwner
}
