/// Places with the people who stand there: each person by themselves while they are few, and the
/// cells of a fine grid when they are many, so that groups are found at the same cost however many
/// people there are.
public struct BaseClusters: Sendable, Equatable {
  /// The mean place of the people of each.
  public let centres: [Point]
  /// How many people stand there.
  public let sizes: [Int]
  /// How much they weigh together in finding groups: each by votes / (votes + 7). Somebody's place is
  /// a mean of their answers, less reliable the fewer they are; with just enough it counts half.
  public let weights: [Double]

  /// Up to so many people each stand alone.
  public static let fewest = 2_000
  /// Cells along each side of the grid.
  public static let side = 48

  /// - Parameters:
  ///   - points: Of those who are counted in.
  ///   - votes: How many statements each of them answered.
  public init(of points: [Point], votes: [Int]) {
    let certainties = votes.map { Double($0) / Double($0 + OpinionMap.enough) }
    guard points.count > BaseClusters.fewest, let bounds = Bounds(points) else {
      centres = points
      sizes = points.map { _ in 1 }
      weights = certainties
      return
    }
    var cells = [Cell](repeating: Cell(), count: BaseClusters.side * BaseClusters.side)
    for (point, certainty) in zip(points, certainties) {
      cells[bounds.cell(of: point, side: BaseClusters.side)].take(point, certainty)
    }
    let present = cells.filter { $0.size > 0 }
    centres = present.map { Point(x: $0.x / $0.weight, y: $0.y / $0.weight) }
    sizes = present.map(\.size)
    weights = present.map(\.weight)
  }

  private struct Cell {
    var x = 0.0
    var y = 0.0
    var weight = 0.0
    var size = 0

    mutating func take(_ point: Point, _ certainty: Double) {
      x += point.x * certainty
      y += point.y * certainty
      weight += certainty
      size += 1
    }
  }
}

/// The rectangle that points lie in.
struct Bounds {
  private let left: Double
  private let bottom: Double
  private let width: Double
  private let height: Double

  init?(_ points: [Point]) {
    guard let first = points.first else { return nil }
    var (left, right, bottom, top) = (first.x, first.x, first.y, first.y)
    for point in points {
      left = min(left, point.x)
      right = max(right, point.x)
      bottom = min(bottom, point.y)
      top = max(top, point.y)
    }
    self.left = left
    self.bottom = bottom
    width = max(right - left, 1e-300)
    height = max(top - bottom, 1e-300)
  }

  /// The number of the cell that a point lies in, of a grid with so many cells along each side.
  func cell(of point: Point, side: Int) -> Int {
    let column = min(side - 1, Int((point.x - left) / width * Double(side)))
    let row = min(side - 1, Int((point.y - bottom) / height * Double(side)))
    return row * side + column
  }
}
