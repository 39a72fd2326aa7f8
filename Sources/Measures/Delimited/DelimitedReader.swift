/// Reads delimited text by RFC 4180, with what real files do besides: LF, CRLF or CR line ends, a
/// byte-order mark, blank last lines, a quote in the middle of an unquoted cell.
public enum DelimitedReader {
  /// What to make of bytes that are not UTF-8.
  public enum Encoding: Sendable {
    /// Refuse them: the Census Bureau writes UTF-8, so other bytes mean damage.
    case utf8
    /// Read the whole file as Windows-1252, as the Public Libraries Survey is written.
    case utf8OrWindows1252
  }

  /// - Throws: `ImportFault` for an empty file, an archive or web page, NUL bytes, bytes that are
  ///   not text in the encoding, an unterminated quote, or text after a closing quote.
  public static func read(
    _ bytes: [UInt8], encoding: Encoding = .utf8, mostRows: Int = mostRows,
    mostCells: Int = mostCells
  ) throws(ImportFault) -> CSVTable {
    try FileBytes.refuseUnreadable(bytes)
    var text = FileBytes.withoutMark(bytes)
    if let nul = text.firstIndex(of: 0) {
      throw damage(in: text, at: nul, "The file has a NUL byte here: it is damaged or not text.")
    }
    if let bad = FileBytes.firstInvalidUTF8(text) {
      switch encoding {
      case .utf8:
        throw damage(in: text, at: bad, "The text here is not UTF-8. Save it as “CSV UTF-8”.")
      case .utf8OrWindows1252: text = FileBytes.fromWindows1252(text)
      }
    }
    return try parse(
      text, delimiter: delimiter(of: text), mostRows: mostRows, mostCells: mostCells)
  }

  /// Finds the delimiter that the first line has most of, outside quotes.
  package static func delimiter(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var quoted = false
    for byte in bytes {
      if byte == quote { quoted.toggle() }
      if quoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if candidates.contains(byte) { counts[byte, default: 0] += 1 }
    }
    let best = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    guard let best, counts[best, default: 0] > 0 else { return 0x2C }
    return best
  }

  package static func parse(
    _ bytes: [UInt8], delimiter: UInt8, mostRows: Int = mostRows, mostCells: Int = mostCells
  ) throws(ImportFault) -> CSVTable {
    guard bytes.count < Int(UInt32.max) else {
      throw ImportFault(message: "The file is larger than four gigabytes.")
    }
    var cells: [CSVTable.Cell] = []
    cells.reserveCapacity(bytes.count / 6)
    var rowStarts: [Int] = [0]
    // The summary file is written without quotes, so a quote in it is a letter like any other.
    let quoting = delimiter != 0x7C
    let count = bytes.count
    var index = 0

    func table() -> CSVTable {
      CSVTable(
        bytes: bytes, cells: cells, rowStarts: rowStarts + (cells.isEmpty ? [] : [cells.count]),
        delimiter: Character(Unicode.Scalar(delimiter)))
    }
    func fault(_ message: String) -> ImportFault {
      let row = rowStarts.count - 1
      let column = cells.count - (rowStarts.last ?? 0)
      return ImportFault(
        row: row + 1, column: row == 0 ? "column \(column + 1)" : table().columnName(column),
        message: message)
    }

    while index < count {
      guard rowStarts.count <= mostRows, cells.count <= mostCells,
        cells.count - (rowStarts.last ?? 0) < mostColumns
      else { throw tooMuch(row: rowStarts.count) }
      var start = index
      var end = index
      var escaped = false
      if quoting, bytes[index] == quote {
        start = index + 1
        index = start
        while index < count {
          if bytes[index] == quote {
            guard index + 1 < count, bytes[index + 1] == quote else { break }
            escaped = true
            index += 2
          } else {
            index += 1
          }
        }
        guard index < count else { throw fault("A quote opened here is never closed.") }
        end = index
        index += 1
        if index < count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
          throw fault("There is text after the closing quote.")
        }
      } else {
        while index < count {
          let byte = bytes[index]
          if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
          index += 1
        }
        end = index
      }
      cells.append(CSVTable.Cell(start: UInt32(start), end: UInt32(end), escaped: escaped))
      guard index < count else { break }
      if bytes[index] == delimiter {
        index += 1
        // A delimiter at the very end of the file still opens one more, empty, cell.
        if index == count {
          cells.append(CSVTable.Cell(start: UInt32(count), end: UInt32(count), escaped: false))
        }
      } else {
        if bytes[index] == 0x0D, index + 1 < count, bytes[index + 1] == 0x0A { index += 1 }
        index += 1
        if index < count { rowStarts.append(cells.count) }
      }
    }
    return table()
  }

  // Far more than any table of the Census Bureau has, and what a machine of 4 GB bears: a file of
  // commas alone has a cell for each byte.
  package static let mostColumns = 20_000
  public static let mostRows = 1_000_000
  public static let mostCells = 20_000_000

  private static func tooMuch(row: Int) -> ImportFault {
    ImportFault(
      row: row,
      message: "The file has more cells than any table read here: at most \(mostColumns) columns, "
        + "\(mostRows) rows and \(mostCells) cells.")
  }

  private static let quote: UInt8 = 0x22
  private static let candidates: [UInt8] = [0x2C, 0x7C, 0x09, 0x3B]

  private static func damage(in bytes: [UInt8], at offset: Int, _ message: String) -> ImportFault {
    guard let table = try? parse(bytes, delimiter: delimiter(of: bytes)),
      let place = table.place(ofByte: offset)
    else {
      let lines = bytes.prefix(offset).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      return ImportFault(row: lines, message: message)
    }
    return table.fault(place.row, place.column, message)
  }
}
