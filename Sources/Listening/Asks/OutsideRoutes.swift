import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Links by which other bodies say what they ask, and the page that they open.
struct OutsideRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/outside-links", .library) { call in
        try await linksPage(call, Draft(["days": "180"]), made: nil)
      },
      .post("/desk/communities/{community}/outside-links", .library) { call in
        try await make(call)
      },
      .post("/desk/communities/{community}/outside-links/{link}/closure", .library) { call in
        let community = try await call.community()
        let link: ID<OutsideAskLink> = try call.id("link")
        let (now, actor) = (call.now, call.actor)
        try await call.store.write {
          try OutsideAskLink.close(link, of: community.id, by: actor, at: now, $0)
        }
        return .seeOther("/desk/communities/\(community.id)/outside-links", notice: .saved)
      },
      .get("/outside-asks/{code}", .everyone) { call in
        try await outsidePage(call, Draft(["id": call.freshID(Ask.self).text]))
      },
      .post("/outside-asks/{code}", .everyone, rate: RateLimit(20, perSeconds: 600)) { call in
        try await tell(call)
      },
    ]
  }

  private func make(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { try await linksPage(call, $0, made: nil) }) { form in
      let w = call.w
      let label = form.text("label", w("For which body"), most: 120)
      let days = form.optionalWhole("days", w("Days it is open"), in: 1...730)
      try form.check()
      let expires = call.today.adding(days: Int(days ?? 180))
      let (surroundings, actor) = (call.surroundings, call.actor)
      let code = try await call.store.write { connection in
        try OutsideAskLink.make(
          for: community.id, label: label, expires: expires, by: actor, surroundings, connection)
      }
      return try await linksPage(
        call, Draft(["days": "180"]), made: "\(call.library.address)/outside-asks/\(code)")
    }
  }

  private func tell(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    return try await call.submit(show: { try await outsidePage(call, $0) }) { form in
      let id: ID<Ask> = try form.freshID()
      let draft = form.outsideAsk(today: call.today)
      try form.check()
      guard let draft else { throw Failure.staleForm }
      let today = call.today
      try await call.store.write { connection in
        let link = try OutsideAskLink.find(code, on: today, connection)
        if let present = try Ask.find(id, connection), present.community != link.community.text {
          throw Failure.staleForm
        }
        // By day alone: at what time somebody of another body sat there is theirs.
        try Ask.tell(
          draft, id: id, of: link.community, by: "partner", today: today, at: today.start,
          connection)
      }
      return .seeOther("/outside-asks/\(code)", notice: .sent)
    }
  }
}

extension Form {
  /// Reads what another body asks; `nil` when something is missing, which is then a fault.
  mutating func outsideAsk(today: Day) -> OutsideAskDraft? {
    let asker = text("asker", w("Who asks"), most: 120)
    let title = text("title", w("What is asked"), most: 200)
    let opens = day("opens", w("First day"))
    let closes = optionalDay("closes", w("Last day"))
    let invited = optionalWhole("invited", w("People invited"), in: 0...10_000_000)
    let minutes = optionalWhole("minutes", w("Minutes it takes"), in: 1...1440)
    if data.text("minutes").trimmingCharacters(in: .whitespaces).isEmpty {
      fault("minutes", w("Enter: {field}.", ["field": w("Minutes it takes")]))
    }
    let sensitivity = choice(
      "sensitivity", w("What it touches"), of: Ask.Sensitivity.self)
    if !["yes", "no"].contains(data.text("returns")) {
      fault("returns", w("Say whether people will hear what came of it."))
    }
    if let opens, let closes, closes < opens {
      fault("closes", w("The last day is not before the first."))
    }
    if let opens, abs(opens - today) > 730 {
      fault("opens", w("Choose a day within two years of today."))
    }
    guard faults.isEmpty, let opens, let minutes, let sensitivity else { return nil }
    return OutsideAskDraft(
      asker: asker, title: title, opens: opens, closes: closes, invited: invited.map { Int($0) },
      minutes: Int(minutes),
      languages: Language.spoken.filter { data.all("languages").contains($0.tag) },
      sensitivity: sensitivity, isRandom: data.has("random"), isFederal: data.has("federal"),
      returns: data.text("returns") == "yes")
  }
}

/// The questions about another body's ask, the same for staff and for the body itself.
private func outsideFields(_ w: Words, _ draft: Draft) -> HTML {
  """
  \(textField(w, label: w("Who asks"), name: "asker", value: draft.value("asker"), hint: w("The body, not a person: County Health Office."), error: draft.error("asker")))
  \(textField(w, label: w("What is asked"), name: "title", value: draft.value("title"), error: draft.error("title")))
  \(dateField(w, label: w("First day"), name: "opens", value: draft.value("opens"), error: draft.error("opens")))
  \(dateField(w, label: w("Last day"), name: "closes", value: draft.value("closes"), hint: w("Leave it empty for an open end."), error: draft.error("closes"), required: false))
  \(textField(w, label: w("People invited"), name: "invited", value: draft.value("invited"), hint: w("Leave it empty when anybody may answer."), error: draft.error("invited"), kind: .number, required: false, short: true))
  \(textField(w, label: w("Minutes it takes"), name: "minutes", value: draft.value("minutes"), error: draft.error("minutes"), kind: .number, short: true))
  \(checkboxes(w, legend: w("Languages it is in"), name: "languages", options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) }, selected: Set(draft.all("languages"))))
  \(radioGroup(w, legend: w("What it touches"), name: "sensitivity", options: Ask.Sensitivity.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: draft.value("sensitivity"), error: draft.error("sensitivity")))
  \(radioGroup(w, legend: w("Will people hear what came of it?"), name: "returns", options: [Option(value: "yes", label: w("Yes, they will be told")), Option(value: "no", label: w("No"))], selected: draft.value("returns"), error: draft.error("returns")))
  \(checkbox(w, label: w("Those who are invited are drawn at random"), name: "random", checked: draft.isOn("random")))
  \(checkbox(w, label: w("Paid for by the federal government"), name: "federal", checked: draft.isOn("federal")))
  """
}

func outsideForm(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let communities = try await call.store.read { connection in
    try Community.open(to: viewer, connection).map {
      (id: $0.id.text, name: try $0.rendering(for: w, connection).name.text)
    }
  }
  let title = w("Another body’s ask")
  return call.page(
    title, breadcrumbs: [(w("Asks"), "/desk/asks")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A school, a clinic, the city, a university: what they ask takes the same people’s time. Write it down; on its page you then say whether you agree to it, or only know of it.")))
    \(call.postForm("/desk/asks", hidden: [("id", draft.value("id"))], """
      \(selectField(w, label: w("Of whom"), name: "community", options: communities.map { Option(value: $0.id, label: $0.name) }, selected: draft.value("community"), error: draft.error("community"), prompt: w("Choose")))
      \(outsideFields(w, draft))
      \(submitButton(w("Write it down")))
      """))
    """)
}

/// What another body sees: what is known of the year, without anybody's numbers, and the form.
private func outsidePage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let code = try call.parameter("code")
  let (w, today) = (call.w, call.today)
  let (name, headroom) = try await call.store.read { connection in
    let link = try OutsideAskLink.find(code, on: today, connection)
    guard let community = try Community.find(link.community, connection) else {
      throw Failure.notFound
    }
    let question = Headroom.Question(
      month: Month(today), people: nil, minutes: 10, days: 14, isRandom: false)
    return (
      try community.rendering(for: w, connection).name.text,
      try Headroom(of: link.community.text, question, today: today, connection)
    )
  }
  let rows = headroom.months.map { line -> [HTML] in
    [
      HTML(text: w.month(line.month.first)),
      HTML(
        text: line.firstDay.map { w("from {day}", ["day": w.day($0)]) }
          ?? (line.quiet.isEmpty ? w("no room") : w("quiet"))),
    ]
  }
  return call.page(
    w("What you ask of {name}", ["name": name]), kind: .public,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What you ask of {name}", ["name": name]), lead: w("The same people are asked by many. Say what you ask and when, so that nobody is asked too often. You need no account. The library looks at it, and may come back to you.")))
    \(section(w("When there is room"), dataTable(w, caption: w("Months in which one more ask would fit"), columns: [Column(w("Month")), Column(w("One more ask"))], rows: rows, captionHidden: true)))
    \(section(w("Your ask"), call.postForm("/outside-asks/\(code)", hidden: [("id", draft.value("id"))], """
      \(outsideFields(w, draft))
      \(submitButton(w("Send")))
      """)))
    """)
}

private func linksPage(_ call: Call, _ draft: Draft, made: String?) async throws -> Reply {
  let community = try await call.community()
  let (w, today) = (call.w, call.today)
  let links = try await call.store.read { try OutsideAskLink.all(of: community.id, $0) }
  let base = "/desk/communities/\(community.id)/outside-links"
  let rows = links.map { link -> [HTML] in
    let isOpen = !link.isClosed && link.expires >= today
    return [
      HTML(text: link.label), HTML(text: w.day(link.expires)),
      isOpen
        ? call.postForm(
          SafeURL(local: "\(base)/\(link.id)/closure") ?? "/",
          submitButton(w("Close"), kind: .quiet))
        : tag(w("Closed")),
    ]
  }
  let shown = linkNotice(w, made, w("Give it to the body it is for. It is shown only now."))
  return call.page(
    w("Other bodies’ links"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"),
      (community.name, "/desk/communities/\(community.id)"),
      (w("When there is room"), "/desk/communities/\(community.id)/headroom"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(shown)
    \(pageHeading(w("Other bodies’ links"), lead: w("A link by which a school, a clinic or a university says what it asks of this community, and sees in which months there is room. What they send takes nothing of the calendar until you have looked.")))
    \(section(w("Make a link"), call.postForm(SafeURL(local: base) ?? "/", """
      \(textField(w, label: w("For which body"), name: "label", value: draft.value("label"), hint: w("For your own list. They never see it."), error: draft.error("label")))
      \(textField(w, label: w("Days it is open"), name: "days", value: draft.value("days"), error: draft.error("days"), kind: .number, required: false, short: true))
      \(submitButton(w("Make a link")))
      """)))
    \(section(w("Links"), dataTable(w, caption: w("Links of this community"), columns: [Column(w("For which body")), Column(w("Open until")), Column(w("Close it"))], rows: rows, empty: w("None yet"))))
    """)
}
