import Testing

@testable import OpinionMap

/// Maps of one conversation, one after the other.
@Suite struct ContinuationTests {
  let synthetic = SyntheticVotes(participants: 420, statements: 50, fill: 0.4, seed: 11)

  /// The votes of the first so many.
  func votes(_ count: Int) throws -> VoteMatrix {
    try VoteMatrix(
      participants: count, statements: 50,
      votes: synthetic.votes.filter { $0.participant < count })
  }

  func share(_ left: [Int], _ right: [Int]) -> Double {
    let both = zip(left, right).filter { $0.0 >= 0 && $0.1 >= 0 }
    return Double(both.count { $0.0 == $0.1 }) / Double(max(1, both.count))
  }

  @Test func `When a few people join, groups keep their numbers`() throws {
    let before = OpinionMap(of: try votes(400))
    #expect(before.grouping.count >= 2)
    let after = OpinionMap(of: try votes(420), earlier: before.continuation)
    #expect(after.grouping.count == before.grouping.count)
    #expect(share(before.groups, after.groups) > 0.95)
  }

  @Test func `Groups keep numbers that are not by their size`() throws {
    let before = OpinionMap(of: try votes(400))
    let count = before.grouping.count
    var turned = before.continuation
    turned.centres.reverse()
    let after = OpinionMap(of: try votes(420), earlier: turned)
    #expect(after.grouping.count == count)
    let expected = before.groups.map { $0 < 0 ? -1 : count - 1 - $0 }
    #expect(share(expected, after.groups) > 0.95)
    #expect(share(before.groups, after.groups) < 0.6)
  }

  @Test func `Axes point where they did: the map is not mirrored`() throws {
    let before = OpinionMap(of: try votes(400))
    for (first, second) in [(-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
      var earlier = before.continuation
      earlier.first = earlier.first.map { $0 * first }
      earlier.second = earlier.second.map { $0 * second }
      earlier.centres = earlier.centres.map { Point(x: $0.x * first, y: $0.y * second) }
      let after = OpinionMap(of: try votes(400), earlier: earlier)
      #expect(farthest(after.places.map(\.x), before.places.map { $0.x * first }) <= 1e-9)
      #expect(farthest(after.places.map(\.y), before.places.map { $0.y * second }) <= 1e-9)
      #expect(after.groups == before.groups)
    }
  }

  @Test func `Continuing with the same votes changes nothing`() throws {
    let before = OpinionMap(of: try votes(400))
    let after = OpinionMap(of: try votes(400), earlier: before.continuation)
    #expect(farthest(flat(after.places), flat(before.places)) <= 1e-9)
    #expect(after.groups == before.groups)
    #expect(after.continuation.candidate == before.continuation.candidate)
    #expect(after.continuation.times == 2)
  }

  @Test func `Another number of groups must be best four times running`() throws {
    let votes = try votes(400)
    let settled = OpinionMap(of: votes)
    let best = settled.grouping.count
    let other = best == 2 ? 3 : 2
    var earlier = settled.continuation
    earlier.centres = (0..<other).map { settled.places[settled.countedIn[$0]] }
    earlier.candidate = other
    earlier.times = 9
    for time in 1...3 {
      let map = OpinionMap(of: votes, earlier: earlier)
      #expect(map.grouping.count == other, "time \(time)")
      #expect(map.continuation.candidate == best)
      #expect(map.continuation.times == time)
      earlier = map.continuation
    }
    let fourth = OpinionMap(of: votes, earlier: earlier)
    #expect(fourth.grouping.count == best)
    #expect(OpinionMap(of: votes, earlier: fourth.continuation).grouping.count == best)
  }

  @Test func `A run that is broken begins anew`() throws {
    func settled(centres: Int, candidate: Int, times: Int, best: Int) -> Int? {
      Continuation(
        first: [], second: [], centres: Array(repeating: Point(x: 0, y: 0), count: centres),
        candidate: candidate, times: times
      ).settled(on: best, among: [2: 0.3, 3: 0.4, 4: 0.5])
    }
    #expect(settled(centres: 2, candidate: 4, times: 2, best: 4) == 2)
    #expect(settled(centres: 2, candidate: 4, times: 3, best: 4) == 4)
    #expect(settled(centres: 2, candidate: 3, times: 3, best: 4) == 2)
    #expect(settled(centres: 2, candidate: 4, times: 3, best: 2) == 2)
    // Where the number from before can't be had any more, there is nothing to wait for.
    #expect(settled(centres: 5, candidate: 5, times: 9, best: 4) == 4)
  }

  @Test func `New statements and newcomers fit a map made before they came`() throws {
    let before = OpinionMap(of: try votes(400))
    let more = try VoteMatrix(
      participants: 420, statements: 52,
      votes: synthetic.votes
        + (0..<40).map { .init(participant: $0 * 10, statement: 51, value: $0 < 20 ? 1 : -1) })
    let after = OpinionMap(of: more, earlier: before.continuation)
    #expect(after.space.axes.first.count == 52)
    #expect(after.grouping.count == before.grouping.count)
    #expect(share(before.groups, after.groups) > 0.95)
  }

  @Test func `Who was counted in stays so`() throws {
    let votes = try matrix(
      (0..<20).map { $0 % 2 == 0 ? "++++----+-" : "----++++-+" } + [
        "+.........", ".",
      ])
    var settings = OpinionMap.Settings()
    #expect(OpinionMap(of: votes, settings).countedIn == Array(0..<20))
    settings.countedBefore = [20]
    let map = OpinionMap(of: votes, settings)
    #expect(map.countedIn == Array(0...20))
    #expect(map.groups[20] >= 0)
    #expect(map.groups[21] == -1)
  }
}
