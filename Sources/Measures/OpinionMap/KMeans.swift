/// K-means of weighted points in the plane: Lloyd's turns from k-means++ starts (Arthur and
/// Vassilvitskii, 2007).
enum KMeans {
  struct Result: Equatable {
    var centres: [Point]
    /// Each point's cluster.
    var assignments: [Int]
    /// The weighted sum of squared distances to the centres.
    var inertia: Double
  }

  /// The best of `restarts` runs; of equals the first.
  ///
  /// - Parameters:
  ///   - k: At least 1. Where fewer places differ, there are fewer clusters.
  ///   - earlier: Centres that one more run starts from.
  static func best(
    _ points: [Point], weights: [Double], k: Int, restarts: Int, turns: Int,
    _ random: inout SplitMix, earlier: [Point]? = nil
  ) -> Result {
    var best: Result?
    var starts = (0..<restarts).map { _ in spread(points, weights: weights, k: k, &random) }
    if let earlier, earlier.count == k { starts.insert(earlier, at: 0) }
    for start in starts {
      let run = lloyd(points, weights: weights, from: start, turns: turns)
      if best.map({ run.inertia < $0.inertia }) ?? true { best = run }
    }
    return best ?? Result(centres: [], assignments: [], inertia: 0)
  }

  /// Starts far from one another: each is drawn by its squared distance from those before.
  static func spread(
    _ points: [Point], weights: [Double], k: Int, _ random: inout SplitMix
  ) -> [Point] {
    guard !points.isEmpty else { return [] }
    var centres = [points[draw(weights, &random)]]
    var distances = points.map { $0.squaredDistance(to: centres[0]) }
    while centres.count < k {
      let chances = zip(distances, weights).map { $0 * $1 }
      guard chances.contains(where: { $0 > 0 }) else { break }
      let next = points[draw(chances, &random)]
      centres.append(next)
      for index in points.indices {
        distances[index] = min(distances[index], points[index].squaredDistance(to: next))
      }
    }
    return centres
  }

  /// A position, in proportion to its chance.
  private static func draw(_ chances: [Double], _ random: inout SplitMix) -> Int {
    var rest = random.share() * chances.reduce(0, +)
    for (index, chance) in chances.enumerated() {
      rest -= chance
      if rest < 0 { return index }
    }
    return chances.lastIndex { $0 > 0 } ?? 0
  }

  static func lloyd(
    _ points: [Point], weights: [Double], from start: [Point], turns: Int
  ) -> Result {
    var centres = start
    var assignments = [Int](repeating: 0, count: points.count)
    for turn in 0..<max(1, turns) {
      let isSame = !assign(points, to: centres, &assignments) && turn > 0
      if isSame { break }
      var sums = [(x: Double, y: Double, weight: Double)](
        repeating: (0, 0, 0), count: centres.count)
      for (index, point) in points.enumerated() {
        let weight = weights[index]
        sums[assignments[index]].x += point.x * weight
        sums[assignments[index]].y += point.y * weight
        sums[assignments[index]].weight += weight
      }
      // A centre that nobody is nearest to stays where it is.
      for (index, sum) in sums.enumerated() where sum.weight > 0 {
        centres[index] = Point(x: sum.x / sum.weight, y: sum.y / sum.weight)
      }
    }
    _ = assign(points, to: centres, &assignments)
    var inertia = 0.0
    for (index, point) in points.enumerated() {
      inertia += weights[index] * point.squaredDistance(to: centres[assignments[index]])
    }
    return withoutEmpty(Result(centres: centres, assignments: assignments, inertia: inertia))
  }

  /// - Returns: Whether any point changed its cluster.
  private static func assign(
    _ points: [Point], to centres: [Point], _ assignments: inout [Int]
  ) -> Bool {
    var isChanged = false
    points.withUnsafeBufferPointer { points in
      centres.withUnsafeBufferPointer { centres in
        assignments.withUnsafeMutableBufferPointer { assignments in
          for index in points.indices {
            let point = points[index]
            var (nearest, least) = (0, Double.infinity)
            for cluster in centres.indices {
              let distance = point.squaredDistance(to: centres[cluster])
              if distance < least { (nearest, least) = (cluster, distance) }
            }
            if assignments[index] != nearest {
              assignments[index] = nearest
              isChanged = true
            }
          }
        }
      }
    }
    return isChanged
  }

  /// Clusters without points go, and the others close up.
  private static func withoutEmpty(_ result: Result) -> Result {
    var present = [Bool](repeating: false, count: result.centres.count)
    for cluster in result.assignments { present[cluster] = true }
    guard present.contains(false) else { return result }
    var numbers: [Int: Int] = [:]
    for cluster in present.indices where present[cluster] { numbers[cluster] = numbers.count }
    return Result(
      centres: present.indices.filter { present[$0] }.map { result.centres[$0] },
      assignments: result.assignments.map { numbers[$0] ?? 0 }, inertia: result.inertia)
  }
}
