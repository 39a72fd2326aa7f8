import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

@Suite(.serialized) struct TakingPartTests {
  @Test(arguments: TestEngine.present)
  func `Somebody begins, answers, changes an answer and takes everything back`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let before = try await square.counts()
    let ana = try await square.begun()
    for vote in ["agree", "disagree", "pass"] {
      let reply = try await square.answer(ana, vote)
      #expect(reply.status == 303 && reply.header("location") == "\(square.path)#statement")
    }
    #expect(try await square.counts().votes == before.votes + 3)
    #expect(try await square.counts().participants == before.participants + 1)

    let receipt = await ana.get("\(square.path)/receipt")
    #expect(receipt.plainText.contains("What you answered"))
    let statement = try #require(
      receipt.text.firstMatch(of: #/name="statement" value="([^"]+)"/#)
    ).1
    let change = try await ana.submit(
      "\(square.path)/votes", onPage: "\(square.path)/receipt",
      ["statement": String(statement), "vote": "pass"])
    #expect(change.header("location") == "\(square.path)/receipt")
    #expect(try await square.counts().votes == before.votes + 3)

    let gone = try await ana.submit(
      "\(square.path)/withdrawal", onPage: "\(square.path)/receipt")
    #expect(gone.status == 303)
    #expect(try await square.counts().votes == before.votes)
    #expect(try await square.counts().participants == before.participants)
    try await square.end()
  }

  @Test func `Two presses on one answer are one answer`() async throws {
    let square = try await Square()
    let before = try await square.counts()
    let ana = try await square.begun()
    let page = await ana.get(square.path)
    let statement = String(
      try #require(page.text.firstMatch(of: #/name="statement" value="([^"]+)"/#)).1)
    for _ in 1...2 {
      let reply = try await ana.submit(
        "\(square.path)/votes", onPage: square.path, ["statement": statement, "vote": "agree"])
      #expect(reply.status == 303)
    }
    #expect(try await square.counts().votes == before.votes + 1)
    try await square.end()
  }

  @Test func `A receipt is known by its typing, and a forged one is not`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    try await square.answer(ana, "agree")
    let code = try #require(ana.cookies[Receipt.cookie(of: square.conversation)])
    let elsewhere = try await square.town.reader(nil)
    let spelled = code.uppercased().enumerated().map {
      $0.offset % 4 == 0 && $0.offset > 0 ? "-\($0.element)" : String($0.element)
    }.joined()
    let back = try await elsewhere.submit(
      "\(square.path)/receipt", onPage: "\(square.path)/receipt", ["receipt": spelled])
    #expect(back.status == 303 && back.cookie(Receipt.cookie(of: square.conversation)) == code)
    let forged = "0" + code.dropFirst()
    let refused = try await elsewhere.submit(
      "\(square.path)/receipt", onPage: "\(square.path)/receipt", ["receipt": forged])
    #expect(refused.status == 422 && refused.plainText.contains("no receipt of this conversation"))
    try await square.end()
  }

  @Test func `Without a receipt nothing is taken, and it is said why`() async throws {
    let square = try await Square()
    let before = try await square.counts()
    let visitor = try await square.town.reader(nil)
    let statement = try #require(try await square.statements().first)
    let token = await visitor.get(square.path).text
    let value = try #require(token.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
    let reply = await visitor.post(
      "\(square.path)/votes",
      [("token", String(value)), ("statement", statement.id.text), ("vote", "agree")])
    #expect(reply.status == 403 && reply.plainText.contains("no receipt of this conversation"))
    #expect(try await square.counts().votes == before.votes)
    try await square.end()
  }

  @Test func `A statement is read in Arabic, from right to left, and marked as a translation`()
    async throws
  {
    let square = try await Square()
    let amal = try await square.begun(language: "ar")
    let page = await amal.get(square.path)
    #expect(page.text.contains("<html lang=\"ar\" dir=\"rtl\""))
    #expect(page.text.contains("<blockquote id=\"statement-text\" lang=\"ar\""))
    try await square.end()
  }

  @Test func `Nobody is asked the same twice, and the end is said`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    let shown = try await square.statements().filter { $0.standing == .shown }.count
    var seen: Set<String> = []
    for _ in 0..<shown {
      let page = await ana.get(square.path)
      let statement = try #require(
        page.text.firstMatch(of: #/name="statement" value="([^"]+)"/#)
      ).1
      #expect(seen.insert(String(statement)).inserted)
      _ = try await ana.submit(
        "\(square.path)/votes", onPage: square.path,
        ["statement": String(statement), "vote": "agree"])
    }
    #expect(await ana.get(square.path).plainText.contains("You answered everything there is"))
    try await square.end()
  }

  @Test func `After its last day nobody can answer, and taking back is still open`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    try await square.answer(ana, "agree")
    let before = try await square.counts()
    let statement = try #require(try await square.statements().last { $0.standing == .shown })
    square.town.wait(seconds: 40 * 86400)
    #expect(await ana.get(square.path).plainText.contains("This conversation is over."))
    let late = try await ana.submit(
      "\(square.path)/votes", onPage: "\(square.path)/receipt",
      ["statement": statement.id.text, "vote": "agree"])
    #expect(late.status == 403 || late.status == 409)
    #expect(try await square.counts().votes == before.votes)
    _ = try await ana.submit("\(square.path)/withdrawal", onPage: "\(square.path)/receipt")
    #expect(try await square.counts().votes == before.votes - 1)
    try await square.end()
  }

  @Test func `A question with letters beyond ASCII is reached and answered`() async throws {
    let square = try await Square()
    let slug = "qué-falta-aquí-ما-الذي-ينقصنا"
    let id = square.conversation.id
    try await square.town.store.write { connection in
      _ = try connection.run("UPDATE conversation SET slug = \(slug) WHERE id = \(id)")
    }
    var reader = try await square.town.reader(nil)
    let path = try #require(
      (await reader.get("/conversations")).links.first { $0.hasPrefix("/conversations/qu%C3%A9-") })
    let page = await reader.get(path)
    #expect(page.status == 200 && !page.text.contains("action=\"/\""))
    let begun = try await reader.submit(
      "\(path)/beginning", onPage: path,
      ["challenge": try square.challenge(page), "work": try square.work(page)])
    #expect(begun.status == 303)
    let name = Receipt.cookie(of: square.conversation)
    reader.cookies[name] = begun.cookie(name)
    let before = try await square.counts()
    let answered = try await reader.submit("\(path)/votes", onPage: path, ["vote": "agree"])
    #expect(answered.status == 303 && answered.header("location") == "\(path)#statement")
    #expect(try await square.counts().votes == before.votes + 1)
    try await square.end()
  }
}
