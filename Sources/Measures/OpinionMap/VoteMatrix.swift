/// Votes as rows of a sparse matrix: who said what to which statement.
///
/// Participants and statements are positions from 0; +1 is agree, −1 disagree, 0 pass. What nobody
/// answered is not there. A row's statements are in ascending order.
public struct VoteMatrix: Sendable, Equatable {
  public let participantCount: Int
  public let statementCount: Int
  /// `starts[i] ..< starts[i + 1]` are the places of participant i's votes in ``codes``.
  let starts: [Int32]
  /// Statement and vote of each answer as one number, 3 · statement + vote + 1: what an answer means
  /// is then one look into a table of all.
  let codes: [UInt32]

  /// One answer.
  public struct Vote: Sendable, Equatable {
    public let participant: Int32
    public let statement: Int32
    public let value: Int8

    public init(participant: Int32, statement: Int32, value: Int8) {
      self.participant = participant
      self.statement = statement
      self.value = value
    }
  }

  public enum Fault: Error, Sendable, Equatable {
    /// A vote of a participant or on a statement that is not among those counted, or of a value
    /// other than −1, 0 and 1; with its position in the list.
    case outside(vote: Int)
    /// More than 2³¹ − 1 votes, or more than 2³² / 3 statements.
    case tooMany
  }

  /// Orders votes into rows. Of several on one statement by one participant the last counts.
  ///
  /// - Parameter votes: In the order in which they were given; 5 million take 60 MB.
  /// - Throws: ``Fault``.
  public init(
    participants: Int, statements: Int, votes: [Vote]
  ) throws(Fault) {
    guard votes.count < Int(Int32.max), statements < Int(UInt32.max) / 3 else { throw .tooMany }
    var starts = [Int32](repeating: 0, count: participants + 1)
    for (position, vote) in votes.enumerated() {
      guard vote.participant >= 0, Int(vote.participant) < participants, vote.statement >= 0,
        Int(vote.statement) < statements, (-1...1).contains(vote.value)
      else { throw .outside(vote: position) }
      starts[Int(vote.participant) + 1] += 1
    }
    for row in 0..<participants { starts[row + 1] += starts[row] }
    var codes = [UInt32](repeating: 0, count: votes.count)
    var next = starts
    for vote in votes {
      codes[Int(next[Int(vote.participant)])] = UInt32(
        3 * Int(vote.statement) + Int(vote.value) + 1)
      next[Int(vote.participant)] += 1
    }
    let count = VoteMatrix.orderRows(
      &starts, &codes, participants: participants, statements: statements)
    if count < codes.count { codes.removeLast(codes.count - count) }
    participantCount = participants
    statementCount = statements
    self.starts = starts
    self.codes = codes
  }

  /// Brings each row into the order of its statements, drops earlier votes on the same statement,
  /// and closes the gaps.
  ///
  /// - Returns: How many votes are left.
  private static func orderRows(
    _ starts: inout [Int32], _ codes: inout [UInt32], participants: Int, statements: Int
  ) -> Int {
    // For each statement of the row at hand, its last vote; then a walk over a bitmap of the row
    // gives them in order without a sort.
    var latest = [UInt32](repeating: 0, count: statements)
    var words = [UInt64](repeating: 0, count: (statements + 63) / 64)
    var kept = 0
    for row in 0..<participants {
      let (begin, end) = (Int(starts[row]), Int(starts[row + 1]))
      starts[row] = Int32(kept)
      for place in begin..<end {
        let statement = Int(codes[place] / 3)
        latest[statement] = codes[place]
        words[statement >> 6] |= 1 << UInt64(statement & 63)
      }
      for index in words.indices where words[index] != 0 {
        var word = words[index]
        while word != 0 {
          codes[kept] = latest[index << 6 + word.trailingZeroBitCount]
          kept += 1
          word &= word - 1
        }
        words[index] = 0
      }
    }
    starts[participants] = Int32(kept)
    return kept
  }

  public var voteCount: Int { codes.count }

  /// How many statements the participant answered.
  public func votes(of participant: Int) -> Int {
    Int(starts[participant + 1] - starts[participant])
  }

  /// The participant's answers by statement.
  public func row(_ participant: Int) -> [Int: Int] {
    var row: [Int: Int] = [:]
    for code in codes[Int(starts[participant])..<Int(starts[participant + 1])] {
      row[Int(code / 3)] = Int(code % 3) - 1
    }
    return row
  }
}
