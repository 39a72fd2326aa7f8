import Communities
import Store
import Surroundings

/// How the people of a community's areas divide in one respect, to hold participants against: what
/// reach and weighting use.
public struct PopulationBenchmark: Sendable, Equatable {
  public struct Category: Sendable, Equatable {
    /// As the table has it: the key, in any language.
    public let name: String
    public let estimate: Double
    /// The margin of error at the 90 percent level.
    public let moe: Double?
    /// Of the whole, 0 to 1.
    public let share: Double?
    public let shareMOE: Double?
  }

  public let dimension: String
  public let universe: String
  public let total: Double?
  public let totalMOE: Double?
  public let categories: [Category]
  public let table: String
  /// The last year that it tells of.
  public let year: Int?
  public let span: Int?
  public let source: ID<DataSource>
  let tableID: ID<KeptTable>

  /// *2016–2020*, or *2019* for a year alone.
  public var years: String {
    guard let year, let span else { return "" }
    return span == 1 ? String(year) : "\(year - span + 1)–\(year)"
  }

  /// The newest benchmark of each dimension. Of two of the same year the longer period, whose sample
  /// is larger; then the detailed table, whose counts are not rounded shares.
  public static func current(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [PopulationBenchmark] {
    var current: [PopulationBenchmark] = []
    for benchmark in try read("b.community = \(community)", connection)
    where !current.contains(where: { $0.dimension == benchmark.dimension }) {
      current.append(benchmark)
    }
    return current
  }

  /// The benchmarks that one table gives.
  static func all(
    of table: ID<KeptTable>, _ connection: any Connection
  ) throws -> [PopulationBenchmark] {
    try read("b.census_table = \(table)", connection)
  }

  private static func read(
    _ condition: SQL, _ connection: any Connection
  ) throws -> [PopulationBenchmark] {
    let rows = try connection.rows(
      """
      SELECT b.*, t.name AS table_name, t.year, t.span FROM benchmark b
      JOIN census_table t ON t.id = b.census_table
      WHERE \(condition)
      ORDER BY b.dimension, COALESCE(t.year, 0) DESC, COALESCE(t.span, 0) DESC,
        CASE WHEN t.name LIKE 'S%' THEN 1 ELSE 0 END, t.name, t.id, b.position
      """)
    var benchmarks: [PopulationBenchmark] = []
    var start = 0
    while start < rows.count {
      let key = (try rows[start].string("census_table"), try rows[start].string("dimension"))
      var end = start
      while end < rows.count, try rows[end].string("census_table") == key.0,
        try rows[end].string("dimension") == key.1
      {
        end += 1
      }
      benchmarks.append(try PopulationBenchmark(Array(rows[start..<end])))
      start = end
    }
    return benchmarks
  }

  private init(_ rows: [Row]) throws {
    let first = rows[0]
    dimension = try first.string("dimension")
    universe = try first.string("universe")
    total = try first.optionalDouble("total")
    totalMOE = try first.optionalDouble("total_moe")
    table = try first.string("table_name")
    year = try first.optionalInt("year")
    span = try first.optionalInt("span")
    source = try first.id("source")
    tableID = try first.id("census_table")
    categories = try rows.map { row in
      Category(
        name: try row.string("category"), estimate: try row.double("estimate"),
        moe: try row.optionalDouble("moe"), share: try row.optionalDouble("share"),
        shareMOE: try row.optionalDouble("share_moe"))
    }
  }
}
