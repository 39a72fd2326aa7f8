import Delimited

/// A conversation as Polis and tools like it hand one on: `votes.csv` with `comments.csv`, or
/// `participants-votes.csv`, in which agree is 1 and disagree −1.
public struct PolisExport: Sendable, Equatable {
  /// A statement as the file has it.
  public struct Comment: Sendable, Equatable {
    public let id: Int
    public let text: String
    /// Who wrote it, where the file says so.
    public let author: String?
    /// 1 shown, −1 taken out, 0 not decided.
    public let moderation: Int
    public let isMeta: Bool
    /// A BCP 47 tag, where the file says so.
    public let language: String?
    /// What the file says it was answered, to be compared.
    public let agrees: Int?
    public let disagrees: Int?
  }

  /// Names of participants as the files have them, in the order of their positions.
  public let participants: [String]
  /// Numbers of statements as the files have them, in the order of their positions.
  public let statements: [Int]
  public let votes: VoteMatrix
  /// Empty where no file had them.
  public let comments: [Comment]
  /// The group that each participant is said to stand in, where a file says so.
  public let publishedGroups: [String: String]

  /// Positions of statements that moderation took out.
  public var moderatedOut: Set<Int> { positions { $0.moderation == -1 } }
  public var meta: Set<Int> { positions(\.isMeta) }

  private func positions(_ fits: (Comment) -> Bool) -> Set<Int> {
    let numbers = Set(comments.filter(fits).map(\.id))
    return Set(statements.indices.filter { numbers.contains(statements[$0]) })
  }

  /// What is wrong, in which file; the fault has row and column.
  public struct Fault: Error, Sendable, Equatable {
    public let file: String
    public let fault: ImportFault

    public init(file: String, fault: ImportFault) {
      self.file = file
      self.fault = fault
    }
  }

  /// - Parameter files: The bytes of each file by its name; others than the three are passed over.
  /// - Throws: ``Fault``. Nothing is guessed: a row that can't be read refuses its file.
  public init(_ files: [String: [UInt8]]) throws(Fault) {
    let comments = try files["comments.csv"].map { (bytes) throws(Fault) in
      try PolisExport.read("comments.csv", bytes) { (table) throws(ImportFault) in
        try CommentRows.read(table)
      }
    }
    let published = try files["participants-votes.csv"].map { (bytes) throws(Fault) in
      try PolisExport.read("participants-votes.csv", bytes) { (table) throws(ImportFault) in
        try ParticipantRows.read(table)
      }
    }
    var answers: [Answer]
    if let bytes = files["votes.csv"] {
      answers = try PolisExport.read("votes.csv", bytes) { (table) throws(ImportFault) in
        try VoteRows.read(table)
      }
    } else if let published {
      answers = published.answers
    } else {
      throw Fault(
        file: "votes.csv",
        fault: ImportFault(
          message:
            "There is neither votes.csv nor participants-votes.csv. Give one of them, with comments.csv beside it."
        ))
    }
    let numbers = Set(answers.map(\.statement)).union((comments ?? []).map(\.id))
    statements = numbers.sorted()
    participants = PolisExport.inOrder(Set(answers.map(\.participant)))
    let statementPosition = Dictionary(
      uniqueKeysWithValues: statements.enumerated().map { ($1, Int32($0)) })
    let participantPosition = Dictionary(
      uniqueKeysWithValues: participants.enumerated().map { ($1, Int32($0)) })
    let votes = answers.compactMap { answer -> VoteMatrix.Vote? in
      guard let participant = participantPosition[answer.participant],
        let statement = statementPosition[answer.statement]
      else { return nil }
      return VoteMatrix.Vote(
        participant: participant, statement: statement, value: answer.value)
    }
    answers = []
    do {
      self.votes = try VoteMatrix(
        participants: participants.count, statements: statements.count, votes: votes)
    } catch {
      throw Fault(file: "votes.csv", fault: ImportFault(message: "There are too many votes."))
    }
    self.comments = comments ?? []
    publishedGroups = published?.groups ?? [:]
  }

  private static func read<Rows>(
    _ name: String, _ bytes: [UInt8], _ body: (CSVTable) throws(ImportFault) -> Rows
  ) throws(Fault) -> Rows {
    do {
      // A row for each vote: five million of them are a large conversation, and no attack.
      return try body(
        try DelimitedReader.read(bytes, mostRows: 20_000_000, mostCells: 200_000_000))
    } catch {
      throw Fault(file: name, fault: error)
    }
  }

  /// Numbers by their size, other names after them by their letters.
  private static func inOrder(_ names: Set<String>) -> [String] {
    names.map { (Int($0), $0) }.sorted { left, right in
      switch (left.0, right.0) {
      case (let a?, let b?): (a, left.1) < (b, right.1)
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left.1 < right.1
      }
    }.map(\.1)
  }
}

/// One answer as a file has it.
struct Answer {
  let participant: String
  let statement: Int
  let value: Int8
}
