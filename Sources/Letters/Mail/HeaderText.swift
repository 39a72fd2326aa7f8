import Foundation

/// Text in the header of a letter: ASCII in lines of at most 76 characters, all else as encoded
/// words (RFC 5322 §2.2.3, RFC 2047).
enum HeaderText {
  /// Characters that a line of a header has at most.
  static let width = 76
  /// Bytes in one encoded word: with the longest of our header names before it the line still fits.
  private static let wordBytes = 39

  /// `name: text`, folded, with its line end.
  static func line(_ name: String, _ text: String) -> String {
    "\(name): \(unstructured(text, after: name.utf8.count + 2))\r\n"
  }

  /// `name: Display Name <address>`, folded, with its line end.
  static func line(_ name: String, _ mailbox: Mailbox) -> String {
    guard !mailbox.name.isEmpty else { return "\(name): \(mailbox.address)\r\n" }
    let phrase = phrase(mailbox.name)
    let last = phrase.utf8.reversed().prefix { $0 != 0x0A }.count
    let before = phrase.utf8.contains(0x0A) ? last : last + name.utf8.count + 2
    let fits = before + 3 + mailbox.address.utf8.count <= width
    return "\(name): \(phrase)\(fits ? " " : "\r\n ")<\(mailbox.address)>\r\n"
  }

  private static func unstructured(_ text: String, after column: Int) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    // An empty word is a space at an end, or two in a row: folding would lose it.
    guard isPlain(text), words.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 60 }) else {
      return encodedWords(text)
    }
    var result = ""
    var used = column
    for (index, word) in words.enumerated() {
      if index > 0 {
        let fits = used + 1 + word.utf8.count <= width
        result += fits ? " " : "\r\n "
        used = fits ? used + 1 : 1
      }
      result += word
      used += word.utf8.count
    }
    return result
  }

  private static func phrase(_ name: String) -> String {
    guard isPlain(name), name.utf8.count <= 60 else { return encodedWords(name) }
    let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// Printable ASCII that can't be taken for an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
  }

  /// `=?utf-8?B?…?=` words, each whole by itself: none ends within a character.
  static func encodedWords(_ text: String) -> String {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    func add(_ bytes: [UInt8]) {
      if word.count + bytes.count > wordBytes, !word.isEmpty {
        words.append(word)
        word = []
      }
      word += bytes
    }
    for character in text {
      let bytes = Array(character.utf8)
      if bytes.count <= wordBytes {
        add(bytes)
      } else {
        for scalar in character.unicodeScalars { add(Array(String(scalar).utf8)) }
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}
