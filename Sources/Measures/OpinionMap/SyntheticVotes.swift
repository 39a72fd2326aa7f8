import Foundation

/// Votes of people in four planted groups, to measure by: sizes unequal, each group with its own
/// chance of agreeing around a shared one for each statement, people of unequal zeal, statements of
/// unequal reach, and near a sixth of passes.
public struct SyntheticVotes: Sendable {
  public let participants: Int
  public let statements: Int
  public let votes: [VoteMatrix.Vote]
  /// The planted group of each participant.
  public let groups: [Int]

  /// - Parameter fill: The share of all pairs that are answered, about.
  public init(participants: Int, statements: Int, fill: Double = 0.05, seed: UInt64 = 7) {
    var random = SplitMix(seed: seed)
    let shares = [0.35, 0.65, 0.85, 1.0]
    var agreeing = Array(repeating: [Double](repeating: 0, count: statements), count: 4)
    var reach = [Double](repeating: 0, count: statements)
    for statement in 0..<statements {
      let shared = 0.15 + 0.7 * random.share()
      // Two questions that people differ on, and something of each group's own.
      let (one, other) = (random.share() - 0.5, random.share() - 0.5)
      for group in 0..<4 {
        let along = (group & 1 == 0 ? one : -one) + (group & 2 == 0 ? other : -other)
        let own = (random.share() - 0.5) * 0.2
        agreeing[group][statement] = min(0.98, max(0.02, shared + 0.85 * along + own))
      }
      reach[statement] = 0.25 + 1.5 * random.share()
    }
    var votes: [VoteMatrix.Vote] = []
    votes.reserveCapacity(Int(Double(participants * statements) * fill * 1.1))
    var groups: [Int] = []
    groups.reserveCapacity(participants)
    for participant in 0..<participants {
      let place = random.share()
      let group = shares.firstIndex { place < $0 } ?? 3
      groups.append(group)
      // From a fifth of the mean to some four times it.
      let zeal = 0.2 + 0.8 * -log(1 - random.share())
      for statement in 0..<statements where random.share() < fill * zeal * reach[statement] {
        let value: Int8 =
          random.share() < 1.0 / 6 ? 0 : random.share() < agreeing[group][statement] ? 1 : -1
        votes.append(
          VoteMatrix.Vote(
            participant: Int32(participant), statement: Int32(statement), value: value))
      }
    }
    self.participants = participants
    self.statements = statements
    self.votes = votes
    self.groups = groups
  }
}
