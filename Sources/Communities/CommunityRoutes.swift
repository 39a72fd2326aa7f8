import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// Communities on the desk: the list, the profile, adding and changing, publishing.
struct CommunityRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities", .members) { call in try await communitiesPage(call) },
      .get("/desk/communities/new", .library) { call in
        let draft = Draft([
          "id": call.freshID(Community.self).text, "kind": "place",
          "language": call.library.language.tag,
        ])
        return communityForm(call, draft, changing: nil)
      },
      .post("/desk/communities", .library) { call in try await add(call) },
      .get("/desk/communities/{community}", .members) { call in try await profilePage(call) },
      .get("/desk/communities/{community}/edit", .library) { call in
        let community = try await find(call)
        let draft = Draft([
          "kind": community.kind.rawValue, "name": community.name,
          "summary": community.summary, "language": community.language.tag,
          "version": String(community.version),
        ])
        return communityForm(call, draft, changing: community)
      },
      .post("/desk/communities/{community}", .library) { call in try await change(call) },
      .post("/desk/communities/{community}/publication", .library) { call in
        try await publish(call, true)
      },
      .get("/desk/communities/{community}/withdrawal", .library) { call in
        try await withdrawalPage(call)
      },
      .post("/desk/communities/{community}/withdrawal", .library) { call in
        try await publish(call, false)
      },
    ]
  }

  private func find(_ call: Call) async throws -> Community {
    let id: ID<Community> = try call.id("community")
    let viewer = try call.member()
    return try await call.store.read { try Community.find(id, for: viewer, $0) }
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { communityForm(call, $0, changing: nil) }) { form in
      let id: ID<Community> = try form.freshID()
      let viewer = try call.member()
      // Somebody who is limited to some communities could not see the one they add.
      guard viewer.communities == nil else {
        throw Failure.forbidden(
          call.w("Your account is limited to some communities. Ask an owner to add this one."))
      }
      let draft = readDraft(&form)
      if !form.data.has("again"), try await isNamedAlready(draft, id, call) {
        form.fault(
          "again",
          call.w("There is a community of this name already. Tick this if yours is another one."))
      }
      try form.check()
      let now = call.now
      let actor = call.actor
      try await call.store.write { connection in
        _ = try Community.add(draft, id: id, by: actor, at: now, connection)
      }
      return .seeOther("/desk/communities/\(id)", notice: .added)
    }
  }

  /// Whether another community is called so: most often somebody has written it down before.
  private func isNamedAlready(
    _ draft: CommunityDraft, _ id: ID<Community>, _ call: Call
  ) async throws -> Bool {
    try await call.store.read { try Community.all($0) }.contains { other in
      other.id != id && other.language == draft.language
        && other.name.lowercased() == draft.name.lowercased()
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let community = try await find(call)
    return try await call.submit(
      show: { draft in
        // What is stored now, so that sending again is a decision and not an accident.
        var draft = draft
        draft.values["version"] = [String(community.version)]
        return communityForm(call, draft, changing: community)
      }
    ) { form in
      let draft = readDraft(&form)
      let version = Int(form.data.text("version")) ?? 0
      try form.check()
      let now = call.now
      let actor = call.actor
      let changed = try await call.store.write { connection in
        try community.change(to: draft, since: version, by: actor, at: now, connection)
      }
      guard changed else {
        let w = call.w
        form.changedMeanwhile([
          ("name", draft.name, community.name),
          ("kind", draft.kind.word(w), community.kind.word(w)),
          ("summary", draft.summary, community.summary),
          ("language", draft.language.autonym, community.language.autonym),
        ])
        // Both wrote the same.
        if form.faults.isEmpty { return .seeOther("/desk/communities/\(community.id)") }
        throw Failure.invalid(form.faults)
      }
      return .seeOther("/desk/communities/\(community.id)", notice: .saved)
    }
  }

  /// Who has the page's address finds nothing there any more.
  private func withdrawalPage(_ call: Call) async throws -> Reply {
    let community = try await find(call)
    let home: SafeURL = "/desk/communities/\(community.id)"
    guard community.isPublished else { return .seeOther(home) }
    let w = call.w
    return call.confirmation(
      w("Withdraw the public page"), lead: community.name,
      breadcrumbs: [(w("Communities"), "/desk/communities"), (community.name, home)],
      warning: w(
        "Whoever opens the page from then on finds nothing there. What was copied or printed stays with those who have it. You can publish the page again."
      ),
      button: w("Withdraw the public page"), back: home)
  }

  private func publish(_ call: Call, _ open: Bool) async throws -> Reply {
    let community = try await find(call)
    let now = call.now
    try await call.store.write { connection in
      if open {
        let permit = try call.permit(
          .publish, on: community.subject, purpose: .information, connection)
        if !community.isPublished { try permit.log(call.surroundings, connection) }
      }
      try community.publish(open, by: call.actor, at: now, connection)
    }
    return .seeOther(
      "/desk/communities/\(community.id)", notice: open ? .published : .withdrawn)
  }
}

/// What is said when somebody else was faster; the stored text is shown beside what was typed.
func changedMeanwhile(_ w: Words, _ stored: String) -> String {
  w(
    "Somebody changed this while you wrote. What is stored now: “{text}”. Send again to put yours in its place.",
    ["text": stored.isEmpty ? "–" : stored])
}

extension Form {
  /// Says at each field that differs what is stored now, so that nobody overwrites a field unseen.
  mutating func changedMeanwhile(_ fields: [(name: String, typed: String, stored: String)]) {
    for field in fields where field.typed != field.stored {
      fault(field.name, Communities.changedMeanwhile(w, field.stored))
    }
  }
}

private func readDraft(_ form: inout Form) -> CommunityDraft {
  let w = form.w
  let kind = form.choice("kind", w("What joins them"), of: Community.Kind.self)
  let name = form.text("name", w("Name"), most: 120)
  let summary = form.optionalText("summary", w("In two or three sentences"), most: 1000)
  let language = readLanguage(&form)
  return CommunityDraft(kind: kind ?? .place, name: name, summary: summary, language: language)
}

/// The language that a text is written in.
func readLanguage(_ form: inout Form) -> Language {
  if let language = Language.spoken.first(where: { $0.tag == form.data.text("language") }) {
    return language
  }
  form.fault("language", form.w("Choose the language that you write in."))
  return .english
}

func languageField(_ w: Words, _ draft: Draft) -> HTML {
  selectField(
    w, label: w("Written in"), name: "language",
    options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) },
    selected: draft.value("language"), error: draft.error("language"))
}

extension Community.Kind {
  func word(_ w: Words) -> String {
    switch self {
    case .place: w("A place")
    case .interest: w("An interest")
    case .belief: w("A belief")
    case .goal: w("A goal")
    }
  }

  func hint(_ w: Words) -> String {
    switch self {
    case .place: w("A neighbourhood, a village, a housing estate.")
    case .interest: w("Gamers, growers, carers, job seekers.")
    case .belief: w("A congregation, a tradition.")
    case .goal: w("People who want the same thing to happen.")
    }
  }
}

private func communityForm(_ call: Call, _ draft: Draft, changing: Community?) -> Reply {
  let w = call.w
  let title =
    changing == nil ? w("Add a community") : w("Change {name}", ["name": changing?.name ?? ""])
  let action: SafeURL = changing.map { "/desk/communities/\($0.id)" } ?? "/desk/communities"
  return call.page(
    title, breadcrumbs: [(w("Communities"), "/desk/communities")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("People who share a place, an interest, a belief or a goal. A person belongs to several.")))
    \(call.postForm(action, hidden: [("id", draft.value("id")), ("version", draft.value("version"))], """
      \(textField(w, label: w("Name"), name: "name", value: draft.value("name"), hint: w("As its people would say it."), error: draft.error("name"), maxlength: 120))
      \(radioGroup(w, legend: w("What joins them"), name: "kind", options: Community.Kind.allCases.map { Option(value: $0.rawValue, label: $0.word(w), hint: $0.hint(w)) }, selected: draft.value("kind"), error: draft.error("kind")))
      \(textArea(w, label: w("In two or three sentences"), name: "summary", value: draft.value("summary"), hint: w("This opens its public page. Write so that its people would nod."), error: draft.error("summary"), rows: 4, required: false, limit: 1000))
      \(languageField(w, draft))
      \(if: draft.error("again") != nil, checkbox(w, label: w("It is another community of the same name"), name: "again", error: draft.error("again")))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}

private func communitiesPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  struct Line: Sendable {
    let community: Community
    let name: Rendering
    let summary: Rendering
    let facts: Int
    let assumed: Int
    let stale: Int
  }
  let today = call.today
  let lines = try await call.store.read { connection in
    try Community.open(to: viewer, connection).map { community in
      let facts = try Fact.all(of: community.id, connection).filter { viewer.sees($0) }
      let (name, summary) = try community.rendering(for: w, connection)
      return Line(
        community: community, name: name, summary: summary, facts: facts.count,
        assumed: facts.count { $0.standing == .assumed },
        stale: facts.count { $0.isStale(on: today) })
    }
  }
  let mayAdd = viewer.isOfLibrary && viewer.communities == nil
  let add = linkButton(w("Add a community"), url: "/desk/communities/new")
  let body: HTML =
    lines.isEmpty
    ? emptyState(
      title: w("No community yet"),
      body:
        "<p>\(w("Begin with one you know a little. What you only believe is welcome, as long as it is marked so."))</p>",
      action: mayAdd ? add : .empty)
    : cards(
      lines.map { line in
        card(
          title: line.name.text, url: "/desk/communities/\(line.community.id)",
          kicker: HTML(text: line.community.kind.word(w)), level: 2,
          footer: line.community.isPublished ? tag(w("Public"), tone: .good) : tag(w("Not public")),
          """
          <p lang="\(line.summary.language.tag)" dir="auto">\(line.summary.text)</p>
          <p>\(w.plural(line.facts, "{n} fact", "{n} facts")) · \(w.plural(line.assumed, "{n} assumed", "{n} assumed")) · \(w.plural(line.stale, "{n} to look at again", "{n} to look at again"))</p>
          """)
      })
  return call.page(
    w("Communities"),
    """
    \(pageHeading(w("Communities"), lead: w("Whom you engage with, what you know of them, and who says so."), actions: mayAdd && !lines.isEmpty ? [add] : []))
    \(body)
    """)
}
