/// What a map leaves for the next, so that groups keep their identity while people come and answer.
public struct Continuation: Sendable, Equatable, Codable {
  public var first: [Double]
  public var second: [Double]
  /// The centres of the groups, in the order of their numbers.
  public var centres: [Point]
  /// The number of groups that was best last time, and how often running.
  public var candidate: Int
  public var times: Int

  public init(first: [Double], second: [Double], centres: [Point], candidate: Int, times: Int) {
    self.first = first
    self.second = second
    self.centres = centres
    self.candidate = candidate
    self.times = times
  }

  /// The number of groups for a map whose best is `best`: the one before, until another was best
  /// ``Grouping/patience`` times running.
  func settled(on best: Int?, among silhouettes: [Int: Double]) -> Int? {
    guard let best, best != centres.count, silhouettes[centres.count] != nil else { return best }
    let running = best == candidate ? times + 1 : 1
    return running >= Grouping.patience ? best : centres.count
  }

  /// The axes turned so that they point where the earlier ones did: mirrored, a map would show
  /// everybody on the other side.
  func aligned(_ axes: PrincipalAxes) -> PrincipalAxes {
    func turned(_ axis: [Double], _ earlier: [Double]) -> [Double] {
      zip(axis, earlier).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? axis.map { -$0 } : axis
    }
    return PrincipalAxes(
      centre: axes.centre, first: turned(axes.first, first), second: turned(axes.second, second),
      varianceRatios: axes.varianceRatios)
  }

  /// The earlier axes as a start, with zeros for statements that are new.
  func axes(statements: Int) -> PrincipalAxes {
    func padded(_ axis: [Double]) -> [Double] {
      Array((axis + Array(repeating: 0, count: max(0, statements - axis.count))).prefix(statements))
    }
    return PrincipalAxes(
      centre: Array(repeating: 0, count: statements), first: padded(first), second: padded(second))
  }
}
