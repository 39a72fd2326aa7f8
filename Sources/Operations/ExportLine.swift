import Foundation
import Store

/// One row as a line of JSON: `{"id":"…","latitude":35.0912,"bytes":{"base64":"…"},"ended":0}`.
///
/// The same row gives the same bytes: columns in the table's order, no spaces, fractions in the
/// shortest form that reads back the same.
enum ExportLine {
  static func append(_ columns: [String], _ values: [Value], to line: inout [UInt8]) {
    line.append(UInt8(ascii: "{"))
    for (index, (column, value)) in zip(columns, values).enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      append(column, to: &line)
      line.append(UInt8(ascii: ":"))
      append(value, to: &line)
    }
    line += "}\n".utf8
  }

  private static func append(_ value: Value, to line: inout [UInt8]) {
    switch value {
    case .null: line += "null".utf8
    case .integer(let number): line += String(number).utf8
    case .real(let number): line += text(number).utf8
    case .text(let text): append(text, to: &line)
    case .blob(let bytes):
      line += "{\"base64\":\"\(Data(bytes).base64EncodedString())\"}".utf8
    }
  }

  /// With a point or an exponent, so that it is read as a fraction. SQLite knows no negative zero.
  static func text(_ number: Double) -> String { number == 0 ? "0.0" : "\(number)" }

  private static func append(_ text: String, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): line += "\\\"".utf8
      case UInt8(ascii: "\\"): line += "\\\\".utf8
      case UInt8(ascii: "\n"): line += "\\n".utf8
      case UInt8(ascii: "\r"): line += "\\r".utf8
      case UInt8(ascii: "\t"): line += "\\t".utf8
      case 0..<0x20: line += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: line.append(byte)
      }
    }
    line.append(UInt8(ascii: "\""))
  }

  /// Reads a line.
  ///
  /// - Throws: ``OperationFault``, with the place in the line.
  static func read(_ line: some Sequence<UInt8>) throws -> [String: Value] {
    var reader = LineReader(bytes: Array(line))
    return try reader.row()
  }
}

/// Reads one line of an export from left to right.
private struct LineReader {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func row() throws -> [String: Value] {
    var row: [String: Value] = [:]
    try expect("{")
    if take("}") { return try end(row) }
    repeat {
      let column = try string()
      try expect(":")
      let value = try value()
      guard row.updateValue(value, forKey: column) == nil else {
        throw fault("the column \(column) is there twice")
      }
    } while take(",")
    try expect("}")
    return try end(row)
  }

  private func end(_ row: [String: Value]) throws -> [String: Value] {
    guard place == bytes.count else { throw fault("there is more after the row") }
    return row
  }

  private mutating func value() throws -> Value {
    skipSpaces()
    switch place < bytes.count ? bytes[place] : 0 {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{"): return try blob()
    case UInt8(ascii: "n"):
      for character in "null".utf8 { try expect(character) }
      return .null
    default: return try number()
    }
  }

  private mutating func blob() throws -> Value {
    try expect("{")
    guard try string() == "base64" else { throw fault("base64 is expected") }
    try expect(":")
    guard let data = Data(base64Encoded: try string()) else { throw fault("this is no base64") }
    try expect("}")
    return .blob(Array(data))
  }

  private mutating func number() throws -> Value {
    let start = place
    while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if let number = Int64(text) { return .integer(number) }
    guard text.contains(where: { ".eE".contains($0) }), let number = Double(text), number.isFinite
    else { throw fault("a value is expected") }
    return .real(number)
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw fault("the text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw fault("a control character must be escaped")
      default: text.append(byte)
      }
    }
    throw fault("the text does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard place < bytes.count else { throw fault("the text does not end") }
    place += 1
    switch bytes[place - 1] {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case let byte where "\"\\/".utf8.contains(byte): text.append(byte)
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: "\\u".utf8) {
        place += 2
        units.append(try unit())
      }
      guard let decoded = String(validating: units, as: UTF16.self) else {
        throw fault("half a character")
      }
      text += decoded.utf8
    default: throw fault("an escape that JSON does not have")
    }
  }

  private mutating func unit() throws -> UInt16 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are expected") }
    place += 4
    return unit
  }

  private mutating func skipSpaces() {
    while place < bytes.count, " \t\r".utf8.contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    skipSpaces()
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws {
    // White space inside a text is part of it, so nothing is skipped behind its first mark.
    skipSpaces()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else {
      throw fault("\(character) is expected")
    }
    place += 1
    if character != "\"" { skipSpaces() }
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard place < bytes.count, bytes[place] == byte else { throw fault("a value is expected") }
    place += 1
  }

  private func fault(_ reason: String) -> OperationFault {
    OperationFault("at character \(place + 1): \(reason)")
  }
}
