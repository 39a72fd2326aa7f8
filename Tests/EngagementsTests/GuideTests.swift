import Communities
import Ledger
import Markup
import Store
import Surroundings
import Testing
import Web
import Words

@testable import Engagements

@Suite struct GuideTests {
  private func change(
    _ kind: GuideChange.Kind, prompt: String = "listening.trust-now",
    for community: ID<Community>?, text: String = "", id: String, _ town: Town
  ) async throws {
    try await town.store.write { connection in
      try GuideChange.add(
        GuideChangeDraft(
          community: community, kind: kind, strategy: "listening", prompt: prompt, text: text,
          language: .english, reason: "Because Amal said so."),
        id: ID(stored: id), by: "staff", at: Town.noon, connection)
    }
  }

  /// The strategy of listening as it stands for these communities.
  private func listening(_ town: Town, _ communities: [ID<Community>]) async throws
    -> [AdaptedPrompt]
  {
    let viewer = try #require(Town.viewer("staff"))
    let strategy = try #require(Guide.strategy("listening")).strategy
    let changes = try await town.store.read { try GuideChange.all(for: viewer, $0) }
    return AdaptedPrompt.all(of: strategy, changes: changes, communities: communities)
  }

  @Test(arguments: Town.engines)
  func `a community’s wording holds for it alone, over the library’s, and is undone`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      try await change(
        .reworded, for: nil, text: "Do people trust us?", id: "0000000000000001", town)
      try await change(
        .reworded, for: town.sunrise, text: "Do the tenants trust us?", id: "0000000000000002",
        town)
      func text(_ communities: [ID<Community>]) async throws -> String? {
        try await listening(town, communities).first?.text(.english)
      }
      #expect(try await text([]) == "Do people trust us?")
      #expect(try await text([town.night]) == "Do people trust us?")
      #expect(try await text([town.sunrise]) == "Do the tenants trust us?")
      let staff = town.reader("staff")
      #expect(await staff.post("/desk/guide/changes/0000000000000002/withdrawal").status == 303)
      #expect(try await text([town.sunrise]) == "Do people trust us?")
      #expect(await staff.post("/desk/guide/changes/0000000000000001/withdrawal").status == 303)
      #expect(try await text([]) == Guide.strategy("listening")?.strategy.prompts.first?.text)
      #expect(
        try await town.moments(town.sunrise).suffix(2) == ["guide.reworded", "guide.restored"])
    }
  }

  @Test(arguments: Town.engines)
  func `the same change made again takes the place of the earlier one`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      for (id, text) in [("0000000000000001", "First"), ("0000000000000002", "Second")] {
        try await change(.reworded, for: nil, text: text, id: id, town)
        try await change(.reworded, for: nil, text: text, id: id, town)
      }
      #expect(try await listening(town, []).first?.text(.english) == "Second")
      let holding = try await town.store.read {
        try $0.count("SELECT count(*) FROM guide_change WHERE undone = 0")
      }
      #expect(holding == 1)
    }
  }

  @Test func `one community sets a prompt aside for itself, never for another`() async throws {
    try await Town.with { town in
      try await change(.setAside, for: town.sunrise, id: "0000000000000001", town)
      func isLeftOut(_ communities: [ID<Community>]) async throws -> Bool? {
        try await listening(town, communities).first?.isLeftOut
      }
      #expect(try await isLeftOut([town.sunrise]) == true)
      #expect(try await isLeftOut([town.night]) == false)
      #expect(try await isLeftOut([]) == false)
      #expect(try await isLeftOut([town.sunrise, town.night]) == false)
      try await change(.setAside, for: town.night, id: "0000000000000002", town)
      #expect(try await isLeftOut([town.sunrise, town.night]) == true)
    }
  }

  @Test func `what is set aside is shown with its reason and the way back`() async throws {
    try await Town.with { town in
      try await change(.setAside, for: nil, id: "0000000000000001", town)
      let page = await town.reader("staff").get("/desk/guide/listening").text
      #expect(page.contains("Set aside here"))
      #expect(page.contains("The library set this aside: Because Amal said so."))
      #expect(page.contains("/desk/guide/changes/0000000000000001/withdrawal"))
    }
  }

  @Test func `stewards adapt the Guide of their community, and of no other`() async throws {
    try await Town.with { town in
      let steward = town.reader("steward-\(town.sunrise)")
      func fields(_ scope: String, _ id: String) -> [(String, String)] {
        [
          ("id", id), ("kind", "added"), ("strategy", "listening"), ("scope", scope),
          ("text", "Who keeps the keys?"), ("language", "en"), ("reason", "We asked each other."),
          ("evidence", "people"),
        ]
      }
      let path = "/desk/guide/changes"
      #expect(await steward.post(path, fields(town.sunrise.text, "0000000000000001")).status == 303)
      #expect(await steward.post(path, fields(town.night.text, "0000000000000002")).status == 404)
      #expect(await steward.post(path, fields("library", "0000000000000003")).status == 404)
      for code in ["partner", "reviewer"] {
        let reader = town.reader("\(code)-\(town.sunrise)")
        #expect(
          await reader.post(path, fields(town.sunrise.text, "0000000000000004")).status == 404)
        #expect(await reader.get("\(path)/new?kind=added&strategy=listening").status == 404)
      }
      let page = await steward.get("/desk/communities/\(town.sunrise)/guide/listening").text
      #expect(page.contains("Who keeps the keys?"))
      let other = await town.reader("staff").get("/desk/communities/\(town.night)/guide/listening")
      #expect(!other.text.contains("Who keeps the keys?"))
    }
  }

  @Test func `what is assumed stands apart from what is known`() async throws {
    try await Town.with { town in
      _ = try await town.fact(.assumed, "Everybody reads the board.", id: "fact000000000001")
      _ = try await town.fact(.stated, "We hear it from the bus driver.", id: "fact000000000002")
      let page = await town.reader("staff").get("/desk/communities/\(town.sunrise)/guide/listening")
        .text
      let reach = try #require(page.components(separatedBy: "id=\"prompt-listening-reach\"").last)
      let known = try #require(reach.range(of: "What is known"))
      let driver = try #require(reach.range(of: "bus driver"))
      let assumed = try #require(reach.range(of: "What is only assumed"))
      let board = try #require(reach.range(of: "reads the board"))
      #expect(known.lowerBound < driver.lowerBound)
      #expect(driver.lowerBound < assumed.lowerBound)
      #expect(assumed.lowerBound < board.lowerBound)
      #expect(reach.contains("The tenants’ meeting"))
    }
  }

  @Test func `what is disputed stands apart, and what is of one community alone says of which`()
    async throws
  {
    try await Town.with { town in
      _ = try await town.fact(.disputed, "The bus runs on Sundays.", id: "fact000000000001")
      _ = try await town.fact(.stated, "We hear it from the bus driver.", id: "fact000000000002")
      let staff = town.reader("staff")
      let whole = await staff.get("/desk/guide/listening").text
      let reach = try #require(whole.components(separatedBy: "id=\"prompt-listening-reach\"").last)
      let known = try #require(reach.range(of: "bus driver"))
      let apart = try #require(reach.range(of: "What is in dispute"))
      let disputed = try #require(reach.range(of: "on Sundays"))
      #expect(known.lowerBound < apart.lowerBound && apart.lowerBound < disputed.lowerBound)
      #expect(reach.contains("About Sunrise"))
      let one = await staff.get("/desk/communities/\(town.sunrise)/guide/listening").text
      #expect(!one.contains("About Sunrise"))
    }
  }

  @Test func `the timeline answers with what was done together, not with upkeep`() async throws {
    try await Town.with { town in
      try await town.store.write { connection in
        let subject = Subject(
          kind: "community", id: town.sunrise.text, community: town.sunrise.text)
        for kind in ["fact.added", "voice.closed", "release.export"] {
          try connection.record(kind, on: subject, by: "staff", at: Town.noon)
        }
      }
      _ = try await town.laundromat()
      let page = await town.reader("staff").get(
        "/desk/communities/\(town.sunrise)/guide/intentionality"
      ).text
      #expect(page.contains("An engagement was planned."))
      #expect(!page.contains("The gate let an export through."))
      #expect(!page.contains("A voice link was closed."))
    }
  }

  @Test func `what is asked of languages and of the internet is answered by figures of these`() {
    let communication = Guide.strategy("communication")?.strategy.prompts ?? []
    for prompt in communication { #expect(!prompt.evidence.contains(.benchmarks)) }
    #expect(communication.flatMap(\.evidence).contains(.benchmarksOnline))
  }

  @Test func `where nothing is recorded, the Guide says so and shows where it would be written`()
    async throws
  {
    try await Town.with { town in
      let page = await town.reader("staff").get(
        "/desk/communities/\(town.sunrise)/guide/making-plans"
      ).text
      #expect(page.contains("Nothing is recorded yet."))
      let engagement = try await town.laundromat()
      let there = await town.reader("staff").get(
        "/desk/engagements/\(engagement.id)/guide/making-plans"
      ).text
      #expect(there.contains("/desk/engagements/\(engagement.id)/plan"))
      _ = try await town.goal(engagement)
      let answered = await town.reader("staff").get(
        "/desk/engagements/\(engagement.id)/guide/making-plans"
      ).text
      #expect(answered.contains("The plan of Evenings at the laundromat"))
      let main = try #require(answered.components(separatedBy: "<main").last)
      #expect(!main.components(separatedBy: "</main>")[0].contains("%"))
    }
  }

  @Test func `evidence comes in the order of its kinds, each thing once, the rest counted`() {
    func known(_ sentence: String) -> Evidence {
      Evidence(sentence: sentence, source: "Amal", since: "May", standing: .stated)
    }
    let guess = Evidence(sentence: "Guess", source: "Nobody", since: "May", standing: .assumed)
    let answer = Answer.select(
      [.factsChannels, .assumptions],
      from: [
        "assumptions": [guess],
        "factsChannels": [guess] + (1...Answer.most + 1).map { known("\($0)") },
        "factsOnline": [known("Not asked for")],
      ])
    #expect(answer.known.map(\.sentence) == (1...Answer.most).map { "\($0)" })
    #expect(answer.moreKnown == 1)
    #expect(answer.assumed.map(\.sentence) == ["Guess"])
    #expect(answer.moreAssumed == 0)
    #expect(Answer.select([.burden], from: [:]).isEmpty)
  }

  @Test func `every kind of evidence has a tool, and every prompt a place in its strategy`() {
    for kind in EvidenceKind.allCases { #expect(!kind.word(.english).isEmpty) }
    let keys = Guide.strategies.flatMap(\.prompts).map(\.key)
    #expect(Set(keys).count == keys.count)
    for resource in StarterShelf.resources { #expect(Guide.strategy(resource.strategy) != nil) }
  }
}
