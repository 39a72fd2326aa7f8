import Markup
import Words

/// One turn of a path: from `position` on, 0 to 1 along the time shown, it goes on `lane`.
public struct PathTurn: Sendable {
  public var position: Double
  public var lane: Int
  /// Whether it leads back.
  public var isBack: Bool

  public init(position: Double, lane: Int, isBack: Bool) {
    self.position = position
    self.lane = lane
    self.isBack = isBack
  }
}

/// How something went over time between named lanes, the first at the bottom: forward and back alike,
/// with nothing filled and nothing to win. Steps back are squares, and their thread is broken.
public func pathChart(
  _ w: Words, title: String, description: String, lanes: [String], turns: [PathTurn],
  from first: String, to last: String, source: HTML = .empty, columns: [Column], rows: [[HTML]],
  id: String? = nil
) -> HTML {
  let id = id.map(identifier) ?? textID("chart", title)
  let plot = PathPlot(lanes: lanes, turns: turns, mirrored: w.language.direction == "rtl")
  let picture: HTML = """
    <svg class="path" width="100%" height="\(plot.height)" aria-hidden="true" focusable="false">\
    \(plot.lanesAcross())\(plot.line())\(plot.names())\(plot.marks())\(plot.ends(first, last))</svg>
    """
  let legend = chartLegend([
    (
      "<svg x=\"11\" y=\"8\" overflow=\"visible\">\(marker(0))</svg>",
      w("A step towards each other")
    ),
    ("<svg x=\"11\" y=\"8\" overflow=\"visible\">\(marker(1))</svg>", w("A step back")),
  ])
  return chartFigure(
    w, id: id, title: title, description: description, kind: "path", legend: legend,
    picture: chartImage(id, "plot", picture), source: source, columns: columns, rows: rows)
}

private struct PathPlot {
  let lanes: [String]
  let turns: [PathTurn]
  let mirrored: Bool
  private let step = 46

  var height: Int { lanes.count * step + 34 }

  private func y(_ lane: Int) -> Int { (lanes.count - 1 - lane) * step + 34 }

  private func x(_ position: Double) -> Double {
    let place = 0.03 + 0.94 * min(1, max(0, position))
    return mirrored ? 1 - place : place
  }

  func lanesAcross() -> HTML {
    lanes.indices.map { index -> HTML in
      "<line class=\"rule\" x1=\"0\" x2=\"100%\" y1=\"\(y(index))\" y2=\"\(y(index))\"/>"
    }.joined()
  }

  /// Each lane's name stands above it, so that a phone loses no width to it.
  func names() -> HTML {
    lanes.enumerated().map { index, name -> HTML in
      """
      <text class="tick lane" x="\(mirrored ? "100%" : "0")" y="\(y(index) - 12)" \
      text-anchor="start">\(name)</text>
      """
    }.joined()
  }

  func line() -> HTML {
    let pieces = turns.indices.map { index -> HTML in
      let turn = turns[index]
      let end = index + 1 < turns.count ? x(turns[index + 1].position) : x(1)
      let along: HTML = """
        <line class="line line-0" x1="\(percentage(x(turn.position)))" x2="\(percentage(end))" \
        y1="\(y(turn.lane))" y2="\(y(turn.lane))"/>
        """
      guard index > 0 else { return along }
      return """
        <line class="line \(turn.isBack ? "line-1" : "line-0")" \
        x1="\(percentage(x(turn.position)))" x2="\(percentage(x(turn.position)))" \
        y1="\(y(turns[index - 1].lane))" y2="\(y(turn.lane))"/>\(along)
        """
    }
    return pieces.joined()
  }

  func marks() -> HTML {
    turns.map { turn -> HTML in
      """
      <svg x="\(percentage(x(turn.position)))" y="\(y(turn.lane))" overflow="visible">\
      \(marker(turn.isBack ? 1 : 0))</svg>
      """
    }.joined()
  }

  func ends(_ first: String, _ last: String) -> HTML {
    """
    <text class="tick" x="\(mirrored ? "100%" : "0")" y="\(height - 8)" text-anchor="start">\
    \(first)</text>\
    <text class="tick" x="\(mirrored ? "0" : "100%")" y="\(height - 8)" text-anchor="end">\(last)</text>
    """
  }
}
