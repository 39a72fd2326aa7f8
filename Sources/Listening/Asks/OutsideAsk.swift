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

/// Links by which another body says, without an account, what it asks of a community. The label is that
/// body, in the library's words.
public typealias OutsideAskLink = CommunityLink<OutsideAskPurpose>

public enum OutsideAskPurpose: LinkPurpose {
  public static let table = "outside_ask_link"
  public static let subject = "outside-link"
  public static let moments = "outside"
}
