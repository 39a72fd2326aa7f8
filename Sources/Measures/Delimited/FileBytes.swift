/// What can be told of a file from its bytes alone, before any table is sought in it.
package enum FileBytes {
  /// Refuses what cannot be a text file: nothing, archives, spreadsheets, pictures, web pages.
  package static func refuseUnreadable(_ bytes: [UInt8]) throws(ImportFault) {
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
      throw ImportFault(message: "The file is empty.")
    }
    for (magic, message) in magics where bytes.starts(with: magic) {
      throw ImportFault(message: message)
    }
    let opening = String(decoding: bytes.prefix(512), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    if ["<!doctype", "<html", "<head", "<body"].contains(where: opening.hasPrefix) {
      throw ImportFault(
        row: 1, message: "This is a web page (perhaps an error page) saved under this name.")
    }
    if opening.hasPrefix("<?xml") || opening.hasPrefix("<error") {
      throw ImportFault(row: 1, message: "This is an XML document, not a table.")
    }
  }

  private static let magics: [(magic: [UInt8], message: String)] = [
    (
      [0x50, 0x4B, 0x03, 0x04],
      "This is a zip archive (or an Excel workbook). Unpack it, or save the sheet as CSV."
    ),
    ([0x50, 0x4B, 0x05, 0x06], "This is an empty zip archive."),
    ([0x1F, 0x8B], "This is a gzip archive. Unpack it first."),
    ([0x25, 0x50, 0x44, 0x46], "This is a PDF document, not a table."),
    ([0xD0, 0xCF, 0x11, 0xE0], "This is an old Excel workbook. Save the sheet as CSV."),
    (
      [0x00, 0x00, 0x27, 0x0A],
      "This is a part of a shapefile, which is not read. Export the layer as GeoJSON."
    ),
    ([0xFF, 0xFE], "The text is UTF-16. Save it as “CSV UTF-8”."),
    ([0xFE, 0xFF], "The text is UTF-16. Save it as “CSV UTF-8”."),
  ]

  package static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The offset of the first byte that is not UTF-8 (RFC 3629), or nil if all are.
  package static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch lead {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return index
      }
      guard index + length <= bytes.count, (low...high).contains(bytes[index + 1]) else {
        return index
      }
      for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  /// Rewrites Windows-1252 (and so printable Latin-1) as UTF-8. Every byte has a reading, the five
  /// that the code page leaves undefined as U+FFFD.
  package static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        let scalar =
          byte < 0xA0 ? windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
      }
    }
    return text
  }

  private static let windows1252: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž",
    "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ",
    "\u{FFFD}", "ž", "Ÿ",
  ]
}
