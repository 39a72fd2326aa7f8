import Accounts
import Communities
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// What a form says another body asks.
public struct OutsideAskDraft: Sendable {
  public var asker: String
  public var title: String
  public var opens: Day
  public var closes: Day?
  public var invited: Int?
  public var minutes: Int
  public var languages: [Language]
  public var sensitivity: Ask.Sensitivity
  public var isRandom: Bool
  public var isFederal: Bool
  public var returns: Bool

  public init(
    asker: String, title: String, opens: Day, closes: Day?, invited: Int?, minutes: Int,
    languages: [Language] = [], sensitivity: Ask.Sensitivity = .ordinary, isRandom: Bool = false,
    isFederal: Bool = false, returns: Bool
  ) {
    self.asker = asker
    self.title = title
    self.opens = opens
    self.closes = closes
    self.invited = invited
    self.minutes = minutes
    self.languages = languages
    self.sensitivity = sensitivity
    self.isRandom = isRandom
    self.isFederal = isFederal
    self.returns = returns
  }
}

// Asks of other bodies: schools, clinics, the city, universities.
extension Ask {
  /// Writes down what another body asks or is about to. It takes nothing of the calendar until somebody
  /// of the library or a steward has looked: whoever holds a link could close a community's year
  /// otherwise. Called twice with the same id it writes it once.
  @discardableResult
  public static func tell(
    _ draft: OutsideAskDraft, id: ID<Ask>, of community: ID<Community>, by actor: String,
    today: Day, at now: Instant, _ connection: any Connection
  ) throws -> Ask {
    if let present = try find(id, connection) { return present }
    let ask = try add(
      AskDraft(
        instrument: outside, subject: id.text, title: draft.title, closes: draft.closes,
        invited: draft.invited, minutes: draft.minutes, sensitivity: draft.sensitivity,
        languages: draft.languages, isRandom: draft.isRandom, isFederal: draft.isFederal,
        asker: draft.asker, path: "/desk/asks/\(id)"),
      id: id, to: Subject(kind: outside, id: id.text, community: community.text),
      opens: draft.opens, status: .told, registered: today, returns: draft.returns, connection)
    try ask.record("ask.told", by: actor, at: now, connection)
    return ask
  }

  /// The library and the community agree that another body asks: the gate is asked as for any ask.
  ///
  /// - Throws: ``AskRefused``.
  public func agree(
    by actor: Actor, today: Day, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    guard isOutside, [.told, .refused].contains(status) else { return }
    try Ask.register(
      AskDraft(self), of: [community], opens: opened, by: actor, today: today, surroundings,
      connection)
  }

  /// Another body asks or asked without agreement: that is written down as it is, for it takes people's
  /// time all the same. Nobody is let through by it.
  public func count(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.takeTurns("asks")
    let changed = try connection.run(
      """
      UPDATE ask SET status = 'counted'
      WHERE id = \(id) AND instrument = \(Ask.outside) AND status IN ('told', 'refused')
      """)
    guard changed == 1 else { return }
    try record("ask.counted", by: actor, at: now, connection)
  }
}

/// A link by which another body says, without an account, what it asks of a community.
public struct OutsideAskLink: Sendable, Equatable {
  public let id: ID<OutsideAskLink>
  public let community: ID<Community>
  /// For which body it was made, in the library's words.
  public let label: String
  public let expires: Day
  public let isClosed: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    label = try row.string("label")
    expires = try row.day("expires")
    isClosed = try row.bool("closed")
  }

  static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [OutsideAskLink] {
    try connection.rows(
      "SELECT * FROM outside_ask_link WHERE community = \(community) ORDER BY expires DESC, id"
    ).map(OutsideAskLink.init)
  }

  /// Makes a link and gives its code, shown once and kept as a hash.
  static func make(
    for community: ID<Community>, label: String, expires: Day, by actor: String,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let id = ID<OutsideAskLink>.new(surroundings)
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO outside_ask_link (id, community, hash, label, expires, closed)
      VALUES (\(id), \(community), \(Code.hash(code)), \(label), \(expires), 0)
      """)
    try connection.record(
      "outside.opened", on: Subject(kind: "outside-link", id: id.text, community: community.text),
      by: actor, at: surroundings.now())
    return code
  }

  /// The open link of that code, or *not found*.
  static func find(
    _ code: String, on today: Day, _ connection: any Connection
  ) throws -> OutsideAskLink {
    let row = try connection.first(
      """
      SELECT * FROM outside_ask_link
      WHERE hash = \(Code.hash(code)) AND closed = 0 AND expires >= \(today)
      """)
    guard let row else { throw Failure.notFound }
    return try OutsideAskLink(row)
  }

  static func close(
    _ id: ID<OutsideAskLink>, of community: ID<Community>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE outside_ask_link SET closed = 1
      WHERE id = \(id) AND community = \(community) AND closed = 0
      """)
    guard changed == 1 else { throw Failure.notFound }
    try connection.record(
      "outside.closed", on: Subject(kind: "outside-link", id: id.text, community: community.text),
      by: actor, at: now)
  }
}
