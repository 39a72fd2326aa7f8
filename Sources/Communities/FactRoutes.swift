import Components
import Foundation
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// Facts: adding, opening, changing, checking, ending.
struct FactRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/facts/new", .library) { call in
        let community = try await call.community()
        let topic = Topic(rawValue: call.query.text("topic")) ?? .demographics
        let draft = Draft([
          "id": call.freshID(Fact.self).text, "topic": topic.rawValue, "standing": "assumed",
          "since": call.today.description, "language": call.library.language.tag,
        ])
        return factForm(call, draft, community, changing: nil)
      },
      .post("/desk/communities/{community}/facts", .library) { call in try await add(call) },
      .get("/desk/facts/{fact}", .members) { call in try await factPage(call) },
      .get("/desk/facts/{fact}/edit", .library) { call in
        let (fact, community) = try await fact(call)
        return factForm(call, Draft(fact, call.w), community, changing: fact)
      },
      .post("/desk/facts/{fact}", .library) { call in try await change(call) },
      .post("/desk/facts/{fact}/check", .library) { call in
        let (fact, _) = try await fact(call)
        let (now, today, actor) = (call.now, call.today, call.actor)
        try await call.store.write { try fact.check(by: actor, today: today, at: now, $0) }
        return .seeOther("/desk/facts/\(fact.id)", notice: .saved)
      },
      .get("/desk/facts/{fact}/end", .library) { call in try await endPage(call) },
      .post("/desk/facts/{fact}/end", .library) { call in
        let (fact, _) = try await fact(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try fact.end(by: actor, at: now, $0) }
        return .seeOther("/desk/communities/\(fact.community)", notice: .removed)
      },
    ]
  }

  private func fact(_ call: Call) async throws -> (Fact, Community) {
    let id: ID<Fact> = try call.id("fact")
    let viewer = try call.member()
    return try await call.store.read { connection in
      let fact = try Fact.find(id, for: viewer, connection)
      return (
        fact,
        try Community.find(fact.community, for: viewer, connection).worded(for: call.w, connection)
      )
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { factForm(call, $0, community, changing: nil) }) { form in
      let id: ID<Fact> = try form.freshID()
      let draft = readFact(&form, today: call.today)
      try form.check()
      let (now, today, actor) = (call.now, call.today, call.actor)
      try await call.store.write { connection in
        _ = try Fact.add(
          draft, id: id, to: community.id, by: actor, today: today, at: now, connection)
      }
      let place =
        "/desk/communities/\(community.id)?notice=\(Notice.saved.rawValue)#\(draft.topic.rawValue)"
      return .seeOther(SafeURL(local: place) ?? "/desk/communities")
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (fact, community) = try await fact(call)
    return try await call.submit(
      show: { draft in
        var draft = draft
        draft.values["version"] = [String(fact.version)]
        return factForm(call, draft, community, changing: fact)
      }
    ) { form in
      let draft = readFact(&form, today: call.today)
      let version = Int(form.data.text("version")) ?? 0
      try form.check()
      let (now, today, actor) = (call.now, call.today, call.actor)
      let changed = try await call.store.write { connection in
        try fact.change(
          to: draft, since: version, by: actor, today: today, at: now, connection)
      }
      guard changed else {
        let w = call.w
        func place(_ place: Fact.Place?, _ degrees: (Fact.Place) -> Double) -> String {
          place.map { String(degrees($0)) } ?? ""
        }
        func shown(_ isPublic: Bool) -> String { isPublic ? w("Public") : w("Not public") }
        form.changedMeanwhile([
          ("topic", draft.topic.word(w), fact.topic.word(w)), ("text", draft.text, fact.text),
          ("language", draft.language.autonym, fact.language.autonym),
          ("standing", draft.standing.word(w), fact.standing.word(w)),
          ("source", draft.source, fact.source), ("link", draft.link, fact.link),
          ("since", w.day(draft.since), w.day(fact.since)),
          ("latitude", place(draft.place, \.latitude), place(fact.place, \.latitude)),
          ("longitude", place(draft.place, \.longitude), place(fact.place, \.longitude)),
          ("public", shown(draft.isPublic), shown(fact.isPublic)),
        ])
        if form.faults.isEmpty { return .seeOther("/desk/facts/\(fact.id)") }
        throw Failure.invalid(form.faults)
      }
      return .seeOther("/desk/facts/\(fact.id)", notice: .saved)
    }
  }
}

/// Reads a fact; what is not assumed needs to say who says so.
private func readFact(_ form: inout Form, today: Day) -> FactDraft {
  let w = form.w
  let topic = form.choice("topic", w("About"), of: Topic.self)
  let text = form.text("text", w("What you know or believe"), most: 2000)
  let language = readLanguage(&form)
  let standing = form.choice("standing", w("How it stands"), of: Standing.self)
  let source = form.optionalText("source", w("Who says so"), most: 300)
  if source.isEmpty, standing == .sourced || standing == .stated {
    form.fault(
      "source",
      w("Say who says so: a document, a data set, or who of the community. Else it is assumed."))
  }
  let link = form.optionalURL("link", w("Where it can be read"))
  let since = form.day("since", w("Since"))
  if let since, since > today { form.fault("since", w("Since when can’t lie ahead.")) }
  let latitude = form.optionalNumber("latitude", w("Latitude"), in: -90...90)
  let longitude = form.optionalNumber("longitude", w("Longitude"), in: -180...180)
  if (form.data.text("latitude").isEmpty) != (form.data.text("longitude").isEmpty) {
    form.fault("longitude", w("A place needs both latitude and longitude, or neither."))
  }
  var place: Fact.Place?
  if let latitude, let longitude {
    place = Fact.Place(latitude: latitude, longitude: longitude)
  }
  return FactDraft(
    topic: topic ?? .demographics, text: text, language: language, standing: standing ?? .assumed,
    source: Fact.storedSource(source), link: link, since: since ?? today,
    isPublic: form.data.has("public"),
    place: place)
}

extension Draft {
  /// A stored fact in the fields of its form.
  fileprivate init(_ fact: Fact, _ w: Words) {
    self.init([
      "topic": fact.topic.rawValue, "text": fact.text, "language": fact.language.tag,
      "standing": fact.standing.rawValue,
      "source": fact.source.isEmpty ? "" : fact.sourceWord(w), "link": fact.link,
      "since": fact.since.description,
      "latitude": fact.place.map { String($0.latitude) } ?? "",
      "longitude": fact.place.map { String($0.longitude) } ?? "",
      "public": fact.isPublic ? "yes" : "", "version": String(fact.version),
    ])
  }
}

private func factForm(
  _ call: Call, _ draft: Draft, _ community: Community, changing: Fact?
) -> Reply {
  let w = call.w
  let title = changing == nil ? w("Add a fact") : w("Change a fact")
  let base: SafeURL = "/desk/communities/\(community.id)"
  let action: SafeURL =
    changing.map { "/desk/facts/\($0.id)" } ?? "/desk/communities/\(community.id)/facts"
  let topic = Topic(rawValue: draft.value("topic")) ?? .demographics
  return call.page(
    title,
    breadcrumbs: [(w("Communities"), "/desk/communities"), (community.name, base)],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("One thing, in one or two sentences. What you only believe is welcome, marked as assumed.")))
    \(call.postForm(action, hidden: [("id", draft.value("id")), ("version", draft.value("version"))], """
      \(selectField(w, label: w("About"), name: "topic", options: Topic.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: topic.rawValue, hint: topic.hint(w), error: draft.error("topic")))
      \(textArea(w, label: w("What you know or believe"), name: "text", value: draft.value("text"), error: draft.error("text"), rows: 4, limit: 2000))
      \(languageField(w, draft))
      \(radioGroup(w, legend: w("How it stands"), name: "standing", options: StandingMark.allCases.map { Option(value: $0.rawValue, label: $0.word(w), hint: $0.meaning(w)) }, selected: draft.value("standing"), error: draft.error("standing")))
      \(textField(w, label: w("Who says so"), name: "source", value: draft.value("source"), hint: w("A document, a data set, or who of the community: a role is enough, no names."), error: draft.error("source"), required: false))
      \(textField(w, label: w("Where it can be read"), name: "link", value: draft.value("link"), error: draft.error("link"), kind: .url, required: false))
      \(dateField(w, label: w("Since"), name: "since", value: draft.value("since"), hint: w("The day from which it is known."), error: draft.error("since"), latest: call.today.description))
      \(details(w("A place on the map"), open: !draft.value("latitude").isEmpty || draft.error("latitude") != nil || draft.error("longitude") != nil, """
        \(textField(w, label: w("Latitude"), name: "latitude", value: draft.value("latitude"), hint: w("Such as 35.0844"), error: draft.error("latitude"), kind: .number, required: false, short: true))
        \(textField(w, label: w("Longitude"), name: "longitude", value: draft.value("longitude"), hint: w("Such as -106.6504"), error: draft.error("longitude"), kind: .number, required: false, short: true))
        """))
      \(checkbox(w, label: w("Show it on the community’s public page"), name: "public", checked: draft.isOn("public"), hint: w("Only once the page is published, and never a thing the community would not want read."), error: draft.error("public")))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}

/// What a fact's leaving would leave without ground, before it leaves.
private func endPage(_ call: Call) async throws -> Reply {
  let id: ID<Fact> = try call.id("fact")
  let viewer = try call.member()
  let w = call.w
  let (text, community, resting, words) = try await call.store.read { connection in
    let fact = try Fact.find(id, for: viewer, connection)
    return (
      try fact.rendering(for: w, connection).text,
      try Community.find(fact.community, for: viewer, connection).worded(for: call.w, connection),
      try Reliance.on(id, connection),
      try FactWord.all(of: id, connection).count
    )
  }
  let said: HTML =
    words == 0
    ? .empty
    : "<p>\(w.plural(words, "{n} person said something of it.", "{n} people said something of it."))</p>"
  return call.confirmation(
    w("Take a fact out of the profile"), lead: text,
    breadcrumbs: [
      (w("Communities"), "/desk/communities"),
      (community.name, "/desk/communities/\(community.id)"),
    ],
    warning: w("This can’t be undone. What rests on it keeps its own words, without this ground."),
    "\(said)\(section(w("What rests on it"), id: "resting", restingList(w, resting)))",
    button: w("Take it out of the profile"), back: "/desk/facts/\(id)")
}

private func restingList(_ w: Words, _ reliances: [Reliance]) -> HTML {
  guard !reliances.isEmpty else {
    return "<p class=\"quiet\">\(w("Nothing rests on it yet."))</p>"
  }
  let items = reliances.map { reliance -> HTML in
    "<li><a href=\"\(SafeURL(local: reliance.path) ?? "/desk")\" dir=\"auto\">\(reliance.title)</a></li>"
  }
  return "<ul>\(items)</ul>"
}

private func factPage(_ call: Call) async throws -> Reply {
  let id: ID<Fact> = try call.id("fact")
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  let (line, community, said, reliances) = try await call.store.read { connection in
    let fact = try Fact.find(id, for: viewer, connection)
    let community = try Community.find(fact.community, for: viewer, connection).worded(
      for: call.w, connection)
    let line = FactLine(
      fact: fact, text: try fact.rendering(for: w, connection), isStale: fact.isStale(on: today))
    return (
      line, community, try FactWord.all(of: id, connection), try Reliance.on(id, connection)
    )
  }
  let works = viewer.isOfLibrary
  let base: SafeURL = "/desk/communities/\(community.id)"
  let actions: [HTML] =
    works
    ? [
      linkButton(w("Change"), url: "/desk/facts/\(id)/edit", kind: .quiet),
      call.postForm("/desk/facts/\(id)/check", submitButton(w("It still holds"), kind: .quiet)),
      linkButton(w("Take it out of the profile"), url: "/desk/facts/\(id)/end", kind: .quiet),
    ] : []
  let words = said.map { word -> HTML in
    let verdict = word.verdict == .so ? w("That is so.") : w("That is not so.")
    let earlier: HTML = word.counts ? .empty : " \(tag(w("Of an earlier wording")))"
    return
      "<li><p><strong>\(verdict)</strong> <span dir=\"auto\">\(word.words)</span></p><p class=\"quiet\">\(w.day(word.day))\(earlier)</p></li>"
  }
  return call.page(
    w("A fact about {name}", ["name": community.name]),
    breadcrumbs: [(w("Communities"), "/desk/communities"), (community.name, base)],
    """
    \(pageHeading(w("A fact about {name}", ["name": community.name]), kicker: line.fact.topic.word(w)))
    <ul class="fact-list">\(factItem(call, line, linked: false))</ul>
    \(if: line.isStale, notice(w, .warning, title: w("Look at it again: it was last checked {age} ago.", ["age": w.age(from: line.fact.checked, to: today)])))
    \(if: line.fact.isTold, notice(w, .information, title: w("Somebody told you this by a voice link. Say that it holds, or change it, and it leaves the desk.")))
    \(buttonRow(actions))
    \(section(w("What the community said"), said.isEmpty ? "<p class=\"quiet\">\(w("Nobody has been asked, or nobody has answered."))</p>" : "<ul class=\"fact-list\">\(words)</ul>"))
    \(section(w("What rests on it"), restingList(w, reliances)))
    """)
}
