import Markup
import Words

/// One measured moment.
public struct LinePoint: Sendable {
  public var label: String
  public var value: Double?
  public var low: Double?
  public var high: Double?

  public init(_ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil) {
    self.label = label
    self.value = value
    self.low = low
    self.high = high
  }
}

/// One line. All lines of a chart have the same labels, in the same order.
public struct LineSeries: Sendable {
  public var name: String
  public var points: [LinePoint]

  public init(_ name: String, _ points: [LinePoint]) {
    self.name = name
    self.points = points
  }
}

/// Lines over time, with a band for what is uncertain and a gap where nothing was measured or may be shown.
///
/// Places are percentages of the picture's width, so it grows and shrinks without its text doing
/// so.
///
/// - Parameter scale: Both ends where answers have them, such as 1 to 5; what reaches past them is cut
///   in the picture, and whole in the table. Without it the picture begins at 0.
public func lineChart(
  _ w: Words, title: String, description: String, unit: ChartUnit, series: [LineSeries],
  scale: ClosedRange<Int>? = nil, source: HTML = .empty, id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let plot = LinePlot(w, unit, series, scale: scale)
  let picture: HTML = """
    \(plot.ticks())\
    <svg class="lines" width="100%" height="260" aria-hidden="true" focusable="false">\
    \(plot.grid())\(plot.labels())\(plot.lines())\(plot.markers())</svg>
    """
  let legend: HTML =
    series.count > 1
    ? chartLegend(
      series.enumerated().map { index, line in
        (
          """
          <line class="line line-\(index % 4)" x1="0" x2="22" y1="8" y2="8"/>\
          <svg x="11" y="8" overflow="visible">\(marker(index))</svg>
          """, line.name
        )
      }) : .empty
  let labels = series.first?.points.map(\.label) ?? []
  return chartFigure(
    w, id: id, title: title, description: description, kind: "lines", legend: legend,
    picture: chartImage(id, "plot ticks-and-lines", picture), source: source,
    columns: [Column(w("When"))]
      + series.map { Column(series.count > 1 ? $0.name : unit.name(w), numeric: true) },
    rows: labels.enumerated().map { index, label in
      [HTML(text: label)]
        + series.map { line in
          guard index < line.points.count else { return .empty }
          let point = line.points[index]
          let range = unit.sayRange(w, point.low, point.high)
          return HTML(text: unit.sayShown(w, point.value) + (range.isEmpty ? "" : " (\(range))"))
        }
    })
}

/// A line chart of one line.
public func lineChart(
  _ w: Words, title: String, description: String, unit: ChartUnit, points: [LinePoint],
  source: HTML = .empty, id: String? = nil
) -> HTML {
  lineChart(
    w, title: title, description: description, unit: unit, series: [LineSeries("", points)],
    source: source, id: id)
}
