import Communities
import Store
import Surroundings
import Testing
import Web

@testable import Engagements

@Suite struct EngagementTests {
  @Test(arguments: Town.engines)
  func `an engagement goes from planned to closed and back, and each step is a moment`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let id = try await town.laundromat().id
      let states = try await town.store.write { connection in
        var states: [Engagement.State] = []
        func now() throws -> Engagement {
          try Engagement.find(id, for: #require(Town.viewer("staff")), connection)
        }
        states.append(try now().state)
        try now().start(by: "staff", at: Town.noon, connection)
        states.append(try now().state)
        try now().close(
          "People asked for mornings.", on: Town.today, by: "staff", at: Town.noon, connection)
        states.append(try now().state)
        // A second click closes nothing twice.
        try now().close("Other words", on: Town.today, by: "staff", at: Town.noon, connection)
        #expect(try now().outcome == "People asked for mornings.")
        #expect(try now().closedOn == Town.today)
        try now().reopen(by: "staff", at: Town.noon, connection)
        states.append(try now().state)
        return states
      }
      #expect(states == [.planned, .underWay, .closed, .underWay])
      #expect(
        try await town.moments(town.sunrise) == [
          "community.added", "engagement.added", "engagement.started", "engagement.closed",
          "engagement.reopened",
        ])
    }
  }

  @Test func `the timeline of each community tells of an engagement with several`() async throws {
    try await Town.with { town in
      try await town.laundromat([town.sunrise, town.night])
      #expect(try await town.moments(town.sunrise).contains("engagement.added"))
      #expect(try await town.moments(town.night).contains("engagement.added"))
    }
  }

  @Test func `a double click opens one engagement`() async throws {
    try await Town.with { town in
      let staff = town.reader("staff")
      let fields = [
        ("id", "twce000000000000"), ("title", "Story hour"), ("purpose", "To read together."),
        ("language", "en"), ("communities", town.sunrise.text),
      ]
      #expect(await staff.post("/desk/engagements", fields).status == 303)
      #expect(await staff.post("/desk/engagements", fields).status == 303)
      let count = try await town.store.read { try $0.count("SELECT count(*) FROM engagement") }
      #expect(count == 1)
      #expect(try await town.moments(town.sunrise).count { $0 == "engagement.added" } == 1)
    }
  }

  @Test func `who may not enter any of its communities finds nothing`() async throws {
    try await Town.with { town in
      let id = try await town.laundromat().id
      for code in ["steward", "partner", "reviewer", "liaison"] {
        let outsider = town.reader("\(code)-\(town.night)")
        let member = town.reader("\(code)-\(town.sunrise)")
        for page in [
          "", "/plan", "/decisions", "/people", "/journal", "/guide", "/guide/listening",
        ] {
          #expect(await outsider.get("/desk/engagements/\(id)\(page)").status == 404)
          #expect(await member.get("/desk/engagements/\(id)\(page)").status == 200)
        }
        #expect(await outsider.get("/desk/communities/\(town.sunrise)/guide").status == 404)
        #expect(!(await outsider.get("/desk/engagements").text.contains("laundromat")))
        #expect(await member.get("/desk/engagements").text.contains("laundromat"))
      }
      let visitor = await town.reader("nobody").get("/desk/engagements/\(id)")
      #expect(visitor.header("location")?.hasPrefix("/sign-in") == true)
    }
  }

  @Test func `stewards, partners and reviewers read and don’t write`() async throws {
    try await Town.with { town in
      let id = try await town.laundromat().id
      for code in ["steward", "partner", "reviewer"] {
        let reader = town.reader("\(code)-\(town.sunrise)")
        for page in [
          "/edit", "/closure", "/goals/new", "/decisions/new", "/people/new", "/backup-plans/new",
        ] {
          #expect(await reader.get("/desk/engagements/\(id)\(page)").status == 404)
        }
        #expect(await reader.post("/desk/engagements/\(id)/start").status == 404)
        #expect(!(await reader.get("/desk/engagements/\(id)").text.contains("Close it")))
      }
    }
  }

  @Test func `somebody limited to one community opens nothing with another, and drops none`()
    async throws
  {
    try await Town.with { town in
      let liaison = town.reader("liaison-\(town.sunrise)")
      let refused = await liaison.post(
        "/desk/engagements",
        [
          ("id", "0000000000000001"), ("title", "Story hour"), ("purpose", "To read."),
          ("language", "en"), ("communities", town.sunrise.text), ("communities", town.night.text),
        ])
      #expect(refused.status == 403)
      let engagement = try await town.laundromat([town.sunrise, town.night])
      let page = await liaison.get("/desk/engagements/\(engagement.id)").text
      #expect(!page.contains("Night shift"))
      let saved = await liaison.post(
        "/desk/engagements/\(engagement.id)",
        [
          ("version", "1"), ("title", "Mornings"), ("purpose", "To meet."), ("language", "en"),
          ("communities", town.sunrise.text),
        ])
      #expect(saved.status == 303)
      let now = try await town.store.read { try Engagement.find(engagement.id, $0) }
      #expect(now?.communities.contains(town.night) == true)
    }
  }

  @Test func `who edits a stale engagement is told what is stored, and sends again on purpose`()
    async throws
  {
    try await Town.with { town in
      let id = try await town.laundromat().id
      let staff = town.reader("staff")
      func fields(_ title: String, _ version: String) -> [(String, String)] {
        [
          ("version", version), ("title", title), ("purpose", "To meet."), ("language", "en"),
          ("communities", town.sunrise.text),
        ]
      }
      #expect(await staff.post("/desk/engagements/\(id)", fields("Mornings", "1")).status == 303)
      // A form that only lacks something keeps its version, or the conflict would never be told.
      let empty = await staff.post("/desk/engagements/\(id)", fields("", "1"))
      #expect(empty.status == 422)
      #expect(empty.text.contains("name=\"version\" value=\"1\""))
      let late = await staff.post("/desk/engagements/\(id)", fields("Nights", "1"))
      #expect(late.status == 422)
      #expect(late.text.contains("What is stored now: “Mornings”."))
      #expect(late.text.contains("value=\"Nights\""))
      #expect(late.text.contains("name=\"version\" value=\"2\""))
      #expect(await staff.post("/desk/engagements/\(id)", fields("Nights", "2")).status == 303)
    }
  }

  @Test(arguments: Town.engines)
  func `the schema refuses an engagement that is closed without a word on how`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let id = try await town.laundromat().id
      await #expect(throws: StoreError.self) {
        try await town.store.write { connection in
          _ = try connection.run(
            "UPDATE engagement SET state = 'closed', closed_on = \(Town.today) WHERE id = \(id)")
        }
      }
    }
  }
}
