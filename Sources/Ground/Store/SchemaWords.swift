/// The words of a schema, which the engines have different ones for.
enum SchemaWords {
  /// The statement of a migration as `dialect` takes it.
  ///
  /// For PostgreSQL whole words in capitals change: `INTEGER` to `BIGINT`, `REAL` to `DOUBLE
  /// PRECISION`, `BLOB` to `BYTEA`, and `TEXT` to `TEXT COLLATE "C"`, so that both engines sort and
  /// compare text by its bytes; a cast's `AS TEXT` stays. `STRICT` and `WITHOUT ROWID` after the
  /// last bracket of `CREATE TABLE` go. Literals, quoted names and comments stay untouched.
  static func statement(_ text: String, for dialect: Dialect) -> SQL {
    guard dialect == .postgres else { return SQL(verbatim: text) }
    var tokens = SchemaToken.all(of: text)
    SchemaToken.dropTableOptions(&tokens)
    var translated = ""
    var previous = ""
    for token in tokens {
      switch token {
      case .word(let word):
        translated += SchemaToken.translation(of: word, after: previous)
        previous = word
      case .other(let text):
        translated += text
        if text.contains(where: { !$0.isWhitespace }) { previous = "" }
      }
    }
    return SQL(verbatim: translated)
  }
}

/// A piece of a statement: enough to tell words from what stands in quotes.
private enum SchemaToken {
  case word(String)
  /// A literal, a quoted name, a comment, white space, or one other character.
  case other(String)

  static func translation(of word: String, after previous: String) -> String {
    switch word {
    case "INTEGER": "BIGINT"
    case "REAL": "DOUBLE PRECISION"
    case "BLOB": "BYTEA"
    case "TEXT" where previous != "AS": "TEXT COLLATE \"C\""
    default: word
    }
  }

  static func all(of text: String) -> [SchemaToken] {
    var tokens: [SchemaToken] = []
    var rest = text[...]
    while let first = rest.first {
      let end: Substring.Index
      if first == "'" || first == "\"" {
        end = endOfQuoted(rest, by: first)
      } else if rest.hasPrefix("--") {
        end = rest.firstIndex(of: "\n") ?? rest.endIndex
      } else if rest.hasPrefix("/*") {
        end = rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex
      } else if isWord(first) {
        end = rest.firstIndex { !isWord($0) } ?? rest.endIndex
        tokens.append(.word(String(rest[..<end])))
        rest = rest[end...]
        continue
      } else if first.isWhitespace {
        end = rest.firstIndex { !$0.isWhitespace } ?? rest.endIndex
      } else {
        end = rest.index(after: rest.startIndex)
      }
      tokens.append(.other(String(rest[..<end])))
      rest = rest[end...]
    }
    return tokens
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Past the quotation mark that ends the text; a doubled one is part of it.
  private static func endOfQuoted(_ text: Substring, by mark: Character) -> Substring.Index {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == mark {
        guard next < text.endIndex, text[next] == mark else { return next }
        index = text.index(after: next)
      } else {
        index = next
      }
    }
    return text.endIndex
  }

  /// Takes away what follows the last bracket of `CREATE TABLE`, when it is SQLite's own.
  static func dropTableOptions(_ tokens: inout [SchemaToken]) {
    let words = tokens.compactMap { token in
      if case .word(let word) = token { word.uppercased() } else { nil }
    }
    guard words.first == "CREATE", words.dropFirst().prefix(2).contains("TABLE"),
      let bracket = tokens.lastIndex(where: { if case .other(")") = $0 { true } else { false } })
    else { return }
    let isOptions = tokens[(bracket + 1)...].allSatisfy { token in
      switch token {
      case .word(let word): ["STRICT", "WITHOUT", "ROWID"].contains(word.uppercased())
      case .other(let text): text == "," || text == ";" || text.allSatisfy(\.isWhitespace)
      }
    }
    if isOptions { tokens.removeSubrange((bracket + 1)...) }
  }
}
