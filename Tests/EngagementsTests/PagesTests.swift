import Communities
import Store
import Surroundings
import Testing
import Web
import Words

@testable import Engagements

@Suite struct PagesTests {
  @Test(arguments: ["en", "es", "ar", "en-XA"])
  func `every page is well-formed, with ids that are its own and headings in order`(
    _ language: String
  ) async throws {
    try await Town.with { town in
      let base = "/desk/engagements/\(try await town.furnished().id)"
      let staff = town.reader("staff", language: language)
      let query = "engagement=wash000000000000"
      var pages = [
        "/desk/engagements", "/desk/engagements/new", base, "\(base)/edit", "\(base)/closure",
        "\(base)/plan", "\(base)/goals/new", "\(base)/goals/gaa1000000000000/edit",
        "\(base)/goals/gaa1000000000000/result", "\(base)/backup-plans/new", "\(base)/decisions",
        "\(base)/decisions/new", "\(base)/people", "\(base)/people/new", "\(base)/journal",
        "\(base)/journal/entry00000000000/edit", "/desk/guide", "\(base)/guide",
        "/desk/communities/\(town.sunrise)/guide", "/desk/guide/changes",
        "/desk/guide/changes?\(query)", "/desk/shelf", "/desk/shelf?strategy=listening",
        "/desk/shelf/new", "/desk/shelf/aapor", "/desk/guide/handout",
        "/desk/guide/changes/new?kind=added&strategy=listening&\(query)",
        "/desk/guide/changes/new?kind=reworded&strategy=listening&prompt=listening.reach",
        "/desk/guide/changes/new?kind=set-aside&strategy=listening&prompt=listening.reach",
      ]
      for strategy in Guide.strategies {
        pages += [
          "/desk/guide/\(strategy.key)", "\(base)/guide/\(strategy.key)",
          "/desk/guide/handout?strategy=\(strategy.key)&\(query)",
        ]
      }
      for page in pages {
        let reply = await staff.get(page)
        #expect(reply.status == 200, "\(page)")
        #expect(reply.fault == nil, "\(page)")
        #expect(reply.doubleIDs.isEmpty, "\(page): \(reply.doubleIDs)")
        #expect(reply.skippedHeadings.isEmpty, "\(page): \(reply.skippedHeadings)")
      }
    }
  }

  @Test func `a form with faults shows them all, and what was typed`() async throws {
    try await Town.with { town in
      let base = "/desk/engagements/\(try await town.laundromat().id)"
      let staff = town.reader("staff")
      for (path, id) in [
        ("\(base)/goals", "id"), ("\(base)/decisions", "id"), ("\(base)/backup-plans", "id"),
        ("\(base)/people", "id"), ("\(base)/journal", "id"), ("/desk/engagements", "id"),
      ] {
        let reply = await staff.post(
          path, [(id, "0000000000000001"), ("means", "kept"), ("text", "<kept>")])
        #expect(reply.status == 422, "\(path)")
        #expect(reply.fault == nil, "\(path)")
        #expect(reply.text.contains("There is a problem"), "\(path)")
      }
      let goal = await staff.post(
        "\(base)/goals", [("id", "0000000000000001"), ("text", "<kept>"), ("due", "2026-02-30")])
      #expect(goal.text.contains("&lt;kept&gt;"))
      #expect(goal.text.contains("2026-02-30"))
    }
  }

  @Test func `what people write is text and never markup`() async throws {
    try await Town.with { town in
      let id = try await town.store.write { connection in
        try Engagement.add(
          EngagementDraft(
            title: "<script>alert(1)</script>", purpose: "\"><img>", language: .english,
            communities: [town.sunrise]), id: ID(stored: "0000000000000009"), by: "staff",
          at: Town.noon, connection
        ).id
      }
      for page in ["", "/plan", "/guide"] {
        let text = await town.reader("staff").get("/desk/engagements/\(id)\(page)").text
        #expect(!text.contains("<script>alert"))
        #expect(!text.contains("<img>"))
      }
    }
  }

  @Test func `the handout is in the language that is asked for, with room to write`() async throws {
    try await Town.with { town in
      let staff = town.reader("staff")
      for tag in ["en", "es", "ar"] {
        let sheet = await staff.get("/desk/guide/handout?strategy=listening&lang=\(tag)")
        #expect(sheet.text.contains("<html lang=\"\(tag)\""))
        #expect(sheet.text.contains("class=\"writing\""))
        let w = Words(Language(stored: tag))
        let question = Guide.strategy("listening")?.strategy.prompts.first?.questionForCommunity
        #expect(sheet.text.contains(w(question ?? "-")))
      }
      #expect(await staff.get("/desk/guide/handout?strategy=nothing").status == 404)
    }
  }

  @Test func `the six kinds of evidence answer with what is recorded`() async throws {
    try await Town.with { town in
      try await town.furnished()
      let page = await town.reader("staff").get("/desk/engagements/wash000000000000/guide").text
      #expect(page.contains("Something is known"))
      let plans = await town.reader("staff").get(
        "/desk/engagements/wash000000000000/guide/making-plans"
      ).text
      #expect(plans.contains("Ten people greet us by name."))
      #expect(plans.contains("If: The hall is closed Then: We meet in the yard Who: Amal"))
      #expect(plans.contains("The table: Rosa Begay. Nobody steps in yet."))
      let letting = await town.reader("staff").get(
        "/desk/engagements/wash000000000000/guide/letting-go"
      ).text
      #expect(letting.contains("On which evenings? Promised: Involve."))
    }
  }

  @Test func `an engagement is read in the reader's language, with what is to be said of it`()
    async throws
  {
    try await Town.with { town in
      let base = "/desk/engagements/\(try await town.furnished().id)"
      let staff = town.reader("staff")
      let title = try await town.store.read { connection in
        try connection.first("SELECT title FROM engagement WHERE id = 'wash000000000000'")?
          .string("title") ?? ""
      }
      let page = await staff.get("\(base)/translations")
      #expect(page.status == 200 && page.text.contains(title))
      func save(_ field: String, _ text: String, _ state: String) async -> Reply {
        await staff.post(
          "\(base)/translations",
          [
            ("kind", "engagement"), ("subject", "wash000000000000"), ("field", field),
            ("to", "es"), ("text", text), ("state", state),
          ])
      }
      let spanish = town.reader("staff", language: "es")
      #expect(await save("title", "Lavar y hablar", "draft").status == 303)
      #expect(!(await spanish.get(base)).text.contains("Lavar y hablar"))
      #expect(await save("title", "Lavar y hablar", "translated").status == 303)
      for address in [base, "\(base)/plan", "/desk/engagements", "\(base)/guide"] {
        let reply = await spanish.get(address)
        #expect(reply.text.contains("Lavar y hablar"), "\(address)")
        #expect(reply.fault == nil)
      }
      #expect((await spanish.get(base)).text.contains("todavía sin aprobar"))
      #expect((await staff.get(base)).text.contains(title))
      // What is changed is the source, whoever changes it.
      #expect((await spanish.get("\(base)/edit")).text.contains("value=\"\(title)\""))
      #expect(await save("nobody", "x", "translated").status == 404)
      #expect(await save("title", "", "translated").status == 303)
      #expect(!(await spanish.get(base)).text.contains("Lavar y hablar"))
    }
  }
}

extension Town {
  /// The laundromat with one of everything.
  @discardableResult
  func furnished() async throws -> Engagement {
    let engagement = try await laundromat([sunrise, night])
    let fact = try await fact(.assumed, "People read the board by the dryers.")
    _ = try await goal(engagement, resting: [fact.id])
    try await store.write { connection in
      try Decision.add(
        DecisionDraft(
          question: "On which evenings?", promised: .involve, decider: "The tenants’ meeting",
          means: "A meeting in the yard"), id: ID(stored: "dec0000000000000"), to: engagement,
        by: "staff", at: Town.noon, connection)
      try BackupPlan.add(
        BackupPlanDraft(trouble: "The hall is closed", instead: "We meet in the yard", who: "Amal"),
        id: ID(stored: "back000000000000"), to: engagement, by: "staff", at: Town.noon, connection)
      try JournalEntry.add(
        JournalDraft(day: Town.today, happened: "Rain.", surprise: "Everybody stayed."),
        id: ID(stored: "entry00000000000"), to: engagement, author: ID(stored: "rsa0000000000000"),
        by: "staff", at: Town.noon, connection)
      try Responsible.add(
        ResponsibleDraft(part: "The table", person: .account(ID(stored: "rsa0000000000000"))),
        id: ID(stored: "part000000000000"), to: engagement, by: "staff", at: Town.noon, connection)
      try GuideChange.add(
        GuideChangeDraft(
          community: sunrise, kind: .reworded, strategy: "listening", prompt: "listening.reach",
          text: "How do we reach the night shift?", language: .english, reason: "They asked."),
        id: ID(stored: "change0000000000"), by: "staff", at: Town.noon, connection)
    }
    return engagement
  }
}
