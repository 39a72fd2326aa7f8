/// How the share of people who answer falls as a community is asked again and again.
public struct ResponseDecay: Sendable, Equatable {
  /// One ask whose invitations and answers are counted.
  public struct Ask: Sendable, Equatable {
    public let day: Int
    /// People invited, more than 0; others are left out.
    public let invited: Int
    public let answered: Int

    public init(day: Int, invited: Int, answered: Int) {
      self.day = day
      self.invited = invited
      self.answered = answered
    }
  }

  /// All asks that were the `k`-th within a year.
  public struct Step: Sendable, Equatable {
    /// From 1.
    public let k: Int
    public let asks: Int
    public let invited: Int
    public let answered: Int
    /// Answered ÷ invited over these asks together, 0 to 1.
    public let rate: Double
    /// Points that the rate lies under the first step's: 0.1 is ten points.
    public let fall: Double
    /// Whether the fall is ten points or more.
    public var alarms: Bool { fall >= ResponseDecay.alarm - 1e-9 }
  }

  /// Ten points.
  public static let alarm = 0.10
  public static let days = 365

  /// By `k`, the lowest first.
  public let steps: [Step]

  /// - Parameters:
  ///   - counted: Asks whose numbers are known.
  ///   - all: The days of all asks, counted or not: an ask without numbers is an ask all the same, and
  ///     moves those after it to a higher `k`. Each counted ask's own day is among them.
  ///
  /// An ask is the k-th when k asks began in the 365 days that end with its own day, itself included;
  /// of asks that begin on one day all have the highest k.
  public init(counted: [Ask], all: [Int]) {
    var sums: [Int: (asks: Int, invited: Int, answered: Int)] = [:]
    for ask in counted where ask.invited > 0 {
      let k = max(1, all.filter { $0 <= ask.day && $0 > ask.day - Self.days }.count)
      let sum = sums[k] ?? (0, 0, 0)
      sums[k] = (
        sum.asks + 1, sum.invited + ask.invited,
        sum.answered + min(max(0, ask.answered), ask.invited)
      )
    }
    let first = sums.keys.min().flatMap { sums[$0] }.map {
      Double($0.answered) / Double($0.invited)
    }
    steps = sums.sorted { $0.key < $1.key }.map { k, sum in
      let rate = Double(sum.answered) / Double(sum.invited)
      return Step(
        k: k, asks: sum.asks, invited: sum.invited, answered: sum.answered, rate: rate,
        fall: max(0, (first ?? rate) - rate))
    }
  }
}
