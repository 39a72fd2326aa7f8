import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Engagements on the desk: the list, the overview, adding and changing, beginning and closing.
struct EngagementRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements", .members) { call in try await engagementsPage(call) },
      .get("/desk/engagements/new", .library) { call in
        var draft = Draft([
          "id": call.freshID(Engagement.self).text, "language": call.library.language.tag,
        ])
        draft.values["communities"] = call.query.all("community")
        return try await engagementForm(call, draft, changing: nil)
      },
      .post("/desk/engagements", .library) { call in try await add(call) },
      .get("/desk/engagements/{engagement}", .members) { call in try await overviewPage(call) },
      .get("/desk/engagements/{engagement}/edit", .library) { call in
        let engagement = try await call.engagement()
        return try await engagementForm(call, Draft(engagement), changing: engagement)
      },
      .post("/desk/engagements/{engagement}", .library) { call in try await change(call) },
      .post("/desk/engagements/{engagement}/start", .library) { call in
        let engagement = try await call.engagement()
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try engagement.start(by: actor, at: now, $0) }
        return .seeOther("/desk/engagements/\(engagement.id)", notice: .saved)
      },
      .get("/desk/engagements/{engagement}/closure", .library) { call in
        let engagement = try await call.engagement()
        return try await closurePage(call, Draft(["outcome": engagement.outcome]))
      },
      .post("/desk/engagements/{engagement}/closure", .library) { call in try await close(call) },
      .post("/desk/engagements/{engagement}/reopening", .library) { call in
        let engagement = try await call.engagement()
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try engagement.reopen(by: actor, at: now, $0) }
        return .seeOther("/desk/engagements/\(engagement.id)", notice: .saved)
      },
    ]
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await engagementForm(call, $0, changing: nil) }) { form in
      let id: ID<Engagement> = try form.freshID()
      let draft = try await read(&form, call, keeping: [])
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        _ = try Engagement.add(draft, id: id, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(id)", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "title", stored: engagement.title, version: engagement.version)
        return try await engagementForm(call, draft, changing: engagement)
      }
    ) { form in
      // Communities that this person may not enter were not on the form, and stay.
      let viewer = try call.member()
      let hidden = engagement.communities.filter { !viewer.mayEnter($0.text) }
      let version = form.version
      let draft = try await read(&form, call, keeping: hidden)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try engagement.change(to: draft, since: version, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "title", stored: engagement.title) }
      return .seeOther("/desk/engagements/\(engagement.id)", notice: .saved)
    }
  }

  private func read(
    _ form: inout Form, _ call: Call, keeping hidden: [ID<Community>]
  ) async throws -> EngagementDraft {
    let w = form.w
    let viewer = try call.member()
    let open = try await call.store.read { try Community.open(to: viewer, $0) }
    let title = form.text("title", w("Title"), most: 150)
    let purpose = form.text("purpose", w("What it is for"), most: 2000)
    let chosen = form.data.all("communities")
    let communities = open.map(\.id).filter { chosen.contains($0.text) }
    if communities.isEmpty {
      form.fault("communities", w("Choose at least one community."))
    } else if communities.count != Set(chosen).count {
      // Not from a form of ours: it names a community that this person may not enter.
      throw Failure.staleForm
    }
    let language = form.language()
    try form.check()
    return EngagementDraft(
      title: title, purpose: purpose, language: language, communities: communities + hidden)
  }

  private func close(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(show: { try await closurePage(call, $0) }) { form in
      let outcome = form.text("outcome", form.w("How it ended"), most: 4000)
      try form.check()
      let (now, today, actor) = (call.now, call.today, call.actor)
      try await call.store.write { connection in
        try engagement.close(outcome, on: today, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)", notice: .saved)
    }
  }
}

extension Draft {
  /// A stored engagement in the fields of its form.
  fileprivate init(_ engagement: Engagement) {
    self.init([
      "title": engagement.title, "purpose": engagement.purpose,
      "language": engagement.language.tag, "version": String(engagement.version),
    ])
    values["communities"] = engagement.communities.map(\.text)
  }
}

private func engagementForm(
  _ call: Call, _ draft: Draft, changing: Engagement?
) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let communities = try await call.store.read { try Community.open(to: viewer, $0) }
  let title = changing == nil ? w("Open an engagement") : w("Change the engagement")
  let action: SafeURL = changing.map { "/desk/engagements/\($0.id)" } ?? "/desk/engagements"
  let list: [(title: String, url: SafeURL)] = [(w("Engagements"), "/desk/engagements")]
  guard !communities.isEmpty else {
    return call.page(
      title, breadcrumbs: list,
      pageHeading(title)
        + emptyState(
          title: w("No community yet"),
          body: "<p>\(w("An engagement is with somebody. Add the community first."))</p>",
          action: linkButton(w("Communities"), url: "/desk/communities")))
  }
  return call.page(
    title,
    breadcrumbs: changing.map { engagementTrail(w, $0) } ?? list,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("An exchange that you mean: what it is for, and with whom. The plan comes after.")))
    \(call.postForm(action, hidden: draft.marks, """
      \(textField(w, label: w("Title"), name: "title", value: draft.value("title"), error: draft.error("title"), maxlength: 150))
      \(textArea(w, label: w("What it is for"), name: "purpose", value: draft.value("purpose"), hint: w("In words that you would say to the people it concerns: why now, and what they get from it."), error: draft.error("purpose"), rows: 5, limit: 2000))
      \(checkboxes(w, legend: w("Communities"), name: "communities", options: communities.map { Option(value: $0.id.text, label: $0.name) }, selected: Set(draft.all("communities")), error: draft.error("communities"), required: true))
      \(languageField(w, draft))
      \(submitButton(changing == nil ? w("Open it") : w("Save")))
      """))
    """)
}

private func closurePage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let (engagement, waiting) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    let goals = try Goal.all(of: engagement.id, connection).filter { $0.state == .open }
    return (engagement, goals.count)
  }
  let open: HTML =
    waiting == 0
    ? .empty
    : notice(
      w, .information,
      title: w.plural(
        waiting, "{n} goal has no result yet.", "{n} goals have no result yet."),
      body:
        "<p><a href=\"/desk/engagements/\(engagement.id.text)/plan\">\(w("Say how they went first"))</a></p>"
    )
  return call.page(
    w("Close the engagement"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Close the engagement"), lead: w("Closing is no verdict. Say how it ended, so that whoever asks next year finds it.")))
    \(open)
    \(call.postForm("/desk/engagements/\(engagement.id)/closure", """
      \(textArea(w, label: w("How it ended"), name: "outcome", value: draft.value("outcome"), hint: w("What came of it, what was given back to the community, and what stays open."), error: draft.error("outcome"), rows: 6, limit: 4000, language: engagement.language))
      \(submitButton(w("Close it")))
      """))
    """)
}
