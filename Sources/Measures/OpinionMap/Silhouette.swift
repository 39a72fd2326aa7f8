/// How well clusters stand apart (Rousseeuw, 1987), of weighted points.
enum Silhouette {
  /// The mean over all people of (b − a) / max(a, b): a is somebody's mean distance to the others of
  /// their cluster, b to the people of the nearest other one. Somebody alone in a cluster counts 0.
  /// People of one place are at no distance from each other.
  ///
  /// - Parameter clusterings: The clusters of each point, for several ways of clustering: each
  ///   distance is measured once for all of them.
  static func means(_ points: [Point], weights: [Double], _ clusterings: [[Int]]) -> [Double] {
    let whole = weights.reduce(0, +)
    guard points.count > 1, whole > 1 else { return clusterings.map { _ in 0 } }
    let counts = clusterings.map { ($0.max() ?? 0) + 1 }
    let sizes = zip(clusterings, counts).map { clusters, count in
      var sizes = [Double](repeating: 0, count: count)
      for (index, cluster) in clusters.enumerated() { sizes[cluster] += weights[index] }
      return sizes
    }
    var totals = [Double](repeating: 0, count: clusterings.count)
    var sums = counts.map { [Double](repeating: 0, count: $0) }
    for (index, point) in points.enumerated() {
      for way in sums.indices { for cluster in sums[way].indices { sums[way][cluster] = 0 } }
      for (other, place) in points.enumerated() {
        let distance = weights[other] * point.squaredDistance(to: place).squareRoot()
        for way in sums.indices { sums[way][clusterings[way][other]] += distance }
      }
      for way in sums.indices {
        let own = clusterings[way][index]
        guard sizes[way][own] > 1 else { continue }
        let a = sums[way][own] / (sizes[way][own] - 1)
        var b = Double.infinity
        for cluster in sums[way].indices where cluster != own {
          b = min(b, sums[way][cluster] / sizes[way][cluster])
        }
        if b.isFinite, max(a, b) > 0 { totals[way] += weights[index] * (b - a) / max(a, b) }
      }
    }
    return totals.map { $0 / whole }
  }
}
