import Surroundings

/// How often two sides agreed to be in contact, and whether they were. Pure: equal days give equal
/// figures.
///
/// Contact is *due* after the days agreed, and *overdue* at one and a half times as many. It counts
/// from the last contact in which both sides took part: a letter that nobody answered is none. Nobody
/// is late on the day of the first agreement.
struct Rhythm: Sendable, Equatable {
  struct Agreement: Sendable, Equatable {
    let from: Day
    /// Days from one contact to the next, 1 to 366.
    let every: Int
  }

  /// The earliest first.
  let agreements: [Agreement]
  /// Days of contact in which both sides took part, the earliest first.
  let held: [Day]

  init(agreements: [Agreement], held: [Day]) {
    self.agreements = agreements.sorted { $0.from < $1.from }
    self.held = held.sorted()
  }

  /// What was agreed for that day; `nil` before anything was.
  func every(on day: Day) -> Int? { agreements.last { $0.from <= day }?.every }

  /// The last contact until that day.
  func last(on day: Day) -> Day? { held.last { $0 <= day } }

  /// What is counted from: the last contact or the day of the first agreement, whichever is later.
  private func start(on day: Day) -> Day? {
    let first = agreements.first?.from
    return [last(on: day), first].compactMap { $0 }.filter { $0 <= day }.max()
  }

  /// The day by which contact is due, looked at on `day`; `nil` where nothing is agreed.
  func due(on day: Day) -> Day? {
    guard let every = every(on: day), let start = start(on: day) else { return nil }
    return start.adding(days: every)
  }

  /// The last day that is not overdue.
  func limit(on day: Day) -> Day? {
    guard let every = every(on: day), let start = start(on: day) else { return nil }
    return start.adding(days: (every * 3 + 1) / 2)
  }

  func isOverdue(on day: Day) -> Bool { limit(on: day).map { day > $0 } ?? false }

  /// Of the days from `from` to `to`, both included, for which something was agreed: on how many
  /// contact was not overdue.
  func kept(from: Day, to: Day) -> (days: Int, of: Int) {
    var (days, of) = (0, 0)
    var day = from
    while day <= to {
      if every(on: day) != nil {
        of += 1
        if !isOverdue(on: day) { days += 1 }
      }
      day = day.adding(days: 1)
    }
    return (days, of)
  }
}

/// How many of those who were counted had come before.
struct CameBack: Sendable, Equatable {
  let before: Int
  let people: Int

  /// - Parameter counts: Of each time at which both were counted.
  init(_ counts: [(people: Int, before: Int)]) {
    people = counts.map(\.people).reduce(0, +)
    before = counts.map(\.before).reduce(0, +)
  }

  /// The share, from 0 to 1; `nil` for nobody, and where one of the two groups is not empty and smaller
  /// than the community's smallest cell: a handful who are new in a neighbourhood are known by name.
  func share(smallestCell: Int) -> Double? {
    let fresh = people - before
    guard people > 0, people >= smallestCell,
      ![before, fresh].contains(where: { 0 < $0 && $0 < smallestCell })
    else { return nil }
    return Double(before) / Double(people)
  }
}
