import Accounts
import Store
import Surroundings
import Web

/// The secret address of somebody's calendar: one for each account, shown once, kept as a hash.
struct CalendarLink: Sendable, Equatable {
  let account: ID<Account>
  let since: Day

  private init(_ row: Row) throws {
    account = try row.id("account")
    since = try row.day("since")
  }

  static func of(
    _ account: ID<Account>, _ connection: any Connection
  ) throws -> CalendarLink? {
    try connection.first("SELECT * FROM calendar_link WHERE account = \(account)")
      .map(CalendarLink.init)
  }

  /// Makes a new address; the one before it leads nowhere from then on.
  static func make(
    for account: ID<Account>, on today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> String {
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO calendar_link (account, hash, since)
      VALUES (\(account), \(Code.hash(code)), \(today))
      ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, since = excluded.since
      """)
    return code
  }

  static func withdraw(of account: ID<Account>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM calendar_link WHERE account = \(account)")
  }

  /// Whose calendar an address is, or *not found*.
  static func account(
    _ code: String, _ connection: any Connection
  ) throws -> Account {
    let row = try connection.first(
      "SELECT * FROM calendar_link WHERE hash = \(Code.hash(code))")
    guard let link = try row.map(CalendarLink.init),
      let account = try Account.find(link.account, connection)
    else { throw Failure.notFound }
    return account
  }
}
