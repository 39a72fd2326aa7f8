/// Items that together measure one thing, each answered on the same points.
public struct Scale: Sendable, Equatable {
  /// Points of an answer, from 1 to this many.
  public let points: Int
  /// Which items say the opposite of what is measured.
  public let reversed: [Bool]
  /// The share of its items that somebody must have answered to be given a score.
  public let answeredShare: Double

  /// - Parameters:
  ///   - points: 2 to 11.
  ///   - answeredShare: Above 0 and at most 1; .8 unless an instrument says otherwise.
  public init(points: Int, reversed: [Bool], answeredShare: Double = 0.8) {
    self.points = points
    self.reversed = reversed
    self.answeredShare = answeredShare
  }

  /// An answer as it counts: that of an item that says the opposite is turned round, `points + 1 −
  /// answer`. `nil` for no answer, and for one that is not on the scale.
  public func value(_ answer: Int?, ofItem item: Int) -> Double? {
    guard let answer, (1...points).contains(answer), reversed.indices.contains(item) else {
      return nil
    }
    return Double(reversed[item] ? points + 1 - answer : answer)
  }

  /// One person's score: the mean of what they answered, turned round where it must be. `nil` where
  /// they answered fewer than ``answeredShare`` of the items.
  public func score(_ answers: [Int?]) -> Double? {
    let values = turned(answers)
    // In whole items: .8 of 5 is 4, though .8 × 5 is a little more in binary.
    let needed = Int((answeredShare * Double(reversed.count) - 1e-9).rounded(.up))
    guard !values.isEmpty, values.count >= max(1, needed) else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  private func turned(_ answers: [Int?]) -> [Double] {
    answers.enumerated().compactMap { value($1, ofItem: $0) }
  }

  /// The scores of all who have one.
  public func scores(_ people: [[Int?]]) -> [Double] { people.compactMap(score) }

  /// What those who answered one item said, as it counts.
  public func values(ofItem item: Int, _ people: [[Int?]]) -> [Double] {
    people.compactMap { $0.indices.contains(item) ? value($0[item], ofItem: item) : nil }
  }

  /// Cronbach's α over those who answered every item: `k/(k−1) · (1 − Σ sᵢ² / s²)`, *s²* being the
  /// variance of the sum (Cronbach 1951, formula 2).
  public func reliability(_ people: [[Int?]]) -> Reliability {
    let complete = people.map(turned).filter { $0.count == reversed.count }
    let k = Double(reversed.count)
    guard reversed.count > 1 else { return .oneItem }
    guard complete.count >= Reliability.fewest else { return .tooFew(n: complete.count) }
    let total = variance(complete.map { $0.reduce(0, +) })
    guard total > 0 else { return .noSpread }
    let single = reversed.indices.map { item in variance(complete.map { $0[item] }) }
    return .alpha(k / (k - 1) * (1 - single.reduce(0, +) / total), n: complete.count)
  }

  private func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}

/// Whether a scale's items go together, or why that can't be told.
public enum Reliability: Sendable, Equatable {
  /// Cronbach's α; at most 1, and below 0 where items speak against one another.
  case alpha(Double, n: Int)
  case tooFew(n: Int)
  case oneItem
  case noSpread

  /// Below this many complete answers α wanders too far to be told: its 95 % interval is about .5 wide
  /// at 30 (from .37 to .86 for two items and α = .7, by Feldt’s method), and wider below.
  public static let fewest = 30
}
