import Ledger
import Store
import Surroundings

/// How often and how much a community may be asked: part of its charter. The defaults are a proposal
/// from practice, not a norm; each community changes them.
public struct AskRules: Sendable, Equatable {
  /// Days from one ask's opening to the next one's. Within them people are left alone.
  public var daysBetween: Int
  /// Asks in any 12 months.
  public var mostInYear: Int
  /// Hours of people's time in a month, for each 1,000 adults.
  public var hoursPerThousand: Double
  /// Days after an ask's end within which people are told what was heard.
  public var daysToReturn: Int
  /// Days before its opening by which a large ask, or one with a random draw, is registered.
  public var daysAhead: Int
  /// People invited from which an ask is large.
  public var peopleAhead: Int
  /// Letters after the first to those who have not answered.
  public var mostReminders: Int
  /// Adults of the community with where the number comes from; `nil` while nobody has said.
  public var adults: Adults?
  /// Counts changes; 0 while the defaults hold.
  public var version: Int

  /// How many adults, who says so, and of when the number is.
  public struct Adults: Sendable, Equatable {
    public var count: Int
    public var source: String
    public var day: Day

    public init(count: Int, source: String, day: Day) {
      self.count = count
      self.source = source
      self.day = day
    }
  }

  public static let ordinary = AskRules(
    daysBetween: 30, mostInYear: 4, hoursPerThousand: 25, daysToReturn: 90, daysAhead: 30,
    peopleAhead: 50, mostReminders: 2)

  public init(
    daysBetween: Int, mostInYear: Int, hoursPerThousand: Double, daysToReturn: Int, daysAhead: Int,
    peopleAhead: Int, mostReminders: Int, adults: Adults? = nil, version: Int = 0
  ) {
    self.daysBetween = daysBetween
    self.mostInYear = mostInYear
    self.hoursPerThousand = hoursPerThousand
    self.daysToReturn = daysToReturn
    self.daysAhead = daysAhead
    self.peopleAhead = peopleAhead
    self.mostReminders = mostReminders
    self.adults = adults
    self.version = version
  }

  /// Hours that a month has room for; `nil` while the number of adults is not known.
  public var hoursInMonth: Double? { adults.map { hoursPerThousand * Double($0.count) / 1000 } }

  /// The rules of a community, or the ordinary ones.
  static func of(_ community: String, _ connection: any Connection) throws -> AskRules {
    let found = try connection.first("SELECT * FROM ask_rule WHERE community = \(community)")
    guard let row = found else { return .ordinary }
    var rules = AskRules(
      daysBetween: try row.int("days_between"), mostInYear: try row.int("most_in_year"),
      hoursPerThousand: try row.double("hours_per_thousand"),
      daysToReturn: try row.int("days_to_return"), daysAhead: try row.int("days_ahead"),
      peopleAhead: try row.int("people_ahead"), mostReminders: try row.int("most_reminders"),
      version: try row.int("version"))
    if let count = try row.optionalInt("adults"), let day = try row.optionalDay("adults_day") {
      rules.adults = Adults(count: count, source: try row.string("adults_source"), day: day)
    }
    return rules
  }

  /// Writes the rules of a community. The one who holds the power to ask makes them.
  ///
  /// - Returns: False when somebody else changed them since `rules.version`.
  /// - Throws: ``Refusal`` when the power is not the actor's.
  public static func save(
    _ rules: AskRules, of community: String, by actor: Actor, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    try connection.takeTurns("ask rules")
    try Charter.requireRuleMaker(actor, of: community, connection)
    guard try AskRules.of(community, connection).version == rules.version else { return false }
    try connection.run("DELETE FROM ask_rule WHERE community = \(community)")
    try connection.run(
      """
      INSERT INTO ask_rule (community, days_between, most_in_year, hours_per_thousand,
        days_to_return, days_ahead, people_ahead, most_reminders, adults, adults_source, adults_day,
        version)
      VALUES (\(community), \(rules.daysBetween), \(rules.mostInYear), \(rules.hoursPerThousand),
        \(rules.daysToReturn), \(rules.daysAhead), \(rules.peopleAhead), \(rules.mostReminders),
        \(rules.adults?.count), \(rules.adults?.source ?? ""), \(rules.adults?.day),
        \(rules.version + 1))
      """)
    try connection.record(
      "rules.changed", on: Subject(kind: "charter", id: community, community: community),
      by: actor.name, at: now)
    return true
  }
}

extension Charter {
  /// Whether somebody may change how this community is asked: who holds the power to ask it. What the
  /// two hold together neither changes alone; a steward of the community may always declare quiet.
  public static func ruleMakerRefusals(
    _ actor: Actor, of community: String, _ connection: any Connection
  ) throws -> [Refusal] {
    let holder = try Charter.of(community, connection).holder(of: .ask)
    return Gate.holding(actor, holder, community: community)
  }

  static func requireRuleMaker(
    _ actor: Actor, of community: String, _ connection: any Connection
  ) throws {
    if let refusal = try ruleMakerRefusals(actor, of: community, connection).first {
      throw refusal
    }
  }
}
