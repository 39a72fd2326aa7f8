import Delimited
import Foundation

/// Reads the form of a table that data.census.gov shows and saves as CSV: a row for each line,
/// indented by non-breaking spaces, and for each area its columns
/// (`"Bernalillo County, New Mexico!!Estimate"`, `"…!!Margin of Error"`, and in subject tables
/// `"…!!Male!!Estimate"`).
struct PrintedTableReader {
  let file: String
  let csv: CSVTable
  let companions: [(name: String, bytes: [UInt8])]

  static func recognises(_ csv: CSVTable) -> Bool {
    let first = Blanks.trim(csv.text(0, 0)).lowercased()
    return first == "label (grouping)"
      || (first == "label" && csv.row(0).contains { $0.hasSuffix("!!Estimate") })
  }

  private struct Column {
    var area: Int
    var group: [String]
    var estimate: Int
    var margin: Int?
  }

  func table() throws(ImportFault) -> CensusTable {
    let named = TableFileName(file)
    let (areas, columns) = try layout()
    let width = (csv.row(0).lastIndex { !$0.isEmpty } ?? -1) + 1
    var groups: [[String]] = []
    for column in columns where !groups.contains(column.group) { groups.append(column.group) }
    let rows = try lineRows(width)
    guard !rows.isEmpty else {
      throw ImportFault(
        row: csv.rowCount + 1, column: csv.columnName(0),
        message: "The table has headings but no lines below them.")
    }
    var lines: [(code: String, label: [String])] = []
    var evidence: [ColumnEvidence] = []
    var cells = Array(
      repeating: CensusCell(estimate: .missing(.noColumn), margin: .missing(.noColumn)),
      count: areas.count * groups.count * rows.count)
    for (place, group) in groups.enumerated() {
      for (number, row) in rows.enumerated() {
        var seen = ColumnEvidence()
        for column in columns where column.group == group {
          let cell = try cell(row.row, column, &seen)
          cells[column.area * groups.count * rows.count + place * rows.count + number] = cell
        }
        evidence.append(seen)
        let prefix = group.isEmpty ? "" : "C\(ColumnCode.twoDigits(place + 1))_"
        let line = prefix + ColumnCode.threeDigits(number + 1)
        lines.append((named.table.map { "\($0)_\(line)" } ?? line, group + row.path))
      }
    }
    let beside = try Companions(companions, id: named.table)
    let vintage = named.vintage ?? beside.vintage
    var warnings = ["The printed form of a table gives names of areas and no GEO_ID."]
    if named.table == nil { warnings.append("The file's name does not tell the table's number.") }
    if vintage == nil {
      warnings.append("The years of the survey could not be told from the file or its name.")
    }
    let isSubject = groups.contains { !$0.isEmpty }
    return CensusTable(
      form: named.table == nil && isSubject ? .subject : TableReader.form(named.table),
      id: named.table,
      title: beside.title ?? named.table.flatMap { KnownTables.titles[$0] },
      vintage: vintage, geographies: areas.map { Geography(geoID: $0, name: $0) },
      variables: Variable.settled(
        lines, table: named.table ?? (isSubject ? "S" : "B"), evidence: evidence),
      cells: cells, warnings: warnings)
  }

  /// - Throws: `ImportFault` in row 1 for a repeated or unknown heading, or a margin of error whose
  ///   estimate does not stand before it.
  private func layout() throws(ImportFault) -> ([String], [Column]) {
    var areas: [String] = []
    var columns: [Column] = []
    var seen: Set<String> = []
    for (index, heading) in csv.row(0).enumerated().dropFirst() where !heading.isEmpty {
      guard seen.insert(heading).inserted else {
        throw csv.fault(0, index, "This heading stands in the row already.")
      }
      let steps = heading.components(separatedBy: "!!").map(Blanks.trim)
      guard steps.count >= 2, let area = steps.first, let last = steps.last?.lowercased() else {
        throw csv.fault(0, index, "A heading should be an area, “!!” and “Estimate”.")
      }
      let number = areas.firstIndex(of: area) ?? areas.count
      if number == areas.count { areas.append(area) }
      var group = Array(steps.dropFirst().dropLast())
      switch last {
      case "estimate", "percent":
        if last == "percent" { group.append("Percent") }
        columns.append(Column(area: number, group: group, estimate: index))
      case "margin of error", "percent margin of error":
        if last.hasPrefix("percent") { group.append("Percent") }
        guard
          let owner = columns.lastIndex(where: { $0.area == number && $0.group == group }),
          columns[owner].margin == nil
        else { throw csv.fault(0, index, "This margin of error has no estimate column.") }
        columns[owner].margin = index
      default:
        throw csv.fault(0, index, "A heading should end with “Estimate” or “Margin of Error”.")
      }
    }
    guard !columns.isEmpty else {
      throw ImportFault(row: 1, column: "column 2", message: "No column holds estimates.")
    }
    return (areas, columns)
  }

  /// The rows with figures, each with the labels that it is indented under.
  private func lineRows(_ width: Int) throws(ImportFault) -> [(row: Int, path: [String])] {
    var rows: [(row: Int, path: [String])] = []
    var open: [(indent: Int, label: String)] = []
    for row in 1..<max(csv.rowCount, 1) where !csv.isBlank(row) {
      let label = csv.text(row, 0)
      let indent = label.prefix { Blanks.isBlank($0) }.count
      let step = Label.tidied(label)
      guard !step.isEmpty else { throw csv.fault(row, 0, "The row has no label.") }
      while let last = open.last, last.indent >= indent { open.removeLast() }
      open.append((indent, step))
      let isHeading = (1..<max(csv.width(row), 1)).allSatisfy { csv.trimmed(row, $0).isEmpty }
      if isHeading { continue }
      guard csv.width(row) >= width else {
        throw csv.fault(
          row, csv.width(row),
          "The row ends here: it has \(csv.width(row)) cells, the headings have \(width).")
      }
      for column in width..<max(csv.width(row), width) where !csv.trimmed(row, column).isEmpty {
        throw csv.fault(row, column, "The row has more cells than the \(width) headings.")
      }
      rows.append((row, open.map(\.label)))
    }
    return rows
  }

  private func cell(
    _ row: Int, _ column: Column, _ evidence: inout ColumnEvidence
  ) throws(ImportFault) -> CensusCell {
    let estimate = try figure(row, column.estimate)
    evidence.note(estimate)
    guard let index = column.margin else {
      return CensusCell(estimate: estimate.figure, margin: .missing(.noColumn))
    }
    let margin = try figure(row, index)
    if let number = margin.figure.number, number < 0 {
      throw csv.fault(row, index, "A margin of error cannot be below zero.")
    }
    return CensusCell(estimate: estimate.figure, margin: margin.figure)
  }

  private func figure(_ row: Int, _ column: Int) throws(ImportFault) -> FigureText {
    let bytes = csv.trimmed(row, column)
    guard let figure = FigureText(bytes, printed: true) else {
      let text = csv.text(row, column).prefix(40)
      throw csv.fault(row, column, "“\(text)” is neither a number nor a symbol of the Bureau's.")
    }
    return figure
  }
}
