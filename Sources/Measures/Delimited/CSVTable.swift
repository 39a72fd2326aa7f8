/// A delimited text as rows of cells, kept as the file's bytes with the place of each cell.
///
/// Rows and columns are counted from 0 here; people are told rows from 1 (`ImportFault`).
/// Rows may differ in width: what reads the table judges that, since it knows the headings.
public struct CSVTable: Sendable {
  struct Cell: Sendable {
    var start: UInt32
    var end: UInt32
    /// True if the cell was quoted and holds doubled quotes to be undone.
    var escaped: Bool
  }

  let bytes: [UInt8]
  let cells: [Cell]
  /// Index in `cells` of each row's first cell, and one past the last row's end.
  let rowStarts: [Int]
  /// What stands between two cells: a comma, pipe, tab or semicolon.
  public let delimiter: Character

  public var rowCount: Int { max(rowStarts.count - 1, 0) }

  /// How many cells the row has; 0 for a row that is not there.
  public func width(_ row: Int) -> Int {
    guard row >= 0, row < rowCount else { return 0 }
    return rowStarts[row + 1] - rowStarts[row]
  }

  /// The cell's text, without its quotes; empty for a cell that is not there.
  public func text(_ row: Int, _ column: Int) -> String {
    guard let cell = cell(row, column) else { return "" }
    let text = String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self)
    return cell.escaped
      ? text.split(separator: "\"\"", omittingEmptySubsequences: false)
        .joined(separator: "\"") : text
  }

  /// The cell's bytes with blanks at both ends dropped.
  package func trimmed(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    guard let cell = cell(row, column) else { return [] }
    var start = Int(cell.start)
    var end = Int(cell.end)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return bytes[start..<end]
  }

  package func isBlank(_ row: Int) -> Bool {
    (0..<width(row)).allSatisfy { trimmed(row, $0).isEmpty }
  }

  /// The texts of one row, blanks at both ends dropped.
  public func row(_ row: Int) -> [String] {
    (0..<width(row)).map { Blanks.trim(text(row, $0)) }
  }

  /// What to call a column in a fault: its heading, else its number.
  package func columnName(_ column: Int) -> String {
    let heading = Blanks.trim(text(0, column))
    let isName = heading.count <= 200 && !heading.unicodeScalars.contains { $0.value < 0x20 }
    return heading.isEmpty || !isName ? "column \(column + 1)" : heading
  }

  package func fault(_ row: Int, _ column: Int, _ message: String) -> ImportFault {
    ImportFault(row: row + 1, column: columnName(column), message: message)
  }

  /// The row and column whose cell holds the byte at an offset.
  func place(ofByte offset: Int) -> (row: Int, column: Int)? {
    for row in 0..<rowCount {
      let range = rowStarts[row]..<rowStarts[row + 1]
      guard let last = range.last, Int(cells[last].end) >= offset else { continue }
      let column = range.firstIndex { Int(cells[$0].end) >= offset } ?? last
      return (row, column - rowStarts[row])
    }
    return nil
  }

  private func cell(_ row: Int, _ column: Int) -> Cell? {
    guard column >= 0, column < width(row) else { return nil }
    return cells[rowStarts[row] + column]
  }
}

/// Blanks as these files have them: spaces, tabs, line ends and non-breaking spaces.
package enum Blanks {
  package static func trim(_ text: String) -> String {
    let head = text.drop { isBlank($0) }
    guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(head[...last])
  }

  package static func isBlank(_ character: Character) -> Bool {
    character.isWhitespace || character == "\u{A0}" || character == "\u{FEFF}"
  }
}
