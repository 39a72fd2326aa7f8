import Foundation
import Power
import Surroundings
import Words

/// The answer for programs. Its keys stay; new ones may come. What is not known is `null`.
struct HeadroomDocument: Encodable {
  struct Rules: Encodable {
    let daysBetween, mostInYear: Int
    let hoursPerThousandAdults: Double
    let daysToReturn, daysAhead, peopleAhead, mostReminders: Int
  }
  struct Adults: Encodable {
    let count: Int
    let source, day: String
  }
  struct Question: Encodable {
    let month: String
    @Nullable var people: Int?
    let minutes, days: Int
    let random: Bool
  }
  struct Reason: Encodable {
    let rule, sentence: String
  }
  struct Verdict: Encodable {
    let answer: String
    @Nullable var firstDay: String?
    @Nullable var earliest: String?
    let reasons: [Reason]
  }
  struct Quiet: Encodable {
    let from, to: String
  }
  struct MonthLine: Encodable {
    let month: String
    let asks: Int
    let hoursTaken: Double
    @Nullable var hoursLeft: Double?
    let quiet: [Quiet]
    @Nullable var firstDay: String?
  }
  struct Year: Encodable {
    let asks: Int
    let hours: Double
    @Nullable var hoursPerThousandAdults: Double?
  }

  let community, today, holder: String
  let rules: Rules
  @Nullable var adults: Adults?
  let question: Question
  let verdict: Verdict
  let months: [MonthLine]
  let lastTwelveMonths: Year

  init(_ headroom: Headroom, _ w: Words) {
    let rules = headroom.rules
    community = headroom.community
    today = headroom.today.description
    holder = headroom.charter.holder(of: .ask).rawValue
    self.rules = Rules(
      daysBetween: rules.daysBetween, mostInYear: rules.mostInYear,
      hoursPerThousandAdults: rules.hoursPerThousand, daysToReturn: rules.daysToReturn,
      daysAhead: rules.daysAhead, peopleAhead: rules.peopleAhead,
      mostReminders: rules.mostReminders)
    adults = rules.adults.map {
      Adults(count: $0.count, source: $0.source, day: $0.day.description)
    }
    let asked = headroom.question
    question = Question(
      month: asked.month.name, people: asked.people, minutes: asked.minutes, days: asked.days,
      random: asked.isRandom)
    verdict = Verdict(
      answer: headroom.firstDay == nil ? "no" : "yes",
      firstDay: headroom.firstDay?.description, earliest: headroom.earliest?.description,
      reasons: headroom.refusals.map { Reason(rule: $0.key ?? "", sentence: $0.sentence(w)) })
    months = headroom.months.map { line in
      MonthLine(
        month: line.month.name, asks: line.asks, hoursTaken: hundredths(line.used),
        hoursLeft: line.left.map(hundredths),
        quiet: line.quiet.map { Quiet(from: $0.from.description, to: $0.to.description) },
        firstDay: line.firstDay?.description)
    }
    lastTwelveMonths = Year(
      asks: headroom.yearAsks, hours: hundredths(headroom.yearHours),
      hoursPerThousandAdults: headroom.yearPerThousand.map(hundredths))
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

private func hundredths(_ hours: Double) -> Double { (hours * 100).rounded() / 100 }

/// Writes what is not there as `null`, so that each key is always there.
@propertyWrapper
struct Nullable<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}
