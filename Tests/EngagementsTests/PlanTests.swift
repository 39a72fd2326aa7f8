import Accounts
import Communities
import Store
import Surroundings
import Testing
import Web

@testable import Engagements

@Suite struct PlanTests {
  @Test(arguments: Town.engines)
  func `a goal is settled once, and must be opened before it is told otherwise`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let engagement = try await town.laundromat()
      let goal = try await town.goal(engagement)
      try await town.store.write { connection in
        func now() throws -> Goal { try Goal.find(goal.id, in: engagement, connection) }
        func settle(_ state: Goal.State) throws -> Bool {
          try now().settle(
            state, on: Town.today, done: "We told Amal.", in: engagement, by: "staff",
            at: Town.noon, connection)
        }
        #expect(try !settle(.open))
        #expect(try settle(.missed))
        #expect(try !settle(.met))
        #expect(try now().state == .missed)
        #expect(try now().settledOn == Town.today)
        try now().reopen(in: engagement, by: "staff", at: Town.noon, connection)
        #expect(try now().state == .open)
        #expect(try settle(.exceeded))
      }
      #expect(
        try await town.moments(town.sunrise).suffix(4) == [
          "goal.added", "goal.missed", "goal.reopened", "goal.exceeded",
        ])
    }
  }

  @Test func `a goal stands on its facts, and the register of assumptions knows it`() async throws {
    try await Town.with { town in
      let engagement = try await town.laundromat()
      let fact = try await town.fact(.assumed, "People read the board by the dryers.")
      let goal = try await town.goal(engagement, resting: [fact.id])
      let staff = town.reader("staff")
      #expect(await staff.get("/desk/assumptions").text.contains("Ten people greet us by name."))
      #expect(
        await staff.get("/desk/engagements/\(engagement.id)/plan").text.contains(
          "board by the dryers"))
      // A partner sees what is public alone.
      let partner = town.reader("partner-\(town.sunrise)")
      #expect(
        !(await partner.get("/desk/engagements/\(engagement.id)/plan").text.contains("dryers")))
      _ = await staff.post("/desk/engagements/\(engagement.id)/goals/\(goal.id)/removal")
      #expect(!(await staff.get("/desk/assumptions").text.contains("Ten people greet us by name.")))
    }
  }

  @Test(arguments: [(-1, [0]), (0, [1]), (14, [2]), (15, [])])
  func `the desk speaks of a goal from fourteen days before its day`(
    _ days: Int, _ urgencies: [Int]
  ) async throws {
    try await Town.with { town in
      _ = try await town.goal(try await town.laundromat(), inDays: days)
      #expect(try await desk(town).map(\.urgency) == urgencies)
    }
  }

  @Test(arguments: [(180, 0), (181, 1)])
  func `the desk speaks of a plan that rests on something assumed for more than 180 days`(
    _ days: Int, _ items: Int
  ) async throws {
    try await Town.with { town in
      let fact = try await town.fact(.assumed, "Everybody has a phone.", daysAgo: days)
      _ = try await town.goal(try await town.laundromat(), inDays: 60, resting: [fact.id])
      #expect(try await desk(town).count == items)
    }
  }

  @Test func `what is closed asks nothing of today`() async throws {
    try await Town.with { town in
      let engagement = try await town.laundromat()
      _ = try await town.goal(engagement, inDays: -5)
      try await town.store.write { connection in
        try engagement.close("Done.", on: Town.today, by: "staff", at: Town.noon, connection)
      }
      #expect(try await desk(town).isEmpty)
    }
  }

  /// What the desk of the staff says of engagements.
  private func desk(_ town: Town) async throws -> [DeskItem] {
    let site = town.site
    let probe = Capability(
      name: "probe",
      routes: [
        .get("/probe", .members) { call in
          let items = try await call.store.read { try EngagementDesk.items(call, $0) }
          return .text(items.map { "\($0.urgency)" }.joined(separator: " "))
        }
      ])
    let asked = Site(
      store: site.store, surroundings: site.surroundings, capabilities: [probe],
      secret: Array(repeating: 7, count: 32), resolveViewer: { code, _ in Town.viewer(code) })
    let text = await Reader(site: asked, code: "staff").get("/probe").text
    return text.split(separator: " ").compactMap { Int($0) }.map {
      DeskItem(urgency: $0, sentence: "", detail: "", action: "", link: "/desk")
    }
  }

  @Test(arguments: Town.engines)
  func `a decision keeps what was promised beside what was delivered`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let engagement = try await town.laundromat()
      let decision = try await town.store.write { connection in
        let id = ID<Decision>(stored: "dec0000000000000")
        try Decision.add(
          DecisionDraft(
            question: "On which evenings?", promised: .involve, decider: "The tenants’ meeting"),
          id: id, to: engagement, by: "staff", at: Town.noon, connection)
        try Decision.find(id, in: engagement, connection).settle(
          Decision.Result(outcome: "Tuesdays", on: Town.today, delivered: .consult),
          in: engagement, by: "staff", at: Town.noon, connection)
        return try Decision.find(id, in: engagement, connection)
      }
      #expect(decision.fellShort)
      #expect(decision.result?.delivered == .consult)
      let page = await town.reader("staff").get("/desk/engagements/\(engagement.id)/decisions")
      #expect(page.text.contains("People had less say than they were promised."))
    }
  }

  @Test func `delivered as promised, or more, does not fall short`() {
    #expect(Participation.outreach < .consult)
    #expect(Participation.collaborate < .sharedLeadership)
    #expect(!(Participation.involve < .involve))
  }

  @Test func `others than the library read in the journal what they wrote themselves`() async throws
  {
    try await Town.with { town in
      let engagement = try await town.laundromat()
      let path = "/desk/engagements/\(engagement.id)/journal"
      let (staff, steward) = (town.reader("staff"), town.reader("steward-\(town.sunrise)"))
      let day = Town.today.description
      _ = await staff.post(
        path, [("id", "entry00000000001"), ("day", day), ("happened", "Rain; nobody came.")])
      _ = await steward.post(
        path, [("id", "entry00000000002"), ("day", day), ("happened", "My neighbours laughed.")])
      #expect(await staff.get(path).text.contains("My neighbours laughed."))
      #expect(!(await steward.get(path).text.contains("nobody came")))
      #expect(await steward.get(path).text.contains("My neighbours laughed."))
      #expect(
        !(await steward.get("/desk/engagements/\(engagement.id)/guide/open-mindedness").text
          .contains("nobody came")))
      // Nobody but its author changes or destroys an entry.
      #expect(await staff.post("\(path)/entry00000000002/removal").status == 404)
      #expect(await steward.post("\(path)/entry00000000002/removal").status == 303)
      #expect(!(await staff.get(path).text.contains("My neighbours laughed.")))
    }
  }

  @Test(arguments: Town.engines)
  func `people without a backup are flagged, and nobody backs themselves up`(
    _ engine: Dialect
  ) async throws {
    try await Town.with(engine) { town in
      let path = "/desk/engagements/\(try await town.laundromat().id)/people"
      let staff = town.reader("staff")
      let alone = [
        ("id", "part000000000001"), ("part", "The table"), ("person", "rsa0000000000000"),
      ]
      let own = await staff.post(path, alone + [("backup", "rsa0000000000000")])
      #expect(own.status == 422)
      #expect(own.text.contains("Nobody can step in for themselves."))
      #expect(await staff.post(path, alone).status == 303)
      let page = await staff.get(path).text
      #expect(page.contains("Rosa Begay"))
      #expect(page.contains("Nobody steps in yet"))
      let edited = await staff.post(
        "\(path)/part000000000001",
        [
          ("version", "1"), ("part", "The table"), ("person", "rsa0000000000000"),
          ("backup-name", "Amal’s brother"),
        ])
      #expect(edited.status == 303)
      #expect(!(await staff.get(path).text.contains("Nobody steps in yet")))
    }
  }
}
