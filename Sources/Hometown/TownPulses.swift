import Asks
import Communities
import Engagements
import Power
import Pulses
import Store
import Surroundings
import Trust
import Words

/// How Sunrise Court and the branch found each other: twice asked and answered, and asked again now.
enum TownPulses {
  /// The mean that people drift about, by item: how much it matters, and how often it is so.
  private typealias Leaning = [(item: String, matters: Double, often: Double)]

  // Occurrence is given as answered: where an item says the opposite, a low figure is the good one.
  private static let autumn: Leaning = [
    ("word", 4.6, 2.7), ("early", 4.3, 2.4), ("listening", 4.7, 3.6), ("change", 4.4, 2.1),
    ("better", 4.2, 2.9), ("dropped", 4.3, 3.6), ("mistakes", 3.6, 3.2), ("ways", 4.6, 3.0),
    ("settled", 4.4, 3.9), ("return", 3.9, 2.6),
  ]
  private static let spring: Leaning = [
    ("word", 4.6, 3.5), ("early", 4.3, 3.1), ("listening", 4.7, 4.0), ("change", 4.5, 2.4),
    ("better", 4.2, 3.3), ("dropped", 4.4, 2.6), ("mistakes", 3.7, 2.7), ("ways", 4.6, 3.5),
    ("settled", 4.4, 3.6), ("return", 4.0, 2.8),
  ]
  private static let ours: Leaning = [
    ("word", 4.5, 4.0), ("early", 4.1, 3.5), ("listening", 4.8, 4.4), ("change", 4.2, 3.1),
    ("better", 4.6, 4.0), ("dropped", 4.2, 2.2), ("mistakes", 3.8, 2.3), ("ways", 4.5, 3.6),
    ("settled", 4.1, 2.8), ("return", 4.2, 3.2),
  ]

  private static let introduction =
    "The tenants’ circle and the branch ask both sides the same ten sentences. What comes of it is read aloud at the table by the laundry, also where it is uncomfortable for us."

  private static let enSpanish =
    "El círculo de inquilinos y la sucursal preguntan a ambas partes las mismas diez frases. Lo que resulte se lee en voz alta en la mesa junto a la lavandería, también donde nos incomoda."
  private static let inArabic =
    "تسأل حلقة المستأجرين والفرع الطرفين عن الجمل العشر نفسها. وما يخرج منها يُقرأ جهرًا عند الطاولة قرب المغسلة، حتى حيث لا يريحنا."
  private static let seasons = [
    "Autumn 2025": (spanish: "Otoño de 2025", arabic: "خريف 2025"),
    "Spring 2026": (spanish: "Primavera de 2026", arabic: "ربيع 2026"),
    "Autumn 2026": (spanish: "Otoño de 2026", arabic: "خريف 2026"),
  ]

  /// Opens an engagement of its own, for the asking goes on when the table ends.
  static func settle(
    with sunrise: ID<Community>, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let now = surroundings.now()
    let begun = now - 420 * 86400
    let id = ID<Engagement>.new(surroundings)
    let engagement = try Engagement.add(
      EngagementDraft(
        title: "How we stand with each other",
        purpose:
          "To hear twice a year, from both sides, whether the branch keeps its word and shares what it decides, and to say in public what came of it.",
        language: .english, communities: [sunrise]),
      id: id, by: "staff", at: begun, connection)
    try engagement.start(by: "staff", at: begun + 86400, connection)
    guard let engagement = try Engagement.find(id, connection) else { return }
    try agree(in: engagement, surroundings, connection)
    let waves: [(String, Int64, Leaning, Int, Int)] = [
      ("Autumn 2025", 402, autumn, 34, 7), ("Spring 2026", 190, spring, 41, 9),
    ]
    for (title, days, leaning, neighbours, staff) in waves {
      let then = Surroundings(
        now: { now - days * 86400 }, randomBytes: surroundings.randomBytes)
      let pulse = try open(title, lasting: 20, in: engagement, then, connection)
      try answer(pulse, .community, neighbours, leaning, then, connection)
      try answer(pulse, .library, staff, ours, then, connection)
      let after = Surroundings(
        now: { now - (days - 21) * 86400 }, randomBytes: surroundings.randomBytes)
      try pulse.close(on: Day(after.now(), in: .gmt), by: .program, after, connection)
      try Ask.markReturned(
        instrument: "pulse", subject: pulse.id.text, community: sunrise,
        on: Day(after.now(), in: .gmt).adding(days: 9), by: "staff",
        how: "Read aloud at the table by the laundry.", at: after.now() + 9 * 86400, connection)
    }
    // Ten days before the town's conversation: nobody is asked twice within ten days.
    let lately = Surroundings(now: { now - 22 * 86400 }, randomBytes: surroundings.randomBytes)
    let pulse = try open("Autumn 2026", lasting: 32, in: engagement, lately, connection)
    try answer(pulse, .community, 13, spring, lately, connection)
    try answer(pulse, .library, 4, ours, lately, connection)
    try TrustPage.publish(
      sunrise, on: Day(now - 160 * 86400, in: .gmt), by: "staff", at: now - 160 * 86400, connection)
  }

  /// More say than was promised: what is asked, and what is done with it, was settled side by side.
  private static func agree(
    in engagement: Engagement, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let now = surroundings.now()
    try Decision.add(
      DecisionDraft(
        question: "Who reads out what came of it, and where", promised: .involve,
        decider: "The branch with the tenants’ circle"),
      id: .new(surroundings), to: engagement, by: "staff", at: now - 300 * 86400, connection)
    let at = now - 250 * 86400
    try Decision.all(of: engagement.id, connection).first?.settle(
      Decision.Result(
        outcome:
          "Amal Haddad of the circle reads it at the table, all of it, before anybody else does.",
        on: Day(at, in: .gmt), delivered: .collaborate),
      in: engagement, by: "staff", at: at, connection)
  }

  private static func open(
    _ title: String, lasting days: Int, in engagement: Engagement, _ then: Surroundings,
    _ connection: any Connection
  ) throws -> Pulse {
    let today = Day(then.now(), in: .gmt)
    let pulse = try Pulse.add(
      PulseDraft(
        title: title, introduction: introduction, language: .english,
        closes: today.adding(days: days)),
      id: .new(then), to: engagement, by: "staff", at: then.now(), connection)
    for (language, season, words) in [
      (Language.spanish, seasons[title]?.spanish, enSpanish),
      (Language.arabic, seasons[title]?.arabic, inArabic),
    ] {
      try pulse.translate(
        "title", into: language, season ?? "", state: .approved, at: then.now(), connection)
      try pulse.translate(
        "introduction", into: language, words, state: .approved, at: then.now(), connection)
    }
    try pulse.open(in: engagement, by: .program, today: today, then, connection)
    guard let opened = try Pulse.find(pulse.id, connection) else { return pulse }
    return opened
  }

  /// People who lean as `leaning` says, each a little kinder or sterner in all they say.
  private static func answer(
    _ pulse: Pulse, _ side: Pulse.Side, _ people: Int, _ leaning: Leaning,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    for _ in 0..<people {
      let code = randomCode(surroundings, characters: 26)
      let bytes = surroundings.randomBytes(4 * leaning.count + 1)
      let mood = Double(bytes[4 * leaning.count]) / 255 - 0.5
      var answer = PulseAnswer()
      for (index, line) in leaning.enumerated() {
        let draws = bytes[(4 * index)..<(4 * index + 4)].map { Double($0) / 255 - 0.5 }
        answer.ratings[.importance, default: [:]][line.item] = point(
          line.matters + draws[0] + draws[1] * 1.2)
        // Some can’t say how it is; a few pass it over.
        if draws[3] > 0.47 { continue }
        if draws[3] > 0.43 {
          answer.ratings[.occurrence, default: [:]].updateValue(nil, forKey: line.item)
        } else {
          answer.ratings[.occurrence, default: [:]][line.item] = point(
            line.often + mood * (line.item == "dropped" ? -1 : 1) + draws[2] * 2.4)
        }
      }
      try answer.keep(
        in: pulse, side: side, receipt: code, surroundings, connection)
    }
  }

  private static func point(_ value: Double) -> Int { min(5, max(1, Int(value.rounded()))) }
}
