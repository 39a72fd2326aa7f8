import Foundation
import Power
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

/// What the database says of who said what to somebody who holds all of it.
@Suite(.serialized) struct PrivacyTests {
  @Test(arguments: TestEngine.present)
  func `Nothing that is kept tells who answered, from where, or at what time`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let ana = try await square.begun()
    try await square.answer(ana, "agree")
    let (people, votes) = try await square.town.store.read { connection in
      (
        try connection.rows("SELECT * FROM participant"), try connection.rows("SELECT * FROM vote")
      )
    }
    #expect(Set(people[0].columnNames) == ["id", "conversation", "receipt", "staff"])
    #expect(Set(votes[0].columnNames) == ["participant", "statement", "value", "day"])
    let code = try #require(ana.cookies[Receipt.cookie(of: square.conversation)])
    for row in people { #expect(try row.string("receipt") != code) }
    // The job that draws the map is asked for by the minute, not by the second.
    let due = try await square.town.store.read { connection in
      try connection.rows("SELECT due FROM job WHERE kind = 'conversations.map'")
        .map { try $0.int64("due") }
    }
    #expect(due.count == 1 && due.allSatisfy { $0 % 60 == 0 })
    // Nor does the ledger: no moment is written when somebody answers.
    let moments = try await square.town.store.read { connection in
      try connection.rows("SELECT details, subject FROM moment WHERE kind LIKE 'vote%'")
    }
    #expect(moments.isEmpty)
    try await square.end()
  }

  @Test(arguments: TestEngine.present)
  func `An invitation that was used leaves nothing to join with a receipt`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let conversation = try await square.another { $0.audience = .invited }
    let ruth = try await square.town.reader(.owner)
    let dealt = try await ruth.submit(
      "\(conversation.deskPath)/invitations", onPage: "\(conversation.deskPath)/invitations",
      ["count": "3"])
    let links = dealt.text.matches(of: #/<code>[^<]*(\/conversations\/[^<]+)<\/code>/#)
      .map { String($0.1) }
    #expect(links.count == 3)
    let opened = try await ruth.submit(
      "\(conversation.deskPath)/opening", onPage: conversation.deskPath)
    #expect(opened.status == 303)
    var ana = try await square.town.reader(nil)
    let reply = try await ana.submit(links[0], onPage: links[0])
    let name = Receipt.cookie(of: conversation)
    let receipt = try #require(reply.cookie(name))
    ana.cookies[name] = receipt
    let (left, people, came) = try await square.town.store.read { connection in
      (
        try connection.count(
          "SELECT COUNT(*) FROM conversation_invitation WHERE conversation = \(conversation.id)"),
        try connection.count(
          "SELECT COUNT(*) FROM participant WHERE conversation = \(conversation.id)"),
        try Conversation.find(conversation.id, connection)?.came
      )
    }
    // The row is gone, and nobody is there yet: the first answer makes them, under another code.
    #expect(left == 2 && people == 0 && came == 1)
    let again = try await square.town.reader(nil).get(links[0])
    #expect(again.plainText.contains("This invitation is used up"))
    let uninvited = try await square.town.reader(nil).get(conversation.path)
    #expect(uninvited.plainText.contains("By invitation"))
    #expect(!uninvited.text.contains("name=\"challenge\""))
    try await square.end()
  }

  @Test func `Who writes a statement is in the ledger by the day alone`() async throws {
    let square = try await Square()
    square.town.wait(seconds: 3_725)
    let ana = try await square.begun()
    _ = try await ana.submit(
      "\(square.path)/statements", onPage: square.path, ["text": "Plant mulberry trees."])
    let times = try await square.town.store.read { connection in
      try connection.rows(
        "SELECT at FROM moment WHERE kind = 'statement.added' AND actor = 'community'"
      ).map { try $0.int64("at") }
    }
    #expect(!times.isEmpty && times.allSatisfy { $0 % 86_400 == 0 })
    try await square.end()
  }

  @Test func `A receipt opens its own conversation alone`() async throws {
    let square = try await Square()
    let other = try await square.another()
    let key = [UInt8](repeating: 7, count: 32)
    let receipt = Receipt.deal(
      for: square.conversation, key: key, square.town.site.surroundings)
    #expect(Receipt(receipt.code, for: square.conversation, key: key) == receipt)
    #expect(Receipt(receipt.code, for: other, key: key) == nil)
    #expect(Receipt(receipt.code, for: square.conversation, key: [1]) == nil)
    #expect(Receipt("", for: square.conversation, key: key) == nil)
    try await square.end()
  }

  @Test func `Votes of those who work here are kept apart from the map`() async throws {
    let square = try await Square()
    let before = try await square.map()
    var daniel = try await square.town.reader(.staff)
    // Who signed in begins at once.
    let begun = try await daniel.submit("\(square.path)/beginning", onPage: square.path)
    let name = Receipt.cookie(of: square.conversation)
    let receipt = try #require(begun.cookie(name))
    daniel.cookies[name] = receipt
    for _ in 1...8 { try await square.answer(daniel, "disagree") }
    let after = try await square.map()
    #expect(after.document.participants == before.document.participants)
    #expect(after.document.votes == before.document.votes)
    try await square.end()
  }

  @Test func `A group smaller than the charter allows is not shown, nor told by subtraction`()
    async throws
  {
    let square = try await Square()
    let map = try await square.map()
    let visitor = try await square.town.reader(nil)
    let open = await visitor.get("\(square.path)/map")
    #expect(open.plainText.contains("People and groups"))
    let smallest = try #require(map.document.groups.map(\.size).min())
    let communities = try await square.town.store.read { [square] in
      try square.conversation.communities($0)
    }
    try await square.town.store.write { connection in
      for community in communities {
        try connection.run(
          "INSERT INTO charter (community, smallest_cell) VALUES (\(community), \(smallest + 1))")
      }
    }
    let closed = await visitor.get("\(square.path)/map")
    #expect(closed.plainText.contains("Groups are not shown"))
    #expect(!closed.text.contains("crowd-mark"))
    try await square.end()
  }
}
