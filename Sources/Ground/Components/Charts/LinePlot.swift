import Markup
import Words

/// The parts of a line chart's picture, 260 high: lines between 24 and 220, labels below.
struct LinePlot {
  private let w: Words
  private let unit: ChartUnit
  private let series: [LineSeries]
  private let steps: [Double]
  private let mirrored: Bool
  private let top = 24.0
  private let bottom = 220.0

  init(
    _ w: Words, _ unit: ChartUnit, _ series: [LineSeries], scale: ClosedRange<Int>? = nil
  ) {
    self.w = w
    self.unit = unit
    self.series = series
    mirrored = w.language.direction == "rtl"
    let values = series.flatMap { $0.points }
      .flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } }.filter(\.isFinite)
    let high = values.max() ?? 1
    let low = min(0, values.min() ?? 0)
    steps =
      scale.map { $0.map(Double.init) } ?? roundNumbers(low, high > low ? high : low + 1)
  }

  private var count: Int { series.map(\.points.count).max() ?? 0 }

  /// From 0 to 1, with room at both ends for half a marker.
  private func x(_ index: Int) -> Double {
    let share = count > 1 ? 0.03 + 0.94 * Double(index) / Double(count - 1) : 0.5
    return mirrored ? 1 - share : share
  }

  private func y(_ value: Double) -> Double {
    let (low, high) = (steps.first ?? 0, steps.last ?? 1)
    let held = min(high, max(low, value))
    return bottom - (held - low) / (high - low) * (bottom - top)
  }

  func grid() -> HTML {
    steps.map { step -> HTML in
      let level = decimal(y(step))
      return """
        <line class="\(step == 0 ? "axis" : "rule")" x1="0" x2="100%" y1="\(level)" y2="\(level)"/>
        """
    }.joined()
  }

  /// The numbers beside the lines, in a picture of their own as wide as the longest of them.
  func ticks() -> HTML {
    let names = steps.map { unit.say(w, $0) }
    let width = (names.map(\.count).max() ?? 1) * 9 + 10
    let texts = zip(steps, names).map { step, name -> HTML in
      """
      <text class="tick" x="\(mirrored ? 10 : width - 10)" y="\(decimal(y(step) + 5))" \
      text-anchor="end">\(name)</text>
      """
    }
    return """
      <svg width="\(width)" height="260" aria-hidden="true" focusable="false">\(texts)</svg>
      """
  }

  /// At most four of the labels: more would run into each other on a phone. The table has them all.
  func labels() -> HTML {
    guard let points = series.max(by: { $0.points.count < $1.points.count })?.points,
      !points.isEmpty
    else { return .empty }
    let last = points.count - 1
    let stride = max(1, (last + 2) / 3)
    let shown = Array(Swift.stride(from: 0, to: last - stride + 1, by: stride)) + [last]
    return shown.map { index -> HTML in
      let anchor = last == 0 ? "middle" : index == 0 ? "start" : index == last ? "end" : "middle"
      return """
        <text class="tick" x="\(percentage(x(index)))" y="246" text-anchor="\(anchor)">\
        \(points[index].label)</text>
        """
    }.joined()
  }

  /// Lines and bands in a picture of their own that stretches; strokes keep their width.
  func lines() -> HTML {
    let content = series.enumerated().map { index, line -> HTML in
      bands(line, index) + runs(line.points).map { path($0, line, index) }.joined()
    }.joined()
    return """
      <svg x="0" y="0" width="100%" height="260" viewBox="0 0 100 260" preserveAspectRatio="none">\
      \(content)</svg>
      """
  }

  func markers() -> HTML {
    series.enumerated().flatMap { index, line in
      line.points.enumerated().compactMap { position, point -> HTML? in
        guard let value = point.value else { return nil }
        return """
          <svg x="\(percentage(x(position)))" y="\(decimal(y(value)))" overflow="visible">\
          \(marker(index))</svg>
          """
      }
    }.joined()
  }

  /// Stretches of points without a gap.
  private func runs(_ points: [LinePoint]) -> [[Int]] {
    points.indices.split { points[$0].value == nil }.map(Array.init)
  }

  private func path(_ run: [Int], _ line: LineSeries, _ series: Int) -> HTML {
    let places = run.compactMap { index in
      line.points[index].value.map { "\(decimal(x(index) * 100)),\(decimal(y($0)))" }
    }
    return """
      <polyline class="line line-\(series % 4)" vector-effect="non-scaling-stroke" \
      points="\(places.joined(separator: " "))"/>
      """
  }

  private func bands(_ line: LineSeries, _ series: Int) -> HTML {
    runs(line.points).map { run -> HTML in
      let bounded = run.compactMap { index -> (String, String)? in
        guard let low = line.points[index].low, let high = line.points[index].high else {
          return nil
        }
        let place = decimal(x(index) * 100)
        return ("\(place),\(decimal(y(high)))", "\(place),\(decimal(y(low)))")
      }
      guard bounded.count > 1 else { return .empty }
      let outline = bounded.map(\.0) + bounded.reversed().map(\.1)
      return """
        <polygon class="band band-\(series % 4)" points="\(outline.joined(separator: " "))"/>
        """
    }.joined()
  }
}
