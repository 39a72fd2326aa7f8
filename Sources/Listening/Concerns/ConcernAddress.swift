import Accounts
import Letters
import Power
import Store
import Surroundings
import Web
import Words

/// The mail address of somebody who wished for an answer by mail. It stands apart, joined to the
/// concern alone, and goes with the first answer that is no question; with the concern's end where
/// the writer wished to hear of that too.
enum ConcernAddress {
  /// Days after which it goes whatever became of the concern.
  static let daysKept = 180

  static func keep(
    _ address: String, for concern: Concern, toTheEnd: Bool, today: Day,
    _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO concern_address (concern, address, until, to_the_end)
      VALUES (\(concern.id), \(address), \(today.adding(days: daysKept)), \(toTheEnd))
      """)
  }

  static func isKept(for concern: ID<Concern>, _ connection: any Connection) throws -> Bool {
    try connection.exists("SELECT 1 FROM concern_address WHERE concern = \(concern)")
  }

  static func forget(_ concern: ID<Concern>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM concern_address WHERE concern = \(concern)")
  }

  /// Takes away addresses whose time is over, and those of letters that are done with.
  static func forgetEnded(today: Day, at now: Instant, _ connection: any Connection) throws {
    try connection.run("DELETE FROM concern_address WHERE until < \(today)")
    try Letter.forgetDelivered(kind: letterKind, at: now, connection)
  }

  static let letterKind = "concern.answer"

  /// Tells the writer by mail that there is an answer. Their address goes with it, but where they are
  /// asked something or wished to hear of the end too.
  static func tell(
    _ concern: Concern, _ kind: ConcernWord.Kind, as acting: ConcernActing,
    _ connection: any Connection
  ) throws {
    let found = try connection.first(
      "SELECT address, to_the_end FROM concern_address WHERE concern = \(concern.id)")
    guard let row = found else { return }
    let isKept = try kind.ending == nil && (kind == .needMore || row.bool("to_the_end"))
    try post(to: try row.string("address"), concern, isKept: isKept, as: acting, connection)
    if !isKept { try forget(concern.id, connection) }
  }

  /// Posts a letter that there is an answer: none of the words of either side. The code in it is made
  /// anew for each letter, so that whoever lost the receipt can read, and a letter that fell into other
  /// hands stops opening with the next one.
  private static func post(
    to address: String, _ concern: Concern, isKept: Bool, as acting: ConcernActing,
    _ connection: any Connection
  ) throws {
    guard
      let permit = try Gate.may(
        acting.actor, .mail, on: concern.subject, purpose: .exchange, today: acting.today,
        connection
      ).permit
    else { return }
    let code = Code.new(acting.surroundings)
    try connection.run(
      "UPDATE concern SET mail_key = \(Code.hash(code)) WHERE id = \(concern.id)")
    let isSpoken = Language.spoken.contains(concern.language)
    let w = Words(isSpoken ? concern.language : acting.library.language)
    try Letter.post(
      letter(to: address, about: concern, isKept: isKept, code: code, w, acting.library),
      permit: permit,
      acting.surroundings, connection)
  }

  private static func letter(
    to address: String, about concern: Concern, isKept: Bool, code: String, _ w: Words,
    _ library: Library
  ) -> NewLetter {
    let page = library.address + "/concerns/receipt"
    let body = [
      w(
        "You told {library} something, and wished for an answer by mail. There is one.",
        ["library": library.name]),
      w("Open {page} and enter this code, or your receipt:", ["page": page]),
      Code.spelled(code),
      w(
        "The code opens what you wrote and what was answered. Don’t pass it on. The next letter, if there is one, brings another, and this one stops working."
      ),
      isKept
        ? w("We delete your address when your concern ends.")
        : w("We have deleted your address: there will be no other letter."),
      w("Did somebody else give your address? Then nothing else of you is kept here."),
    ].joined(separator: "\n\n")
    return NewLetter(
      to: address, language: w.language,
      subject: w("An answer from {library}", ["library": library.name]), body: body,
      kind: letterKind, about: concern.subject, isSealed: true)
  }
}
