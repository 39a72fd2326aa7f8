import Ledger
import Store
import Surroundings

/// How this library's letters go out, and whether they can at present.
struct MailSetting: Sendable, Equatable {
  var server: MailServer
  /// Pauses in a row, each twice as long as the one before.
  var pauses = 0
  /// Nothing is tried before then: the mail server was not to be had.
  var pausedUntil: Instant?
  var trouble: MailTrouble?
  /// What the mail server answered.
  var reply = ""

  static func find(_ connection: any Connection) throws -> MailSetting? {
    try connection.first("SELECT * FROM mail_setting WHERE id = 1").map { row in
      MailSetting(
        server: MailServer(
          host: try row.string("host"), port: try row.int("port"),
          security: try row.enumeration("security"), username: try row.string("username"),
          password: try row.string("password"),
          sender: try Mailbox(try row.string("from_address"), name: try row.string("from_name")),
          authority: try row.string("authority")),
        pauses: try row.int("pauses"), pausedUntil: try row.optionalMoment("paused_until"),
        trouble: try row.optionalString("trouble").flatMap(MailTrouble.init),
        reply: try row.string("reply"))
    }
  }

  /// Keeps how the server is reached. Whatever stood in the way before is forgotten.
  static func save(
    _ server: MailServer, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO mail_setting (id, host, port, security, username, password, from_address,
        from_name, authority, pauses, reply)
      VALUES (1, \(server.host), \(server.port), \(server.security), \(server.username),
        \(server.password), \(server.sender.address), \(server.sender.name),
        \(server.authority), 0, '')
      ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port,
        security = excluded.security, username = excluded.username, password = excluded.password,
        from_address = excluded.from_address, from_name = excluded.from_name,
        authority = excluded.authority, pauses = 0, paused_until = NULL, trouble = NULL, reply = ''
      """)
    try connection.record(
      "mail-setting.changed", on: Subject(kind: "mail-setting", id: "1"), by: actor, at: now)
  }

  /// Takes the settings away: letters wait and are sent by hand.
  static func remove(by actor: String, at now: Instant, _ connection: any Connection) throws {
    guard try connection.run("DELETE FROM mail_setting WHERE id = 1") == 1 else { return }
    try connection.record(
      "mail-setting.removed", on: Subject(kind: "mail-setting", id: "1"), by: actor, at: now)
  }

  /// Seconds of the first pause; the longest is an hour.
  private static let firstPause: Int64 = 60

  /// The server is not to be had: every letter waits, and none counts a try.
  static func pause(
    _ trouble: MailTrouble, reply: String, at now: Instant, _ connection: any Connection
  ) throws {
    let pauses = try find(connection)?.pauses ?? 0
    let wait = min(3600, firstPause << Int64(min(pauses, 6)))
    // That answer names the one whom a letter was for.
    let reply = trouble == .relayRefused ? "" : reply
    try connection.run(
      """
      UPDATE mail_setting SET pauses = \(pauses + 1), paused_until = \(now + wait),
        trouble = \(trouble), reply = \(reply)
      WHERE id = 1
      """)
  }

  /// The server is to be had again, or somebody wants to try at once.
  static func resume(_ connection: any Connection) throws {
    try connection.run(
      """
      UPDATE mail_setting SET pauses = 0, paused_until = NULL, trouble = NULL, reply = ''
      WHERE id = 1 AND trouble IS NOT NULL
      """)
  }
}
