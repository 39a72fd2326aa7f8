/// What the engines need to know of a statement from its text alone. Asked for each statement, so it
/// reads no more of it than it must.
struct StatementText {
  private let text: String
  /// The first word, in capitals.
  private let first: String

  init(_ text: String) {
    self.text = text
    let word = text.utf8.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 | 0x20 >= UInt8(ascii: "a") }
      .prefix(9)
    // Short enough to need no memory of its own.
    first = String(decoding: word.lazy.map { $0 & 0xDF }, as: UTF8.self)
  }

  /// Whether it begins, ends or parts a transaction: the store alone does that.
  var controlsTransaction: Bool {
    switch first {
    case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "ABORT": true
    default: false
    }
  }

  /// Whether it can change rows, and so has a number of them to tell.
  var changesRows: Bool {
    switch first {
    case "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH": true
    default: false
    }
  }

  var isQuery: Bool {
    switch first {
    case "SELECT", "WITH", "VALUES": true
    default: false
    }
  }

  /// The table that it inserts into, updates or deletes from; empty when that can't be told.
  var table: String {
    let before: String
    switch first {
    case "INSERT", "REPLACE": before = "INTO"
    case "UPDATE": before = "UPDATE"
    case "DELETE": before = "FROM"
    default: return ""
    }
    let words = text.prefix(200).split(whereSeparator: { $0.isWhitespace || $0 == "(" })
    guard let place = words.firstIndex(where: { $0.uppercased() == before }),
      place + 1 < words.count
    else { return "" }
    return words[place + 1].filter { $0 != "\"" }.lowercased()
  }
}
