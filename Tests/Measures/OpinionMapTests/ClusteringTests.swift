import Testing

@testable import OpinionMap

@Suite struct KMeansTests {
  func points(_ count: Int, seed: UInt64, grid: Double? = nil) -> [Point] {
    var random = SplitMix(seed: seed)
    func entry() -> Double {
      let entry = random.share()
      return grid.map { (entry * $0).rounded(.down) } ?? entry
    }
    return (0..<count).map { _ in Point(x: entry(), y: entry()) }
  }

  @Test(arguments: 1...6)
  func `No cluster is empty, whatever the points`(_ k: Int) {
    for seed in 1...40 as ClosedRange<UInt64> {
      // On a grid of two by two many people stand at one place, and there are four places at most.
      for points in [points(25, seed: seed), points(9, seed: seed, grid: 2)] {
        var random = SplitMix(seed: seed)
        let weights = points.map { _ in random.share() + 0.1 }
        let far = Array(repeating: Point(x: 1e6, y: -1e6), count: k)
        let found = KMeans.best(
          points, weights: weights, k: k, restarts: 3, turns: 50, &random, earlier: far)
        #expect(Set(found.assignments) == Set(found.centres.indices))
        // All start from one place: one cluster takes everybody.
        let run = KMeans.lloyd(points, weights: weights, from: far, turns: 50)
        #expect(Set(run.assignments) == Set(run.centres.indices))
        let places = Set(points.map { "\($0.x) \($0.y)" }).count
        #expect(found.centres.count == min(k, places))
        for (point, cluster) in zip(points, found.assignments) {
          let distances = found.centres.map { $0.squaredDistance(to: point) }
          #expect(distances[cluster] == distances.min())
        }
      }
    }
  }

  @Test func `Starts that nobody is nearest to are closed up`() {
    let points = [Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 10, y: 0)]
    let found = KMeans.lloyd(
      points, weights: [1, 1, 1],
      from: [Point(x: 99, y: 99), Point(x: 0, y: 0), Point(x: 10, y: 0)], turns: 10)
    #expect(found.centres == [Point(x: 0.5, y: 0), Point(x: 10, y: 0)])
    #expect(found.assignments == [0, 0, 1])
    #expect(found.inertia == 0.5)
  }

  @Test func `Somebody who weighs three counts as three`() {
    let points = [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 20, y: 0), Point(x: 21, y: 0)]
    var random = SplitMix(seed: 1)
    let found = KMeans.best(
      points, weights: [3, 1, 1, 1], k: 2, restarts: 5, turns: 50, &random)
    let left = found.centres[found.assignments[0]]
    #expect(left == Point(x: 1, y: 0))
    #expect(found.inertia == 3 * 1 + 9 + 0.5)
  }

  @Test func `Of nothing there are no clusters`() {
    var random = SplitMix(seed: 1)
    let found = KMeans.best([], weights: [], k: 3, restarts: 5, turns: 50, &random)
    #expect(found.centres.isEmpty)
    #expect(found.assignments.isEmpty)
  }
}

@Suite struct SilhouetteTests {
  let line = [0.0, 1, 10, 12].map { Point(x: $0, y: 0) }

  @Test func `A silhouette worked out by hand`() {
    // a = 1, 1, 2, 2; b = 11, 10, 9.5, 11.5.
    let known = (10 / 11.0 + 9 / 10.0 + 7.5 / 9.5 + 9.5 / 11.5) / 4
    let found = Silhouette.means(line, weights: [1, 1, 1, 1], [[0, 0, 1, 1]])
    #expect(farthest(found, [known]) <= 1e-15)
  }

  @Test func `Somebody alone in a cluster counts nought`() {
    // a = 1, 1, –, –; b = 10, 9.
    let known = (9 / 10.0 + 8 / 9.0) / 4
    let found = Silhouette.means(line, weights: [1, 1, 1, 1], [[0, 0, 1, 2]])
    #expect(farthest(found, [known]) <= 1e-15)
  }

  @Test func `Two people of one place are as one of twice the weight`() {
    let apart = Silhouette.means(
      line + [line[1], line[3], line[3]], weights: [Double](repeating: 1, count: 7),
      [[0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 1, 1, 1, 1]])
    let together = Silhouette.means(
      line, weights: [1, 2, 1, 3], [[0, 0, 1, 1], [0, 1, 1, 1]])
    #expect(farthest(together, apart) <= 1e-15)
    #expect(apart[0] > 0.8)
    #expect(apart[1] < 0.3)
  }

  @Test func `One person, or one cluster, has none`() {
    #expect(Silhouette.means([line[0]], weights: [1], [[0]]) == [0])
    #expect(Silhouette.means(line, weights: [1, 1, 1, 1], [[0, 0, 0, 0]]) == [0])
  }
}

@Suite struct AdjustedRandIndexTests {
  /// Yeung and Ruzzo, 2001, “Details of the adjusted Rand index and clustering algorithms”: ten
  /// people, of whom two classes and clusters share 1, 1, 0 / 1, 2, 1 / 0, 0, 4.
  @Test func `A published example`() {
    let classes = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    let clusters = [0, 1, 0, 1, 1, 2, 2, 2, 2, 2]
    #expect(abs(adjustedRandIndex(classes, clusters) - 0.313) < 5e-4)
    #expect(adjustedRandIndex(classes, clusters) == adjustedRandIndex(clusters, classes))
  }

  @Test(
    arguments: [
      ([0, 0, 1, 1], [0, 0, 1, 1], 1), ([0, 0, 1, 1], [1, 1, 0, 0], 1),
      ([0, 0, 1, 2], [0, 0, 1, 1], 4 / 7.0), ([0, 0, 0, 0], [0, 1, 2, 3], 0),
      ([0, 0, 1, 1], [0, 1, 0, 1], -0.5), ([0, 0, 0], [5, 5, 5], 1), ([], [], 1), ([3], [4], 1),
    ] as [([Int], [Int], Double)])
  func `Values that scikit-learn documents, and the ends of the scale`(
    _ left: [Int], _ right: [Int], _ known: Double
  ) {
    #expect(abs(adjustedRandIndex(left, right) - known) <= 1e-15)
  }
}

@Suite struct BaseClusterTests {
  @Test func `A few people stand each alone, weighing by what they answered`() {
    let points = [Point(x: 0, y: 0), Point(x: 0, y: 0), Point(x: 3, y: 1)]
    let bases = BaseClusters(of: points, votes: [7, 21, 0])
    #expect(bases.centres == points)
    #expect(bases.sizes == [1, 1, 1])
    #expect(bases.weights == [0.5, 0.75, 0])
  }

  @Test func `Many share the cells of a grid, and nobody is lost`() throws {
    var random = SplitMix(seed: 4)
    let points = (0..<5_000).map { _ in Point(x: random.share() * 7 - 3, y: random.share()) }
    let votes = points.indices.map { 1 + $0 % 30 }
    let bases = BaseClusters(of: points, votes: votes)
    #expect(bases.centres.count < 48 * 48)
    #expect(bases.sizes.reduce(0, +) == 5_000)
    #expect(bases.sizes.allSatisfy { $0 > 0 })
    let whole = votes.reduce(0) { $0 + Double($1) / Double($1 + 7) }
    #expect(abs(bases.weights.reduce(0, +) - whole) <= 1e-9)
    // Their middle is the people's.
    let middle = zip(bases.centres, bases.weights).reduce(0) { $0 + $1.0.x * $1.1 }
    let known = zip(points, votes).reduce(0) { $0 + $1.0.x * Double($1.1) / Double($1.1 + 7) }
    #expect(abs(middle - known) <= 1e-8)
  }

  @Test func `Many people at one place share one cell`() {
    let bases = BaseClusters(
      of: Array(repeating: Point(x: 2, y: -1), count: 2_001),
      votes: Array(repeating: 7, count: 2_001))
    #expect(bases.sizes == [2_001])
    #expect(farthest(flat(bases.centres), [2, -1]) <= 1e-12)
  }
}
