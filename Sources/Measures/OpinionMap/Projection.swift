/// What of a map places somebody by their answers alone, without anything being computed anew.
public struct Projection: Sendable, Codable, Equatable {
  /// A statement's mean vote, and how far an answer to it moves along each axis.
  public struct Axis: Sendable, Codable, Equatable {
    public let centre: Double
    public let first: Double
    public let second: Double
  }

  /// By statement; statements that do not shape the map are left out.
  public let axes: [Int: Axis]
  /// How many statements are left out. As in Polis, everybody counts as having passed on them.
  public let excluded: Int

  /// Where somebody with these votes stands, as everybody on the map was placed:
  ///
  ///     p = √(C / max(votes, 1)) · Σ (vote − centre) · axis
  ///
  /// over the statements they saw; C is how many statements there are. The root moves those who
  /// answered little as far out as they would be had they answered all alike. `nil` for who answered
  /// nothing of what shapes the map.
  public func place(_ votes: [Int: Int]) -> Point? {
    var (x, y, seen) = (0.0, 0.0, 0)
    for (statement, vote) in votes.sorted(by: { $0.key < $1.key }) {
      guard let axis = axes[statement] else { continue }
      let difference = Double(vote) - axis.centre
      x += difference * axis.first
      y += difference * axis.second
      seen += 1
    }
    guard seen > 0 else { return nil }
    return Projection.scaled(
      x, y, statements: axes.count + excluded, votes: seen + excluded)
  }

  static func scaled(_ x: Double, _ y: Double, statements: Int, votes: Int) -> Point {
    let scale = (Double(statements) / Double(max(votes, 1))).squareRoot()
    return Point(x: x * scale, y: y * scale)
  }
}
