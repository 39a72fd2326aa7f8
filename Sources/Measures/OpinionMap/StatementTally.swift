/// How a number of people answered one statement.
public struct StatementTally: Sendable, Equatable, Codable {
  public var agrees: Int
  public var disagrees: Int
  public var passes: Int

  public init(agrees: Int = 0, disagrees: Int = 0, passes: Int = 0) {
    self.agrees = agrees
    self.disagrees = disagrees
    self.passes = passes
  }

  public var seen: Int { agrees + disagrees + passes }

  public static func + (left: StatementTally, right: StatementTally) -> StatementTally {
    StatementTally(
      agrees: left.agrees + right.agrees, disagrees: left.disagrees + right.disagrees,
      passes: left.passes + right.passes)
  }

  public static func - (left: StatementTally, right: StatementTally) -> StatementTally {
    StatementTally(
      agrees: left.agrees - right.agrees, disagrees: left.disagrees - right.disagrees,
      passes: left.passes - right.passes)
  }
}

extension VoteMatrix {
  /// The tally of each statement, of all participants.
  public var tallies: [StatementTally] { tallies(groups: nil, count: 1)[0] }

  /// The tallies of each statement, for each of `count` groups.
  ///
  /// - Parameter groups: Each participant's group from 0; −1 for none.
  public func tallies(groups: [Int], count: Int) -> [[StatementTally]] {
    tallies(groups: Optional(groups), count: count)
  }

  private func tallies(groups: [Int]?, count: Int) -> [[StatementTally]] {
    // Three counters a statement and group, in one array: disagree, pass, agree.
    var counters = [Int32](repeating: 0, count: count * statementCount * 3)
    counters.withUnsafeMutableBufferPointer { counters in
      codes.withUnsafeBufferPointer { codes in
        for participant in 0..<participantCount {
          let group = groups?[participant] ?? 0
          guard group >= 0 else { continue }
          let base = group * statementCount * 3
          for place in Int(starts[participant])..<Int(starts[participant + 1]) {
            counters[base + Int(codes[place])] += 1
          }
        }
      }
    }
    return (0..<count).map { group in
      (0..<statementCount).map { statement in
        let base = (group * statementCount + statement) * 3
        return StatementTally(
          agrees: Int(counters[base + 2]), disagrees: Int(counters[base]),
          passes: Int(counters[base + 1]))
      }
    }
  }
}
