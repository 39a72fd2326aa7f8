import Markup
import Words

/// A value on a scale with what is uncertain about it. Without a value the chart says that it isn't
/// shown.
public struct Dot: Sendable {
  public var value: Double?
  public var low: Double?
  public var high: Double?

  public init(_ value: Double?, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }
}

/// One line of a dot chart: a dot of each series, joined by a thread.
public struct DotRow: Sendable {
  public var label: String
  public var dots: [Dot]

  public init(_ label: String, _ dots: [Dot]) {
    self.label = label
    self.dots = dots
  }
}

/// Dots on a scale with two fixed ends, so that pictures can be held beside each other. Bars would grow
/// from a nought that such a scale does not have. Marks differ in shape as well as colour; whiskers,
/// cut at the ends of the scale, show what is uncertain.
public func dotChart(
  _ w: Words, title: String, description: String, unit: ChartUnit, from low: Int, to high: Int,
  series: [String], rows: [DotRow], source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let axis = DotAxis(
    low: Double(low), high: Double(max(high, low + 1)),
    mirrored: w.language.direction == "rtl")
  let picture = rows.map { row -> HTML in
    """
    <div class="bar-row"><span class="bar-label" dir="auto">\(row.label)</span>\
    <span class="bar-tracks">\(axis.track(w, unit, row))</span></div>
    """
  }
  let legend = chartLegend(
    series.enumerated().map { index, name in
      ("<svg x=\"11\" y=\"8\" overflow=\"visible\">\(marker(index))</svg>", name)
    })
  return chartFigure(
    w, id: id, title: title, description: description, kind: "dots", legend: legend,
    picture: chartImage(
      id, "bars dots", picture.joined() + axis.ticks(w, low...max(high, low + 1))),
    source: source, columns: [Column(w("Group"))] + series.map { Column($0, numeric: true) },
    rows: rows.map { row in
      [HTML(text: row.label)]
        + row.dots.map { dot in
          let range = unit.sayRange(w, dot.low, dot.high)
          return HTML(text: unit.sayShown(w, dot.value) + (range.isEmpty ? "" : " (\(range))"))
        }
    })
}

private struct DotAxis {
  let low: Double
  let high: Double
  let mirrored: Bool

  /// Where a value stands, with room at both ends for half a mark.
  private func x(_ value: Double) -> String {
    let share = min(1, max(0, (value - low) / (high - low)))
    let place = 0.03 + 0.94 * share
    return percentage(mirrored ? 1 - place : place)
  }

  func track(_ w: Words, _ unit: ChartUnit, _ row: DotRow) -> HTML {
    let shown = row.dots.compactMap(\.value)
    guard let least = shown.min(), let most = shown.max() else {
      return """
        <span class="dot-track"><span class="bar-hidden">\(unit.sayShown(w, nil))</span></span>
        """
    }
    let middle = height(row) / 2
    let marks = row.dots.enumerated().map { index, dot -> HTML in
      guard let value = dot.value else { return .empty }
      let y = 12 + 16 * index
      var whisker = HTML.empty
      if let low = dot.low, let high = dot.high {
        whisker = """
          <g class="whisker"><line x1="\(x(low))" x2="\(x(high))" y1="\(y)" y2="\(y)"/></g>
          """
      }
      return
        "\(whisker)<svg x=\"\(x(value))\" y=\"\(y)\" overflow=\"visible\">\(marker(index))</svg>"
    }
    return """
      <span class="dot-track"><svg width="100%" height="\(height(row))" aria-hidden="true" \
      focusable="false"><line class="rule" x1="\(x(low))" x2="\(x(high))" y1="\(middle)" \
      y2="\(middle)"/><line class="thread" x1="\(x(least))" x2="\(x(most))" y1="\(middle)" \
      y2="\(middle)"/>\(marks)</svg></span>
      """
  }

  private func height(_ row: DotRow) -> Int { 8 + 16 * max(1, row.dots.count) }

  func ticks(_ w: Words, _ range: ClosedRange<Int>) -> HTML {
    let marks = range.map { value -> HTML in
      """
      <text class="tick" x="\(x(Double(value)))" y="15" direction="ltr" text-anchor="middle">\
      \(w.number(value))</text>
      """
    }
    return """
      <div class="bar-row"><span class="bar-label"></span><span class="bar-tracks">\
      <span class="dot-track"><svg width="100%" height="20" aria-hidden="true" focusable="false">\
      \(marks)</svg></span></span></div>
      """
  }
}
