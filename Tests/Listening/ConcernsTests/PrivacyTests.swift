import Accounts
import Foundation
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Concerns

/// What the database says of who wrote what, to somebody who holds all of it.
@Suite(.serialized) struct PrivacyTests {
  @Test(arguments: TestEngine.present)
  func `No address but the one kept apart, nothing in the ledger, no time`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    door.town.wait(seconds: 3_725)
    let told = "Mi vecina Rosalinda duerme en la entrada."
    let ana = try await door.raise(
      told, ["wish": "mail", "address": "ana@casa.example", "place": "Calle Luna 9"])
    _ = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt",
      ["kind": "more", "words": "Y llueve adentro."])
    #expect(try await door.tables(holding: "ana@casa.example") == ["concern_address"])
    #expect(try await door.tables(holding: told) == ["concern"])
    #expect(try await door.tables(holding: "Y llueve adentro.") == ["concern_word"])
    #expect(try await door.tables(holding: ana.code) == [])
    let (columns, words, moments) = try await door.town.store.read { connection in
      (
        try connection.rows("SELECT * FROM concern").first?.columnNames ?? [],
        try connection.rows("SELECT * FROM concern_word").first?.columnNames ?? [],
        try connection.rows(
          """
          SELECT at, details FROM moment
          WHERE subject_kind = 'concern' AND actor = 'community'
          """
        ).map { (at: try $0.int64("at"), details: try $0.string("details")) }
      )
    }
    for name in columns + words {
      #expect(!["at", "created", "created_at", "origin", "address", "account"].contains(name))
    }
    #expect(moments.count > 2 && moments.allSatisfy { $0.at % 86_400 == 0 })
    #expect(!moments.contains { $0.details.contains("Rosalinda") })
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `Taking back removes it everywhere: words, answers, page, feed, address and letters`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let ana = try await door.raise(
      "The ramp is broken.",
      ["wish": "mail", "address": "ana@casa.example", "open": "yes", "place": "South door"])
    try await door.answer(ana.concern, "need-more", "Which ramp do you mean?")
    try await door.publish(ana.concern)
    let visitor = try await door.town.reader(nil)
    #expect(await visitor.get("/concerns.atom").text.contains("The ramp is broken."))
    #expect(try await door.tables(holding: "ana@casa.example") == ["concern_address", "letter"])

    let asked = await ana.reader.get("/concerns/receipt/withdrawal")
    #expect(asked.status == 200)
    for _ in 1...2 {
      let token = try #require(asked.text.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
      let gone = await ana.reader.post(
        "/concerns/receipt/withdrawal", [("token", String(token))])
      #expect(gone.status == 303)
    }
    for text in [
      "The ramp is broken.", "Which ramp do you mean?", "ana@casa.example", "South door",
    ] {
      #expect(try await door.tables(holding: text) == [])
    }
    #expect(await visitor.get(ana.concern.path).status == 404)
    #expect(!(await visitor.get("/concerns.atom")).text.contains("ramp"))
    #expect(!(await visitor.get("/concerns")).text.contains("ramp"))
    let stub = try await door.concern(ana.concern.id)
    #expect(stub.ending == .withdrawn && stub.received == ana.concern.received)
    let desk = await (try door.town.reader(.staff)).get(ana.concern.deskPath)
    #expect(desk.plainText.contains("Its writer took it back."))
    let late = try await door.town.reader(nil).submit(
      "/concerns/receipt", onPage: "/concerns/receipt", ["receipt": ana.code])
    #expect(late.status == 422)
    try await door.end()
  }

  @Test func `Without the code nobody reads it, and no address holds a code`() async throws {
    let door = try await Door()
    let ana = try await door.raise("They were rude to me.")
    var stranger = try await door.town.reader(nil)
    for code in ["", "0", String(ana.code.dropLast()), String(ana.code.reversed())] {
      stranger.cookies[concernCookie] = code
      let page = await stranger.get("/concerns/receipt")
      #expect(!page.text.contains("They were rude to me."))
    }
    #expect(await stranger.get(ana.concern.path).status == 404)
    for route in door.town.site.routes where route.path.hasPrefix("/concerns") {
      #expect(!route.path.contains("{code}") && !route.path.contains("{receipt}"))
    }
    let page = await ana.reader.get("/concerns/receipt")
    #expect(page.header("cache-control") == "no-store")
    #expect(!page.text.contains(ana.code) && !page.text.contains(Code.spelled(ana.code)))
    try await door.end()
  }

  @Test func `Switched to private it is gone from everybody's eyes at once`() async throws {
    let door = try await Door()
    let ana = try await door.raise("The ramp is broken.", ["open": "yes"])
    try await door.publish(ana.concern)
    let visitor = try await door.town.reader(nil)
    #expect(await visitor.get(ana.concern.path).status == 200)
    let page = await ana.reader.get("/concerns/receipt")
    #expect(page.text.contains("action=\"/concerns/receipt/openness\""))
    _ = try await ana.reader.submit("/concerns/receipt/openness", onPage: "/concerns/receipt")
    #expect(await visitor.get(ana.concern.path).status == 404)
    #expect(try await door.tables(holding: "The ramp is broken.") == ["concern"])
    // It can be opened again, and then waits to be read anew.
    _ = try await ana.reader.submit("/concerns/receipt/openness", onPage: "/concerns/receipt")
    #expect(await visitor.get(ana.concern.path).status == 404)
    #expect(try await door.concern(ana.concern.id).isOpen)
    try await door.end()
  }

  @Test
  func `The address goes with the first answer that is no question, unless its writer wished`()
    async throws
  {
    let door = try await Door()
    func isKept() async throws -> Bool {
      try await door.tables(holding: "ana@casa.example").contains("concern_address")
    }
    let mail = ["wish": "mail", "address": "ana@casa.example"]
    let one = try await door.raise("The clock is wrong.", mail)
    try await door.answer(one.concern, "need-more", "Which?")
    #expect(try await isKept())
    try await door.answer(one.concern, "will-do", "This week.")
    #expect(try await !isKept())

    let two = try await door.raise("No soap.", mail.merging(["to-the-end": "yes"]) { $1 })
    try await door.answer(two.concern, "will-do", "This week.")
    #expect(try await isKept())
    try await door.answer(two.concern, "done", "There is some.")
    #expect(try await !isKept())
    try await door.end()
  }

  @Test func `The address goes with the end, after its time, and when it is asked for`()
    async throws
  {
    let door = try await Door()
    let mail = ["wish": "mail", "address": "ana@casa.example"]
    let one = try await door.raise("The clock is wrong.", mail)
    try await door.answer(one.concern, "done", "It is set.")
    #expect(!(try await door.tables(holding: "ana@casa.example")).contains("concern_address"))

    let two = try await door.raise("There is no soap.", mail)
    _ = try await two.reader.submit(
      "/concerns/receipt/address/removal", onPage: "/concerns/receipt")
    #expect(!(try await door.tables(holding: "ana@casa.example")).contains("concern_address"))

    _ = try await door.raise("The heating hums.", mail)
    let job = try #require(ConcernJobs.all.first)
    try await job.run(door.town.site, "")
    #expect(try await door.tables(holding: "ana@casa.example").contains("concern_address"))
    door.town.wait(seconds: 181 * 86400)
    try await job.run(door.town.site, "")
    #expect(!(try await door.tables(holding: "ana@casa.example")).contains("concern_address"))
    try await door.end()
  }
}
