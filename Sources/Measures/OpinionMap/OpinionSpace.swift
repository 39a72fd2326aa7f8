/// A place on the map. The axes have no unit: distances alone mean something.
public struct Point: Sendable, Equatable, Codable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  func squaredDistance(to other: Point) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return dx * dx + dy * dy
  }
}

/// Where people and statements stand, by the principal axes of the votes.
public struct OpinionSpace: Sendable, Equatable {
  public let axes: PrincipalAxes
  /// Statements that are moderated out or about the conversation itself. As in Polis, everybody
  /// counts as having passed on them.
  public let excluded: Set<Int>

  public init(axes: PrincipalAxes, excluding excluded: Set<Int>) {
    self.axes = axes
    self.excluded = excluded
  }

  /// What places somebody who comes later.
  public var projection: Projection {
    let used = axes.centre.indices.filter { !excluded.contains($0) }
    return Projection(
      axes: Dictionary(
        uniqueKeysWithValues: used.map { index in
          (
            index,
            Projection.Axis(
              centre: axes.centre[index], first: axes.first[index], second: axes.second[index])
          )
        }), excluded: excluded.count)
  }

  /// Where each participant stands.
  public func places(of matrix: VoteMatrix) -> [Point] {
    // What an answer adds along each axis, by its code; an excluded statement adds nothing.
    var (alongFirst, alongSecond) = ([Double](), [Double]())
    var counts: [Bool] = []
    for statement in 0..<matrix.statementCount {
      let isIn = !excluded.contains(statement)
      for vote in -1...1 {
        let difference = isIn ? Double(vote) - axes.centre[statement] : 0
        alongFirst.append(difference * axes.first[statement])
        alongSecond.append(difference * axes.second[statement])
        counts.append(isIn)
      }
    }
    return (0..<matrix.participantCount).map { participant in
      var (x, y) = (0.0, 0.0)
      var count = excluded.count
      for place in Int(matrix.starts[participant])..<Int(matrix.starts[participant + 1]) {
        let code = Int(matrix.codes[place])
        x += alongFirst[code]
        y += alongSecond[code]
        if counts[code] { count += 1 }
      }
      return Projection.scaled(x, y, statements: axes.centre.count, votes: count)
    }
  }

  /// Where each statement stands: where somebody would who agreed with it and saw no other.
  public var statementPlaces: [Point] {
    let scale = Double(axes.centre.count).squareRoot()
    return axes.centre.indices.map { index in
      guard !excluded.contains(index) else { return Point(x: 0, y: 0) }
      let difference = 1 - axes.centre[index]
      return Point(
        x: scale * difference * axes.first[index], y: scale * difference * axes.second[index])
    }
  }

  /// How far from the middle each statement stands.
  public var extremities: [Double] {
    statementPlaces.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
  }
}
