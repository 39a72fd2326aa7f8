import Foundation
import Testing

@testable import OpinionMap

/// Figures of statements, worked out by hand.
@Suite struct StatementFigureTests {
  func tally(_ agrees: Int, _ disagrees: Int, _ passes: Int = 0) -> StatementTally {
    StatementTally(agrees: agrees, disagrees: disagrees, passes: passes)
  }

  @Test func `Shares and tests of shares`() {
    #expect(Proportion.smoothed(0, 0) == 0.5)
    #expect(Proportion.smoothed(7, 8) == 0.8)
    #expect(Proportion.oneSample(8, 8) == 3)
    #expect(abs(Proportion.oneSample(3, 8) + 1 / 3.0) <= 1e-15)
    #expect(Proportion.oneSample(0, 0) == 1)
    // 4/8 and 2/8 of 16, of whom 6 succeed: (1/4) / √(3/8 · 5/8 · 1/4).
    let known = 0.25 / (0.375 * 0.625 * 0.25).squareRoot()
    #expect(abs(Proportion.twoSample(3, 7, 1, 7) - known) <= 1e-15)
    #expect(Proportion.twoSample(1, 7, 3, 7) == -Proportion.twoSample(3, 7, 1, 7))
    #expect(Proportion.twoSample(5, 5, 9, 9) == 0)
    #expect(Proportion.twoSample(0, 0, 0, 0) == 0)
  }

  @Test func `Priority falls with passing and with being seen, and is 49 for what is meta`() {
    let found = Priority.all(
      tallies: [tally(3, 1, 1), tally(3, 1, 1), tally(0, 0), tally(2, 2)],
      extremities: [0, 1, 0, 5], meta: [3])
    // (1 − 2/7) · 4/7 · (1 + 8/2) = 100/49, squared; with an extremity of 1 twice that.
    #expect(abs(found[0] - pow(100 / 49.0, 2)) <= 1e-12)
    #expect(abs(found[1] - pow(200 / 49.0, 2)) <= 1e-12)
    #expect(abs(found[2] - pow(0.5 * 0.5 * 9, 2)) <= 1e-12)
    #expect(found[3] == 49)
  }

  @Test func `A map's priorities go by those in a group, its consensus by everybody`() throws {
    let rows =
      (0..<20).map { $0 % 2 == 0 ? "++++----+-" : "----++++-+" }
      + Array(repeating: ".........+", count: 30)
    let votes = try matrix(rows)
    let map = OpinionMap(of: votes)
    #expect(map.countedIn.count == 20)
    let within = votes.tallies(groups: map.groups.map { min($0, 0) }, count: 1)[0]
    #expect(within[9] == tally(10, 10))
    #expect(map.total[9] == tally(40, 10))
    #expect(
      map.priorities == Priority.all(tallies: within, extremities: map.space.extremities))
    #expect(map.consensus.agree.map(\.statement) == [9])
    #expect(map.consensus.agree.first?.successes == 40)
    #expect(map.consensus.agree.first?.trials == 50)
  }

  @Test func `Consensus wants a significant majority, the surest first, five at most`() {
    let found = Consensus.all(
      tallies: [
        tally(30, 1), tally(20, 15), tally(0, 0), tally(1, 40), tally(90, 1), tally(30, 1),
        tally(50, 0), tally(40, 0), tally(35, 0), tally(60, 0), tally(99, 0),
      ], excluding: [10])
    #expect(found.agree.map(\.statement) == [4, 9, 6, 7, 8])
    #expect(found.disagree.map(\.statement) == [3])
    let few = Consensus.all(
      tallies: [tally(30, 1), tally(2, 0), tally(30, 1), tally(1, 0)], excluding: [])
    // Of equals the one that comes first.
    #expect(few.agree.map(\.statement) == [0, 2, 1, 3])
  }

  @Test func `Group-informed consensus weighs small groups as much as large ones`() {
    let tallies = [[tally(98, 0), tally(49, 49)], [tally(0, 2), tally(1, 1)]]
    #expect(farthest(BetweenGroups.agreement(tallies), [0.99 * 0.25, 0.25]) <= 1e-15)
    #expect(farthest(BetweenGroups.disagreement(tallies), [0.01 * 0.75, 0.25]) <= 1e-15)
    #expect(BetweenGroups.agreement([]).isEmpty)
  }

  @Test func `What divides is agreed with here and disagreed with there`() {
    let tallies = [
      [tally(18, 2), tally(20, 0), tally(20, 0), tally(20, 0), tally(2, 18)],
      [tally(4, 16), tally(0, 20), tally(19, 1), tally(0, 20), tally(16, 4)],
    ]
    // Of equals the one that comes first.
    #expect(BetweenGroups.divisive(tallies, excluding: [3]) == [1, 0, 4])
    #expect(BetweenGroups.divisive([tallies[0]], excluding: []).isEmpty)
  }

  @Test func `A group stands for what it answers unlike the others, agreeing first`() {
    let own = [tally(2, 28), tally(28, 2), tally(20, 20), tally(25, 5)]
    let others = [tally(30, 10), tally(5, 35), tally(20, 20), tally(25, 5)]
    let found = Representative.all(tallies: [own, others], excluding: [])
    #expect(found[0].map(\.statement) == [1, 0])
    #expect(found[0].map(\.agrees) == [true, false])
    #expect(found[0].map(\.successes) == [28, 28])
    #expect(found[0].map(\.isBestAgree) == [true, false])
    #expect(
      Representative.all(tallies: [own, others], excluding: [1])[0].map(\.statement) == [3, 0])
  }

  @Test func `Where nothing is significant, one statement stands for the group all the same`() {
    let own = [tally(2, 3), tally(1, 2)]
    let others = [tally(20, 18), tally(4, 30)]
    let found = Representative.all(tallies: [own, others], excluding: [])
    #expect(found[0].count == 1)
    #expect(found[0].first?.isBestAgree == false)
    // rat of statement 1: 2/4 against 5/35, pooled 7/39, is the greatest of all four.
    #expect(found[0].first?.statement == 1)
    #expect(found[0].first?.agrees == true)
    #expect(Representative.all(tallies: [[], []], excluding: []) == [[], []])
  }
}
