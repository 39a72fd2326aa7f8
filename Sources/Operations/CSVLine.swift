import Foundation
import Store

/// One row as a line of CSV (RFC 4180), for spreadsheets: to be read, not to be loaded again.
enum CSVLine {
  static func append(header columns: [String], to line: inout [UInt8]) {
    append(columns.map { cell(.text($0)) }, to: &line)
  }

  static func append(_ values: [Value], to line: inout [UInt8]) {
    append(values.map(cell), to: &line)
  }

  private static func append(_ cells: [String], to line: inout [UInt8]) {
    line += cells.joined(separator: ",").utf8
    line += "\r\n".utf8
  }

  /// A missing value is an empty cell, an empty text `""`.
  static func cell(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): ExportLine.text(number)
    case .text(let text): quoted(guarded(text))
    case .blob(let bytes): Data(bytes).base64EncodedString()
    }
  }

  /// Text that a spreadsheet would run as a formula gets an apostrophe before it. By its bytes: a
  /// line break of two is one character to Swift, as is an equals sign with an accent.
  private static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.isEmpty || text.utf8.contains { "\",\r\n;\t ".utf8.contains($0) }
    guard needsQuotes else { return text }
    let mark = UInt8(ascii: "\"")
    let doubled = text.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] }
    return "\"\(String(decoding: doubled, as: UTF8.self))\""
  }
}
