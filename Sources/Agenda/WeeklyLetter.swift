import Accounts
import Ledger
import Letters
import Power
import Store
import Surroundings
import Web
import Words

/// The desk as a letter, once a week on a day that its reader chose, in their language.
struct WeeklyLetter: Sendable, Equatable {
  let account: ID<Account>
  /// 1 is Monday, 7 is Sunday.
  let weekday: Int
  let lastSent: Day?

  private init(_ row: Row) throws {
    account = try row.id("account")
    weekday = try row.int("weekday")
    lastSent = try row.optionalDay("last_sent")
  }

  static func of(
    _ account: ID<Account>, _ connection: any Connection
  ) throws -> WeeklyLetter? {
    try connection.first("SELECT * FROM weekly_letter WHERE account = \(account)")
      .map(WeeklyLetter.init)
  }

  /// - Parameter weekday: `nil` for no letters.
  static func choose(
    _ weekday: Int?, for account: ID<Account>, _ connection: any Connection
  ) throws {
    guard let weekday else {
      try connection.run("DELETE FROM weekly_letter WHERE account = \(account)")
      return
    }
    try connection.run(
      """
      INSERT INTO weekly_letter (account, weekday) VALUES (\(account), \(weekday))
      ON CONFLICT (account) DO UPDATE SET weekday = excluded.weekday
      """)
  }

  /// Those whose day it is and who have not had today's.
  static func due(on today: Day, _ connection: any Connection) throws -> [WeeklyLetter] {
    try connection.rows(
      """
      SELECT * FROM weekly_letter
      WHERE weekday = \(weekday(of: today)) AND (last_sent IS NULL OR last_sent < \(today))
      ORDER BY account
      """
    ).map(WeeklyLetter.init)
  }

  /// 1 January 1970 was a Thursday.
  static func weekday(of day: Day) -> Int { Int(((day.number + 3) % 7 + 7) % 7) + 1 }

  /// Puts the letter into the outbox; in one transaction with writing down that it was, so that two
  /// processes send one.
  func send(_ library: Library, _ site: Site, _ connection: any Connection) throws {
    let now = site.surroundings.now()
    let today = Day(now, in: library.zone)
    let taken = try connection.run(
      """
      UPDATE weekly_letter SET last_sent = \(today)
      WHERE account = \(account) AND (last_sent IS NULL OR last_sent < \(today))
      """)
    guard taken == 1, let account = try Account.find(account, connection),
      let viewer = try account.viewer(connection)
    else { return }
    let language =
      account.language.flatMap { tag in Language.spoken.first { $0.tag == tag } }
      ?? (Language.spoken.contains(library.language) ? library.language : .english)
    let w = Words(language)
    let agenda = try Agenda.of(.unasked(for: viewer, in: w, library, site), connection)
    let subject = Subject(kind: "account", id: account.id.text)
    let permit = try Gate.require(
      .program, .mail, on: subject, purpose: .exchange, today: today, connection)
    try Letter.post(
      NewLetter(
        to: account.email, name: account.name, language: language,
        subject: w("What this week asks of you"), body: agenda.letter(w, library),
        kind: "desk.weekly", about: subject),
      permit: permit, site.surroundings, connection)
  }
}
