import Accounts
import Delimited
import Jobs
import Ledger
import OpinionMap
import Store
import Surroundings
import Translations
import Web
import Words

/// A conversation that was held elsewhere.
enum ConversationImport {
  /// Keeps statements, what moderation decided, people and their answers. Nobody holds a receipt of
  /// it: the people are those of another program.
  ///
  /// - Returns: False when the conversation was opened or has statements; then nothing is changed.
  static func keep(
    _ export: PolisExport, in conversation: Conversation, by actor: String, today: Day,
    at now: Instant, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Bool {
    let isEmpty = try !connection.exists(
      "SELECT 1 FROM statement WHERE conversation = \(conversation.id)")
    guard isEmpty, try Conversation.find(conversation.id, connection)?.state == .draft else {
      return false
    }
    let people = export.participants.map { _ in ID<Participant>.new(surroundings) }
    for person in people {
      try connection.run(
        """
        INSERT INTO participant (id, conversation, receipt, staff)
        VALUES (\(person), \(conversation.id), \(Code.hash(Code.new(surroundings))), 0)
        """)
    }
    let statements = try keepStatements(
      export, in: conversation, today: today, surroundings, connection)
    for participant in 0..<export.votes.participantCount {
      for (position, vote) in export.votes.row(participant).sorted(by: { $0.key < $1.key }) {
        try connection.run(
          """
          INSERT INTO vote (participant, statement, value, day)
          VALUES (\(people[participant]), \(statements[position]), \(vote), \(today))
          """)
      }
    }
    try conversation.record(
      "conversation.imported", by: actor, at: now,
      with: ["people": String(people.count), "votes": String(export.votes.voteCount)], connection)
    try Job.ask(
      ConversationJobs.mapName, for: conversation.id.text, at: now, connection)
    return true
  }

  private static func keepStatements(
    _ export: PolisExport, in conversation: Conversation, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> [ID<Statement>] {
    let comments = Dictionary(
      export.comments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let answered = export.votes.tallies.map { $0.seen > 0 }
    return try export.statements.enumerated().map { position, number in
      let id = ID<Statement>.new(surroundings)
      let comment = comments[number]
      let text = CSV.bare(comment?.text ?? "")
      // Undecided ones were shown elsewhere if anybody answered them; others are read here first.
      let waits =
        comment?.moderation == 0 && !answered[position] && conversation.moderation == .before
      let standing: Statement.Standing =
        comment?.moderation == -1 ? .hidden : waits ? .waiting : .shown
      let language = comment?.language.flatMap { Language($0) } ?? conversation.language
      try connection.run(
        """
        INSERT INTO statement (id, conversation, number, text, language, origin, author, standing,
          meta, day)
        VALUES (\(id), \(conversation.id), \(number), \(text.isEmpty ? "#\(number)" : text),
          \(language.tag), \(Statement.Origin.import), NULL, \(standing),
          \(comment?.isMeta ?? false), \(today))
        """)
      return id
    }
  }
}

let translationsName = "translations.csv"

/// Statements in other languages, as one table that a translator fills in.
enum StatementTranslations {
  struct Line {
    let number: Int
    let language: Language
    let text: String
  }

  /// A row for each statement and each language that it is not written in.
  static func file(
    of conversation: Conversation, _ connection: any Connection
  ) throws -> String {
    var rows = [["statement", "source", "language", "text"]]
    for statement in try Statement.all(of: conversation.id, connection)
    where statement.standing == .shown {
      let present = try Translation.of(
        "statement", statement.id.text, sources: ["text": statement.text], connection)
      for language in Language.spoken where language != statement.language {
        rows.append([
          String(statement.number), statement.text, language.tag,
          present.first { $0.language == language }?.text ?? "",
        ])
      }
    }
    return CSV.lines(rows)
  }

  /// - Throws: ``ImportFault``, naming row and column.
  static func read(_ bytes: [UInt8]) throws(ImportFault) -> [Line] {
    let table = try DelimitedReader.read(bytes)
    let headings = table.row(0)
    func need(_ name: String) throws(ImportFault) -> Int {
      guard let place = headings.firstIndex(of: name) else {
        throw ImportFault(row: 1, message: "The column \(name) is missing.")
      }
      return place
    }
    let (number, language, text) = (
      try need("statement"), try need("language"), try need("text")
    )
    var lines: [Line] = []
    for row in 1..<max(1, table.rowCount) where table.width(row) > text {
      let words = Blanks.trim(table.text(row, text))
      if words.isEmpty { continue }
      guard let statement = Int(Blanks.trim(table.text(row, number))) else {
        throw ImportFault(
          row: row + 1, column: "statement", message: "This is no statement’s number.")
      }
      guard let tag = Language(Blanks.trim(table.text(row, language))) else {
        throw ImportFault(
          row: row + 1, column: "language", message: "This is no language, such as es or ar.")
      }
      lines.append(Line(number: statement, language: tag, text: CSV.bare(words)))
    }
    return lines
  }

  static func keep(
    _ lines: [Line], of conversation: Conversation, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    let statements = Dictionary(
      uniqueKeysWithValues: try Statement.all(of: conversation.id, connection)
        .map { ($0.number, $0) })
    for (index, line) in lines.enumerated() {
      guard let statement = statements[line.number] else {
        throw ImportFault(
          row: index + 2, column: "statement",
          message: "There is no statement \(line.number) in this conversation.")
      }
      guard line.language != statement.language else { continue }
      try Translation.save(
        line.text, state: .translated, of: "text", source: statement.text, kind: "statement",
        subject: statement.id.text, language: line.language, at: now, connection)
    }
    try conversation.record("translation.saved", by: actor, at: now, connection)
  }
}
