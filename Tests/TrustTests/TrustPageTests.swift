import Communities
import Foundation
import Ledger
import Store
import Surroundings
import Testing
import Town
import Words

@testable import Trust
@testable import Web

@Suite(.serialized) struct TrustPageTests {
  /// The id of Sunrise Court, and of another community that nothing was asked of.
  private func sunrise(_ town: Town) async throws -> String {
    try await town.store.read {
      try $0.first("SELECT id FROM community WHERE slug = 'sunrise-court'")?.string("id") ?? ""
    }
  }

  @Test(arguments: TestEngine.present)
  func `The answer is in words, with what it rests on, and names no score`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let id = try await sunrise(town)
    let page = await (try await town.reader(.staff)).get("/desk/communities/\(id)/trust")
    let text = page.plainText
    #expect(text.contains("What level of trust might the community have for us now?"))
    #expect(text.contains("41 people of the community answered “Spring 2026”"))
    #expect(text.contains("Since “Autumn 2025” these rose: "))
    #expect(text.contains("The library’s own people say that these hold more often"))
    #expect(text.contains("People who came back"))
    #expect(text.contains("Days on which contact was kept as agreed"))
    #expect(!text.contains("We don’t know yet"))
    #expect(page.text.contains("id=\"trust-path\"") && page.text.contains("id=\"trust-respect\""))
    try await town.end()
  }

  @Test func `Where nobody was asked, it is not known, and how to learn is said`() async throws {
    let town = try await Town()
    let surroundings = town.site.surroundings
    let id = try await town.store.write { connection in
      try Community.add(
        CommunityDraft(kind: .interest, name: "Chess", summary: "", language: .english),
        id: .new(surroundings), by: "staff", at: surroundings.now(), connection
      ).id
    }
    let page = await (try await town.reader(.staff)).get("/desk/communities/\(id)/trust")
    #expect(page.status == 200)
    #expect(page.plainText.contains("We don’t know yet, and here is how to learn"))
    #expect(page.plainText.contains("Nobody was asked yet."))
    #expect(page.links.contains("/desk/communities/\(id)/voices"))
    #expect(page.wellFormednessFault == nil)
    try await town.end()
  }

  @Test func `A community that asks for larger cells takes its figures off the page`() async throws
  {
    let town = try await Town()
    let id = try await sunrise(town)
    try await town.store.write { connection in
      _ = try connection.run(
        "INSERT INTO charter (community, smallest_cell) VALUES (\(id), 50)")
    }
    let page = await (try await town.reader(.staff)).get("/desk/communities/\(id)/trust")
    #expect(page.plainText.contains("We don’t know yet, and here is how to learn"))
    #expect(!page.plainText.contains("41 people"))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Everybody reads it once the library publishes it and as long as the gate allows`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let id = try await sunrise(town)
    let visitor = try await town.reader(nil)
    let daniel = try await town.reader(.staff)
    let path = "/communities/sunrise-court/trust"
    let desk = "/desk/communities/\(id)/trust"
    try await town.store.write { connection in
      _ = try connection.run("DELETE FROM trust_page")
    }
    #expect(await visitor.get(path).status == 404)
    for _ in 1...2 {
      let published = await daniel.post(
        "\(desk)/publication", [("token", try await token(daniel, desk))])
      #expect(published.status == 303)
    }
    let page = await visitor.get(path)
    #expect(page.status == 200 && page.plainText.contains("41 people of the community"))
    #expect(await visitor.get("/trust").links.contains(path))
    let logged = try await town.store.read {
      try $0.count(
        """
        SELECT COUNT(*) FROM release WHERE subject_kind = 'trust' AND subject = \(id)
          AND at = \(town.site.surroundings.now())
        """)
    }
    #expect(logged >= 1)

    try await town.store.write { connection in
      _ = try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(id), 'publish', 'community')")
    }
    #expect(await visitor.get(path).status == 404)
    #expect(!(await visitor.get("/trust")).links.contains(path))
    let refused = await daniel.post(
      "\(desk)/publication", [("token", try await token(daniel, desk))])
    #expect(refused.status == 403)
    try await town.store.write { connection in
      _ = try connection.run("DELETE FROM power WHERE community = \(id)")
    }
    let withdrawn = await daniel.post(
      "\(desk)/withdrawal", [("token", try await token(daniel, desk))])
    #expect(withdrawn.status == 303)
    #expect(await visitor.get(path).status == 404)
    try await town.end()
  }

  private func token(_ reader: Reader, _ page: String) async throws -> String {
    let text = await reader.get(page).text
    return String(try #require(text.firstMatch(of: #/name="token" value="([^"]+)"/#)).1)
  }

  @Test(arguments: TestEngine.present)
  func `Disputes are counted from the ledger, by quarter`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let surroundings = town.site.surroundings
    let now = surroundings.now()
    let day = Day(now, in: .gmt)
    let community = try await town.store.write { connection in
      let community = try Community.add(
        CommunityDraft(kind: .interest, name: "Chess", summary: "", language: .english),
        id: .new(surroundings), by: "staff", at: now, connection)
      func moment(_ kind: String, _ fact: String, _ ago: Int64, _ standing: String?) throws {
        let subject = Subject(kind: "fact", id: fact, community: community.id.text)
        try connection.record(
          kind, on: subject, by: "staff", at: now - ago * 86400,
          standing.map { ["standing": $0] } ?? [:])
      }
      // a: settled after 10 days; b: after 4, taken out; c: still open; d: open, then only checked.
      try moment("fact.disputed", "a", 30, "disputed")
      try moment("fact.changed", "a", 20, "confirmed")
      try moment("fact.added", "b", 20, "disputed")
      try moment("fact.ended", "b", 16, nil)
      try moment("fact.disputed", "c", 9, "disputed")
      try moment("fact.disputed", "c", 8, "disputed")
      try moment("fact.changed", "d", 7, "disputed")
      try moment("fact.checked", "d", 6, nil)
      return community.id.text
    }
    let call = try await call(town)
    let counted = try await town.store.read { connection in
      try town.site.capabilities.flatMap(\.conduct).flatMap {
        try $0.count(community, day.adding(days: -60), day, call, connection)
      }
    }
    let settled = try #require(counted.first { $0.key == "disputes-settled" })
    #expect(settled.value == 0.5 && settled.n == 4)
    let days = try #require(counted.first { $0.key == "disputes-days" })
    #expect(days.value == 7 && days.n == 2)
    // Before the two knew each other there was no power to hold.
    let powers = try #require(counted.first { $0.key == "powers-held" })
    #expect(powers.value == 0 && powers.n == 6)
    let before = try await town.store.read { connection in
      try town.site.capabilities.flatMap(\.conduct).flatMap {
        try $0.count(
          community, day.adding(days: -400), day.adding(days: -300), call, connection)
      }
    }
    #expect(!before.contains { $0.key == "powers-held" })
    #expect(before.first { $0.key == "disputes-settled" }?.value == nil)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Powers are counted as they were held at the end of each quarter`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let surroundings = town.site.surroundings
    let now = surroundings.now()
    let day = Day(now, in: .gmt)
    let community = try await town.store.write { connection in
      let community = try Community.add(
        CommunityDraft(kind: .interest, name: "Chess", summary: "", language: .english),
        id: .new(surroundings), by: "staff", at: now - 200 * 86400, connection
      ).id.text
      // Handed over a hundred days ago, and ten days ago shared with the library again.
      for (ago, from, holder) in [(100, "library", "community"), (10, "community", "shared")] {
        try connection.record(
          "power.handed", on: Subject(kind: "charter", id: community, community: community),
          by: "owner", at: now - Int64(ago) * 86400,
          ["act": "export", "from": from, "holder": holder])
      }
      try connection.run(
        """
        INSERT INTO power (community, act, holder)
        VALUES (\(community), 'export', 'shared'), (\(community), 'ask', 'library after consulting')
        """)
      return community
    }
    let call = try await call(town)
    func held(_ from: Int, _ to: Int) async throws -> Double? {
      try await town.store.read { connection in
        try town.site.capabilities.flatMap(\.conduct).flatMap {
          try $0.count(
            community, day.adding(days: -from), day.adding(days: -to), call, connection)
        }.first { $0.key == "powers-held" }?.value
      }
    }
    #expect(try await held(400, 300) == nil)
    #expect(try await held(199, 120) == 0.0)
    #expect(try await held(110, 30) == 1.0 / 6)
    #expect(try await held(30, 0) == 1.0 / 6)
    try await town.end()
  }

  private func call(_ town: Town) async throws -> Call {
    let library = try await town.store.read { try Library.find($0) }
    return Call(
      request: Request(method: .get, path: "/"), parameters: [:], query: FormData(),
      form: FormData(), viewer: nil, w: .english, library: try #require(library),
      site: town.site)
  }

  @Test func `The Guide is told what the community said`() async throws {
    let town = try await Town()
    let id = try await sunrise(town)
    let page = await (try await town.reader(.staff)).get("/desk/communities/\(id)/guide/listening")
    #expect(page.plainText.contains("Pulse of 41 people of the community"))
    #expect(page.links.contains("/desk/communities/\(id)/trust"))
    try await town.end()
  }
}
