import Components
import FileFaults
import Markup
import Store
import Surroundings
import Web
import Words

/// A census table as a page shows it: what was stored of it.
struct ShownTable: Sendable {
  struct Line: Sendable {
    let code: String
    let label: String
    let kind: String
    let sum: Measured?
    let without: Int
  }

  let id: ID<KeptTable>
  let name: String
  let title: String
  let year: Int?
  let span: Int?
  let warnings: [String]
  let areas: [String]
  let areaCount: Int
  let lines: [Line]
  let benchmarks: [PopulationBenchmark]
  let trends: [ShownTrend]

  /// Areas that a page names; more are counted.
  static let mostAreas = 100

  static func all(
    of source: ID<DataSource>, _ connection: any Connection
  ) throws -> [ShownTable] {
    try connection.rows("SELECT * FROM census_table WHERE source = \(source) ORDER BY name, id")
      .map { try ShownTable($0, connection) }
  }

  private init(_ row: Row, _ connection: any Connection) throws {
    id = try row.id("id")
    name = try row.string("name")
    title = try row.string("title")
    year = try row.optionalInt("year")
    span = try row.optionalInt("span")
    warnings = try row.string("warnings").split(separator: "\n").map(String.init)
    let table = id
    areas = try connection.rows(
      """
      SELECT name FROM census_area WHERE census_table = \(table) ORDER BY position
      LIMIT \(ShownTable.mostAreas)
      """
    ).map { try $0.string("name") }
    areaCount = try connection.count(
      "SELECT COUNT(*) FROM census_area WHERE census_table = \(table)")
    lines = try connection.rows(
      "SELECT * FROM census_variable WHERE census_table = \(table) ORDER BY position"
    ).map { row in
      let moe = try row.optionalDouble("moe")
      return Line(
        code: try row.string("code"), label: try row.string("label"),
        kind: try row.string("kind"),
        sum: try row.optionalDouble("estimate").map { Measured($0, moe) },
        without: try row.int("without"))
    }
    benchmarks = try PopulationBenchmark.all(of: id, connection)
    trends = try ShownTrend.all(of: id, connection)
  }
}

func tableSection(_ w: Words, _ source: DataSource, _ table: ShownTable) -> HTML {
  let id = table.id.text
  let title =
    table.title.isEmpty ? table.name : "\(table.name): \(table.title)"
  let areas = table.areas.map { "<li dir=\"auto\">\($0)</li>" as HTML }
  let more = table.areaCount - table.areas.count
  let warnings = table.warnings.map { warning -> HTML in
    "<li>\(FileSentences.data.html(warning, w))</li>"
  }
  return section(
    title, id: "table-\(id)",
    """
    <p>\(w.plural(table.lines.count, "{n} line", "{n} lines")) · \(w.plural(table.areaCount, "{n} area", "{n} areas"))</p>
    \(if: !warnings.isEmpty, notice(w, .information, title: w("To know before you use it"), body: "<ul>\(warnings)</ul>"))
    \(details(w("The areas taken together"), """
      <ul>\(areas)</ul>\(if: more > 0, "<p>\(w.plural(more, "and {n} more", "and {n} more"))</p>")
      """))
    \(table.benchmarks.map { benchmarkChart(w, source, table, $0) })
    \(details(w("All lines, added up over the areas"), linesTable(w, table)))
    \(table.trends.map { trendPart(w, $0, id: "trend-\(id)-\($0.other)") })
    """)
}

private func benchmarkChart(
  _ w: Words, _ source: DataSource, _ table: ShownTable, _ benchmark: PopulationBenchmark
) -> HTML {
  barChart(
    w, title: dimensionWord(benchmark.dimension, w),
    description: "\(universeWord(benchmark.universe, w)). "
      + w("The whiskers show where the true share lies, at the 90 percent level."),
    unit: .share,
    bars: benchmark.categories.map { category in
      Components.Bar(
        categoryWord(category.name, w), category.share,
        low: category.share.flatMap { share in category.shareMOE.map { max(0, share - $0) } },
        high: category.share.flatMap { share in category.shareMOE.map { min(1, share + $0) } })
    },
    source: sourceLine(
      w, "\(source.publisher), \(benchmark.table)", date: benchmark.years,
      standing: .sourced),
    id: "chart-\(table.id)-\(benchmark.dimension)")
}

private func linesTable(_ w: Words, _ table: ShownTable) -> HTML {
  let rows = table.lines.map { line -> [HTML] in
    let sum: HTML =
      if let sum = line.sum {
        HTML(text: sum.said(w, kind: line.kind))
      } else {
        HTML(text: refusalWord(line.kind, w))
      }
    return [
      "<span lang=\"en\" dir=\"ltr\">\(line.label)</span>", "<code dir=\"ltr\">\(line.code)</code>",
      sum, HTML(text: line.without == 0 ? "" : w.number(line.without)),
    ]
  }
  return dataTable(
    w, caption: w("{table}, all lines", ["table": table.name]),
    columns: [
      Column(w("Line")), Column(w("Code")), Column(w("Sum (± margin of error)"), numeric: true),
      Column(w("Areas without a number"), numeric: true),
    ], rows: rows, id: "lines-\(table.id)")
}

/// Why a line has no sum.
private func refusalWord(_ kind: String, _ w: Words) -> String {
  switch kind {
  case "percent": w("Percentages can’t be added up")
  case "median": w("Medians can’t be added up")
  case "mean": w("Means can’t be added up")
  case "other": w("Ratios can’t be added up")
  default: w("No area has a number")
  }
}
