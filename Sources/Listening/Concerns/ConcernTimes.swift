import Surroundings

/// How long people waited: for a first answer, and for an end. Pure: equal days give equal figures.
///
/// What its writer settled before anybody answered counts until then. What still waits counts with the days it has waited so far. To leave it out would make a library
/// that answers nothing difficult look quick. So a median is never more
/// than people will have waited in the end, and exact once all that wait have waited longer than it.
struct ConcernTimes: Sendable, Equatable {
  struct Course: Sendable, Equatable {
    let received: Day
    let firstAnswer: Day?
    let ended: Day?
  }

  /// How many were raised.
  let raised: Int
  let answered: Int
  let ended: Int
  /// Days from raising to the first answer; `nil` when none was raised.
  let daysToAnswer: Double?
  /// Days from raising to the end; `nil` when none was raised.
  let daysToEnd: Double?
  /// The day of the oldest that has no end.
  let oldestOpen: Day?

  init(_ courses: [Course], today: Day) {
    raised = courses.count
    answered = courses.count { $0.firstAnswer != nil }
    ended = courses.count { $0.ended != nil }
    daysToAnswer = ConcernTimes.median(
      courses.map { max(0, ($0.firstAnswer ?? $0.ended ?? today) - $0.received) })
    daysToEnd = ConcernTimes.median(courses.map { max(0, ($0.ended ?? today) - $0.received) })
    oldestOpen = courses.filter { $0.ended == nil }.map(\.received).min()
  }

  /// The middle of the days in order; of an even number, the mean of the two in the middle.
  static func median(_ days: [Int]) -> Double? {
    guard !days.isEmpty else { return nil }
    let sorted = days.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
  }
}
