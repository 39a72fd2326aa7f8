import Surroundings

/// Three months of a year, by the calendar.
struct Quarter: Sendable, Equatable {
  let first: Day
  let last: Day

  /// The quarter of a day and those before it, `count` in all, the oldest first. The newest ends with
  /// the day itself: what is to come can't be counted.
  static func ending(with day: Day, count: Int) -> [Quarter] {
    var quarters: [Quarter] = []
    var last = day
    for _ in 0..<count {
      let month = (last.month - 1) / 3 * 3 + 1
      guard let first = Day(year: last.year, month: month, day: 1) else { break }
      quarters.append(Quarter(first: first, last: last))
      last = first.adding(days: -1)
    }
    return quarters.reversed()
  }
}
