import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

/// What stands between a stranger and taking part.
@Suite(.serialized) struct BeginningTests {
  /// Presses *Begin* with what was taken from a page.
  private func press(
    _ square: Square, _ reader: Reader, challenge: String, work: String = ""
  ) async throws -> Reply {
    try await reader.submit(
      "\(square.path)/beginning", onPage: square.path, ["challenge": challenge, "work": work])
  }

  private func hasBegun(_ reply: Reply, _ square: Square) -> Bool {
    reply.status == 303 && reply.cookie(Receipt.cookie(of: square.conversation)) != nil
  }

  @Test(arguments: TestEngine.present)
  func `A page that was solved begins once, and what is kept of it is a number that goes`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let visitor = try await square.town.reader(nil)
    let page = await visitor.get(square.path)
    let (challenge, work) = (try square.challenge(page), try square.work(page))
    let first = try await press(square, visitor, challenge: challenge, work: work)
    #expect(hasBegun(first, square))
    let again = try await press(square, visitor, challenge: challenge, work: work)
    #expect(again.status == 200 && !hasBegun(again, square))
    #expect(again.plainText.contains("Press Begin once more."))
    // The page that is shown then has a challenge of its own.
    let fresh = try await press(
      square, visitor, challenge: try square.challenge(again), work: try square.work(again))
    #expect(hasBegun(fresh, square))

    let rows = try await square.town.store.read { connection in
      try connection.rows("SELECT * FROM conversation_beginning")
    }
    #expect(rows.count == 2)
    for row in rows {
      #expect(Set(row.columnNames) == ["nonce", "until"])
      #expect(try row.int64("until") % 3600 == 0)
    }
    square.town.wait(seconds: 3 * 3600)
    let now = square.town.site.surroundings.now()
    try await square.town.store.write { try ConversationJobs.forgetEnded(at: now, $0) }
    let left = try await square.town.store.read { connection in
      try connection.count("SELECT COUNT(*) FROM conversation_beginning")
    }
    #expect(left == 0)
    try await square.end()
  }

  @Test func `Without JavaScript one begins after fifteen seconds, and not a second before`()
    async throws
  {
    let square = try await Square()
    let visitor = try await square.town.reader(nil)
    let challenge = try square.challenge(await visitor.get(square.path))
    let soon = try await press(square, visitor, challenge: challenge)
    #expect(soon.status == 200 && !hasBegun(soon, square))
    #expect(soon.plainText.contains("15 seconds more, then press Begin."))
    #expect(soon.wellFormednessFault == nil && soon.repeatedIDs == [])
    // The same challenge goes on: nobody waits twice.
    #expect(try square.challenge(soon) == challenge)
    square.town.wait(seconds: 14)
    let early = try await press(square, visitor, challenge: challenge)
    #expect(early.plainText.contains("1 second more, then press Begin."))
    square.town.wait(seconds: 1)
    #expect(hasBegun(try await press(square, visitor, challenge: challenge), square))
    try await square.end()
  }

  @Test(arguments: ["", "0.0.0.0.0.0.0.0", "1", "-1.1.1.1.1.1.1.1", "1.1.1.1.1.1.1.1.1", "…"])
  func `What is no solution is none`(work: String) async throws {
    #expect(!Puzzle(nonce: "0123456789abcdef").isSolved(by: work))
    let square = try await Square()
    let visitor = try await square.town.reader(nil)
    let challenge = try square.challenge(await visitor.get(square.path))
    let reply = try await press(square, visitor, challenge: challenge, work: work)
    #expect(!hasBegun(reply, square) && reply.plainText.contains("more, then press Begin."))
    try await square.end()
  }

  @Test func `A solution is of one puzzle, with every part in its place`() {
    let nonce = "0123456789abcdef"
    let work = Puzzle(nonce: nonce).solution()
    #expect(Puzzle(nonce: nonce).isSolved(by: work))
    #expect(!Puzzle(nonce: "0123456789abcdeg").isSolved(by: work))
    let parts = work.split(separator: ".")
    #expect(!Puzzle(nonce: nonce).isSolved(by: parts.reversed().joined(separator: ".")))
    #expect(!Puzzle(nonce: nonce).isSolved(by: "0" + work))
    #expect(!Puzzle(nonce: nonce).isSolved(by: parts.dropLast().joined(separator: ".")))
  }

  @Test func `A page that stood open for more than two hours is shown anew`() async throws {
    let square = try await Square()
    let visitor = try await square.town.reader(nil)
    let page = await visitor.get(square.path)
    let (challenge, work) = (try square.challenge(page), try square.work(page))
    square.town.wait(seconds: Beginning.lifetime + 1)
    let late = try await press(square, visitor, challenge: challenge, work: work)
    #expect(!hasBegun(late, square) && late.plainText.contains("Press Begin once more."))
    try await square.end()
  }

  @Test func `A challenge is of its own conversation, and can't be made by hand`() async throws {
    let square = try await Square()
    let other = try await square.another()
    let surroundings = square.town.site.surroundings
    let key = try await square.town.store.write {
      try Secret.bytes("receipts", surroundings, $0)
    }
    let foreign = Beginning.issue(for: other, key: key, surroundings)
    let own = Beginning.issue(for: square.conversation, key: key, surroundings)
    let later = own.text.replacing("-\(own.issued.seconds)-", with: "-\(own.issued.seconds - 60)-")
    let visitor = try await square.town.reader(nil)
    for (text, nonce) in [
      (foreign.text, foreign.nonce), (later, own.nonce), ("", ""), ("a-b-c", "a"),
      (String(own.text.dropLast()), own.nonce),
    ] {
      let reply = try await press(
        square, visitor, challenge: text, work: nonce.isEmpty ? "" : Puzzle(nonce: nonce).solution()
      )
      #expect(!hasBegun(reply, square) && reply.plainText.contains("Press Begin once more."))
    }
    #expect(Beginning(own.text, for: square.conversation, key: key) == own)
    try await square.end()
  }

  @Test func `Who has begun and presses again keeps their receipt`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    let name = Receipt.cookie(of: square.conversation)
    let page = await (try await square.town.reader(nil)).get(square.path)
    let token = try #require(page.text.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
    let reply = await ana.post("\(square.path)/beginning", [("token", String(token))])
    #expect(reply.status == 303 && reply.cookie(name) == ana.cookies[name])
    try await square.end()
  }
}
