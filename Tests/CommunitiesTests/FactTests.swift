import Store
import Surroundings
import Testing
import Town
import Translations
import Web
import Words

@testable import Communities

@Suite(.serialized) struct FactTests {
  static let fields = [
    "id": "0123456789abcdef", "topic": "assets", "text": "The hall has a kitchen.",
    "language": "en", "standing": "stated", "source": "The hall's keeper", "since": "2026-11-20",
    "link": "", "latitude": "", "longitude": "",
  ]

  private func add(_ town: Town, _ changes: [String: String] = [:]) async throws -> Reply {
    let desk = "/desk/communities/\(try await town.sunrise.id)/facts"
    return try await town.reader(.staff).submit(
      desk, onPage: "\(desk)/new", Self.fields.merging(changes) { $1 })
  }

  @Test(arguments: TestEngine.present)
  func `A form sent twice adds one fact, under its topic`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let sunrise = try await town.sunrise
    for _ in 1...2 {
      #expect(
        try await add(town).header("location")
          == "/desk/communities/\(sunrise.id)?notice=saved#assets")
    }
    #expect(
      try await town.count("SELECT count(*) FROM fact WHERE text = 'The hall has a kitchen.'") == 1)
    let fact = try await town.fact("The hall has")
    #expect(fact.standing == .stated && fact.source == "The hall's keeper" && !fact.isPublic)
    #expect(fact.since.description == "2026-11-20" && fact.checked == fact.since)
    try await town.end()
  }

  @Test(arguments: [
    (["text": " "], "Enter: What you know or believe."),
    (["topic": "gossip"], "Choose one: About."),
    (["standing": "true"], "Choose one: How it stands."),
    (
      ["source": ""],
      "Say who says so: a document, a data set, or who of the community. Else it is assumed."
    ),
    (
      ["source": " ", "standing": "sourced"],
      "Say who says so: a document, a data set, or who of the community. Else it is assumed."
    ),
    (["since": ""], "Enter a day: Since."),
    (["since": "2026-11-24"], "Since when can’t lie ahead."),
    (["since": "2026-02-30"], "Since must be a day such as 2026-11-23."),
    (["latitude": "35.1"], "A place needs both latitude and longitude, or neither."),
    (["longitude": "-106.6"], "A place needs both latitude and longitude, or neither."),
    (
      ["latitude": "90.5", "longitude": "1"], "Latitude must be a number from -90 to 90."
    ),
    (
      ["latitude": "1", "longitude": "-180.5"], "Longitude must be a number from -180 to 180."
    ),
    (
      ["link": "javascript:alert(1)"],
      "Where it can be read must be an address such as https://example.org."
    ),
    (["language": "xx"], "Choose the language that you write in."),
  ])
  func `Each fault of a fact is said so that it can be mended`(
    changes: [String: String], sentence: String
  ) async throws {
    let town = try await Town()
    let reply = try await add(town, changes)
    #expect(reply.status == 422)
    #expect(reply.plainText.contains(sentence))
    if changes["text"] == nil { #expect(reply.text.contains("The hall has a kitchen.</textarea>")) }
    #expect(try await town.count("SELECT count(*) FROM fact WHERE text LIKE 'The hall%'") == 0)
    try await town.end()
  }

  @Test(arguments: [
    ["standing": "assumed", "source": ""], ["standing": "confirmed", "source": ""],
    ["since": "2026-11-23"], ["latitude": "90", "longitude": "-180"],
    ["latitude": "35,0912", "longitude": "-106.6487"],
    ["text": String(repeating: "ñ", count: 2000)],
  ])
  func `What lies at the edge is taken`(changes: [String: String]) async throws {
    let town = try await Town()
    #expect(try await add(town, changes).status == 303)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Of two who change a fact at once, the second sees what is stored, and keeps their words`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    _ = try await add(town)
    let daniel = try await town.reader(.staff)
    let path = "/desk/facts/0123456789abcdef"
    let theirs = Self.fields.merging(["text": "The hall has two kitchens.", "version": "1"]) { $1 }
    let mine = theirs.merging(["text": "The hall has no kitchen.", "public": "yes"]) { $1 }
    #expect(try await daniel.submit(path, onPage: "\(path)/edit", theirs).status == 303)
    let reply = try await daniel.submit(path, onPage: "\(path)/edit", mine)
    #expect(reply.status == 422)
    #expect(reply.plainText.contains("What is stored now: “The hall has two kitchens.”."))
    #expect(reply.text.contains("The hall has no kitchen.</textarea>"))
    #expect(try reply.value("version") == "2")
    #expect(try await town.fact("The hall has").text == "The hall has two kitchens.")
    let again = mine.merging(["version": "2"]) { $1 }
    #expect(try await daniel.submit(path, onPage: "\(path)/edit", again).status == 303)
    let stored = try await town.fact("The hall has")
    #expect(stored.text == "The hall has no kitchen." && stored.isPublic && stored.version == 3)
    try await town.end()
  }

  @Test(arguments: Topic.allCases)
  func `A fact is fresh for as long as its topic says, and stale a day later`(topic: Topic)
    async throws
  {
    let town = try await Town()
    let fact = try await town.assume("An old belief.", of: town.sunrise, topic: topic)
    #expect(!fact.isStale(on: fact.checked.adding(days: topic.staleAfter)))
    #expect(fact.isStale(on: fact.checked.adding(days: topic.staleAfter + 1)))
    #expect(topic.staleAfter % 365 == 0)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A stale fact asks to be looked at, until somebody says that it holds`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let nurses = try await town.nurses()
    let fact = try await town.assume(
      "The yard floods in spring.", of: nurses, topic: .experiences, daysAgo: 366)
    let daniel = try await town.reader(.staff)
    let page = "/desk/facts/\(fact.id)"
    #expect(
      await daniel.get(page).plainText.contains(
        "Look at it again: it was last checked 1 year ago."))
    #expect(
      await daniel.get("/desk/communities/\(nurses.id)").plainText.contains("Look at it again"))
    #expect(
      await daniel.get("/desk").plainText.contains(
        "1 fact about Night-shift nurses has gone stale."))
    _ = try await daniel.submit("\(page)/check", onPage: page)
    #expect(await daniel.get(page).plainText.contains("Look at it again") == false)
    #expect(
      await daniel.get("/desk").plainText.contains("about Night-shift nurses has gone") == false)
    #expect(try await town.fact(fact.id).checked == town.today)
    try await town.end()
  }

  @Test func `Partners and reviewers read what is public; stewards and the library all`()
    async throws
  {
    let town = try await Town()
    let sunrise = try await town.sunrise
    let open = try await town.fact("The laundry room")
    let closed = try await town.fact("Some families stay away")
    #expect(open.isPublic && !closed.isPublic)
    for role in Role.allCases {
      let reader = try await town.reader(role)
      let sees = role != .partner && role != .reviewer
      let profile = await reader.get("/desk/communities/\(sunrise.id)").plainText
      #expect(profile.contains(open.text))
      #expect(profile.contains(closed.text) == sees, "\(role)")
      #expect(await reader.get("/desk/facts/\(open.id)").status == 200)
      #expect(await reader.get("/desk/facts/\(closed.id)").status == (sees ? 200 : 404), "\(role)")
    }
    let visitor = await (try await town.reader(nil)).get("/communities/sunrise-court").plainText
    #expect(visitor.contains(open.text) && !visitor.contains(closed.text))
    try await town.end()
  }

  @Test func `A fact of a community that is not theirs does not exist for them`() async throws {
    let town = try await Town()
    let fact = try await town.fact("They meet at the headgate")
    for role in [Role.liaison, .steward, .partner, .reviewer] {
      let reader = try await town.reader(role)
      #expect(await reader.get("/desk/facts/\(fact.id)").status == 404)
      #expect(await reader.get("/desk/facts/\(fact.id)/edit").status == 404)
    }
    let marisol = try await town.reader(.liaison)
    let token = try await marisol.get("/desk").value("token")
    for action in ["", "/check", "/end"] {
      #expect(
        await marisol.post("/desk/facts/\(fact.id)\(action)", [("token", token)]).status == 404)
    }
    #expect(try await town.fact(fact.id) == fact)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A fact that was taken out is gone from every page`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let fact = try await town.fact("The laundry room")
    let (daniel, visitor) = (try await town.reader(.staff), try await town.reader(nil))
    let page = "/desk/facts/\(fact.id)"
    let asked = await daniel.get("\(page)/end").plainText
    #expect(asked.contains("This can’t be undone.") && asked.contains("What rests on it"))
    let reply = try await daniel.submit("\(page)/end", onPage: "\(page)/end")
    #expect(reply.header("location") == "/desk/communities/\(fact.community)?notice=removed")
    #expect(await daniel.get(page).status == 404)
    #expect(
      await daniel.get("/desk/communities/\(fact.community)").plainText.contains(fact.text) == false
    )
    #expect(await visitor.get("/communities/sunrise-court").plainText.contains(fact.text) == false)
    #expect(
      await daniel.get("/desk/communities/\(fact.community)/timeline").plainText.contains(
        "A fact was taken out of the profile."))
    try await town.end()
  }

  @Test func `Readers of another language get a translation, and are told what it is`()
    async throws
  {
    let town = try await Town()
    let spanish =
      "La gente conversa en la lavandería del edificio B, sobre todo los sábados por la mañana."
    let arabic = "غرفة الغسيل في المبنى ب هي المكان الذي يتحدث فيه الناس، ولا سيما صباح السبت."
    func page(_ language: Language) async throws -> String {
      await (try await town.reader(nil, language: language.tag)).get("/communities/sunrise-court")
        .plainText
    }
    func said(_ sentence: String, _ language: Language) -> String { Words(language)(sentence) }
    // Spanish is approved; Arabic was reviewed, and nobody of the community has approved it.
    #expect(try await page(.spanish).contains(spanish))
    #expect(
      try await page(.spanish).contains(said("Translation, not yet approved", .spanish)) == false)
    #expect(try await page(.arabic).contains(arabic))
    #expect(try await page(.arabic).contains(said("Translation, not yet approved", .arabic)))
    // Once the text changes, its translations are of an earlier one.
    let fact = try await town.fact("The laundry room")
    let now = town.site.surroundings.now()
    let text = "The laundry room of building C is where people talk."
    let changed = try await town.store.write { connection in
      try fact.change(
        to: FactDraft(
          topic: fact.topic, text: text, language: .english, standing: fact.standing,
          source: fact.source, since: fact.since, isPublic: true), since: fact.version, by: "staff",
        today: fact.since, at: now, connection)
    }
    #expect(changed)
    let stale = try await page(.spanish)
    #expect(
      stale.contains(spanish) && stale.contains(said("Translation of an earlier text", .spanish)))
    #expect(try await page(.english).contains(text))
    try await town.store.write {
      try Translation.save(
        "Un borrador", state: .draft, of: "text", source: text, kind: "fact",
        subject: fact.id.text, language: .spanish, at: now, $0)
    }
    let draft = try await page(.spanish)
    #expect(draft.contains(text) && draft.contains(said("Not translated yet", .spanish)))
    #expect(!draft.contains("Un borrador"))
    try await town.end()
  }
}
