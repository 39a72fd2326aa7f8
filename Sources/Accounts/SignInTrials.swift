import Store
import Surroundings

/// Slows down whoever guesses passwords, without a way to lock others out.
///
/// Failures are counted for an account *and the machine they come from*: a machine that signed in
/// before carries a cookie that says so and has a count of its own; all others share one. Somebody
/// who guesses from afar fills the strangers' count alone, and the account's owner still signs in
/// from their own machine. (OWASP: device cookies.)
enum SignInTrials {
  /// Failures before the first wait.
  static let free = 5

  /// Seconds to wait before the next try, 0 for none.
  static func wait(
    account: ID<Account>, device: String, now: Instant, _ connection: any Connection
  ) throws -> Int64 {
    guard
      let row = try connection.first(
        "SELECT next FROM sign_in_trial WHERE account = \(account) AND device = \(device)")
    else { return 0 }
    return max(0, try row.moment("next") - now)
  }

  /// Counts a failure: after five, 30 seconds, then twice as long each time up to 15 minutes.
  static func failed(
    account: ID<Account>, device: String, now: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO sign_in_trial (account, device, failures, next)
      VALUES (\(account), \(device), 1, \(now))
      ON CONFLICT (account, device) DO UPDATE SET failures = sign_in_trial.failures + 1
      """)
    let failures =
      try connection.first(
        "SELECT failures FROM sign_in_trial WHERE account = \(account) AND device = \(device)"
      ).map { try $0.int("failures") } ?? 0
    guard failures >= free else { return }
    try connection.run(
      """
      UPDATE sign_in_trial SET next = \(now + pause(after: failures))
      WHERE account = \(account) AND device = \(device)
      """)
  }

  static func pause(after failures: Int) -> Int64 {
    failures < free ? 0 : min(900, Int64(30) << Int64(min(failures - free, 5)))
  }

  static func succeeded(
    account: ID<Account>, device: String, _ connection: any Connection
  ) throws {
    try connection.run(
      "DELETE FROM sign_in_trial WHERE account = \(account) AND device = \(device)")
  }

  /// The name of the machine's count: its own if its cookie is one we gave for this account.
  static func device(
    _ cookie: String?, account: ID<Account>, _ connection: any Connection
  ) throws -> String {
    guard let cookie, !cookie.isEmpty else { return "strangers" }
    let hash = Code.hash(cookie)
    let known = try connection.exists(
      "SELECT 1 FROM known_device WHERE hash = \(hash) AND account = \(account)")
    return known ? hash : "strangers"
  }

  /// Gives a machine that signed in the cookie by which it is known.
  static func remember(
    account: ID<Account>, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO known_device (hash, account, since)
      VALUES (\(Code.hash(code)), \(account), \(surroundings.now()))
      """)
    return code
  }
}
