import Foundation

/// The mean of a sample, with what can be said of its uncertainty.
///
/// The interval is `mean ± t(.975; n−1) · sd/√n`. It holds where answers are independent draws from those
/// it speaks of; who answers a pulse chose to, so it tells how far the mean would wander among people
/// *like those who answered*, and nothing of those who did not.
public struct SampleMean: Sendable, Equatable {
  public struct Interval: Sendable, Equatable {
    public let low: Double
    public let high: Double

    /// Whether 0 lies outside.
    public var excludesZero: Bool { low > 0 || high < 0 }
  }

  public let n: Int
  public let mean: Double
  /// With n − 1 below; `nil` for one value.
  public let deviation: Double?
  /// 95 %. `nil` for one value, and where all are the same: a sample without spread says nothing of
  /// the spread. It is not cut at the ends of the scale.
  public let interval: Interval?

  /// `nil` for no values.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    n = values.count
    let count = Double(n)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    guard n > 1 else {
      deviation = nil
      interval = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    self.deviation = deviation
    let isFlat = values.allSatisfy { $0 == values[0] }
    let half =
      StudentT.quantile(0.975, degrees: count - 1) * deviation / count.squareRoot()
    interval = isFlat ? nil : Interval(low: mean - half, high: mean + half)
  }

  /// The same, or `nil` where fewer than `least` stand behind it.
  public func shown(atLeast least: Int) -> SampleMean? { n >= least ? self : nil }
}

/// How far two independent means lie apart, by Welch's method: the samples may differ in size and
/// spread.
///
/// `(second − first) ± t(.975; ν) · √(s₁²/n₁ + s₂²/n₂)`, with Satterthwaite's
/// `ν = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁−1) + (s₂²/n₂)²/(n₂−1))`.
public struct MeanDifference: Sendable, Equatable {
  /// Second minus first.
  public let difference: Double
  public let degrees: Double
  public let interval: SampleMean.Interval

  /// Whether it can be told from chance, at 95 %.
  public var isClear: Bool { interval.excludesZero }

  /// `nil` where one of the two has one value, or neither has any spread.
  public init?(from first: SampleMean, to second: SampleMean) {
    guard let s1 = first.deviation, let s2 = second.deviation else { return nil }
    let v1 = s1 * s1 / Double(first.n)
    let v2 = s2 * s2 / Double(second.n)
    guard v1 + v2 > 0 else { return nil }
    difference = second.mean - first.mean
    degrees =
      (v1 + v2) * (v1 + v2)
      / (v1 * v1 / Double(first.n - 1) + v2 * v2 / Double(second.n - 1))
    let half = StudentT.quantile(0.975, degrees: degrees) * (v1 + v2).squareRoot()
    interval = SampleMean.Interval(low: difference - half, high: difference + half)
  }
}
