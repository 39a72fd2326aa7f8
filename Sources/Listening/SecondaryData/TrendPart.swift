import Components
import FileFaults
import Markup
import Store
import Surroundings
import Web
import Words

/// How one table's lines changed from one vintage to another.
struct ShownTrend: Sendable {
  struct Line: Sendable {
    let label: String
    let kind: String
    let then: Measured
    let now: Measured
    let change: Measured
    /// Whether the two differ at the 90 percent level; `nil` where no margin tells.
    let differs: Bool?
  }

  /// The other table's id, for ids of the page.
  let other: String
  let earlier: String
  let later: String
  let overlaps: Bool
  let notes: [String]
  let lines: [Line]

  /// The comparisons in which a table is one side.
  static func all(
    of table: ID<KeptTable>, _ connection: any Connection
  ) throws -> [ShownTrend] {
    try connection.rows(
      """
      SELECT c.*, e.year AS earlier_year, e.span AS earlier_span, l.year AS later_year,
        l.span AS later_span
      FROM census_comparison c
      JOIN census_table e ON e.id = c.earlier JOIN census_table l ON l.id = c.later
      WHERE c.earlier = \(table) OR c.later = \(table) ORDER BY e.year, l.year
      """
    ).map { row in
      let earlier: ID<KeptTable> = try row.id("earlier")
      let later: ID<KeptTable> = try row.id("later")
      let lines = try connection.rows(
        """
        SELECT * FROM census_trend WHERE earlier = \(earlier) AND later = \(later)
        ORDER BY position
        """
      ).map { row in
        Line(
          label: try row.string("label"), kind: try row.string("kind"),
          then: Measured(try row.double("then_estimate"), try row.optionalDouble("then_moe")),
          now: Measured(try row.double("now_estimate"), try row.optionalDouble("now_moe")),
          change: Measured(try row.double("difference"), try row.optionalDouble("moe")),
          differs: try row.optionalBool("differs"))
      }
      return ShownTrend(
        other: earlier == table ? later.text : earlier.text,
        earlier: years(try row.optionalInt("earlier_year"), try row.optionalInt("earlier_span")),
        later: years(try row.optionalInt("later_year"), try row.optionalInt("later_span")),
        overlaps: try row.bool("shares_years"),
        notes: try row.string("notes").split(separator: "\n").map(String.init), lines: lines)
    }
  }

  private static func years(_ year: Int?, _ span: Int?) -> String {
    guard let year, let span else { return "" }
    return span == 1 ? String(year) : "\(year - span + 1)–\(year)"
  }
}

func trendPart(_ w: Words, _ trend: ShownTrend, id: String) -> HTML {
  let notes = trend.notes.map { "<li>\(FileSentences.data.html($0, w))</li>" as HTML }
  let values = ["earlier": trend.earlier, "later": trend.later]
  let rows = trend.lines.map { line -> [HTML] in
    let verdict: HTML =
      switch line.differs {
      case true: tag(w("Changed"), tone: .information)
      case false: tag(w("No change that the sample can show"))
      default: tag(w("Can’t be told"))
      }
    return [
      "<span lang=\"en\" dir=\"ltr\">\(line.label)</span>",
      HTML(text: line.then.said(w, kind: line.kind)),
      HTML(text: line.now.said(w, kind: line.kind)),
      HTML(text: line.change.said(w, kind: line.kind)), verdict,
    ]
  }
  let table = dataTable(
    w, caption: w("From {earlier} to {later}", values),
    columns: [
      Column(w("Line")), Column(trend.earlier, numeric: true), Column(trend.later, numeric: true),
      Column(w("Difference"), numeric: true), Column(w("At the 90 percent level")),
    ], rows: rows, id: "\(id)-table")
  return section(
    w("From {earlier} to {later}", values), id: id, level: 3,
    """
    \(if: trend.overlaps, notice(w, .warning, title: w("These years overlap: the same people were asked for both. Compare years that don’t.")))
    \(if: !notes.isEmpty, "<ul>\(notes)</ul>")
    \(trend.lines.first.map { totalChart(w, trend, $0, id: "\(id)-chart") })
    \(details(w("All lines of both years"), table))
    """)
}

/// The table's first line at both times.
private func totalChart(
  _ w: Words, _ trend: ShownTrend, _ line: ShownTrend.Line, id: String
) -> HTML {
  let points = [(trend.earlier, line.then), (trend.later, line.now)].map { years, amount in
    LinePoint(
      years, amount.value, low: amount.moe.map { amount.value - $0 },
      high: amount.moe.map { amount.value + $0 })
  }
  let unit: ChartUnit =
    line.kind == "count"
    ? .count(w("Number")) : .amount(w("Number"), digits: 1)
  return lineChart(
    w, title: line.label,
    description: w("With the range in which the true number lies, at the 90 percent level."),
    unit: unit, points: points, id: id)
}
