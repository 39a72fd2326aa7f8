import Store
import Surroundings
import Testing
import Town

@testable import Communities
@testable import Web

@Suite(.serialized) struct AssumptionTests {
  @Test(arguments: TestEngine.present)
  func `The register holds what is assumed, the oldest first, with what rests on it`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let ruth = try await town.reader(.owner)
    let fact = try await town.fact("About half of the people")
    try await town.store.write { connection in
      for (subject, title) in [("b", "Open on Sundays"), ("a", "Homework <hour>")] {
        try Reliance.set(
          [fact.id, fact.id], kind: "goal", subject: subject, title: title,
          path: "/desk/communities", connection)
      }
    }
    let page = await ruth.get("/desk/assumptions")
    let assumed = [
      "A notice at the feed store", "About half of the people", "Most households have a telephone",
    ]
    let places = assumed.compactMap { page.plainText.range(of: $0)?.lowerBound }
    #expect(places.count == 3 && places == places.sorted())
    // Disputed by somebody, it is no longer only assumed.
    #expect(!page.plainText.contains("People know that library cards are free"))
    #expect(page.text.contains("Homework &lt;hour&gt;</a>, <a href=\"/desk/communities\">Open on"))
    #expect(page.plainText.contains("1 year"))
    let own = await ruth.get("/desk/facts/\(fact.id)")
    #expect(own.plainText.contains("Open on Sundays"))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What rests on facts is written down anew each time`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let one = try await town.assume("The hall is free on Mondays.", of: town.sunrise)
    let two = try await town.assume("Mondays suit everybody.", of: town.sunrise)
    let rests = try await town.store.write { connection in
      for facts in [[one.id], [one.id, two.id], [two.id]] {
        try Reliance.set(
          facts, kind: "goal", subject: "g", title: "Homework hour", path: "/desk", connection)
      }
      try Reliance.set(
        [one.id], kind: "decision", subject: "g", title: "Rent the hall", path: "/desk", connection)
      return (
        try Reliance.facts(under: "goal", "g", connection),
        try Reliance.on(one.id, connection).map(\.title),
        try Reliance.on(two.id, connection).map(\.title)
      )
    }
    #expect(rests.0 == [two.id])
    #expect(rests.1 == ["Rent the hall"] && rests.2 == ["Homework hour"])
    let none = try await town.store.write { connection in
      try Reliance.set([], kind: "goal", subject: "g", title: "", path: "", connection)
      return try Reliance.on(two.id, connection)
    }
    #expect(none.isEmpty)
    try await town.end()
  }

  @Test func `Each reads of their own communities, and partners of what is public`() async throws {
    let town = try await Town()
    let sunrise = try await town.sunrise
    _ = try await town.assume("The yard is loved.", of: sunrise, isPublic: true)
    for role in Role.allCases {
      let page = await (try await town.reader(role)).get("/desk/assumptions").plainText
      let enters = role == .owner || role == .staff
      let sees = role != .partner && role != .reviewer
      #expect(page.contains("A notice at the feed store") == enters, "\(role)")
      #expect(page.contains("About half of the people") == sees, "\(role)")
      #expect(page.contains("The yard is loved."), "\(role)")
    }
    try await town.end()
  }

  @Test func `Evidence for the Guide says who says so, and keeps what is private from partners`()
    async throws
  {
    let town = try await Town()
    let sunrise = try await town.sunrise
    let sources = town.site.capabilities.first { $0.name == "communities" }?.evidence ?? []
    // Each topic, what is assumed, and the timeline.
    #expect(sources.count == Topic.allCases.count + 2)
    #expect(Set(sources.map(\.kind)).count == sources.count)
    let online = try #require(sources.first { $0.kind == "factsOnline" })
    func said(_ role: Role?) async throws -> [Evidence] {
      let viewer = role.map {
        Viewer(
          account: "a", name: "Somebody", role: $0, communities: [sunrise.id.text], session: "s",
          language: nil)
      }
      let call = Call(
        request: Request(method: .get, path: "/"), parameters: [:], query: FormData(),
        form: FormData(), viewer: viewer, w: .english,
        library: try #require(try await town.store.read { try Library.find($0) }), site: town.site)
      return try await town.store.read { connection in
        try online.gather(
          EvidenceSource.Question(
            communities: [sunrise.id.text], engagement: nil, call: call), connection)
      }
    }
    let ours = "Most households have a telephone with data, few have a computer."
    let told = try #require(try await said(.steward).first { $0.sentence == ours })
    #expect(told.source == "Nobody yet: we assume it" && told.standing == .assumed)
    for role in [Role?.some(.partner), .some(.reviewer), nil] {
      #expect(try await said(role).contains { $0.sentence == ours } == false)
    }
    try await town.end()
  }
}
