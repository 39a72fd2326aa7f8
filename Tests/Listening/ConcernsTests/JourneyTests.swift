import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Concerns

/// The whole way of a concern, as people walk it: by the pages alone, without JavaScript.
@Suite(.serialized) struct JourneyTests {
  @Test(arguments: TestEngine.present)
  func
    `A concern is raised in Spanish, answered, promised and broken honestly, and everybody can read it`(
      engine: TestEngine
    ) async throws
  {
    let door = try await Door(engine)
    let visitor = try await door.town.reader(nil, language: "es")
    let community = await visitor.get("/communities/sunrise-court")
    #expect(community.links.contains("/concerns/new?about=%2Fcommunities%2Fsunrise-court"))
    let form = await visitor.get("/concerns/new?about=%2Fcommunities%2Fsunrise-court")
    #expect(form.text.contains("<option value=\"\(door.sunrise)\" selected=\"selected\""))
    #expect(form.text.contains("<option value=\"es\" lang=\"es\" selected=\"selected\""))

    let ana = try await door.raise(
      "La rampa está rota desde mayo.", language: "es", ["open": "yes", "place": "Puerta sur"])
    #expect(ana.concern.language == .spanish && ana.concern.state == .new)

    // Promised, in her language, marked as a translation.
    let promised = try await door.answer(
      ana.concern, "will-do", "La arreglamos antes de marzo.",
      ["source": "We mend it before March.", "source-language": "en"])
    #expect(promised.status == 303)
    let answered = await ana.reader.get("/concerns/receipt")
    #expect(answered.text.contains("La arreglamos antes de marzo."))
    #expect(answered.text.contains("We mend it before March."))
    #expect(answered.plainText.contains("Traducido"))

    // Not kept, and said so with the reason.
    door.town.wait(seconds: 10 * 86400)
    try await door.answer(
      ana.concern, "will-not", "No la arreglamos este año.",
      ["reason": "El presupuesto se fue en el techo."])
    #expect(try await door.concern(ana.concern.id).ending == .willNot)

    // Nobody sees it before it was read.
    #expect(await visitor.get(ana.concern.path).status == 404)
    #expect(try await door.publish(ana.concern).status == 303)
    let page = await visitor.get(ana.concern.path)
    #expect(page.status == 200)
    for text in [
      "La rampa está rota desde mayo.", "La arreglamos antes de marzo.",
      "No la arreglamos este año.", "El presupuesto se fue en el techo.", "Puerta sur",
    ] { #expect(page.text.contains(text)) }
    // The text before its translation was read by nobody for everybody.
    #expect(!page.text.contains("We mend it before March."))
    let list = await visitor.get("/concerns?community=\(door.sunrise)&state=ended")
    #expect(list.links.contains(ana.concern.path))

    // She is not content: it opens again and waits for the library.
    let again = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt",
      ["kind": "unsettled", "words": "Mi madre no puede entrar."])
    #expect(again.status == 303)
    let reopened = try await door.concern(ana.concern.id)
    #expect(reopened.state == .reopened && reopened.turn == .library && reopened.ended == nil)
    #expect(reopened.firstAnswer == ana.concern.received)
    try await door.answer(reopened, "done", "Está arreglada desde hoy.")
    _ = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt", ["kind": "unsettled", "words": ""])
    _ = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt", ["kind": "settled", "words": ""])
    #expect(try await door.concern(ana.concern.id).ending == .settled)
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `Sent twice it is one; sent again with other words it is another with its own receipt`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let visitor = try await door.town.reader(nil)
    let page = await visitor.get("/concerns/new")
    func field(_ name: String) throws -> String {
      let form = page.text.components(separatedBy: "action=\"/concerns\"").last ?? ""
      let found = try #require(
        form.firstMatch(of: try Regex("name=\"\(name)\" value=\"([^\"]*)\"")))
      return String(found.output[1].substring ?? "")
    }
    var fields = [
      ("token", try field("token")), ("id", try field("id")), ("receipt", try field("receipt")),
      ("text", "The clock is wrong."), ("language", "en"), ("category", "building"),
      ("wish", "receipt"),
    ]
    let before = try await count(door)
    let first = await visitor.post("/concerns", fields)
    let second = await visitor.post("/concerns", fields)
    #expect(first.status == 200 && second.status == 200)
    #expect(first.cookie(concernCookie) == second.cookie(concernCookie))
    #expect(try await count(door) == before + 1)
    fields[3].1 = "The lift is too small for a wheelchair."
    let third = await visitor.post("/concerns", fields)
    #expect(third.cookie(concernCookie) != first.cookie(concernCookie))
    #expect(try await count(door) == before + 2)
    try await door.end()
  }

  private func count(_ door: Door) async throws -> Int {
    try await door.town.store.read { try $0.count("SELECT COUNT(*) FROM concern") }
  }

  @Test func `A form with faults, or one that is too old, loses nothing`() async throws {
    let door = try await Door()
    let visitor = try await door.town.reader(nil)
    let faulty = try await visitor.submit(
      "/concerns", onPage: "/concerns/new",
      ["text": "The clock is wrong & slow.", "wish": "mail", "address": "nobody", "place": "Hall"])
    #expect(faulty.status == 422 && faulty.wellFormednessFault == nil)
    #expect(faulty.text.contains("The clock is wrong &amp; slow."))
    #expect(faulty.text.contains("value=\"nobody\"") && faulty.text.contains("value=\"Hall\""))
    #expect(faulty.plainText.contains("must be an address such as"))
    let stale = await visitor.post(
      "/concerns", [("token", "0"), ("text", "The clock is wrong."), ("receipt", "secret")])
    #expect(stale.status == 403 && stale.text.contains("The clock is wrong."))
    try await door.end()
  }

  @Test func `What was told at the desk is written down, and its receipt handed over`() async throws
  {
    let door = try await Door()
    let daniel = try await door.town.reader(.staff)
    let fields = [
      "text": "لا يوجد مكان للعربات.", "language": "ar", "category": "building",
      "wish": "none", "channel": "spoken", "community": door.sunrise,
    ]
    let reply = try await daniel.submit("/desk/concerns", onPage: "/desk/concerns/new", fields)
    #expect(reply.status == 200)
    let code = try #require(reply.text.firstMatch(of: #/<code dir="ltr">([0-9a-z-]{32})</code>/#)).1
    let amal = try await door.town.reader(nil, language: "ar")
    let opened = try await amal.submit(
      "/concerns/receipt", onPage: "/concerns/receipt",
      ["receipt": code.uppercased().replacing("-", with: " ")])
    #expect(opened.status == 303)
    let concern = try await door.concern(String(code))
    #expect(concern?.channel == .spoken && concern?.text == "لا يوجد مكان للعربات.")
    // Somebody who works with one community writes down for that one alone.
    let outside = try await door.town.reader(.liaison).submit(
      "/desk/concerns", onPage: "/desk/concerns/new", fields.merging(["community": ""]) { $1 })
    #expect(outside.status == 422)
    try await door.end()
  }

  @Test func `The door is on every public page, and tells no code`() async throws {
    let door = try await Door()
    let visitor = try await door.town.reader(nil)
    for page in ["/", "/conversations", "/what-we-keep", "/sign-in", "/concerns"] {
      #expect(
        await visitor.get(page).links.contains { $0.hasPrefix("/concerns/new") }, "\(page)")
    }
    let owner = try await door.town.reader(.owner)
    let made = try await owner.submit(
      "/desk/communities/\(door.sunrise)/voices",
      onPage: "/desk/communities/\(door.sunrise)/voices",
      ["label": "Tuesday group", "days": "9"])
    let path = try #require(made.text.firstMatch(of: #/(\/voices\/[0-9a-z]{26})/#)).1
    let voices = await visitor.get(String(path))
    #expect(voices.status == 200 && voices.links.contains("/concerns/new"))
    #expect(!voices.text.contains("about=%2Fvoices"))
    // Nothing but a page of ours is taken along.
    let form = await visitor.get("/concerns/new?about=https%3A%2F%2Fexample.org%2F")
    #expect(form.text.contains("name=\"about\" value=\"\""))
    try await door.end()
  }
}
