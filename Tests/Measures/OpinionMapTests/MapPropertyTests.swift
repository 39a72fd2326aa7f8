import Testing

@testable import OpinionMap

/// What holds of every map, tried on made-up votes.
@Suite struct MapPropertyTests {
  let synthetic = SyntheticVotes(participants: 400, statements: 50, fill: 0.4, seed: 11)

  func votes(_ order: [Int]? = nil) throws -> VoteMatrix {
    guard let order else {
      return try VoteMatrix(participants: 400, statements: 50, votes: synthetic.votes)
    }
    var place = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    return try VoteMatrix(
      participants: 400, statements: 50,
      votes: synthetic.votes.map {
        VoteMatrix.Vote(
          participant: place[Int($0.participant)], statement: $0.statement, value: $0.value)
      })
  }

  func settings(seed: UInt64 = 1, out: Set<Int> = [], meta: Set<Int> = []) -> OpinionMap.Settings {
    var settings = OpinionMap.Settings()
    settings.seed = seed
    settings.moderatedOut = out
    settings.meta = meta
    return settings
  }

  @Test(arguments: [1, 2, .max] as [UInt64])
  func `The same seed gives the same map`(_ seed: UInt64) throws {
    let map = OpinionMap(of: try votes(), settings(seed: seed))
    #expect(map == OpinionMap(of: try votes(), settings(seed: seed)))
    #expect(map.seed == seed)
    #expect(map.grouping.count >= 2)
  }

  @Test func `The digest changes with a vote or a setting, not with the seed`() throws {
    let digest = OpinionMap(of: try votes(), settings()).digest
    #expect(digest.count == 16)
    #expect(OpinionMap(of: try votes(), settings(seed: 2)).digest == digest)
    #expect(OpinionMap(of: try votes(), settings(out: [3])).digest != digest)
    #expect(
      OpinionMap(of: try votes(), settings(meta: [3])).digest
        != OpinionMap(of: try votes(), settings(out: [3])).digest)
    var changed = synthetic.votes
    let first = changed[0]
    changed[0] = VoteMatrix.Vote(
      participant: first.participant, statement: first.statement, value: first.value == 1 ? 0 : 1)
    let other = try VoteMatrix(participants: 400, statements: 50, votes: changed)
    #expect(OpinionMap(of: other, settings()).digest != digest)
  }

  @Test func `In another order people stand within 1e-9 of where they stood, in the same groups`()
    throws
  {
    var random = SplitMix(seed: 5)
    var order = Array(0..<400)
    for index in order.indices.reversed() {
      order.swapAt(index, Int(random.share() * Double(index + 1)))
    }
    #expect(order != Array(0..<400))
    let map = OpinionMap(of: try votes(), settings())
    let other = OpinionMap(of: try votes(order), settings())
    #expect(farthest(flat(other.places), flat(order.map { map.places[$0] })) <= 1e-9)
    #expect(other.groups == order.map { map.groups[$0] })
    #expect(map.grouping.count > 1)
    #expect(Set(other.countedIn.map { order[$0] }) == Set(map.countedIn))
  }

  @Test(arguments: [[], [0, 7, 49]] as [Set<Int>])
  func `A newcomer with somebody's answers stands exactly where they stand`(
    _ excluded: Set<Int>
  ) throws {
    let votes = try votes()
    let map = OpinionMap(of: votes, settings(out: excluded))
    let projection = map.space.projection
    for participant in 0..<votes.participantCount where votes.votes(of: participant) > 0 {
      #expect(projection.place(votes.row(participant)) == map.places[participant])
    }
    #expect(map.places.contains { $0.x > 0.1 })
    #expect(map.places.contains { $0.x < -0.1 })
  }

  @Test func `Somebody who has answered nothing of the map has no place on it`() throws {
    let projection = OpinionMap(of: try votes()).space.projection
    #expect(projection.place([:]) == nil)
    #expect(projection.place([999: 1]) == nil)
  }

  @Test func `Who stands in a group stands nearest to its centre`() throws {
    let map = OpinionMap(of: try votes())
    for participant in 0..<400 {
      guard map.countedIn.contains(participant) else {
        #expect(map.groups[participant] == -1)
        continue
      }
      let distances = map.grouping.centres.map {
        $0.squaredDistance(to: map.places[participant])
      }
      #expect(distances[map.groups[participant]] == distances.min())
    }
  }

  @Test func `What is moderated out moves nobody and stands for nothing`() throws {
    let out: Set<Int> = [2, 30]
    let all = try votes()
    let map = OpinionMap(of: all, settings(out: [2], meta: [30]))
    // Other answers to what is left out, and nobody moves.
    let changed = try VoteMatrix(
      participants: 400, statements: 50,
      votes: synthetic.votes.map {
        VoteMatrix.Vote(
          participant: $0.participant, statement: $0.statement,
          value: out.contains(Int($0.statement)) ? 1 : $0.value)
      })
    let other = OpinionMap(of: changed, settings(out: [2], meta: [30]))
    #expect(other.places == map.places)
    #expect(other.groups == map.groups)
    for statement in out {
      #expect(map.space.axes.centre[statement] == 0)
      #expect(map.space.axes.first[statement] == 0)
      #expect(map.space.axes.second[statement] == 0)
      #expect(map.space.extremities[statement] == 0)
      #expect(!other.representative.joined().contains { $0.statement == statement })
      #expect(!other.consensus.agree.contains { $0.statement == statement })
      #expect(!other.divisive.contains(statement))
    }
    // Everybody agrees with them now: without moderation they would lead.
    let open = OpinionMap(of: changed, settings())
    #expect(Set(open.consensus.agree.prefix(2).map(\.statement)) == out)
    #expect(map.priorities[30] == 49)
    #expect(map.priorities[2] != 49)
  }

  @Test func `Groups' tallies and those of people in none make up the whole`() throws {
    let votes = try votes()
    let map = OpinionMap(of: votes)
    let outside = votes.tallies(groups: map.groups.map { $0 < 0 ? 0 : -1 }, count: 1)
    let sum = (map.tallies + outside).reduce(map.total.map { _ in StatementTally() }) {
      zip($0, $1).map(+)
    }
    #expect(sum == map.total)
    #expect(outside[0].contains { $0.seen > 0 })
  }
}
