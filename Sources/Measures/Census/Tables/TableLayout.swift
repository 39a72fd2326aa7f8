import Delimited

/// Which column of a file holds what, as its headings (row 1) say.
struct TableLayout {
  struct Line {
    var code: String
    var heading: String
    var estimate: Int
    var margin: Int?
    var estimateNote: Int?
    var marginNote: Int?
  }

  var table: String?
  var place: Int
  var name: Int?
  var lines: [Line]
  /// How many cells a full row has, not counting empty headings at the end.
  var width: Int
  /// Headings that are neither a place nor a variable; they are not read.
  var ignored: [String] = []

  static func isPlace(_ heading: String) -> Bool {
    isArea(heading) || isName(heading) || ["GEO.ID2", "GEOID2"].contains(heading.uppercased())
  }

  static func isArea(_ heading: String) -> Bool {
    ["GEO_ID", "GEO.ID", "GEOID"].contains(heading.uppercased())
  }

  static func isName(_ heading: String) -> Bool {
    ["NAME", "GEO.DISPLAY-LABEL", "GEO.DISPLAY.LABEL"].contains(heading.uppercased())
  }

  /// - Throws: `ImportFault` in row 1 for a repeated heading, no GEO_ID, no estimate, a margin of
  ///   error or annotation without its estimate, or columns of two tables.
  init(_ csv: CSVTable, table named: String?) throws(ImportFault) {
    let headings = csv.row(0)
    width = (headings.lastIndex { !$0.isEmpty } ?? -1) + 1
    var seen: [String: Int] = [:]
    var codes: [(column: Int, code: ColumnCode)] = []
    var place: Int?
    for (column, heading) in headings.prefix(width).enumerated() {
      if heading.isEmpty {
        // A nameless first column is the row number that a data frame writes.
        if column == 0 { continue }
        throw csv.fault(0, column, "This column has no heading.")
      }
      if let first = seen.updateValue(column, forKey: heading.uppercased()) {
        throw csv.fault(0, column, "This heading stands in column \(first + 1) already.")
      }
      if Self.isArea(heading) {
        // `GEO_ID` is what the Bureau writes; a `GEOID` beside it was added by someone.
        if place == nil || heading.uppercased() != "GEOID" { place = column }
      } else if Self.isName(heading) {
        name = column
      } else if let code = ColumnCode(heading) {
        codes.append((column, code))
      } else if !Self.isPlace(heading) {
        ignored.append(heading)
      }
    }
    guard let place else {
      throw ImportFault(
        row: 1, column: "GEO_ID", message: "There is no GEO_ID column, so no area can be told.")
    }
    self.place = place
    let inHeadings = codes.lazy.compactMap(\.code.table).first
    table = inHeadings ?? named
    lines = []
    var lineOf: [String: Int] = [:]
    for (column, code) in codes {
      if let other = code.table, other != inHeadings {
        throw csv.fault(
          0, column,
          "This column is of table \(other), others are of \(inHeadings ?? "another table").")
      }
      guard code.role == .estimate else { continue }
      let name = code.variable(in: table)
      lineOf[name] = lines.count
      lines.append(Line(code: name, heading: headings[column], estimate: column))
    }
    for (column, code) in codes where code.role != .estimate {
      guard let line = lineOf[code.variable(in: table)] else {
        let what = code.role == .margin ? "margin of error" : "annotation"
        throw csv.fault(0, column, "This \(what) has no estimate column beside it.")
      }
      switch code.role {
      case .margin: lines[line].margin = column
      case .estimateNote: lines[line].estimateNote = column
      case .marginNote: lines[line].marginNote = column
      case .estimate: break
      }
    }
    if lines.isEmpty,
      headings.contains(where: { $0.wholeMatch(of: /[PH](?:CT)?\d+[A-Z]?_\d+N/) != nil })
    {
      throw ImportFault(
        row: 1, message: "This is a table of the decennial census, which has no estimates.")
    }
    guard !lines.isEmpty else {
      throw ImportFault(row: 1, message: "No column holds estimates (such as B01001_001E).")
    }
  }
}
