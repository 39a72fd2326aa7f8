import Markup
import Words

/// What the numbers of a chart are.
public enum ChartUnit: Sendable {
  /// Shares of 1, written as percentages.
  case share
  /// Whole things, such as people; the word heads the table's column.
  case count(String)
  /// Measured amounts of something, with so many decimals.
  case amount(String, digits: Int)

  /// What a bar's whole length stands for at least: a share is one of a hundred in a hundred, so that
  /// a small one looks small.
  var whole: Double {
    if case .share = self { 1 } else { 0 }
  }

  func say(_ w: Words, _ value: Double) -> String {
    switch self {
    case .share: w.percent(value)
    case .count: w.number(value.rounded(), digits: 0)
    case .amount(_, let digits): w.number(value, digits: digits)
    }
  }

  func name(_ w: Words) -> String {
    switch self {
    case .share: w("Share")
    case .count(let name), .amount(let name, _): name
    }
  }

  /// Between which numbers the true one lies, or an empty text.
  func sayRange(_ w: Words, _ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "" }
    return w("{low} to {high}", ["low": say(w, low), "high": say(w, high)])
  }

  /// A value, or why there is none. The words protect the few people whom the number would show.
  func sayShown(_ w: Words, _ value: Double?) -> String {
    value.map { say(w, $0) } ?? w("Not shown")
  }
}

/// Every chart: title and description, the picture for eyes, and its twin in a table for everyone.
/// The picture is one image to a screen reader, which goes on to the table.
func chartFigure(
  _ w: Words, id: String, title: String, description: String, kind: String, legend: HTML = .empty,
  picture: HTML, source: HTML = .empty, columns: [Column], rows: [[HTML]]
) -> HTML {
  let table = dataTable(
    w, caption: title, columns: columns, rows: rows, captionHidden: true, id: "\(id)-table")
  return """
    <figure class="chart chart-\(kind)" id="\(id)"><figcaption>\
    <p class="chart-title" id="\(id)-title">\(title)</p>\
    <p class="chart-text" id="\(id)-text">\(description)</p></figcaption>\(legend)\(picture)\
    <details class="twin"><summary>\(w("The same as a table"))</summary>\(table)</details>\
    \(source)</figure>
    """
}

/// Opens the one image that a chart is. `class` names its layout.
func chartImage(_ id: String, _ name: String, _ content: HTML) -> HTML {
  """
  <div class="\(name)" role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-text">\
  \(content)</div>
  """
}

/// Which mark is which series. Marks differ in shape and fill, not only in colour.
func chartLegend(_ entries: [(mark: HTML, name: String)]) -> HTML {
  let items = entries.map { entry -> HTML in
    """
    <li><svg class="swatch" width="22" height="16" aria-hidden="true" focusable="false">\
    \(entry.mark)</svg> \(entry.name)</li>
    """
  }
  return "<ul class=\"legend\">\(items)</ul>"
}

/// The marker of series `index` around the origin: circle, square, diamond, triangle, in turn.
func marker(_ index: Int, radius r: Int = 5) -> HTML {
  switch index % 4 {
  case 0: "<circle class=\"mark mark-0\" r=\"\(r)\"/>"
  case 1:
    "<rect class=\"mark mark-1\" x=\"-\(r)\" y=\"-\(r)\" width=\"\(2 * r)\" height=\"\(2 * r)\"/>"
  case 2:
    "<path class=\"mark mark-2\" d=\"M0 -\(r + 2)L\(r + 2) 0L0 \(r + 2)L-\(r + 2) 0z\"/>"
  default:
    "<path class=\"mark mark-3\" d=\"M0 -\(r + 1)L\(r + 2) \(r)L-\(r + 2) \(r)z\"/>"
  }
}
