import Store
import Surroundings
import Web

/// One sign-in on one machine. The cookie holds a code, the database its hash: who reads the
/// database can't take a session over.
struct Session: Sendable {
  let hash: String
  let since: Instant
  let lastDay: Instant
  /// Such as *Firefox, Android*: so that its owner recognises it.
  let machine: String

  /// Seconds without use after which a session ends.
  static let idle: Int64 = 14 * 86400
  /// Seconds after which it ends however much it is used.
  static let longest: Int64 = 60 * 86400

  /// Begins a session and gives the code for the cookie.
  static func begin(
    for account: ID<Account>, machine: String, needsSecondFactor: Bool,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let code = Code.new(surroundings)
    let now = surroundings.now()
    try connection.run(
      """
      INSERT INTO session (hash, account, since, last_used, machine, half_way)
      VALUES (\(Code.hash(code)), \(account), \(now), \(now), \(machine), \(needsSecondFactor))
      """)
    return code
  }

  static func all(
    of account: ID<Account>, _ connection: any Connection
  ) throws -> [Session] {
    try connection.rows(
      """
      SELECT * FROM session WHERE account = \(account) AND half_way = 0 ORDER BY last_used DESC
      """
    ).map { row in
      Session(
        hash: try row.string("hash"), since: try row.moment("since"),
        lastDay: try row.moment("last_used"), machine: try row.string("machine"))
    }
  }

  static func end(_ hash: String, of account: ID<Account>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM session WHERE hash = \(hash) AND account = \(account)")
  }

  /// Who a cookie's code belongs to, `nil` when the session has ended.
  static func viewer(_ code: String, _ site: Site) async throws -> Viewer? {
    let hash = Code.hash(code)
    let now = site.surroundings.now()
    let found: (Viewer, Instant)? = try await site.store.read { connection in
      guard
        let row = try connection.first(
          """
          SELECT account.*, session.since AS begun, session.last_used AS last_used
          FROM session JOIN account ON account.id = session.account
          WHERE session.hash = \(hash) AND session.half_way = 0 AND account.closed = 0
            AND session.last_used > \(now - idle) AND session.since > \(now - longest)
          """)
      else { return nil }
      let account = try Account(row)
      let viewer = Viewer(
        account: account.id.text, name: account.name, role: account.role,
        communities: try account.communities(connection), session: hash,
        language: account.language)
      return (viewer, try row.moment("last_used"))
    }
    guard let (viewer, last) = found else { return nil }
    // Once a day is enough to know whether a session is idle, and tells less about its owner.
    if now - last > 86400 {
      try await site.store.write { connection in
        _ = try connection.run("UPDATE session SET last_used = \(now) WHERE hash = \(hash)")
      }
    }
    return viewer
  }

  /// Browser and system from a User-Agent, as coarse as recognition needs.
  static func machine(_ userAgent: String) -> String {
    let browsers = [
      ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
      ("Safari", "Safari"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
      ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
    ]
    let browser = browsers.first { userAgent.contains($0.0) }?.1
    let system = systems.first { userAgent.contains($0.0) }?.1
    return [browser, system].compactMap { $0 }.joined(separator: ", ")
  }
}
