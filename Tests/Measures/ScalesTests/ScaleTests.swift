import Testing

@testable import Scales

@Suite struct ScaleTests {
  let pair = Scale(points: 5, reversed: [false, true])

  @Test func `An item that says the opposite is turned round`() {
    #expect(pair.value(5, ofItem: 0) == 5)
    #expect(pair.value(5, ofItem: 1) == 1)
    #expect(pair.value(3, ofItem: 1) == 3)
    #expect(pair.value(nil, ofItem: 1) == nil)
    // Not on the scale, and no such item.
    #expect(pair.value(6, ofItem: 0) == nil && pair.value(0, ofItem: 0) == nil)
    #expect(pair.value(3, ofItem: 2) == nil)
    #expect(Scale(points: 7, reversed: [true]).value(2, ofItem: 0) == 6)
  }

  @Test func `A person's score is the mean of what they answered`() {
    #expect(pair.score([4, 1]) == 4.5)
    #expect(pair.score([4, 5]) == 2.5)
  }

  @Test(arguments: [
    // items, answered, has a score at 80 %
    (2, 2, true), (2, 1, false), (4, 3, false), (5, 4, true), (5, 3, false), (10, 8, true),
    (10, 7, false), (15, 12, true), (15, 11, false), (1, 1, true), (1, 0, false),
  ]) func `Who answered four of five items has a score, who answered fewer has none`(
    items: Int, answered: Int, has: Bool
  ) {
    let scale = Scale(points: 5, reversed: Array(repeating: false, count: items))
    let answers = (0..<items).map { $0 < answered ? 3 : nil }
    #expect((scale.score(answers) != nil) == has)
  }

  @Test func `The missing rule is the instrument's own`() {
    let half = Scale(points: 5, reversed: [false, false], answeredShare: 0.5)
    #expect(half.score([4, nil]) == 4)
    #expect(half.score([nil, nil]) == nil)
  }

  @Test func `Scores leave out who has none, items leave out who said nothing of them`() {
    let people: [[Int?]] = [[5, 1], [3, nil], [nil, 4], [2, 2]]
    #expect(pair.scores(people) == [5, 3])
    #expect(pair.values(ofItem: 0, people) == [5, 3, 2])
    #expect(pair.values(ofItem: 1, people) == [5, 2, 4])
  }

  @Test func `Reliability is numpy's for thirty-two people`() {
    // R[i] = [1+(i·7)%5, 1+(i·7+i//5)%5, 1+(i·3+i//4)%5], third turned round:
    // k/(k−1)·(1 − R.var(axis=0, ddof=1).sum() / R.sum(axis=1).var(ddof=1)), numpy 2.4.6
    let people: [[Int?]] = (0..<32).map { i in
      [1 + (i * 7) % 5, 1 + (i * 7 + i / 5) % 5, 1 + (i * 3 + i / 4) % 5]
    }
    let scale = Scale(points: 5, reversed: [false, false, true])
    guard case .alpha(let alpha, let n) = scale.reliability(people) else {
      Issue.record("no α")
      return
    }
    #expect(n == 32 && alpha.isNear(0.044797458300238235, within: 1e-12))
  }

  @Test func `Two items that say the same have α 1, and it is told from thirty people on`() {
    let thirty: [[Int?]] = (0..<30).map { [1 + $0 % 5, 5 - $0 % 5] }
    #expect(pair.reliability(thirty) == .alpha(1, n: 30))
    #expect(pair.reliability(Array(thirty.dropLast())) == .tooFew(n: 29))
    // Somebody who left one out does not count.
    #expect(pair.reliability(Array(thirty.dropLast()) + [[3, nil]]) == .tooFew(n: 29))
  }

  @Test func `Without spread, or with one item, there is no reliability`() {
    let same: [[Int?]] = Array(repeating: [3, 3], count: 40)
    #expect(pair.reliability(same) == .noSpread)
    #expect(
      Scale(points: 5, reversed: [false]).reliability(Array(repeating: [3], count: 40))
        == .oneItem)
  }

  @Test func `A gap is taken within each person`() throws {
    // importance 5 4 5 3 4 5, occurrence 3 4 2 3 1 4; scipy.stats.t.interval on the differences
    let gaps = zip([5, 4, 5, 3, 4, 5], [3, 4, 2, 3, 1, 4]).map { Double($0 - $1) }
    let gap = try #require(SampleMean(gaps))
    let interval = try #require(gap.interval)
    #expect(gap.mean == 1.5)
    #expect(interval.low.isNear(0.05345279774927536, within: 1e-8))
    #expect(interval.high.isNear(2.9465472022507244, within: 1e-9))
    #expect(interval.excludesZero)
  }
}
