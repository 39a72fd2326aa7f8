import Testing

@testable import OpinionMap

/// Published conversations beside a plain numpy statement of the same formulas.
@Suite(.enabled(if: Shared.isThere, "\(Shared.absence)"))
struct GoldenTests {
  @Test(arguments: GoldenConversation.all)
  func `Centre, axes, shares of variance, extremities and places agree to 1e-9`(
    _ name: String
  ) throws {
    let (golden, export) = try GoldenConversation.read(name)
    #expect(export.statements == golden.tids)
    #expect(export.participants.count == golden.participants)
    #expect(export.votes.voteCount == golden.votes)
    let axes = PrincipalAxes(of: export.votes, excluding: golden.excluded)
    let space = OpinionSpace(axes: axes, excluding: golden.excluded)
    #expect(farthest(axes.centre, golden.pca.center) <= 1e-12)
    #expect(farthest(axes.first, golden.pca.pc1) <= 1e-9)
    #expect(farthest(axes.second, golden.pca.pc2) <= 1e-9)
    #expect(farthest(axes.varianceRatios, golden.pca.ratios) <= 1e-9)
    #expect(farthest(flat(space.statementPlaces), flat(golden.pca.statementPlaces)) <= 1e-9)
    #expect(farthest(space.extremities, golden.pca.extremity) <= 1e-9)
    // Of the largest conversation every ninth person is written down.
    let written = export.participants.indices.filter {
      golden.projections[export.participants[$0]] != nil
    }
    #expect(written.count == golden.projections.count)
    let places = written.compactMap { golden.projections[export.participants[$0]] }
    let found = space.places(of: export.votes)
    #expect(farthest(flat(written.map { found[$0] }), flat(places)) <= 1e-9)
    #expect(OpinionMap.counted(export.votes, before: []).count == golden.countedIn)
  }

  @Test(arguments: GoldenConversation.all)
  func `Consensus of all participants agrees, in order`(_ name: String) throws {
    let (golden, export) = try GoldenConversation.read(name)
    let found = Consensus.all(tallies: export.votes.tallies, excluding: golden.excluded)
    expect(found.agree, equals: golden.consensus.agree, statements: golden.tids, name)
    expect(found.disagree, equals: golden.consensus.disagree, statements: golden.tids, name)
  }

  func groups(_ golden: GoldenConversation, _ export: PolisExport) -> [Int] {
    export.participants.map { name in
      export.publishedGroups[name].flatMap { Int($0) }.flatMap {
        golden.given.ids.firstIndex(of: $0)
      }
        ?? -1
    }
  }

  @Test(arguments: GoldenConversation.all)
  func `Every figure of every statement in the published groups agrees to 1e-12`(
    _ name: String
  ) throws {
    let (golden, export) = try GoldenConversation.read(name)
    let groups = groups(golden, export)
    #expect(golden.given.ids.indices.map { id in groups.count { $0 == id } } == golden.given.sizes)
    let tallies = export.votes.tallies(groups: groups, count: golden.given.ids.count)
    let all = tallies.dropFirst().reduce(tallies[0]) { zip($0, $1).map(+) }
    for (group, id) in golden.given.ids.enumerated() {
      let stats = try #require(golden.given.stats["\(id)"])
      for column in golden.tids.indices where !golden.excluded.contains(column) {
        let own = tallies[group][column]
        let others = all[column] - own
        let pa = Proportion.smoothed(own.agrees, own.seen)
        let pd = Proportion.smoothed(own.disagrees, own.seen)
        let found = [
          Double(own.agrees), Double(own.disagrees), Double(own.seen), pa, pd,
          Proportion.oneSample(own.agrees, own.seen),
          Proportion.oneSample(own.disagrees, own.seen),
          pa / Proportion.smoothed(others.agrees, others.seen),
          pd / Proportion.smoothed(others.disagrees, others.seen),
          Proportion.twoSample(own.agrees, own.seen, others.agrees, others.seen),
          Proportion.twoSample(own.disagrees, own.seen, others.disagrees, others.seen),
        ]
        let known = [
          stats.na, stats.nd, stats.ns, stats.pa, stats.pd, stats.pat, stats.pdt, stats.ra,
          stats.rd, stats.rat, stats.rdt,
        ].map { $0[column] }
        #expect(farthest(found, known) <= 1e-12, "\(name), group \(id), \(golden.tids[column])")
      }
    }
  }

  @Test(arguments: GoldenConversation.all)
  func `Representative statements of the published groups agree, in order`(_ name: String) throws {
    let (golden, export) = try GoldenConversation.read(name)
    let tallies = export.votes.tallies(
      groups: groups(golden, export), count: golden.given.ids.count)
    let found = Representative.all(tallies: tallies, excluding: golden.excluded)
    for (group, id) in golden.given.ids.enumerated() {
      expect(
        found[group], equals: try #require(golden.given.repness["\(id)"]),
        statements: golden.tids, testTolerance: 1e-12, "\(name), group \(id)")
    }
  }

  /// Each statement's direction goes by rat and rdt alone, so it may be that of a few of the group.
  @Test func `As in Polis, the best statement to agree with may be called disagreed with`() throws {
    let (golden, export) = try GoldenConversation.read("brexit-consensus")
    let tallies = export.votes.tallies(
      groups: groups(golden, export), count: golden.given.ids.count)
    let found = Representative.all(tallies: tallies, excluding: golden.excluded)[1]
    let best = try #require(found.first { $0.isBestAgree })
    #expect(golden.tids[best.statement] == 14)
    // 71 of 78 agree, but all others still more so.
    #expect(tallies[1][best.statement].agrees == 71)
    #expect(!best.agrees)
    #expect(best.successes == 3)
    #expect(best.trials == 78)
  }

  @Test(arguments: GoldenConversation.all)
  func `Group-aware consensus and priorities of the published groups agree to 1e-12`(
    _ name: String
  ) throws {
    let (golden, export) = try GoldenConversation.read(name)
    let groups = groups(golden, export)
    let tallies = export.votes.tallies(groups: groups, count: golden.given.ids.count)
    #expect(farthest(BetweenGroups.agreement(tallies), golden.given.aware.agree) <= 1e-12)
    #expect(farthest(BetweenGroups.disagreement(tallies), golden.given.aware.disagree) <= 1e-12)
    let grouped = export.votes.tallies(groups: groups.map { min($0, 0) }, count: 1)[0]
    let priorities = Priority.all(tallies: grouped, extremities: golden.pca.extremity)
    #expect(farthest(priorities, golden.given.priorities) <= 1e-12)
  }
}
