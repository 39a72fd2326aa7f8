/// The votes about each statement's mean, as something that takes vectors to vectors.
struct CentredVotes {
  let centre: [Double]
  /// The sum of all squares.
  let total: Double
  /// 0 for statements that are left out, else 1.
  private let weight: [Double]
  private let votes: VoteMatrix

  init(_ votes: VoteMatrix, excluding excluded: Set<Int>) {
    let tallies = votes.tallies
    let counts = tallies.indices.map { excluded.contains($0) ? 0 : tallies[$0].seen }
    centre = tallies.indices.map { index in
      counts[index] == 0
        ? 0 : Double(tallies[index].agrees - tallies[index].disagrees) / Double(counts[index])
    }
    weight = counts.map { $0 == 0 ? 0 : 1 }
    var total = 0.0
    for (index, tally) in tallies.enumerated() where counts[index] > 0 {
      let squares = Double(tally.agrees + tally.disagrees)
      total += squares - Double(counts[index]) * centre[index] * centre[index]
    }
    self.total = max(0, total)
    self.votes = votes
  }

  /// The vector without the statements that are left out.
  func masked(_ vector: [Double]) -> [Double] { zip(vector, weight).map { $0 * $1 } }

  /// XᵀX·vector, in one pass over the votes: for each person the product of their row with the
  /// vector, given back to every statement that they answered.
  func squared(_ vector: [Double]) -> [Double] {
    let count = centre.count
    var table = [Double](repeating: 0, count: 3 * count)
    for statement in 0..<count {
      let entry = vector[statement] * weight[statement]
      for vote in 0..<3 {
        table[3 * statement + vote] = (Double(vote - 1) - centre[statement]) * entry
      }
    }
    var sums = [Double](repeating: 0, count: 3 * count)
    votes.starts.withUnsafeBufferPointer { starts in
      votes.codes.withUnsafeBufferPointer { codes in
        table.withUnsafeBufferPointer { table in
          sums.withUnsafeMutableBufferPointer { sums in
            for participant in 0..<(starts.count - 1) {
              let (begin, end) = (Int(starts[participant]), Int(starts[participant + 1]))
              let along = CentredVotes.sum(codes, begin, end, table)
              for place in begin..<end { sums[Int(codes[place])] += along }
            }
          }
        }
      }
    }
    return (0..<count).map { statement in
      let (against, pass, agree) = (
        sums[3 * statement], sums[3 * statement + 1], sums[3 * statement + 2]
      )
      return (agree - against - centre[statement] * (against + pass + agree)) * weight[statement]
    }
  }

  /// What a row adds up to. In four sums, so that one need not wait for the other; always in the
  /// same order, so that every machine gets the same.
  @inline(__always)
  private static func sum(
    _ codes: UnsafeBufferPointer<UInt32>, _ begin: Int, _ end: Int,
    _ table: UnsafeBufferPointer<Double>
  ) -> Double {
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    var place = begin
    while place + 4 <= end {
      a += table[Int(codes[place])]
      b += table[Int(codes[place + 1])]
      c += table[Int(codes[place + 2])]
      d += table[Int(codes[place + 3])]
      place += 4
    }
    while place < end {
      a += table[Int(codes[place])]
      place += 1
    }
    return (a + b) + (c + d)
  }
}
