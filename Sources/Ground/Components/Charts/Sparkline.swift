import Markup
import Words

/// A line as small as a word, for the cell of a table whose numbers stand beside it. `label` says
/// in words what it shows.
public func sparkline(_ w: Words, values: [Double?], label: String) -> HTML {
  let known = values.compactMap { $0 }.filter(\.isFinite)
  guard let low = known.min(), let high = known.max(), values.count > 1 else {
    return "<span class=\"spark-none\">\(label)</span>"
  }
  let mirrored = w.language.direction == "rtl"
  func place(_ index: Int) -> Double {
    let x = 4 + 92 * Double(index) / Double(values.count - 1)
    return mirrored ? 100 - x : x
  }
  func level(_ value: Double) -> Double { high > low ? 20 - 16 * (value - low) / (high - low) : 12 }
  let runs = values.indices.split { values[$0] == nil }.map { run -> HTML in
    let points = run.compactMap { index in
      values[index].map { "\(decimal(place(index))),\(decimal(level($0)))" }
    }
    return "<polyline class=\"line line-0\" points=\"\(points.joined(separator: " "))\"/>"
  }
  let end: HTML =
    values.lastIndex { $0 != nil }.map { index in
      """
      <circle class="mark mark-0" cx="\(decimal(place(index)))" \
      cy="\(decimal(level(values[index] ?? 0)))" r="3"/>
      """
    } ?? .empty
  return """
    <svg class="spark" viewBox="0 0 100 24" width="100" height="24" role="img" \
    aria-label="\(label)" focusable="false">\(runs)\(end)</svg>
    """
}
