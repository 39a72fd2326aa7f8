import Census
import Communities
import Ledger
import Store
import Surroundings
import Web

extension ImportPlan {
  /// Stores one table with its source, files, areas, lines, values and benchmarks.
  func store(
    _ plan: TablePlan, _ context: ImportContext, _ outcome: inout ImportOutcome,
    _ connection: any Connection
  ) throws {
    if plan.isStored, let kept = plan.replaces {
      outcome.touch(kept.source)
      return
    }
    let source = try source(for: plan, context, connection)
    outcome.touch(source.id)
    outcome.changed = true
    outcome.tables += 1
    if let old = plan.replaces { try KeptTable.remove(old.id, connection) }
    let table = plan.table
    try connection.run(
      """
      INSERT INTO census_table (id, source, name, title, form, year, span, warnings)
      VALUES (\(plan.id), \(source.id), \(plan.key.name), \(table.title ?? ""), \(table.form),
        \(plan.key.year), \(plan.key.span), \(plan.warnings.joined(separator: "\n")))
      """)
    let files = plan.files.map { ($0, false) } + plan.describing.map { ($0, true) }
    for (position, (file, describes)) in files.enumerated() {
      let (id, _) = try KeptFile.keep(file, with: source.id, context.surroundings, connection)
      try connection.run(
        """
        INSERT INTO census_table_file (census_table, file, describes, position)
        VALUES (\(plan.id), \(id), \(describes), \(position))
        """)
    }
    try storeLines(of: plan, connection)
    try storeBenchmarks(of: plan, source, &outcome, connection)
    try connection.record(
      "data.imported", on: source.subject, by: context.actor, at: context.now,
      [
        "table": plan.key.name, "vintage": table.vintage?.description ?? "",
        "areas": String(plan.area.geographies.count),
      ])
  }

  private func source(
    for plan: TablePlan, _ context: ImportContext, _ connection: any Connection
  ) throws -> DataSource {
    if let kept = plan.replaces, let source = try DataSource.find(kept.source, connection) {
      return source
    }
    var draft = DataSourceDraft(
      kind: .acs, community: choices.community, publisher: "U.S. Census Bureau",
      title: "American Community Survey")
    draft.vintage = plan.table.vintage?.description ?? ""
    draft.year = plan.key.year
    draft.geography = Self.geography(of: plan.area)
    draft.licence = "Public domain (a work of the United States government)"
    draft.limits =
      "Estimates from a sample, with margins of error at the 90 percent level. Figures of small "
      + "areas are rough."
    draft.contact = "acso.users.support@census.gov"
    draft.link = "https://www.census.gov/programs-surveys/acs"
    if let present = try DataSource.matching(draft, connection) { return present }
    return try DataSource.add(
      draft, id: .new(context.surroundings), by: context.actor, today: context.today,
      at: context.now, connection)
  }

  /// *13 areas: tract*.
  private static func geography(of area: ServiceArea) -> String {
    let levels = Set(area.geographies.compactMap(\.summaryLevel?.name)).sorted()
    let names = area.geographies.count <= 3 ? area.geographies.map(\.name) : []
    return
      (names.isEmpty ? ["\(area.geographies.count) × \(levels.joined(separator: ", "))"] : names)
      .joined(separator: "; ")
  }

  private func storeLines(of plan: TablePlan, _ connection: any Connection) throws {
    try connection.insert(
      "INSERT INTO census_area (census_table, position, geo_id, name) VALUES ",
      columns: 4,
      plan.area.geographies.enumerated().map { position, area in
        "(\(plan.id), \(position), \(area.geoID), \(area.name))"
      })
    let count = plan.area.geographies.count
    try connection.insert(
      """
      INSERT INTO census_variable (census_table, position, code, label, kind, estimate, moe,
        without) VALUES\u{20}
      """,
      columns: 8,
      zip(plan.area.variables, plan.area.outcomes).enumerated().map { position, line in
        let (variable, outcome) = line
        let sum = outcome.estimate
        return """
          (\(plan.id), \(position), \(variable.code), \(variable.title), \(variable.kind),
          \(sum?.value), \(sum?.moe), \(sum.map { $0.missing.count } ?? count))
          """
      })
    try storeValues(of: plan, connection)
  }

  /// Two hundred thousand rows are usual: each statement's text is put together in one go.
  private func storeValues(of plan: TablePlan, _ connection: any Connection) throws {
    let mostRows = connection.rowsOfAnInsert(columns: 5)
    let head = "INSERT INTO census_value (census_table, area, variable, estimate, moe) VALUES "
    func opening() -> SQL.Interpolation {
      var text = SQL.Interpolation(literalCapacity: 0, interpolationCount: mostRows * 5)
      text.appendLiteral(head)
      return text
    }
    var text = opening()
    var rows = 0
    try plan.forEachValue { area, variable, estimate, moe in
      text.appendLiteral(rows == 0 ? "(" : ", (")
      text.appendInterpolation(plan.id)
      text.appendLiteral(", ")
      text.appendInterpolation(area)
      text.appendLiteral(", ")
      text.appendInterpolation(variable)
      text.appendLiteral(", ")
      text.appendInterpolation(estimate)
      text.appendLiteral(", ")
      text.appendInterpolation(moe)
      text.appendLiteral(")")
      rows += 1
      if rows == mostRows {
        try connection.run(SQL(stringInterpolation: text))
        text = opening()
        rows = 0
      }
    }
    if rows > 0 { try connection.run(SQL(stringInterpolation: text)) }
  }

  private func storeBenchmarks(
    of plan: TablePlan, _ source: DataSource, _ outcome: inout ImportOutcome,
    _ connection: any Connection
  ) throws {
    guard let community = choices.community else { return }
    for benchmark in plan.benchmarks {
      outcome.benchmarks += 1
      try connection.insert(
        """
        INSERT INTO benchmark (census_table, community, source, dimension, universe, category,
          position, estimate, moe, share, share_moe, total, total_moe) VALUES\u{20}
        """,
        columns: 13,
        benchmark.categories.enumerated().map { position, category in
          """
          (\(plan.id), \(community), \(source.id), \(benchmark.dimension), \(benchmark.universe),
          \(category.name), \(position), \(category.estimate.value), \(category.estimate.moe),
          \(category.share), \(category.shareMOE), \(benchmark.total?.value),
          \(benchmark.total?.moe))
          """
        })
    }
  }
}

extension Comparison {
  func store(_ connection: any Connection) throws {
    try connection.run(
      """
      INSERT INTO census_comparison (earlier, later, shares_years, notes)
      VALUES (\(earlier), \(later), \(overlaps), \(trends.warnings.joined(separator: "\n")))
      """)
    try connection.insert(
      """
      INSERT INTO census_trend (earlier, later, position, label, kind, then_estimate, then_moe,
        now_estimate, now_moe, difference, moe, differs) VALUES\u{20}
      """,
      columns: 12,
      trends.lines.enumerated().map { position, line in
        """
        (\(earlier), \(later), \(position), \(line.variable.title), \(line.variable.kind),
        \(line.earlier.value), \(line.earlier.moe), \(line.later.value), \(line.later.moe),
        \(line.difference), \(line.moe), \(line.differs))
        """
      })
  }
}

extension Connection {
  /// Inserts many rows with few statements. The head names the columns.
  func insert(_ head: SQL, columns: Int, _ rows: [SQL]) throws {
    let most = rowsOfAnInsert(columns: columns)
    var start = 0
    while start < rows.count {
      let end = min(start + most, rows.count)
      try run(head + rows[start..<end].joined(separator: ", "))
      start = end
    }
  }

  /// How many rows one statement inserts fastest. SQLite's time to read a statement grows with the
  /// square of its numbered parameters, and the store keeps short ones ready; for PostgreSQL each
  /// statement is a journey.
  func rowsOfAnInsert(columns: Int) -> Int {
    dialect == .sqlite ? max(1, 60 / columns) : 2000
  }
}
