/// Tests of shares, as Polis does them: one is added to successes and trials, so that nothing is
/// divided by zero and few answers prove little.
enum Proportion {
  /// The z above which a one-sided test is significant at 90 %.
  static let significant = 1.2816

  /// A share with one answer each way added: (1 + successes) / (2 + trials).
  static func smoothed(_ successes: Int, _ trials: Int) -> Double {
    Double(1 + successes) / Double(2 + trials)
  }

  /// Whether more than half succeed: z = 2·√(n + 1) · ((s + 1) / (n + 1) − ½).
  static func oneSample(_ successes: Int, _ trials: Int) -> Double {
    let n = Double(trials + 1)
    return 2 * n.squareRoot() * (Double(successes + 1) / n - 0.5)
  }

  /// Whether more succeed here than there: z = (s₁/n₁ − s₂/n₂) / √(π(1 − π)(1/n₁ + 1/n₂)), with one
  /// added to all four counts and π the share of both together; 0 when everybody succeeds.
  static func twoSample(
    _ successes: Int, _ trials: Int, _ otherSuccesses: Int, _ otherTrials: Int
  ) -> Double {
    let (s1, n1) = (Double(successes + 1), Double(trials + 1))
    let (s2, n2) = (Double(otherSuccesses + 1), Double(otherTrials + 1))
    let pooled = (s1 + s2) / (n1 + n2)
    if pooled == 1 { return 0 }
    return (s1 / n1 - s2 / n2) / (pooled * (1 - pooled) * (1 / n1 + 1 / n2)).squareRoot()
  }
}
