import Delimited
import Engagements
import Ledger
import OpinionMap
import Power
import Store
import Surroundings
import Web

/// A conversation that was held elsewhere, as its files say: read and checked before anything is kept.
public struct ConversationFiles: Sendable {
  /// What is read of a folder. `votes.csv` or `participants-votes.csv` must be there.
  public static let names = ["summary.csv", "comments.csv", "votes.csv", "participants-votes.csv"]

  /// Empty where no `summary.csv` says them.
  public let question: String
  public let background: String
  private let export: PolisExport

  /// - Parameter files: The bytes of each file by its name; others than ``names`` are passed over.
  /// - Throws: ``PolisExport/Fault``, naming file, row and column.
  public init(_ files: [String: [UInt8]]) throws(PolisExport.Fault) {
    export = try PolisExport(files)
    do throws(ImportFault) {
      let summary = try files["summary.csv"].map { (bytes) throws(ImportFault) in
        try ConversationFiles.pairs(bytes)
      }
      question = summary?["topic"] ?? ""
      background = summary?["conversation-description"] ?? ""
    } catch {
      throw PolisExport.Fault(file: "summary.csv", fault: error)
    }
  }

  public var statements: Int { export.statements.count }
  /// Statements that moderation took out; they are kept, and hidden.
  public var hidden: Int { export.moderatedOut.count }
  public var people: Int { export.participants.count }
  public var votes: Int { export.votes.voteCount }

  /// A name and a value on each line, without a heading.
  private static func pairs(_ bytes: [UInt8]) throws(ImportFault) -> [String: String] {
    let table = try DelimitedReader.read(bytes)
    var pairs: [String: String] = [:]
    for row in 0..<table.rowCount where table.width(row) > 1 {
      pairs[Blanks.trim(table.text(row, 0))] = CSV.bare(Blanks.trim(table.text(row, 1)))
    }
    return pairs
  }

  /// Prepares a conversation with all of it: statements, what moderation decided, people, answers.
  public func bringIn(
    as draft: ConversationDraft, to engagement: Engagement, by actor: String, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Conversation {
    let now = surroundings.now()
    let conversation = try Conversation.add(
      draft, id: .new(surroundings), to: engagement, by: actor, at: now, connection)
    let isTaken = try ConversationImport.keep(
      export, in: conversation, by: actor, today: today, at: now, surroundings, connection)
    guard isTaken else { throw Failure.notFound }
    return conversation
  }
}

extension Conversation {
  /// The conversation with that id or last part of its public address.
  public static func named(_ name: String, _ connection: any Connection) throws -> Conversation? {
    try connection.first("SELECT * FROM conversation WHERE id = \(name) OR slug = \(name)")
      .map(Conversation.init)
  }

  /// Asks the gate to let it out, for each of its communities, and writes down that it did.
  ///
  /// - Throws: ``Refusal``.
  func permitExport(
    to actor: Actor, today: Day, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    for community in try communities(connection) {
      let subject = Subject(kind: "conversation", id: id.text, community: community.text)
      try Gate.require(
        actor, .export, on: subject, purpose: .exchange, today: today, connection
      ).log(surroundings, connection)
    }
  }

  /// Its files, as other tools read them, after the gate let it out.
  ///
  /// - Parameter address: Where the library's pages are found, for links in the summary.
  /// - Throws: ``Refusal`` when a community's charter says no; then nothing is written down.
  public func takeOut(
    by actor: Actor, today: Day, address: String, from store: Store, _ surroundings: Surroundings
  ) async throws -> [(name: String, content: String)] {
    try await store.write { connection in
      try permitExport(to: actor, today: today, surroundings, connection)
    }
    return try await store.read { connection in
      let content = try PolisExportContent.read(self, address: address, connection)
      return PolisFile.allCases.map { (name: $0.name, content: content.file($0)) }
    }
  }
}
