import Delimited
import Foundation

/// A file that comes beside a table's figures and describes them.
enum Companion {
  /// `…metadata….csv`: the label of each column.
  case metadata(table: String?, labels: [String: String])
  /// `…table_title….txt` or `…Table-Notes.txt`: the table's name and notes.
  case title(table: String?, title: String?, vintage: Vintage?)
  /// The summary file's `ACS20225YR_Table_Shells.txt`: the labels of all tables' variables.
  case shells(labels: [String: String])
  /// The summary file's `Geos20225YR.txt`: the name of each area.
  case geographies(names: [String: String])

  /// - Returns: nil if the file is none of these (perhaps a table of figures).
  /// - Throws: `ImportFault` if it seems to be one and is damaged.
  init?(name: String, bytes: [UInt8]) throws(ImportFault) {
    let lower = TableFileName.lastComponent(name).lowercased()
    if let title = Self.titleFile(lower, bytes) {
      self = title
      return
    }
    let looksLikeShells = lower.contains("table_shells") || lower.contains("table-shells")
    let looksGeographic = lower.hasPrefix("geos") || lower.hasPrefix("g20")
    guard
      looksGeographic || looksLikeShells || lower.contains("metadata")
        || Self.startsAsMetadata(bytes)
    else {
      return nil
    }
    let table = try DelimitedReader.read(bytes, encoding: .utf8OrWindows1252)
    if let names = Self.areaNames(table), !Self.hasEstimates(table) {
      self = .geographies(names: names)
      return
    }
    if looksLikeShells, let shells = try Self.shells(table) {
      self = shells
      return
    }
    guard let metadata = try Self.metadata(table) else { return nil }
    self = metadata
  }

  var table: String? {
    switch self {
    case .metadata(let table, _), .title(let table, _, _): table
    case .geographies, .shells: nil
    }
  }

  private static func hasEstimates(_ table: CSVTable) -> Bool {
    table.row(0).contains { ColumnCode($0)?.role == .estimate }
  }

  /// True if the first two lines are a column's name and its label each.
  private static func startsAsMetadata(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: FileBytes.withoutMark(bytes).prefix(400), as: UTF8.self)
    let lines = head.split(whereSeparator: \.isNewline).prefix(2).map { line in
      line.split(separator: ",").map { Blanks.trim(String($0.filter { $0 != "\"" })) }
    }
    guard lines.count == 2, let opening = lines.first, (2...3).contains(opening.count) else {
      return false
    }
    let isData = TableLayout.isPlace(opening[1]) || ColumnCode(opening[1]) != nil
    return !isData
      && lines.allSatisfy { cells in
        guard let first = cells.first else { return false }
        return first == "Column Name" || TableLayout.isPlace(first) || ColumnCode(first) != nil
      }
  }

  private static func metadata(_ table: CSVTable) throws(ImportFault) -> Companion? {
    var labels: [String: String] = [:]
    var id: String?
    for row in 0..<table.rowCount where !table.isBlank(row) {
      let cells = table.row(row)
      guard let first = cells.first else { continue }
      if first == "Column Name" || TableLayout.isPlace(first) { continue }
      guard let code = ColumnCode(first) else {
        if labels.isEmpty { return nil }
        throw table.fault(row, 0, "“\(first)” is not a column of a Census table.")
      }
      guard cells.count >= 2 else {
        throw ImportFault(row: row + 1, column: first, message: "This column has no label.")
      }
      id = id ?? code.table
      labels[first.uppercased()] = cells[1]
    }
    return labels.isEmpty ? nil : .metadata(table: id, labels: labels)
  }

  /// A row is a variable; its label stands below those of the rows before it with less indent.
  private static func shells(_ table: CSVTable) throws(ImportFault) -> Companion? {
    let header = table.row(0).map { $0.uppercased() }
    guard let code = header.firstIndex(of: "UNIQUE ID"), let label = header.firstIndex(of: "LABEL"),
      let indent = header.firstIndex(of: "INDENT"), let id = header.firstIndex(of: "TABLE ID")
    else { return nil }
    var labels: [String: String] = [:]
    var open: [(indent: Int, label: String)] = []
    var current = ""
    for row in 1..<max(table.rowCount, 1) where !table.isBlank(row) {
      let cells = table.row(row)
      guard cells.count > max(code, label, indent, id) else {
        throw table.fault(row, cells.count, "The row ends here.")
      }
      guard let depth = Numeral(cells[indent])?.value else {
        throw table.fault(row, indent, "“\(cells[indent].prefix(40))” is not a number.")
      }
      if cells[id] != current {
        current = cells[id]
        open = []
      }
      open.removeAll { Double($0.indent) >= depth }
      open.append((Int(depth), cells[label]))
      if !cells[code].isEmpty {
        labels[cells[code].uppercased()] = open.map(\.label).joined(separator: "!!")
      }
    }
    return labels.isEmpty ? nil : .shells(labels: labels)
  }

  private static func areaNames(_ table: CSVTable) -> [String: String]? {
    let header = table.row(0).map { $0.uppercased() }
    guard let id = header.firstIndex(where: { $0 == "GEO_ID" || $0 == "GEOID" }),
      let name = header.firstIndex(of: "NAME")
    else { return nil }
    var names: [String: String] = [:]
    for row in 1..<max(table.rowCount, 1) {
      names[Blanks.trim(table.text(row, id))] = Blanks.trim(table.text(row, name))
    }
    return names
  }

  private static func titleFile(_ lower: String, _ bytes: [UInt8]) -> Companion? {
    let isNamed =
      lower.contains("table_title") || lower.contains("table-notes")
      || lower.contains("table_notes")
    guard isNamed || lower.hasSuffix(".txt"), bytes.count < 1_000_000,
      FileBytes.firstInvalidUTF8(bytes) == nil
    else { return nil }
    let text = String(decoding: FileBytes.withoutMark(bytes), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { Blanks.trim(String($0)) }
      .filter { !$0.isEmpty }
    guard let first = lines.first else { return nil }
    var vintage = Vintage.inProse(text)
    if let match = text.firstMatch(of: /ACS[A-Z]{2}([135])Y(20\d\d)/), let span = Int(match.1),
      let year = Int(match.2)
    {
      vintage = vintage ?? Vintage(endYear: year, span: span)
    }
    if first.wholeMatch(of: /[A-Z]{1,3}\d{2,6}[A-Z]{0,3}/) != nil {
      return .title(table: first, title: lines.dropFirst().first, vintage: vintage)
    }
    if let match = text.firstMatch(of: /TABLE ID:?\s*([A-Z]{1,3}\d{2,6}[A-Z]{0,3})/) {
      let title = text.firstMatch(of: /TITLE:?[ \t]*([^\n]+)/).map { Blanks.trim(String($0.1)) }
      return .title(table: String(match.1), title: title, vintage: vintage)
    }
    return isNamed ? .title(table: nil, title: nil, vintage: vintage) : nil
  }
}

/// What the files beside a table tell of it, gathered.
struct Companions {
  var labels: [String: String] = [:]
  var title: String?
  var vintage: Vintage?
  var names: [String: String] = [:]

  /// - Throws: `ImportFault` if a companion describes another table than `id`.
  init(_ files: [(name: String, bytes: [UInt8])], id: String?) throws(ImportFault) {
    for file in files {
      guard let companion = try Companion(name: file.name, bytes: file.bytes) else { continue }
      if let id, let other = companion.table, other.uppercased() != id {
        throw ImportFault(
          message: "The figures are of table \(id), but "
            + "\(TableFileName.lastComponent(file.name)) beside them describes table \(other).")
      }
      switch companion {
      case .metadata(_, let labels), .shells(let labels):
        self.labels.merge(labels) { first, _ in first }
      case .title(_, let title, let vintage):
        self.title = self.title ?? title
        self.vintage = self.vintage ?? vintage
      case .geographies(let names): self.names.merge(names) { first, _ in first }
      }
    }
  }
}
