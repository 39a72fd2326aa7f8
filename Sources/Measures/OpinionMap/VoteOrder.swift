extension VoteMatrix {
  /// The same votes with their participants numbered by what they answered: so that the same answers
  /// make the same matrix, and the same map, whatever order people are kept in.
  ///
  /// They are ordered by the sum of a mixed number for each answer (SplitMix64), whatever order the
  /// answers come in. Those who answered alike are interchangeable. Two who answered differently have
  /// the same sum about once in 2⁶⁴ pairs, and then keep the order they had.
  ///
  /// - Parameter votes: Of participants from 0 to one below `participants`, at most one on a statement.
  public static func inOrderOfAnswers(_ votes: [Vote], participants: Int) -> [Vote] {
    var sums = [UInt64](repeating: 0, count: participants)
    for vote in votes {
      let code = 3 * UInt64(vote.statement) + UInt64(vote.value + 1)
      var mixed = SplitMix(seed: code)
      sums[Int(vote.participant)] &+= mixed.next()
    }
    let order = sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }
    var place = [Int32](repeating: 0, count: participants)
    for (position, participant) in order.enumerated() { place[participant] = Int32(position) }
    return votes.map {
      Vote(participant: place[Int($0.participant)], statement: $0.statement, value: $0.value)
    }
  }
}
