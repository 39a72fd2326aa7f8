import Foundation

/// From values to places in a picture, in percent of its width; from the right where people read
/// from the right.
struct Scale {
  let low: Double
  let high: Double
  let mirrored: Bool

  /// Reaches from 0, or below, to the greatest of `values`, and to `whole` at least.
  init(_ values: [Double], whole: Double = 0, mirrored: Bool) {
    let finite = values.filter(\.isFinite)
    low = min(0, finite.min() ?? 0)
    let top = max(whole, finite.max() ?? 0)
    high = top > low ? top : low + 1
    self.mirrored = mirrored
  }

  /// Where `value` is, from 0 to 1.
  func share(_ value: Double) -> Double { min(1, max(0, (value - low) / (high - low))) }

  /// Where `value` is, as the picture is drawn.
  func place(_ value: Double) -> Double { mirrored ? 1 - share(value) : share(value) }

  /// Start and length of what reaches from one value to another, as the picture is drawn.
  func span(_ from: Double, _ to: Double) -> (start: Double, length: Double) {
    let (a, b) = (place(from), place(to))
    return (min(a, b), abs(b - a))
  }
}

/// `.4321` → `43.21%`, for a length in a picture; no locale may write a comma here.
func percentage(_ share: Double) -> String { "\(decimal(share * 100))%" }

/// A coordinate with at most two decimals.
func decimal(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let rounded = (value * 100).rounded() / 100
  return rounded == rounded.rounded() && abs(rounded) < 1e15
    ? String(Int(rounded)) : String(rounded)
}

/// Round numbers that cover `low` to `high` in about `count` steps of 1, 2 or 5 times a power of
/// ten.
func roundNumbers(_ low: Double, _ high: Double, count: Int = 4) -> [Double] {
  guard low.isFinite, high.isFinite, high > low else { return [low] }
  let raw = (high - low) / Double(count)
  let power = pow(10, floor(log10(raw)))
  let step = ([1, 2, 5, 10].first { $0 * power >= raw } ?? 10) * power
  let first = Int((low / step).rounded(.down))
  let last = Int((high / step).rounded(.up))
  return (first...last).map { Double($0) * step }
}
