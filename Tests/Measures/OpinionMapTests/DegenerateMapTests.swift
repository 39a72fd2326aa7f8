import Testing

@testable import OpinionMap

/// Conversations that hardly are any: a map comes out, with nothing in it that is no number.
@Suite struct DegenerateMapTests {
  func map(_ rows: [String], out: Set<Int> = []) throws -> OpinionMap {
    var settings = OpinionMap.Settings()
    settings.moderatedOut = out
    let votes = try matrix(rows)
    let map = OpinionMap(of: votes, settings)
    let figures =
      flat(map.places) + flat(map.grouping.centres) + map.priorities + map.space.extremities
      + map.space.axes.varianceRatios + map.space.axes.first + map.space.axes.second
    #expect(figures.filter { !$0.isFinite } == [])
    #expect(map.places.count == votes.participantCount)
    #expect(map.groups.count == votes.participantCount)
    #expect(map.total.count == votes.statementCount)
    #expect(map.priorities.count == votes.statementCount)
    for axis in [map.space.axes.first, map.space.axes.second] {
      let length = dot(axis, axis)
      #expect(length == 0 || abs(length - 1) <= 1e-12)
    }
    // The next map can go on from it.
    _ = OpinionMap(of: votes, settings, earlier: map.continuation)
    return map
  }

  @Test func `Without participants and statements`() throws {
    let map = try map([])
    #expect(map.countedIn.isEmpty)
    #expect(map.grouping.count == 0)
    #expect(map.groups.isEmpty)
    #expect(map.representative == [[]])
  }

  @Test func `Participants who never answered`() throws {
    let map = try map(["....", "....", "...."])
    #expect(map.countedIn.isEmpty)
    #expect(map.groups == [-1, -1, -1])
    #expect(map.places == [Point](repeating: Point(x: 0, y: 0), count: 3))
    #expect(map.space.axes.varianceRatios == [0, 0])
    #expect(map.consensus.agree.isEmpty)
  }

  @Test func `Statements without participants`() throws {
    let votes = try VoteMatrix(participants: 0, statements: 3, votes: [])
    let map = OpinionMap(of: votes)
    #expect(map.places.isEmpty)
    #expect(map.priorities.count == 3)
    #expect(map.space.axes.first == [0, 0, 0])
  }

  @Test func `One statement has one axis`() throws {
    let map = try map(["+", "+", "+", "-", "-", "0", "."])
    #expect(map.space.axes.first == [1])
    #expect(map.space.axes.second == [0])
    #expect(abs(map.space.axes.varianceRatios[0] - 1) <= 1e-12)
    #expect(map.countedIn == Array(0..<6))
    #expect(map.places.allSatisfy { $0.y == 0 })
    #expect(map.groups[0] != map.groups[3])
    #expect(map.groups[0] == map.groups[2])
    #expect(map.groups[6] == -1)
  }

  @Test func `Nobody does but pass`() throws {
    let map = try map(Array(repeating: "00000000", count: 20))
    #expect(map.space.axes.first == [Double](repeating: 0, count: 8))
    #expect(map.grouping.count == 1)
    #expect(map.groups == [Int](repeating: 0, count: 20))
    #expect(map.consensus.agree.isEmpty)
    #expect(map.consensus.disagree.isEmpty)
    #expect(map.representative == [[]])
  }

  @Test func `One person`() throws {
    let map = try map(["+-+0-+-+"])
    #expect(map.countedIn == [0])
    #expect(map.grouping.count == 1)
    #expect(map.groups == [0])
    #expect(map.places == [Point(x: 0, y: 0)])
  }

  @Test func `Everybody answers alike`() throws {
    let map = try map(Array(repeating: "+-+-+-+-", count: 30))
    #expect(map.grouping.count == 1)
    #expect(map.groups == [Int](repeating: 0, count: 30))
    #expect(map.consensus.agree.map(\.statement) == [0, 2, 4, 6])
    #expect(map.consensus.disagree.map(\.statement) == [1, 3, 5, 7])
    #expect(map.divisive.isEmpty)
  }

  @Test func `Everything is moderated out`() throws {
    let rows = (0..<20).map { $0 % 2 == 0 ? "++++----" : "----++++" }
    let map = try map(rows, out: Set(0..<8))
    #expect(map.space.axes.varianceRatios == [0, 0])
    #expect(map.places.allSatisfy { $0 == Point(x: 0, y: 0) })
    #expect(map.grouping.count == 1)
    #expect(map.consensus.agree.isEmpty)
    #expect(map.representative == [[]])
  }

  @Test func `Two people of opposite minds make two groups`() throws {
    let map = try map(["++++----", "----++++"])
    #expect(map.grouping.count == 2)
    #expect(map.groups[0] != map.groups[1])
    // On one line: there is no second direction.
    #expect(abs(map.space.axes.varianceRatios[0] - 1) <= 1e-12)
    #expect(map.space.axes.second == [Double](repeating: 0, count: 8))
  }

  @Test func `Below fifteen people the most active are counted in, those without an answer never`()
    throws
  {
    let rows =
      Array(repeating: "+-+-+-+-", count: 13) + ["+.......", "++......", "-+-.....", "........"]
    let map = try map(rows)
    #expect(map.countedIn == Array(0..<13) + [14, 15])
    #expect(map.groups[13] == -1)
    #expect(try self.map(Array(rows.suffix(2))).countedIn == [0])
  }
}
