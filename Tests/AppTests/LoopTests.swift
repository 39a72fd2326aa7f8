import Foundation
import Ledger
import Store
import Surroundings
import Testing
import Town
import Web

/// The loop from what somebody says to what became of it, through the pages of four capabilities.
@Suite struct LoopTests {
  private struct Raised {
    var reader: Reader
    let desk: String
  }

  /// Raises a concern in Spanish, as on a phone without JavaScript.
  private func raise(_ text: String, _ town: Town, _ more: [String: String] = [:]) async throws
    -> Raised
  {
    let community = try await community(town)
    var reader = try await town.reader(nil, language: "es")
    let reply = try await reader.submit(
      "/concerns", onPage: "/concerns/new",
      [
        "text": text, "language": "es", "category": "access", "community": community,
        "wish": "receipt",
      ].merging(more) { $1 })
    #expect(reply.status == 200)
    for header in reply.headers where header.name == "set-cookie" {
      let parts = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      reader.cookies[String(parts[0])] = String(parts.last ?? "")
    }
    let queue = await (try town.reader(.staff)).get("/desk/concerns")
    let found = try await town.store.read {
      try $0.first("SELECT id FROM concern WHERE text = \(text)")?.string("id")
    }
    let id = try #require(found)
    #expect(queue.links.contains("/desk/concerns/\(id)"))
    return Raised(reader: reader, desk: "/desk/concerns/\(id)")
  }

  private func community(_ town: Town) async throws -> String {
    let row = try await town.store.read {
      try $0.first("SELECT id FROM community WHERE slug = 'sunrise-court'")?.string("id")
    }
    return try #require(row)
  }

  /// Promises something because of the concern, and says honestly that it was broken.
  private func promiseAndBreak(
    _ raised: Raised, _ what: String, _ town: Town, _ more: [String: String] = [:]
  ) async throws -> String {
    let staff = try await town.reader(.staff)
    let desk = await staff.get(raised.desk)
    let link = desk.links.first { $0.hasPrefix("/desk/promises/new") }
    let page = try #require(link)
    let origin = "concern:\(raised.desk.split(separator: "/").last ?? "")"
    let made = try await staff.submit(
      "/desk/promises", onPage: page,
      [
        "origin": origin, "what": what, "who": "La sucursal", "due": "2026-12-01",
        "participation": "consult", "shown": "Se ve.", "language": "es",
      ].merging(more) { $1 })
    #expect(made.status == 303, "\(made.plainText)")
    let place = try #require(made.header("location")).prefix { $0 != "?" }
    town.wait(seconds: 12 * 86400)
    let broken = try await staff.submit(
      "\(place)/steps", onPage: String(place),
      ["step": "broken", "word-broken": "No alcanzó el dinero, y no lo dijimos a tiempo."])
    #expect(broken.status == 303, "\(broken.plainText)")
    return String(place).replacing("/desk", with: "")
  }

  @Test(arguments: TestEngine.present)
  func `A concern in Spanish is promised, broken honestly, and everybody can read it`(
    _ engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let raised = try await raise("Falta una rampa.", town)
    let staff = try await town.reader(.staff)
    let answered = try await staff.submit(
      "\(raised.desk)/replies", onPage: raised.desk,
      ["kind": "will-do", "text": "La ponemos.", "language": "es"])
    #expect(answered.status == 303, "\(answered.plainText)")
    let owed = "its answer still says that we will do it"
    #expect(!(await staff.get("/desk").plainText.contains(owed)))
    let promise = try await promiseAndBreak(raised, "Una rampa en la puerta sur.", town)
    let receipt = await raised.reader.get("/concerns/receipt")
    #expect(receipt.text.contains("Una rampa en la puerta sur."))
    #expect(receipt.links.contains(promise))
    let heard = await raised.reader.get("/communities/sunrise-court/what-we-heard")
    #expect(heard.text.contains("No alcanzó el dinero, y no lo dijimos a tiempo."))
    for path in ["/communities/sunrise-court/what-we-heard.atom", "/what-we-heard.atom"] {
      let feed = await raised.reader.get(path)
      #expect(feed.text.contains("No alcanzó el dinero"), "\(path)")
    }
    #expect(await staff.get("/desk").plainText.contains(owed))
    let second = try await staff.submit(
      "\(raised.desk)/replies", onPage: raised.desk,
      ["kind": "will-not", "text": "No podremos.", "reason": "Sin dinero.", "language": "es"])
    #expect(second.status == 303, "\(second.plainText)")
    #expect(!(await staff.get("/desk").plainText.contains(owed)))
    let kinds = try await town.store.read {
      Set(try $0.rows("SELECT kind FROM moment").map { try $0.string("kind") })
    }
    #expect(kinds.isSuperset(of: ["concern.raised", "promise.made", "promise.broken"]))
    #expect(try await town.store.read { try Ledger.verify($0) }.holds)
    try await town.end()
  }

  @Test func `A promise leads to its concern where everybody can read that`() async throws {
    let town = try await Town()
    let raised = try await raise("Falta una rampa.", town, ["open": "yes"])
    let promise = try await promiseAndBreak(raised, "Una rampa en la puerta sur.", town)
    let visitor = try await town.reader(nil)
    let page = raised.desk.replacing("/desk", with: "")
    let before = await visitor.get(promise)
    #expect(before.text.contains("A concern that somebody raised"))
    #expect(!before.links.contains(page))
    let staff = try await town.reader(.staff)
    let publication = "\(raised.desk)/publication"
    let shown = try await staff.submit(
      publication, onPage: publication, ["text": "Falta una rampa.", "place": ""])
    #expect(shown.status == 303, "\(shown.plainText)")
    #expect(await visitor.get(promise).links.contains(page))
    #expect(await visitor.get(page).status == 200)
    try await town.end()
  }

  @Test func `A promise to one person stands on their receipt alone, and is counted for everybody`()
    async throws
  {
    let town = try await Town()
    let raised = try await raise("Perdieron mi tarjeta.", town, ["open": "yes"])
    let promise = try await promiseAndBreak(
      raised, "Una tarjeta nueva, sin costo.", town, ["receipt": "yes"])
    let receipt = await raised.reader.get("/concerns/receipt")
    #expect(receipt.text.contains("Una tarjeta nueva, sin costo."))
    #expect(receipt.text.contains("No alcanzó el dinero"))
    let visitor = try await town.reader(nil, language: "en")
    #expect(await visitor.get(promise).status == 404)
    let heard = await visitor.get("/communities/sunrise-court/what-we-heard")
    #expect(!heard.text.contains("Una tarjeta nueva"))
    #expect(heard.text.contains("1 promise was made to one person alone"))
    let feed = await visitor.get("/communities/sunrise-court/what-we-heard.atom")
    #expect(!feed.text.contains("Una tarjeta nueva"))
    // Who may not read the concern does not read what was promised for it.
    let desk = "/desk/promises/" + (promise.split(separator: "/").last ?? "")
    for role in [Role.steward, .partner, .reviewer] {
      let reader = try await town.reader(role)
      #expect(!(await reader.get("/desk/promises")).text.contains("Una tarjeta nueva"))
      #expect(await reader.get(desk).status == 404)
    }
    #expect(await (try await town.reader(.staff)).get(desk).text.contains("Una tarjeta nueva"))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What a conversation showed becomes a finding, and telling people of it returns the ask`(
    _ engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let staff = try await town.reader(.staff)
    let community = try await community(town)
    let written = try await staff.submit(
      "/desk/findings", onPage: "/desk/findings/new",
      ["community": community, "sentence": "Everybody wants the Sunday bus.", "language": "en"])
    let evidence = String(try #require(written.header("location")).prefix { $0 != "?" })
    let desk = evidence.replacing("/evidence", with: "")
    let choices = await staff.get(evidence)
    let rest = try #require(
      choices.text.components(separatedBy: "value=\"conversation:").dropFirst().first)
    let cited = "conversation:" + rest.prefix { $0 != "\"" }
    _ = try await staff.submit(evidence, onPage: evidence, ["cited": cited])
    _ = try await staff.submit("\(desk)/standing", onPage: desk, ["step": "check"])
    let links = "/desk/communities/\(community)/checks"
    let made = try await staff.submit(links, onPage: links, ["label": "Circle"])
    let shown = try #require(
      made.text.components(separatedBy: "/checks/").dropFirst().first { !$0.hasPrefix("\"") })
    let check = "/checks/" + shown.prefix { $0.isLetter || $0.isNumber }
    let visitor = try await town.reader(nil)
    let said = try await visitor.submit(
      "\(check)/findings/\(desk.split(separator: "/").last ?? "")", onPage: check,
      ["verdict": "yes"])
    #expect(said.status == 303)
    for step in ["checked", "publish"] {
      let done = try await staff.submit("\(desk)/standing", onPage: desk, ["step": step])
      #expect(done.status == 303, "\(step)")
    }
    func returned() async throws -> Int {
      try await town.store.read {
        try $0.count(
          "SELECT COUNT(*) FROM ask WHERE instrument = 'conversation' AND returned IS NOT NULL")
      }
    }
    let before = try await returned()
    let told = try await staff.submit(
      "\(desk)/returns", onPage: desk,
      ["format": "meeting", "place": "The laundry", "language": "es", "day": "2026-11-23"])
    #expect(told.status == 303)
    #expect(try await returned() == before + 1)
    // The report of the conversation tells its readers what came of it.
    let list = await visitor.get("/conversations")
    let talk = try #require(list.links.first { $0.hasPrefix("/conversations/") })
    #expect(await visitor.get("\(talk)/report").text.contains("Everybody wants the Sunday bus."))
    try await town.end()
  }
}
