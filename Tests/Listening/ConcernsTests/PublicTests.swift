import Accounts
import Foundation
import Power
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Concerns

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite(.serialized) struct PublicTests {
  @Test(arguments: TestEngine.present)
  func `A text that names somebody is shortened for others, and whole for its writer`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let ana = try await door.raise("Mrs. Baca shouts at us.", ["open": "yes"])
    let bare = try await door.publish(ana.concern, ["text": "[…] shouts at us."])
    #expect(bare.status == 422 && bare.text.contains("[…] shouts at us."))
    let shown = try await door.publish(
      ana.concern, ["text": "[…] shouts at us.", "reason": "It named somebody."])
    #expect(shown.status == 303)
    let visitor = try await door.town.reader(nil)
    let page = await visitor.get(ana.concern.path)
    #expect(page.plainText.contains("Shortened by the library"))
    #expect(!page.text.contains("Baca") && !page.text.contains("It named somebody."))
    for address in ["/concerns", "/concerns.atom"] {
      #expect(!(await visitor.get(address)).text.contains("Baca"))
    }
    let own = await ana.reader.get("/concerns/receipt")
    #expect(own.text.contains("Mrs. Baca") && own.text.contains("It named somebody."))
    try await door.end()
  }

  @Test func `A private concern can't be published, whoever tries`() async throws {
    let door = try await Door()
    let ana = try await door.raise("They were rude to me.")
    let owner = try await door.town.reader(.owner)
    #expect(await owner.get("\(ana.concern.deskPath)/publication").status == 403)
    let concern = ana.concern
    let acting = ConcernActing(
      actor: .program, library: try await library(door), today: Day(alone: .init(seconds: 0)),
      surroundings: door.town.site.surroundings)
    let isShown = try await door.town.store.write { connection in
      try concern.publish(
        PublicationDraft(text: concern.text, place: ""), since: concern.version, as: acting,
        connection)
    }
    #expect(!isShown)
    try await door.end()
  }

  private func library(_ door: Door) async throws -> Library {
    let found = try await door.town.store.read { try Library.find($0) }
    return try #require(found)
  }

  @Test(arguments: TestEngine.present)
  func `What is hidden leaves its day and reason in the public log, and not its words`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let real = try await door.raise("The guard hit my friend.", ["open": "yes"])
    try await door.publish(real.concern)
    let advert = try await door.raise("Cheap loans at loans.example!", ["category": "other"])
    let daniel = try await door.town.reader(.staff)
    for (concern, reason) in [(real.concern, "hurtful"), (advert.concern, "advertising")] {
      let reply = try await daniel.submit(
        "\(concern.deskPath)/hiding", onPage: concern.deskPath, ["hiding-reason": reason])
      #expect(reply.status == 303)
    }
    // What hurts is still owed an answer; advertising is not.
    #expect(try await door.concern(real.concern.id).state == .new)
    #expect(try await door.concern(advert.concern.id).ending == .setAside)
    let visitor = try await door.town.reader(nil)
    #expect(await visitor.get(real.concern.path).status == 404)
    let rules = await visitor.get("/concerns/rules")
    #expect(rules.plainText.contains("It hurts or threatens people."))
    #expect(rules.plainText.contains("It advertises."))
    #expect(!rules.text.contains("guard") && !rules.text.contains("loans.example"))
    // Read again and shown, which the log says too.
    try await door.publish(real.concern)
    #expect(await visitor.get(real.concern.path).status == 200)
    let lifted = try await door.town.store.read {
      try $0.count("SELECT COUNT(*) FROM concern_hiding WHERE lifted IS NOT NULL")
    }
    #expect(lifted == 1)
    try await door.end()
  }

  @Test func `The feed is Atom: well-formed, with what it must hold, by the day`() async throws {
    let door = try await Door()
    let ana = try await door.raise(
      "Ramp <b>&amp; \u{FFFF}door</b> ]]> broken", ["open": "yes"])
    try await door.answer(ana.concern, "done", "Mended & open.")
    try await door.publish(ana.concern)
    let feed = await (try door.town.reader(nil, language: "es")).get("/concerns.atom")
    #expect(feed.header("content-type") == "application/atom+xml; charset=utf-8")
    #expect(feed.wellFormednessFault == nil)
    let atom = Atom(feed.body)
    #expect(atom.root == "feed" && atom.namespace == "http://www.w3.org/2005/Atom")
    #expect(atom.count("feed/id") == 1 && atom.count("feed/updated") == 1)
    let entries = atom.count("feed/entry")
    #expect(entries > 4)
    for part in ["id", "title", "updated", "content", "link"] {
      #expect(atom.count("feed/entry/\(part)") == entries, "\(part)")
    }
    #expect(Set(atom.texts["feed/entry/id"] ?? []).count == entries)
    for time in (atom.texts["feed/updated"] ?? []) + (atom.texts["feed/entry/updated"] ?? []) {
      #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT00:00:00Z/#) != nil, "\(time)")
    }
    let content = atom.texts["feed/entry/content"] ?? []
    #expect(content.contains { $0.contains("Ramp <b>&amp; door</b> ]]> broken") })
    #expect(content.contains { $0.contains("Mended & open.") })
    try await door.end()
  }

  @Test func `A community that holds the power to publish, or to feed, closes its own`()
    async throws
  {
    let door = try await Door()
    let ana = try await door.raise("The ramp is broken.", ["open": "yes"])
    try await door.publish(ana.concern)
    let (visitor, sunrise) = (try await door.town.reader(nil), door.sunrise)
    try await door.town.store.write { connection in
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(sunrise), 'feed', 'community')")
    }
    #expect(!(await visitor.get("/concerns.atom")).text.contains("The ramp is broken."))
    #expect(await visitor.get("/concerns").text.contains("The ramp is broken."))
    try await door.town.store.write { connection in
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(sunrise), 'publish', 'community')")
    }
    #expect(!(await visitor.get("/concerns")).text.contains("The ramp is broken."))
    #expect(await visitor.get(ana.concern.path).status == 404)
    let refused = try await door.publish(ana.concern)
    #expect(refused.status == 403)
    try await door.end()
  }

  @Test func `The rules are the library's own once it wrote them, in the reader's language`()
    async throws
  {
    let door = try await Door()
    let owner = try await door.town.reader(.owner)
    let visitor = try await door.town.reader(nil, language: "es")
    let ordinary = await visitor.get("/concerns/rules")
    let saved = try await owner.submit(
      "/desk/concerns/policy", onPage: "/desk/concerns/policy",
      ["text-en": "We show all but threats.", "text-es": "Mostramos todo, salvo amenazas."])
    #expect(saved.status == 303)
    let written = await visitor.get("/concerns/rules")
    #expect(!ordinary.text.contains("salvo amenazas") && written.text.contains("salvo amenazas"))
    let arabic = await (try door.town.reader(nil, language: "ar")).get("/concerns/rules")
    #expect(arabic.text.contains("We show all but threats."))
    let late = try await owner.submit(
      "/desk/concerns/policy", onPage: "/desk/concerns/policy",
      ["text-en": "We show nothing.", "version-en": "0"])
    #expect(late.status == 422 && late.text.contains("We show nothing."))
    try await door.end()
  }

  @Test func `The table for spreadsheets holds no receipt and runs no formula`() async throws {
    let door = try await Door()
    let ana = try await door.raise(
      "=HYPERLINK(\"http://evil.example\")", ["wish": "mail", "address": "ana@casa.example"])
    let file = await (try door.town.reader(.staff)).get("/desk/concerns/concerns.csv")
    #expect(file.text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""))
    #expect(!file.text.contains("ana@casa.example") && !file.text.contains(Code.hash(ana.code)))
    let releases = try await door.town.store.read {
      try $0.count("SELECT COUNT(*) FROM release WHERE act = 'export'")
    }
    #expect(releases > 0)
    try await door.end()
  }
}

/// The texts of a feed by the path of their elements.
private final class Atom: NSObject, XMLParserDelegate {
  private(set) var texts: [String: [String]] = [:]
  private(set) var root = ""
  private(set) var namespace = ""
  private var path: [String] = []
  private var buffer: [String] = []

  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.delegate = self
    _ = parser.parse()
  }

  func count(_ path: String) -> Int { texts[path]?.count ?? 0 }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if path.isEmpty { (root, namespace) = (name, namespaceURI ?? "") }
    path.append(name)
    buffer.append("")
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !buffer.isEmpty { buffer[buffer.count - 1] += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    texts[path.joined(separator: "/"), default: []].append(buffer.removeLast())
    path.removeLast()
  }
}
