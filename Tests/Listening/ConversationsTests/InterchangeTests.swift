import Delimited
import FileFaults
import Foundation
import OpinionMap
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Conversations

@Suite(.serialized) struct InterchangeTests {
  private func exported(_ square: Square, _ file: PolisFile) async throws -> String {
    let daniel = try await square.town.reader(.staff)
    let reply = await daniel.get("\(square.desk)/files/\(file.name)")
    #expect(reply.status == 200)
    return reply.text
  }

  @Test(arguments: TestEngine.present)
  func `What is taken out and brought in again gives the same map`(engine: TestEngine) async throws
  {
    let square = try await Square(engine)
    let found = try await square.town.store.read { [square] in
      try KeptMap.latest(of: square.conversation.id, $0)
    }
    let map = try #require(found)
    var files: [String: [UInt8]] = [:]
    for file in [PolisFile.comments, .votes, .participantsVotes] {
      files[file.name] = Array(try await exported(square, file).utf8)
    }
    let export = try PolisExport(files)
    #expect(export.votes.voteCount == map.document.votes)
    let fresh = try await square.another()
    let surroundings = square.town.site.surroundings
    let taken = try await square.town.store.write { connection in
      try ConversationImport.keep(
        export, in: fresh, by: "staff", today: try #require(Day("2026-11-23")),
        at: surroundings.now(), surroundings, connection)
    }
    #expect(taken)
    try await ConversationJobs.drawMap(of: fresh.id, square.town.store, surroundings)
    let again = try #require(
      try await square.town.store.read { try KeptMap.latest(of: fresh.id, $0) })
    // All of it: tallies, groups, axes, and the digest of what it was drawn from.
    #expect(again.document == map.document)
    try await square.end()
  }

  @Test func `What those say who work here leaves only where it counts`() async throws {
    let square = try await Square()
    let before = try await exported(square, .votes)
    var daniel = try await square.town.reader(.staff)
    let begun = try await daniel.submit("\(square.path)/beginning", onPage: square.path)
    let name = Receipt.cookie(of: square.conversation)
    let receipt = try #require(begun.cookie(name))
    daniel.cookies[name] = receipt
    try await square.answer(daniel, "disagree")
    #expect(try await exported(square, .votes) == before)
    try await square.town.store.write { [square] connection in
      _ = try connection.run(
        "UPDATE conversation SET counts_staff = 1 WHERE id = \(square.conversation.id)")
    }
    let lines = try await exported(square, .votes).split(separator: "\r\n").count
    #expect(lines == before.split(separator: "\r\n").count + 1)
    try await square.end()
  }

  /// Files of other tools with one fault each.
  static let broken: [(fault: String, files: [String: String])] = [
    ("headings", ["votes.csv": "voter-id,comment-id\n1,1\n"]),
    ("vote", ["votes.csv": "voter-id,comment-id,vote\n1,1,5\n"]),
    ("no vote", ["votes.csv": "voter-id,comment-id,vote\n1,1,\n"]),
    ("number", ["votes.csv": "voter-id,comment-id,vote\n1,first,1\n"]),
    ("no voter", ["votes.csv": "voter-id,comment-id,vote\n,1,1\n"]),
    ("cells", ["votes.csv": "voter-id,comment-id,vote\n1,1,1,1,1\n"]),
    ("twice", ["comments.csv": "comment-id,comment-body\n1,A\n1,B\n", "votes.csv": ""]),
    ("moderated", ["comments.csv": "comment-id,moderated\n1,yes\n", "votes.csv": ""]),
    ("no statement", ["participants-votes.csv": "participant,group-id\na,0\n"]),
    ("same person", ["participants-votes.csv": "participant,0\na,1\na,1\n"]),
    ("no votes", ["comments.csv": "comment-id,comment-body\n1,A\n"]),
    ("nothing", ["votes.csv": ""]), ("a page", ["votes.csv": "<!doctype html><p>Error"]),
  ]

  @Test(arguments: broken.map(\.fault))
  func `What is wrong with a file is said in the reader's language`(fault: String) throws {
    let files = try #require(Self.broken.first { $0.fault == fault }).files
    let error = try #require(throws: PolisExport.Fault.self) {
      try PolisExport(files.mapValues { Array($0.utf8) })
    }
    let english = error.fault.message
    #expect(FileSentences.conversations.said(english, .english) == english)
    for language in [Language.spanish, .arabic] {
      let said = FileSentences.conversations.said(english, Words(language))
      #expect(said != nil && said != english && said?.contains("{") == false, "\(english)")
    }
  }

  @Test func `No row of what leaves tells a time of day, or an order of coming`() async throws {
    let square = try await Square()
    let votes = try await exported(square, .votes).split(separator: "\r\n").dropFirst()
    #expect(votes.count > 500)
    for line in votes {
      let time = try #require(Int(line.prefix { $0 != "," }))
      #expect(time % 86_400_000 == 0)
    }
    try await square.end()
  }

  @Test func `A statement that a spreadsheet would run is made harmless, and comes back the same`()
  {
    for text in ["=1+1", "@sum", "+a", "-a", "plain", "a, \"b\"\nc", "'quoted"] {
      let cell = CSV.cell(text)
      #expect(!cell.hasPrefix("=") && !cell.hasPrefix("@") && !cell.hasPrefix("+"))
      let bare = cell.hasPrefix("\"") ? String(cell.dropFirst().dropLast()) : cell
      #expect(CSV.bare(bare.replacing("\"\"", with: "\"")) == text)
    }
    #expect(CSV.cell("-1") == "-1")
  }

  @Test func `Translations are given back by file, and a wrong row names its place`() async throws {
    let square = try await Square()
    let lines = try StatementTranslations.read(
      Array("statement,source,language,text\n0,x,es,Hola\n1,y,ar,\n".utf8))
    #expect(lines.map(\.text) == ["Hola"])
    for (text, column) in [
      ("statement,language,text\nx,es,Hola\n", "statement"),
      ("statement,language,text\n0,!!,Hola\n", "language"),
    ] {
      do {
        _ = try StatementTranslations.read(Array(text.utf8))
        Issue.record("\(text) was read")
      } catch {
        #expect(error.row == 2 && error.column == column)
      }
    }
    let now = square.town.site.surroundings.now()
    let conversation = square.conversation
    try await square.town.store.write { connection in
      try StatementTranslations.keep(
        lines, of: conversation, by: "staff", at: now, connection)
    }
    let file = try await square.town.store.read { connection in
      try StatementTranslations.file(of: conversation, connection)
    }
    #expect(file.contains(",es,Hola\r\n"))
    try await square.end()
  }
}
