/// A statement that tells a group apart from the others, and how surely.
public struct Representative: Sendable, Equatable, Codable {
  public let statement: Int
  /// Whether the group stands out by agreeing, or else by disagreeing.
  public let agrees: Bool
  /// How many of the group answered that way, of how many that saw it.
  public let successes: Int
  public let trials: Int
  /// (1 + successes) / (2 + trials).
  public let probability: Double
  /// z of more than half of the group answering so.
  public let probabilityTest: Double
  /// How many times as probable as among all others.
  public let representativeness: Double
  /// z of the group answering so more often than all others.
  public let representativenessTest: Double
  /// Whether it is the one statement that the group most surely agrees with.
  public let isBestAgree: Bool

  /// At most so many stand for one group.
  public static let most = 5

  /// The statements that stand for each group: those it agrees with first.
  ///
  /// - Parameters:
  ///   - tallies: For each group, each statement's tally among its people.
  ///   - excluded: Statements that stand for nobody: as Polis has it, everybody passed on them.
  public static func all(tallies: [[StatementTally]], excluding excluded: Set<Int>)
    -> [[Representative]]
  {
    guard let count = tallies.first?.count else { return [] }
    var whole = [StatementTally](repeating: StatementTally(), count: count)
    for group in tallies {
      for index in group.indices { whole[index] = whole[index] + group[index] }
    }
    return tallies.map { group in
      choose(
        (0..<count).filter { !excluded.contains($0) }.map { statement in
          Comparison(
            statement: statement, own: group[statement],
            others: whole[statement] - group[statement])
        })
    }
  }

  private static func choose(_ comparisons: [Comparison]) -> [Representative] {
    var bestAgree: Comparison?
    for comparison in comparisons where comparison.beats(bestAgree) { bestAgree = comparison }
    let sufficient = comparisons.filter(\.isSufficient)
      .filter { $0.statement != bestAgree?.statement }
    let isAny = comparisons.contains(where: \.isSufficient)
    let head = bestAgree.map { [$0.made(isBestAgree: true)] } ?? []
    guard isAny else {
      if !head.isEmpty { return head }
      let greatest = comparisons.max { ($0.strength, $1.statement) < ($1.strength, $0.statement) }
      return greatest.map { [$0.made(isBestAgree: false)] } ?? []
    }
    let ranked = sufficient.map { $0.made(isBestAgree: false) }.enumerated().sorted {
      ($1.element.metric, $0.offset) < ($0.element.metric, $1.offset)
    }.map(\.element)
    let top = (head + ranked).prefix(most)
    return top.filter(\.agrees) + top.filter { !$0.agrees }
  }

  fileprivate var metric: Double {
    representativeness * representativenessTest * probability * probabilityTest
  }
}

/// One statement among the people of a group, beside all others.
private struct Comparison {
  let statement: Int
  let own: StatementTally
  let pa: Double
  let pd: Double
  let pat: Double
  let pdt: Double
  let ra: Double
  let rd: Double
  let rat: Double
  let rdt: Double

  init(statement: Int, own: StatementTally, others: StatementTally) {
    self.statement = statement
    self.own = own
    pa = Proportion.smoothed(own.agrees, own.seen)
    pd = Proportion.smoothed(own.disagrees, own.seen)
    pat = Proportion.oneSample(own.agrees, own.seen)
    pdt = Proportion.oneSample(own.disagrees, own.seen)
    ra = pa / Proportion.smoothed(others.agrees, others.seen)
    rd = pd / Proportion.smoothed(others.disagrees, others.seen)
    rat = Proportion.twoSample(own.agrees, own.seen, others.agrees, others.seen)
    rdt = Proportion.twoSample(own.disagrees, own.seen, others.disagrees, others.seen)
  }

  var isSufficient: Bool {
    (rat > Proportion.significant && pat > Proportion.significant)
      || (rdt > Proportion.significant && pdt > Proportion.significant)
  }

  var strength: Double { max(rat, rdt) }

  /// Whether it takes the place of the best statement to agree with so far.
  func beats(_ best: Comparison?) -> Bool {
    if own.agrees == 0, own.disagrees == 0 { return false }
    guard let best else { return pat > Proportion.significant || (ra > 1 && pa > 0.5) }
    return best.ra > 1
      ? ra * rat * pa * pat > best.ra * best.rat * best.pa * best.pat
      : pa * pat > best.pa * best.pat
  }

  func made(isBestAgree: Bool) -> Representative {
    let agrees = rat > rdt
    return Representative(
      statement: statement, agrees: agrees, successes: agrees ? own.agrees : own.disagrees,
      trials: own.seen, probability: agrees ? pa : pd, probabilityTest: agrees ? pat : pdt,
      representativeness: agrees ? ra : rd, representativenessTest: agrees ? rat : rdt,
      isBestAgree: isBestAgree)
  }
}
