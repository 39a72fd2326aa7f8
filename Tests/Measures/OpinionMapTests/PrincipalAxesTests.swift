import Foundation
import Testing

@testable import OpinionMap

@Suite struct PrincipalAxesTests {
  /// Two questions that have nothing to do with each other, put in four statements each, and as many
  /// people of each of the four pairs of minds.
  func blocks() throws -> VoteMatrix {
    let kinds = ["++++++++", "++++----", "----++++", "--------"]
    return try matrix((0..<40).map { kinds[$0 % 4] })
  }

  func expectOrthonormal(_ axes: PrincipalAxes) {
    #expect(abs(dot(axes.first, axes.first) - 1) <= 1e-12)
    #expect(abs(dot(axes.second, axes.second) - 1) <= 1e-12)
    #expect(abs(dot(axes.first, axes.second)) <= 1e-12)
  }

  @Test func `Two directions that explain equally much are both found, at right angles`() throws {
    let axes = PrincipalAxes(of: try blocks(), excluding: [])
    expectOrthonormal(axes)
    #expect(farthest(axes.varianceRatios, [0.5, 0.5]) <= 1e-12)
    // Any turn of the two will do, but both must lie within the two questions.
    let questions = [[0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]]
    for axis in [axes.first, axes.second] {
      let within = questions.reduce(0) { $0 + dot(axis, $1) * dot(axis, $1) }
      #expect(abs(within - 1) <= 1e-12)
    }
    let map = OpinionMap(of: try blocks())
    #expect(map.grouping.count == 4)
    #expect(adjustedRandIndex(map.groups, (0..<40).map { $0 % 4 }) == 1)
  }

  @Test func `So are those of people who answered nothing in common`() throws {
    let rows = (0..<40).map { index in
      let own = index % 2 == 0 ? "++++" : "----"
      return index < 20 ? own + "...." : "...." + own
    }
    let axes = PrincipalAxes(of: try matrix(rows), excluding: [])
    expectOrthonormal(axes)
    #expect(farthest(axes.varianceRatios, [0.5, 0.5]) <= 1e-12)
  }

  @Test func `A hint changes nothing but the way there`() throws {
    let synthetic = SyntheticVotes(participants: 200, statements: 30, fill: 0.4, seed: 3)
    let votes = try VoteMatrix(participants: 200, statements: 30, votes: synthetic.votes)
    let axes = PrincipalAxes(of: votes, excluding: [4])
    expectOrthonormal(axes)
    let wrong = PrincipalAxes(
      centre: axes.centre, first: axes.second, second: axes.first.map { -$0 })
    for hint in [axes, wrong] {
      let found = PrincipalAxes(of: votes, excluding: [4], earlier: hint)
      #expect(farthest(found.first, axes.first) <= 1e-9)
      #expect(farthest(found.second, axes.second) <= 1e-9)
      #expect(farthest(found.varianceRatios, axes.varianceRatios) <= 1e-12)
    }
  }

  @Test func `The entry that is greatest without its sign is positive`() throws {
    let votes = try matrix(["-+-", "-+-", "+--", "+-0", "-++", "+-+"])
    let axes = PrincipalAxes(of: votes, excluding: [])
    for axis in [axes.first, axes.second] {
      #expect(axis.max() == axis.map { abs($0) }.max())
    }
  }

  @Test func `A direction worked out by hand`() throws {
    // Means 0 and 0; XᵀX = [[4, 2], [2, 4]] with eigenvalues 6 and 2.
    let axes = PrincipalAxes(of: try matrix(["++", "--", "++", "--", "0+", "0-"]), excluding: [])
    // XᵀX = [[4, 4], [4, 6]]: eigenvalues 5 ± √17.
    let root = 17.0.squareRoot()
    #expect(farthest(axes.centre, [0, 0]) == 0)
    #expect(farthest(axes.varianceRatios, [(5 + root) / 10, (5 - root) / 10]) <= 1e-12)
    let slope = (1 + root) / 4
    let size = (1 + slope * slope).squareRoot()
    #expect(farthest(axes.first, [1 / size, slope / size]) <= 1e-12)
    #expect(farthest(axes.second, [slope / size, -1 / size]) <= 1e-12)
  }

  @Test func `XᵀX times a vector is what the matrix written out gives`() throws {
    let synthetic = SyntheticVotes(participants: 60, statements: 12, fill: 0.5, seed: 9)
    let votes = try VoteMatrix(participants: 60, statements: 12, votes: synthetic.votes)
    let centred = CentredVotes(votes, excluding: [5])
    let written = (0..<60).map { participant in
      let row = votes.row(participant)
      return (0..<12).map { statement in
        statement == 5 ? 0 : row[statement].map { Double($0) - centred.centre[statement] } ?? 0
      }
    }
    let vector = (0..<12).map { sin(Double($0) + 1) }
    let along = written.map { dot($0, vector) }
    let expected = (0..<12).map { statement in
      zip(written, along).reduce(0) { $0 + $1.0[statement] * $1.1 }
    }
    #expect(farthest(centred.squared(vector), expected) <= 1e-10)
    #expect(abs(centred.total - written.joined().reduce(0) { $0 + $1 * $1 }) <= 1e-9)
  }
}

@Suite struct TridiagonalTests {
  @Test(arguments: [1, 2, 3, 10, 60])
  func `The second difference has its known eigenvalues and eigenvectors`(_ n: Int) throws {
    let found = try #require(
      Tridiagonal.eigen(
        Array(repeating: 2, count: n), Array(repeating: -1, count: n - 1)))
    // Greatest first: 2 − 2·cos(kπ/(n + 1)) for k = n … 1, with entries in proportion to
    // sin(jkπ/(n + 1)).
    for (index, k) in (1...n).reversed().enumerated() {
      let angle = Double(k) * Double.pi / Double(n + 1)
      #expect(abs(found.values[index] - (2 - 2 * cos(angle))) <= 1e-13)
      let scale = (2 / Double(n + 1)).squareRoot()
      let known = (1...n).map { scale * sin(Double($0) * angle) }
      #expect(farthest(turned(found.vectors[index], like: known), known) <= 1e-12)
    }
  }

  @Test func `A matrix that falls apart has the eigenvalues of its parts`() throws {
    let found = try #require(Tridiagonal.eigen([1, 3, 3, 1, 7], [1, 0, 1, 0]))
    let root = 2.0.squareRoot()
    #expect(
      farthest(found.values, [7, 2 + root, 2 + root, 2 - root, 2 - root]) <= 1e-14)
    for (index, one) in found.vectors.enumerated() {
      for (position, other) in found.vectors.enumerated() {
        #expect(abs(dot(one, other) - (index == position ? 1 : 0)) <= 1e-14)
      }
    }
  }

  @Test func `A diagonal is its own eigenvalues, and nothing has none`() throws {
    let found = try #require(Tridiagonal.eigen([1, -4, 9], [0, 0]))
    #expect(found.values == [9, 1, -4])
    #expect(found.vectors == [[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    #expect(Tridiagonal.eigen([], [])?.values.isEmpty == true)
  }
}
