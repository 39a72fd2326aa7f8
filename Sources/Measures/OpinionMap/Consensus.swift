import Foundation

/// A statement on which most of everybody answered alike.
public struct Consensus: Sendable, Equatable, Codable {
  public let statement: Int
  public let successes: Int
  public let trials: Int
  /// (1 + successes) / (2 + trials).
  public let probability: Double
  /// z of more than half answering so.
  public let probabilityTest: Double

  public static let most = 5

  /// The statements that most agree with, and those that most disagree with, the surest first: more
  /// than half, significantly, by probability × test.
  ///
  /// - Parameter tallies: Of all participants, whether they stand in a group or not.
  public static func all(
    tallies: [StatementTally], excluding excluded: Set<Int>
  ) -> (agree: [Consensus], disagree: [Consensus]) {
    func ranked(_ successes: (StatementTally) -> Int) -> [Consensus] {
      let candidates = tallies.indices.filter { !excluded.contains($0) }.map { index in
        Consensus(
          statement: index, successes: successes(tallies[index]), trials: tallies[index].seen,
          probability: Proportion.smoothed(successes(tallies[index]), tallies[index].seen),
          probabilityTest: Proportion.oneSample(successes(tallies[index]), tallies[index].seen))
      }.filter { $0.probability > 0.5 && $0.probabilityTest > Proportion.significant }
      return Array(
        candidates.sorted { ($1.metric, $0.statement) < ($0.metric, $1.statement) }.prefix(most))
    }
    return (ranked(\.agrees), ranked(\.disagrees))
  }

  private var metric: Double { probability * probabilityTest }
}

/// What groups think together and apart, statement by statement.
public enum BetweenGroups {
  /// Group-informed consensus: the probability that every group agrees, Π (A + 1) / (S + 2). Large
  /// groups weigh no more than small ones. Moderation changes nothing here.
  public static func agreement(_ tallies: [[StatementTally]]) -> [Double] {
    product(tallies) { Proportion.smoothed($0.agrees, $0.seen) }
  }

  /// The same for disagreeing.
  public static func disagreement(_ tallies: [[StatementTally]]) -> [Double] {
    product(tallies) { Proportion.smoothed($0.disagrees, $0.seen) }
  }

  private static func product(_ tallies: [[StatementTally]], _ share: (StatementTally) -> Double)
    -> [Double]
  {
    guard let first = tallies.first else { return [] }
    return first.indices.map { index in tallies.reduce(1) { $0 * share($1[index]) } }
  }

  /// Statements that one group significantly agrees with and another significantly disagrees with,
  /// those with the greatest difference of (1 + agrees) / (2 + seen) first.
  public static func divisive(_ tallies: [[StatementTally]], excluding excluded: Set<Int>) -> [Int]
  {
    guard tallies.count > 1, let first = tallies.first else { return [] }
    let spreads = first.indices.compactMap { index -> (statement: Int, spread: Double)? in
      guard !excluded.contains(index) else { return nil }
      let own = tallies.map { $0[index] }
      let isFor = own.contains {
        Proportion.oneSample($0.agrees, $0.seen) > Proportion.significant
      }
      let isAgainst = own.contains {
        Proportion.oneSample($0.disagrees, $0.seen) > Proportion.significant
      }
      guard isFor, isAgainst else { return nil }
      let shares = own.map { Proportion.smoothed($0.agrees, $0.seen) }
      return (index, (shares.max() ?? 0) - (shares.min() ?? 0))
    }
    return spreads.sorted { ($1.spread, $0.statement) < ($0.spread, $1.statement) }.map(\.statement)
  }
}

/// How much each statement is worth showing next.
public enum Priority {
  /// What a statement about the conversation itself weighs.
  public static let meta = 49.0

  /// [(1 − (P + 1)/(S + 2)) · (1 + E) · (A + 1)/(S + 2) · (1 + 8·2^(−S/5))]², where P of S passed, A
  /// agreed and E is the statement's extremity: what is new, divides or unites, and nobody shrugs at.
  ///
  /// - Parameter tallies: Of those who stand in a group, all groups together.
  public static func all(
    tallies: [StatementTally], extremities: [Double], meta metas: Set<Int> = []
  ) -> [Double] {
    tallies.indices.map { index in
      if metas.contains(index) { return meta }
      let tally = tallies[index]
      let passed = Proportion.smoothed(tally.passes, tally.seen)
      let agreed = Proportion.smoothed(tally.agrees, tally.seen)
      let weight =
        (1 - passed) * (1 + extremities[index]) * agreed
        * (1 + 8 * exp2(-Double(tally.seen) / 5))
      return weight * weight
    }
  }
}
