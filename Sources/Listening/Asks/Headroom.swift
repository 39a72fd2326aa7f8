import Burden
import Communities
import Power
import Store
import Surroundings

/// What the page and the address for programs say of when a community can be asked.
struct Headroom: Sendable {
  /// What somebody thinks of asking.
  struct Question: Sendable, Equatable {
    var month: Month
    /// `nil` when anybody may answer.
    var people: Int?
    var minutes: Int
    var days: Int
    var isRandom: Bool
  }

  struct MonthLine: Sendable {
    let month: Month
    /// Asks that open in it.
    let asks: Int
    /// Hours that are taken, whether they were counted or are reckoned.
    let used: Double
    /// What is left; `nil` while nobody has said how many adults there are.
    let left: Double?
    let quiet: [Charter.QuietPeriod]
    /// The first day in it on which the question could open; `nil` when there is none.
    let firstDay: Day?
  }

  let community: String
  let charter: Charter
  let today: Day
  let question: Question
  /// This month and the eleven after it.
  let months: [MonthLine]
  /// What says no on the first day of the question's month that is not past; empty when yes.
  let refusals: [Refusal]
  /// The first day of the question's month on which it is yes.
  let firstDay: Day?
  /// The first day at all, within two years.
  let earliest: Day?
  /// Hours of the last 12 months, and how many asks they are.
  let yearHours: Double
  let yearAsks: Int
  let decay: ResponseDecay
  let asks: [Ask]

  var rules: AskRules { charter.askRules }

  init(
    of community: String, _ question: Question, today: Day, _ connection: any Connection
  ) throws {
    self.community = community
    self.today = today
    self.question = question
    let charter = try Charter.of(community, connection)
    self.charter = charter
    asks = try Ask.all(of: [community], connection)
    let counted = asks.filter { $0.counts(on: today) }
    let entries = counted.map { $0.entry(on: today) }
    let room = charter.askRules.hoursInMonth
    func asking(_ day: Day) -> Asking {
      Asking(
        plan: Asking.Plan(
          instrument: "question", subject: "", asker: "", opens: day,
          closes: day.adding(days: question.days - 1), invited: question.people,
          minutes: question.minutes, reminders: 0, isRandom: question.isRandom, registered: today),
        entries: entries, today: today)
    }
    func firstDay(of month: Month) -> Day? {
      month.days.first { $0 >= today && asking($0).refusals(charter).isEmpty }
    }
    var upcoming = [Month(today)]
    while upcoming.count < 12 { upcoming.append(upcoming[upcoming.count - 1].next) }
    months = upcoming.map { month in
      let used = Asking.hours(of: entries, in: month)
      return MonthLine(
        month: month, asks: counted.filter { Month($0.opened) == month }.count, used: used,
        left: room.map { max(0, $0 - used) },
        quiet: charter.quietPeriods.filter { $0.from <= month.last && $0.to >= month.first },
        firstDay: firstDay(of: month))
    }
    let from = max(today, question.month.first)
    refusals = asking(from).refusals(charter)
    self.firstDay = firstDay(of: question.month)
    earliest = asking(from).earliest(charter)
    let year = counted.filter { $0.opened <= today && today - $0.opened < 365 }
    yearAsks = year.count
    yearHours = year.map { $0.hours(on: today) }.reduce(0, +)
    decay = ResponseDecay(
      counted: counted.compactMap { ask in
        guard let invited = ask.invited, let completed = ask.completed, ask.ended < today else {
          return nil
        }
        return ResponseDecay.Ask(
          day: Int(ask.opened.number), invited: invited, answered: completed)
      }, all: counted.filter { $0.opened <= today }.map { Int($0.opened.number) })
  }

  /// Hours of the last 12 months for each 1,000 adults.
  var yearPerThousand: Double? {
    rules.adults.flatMap { Burden.perThousand(yearHours, adults: $0.count) }
  }
}
