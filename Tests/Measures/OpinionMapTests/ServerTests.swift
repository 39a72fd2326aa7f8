import Testing

@testable import OpinionMap

/// Kith's formulas beside what a real Polis server answered. Who is counted in and how people are
/// grouped depend on the server's past and are taken from it; everything else must come out alike.
@Suite(.enabled(if: Shared.isThere, "\(Shared.absence)"))
struct ServerTests {
  @Test(arguments: ServerConversation.all)
  func `The server's votes are read with agree at 1`(_ folder: String) throws {
    let server = try ServerConversation(folder)
    #expect(server.participants.count == server.answer.n)
    for (row, number) in server.participants.enumerated() {
      #expect(server.votes.votes(of: row) == server.answer.userVoteCounts["\(number)"])
    }
    let total = server.votes.tallies
    let comments = Dictionary(
      server.comments.map { ($0.statement, $0) }, uniquingKeysWith: { first, _ in first })
    for (column, tid) in server.answer.tids.enumerated() {
      let comment = try #require(comments[tid])
      let known = StatementTally(
        agrees: comment.agrees, disagrees: comment.disagrees, passes: comment.passes)
      #expect(total[column] == known, "statement \(tid)")
    }
  }

  @Test(arguments: ServerConversation.all)
  func `Centre, axes and extremities found from the votes are the server's to 1e-9`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    let known = server.space.axes
    let found = PrincipalAxes(of: server.votes, excluding: server.excluded)
    #expect(farthest(found.centre, known.centre) <= 1e-12)
    #expect(farthest(turned(found.first, like: known.first), known.first) <= 1e-9)
    #expect(farthest(turned(found.second, like: known.second), known.second) <= 1e-9)
    let space = OpinionSpace(axes: found, excluding: server.excluded)
    #expect(farthest(space.extremities, server.answer.pca.extremity) <= 1e-9)
  }

  @Test(arguments: ServerConversation.all)
  func `Given its axes, people stand where the server's base clusters stand`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    let places = server.space.places(of: server.votes)
    let bases = server.answer.baseClusters
    for (index, members) in bases.members.enumerated() {
      let points = try members.map { places[try #require(server.position[$0])] }
      let count = Double(points.count)
      #expect(abs(points.reduce(0) { $0 + $1.x } / count - bases.x[index]) <= 1e-9)
      #expect(abs(points.reduce(0) { $0 + $1.y } / count - bases.y[index]) <= 1e-9)
    }
  }

  @Test func `Excluded statements count as answered by everybody, and nothing else will do`() throws
  {
    for folder in ["25ptpt-3gp-no-strict-with-meta", "above-100-ptpts"] {
      let server = try ServerConversation(folder)
      let bases = server.answer.baseClusters
      // The same axes, which are nought on excluded statements, without knowing them for excluded:
      // then only the votes that somebody really gave count.
      let unaware = OpinionSpace(axes: server.space.axes, excluding: [])
      let (aware, without) = (
        server.space.places(of: server.votes), unaware.places(of: server.votes)
      )
      var (near, far) = (0.0, 0.0)
      for (index, members) in bases.members.enumerated() where members.count == 1 {
        let row = try #require(server.position[members[0]])
        near = max(near, abs(aware[row].x - bases.x[index]))
        far = max(far, abs(without[row].x - bases.x[index]))
      }
      #expect(near <= 1e-12, "\(folder)")
      // In the smaller conversation everybody has answered all that is excluded.
      #expect(folder.hasPrefix("25") ? far <= 1e-12 : far > 0.1, "\(folder)")
    }
  }

  @Test(arguments: ServerConversation.all)
  func `Given its axes, statements stand where the server has them to 1e-12`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    let pca = server.answer.pca
    let places = server.space.statementPlaces
    #expect(farthest(places.map(\.x), pca.projection[0]) <= 1e-12)
    #expect(farthest(places.map(\.y), pca.projection[1]) <= 1e-12)
    #expect(farthest(server.space.extremities, pca.extremity) <= 1e-12)
  }

  @Test(arguments: ServerConversation.all)
  func `Given its groups, their tallies are the server's, and groups are those in conversation`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    let grouped = server.groups.indices.filter { server.groups[$0] >= 0 }
    #expect(grouped.map { server.participants[$0] } == server.answer.inConv.sorted())
    for (group, tallies) in server.tallies.enumerated() {
      let known = try #require(server.answer.groupVotes["\(group)"])
      for (column, tid) in server.answer.tids.enumerated() {
        let counts = try #require(known.votes["\(tid)"])
        #expect(tallies[column].agrees == counts.agrees)
        #expect(tallies[column].disagrees == counts.disagrees)
        #expect(tallies[column].seen == counts.seen)
      }
    }
  }

  @Test(arguments: ServerConversation.all)
  func `Given its groups, group-aware consensus is the server's to 1e-12`(_ folder: String) throws {
    let server = try ServerConversation(folder)
    let found = BetweenGroups.agreement(server.tallies)
    #expect(farthest(found, server.byColumn(server.answer.groupAwareConsensus)) <= 1e-12)
  }

  @Test(arguments: ServerConversation.all)
  func `Given its groups, representative statements are the server's, in its order`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    let found = Representative.all(tallies: server.tallies, excluding: server.excluded)
    #expect(found.count == server.answer.repness.count)
    for (group, statements) in found.enumerated() {
      expect(
        statements, equals: try #require(server.answer.repness["\(group)"]),
        statements: server.answer.tids, testTolerance: 1e-6, "\(folder), group \(group)")
    }
  }

  @Test(arguments: ServerConversation.all)
  func `Consensus of all participants is the server's, in its order`(_ folder: String) throws {
    let server = try ServerConversation(folder)
    let found = Consensus.all(tallies: server.votes.tallies, excluding: server.excluded)
    let tids = server.answer.tids
    expect(found.agree, equals: server.answer.consensus.agree, statements: tids, folder)
    expect(found.disagree, equals: server.answer.consensus.disagree, statements: tids, folder)
  }

  @Test(arguments: ServerConversation.all)
  func `Priorities of those in conversation are the server's to 1e-12`(_ folder: String) throws {
    let server = try ServerConversation(folder)
    let within = server.votes.tallies(groups: server.groups.map { min($0, 0) }, count: 1)[0]
    let known = server.byColumn(server.answer.commentPriorities)
    let extremities = server.space.extremities
    let found = Priority.all(tallies: within, extremities: extremities, meta: server.meta)
    #expect(farthest(found, known) <= 1e-12)
    // Had it counted everybody, they would differ: but for the conversation where all are in.
    let everybody = Priority.all(
      tallies: server.votes.tallies, extremities: extremities, meta: server.meta)
    let areAllIn = server.answer.inConv.count == server.answer.n
    #expect(areAllIn == (farthest(everybody, known) <= 1e-12))
  }

  @Test(arguments: ServerConversation.all)
  func `A whole map from the server's votes has its consensus, extremities and priorities`(
    _ folder: String
  ) throws {
    let server = try ServerConversation(folder)
    var settings = OpinionMap.Settings()
    settings.meta = server.meta
    settings.moderatedOut = server.moderatedOut
    settings.countedBefore = Set(server.answer.inConv.compactMap { server.position[$0] })
    let map = OpinionMap(of: server.votes, settings)
    let tids = server.answer.tids
    #expect(map.countedIn.map { server.participants[$0] } == server.answer.inConv.sorted())
    #expect(farthest(map.space.extremities, server.answer.pca.extremity) <= 1e-9)
    expect(map.consensus.agree, equals: server.answer.consensus.agree, statements: tids, folder)
    expect(
      map.consensus.disagree, equals: server.answer.consensus.disagree, statements: tids, folder)
    #expect(farthest(map.priorities, server.byColumn(server.answer.commentPriorities)) <= 1e-8)
  }
}
