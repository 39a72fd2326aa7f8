import Delimited

/// Reads a table whose rows are areas: data.census.gov downloads of any year, American FactFinder
/// downloads, and the table-based summary file.
struct TableReader {
  let file: String
  let csv: CSVTable
  let companions: [(name: String, bytes: [UInt8])]

  func table() throws(ImportFault) -> CensusTable {
    let named = TableFileName(file)
    let layout = try TableLayout(csv, table: named.table)
    let id = layout.table
    if named.isOfficial, let claimed = named.table, let id, claimed != id {
      throw csv.fault(
        0, layout.lines.first?.estimate ?? 0,
        "The file's name says table \(claimed), but its columns are of table \(id).")
    }
    let beside = try Companions(companions, id: id)
    let isSummary = csv.delimiter == "|"
    var labels = try LabelRow.labels(csv, layout, metadata: beside.labels)
    var warnings: [String] = []
    if isSummary, !labels.contains(where: { !$0.isEmpty }), let known = Self.known(layout) {
      labels = known
      warnings.append("The file has no labels; those that the table has had since 2016 are used.")
    }
    let body = try rows(layout, names: beside.names)
    let hasLabels = labels.contains { !$0.isEmpty }
    let lines = zip(layout.lines, labels).map { line, label in
      (code: line.code, label: label.isEmpty ? [line.code] : label)
    }
    let variables = Variable.settled(lines, table: id, evidence: body.evidence)
    try refuseNegativeCounts(variables, body, layout)
    let vintage = named.vintage ?? beside.vintage
    return CensusTable(
      form: isSummary ? .summaryFile : Self.form(id), id: id,
      title: beside.title ?? id.flatMap { KnownTables.titles[$0] }, vintage: vintage,
      geographies: body.geographies,
      variables: variables, cells: body.cells,
      warnings: self.warnings(
        layout, hasLabels: hasLabels, vintage: vintage, warnings + body.warnings))
  }

  /// The known labels of the file's lines; nil unless all its lines are known.
  private static func known(_ layout: TableLayout) -> [[String]]? {
    guard let id = layout.table, let labels = KnownLines.labels(of: id) else { return nil }
    let lines = layout.lines.map { line -> [String]? in
      guard let number = Int(line.code.dropFirst(id.count + 1)), labels.indices.contains(number - 1)
      else { return nil }
      return labels[number - 1]
    }
    return lines.contains(nil) ? nil : lines.compactMap { $0 }
  }

  static func form(_ id: String?) -> CensusTable.Form {
    switch id?.first {
    case "S": .subject
    case "D": .profile
    default: .detailed
    }
  }

  private struct Body {
    var geographies: [Geography] = []
    var cells: [CensusCell] = []
    /// The row that each area stands in.
    var rows: [Int] = []
    var evidence: [ColumnEvidence]
    var warnings: [String] = []
  }

  private func rows(_ layout: TableLayout, names: [String: String]) throws(ImportFault) -> Body {
    var body = Body(evidence: Array(repeating: ColumnEvidence(), count: layout.lines.count))
    body.cells.reserveCapacity(csv.rowCount * layout.lines.count)
    var rowOf: [String: Int] = [:]
    var blanks = 0
    for row in (LabelRow.isPresent(csv, layout) ? 1 : 0)..<csv.rowCount where row > 0 {
      if csv.width(row) <= 1 || csv.trimmed(row, layout.place).isEmpty, csv.isBlank(row) {
        blanks += row == csv.rowCount - 1 ? 0 : 1
        continue
      }
      try checkWidth(row, layout)
      if row == 1, LabelRow.isPresent(csv, layout) { continue }
      let area = try geography(row, layout, names)
      if let first = rowOf.updateValue(row, forKey: area.geoID) {
        throw csv.fault(
          row, layout.place, "The area \(area.geoID) stands in row \(first + 1) already.")
      }
      body.geographies.append(area)
      body.rows.append(row)
      for (index, line) in layout.lines.enumerated() {
        let cell = try cell(row, line, &body.evidence[index])
        body.cells.append(cell)
      }
    }
    guard !body.geographies.isEmpty else {
      throw ImportFault(
        row: csv.rowCount + 1, column: csv.columnName(layout.place),
        message: "The table has headings but no area below them.")
    }
    if blanks > 0 { body.warnings.append("\(blanks) blank rows were passed over.") }
    return body
  }

  /// People and households cannot be fewer than none; dollars in all can.
  private func refuseNegativeCounts(
    _ variables: [Variable], _ body: Body, _ layout: TableLayout
  ) throws(ImportFault) {
    let mayBeNegative = ["aggregate", "income", "earnings", "loss", "deficit", "change", "dollars"]
    for (index, variable) in variables.enumerated()
    where variable.kind == .count && body.evidence[index].smallest < 0 {
      let words = variable.title.lowercased()
      if mayBeNegative.contains(where: { words.contains($0) }) { continue }
      for (area, row) in body.rows.enumerated() {
        let cell = area * variables.count + index
        if let number = body.cells[cell].estimate.number, number < 0 {
          throw csv.fault(row, layout.lines[index].estimate, "A count cannot be below zero.")
        }
      }
    }
  }

  /// A row may end with the empty cell that a closing comma makes, whether the headings do or not.
  private func checkWidth(_ row: Int, _ layout: TableLayout) throws(ImportFault) {
    let width = csv.width(row)
    if width < layout.width {
      throw csv.fault(
        row, width,
        "The row ends here: it has \(width) cells, the headings have \(layout.width).")
    }
    for column in layout.width..<max(width, layout.width)
    where !csv.trimmed(row, column).isEmpty || column > max(layout.width, csv.width(0) - 1) {
      throw csv.fault(
        row, column,
        "The row has \(width) cells, more than the \(layout.width) headings.")
    }
  }

  private func geography(
    _ row: Int, _ layout: TableLayout, _ names: [String: String]
  ) throws(ImportFault) -> Geography {
    let id = Blanks.trim(csv.text(row, layout.place))
    guard !id.isEmpty else {
      throw csv.fault(row, layout.place, "The row has no GEO_ID.")
    }
    guard Geography.isGeoID(id) else {
      throw csv.fault(
        row, layout.place,
        "“\(id.prefix(40))” is not a full GEO_ID, such as 0500000US35001.")
    }
    let name = layout.name.map { Blanks.trim(csv.text(row, $0)) } ?? names[id] ?? id
    return Geography(geoID: id, name: name)
  }

  private func cell(
    _ row: Int, _ line: TableLayout.Line, _ evidence: inout ColumnEvidence
  ) throws(ImportFault) -> CensusCell {
    var estimate = try figure(row, line.estimate)
    evidence.note(estimate)
    var margin = Figure.missing(.noColumn)
    if let column = line.margin {
      let text = try figure(row, column)
      evidence.hasPoint = evidence.hasPoint || text.hasPoint
      margin = text.figure
      if let number = margin.number, number < 0 {
        throw csv.fault(row, column, "A margin of error cannot be below zero.")
      }
    }
    if let note = note(row, line.estimateNote) { estimate.figure = .missing(note) }
    if let note = note(row, line.marginNote) { margin = .missing(note) }
    return CensusCell(estimate: estimate.figure, margin: margin)
  }

  private func figure(_ row: Int, _ column: Int) throws(ImportFault) -> FigureText {
    let bytes = csv.trimmed(row, column)
    guard let figure = FigureText(bytes) else {
      let text = csv.text(row, column).prefix(40)
      throw csv.fault(row, column, "“\(text)” is neither a number nor a symbol of the Bureau's.")
    }
    return figure
  }

  /// An annotation replaces the number beside it, which is then a code or a bound.
  private func note(_ row: Int, _ column: Int?) -> Missing? {
    guard let column else { return nil }
    let symbol = Missing(symbol: Blanks.trim(csv.text(row, column)))
    return symbol == .blank || symbol == .null ? nil : symbol
  }

  private func warnings(
    _ layout: TableLayout, hasLabels: Bool, vintage: Vintage?, _ found: [String]
  ) -> [String] {
    var warnings = found
    if vintage == nil {
      warnings.append("The years of the survey could not be told from the file or its name.")
    }
    if !hasLabels {
      warnings.append("The file has no labels, so its variables are known by their codes alone.")
    }
    if layout.lines.contains(where: { $0.margin == nil }) {
      warnings.append("Some estimates have no margin of error column.")
    }
    if !layout.ignored.isEmpty {
      warnings.append(
        "Columns that are not the table's were not read: "
          + layout.ignored.prefix(5).joined(separator: ", ")
          + (layout.ignored.count > 5 ? " and \(layout.ignored.count - 5) more." : "."))
    }
    return warnings
  }
}
