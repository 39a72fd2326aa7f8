import Store
import Surroundings

extension Accounts {
  /// Seconds that the cookie of a known machine lasts.
  static let deviceLifetime: Int64 = 400 * 86400

  /// Removes what lets nobody in any more: sessions, invitations and links that have ended. What was
  /// promised to be kept until then must not be kept longer.
  public static func forgetEnded(at now: Instant, _ connection: any Connection) throws {
    try connection.run(
      """
      DELETE FROM session
      WHERE last_used <= \(now - Session.idle) OR since <= \(now - Session.longest)
        OR (half_way = 1 AND since <= \(now - 600))
      """)
    try connection.run("DELETE FROM invitation WHERE expires <= \(now)")
    try connection.run("DELETE FROM sign_in_link WHERE expires <= \(now) OR uses <= 0")
    try connection.run("DELETE FROM known_device WHERE since <= \(now - deviceLifetime)")
  }
}
