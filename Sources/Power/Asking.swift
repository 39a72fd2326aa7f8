import Burden
import Surroundings

/// What somebody is about to ask of a community, and what was asked of it already: all that the rules
/// look at. The register of asks makes one, within the transaction in which the ask is written down.
public struct Asking: Sendable, Equatable {
  /// What is about to be asked.
  public struct Plan: Sendable, Equatable {
    /// The kind and id of what asks; its own earlier entries don't stand in its way.
    public var instrument: String
    public var subject: String
    /// The body that asks; empty for the library.
    public var asker: String
    public var opens: Day
    /// `nil` for an open end.
    public var closes: Day?
    /// `nil` when anybody may answer.
    public var invited: Int?
    public var minutes: Int
    public var reminders: Int
    /// Whether those who are invited are drawn at random.
    public var isRandom: Bool
    /// Since when it stands in the register.
    public var registered: Day

    public init(
      instrument: String, subject: String, asker: String, opens: Day, closes: Day?, invited: Int?,
      minutes: Int, reminders: Int, isRandom: Bool, registered: Day
    ) {
      self.instrument = instrument
      self.subject = subject
      self.asker = asker
      self.opens = opens
      self.closes = closes
      self.invited = invited
      self.minutes = minutes
      self.reminders = reminders
      self.isRandom = isRandom
      self.registered = registered
    }

    /// The same on another day.
    public func moved(to day: Day) -> Plan {
      var plan = self
      plan.closes = closes.map { day.adding(days: max(0, $0 - opens)) }
      plan.opens = day
      return plan
    }
  }

  /// One ask that counts.
  public struct Entry: Sendable, Equatable {
    public let instrument: String
    public let subject: String
    public let asker: String
    public let opened: Day
    public let closes: Day?
    /// Hours that it took, or takes at most while that is not known.
    public let hours: Double
    public let returned: Day?

    public init(
      instrument: String, subject: String, asker: String, opened: Day, closes: Day?, hours: Double,
      returned: Day?
    ) {
      self.instrument = instrument
      self.subject = subject
      self.asker = asker
      self.opened = opened
      self.closes = closes
      self.hours = hours
      self.returned = returned
    }

    /// The day on which it was over. An ask without a last day is reckoned from its first: nobody
    /// stays out of the return by never ending.
    public var ended: Day { closes ?? opened }
  }

  public var plan: Plan
  public var entries: [Entry]
  /// What is late is late today, whichever day is planned for.
  public var today: Day

  public init(plan: Plan, entries: [Entry], today: Day) {
    self.plan = plan
    self.entries = entries
    self.today = today
  }

  private var others: [Entry] {
    entries.filter { $0.instrument != plan.instrument || $0.subject != plan.subject }
  }

  /// Everything in the charter that says no, each with the figure behind it and the first day on which
  /// it alone would no longer stand in the way.
  public func refusals(_ charter: Charter) -> [Refusal] {
    let rules = charter.askRules
    return quiet(charter.quietPeriods) + gap(rules) + year(rules) + headroom(rules)
      + unreturned(rules) + ahead(rules) + reminders(rules)
  }

  /// The first day from the plan's on which nothing says no, within two years. What waits for somebody
  /// to act, such as a return, has no day: `nil` then.
  public func earliest(_ charter: Charter) -> Day? {
    firstDay { moved(to: $0).refusals(charter).isEmpty }
  }

  /// The same with the plan on another day.
  public func moved(to day: Day) -> Asking {
    Asking(plan: plan.moved(to: day), entries: entries, today: today)
  }

  private func firstDay(where fits: (Day) -> Bool) -> Day? {
    (0...730).lazy.map { plan.opens.adding(days: $0) }.first(where: fits)
  }

  private func quiet(_ periods: [Charter.QuietPeriod]) -> [Refusal] {
    periods.filter { $0.from <= plan.opens && plan.opens <= $0.to }.map {
      .quiet(until: $0.to, reason: $0.reason)
    }
  }

  /// Days between asks, counted between openings: that is when people are asked. An ask that is
  /// registered for a later day holds its place from both sides.
  private func gap(_ rules: AskRules) -> [Refusal] {
    func nearest(_ day: Day) -> Day? {
      others.map(\.opened).filter { abs($0 - day) < rules.daysBetween }.max()
    }
    guard let after = nearest(plan.opens) else { return [] }
    let until = firstDay { nearest($0) == nil }
    return [.tooSoon(after: after, days: rules.daysBetween, until: until)]
  }

  /// Asks in the fullest 12 months that the new one would be part of.
  private func year(_ rules: AskRules) -> [Refusal] {
    let days = others.map(\.opened)
    func inYear(_ day: Day) -> Int {
      (days + [day]).filter { $0 <= day && day - $0 < 365 }.map { first in
        days.filter { (0..<365).contains($0 - first) }.count
      }.max() ?? 0
    }
    let count = inYear(plan.opens)
    guard count >= rules.mostInYear else { return [] }
    let until = firstDay { inYear($0) < rules.mostInYear }
    return [.tooMany(count: count, most: rules.mostInYear, until: until)]
  }

  /// Room in each month that the ask runs through, its hours spread evenly over its days.
  private func headroom(_ rules: AskRules) -> [Refusal] {
    guard let room = rules.hoursInMonth else { return [] }
    let needed = Burden.mostHours(invited: plan.invited, minutes: plan.minutes)
    guard needed > 0 else { return [] }
    for month in Month.from(plan.opens, to: max(plan.opens, plan.closes ?? plan.opens)) {
      let used = Asking.hours(of: others, in: month)
      let share = month.share(of: needed, from: plan.opens, to: plan.closes ?? plan.opens)
      if used + share > room + 1e-9 {
        return [.noHeadroom(month: month.first, used: used, needed: share, room: room)]
      }
    }
    return []
  }

  /// Hours that these take of people in a month.
  public static func hours(of entries: [Entry], in month: Month) -> Double {
    entries.map { month.share(of: $0.hours, from: $0.opened, to: $0.ended) }.reduce(0, +)
  }

  /// What the library did not return stands in the way of every ask; what another body did not, in the
  /// way of that body.
  private func unreturned(_ rules: AskRules) -> [Refusal] {
    let late = others.filter { entry in
      entry.returned == nil && (entry.asker.isEmpty || entry.asker == plan.asker)
        && today - entry.ended > rules.daysToReturn
    }
    guard let oldest = late.min(by: { $0.ended < $1.ended }) else { return [] }
    return [.unreturned(count: late.count, since: oldest.ended, days: rules.daysToReturn)]
  }

  private func ahead(_ rules: AskRules) -> [Refusal] {
    let isLarge = plan.isRandom || (plan.invited ?? 0) >= rules.peopleAhead
    let first = plan.registered.adding(days: rules.daysAhead)
    guard isLarge, plan.opens < first else { return [] }
    return [.notAhead(days: rules.daysAhead, people: rules.peopleAhead, until: first)]
  }

  private func reminders(_ rules: AskRules) -> [Refusal] {
    plan.reminders > rules.mostReminders ? [.tooManyReminders(most: rules.mostReminders)] : []
  }
}

/// A calendar month.
public struct Month: Sendable, Hashable, Comparable {
  public let first: Day

  /// The month that a day is in.
  public init(_ day: Day) { first = day.adding(days: 1 - day.day) }

  public var next: Month { Month(first.adding(days: 31)) }
  /// Its last day.
  public var last: Day { next.first.adding(days: -1) }
  public var days: [Day] { (0...(last - first)).map { first.adding(days: $0) } }

  public static func < (left: Month, right: Month) -> Bool { left.first < right.first }

  /// The months of these days, at most 120.
  static func from(_ first: Day, to last: Day) -> [Month] {
    var months = [Month(first)]
    while let month = months.last, month.last < last, months.count < 120 {
      months.append(month.next)
    }
    return months
  }

  /// What of some hours that are spread over days falls on this month.
  public func share(of hours: Double, from start: Day, to end: Day) -> Double {
    let span = Int(first.number)..<Int(next.first.number)
    return Burden.spread(hours, from: Int(start.number), to: Int(end.number), over: [span])[0]
  }
}
