import Foundation

/// How a letter's text travels: lines of at most 76 ASCII characters in any case (RFC 2045 §6).
enum BodyEncoding: String {
  case plain = "7bit"
  case quotedPrintable = "quoted-printable"
  case base64

  /// The encoding that suits `text`, and the text in it, with CR LF at the end of each line.
  static func encode(_ text: String) -> (encoding: BodyEncoding, body: String) {
    let lines = lines(of: text)
    let bytes = lines.reduce(0) { $0 + $1.count }
    let foreign = lines.reduce(0) { $0 + $1.count { $0 >= 0x80 } }
    let odd = lines.contains { line in
      line.count > HeaderText.width || line.last == 0x20 || line.last == 0x09
        || line.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
    }
    if foreign == 0 && !odd {
      return (.plain, lines.map { String(decoding: $0, as: UTF8.self) + "\r\n" }.joined())
    }
    // Above a sixth, base64 is the shorter of the two.
    if foreign * 6 <= bytes { return (.quotedPrintable, lines.map(quoted).joined()) }
    let whole = lines.reduce(into: Data()) { data, line in
      data += line
      data += [0x0D, 0x0A]
    }
    let encoded = whole.base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return (.base64, encoded + "\r\n")
  }

  /// The lines of a text, whichever way they end; empty lines after the last are dropped.
  static func lines(of text: String) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var afterReturn = false
    for byte in text.utf8 {
      defer { afterReturn = byte == 0x0D }
      if byte == 0x0A && afterReturn { continue }
      if byte == 0x0A || byte == 0x0D {
        lines.append(line)
        line = []
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty { lines.append(line) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func quoted(_ line: [UInt8]) -> String {
    var result = ""
    var used = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let piece: String
      switch byte {
      case 0x3D: piece = "=3D"
      case 0x21...0x7E: piece = String(Unicode.Scalar(byte))
      case 0x20 where !isLast, 0x09 where !isLast: piece = String(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        piece = digits.count == 1 ? "=0\(digits)" : "=\(digits)"
      }
      // Room for the `=` of a soft break, unless the line ends here.
      if used + piece.utf8.count > (isLast ? HeaderText.width : HeaderText.width - 1) {
        result += "=\r\n"
        used = 0
      }
      result += piece
      used += piece.utf8.count
    }
    return result + "\r\n"
  }
}
