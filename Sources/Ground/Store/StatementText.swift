/// What the engines need to know of a statement from its text alone.
struct StatementText {
  /// The first words, in capitals, brackets and the rest of a name cut off.
  private let words: [Substring]

  init(_ text: String) {
    words = text.prefix(200).split(whereSeparator: { $0.isWhitespace || $0 == "(" })
  }

  private var first: String { words.first?.uppercased() ?? "" }

  /// Whether it begins, ends or parts a transaction: the store alone does that.
  var controlsTransaction: Bool {
    ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "ABORT"]
      .contains(first)
  }

  /// Whether it can change rows, and so has a number of them to tell.
  var changesRows: Bool {
    ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(first)
  }

  var isQuery: Bool { ["SELECT", "WITH", "VALUES"].contains(first) }

  /// The table that it inserts into, updates or deletes from; empty when that can't be told.
  var table: String {
    let before: String
    switch first {
    case "INSERT", "REPLACE": before = "INTO"
    case "UPDATE": before = "UPDATE"
    case "DELETE": before = "FROM"
    default: return ""
    }
    guard let place = words.firstIndex(where: { $0.uppercased() == before }),
      place + 1 < words.count
    else { return "" }
    return words[place + 1].filter { $0 != "\"" }.lowercased()
  }
}
