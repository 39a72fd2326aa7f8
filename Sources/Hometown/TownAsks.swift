import Asks
import Communities
import Power
import Store
import Surroundings
import Words

/// What was asked of Sunrise Court over a year: by the library, and by others who ask the same people.
enum TownAsks {
  /// Everything that was over before the town's day; the town's conversation comes after it.
  static func settle(
    with sunrise: ID<Community>, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let today = Day(surroundings.now(), in: .gmt)
    try rules(of: sunrise, today, surroundings, connection)
    try quiet(in: sunrise, today, surroundings, connection)
    for told in bodies {
      let opens = today.adding(days: -told.daysAgo)
      // What is still to come was told last week.
      let toldOn = min(opens, today.adding(days: -6))
      let ask = try Ask.tell(
        OutsideAskDraft(
          asker: told.asker, title: told.title, opens: opens,
          closes: opens.adding(days: told.days), invited: told.invited, minutes: told.minutes,
          languages: told.languages, sensitivity: told.sensitivity, isRandom: told.isRandom,
          returns: told.returns),
        id: .new(surroundings), of: sunrise, by: "partner", today: toldOn, at: toldOn.start,
        connection)
      guard told.isCounted else { continue }
      try ask.count(by: "staff", at: opens.start, connection)
      try ask.settle(
        completed: told.answered, returned: told.returned.map { opens.adding(days: $0) },
        how: told.how, by: "staff", at: opens.start, connection)
    }
  }

  private static func rules(
    of sunrise: ID<Community>, _ today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    var rules = AskRules.ordinary
    // The circle agreed to be asked more often than the ordinary rules have it, for what is short.
    rules.daysBetween = 10
    rules.mostInYear = 8
    rules.adults = AskRules.Adults(
      count: 1240, source: "Count of the tenants’ circle, door by door",
      day: today.adding(days: -160))
    _ = try AskRules.save(
      rules, of: sunrise.text, by: .account(role: .staff, communities: nil),
      at: surroundings.now() - 150 * 86400, connection)
  }

  /// Ramadan of 2027, declared by the community.
  private static func quiet(
    in sunrise: ID<Community>, _ today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    guard let from = Day(year: 2027, month: 2, day: 8),
      let to = Day(year: 2027, month: 3, day: 9)
    else { return }
    try Charter.QuietPeriod(from: from, to: to, reason: "Ramadan").declare(
      in: sunrise.text, by: .account(role: .steward, communities: [sunrise.text]),
      at: surroundings.now() - 30 * 86400, connection)
  }

  private struct Told {
    let asker: String
    let title: String
    let daysAgo: Int
    let days: Int
    let invited: Int
    let answered: Int
    let minutes: Int
    let languages: [Language]
    var sensitivity = Ask.Sensitivity.ordinary
    var isRandom = false
    var returns = true
    /// Days after its opening on which people heard what came of it.
    var returned: Int?
    var how = ""
    var isCounted = true
  }

  private static let bodies = [
    Told(
      asker: "County Health Office", title: "Household health questions, door to door",
      daysAgo: 310, days: 21, invited: 120, answered: 74, minutes: 20,
      languages: [.english, .spanish], sensitivity: .sensitive, isRandom: true, returned: 96,
      how: "A sheet in every letter box, in English and Spanish."),
    Told(
      asker: "Piedra Lisa Schools", title: "Family survey of the elementary school", daysAgo: 205,
      days: 14, invited: 90, answered: 44, minutes: 12, languages: [.english, .spanish, .arabic],
      returned: 60, how: "Read out at the parents’ evening."),
    Told(
      asker: "State university, public health", title: "Interviews on sleep and shift work",
      daysAgo: 150, days: 30, invited: 60, answered: 21, minutes: 45, languages: [.english],
      sensitivity: .sensitive, returns: false),
    Told(
      asker: "City transit", title: "Bus stop interviews", daysAgo: 84, days: 7, invited: 70,
      answered: 22, minutes: 6, languages: [.english, .spanish], returned: 40,
      how: "A poster at the stop."),
    Told(
      asker: "County Health Office", title: "Second round of the household health questions",
      daysAgo: -75, days: 21, invited: 80, answered: 0, minutes: 20,
      languages: [.english, .spanish], sensitivity: .sensitive, isRandom: true, isCounted: false),
  ]
}
