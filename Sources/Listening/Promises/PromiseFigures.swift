import Surroundings

/// What can be counted of promises. Every one counts, those that are told to one person alone too.
public struct PromiseFigures: Sendable, Equatable {
  public struct Count: Sendable, Equatable {
    public var open = 0
    public var late = 0
    public var kept = 0
    public var broken = 0
    public var released = 0
    public var total: Int { open + late + kept + broken + released }
  }

  /// A promise as far as counting needs it.
  public struct Case: Sendable, Equatable {
    public var madeOn: Day
    /// Each day that it was promised for, with the day on which that was said; the first first.
    public var dues: [(said: Day, due: Day)]
    public var ended: (on: Day, state: Promise.State)?

    public init(
      madeOn: Day, dues: [(said: Day, due: Day)], ended: (on: Day, state: Promise.State)?
    ) {
      self.madeOn = madeOn
      self.dues = dues
      self.ended = ended
    }

    public static func == (left: Case, right: Case) -> Bool {
      left.madeOn == right.madeOn && left.dues.elementsEqual(right.dues, by: ==)
        && left.ended?.on == right.ended?.on && left.ended?.state == right.ended?.state
    }
  }

  public let cases: [Case]

  public init(_ cases: [Case]) { self.cases = cases }

  /// How they stood at the end of a day: by the day that was then promised, not by a later one.
  public func count(on day: Day) -> Count {
    var count = Count()
    for promise in cases where promise.madeOn <= day {
      if let ended = promise.ended, ended.on <= day {
        switch ended.state {
        case .kept: count.kept += 1
        case .broken: count.broken += 1
        case .released: count.released += 1
        case .made, .underWay: count.open += 1
        }
      } else if let due = promise.dues.last(where: { $0.said <= day })?.due, due < day {
        count.late += 1
      } else {
        count.open += 1
      }
    }
    return count
  }

  /// Median days from making to keeping, of those that were kept; `nil` when none was.
  public var medianDays: Double? {
    let days = cases.compactMap { promise -> Int64? in
      guard let ended = promise.ended, ended.state == .kept else { return nil }
      return ended.on.number - promise.madeOn.number
    }.sorted()
    guard !days.isEmpty else { return nil }
    let middle = days.count / 2
    return days.count.isMultiple(of: 2)
      ? Double(days[middle - 1] + days[middle]) / 2 : Double(days[middle])
  }

  /// Of the promises whose first day lay in the period, how many were kept by it. Those that people
  /// let go before it are left out: nobody waited for them.
  public func onTime(from: Day, to: Day) -> (kept: Int, of: Int) {
    var kept = 0
    var all = 0
    for promise in cases {
      guard let first = promise.dues.first?.due, from <= first, first <= to else { continue }
      if let ended = promise.ended, ended.state == .released, ended.on <= first { continue }
      all += 1
      if let ended = promise.ended, ended.state == .kept, ended.on <= first { kept += 1 }
    }
    return (kept, all)
  }
}
