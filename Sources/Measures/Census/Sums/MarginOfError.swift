/// Margins of error of figures derived from American Community Survey estimates.
///
/// Formulas: U.S. Census Bureau, “Understanding and Using American Community Survey Data: What All
/// Data Users Need to Know” (2018 and 2020), chapter 8. All margins are at the 90 per cent level
/// and in the unit of their estimate. They take estimates as independent, which estimates of one
/// survey are only roughly.
public enum MarginOfError {
  /// Margins are published at the 90 per cent level: 1.645 standard errors.
  public static let standardErrors = 1.645

  /// SE = MOE ÷ 1.645.
  public static func standardError(_ moe: Double) -> Double { moe / standardErrors }

  /// The coefficient of variation, in per cent: 100 · SE ÷ estimate; nil for an estimate of 0.
  public static func coefficientOfVariation(_ estimate: Double, moe: Double) -> Double? {
    estimate == 0 ? nil : abs(standardError(moe) / estimate) * 100
  }

  /// MOE of a sum: √Σ MOE². Of estimates that are zero only the largest margin counts, and once,
  /// since each zero's margin is the same modelled figure rather than a sampled one.
  public static func sum(_ parts: [(estimate: Double, moe: Double)]) -> Double {
    let largestOfZeros = parts.filter { $0.estimate == 0 }.map(\.moe).max() ?? 0
    let squares = parts.filter { $0.estimate != 0 }.map { $0.moe * $0.moe }.reduce(0, +)
    return (squares + largestOfZeros * largestOfZeros).squareRoot()
  }

  /// MOE of X − Y: √(MOE(X)² + MOE(Y)²).
  public static func difference(_ x: Double, _ y: Double) -> Double {
    (x * x + y * y).squareRoot()
  }

  /// MOE of the proportion p = X ÷ Y, X being a part of Y: √(MOE(X)² − p²·MOE(Y)²) ÷ Y. Where the
  /// root would be of a negative number the ratio's formula takes its place, as the Bureau says.
  /// - Returns: nil if Y is not above zero.
  public static func proportion(
    _ x: (estimate: Double, moe: Double), of y: (estimate: Double, moe: Double)
  ) -> Double? {
    guard y.estimate > 0 else { return nil }
    let p = x.estimate / y.estimate
    let square = x.moe * x.moe - p * p * y.moe * y.moe
    return square < 0 ? ratio(x, to: y) : square.squareRoot() / y.estimate
  }

  /// MOE of the ratio R = X ÷ Y, X being no part of Y: √(MOE(X)² + R²·MOE(Y)²) ÷ Y.
  /// - Returns: nil if Y is zero.
  public static func ratio(
    _ x: (estimate: Double, moe: Double), to y: (estimate: Double, moe: Double)
  ) -> Double? {
    guard y.estimate != 0 else { return nil }
    let r = x.estimate / y.estimate
    return (x.moe * x.moe + r * r * y.moe * y.moe).squareRoot() / abs(y.estimate)
  }

  /// MOE of the product A·B: √(A²·MOE(B)² + B²·MOE(A)²).
  public static func product(
    _ a: (estimate: Double, moe: Double), _ b: (estimate: Double, moe: Double)
  ) -> Double {
    let left = a.estimate * b.moe
    let right = b.estimate * a.moe
    return (left * left + right * right).squareRoot()
  }

  /// MOE, in percentage points, of the change from Y to X: 100 times the ratio's MOE.
  /// - Returns: nil if Y is zero.
  public static func percentChange(
    from y: (estimate: Double, moe: Double), to x: (estimate: Double, moe: Double)
  ) -> Double? {
    ratio(x, to: y).map { $0 * 100 }
  }

  /// Whether two estimates differ at the 90 per cent level: |X − Y| ÷ √(SE(X)² + SE(Y)²) > 1.645,
  /// which is |X − Y| > √(MOE(X)² + MOE(Y)²) and is computed so, without rounding at the threshold.
  public static func differ(
    _ x: (estimate: Double, moe: Double), _ y: (estimate: Double, moe: Double)
  ) -> Bool {
    abs(x.estimate - y.estimate) > difference(x.moe, y.moe)
  }
}
