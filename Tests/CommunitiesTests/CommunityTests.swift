import Store
import Surroundings
import Testing
import Town
import Translations
import Web
import Words

@testable import Communities

@Suite(.serialized) struct CommunityTests {
  static let fields = [
    "id": "0123456789abcdef", "kind": "interest", "name": "Night-shift nurses",
    "summary": "Nurses of the county hospital who read at four in the morning.", "language": "en",
  ]

  private func add(_ town: Town, _ changes: [String: String] = [:]) async throws -> Reply {
    let daniel = try await town.reader(.staff)
    return try await daniel.submit(
      "/desk/communities", onPage: "/desk/communities/new",
      Self.fields.merging(changes) { $1 })
  }

  @Test(arguments: TestEngine.present)
  func `A form sent twice adds one community`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    _ = try await town.reader(.staff)
    let before = try await town.count("SELECT count(*) FROM moment")
    async let one = add(town)
    async let two = add(town)
    for reply in try await [one, two, add(town)] {
      #expect(reply.header("location") == "/desk/communities/0123456789abcdef?notice=added")
    }
    #expect(
      try await town.count("SELECT count(*) FROM community WHERE name = 'Night-shift nurses'") == 1)
    #expect(try await town.count("SELECT count(*) FROM moment") == before + 1)
    #expect(try await town.community("night-shift-nurses").isPublished == false)
    try await town.end()
  }

  @Test func `What is missing is said, and what was typed stays`() async throws {
    let town = try await Town()
    let reply = try await add(
      town, ["name": " ", "kind": "club", "language": "xx", "summary": "Who <read> at night."])
    #expect(reply.status == 422)
    for sentence in [
      "There is a problem", "Enter: Name.", "Choose one: What joins them.",
      "Choose the language that you write in.",
    ] {
      #expect(reply.plainText.contains(sentence))
    }
    #expect(reply.text.contains("Who &lt;read&gt; at night.</textarea>"))
    #expect(reply.text.contains("value=\"0123456789abcdef\""))
    let long = try await add(town, ["name": String(repeating: "ñ", count: 121)])
    #expect(long.plainText.contains("Name has 121 characters. Shorten it to 120."))
    #expect(try await add(town, ["name": String(repeating: "ñ", count: 120)]).status == 303)
    #expect(try await add(town, ["id": "not-an-id"]).status == 403)
    try await town.end()
  }

  @Test func `Who is limited to some communities can't add one they would not see`() async throws {
    let town = try await Town()
    let marisol = try await town.reader(.liaison)
    let before = try await town.count("SELECT count(*) FROM community")
    let reply = try await marisol.submit(
      "/desk/communities", onPage: "/desk/communities/new", Self.fields)
    #expect(reply.status == 403)
    #expect(reply.plainText.contains("Your account is limited to some communities."))
    #expect(try await town.count("SELECT count(*) FROM community") == before)
    try await town.end()
  }

  @Test func `A second community of the same name is added only when it is meant`() async throws {
    let town = try await Town()
    let daniel = try await town.reader(.staff)
    let fields = ["name": "sunrise court", "kind": "place", "summary": "", "language": "en"]
    let form = "/desk/communities/new"
    let asked = try await daniel.submit("/desk/communities", onPage: form, fields)
    #expect(asked.status == 422)
    #expect(asked.plainText.contains("There is a community of this name already."))
    let meant = fields.merging(["again": "yes"]) { $1 }
    #expect(try await daniel.submit("/desk/communities", onPage: form, meant).status == 303)
    try await town.end()
  }

  @Test func `A profile lists its engagements, and a public page leads those who work here back`()
    async throws
  {
    let town = try await Town()
    let daniel = try await town.reader(.staff)
    let profile = await daniel.get("/desk/communities/\(try await town.sunrise.id)")
    #expect(profile.plainText.contains("Saturday table by the laundry"))
    let page = "/communities/sunrise-court"
    #expect(await daniel.get(page).links.contains("/desk"))
    #expect(!(await (try await town.reader(nil)).get(page).links.contains("/desk")))
    try await town.end()
  }

  @Test func `Staff read communities and the desk in their language where there is a translation`()
    async throws
  {
    let town = try await Town()
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise, daysAgo: 2000)
    let surroundings = town.site.surroundings
    try await town.store.write { connection in
      try Translation.save(
        "El patio se inunda en primavera.", state: .approved, of: "text", source: fact.text,
        kind: "fact", subject: fact.id.text, language: .spanish, at: surroundings.now(), connection)
    }
    let daniel = try await town.reader(.staff, language: "es")
    #expect(await daniel.get("/desk").plainText.contains("El patio se inunda en primavera."))
    let summary = try #require(
      try await town.store.read {
        try $0.first(
          """
          SELECT text FROM translation WHERE subject_kind = 'community' AND field = 'summary'
            AND language = 'es'
          """)?.string("text")
      })
    #expect(await daniel.get("/desk/communities").plainText.contains(summary))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Of two who change a community at once, the second sees what the first wrote`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let sunrise = try await town.sunrise
    let daniel = try await town.reader(.staff)
    let path = "/desk/communities/\(sunrise.id)"
    let mine = [
      "kind": "place", "name": "Sunrise Court and yard", "summary": "My own words.",
      "language": "en", "version": "1",
    ]
    let theirs = mine.merging(["name": "Sunrise Court, old yard", "summary": "Theirs."]) { $1 }
    let first = try await daniel.submit(path, onPage: "\(path)/edit", theirs)
    #expect(first.header("location") == "\(path)?notice=saved")
    let second = try await daniel.submit(path, onPage: "\(path)/edit", mine)
    #expect(second.status == 422)
    #expect(
      second.plainText.contains(
        "Somebody changed this while you wrote. What is stored now: “Sunrise Court, old yard”. Send again to put yours in its place."
      ))
    #expect(second.plainText.contains("What is stored now: “Theirs.”."))
    #expect(second.text.contains("value=\"Sunrise Court and yard\""))
    #expect(second.text.contains("My own words.</textarea>"))
    #expect(try second.value("version") == "2")
    #expect(try await town.sunrise.name == "Sunrise Court, old yard")
    // Sending again is a decision.
    let again = try await daniel.submit(
      path, onPage: "\(path)/edit", mine.merging(["version": "2"]) { $1 })
    #expect(again.status == 303)
    #expect(try await town.sunrise.name == "Sunrise Court and yard")
    #expect(try await town.sunrise.slug == "sunrise-court", "the address holds")
    try await town.end()
  }

  @Test(arguments: [
    ("Sunrise Park", "sunrise-park"), ("  Ñandú & Söhne!  ", "ñandú-söhne"),
    ("صنرايز كورت", "صنرايز-كورت"), ("日本語の会", "日本語の会"), ("!!!", "community"),
    ("../../etc", "etc"), ("Sunrise Court", "sunrise-court-2"),
    ("SUNRISE—COURT", "sunrise-court-2"),
    ("Room 12", "room-12"), (String(repeating: "a", count: 61), String(repeating: "a", count: 60)),
    (String(repeating: "a", count: 59) + " b", String(repeating: "a", count: 59)),
  ])
  func `An address is made from the name, in the letters of its script`(
    name: String, slug: String
  ) async throws {
    let town = try await Town()
    #expect(try await town.store.read { try Community.freeSlug(for: name, $0) } == slug)
    try await town.end()
  }

  @Test(arguments: [
    String(repeating: "क्षि ", count: 24), String(repeating: "صنرايز ", count: 17),
    String(repeating: "நீர் ", count: 24), "a" + String(repeating: "\u{301}", count: 110),
  ])
  func `However long the name, its public page opens`(name: String) async throws {
    let town = try await Town()
    #expect(try await add(town, ["name": name]).status == 303)
    let daniel = try await town.reader(.staff)
    let page = "/desk/communities/0123456789abcdef"
    #expect(try await daniel.submit("\(page)/publication", onPage: page).status == 303)
    let visitor = try await town.reader(nil)
    let link = try #require(
      (await visitor.get("/")).links.first {
        $0.hasPrefix("/communities/") && $0 != "/communities/sunrise-court"
      })
    #expect(await visitor.get(link).status == 200)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Communities of one name that are added at once have addresses of their own`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let surroundings = town.site.surroundings
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          _ = try await town.store.write { connection in
            try Community.add(
              CommunityDraft(
                kind: .place, name: "Sunrise Court", summary: "", language: .english),
              id: .new(surroundings), by: "staff", at: surroundings.now(), connection)
          }
        }
      }
      try await group.waitForAll()
    }
    let slugs = try await town.store.read { connection in
      try connection.rows("SELECT slug FROM community WHERE name = 'Sunrise Court'").map {
        try $0.string("slug")
      }
    }
    #expect(Set(slugs) == Set(["sunrise-court"] + (2...9).map { "sunrise-court-\($0)" }))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What is published everybody reads, and what is withdrawn nobody`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let growers = try await town.growers
    let (daniel, visitor) = (try await town.reader(.staff), try await town.reader(nil))
    let desk = "/desk/communities/\(growers.id)"
    let page = "/communities/acequia-growers"
    #expect(await visitor.get(page).status == 404)
    #expect(await visitor.get("/").plainText.contains("Acequia growers") == false)

    let published = try await daniel.submit("\(desk)/publication", onPage: desk)
    #expect(published.header("location") == "\(desk)?notice=published")
    let open = await visitor.get(page)
    #expect(open.status == 200 && open.plainText.contains("Nothing is public yet"))
    #expect(!open.plainText.contains("headgate"))
    #expect(await visitor.get("/").plainText.contains("Acequia growers"))
    let kinds = try await town.store.read { connection in
      try connection.rows(
        "SELECT kind FROM moment WHERE community = \(growers.id) ORDER BY sequence DESC LIMIT 2"
      ).map { try $0.string("kind") }
    }
    #expect(kinds == ["community.published", "release.publish"])

    #expect(
      try await daniel.submit("\(desk)/withdrawal", onPage: "\(desk)/withdrawal").status == 303)
    #expect(await visitor.get(page).status == 404)
    #expect(await visitor.get("/").plainText.contains("Acequia growers") == false)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `When the community holds the power to publish, the library's page is gone`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let (sunrise, growers) = (try await town.sunrise, try await town.growers)
    let (ruth, visitor) = (try await town.reader(.owner), try await town.reader(nil))
    #expect(await visitor.get("/communities/sunrise-court").status == 200)
    try await town.give("publish", of: sunrise, to: "community")
    try await town.give("publish", of: growers, to: "shared")
    #expect(await visitor.get("/communities/sunrise-court").status == 404)
    #expect(await visitor.get("/").plainText.contains("Sunrise Court") == false)
    let desk = "/desk/communities/\(growers.id)"
    let shared = try await ruth.submit("\(desk)/publication", onPage: desk)
    #expect(shared.status == 403)
    #expect(
      shared.plainText.contains(
        "The library and the community hold this power together. Ask the stewards first."))
    #expect(try await town.growers.isPublished == false)
    #expect(
      try await town.count("SELECT count(*) FROM release WHERE community = \(growers.id)") == 0)
    // Taking a page back needs nobody's leave.
    let court = "/desk/communities/\(sunrise.id)"
    #expect(
      try await ruth.submit("\(court)/withdrawal", onPage: "\(court)/withdrawal").status == 303)
    let held = try await ruth.submit("\(court)/publication", onPage: court)
    #expect(held.status == 403)
    #expect(held.plainText.contains("The community holds this power. Its stewards decide."))
    try await town.end()
  }

  @Test func `A community that is not open to somebody does not exist for them`() async throws {
    let town = try await Town()
    let (sunrise, growers) = (try await town.sunrise, try await town.growers)
    for role in [Role.liaison, .steward, .partner, .reviewer] {
      let reader = try await town.reader(role)
      #expect(await reader.get("/desk/communities/\(sunrise.id)").status == 200)
      for page in ["", "/timeline", "/voices", "/edit", "/facts/new", "/translations"] {
        #expect(await reader.get("/desk/communities/\(growers.id)\(page)").status == 404)
      }
      #expect(await reader.get("/desk/communities").plainText.contains("Acequia") == false)
    }
    let staff = try await town.reader(.staff)
    #expect(await staff.get("/desk/communities/\(growers.id)").status == 200)
    #expect(await staff.get("/desk/communities/0000000000000000").status == 404)
    #expect(await staff.get("/desk/communities/sunrise-court").status == 404)
    try await town.end()
  }
}
