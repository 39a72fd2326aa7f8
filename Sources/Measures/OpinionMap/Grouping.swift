/// People in a few groups who stand near one another.
public struct Grouping: Sendable, Equatable {
  public let centres: [Point]
  /// The mean silhouette, from −1 to 1, by the number of groups.
  public let silhouettes: [Int: Double]

  public var count: Int { centres.count }

  public static let mostGroups = 5
  /// How often running another number of groups must be best before it is taken.
  public static let patience = 4
  /// By how much of silhouette more groups must be better than fewer to be worth telling apart.
  public static let parsimony = 0.015
  private static let restarts = 10

  /// Finds groups among places, weighted by their people: k-means from ten starts for each k from 2
  /// to min(5, 2 + ⌊places / 12⌋). The number of groups is the smallest whose mean silhouette comes
  /// within ``parsimony`` of the greatest.
  ///
  /// - Parameter earlier: What is remembered of the map before: its number of groups is kept until
  ///   another was best four times running, and its centres are one more start.
  public init(of bases: BaseClusters, seed: UInt64, earlier: Continuation? = nil) {
    let people = bases.sizes.map(Double.init)
    let most = min(Grouping.mostGroups, 2 + bases.centres.count / 12)
    var random = SplitMix(seed: seed)
    var results: [KMeans.Result] = []
    for k in 2...max(2, most) where bases.centres.count >= 2 {
      let result = KMeans.best(
        bases.centres, weights: bases.weights, k: k, restarts: Grouping.restarts, turns: 100,
        &random,
        earlier: earlier?.centres)
      guard result.centres.count == k else { break }
      results.append(result)
    }
    let means = Silhouette.means(
      bases.centres, weights: people, results.map(\.assignments))
    let silhouettes = Dictionary(uniqueKeysWithValues: zip(results.map(\.centres.count), means))
    self.silhouettes = silhouettes
    let best = Grouping.best(silhouettes)
    let k = earlier.map { $0.settled(on: best, among: silhouettes) } ?? best
    guard let result = results.first(where: { $0.centres.count == k }) else {
      centres = bases.centres.isEmpty ? [] : [Grouping.middle(bases)]
      return
    }
    let order = Grouping.order(result, weights: people, earlier: earlier)
    centres = order.map { result.centres[$0] }
  }

  /// The number of groups that the silhouettes speak for; `nil` without any.
  static func best(_ silhouettes: [Int: Double]) -> Int? {
    let greatest = silhouettes.values.max() ?? 0
    return silhouettes.filter { $0.value >= greatest - parsimony }.keys.min()
  }

  /// The group whose centre is nearest to a place; of two as near the first. `nil` without groups.
  public func group(nearest place: Point) -> Int? {
    var (nearest, least) = (nil as Int?, Double.infinity)
    for (index, centre) in centres.enumerated() {
      let distance = centre.squaredDistance(to: place)
      if distance < least { (nearest, least) = (index, distance) }
    }
    return nearest
  }

  private static func middle(_ bases: BaseClusters) -> Point {
    let people = Double(max(1, bases.sizes.reduce(0, +)))
    var (x, y) = (0.0, 0.0)
    for (centre, size) in zip(bases.centres, bases.sizes) {
      x += centre.x * Double(size) / people
      y += centre.y * Double(size) / people
    }
    return Point(x: x, y: y)
  }

  /// Which cluster is group 0, 1, …: the one nearest to the group that had the number before, and
  /// without one the largest first.
  private static func order(
    _ result: KMeans.Result, weights: [Double], earlier: Continuation?
  ) -> [Int] {
    var sizes = [Double](repeating: 0, count: result.centres.count)
    for (index, cluster) in result.assignments.enumerated() { sizes[cluster] += weights[index] }
    var left = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    guard let earlier else { return left }
    var order: [Int] = []
    for centre in earlier.centres {
      let nearest = left.min {
        result.centres[$0].squaredDistance(to: centre)
          < result.centres[$1].squaredDistance(to: centre)
      }
      guard let nearest else { break }
      order.append(nearest)
      left.removeAll { $0 == nearest }
    }
    return order + left
  }
}
