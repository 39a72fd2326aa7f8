import Testing

@testable import OpinionMap

/// 600 made-up people in four planted groups, and what was computed of them apart from this code.
@Suite(.enabled(if: Shared.isThere, "\(Shared.absence)"))
struct PlantedTests {
  struct Golden: Decodable {
    let pca: Components
    let projections: [[Double]]
    let countedIn: [Int]
    let clusterings: [String: Clustering]
    let given: Given

    enum CodingKeys: String, CodingKey {
      case pca, projections
      case countedIn = "in_conv"
      case clusterings = "kmeans_n_init50"
      case given = "given_planted_groups"
    }
  }

  struct Components: Decodable {
    let center: [Double]
    let pc1: [Double]
    let pc2: [Double]
    let ratio: [Double]
    let extremity: [Double]
  }

  struct Clustering: Decodable {
    let inertia: Double
    let silhouette: Double
    let likeness: Double
    let sizes: [Int]

    enum CodingKeys: String, CodingKey {
      case inertia, silhouette, sizes
      case likeness = "ari_planted"
    }
  }

  struct Given: Decodable {
    let repness: [String: [PublishedStatement]]
    let consensus: PublishedConsensus
    let agree: [Double]
    let disagree: [Double]
    let priorities: [Double]

    enum CodingKeys: String, CodingKey {
      case repness, consensus, priorities
      case agree = "gac_agree"
      case disagree = "gac_disagree"
    }
  }

  let golden: Golden
  let votes: VoteMatrix
  /// Each participant's planted group.
  let planted: [Int]

  init() throws {
    golden = try Shared.decode("golden/polis/planted4_expected.json")
    let text = String(decoding: try Shared.bytes("golden/polis/planted4_votes.csv"), as: UTF8.self)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").compactMap { Int($0) }
    }
    var planted = [Int](repeating: -1, count: golden.projections.count)
    for row in rows { planted[row[0]] = row[3] }
    self.planted = planted
    votes = try VoteMatrix(
      participants: planted.count, statements: golden.pca.center.count,
      votes: rows.map {
        VoteMatrix.Vote(participant: Int32($0[0]), statement: Int32($0[1]), value: Int8($0[2]))
      })
  }

  @Test func `Centre, axes, shares of variance, extremities and places agree to 1e-9`() throws {
    let map = OpinionMap(of: votes)
    let axes = map.space.axes
    #expect(farthest(axes.centre, golden.pca.center) <= 1e-12)
    #expect(farthest(axes.first, golden.pca.pc1) <= 1e-9)
    #expect(farthest(axes.second, golden.pca.pc2) <= 1e-9)
    #expect(farthest(axes.varianceRatios, golden.pca.ratio) <= 1e-9)
    #expect(farthest(map.space.extremities, golden.pca.extremity) <= 1e-9)
    #expect(farthest(flat(map.places), flat(golden.projections)) <= 1e-9)
    #expect(map.countedIn == golden.countedIn)
  }

  @Test func `Given the planted groups, what each stands for agrees, in order`() throws {
    let tallies = votes.tallies(groups: planted, count: 4)
    let found = Representative.all(tallies: tallies, excluding: [])
    let numbers = Array(0..<votes.statementCount)
    for group in 0..<4 {
      expect(
        found[group], equals: try #require(golden.given.repness["\(group)"]), statements: numbers,
        testTolerance: 1e-12, "group \(group)")
    }
  }

  @Test func `Given the planted groups, consensus and priorities agree to 1e-12`() throws {
    let tallies = votes.tallies(groups: planted, count: 4)
    #expect(farthest(BetweenGroups.agreement(tallies), golden.given.agree) <= 1e-12)
    #expect(farthest(BetweenGroups.disagreement(tallies), golden.given.disagree) <= 1e-12)
    let priorities = Priority.all(tallies: votes.tallies, extremities: golden.pca.extremity)
    #expect(farthest(priorities, golden.given.priorities) <= 1e-12)
    let consensus = Consensus.all(tallies: votes.tallies, excluding: [])
    let numbers = Array(0..<votes.statementCount)
    expect(consensus.agree, equals: golden.given.consensus.agree, statements: numbers, "agree")
    expect(
      consensus.disagree, equals: golden.given.consensus.disagree, statements: numbers, "disagree")
  }

  /// For three clusters there are two ends whose sums of squares differ by one part in 50,000 and
  /// whose clusters by one person; scikit-learn met with one and this with the other.
  @Test(arguments: [(2, 1e-9), (3, 1e-4), (4, 1e-9), (5, 1e-9)])
  func `K-means comes as close as scikit-learn's best of fifty starts`(
    _ k: Int, _ tolerance: Double
  ) throws {
    let known = try #require(golden.clusterings["\(k)"])
    let points = golden.countedIn.map {
      Point(x: golden.projections[$0][0], y: golden.projections[$0][1])
    }
    let weights = points.map { _ in 1.0 }
    var random = SplitMix(seed: 1)
    let found = KMeans.best(points, weights: weights, k: k, restarts: 50, turns: 300, &random)
    #expect(abs(found.inertia - known.inertia) <= tolerance * known.inertia)
    let sizes = (0..<k).map { cluster in found.assignments.count { $0 == cluster } }
    let order = zip(sizes.sorted(by: >), known.sizes.sorted(by: >))
    #expect(order.allSatisfy { abs($0 - $1) <= (tolerance > 1e-9 ? 1 : 0) })
    let silhouette = Silhouette.means(points, weights: weights, [found.assignments])
    #expect(farthest(silhouette, [known.silhouette]) <= 10 * tolerance)
    let likeness = adjustedRandIndex(found.assignments, golden.countedIn.map { planted[$0] })
    #expect(abs(likeness - known.likeness) <= 20 * tolerance)
  }

  @Test func `A map finds the four planted groups`() throws {
    let map = OpinionMap(of: votes)
    #expect(map.grouping.count == 4)
    let likeness = adjustedRandIndex(
      map.countedIn.map { map.groups[$0] }, map.countedIn.map { planted[$0] })
    #expect(likeness >= 0.95)
  }
}
