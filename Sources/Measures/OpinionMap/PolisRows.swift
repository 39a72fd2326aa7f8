import Delimited

/// The columns of a table by their headings.
private struct Columns {
  let table: CSVTable
  private var places: [String: Int] = [:]

  init(_ table: CSVTable) {
    self.table = table
    for column in 0..<table.width(0) where table.rowCount > 0 {
      let heading = Blanks.trim(table.text(0, column)).lowercased()
      if places[heading] == nil { places[heading] = column }
    }
  }

  func place(_ heading: String) -> Int? { places[heading] }

  func need(_ heading: String) throws(ImportFault) -> Int {
    guard let place = places[heading] else {
      throw ImportFault(
        row: 1,
        message:
          "The column \(heading) is missing. The first row must hold the headings as the export has them."
      )
    }
    return place
  }

  /// Rows that hold anything.
  var rows: [Int] { (1..<max(1, table.rowCount)).filter { !table.isBlank($0) } }

  func text(_ row: Int, _ column: Int) -> String { Blanks.trim(table.text(row, column)) }

  func whole(_ row: Int, _ column: Int) throws(ImportFault) -> Int {
    let text = text(row, column)
    guard let number = Int(text) else {
      throw table.fault(row, column, "“\(text.prefix(40))” is not a whole number.")
    }
    return number
  }

  func name(_ row: Int, _ column: Int) throws(ImportFault) -> String {
    let text = text(row, column)
    if text.isEmpty { throw table.fault(row, column, "This cell is empty.") }
    return text
  }

  func vote(_ row: Int, _ column: Int) throws(ImportFault) -> Int8 {
    switch text(row, column) {
    case "1": return 1
    case "0": return 0
    case "-1": return -1
    case let other:
      throw table.fault(
        row, column, "A vote is 1 (agree), 0 (pass) or -1 (disagree), not “\(other.prefix(40))”.")
    }
  }

  /// A row with more or fewer cells than there are headings was torn.
  func checkWidths() throws(ImportFault) {
    for row in rows where table.width(row) != table.width(0) {
      throw table.fault(
        row, max(0, min(table.width(row), table.width(0)) - 1),
        "The row has \(table.width(row)) cells, but there are \(table.width(0)) headings.")
    }
  }
}

enum VoteRows {
  /// The answers in the order of their times; those of one time in the order of their rows.
  static func read(_ table: CSVTable) throws(ImportFault) -> [Answer] {
    let columns = Columns(table)
    let time = columns.place("timestamp")
    let statement = try columns.need("comment-id")
    let voter = try columns.need("voter-id")
    let vote = try columns.need("vote")
    try columns.checkWidths()
    var answers: [(time: Int, answer: Answer)] = []
    var isOrdered = true
    for row in columns.rows {
      let at = if let time { try columns.whole(row, time) } else { 0 }
      if let last = answers.last, last.time > at { isOrdered = false }
      answers.append(
        (
          at,
          Answer(
            participant: try columns.name(row, voter),
            statement: try columns.whole(row, statement), value: try columns.vote(row, vote))
        ))
    }
    guard !isOrdered else { return answers.map(\.answer) }
    return answers.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element.answer)
  }
}

enum CommentRows {
  static func read(_ table: CSVTable) throws(ImportFault) -> [PolisExport.Comment] {
    let columns = Columns(table)
    let id = try columns.need("comment-id")
    let text = columns.place("comment-body")
    let author = columns.place("author-id")
    let moderated = columns.place("moderated")
    let meta = columns.place("is-meta")
    let language = columns.place("language")
    let agrees = columns.place("agrees")
    let disagrees = columns.place("disagrees")
    try columns.checkWidths()
    var seen: Set<Int> = []
    var comments: [PolisExport.Comment] = []
    for row in columns.rows {
      let number = try columns.whole(row, id)
      guard seen.insert(number).inserted else {
        throw table.fault(row, id, "Statement \(number) is there twice.")
      }
      let moderation = if let moderated { try columns.whole(row, moderated) } else { 1 }
      guard (-1...1).contains(moderation) else {
        throw table.fault(row, moderated ?? 0, "moderated is 1, 0 or -1.")
      }
      let isMeta = meta.map { ["1", "true", "t"].contains(columns.text(row, $0).lowercased()) }
      comments.append(
        PolisExport.Comment(
          id: number, text: text.map { table.text(row, $0) } ?? "",
          author: author.map { columns.text(row, $0) }.flatMap { $0.isEmpty ? nil : $0 },
          moderation: moderation, isMeta: isMeta ?? false,
          language: language.map { columns.text(row, $0) }.flatMap { $0.isEmpty ? nil : $0 },
          agrees: agrees.flatMap { Int(columns.text(row, $0)) },
          disagrees: disagrees.flatMap { Int(columns.text(row, $0)) }))
    }
    return comments
  }
}

enum ParticipantRows {
  static func read(
    _ table: CSVTable
  ) throws(ImportFault) -> (answers: [Answer], groups: [String: String]) {
    let columns = Columns(table)
    let participant = try columns.need("participant")
    let group = columns.place("group-id")
    let statements = (0..<table.width(0)).compactMap { column in
      Int(columns.text(0, column)).map { (column: column, number: $0) }
    }
    guard !statements.isEmpty else {
      throw ImportFault(row: 1, message: "No column is headed by the number of a statement.")
    }
    try columns.checkWidths()
    var answers: [Answer] = []
    var groups: [String: String] = [:]
    var seen: Set<String> = []
    for row in columns.rows {
      let name = try columns.name(row, participant)
      guard seen.insert(name).inserted else {
        throw table.fault(row, participant, "Participant \(name.prefix(40)) is there twice.")
      }
      if let group, !columns.text(row, group).isEmpty { groups[name] = columns.text(row, group) }
      for (column, number) in statements where !table.trimmed(row, column).isEmpty {
        answers.append(
          Answer(participant: name, statement: number, value: try columns.vote(row, column)))
      }
    }
    return (answers, groups)
  }
}
