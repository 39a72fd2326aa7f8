import Accounts
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Links by which people of a community say whether what is believed of them is so.
struct VoiceRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/voices", .library) { call in
        try await voicesPage(call, Draft(["days": "30"]), made: nil)
      },
      .post("/desk/communities/{community}/voices", .library) { call in try await make(call) },
      .get("/desk/communities/{community}/voices/{voice}/closure", .library) { call in
        try await closurePage(call)
      },
      .post("/desk/communities/{community}/voices/{voice}/closure", .library) { call in
        try await close(call)
      },
      .get("/voices/{code}", .everyone) { call in try await voicePage(call, Draft(), at: nil) },
      .post("/voices/{code}/facts/{fact}", .everyone, rate: RateLimit(60, perSeconds: 600)) {
        call in try await say(call)
      },
      .post("/voices/{code}/facts", .everyone, rate: RateLimit(20, perSeconds: 600)) { call in
        try await tell(call)
      },
    ]
  }

  private func make(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { try await voicesPage(call, $0, made: nil) }) { form in
      let w = call.w
      let label = form.text("label", w("For whom"), most: 120)
      let days = form.optionalWhole("days", w("Days it is open"), in: 1...365)
      try form.check()
      let expires = call.today.adding(days: days ?? 30)
      let code = try await call.store.write { connection in
        // Asking people to look at what is believed of them is an ask of their time.
        _ = try call.permit(.ask, on: community.subject, purpose: .exchange, connection)
        return try VoiceLink.make(
          for: community.id, label: label, expires: expires, by: call.actor, call.surroundings,
          connection)
      }
      return try await voicesPage(
        call, Draft(["days": "30"]), made: "\(call.library.address)/voices/\(code)")
    }
  }

  private func closurePage(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    let voice: ID<VoiceLink> = try call.id("voice")
    let w = call.w
    let links = try await call.store.read { try VoiceLink.all(of: community.id, $0) }
    guard let link = links.first(where: { $0.id == voice }) else { throw Failure.notFound }
    let voices: SafeURL = "/desk/communities/\(community.id)/voices"
    return call.confirmation(
      w("Close a voice link"), lead: link.label,
      breadcrumbs: [
        (w("Communities"), "/desk/communities"),
        (community.name, "/desk/communities/\(community.id)"), (w("Voices"), voices),
      ],
      warning: w(
        "This can’t be undone. Whoever holds the link can say nothing by it any more; what was said stays."
      ),
      button: w("Close"), back: voices)
  }

  private func close(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    let voice: ID<VoiceLink> = try call.id("voice")
    let (now, actor) = (call.now, call.actor)
    try await call.store.write { connection in
      try VoiceLink.close(voice, of: community.id, by: actor, at: now, connection)
    }
    return .seeOther("/desk/communities/\(community.id)/voices", notice: .saved)
  }

  private func say(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    let id: ID<Fact> = try call.id("fact")
    return try await call.submit(show: { try await voicePage(call, $0, at: id) }) { form in
      let w = call.w
      let verdict = form.choice("verdict", w("Is it so?"), of: FactWord.Verdict.self)
      let words = form.optionalText("words", w("What you would say instead, or add"), most: 1000)
      try form.check()
      guard let verdict else { throw Failure.staleForm }
      let mark = AnswerMark(call)
      let today = call.today
      try await call.store.write { connection in
        let link = try VoiceLink.find(code, on: today, connection)
        guard let row = try connection.first("SELECT * FROM fact WHERE id = \(id) AND ended = 0")
        else { throw Failure.notFound }
        let fact = try Fact(row)
        guard fact.community == link.community else { throw Failure.notFound }
        try FactWord.say(
          verdict, words: words, of: fact, id: mark.word(on: id), today: today,
          at: today.start, connection)
      }
      // For as long as the browser is open: the next reader of a shared machine begins anew.
      return .seeOther("/voices/\(code)", notice: .thanks)
        .cookie(AnswerMark.cookie, mark.code, days: nil, secure: call.request.isSecure)
    }
  }

  /// Something the library does not know yet, in the community's own words.
  private func tell(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    return try await call.submit(show: { try await voicePage(call, $0, at: nil) }) { form in
      let w = call.w
      let id: ID<Fact> = try form.freshID()
      let text = form.text("text", w("What they should know"), most: 1000)
      let topic = form.choice("topic", w("About"), of: Topic.self)
      try form.check()
      let today = call.today
      var draft = FactDraft(
        topic: topic ?? .experiences, text: text, language: w.language, standing: .stated,
        source: Fact.byVoice, since: today)
      draft.isTold = true
      let told = draft
      try await call.store.write { connection in
        let link = try VoiceLink.find(code, on: today, connection)
        _ = try Fact.add(
          told, id: id, to: link.community, by: Moment.community, today: today,
          at: today.start, connection)
      }
      return .seeOther("/voices/\(code)", notice: .thanks)
    }
  }
}

private func voicesPage(_ call: Call, _ draft: Draft, made: String?) async throws -> Reply {
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  let (community, links) = try await call.store.read { connection in
    (
      try Community.find(id, for: viewer, connection).worded(for: call.w, connection),
      try VoiceLink.all(of: id, connection)
    )
  }
  let rows = links.map { link -> [HTML] in
    let isOpen = !link.isClosed && link.expires >= today
    return [
      HTML(text: link.label), HTML(text: w.day(link.expires)),
      isOpen
        ? linkButton(
          w("Close"), url: "/desk/communities/\(id)/voices/\(link.id)/closure", kind: .quiet)
        : tag(w("Closed")),
    ]
  }
  let shown = linkNotice(w, made, w("Give it to the people it is for. It is shown only now."))
  return call.page(
    w("Voices"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"), (community.name, "/desk/communities/\(id)"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(shown)
    \(pageHeading(w("Voices"), lead: w("A link by which people of the community read what you believe of them, say whether it is so, and tell you what you don’t know. No account; who said what is not kept.")))
    \(profileTabs(call, community, current: "voices"))
    \(section(w("Make a link"), call.postForm("/desk/communities/\(id)/voices", """
      \(textField(w, label: w("For whom"), name: "label", value: draft.value("label"), hint: w("For your own list, such as: Tuesday group. They never see it."), error: draft.error("label")))
      \(textField(w, label: w("Days it is open"), name: "days", value: draft.value("days"), error: draft.error("days"), kind: .number, required: false, short: true))
      \(submitButton(w("Make a link")))
      """)))
    \(section(w("Links"), dataTable(w, caption: w("Links of this community"), columns: [Column(w("For whom")), Column(w("Open until")), Column(w("Close it"))], rows: rows)))
    """)
}

/// What people of the community see. Facts marked private are shown too: they are about the people
/// who hold this link.
private func voicePage(_ call: Call, _ draft: Draft, at wrong: ID<Fact>?) async throws -> Reply {
  let code = try call.parameter("code")
  let w = call.w
  let today = call.today
  let mark = AnswerMark(call)
  let (name, lines, answers) = try await call.store.read { connection in
    let link = try VoiceLink.find(code, on: today, connection)
    guard let community = try Community.find(link.community, connection) else {
      throw Failure.notFound
    }
    let lines = try Fact.renderings(of: community.id, for: w, connection)
      .map { FactLine(fact: $0.fact, text: $0.text, isStale: false) }
    let answers = try lines.compactMap { line in
      try FactWord.all(of: line.fact.id, connection)
        .first { $0.counts && $0.id == mark.word(on: line.fact.id) }
    }
    return (try community.rendering(for: w, connection).name, lines, answers)
  }
  let facts = lines.map { line -> HTML in
    let fact = line.fact
    let isWrong = wrong == fact.id
    let said = answers.first { $0.id == mark.word(on: fact.id) }
    let typed =
      isWrong
      ? draft : Draft(["verdict": said?.verdict.rawValue ?? "", "words": said?.words ?? ""])
    let question =
      switch said?.verdict {
      case .so?: w("You said: yes, that is so. Change it")
      case .not?: w("You said: no, that is not so. Change it")
      case nil: w("Is it so?")
      }
    return """
      \(factItem(call, line, linked: false))
      <li class="fact-voice">\(details(question, open: isWrong, call.postForm("/voices/\(code)/facts/\(fact.id)", hidden: [("mark", mark.code)], """
        \(radioGroup(w, legend: w("Is it so?"), name: "verdict", options: [Option(value: "so", label: w("Yes, that is so")), Option(value: "not", label: w("No, that is not so"))], selected: typed.value("verdict").isEmpty ? nil : typed.value("verdict"), error: isWrong ? draft.error("verdict") : nil, id: "verdict-\(fact.id)"))
        \(textArea(w, label: w("What you would say instead, or add"), name: "words", value: typed.value("words"), error: isWrong ? draft.error("words") : nil, rows: 3, required: false, limit: 1000, id: "words-\(fact.id)"))
        \(submitButton(w("Send")))
        """)))</li>
      """
  }
  let telling = wrong == nil ? draft : Draft()
  return call.page(
    w("What the library believes about {name}", ["name": name.text]), kind: .public,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What the library believes about {name}", ["name": name.text]), lead: w("Is it so? You know best. You need no account. Nobody keeps who you are, only what you say and the day.")))
    <ul class="fact-list">\(facts)</ul>
    \(section(w("What they don’t know yet"), call.postForm("/voices/\(code)/facts", hidden: [("id", call.freshID(Fact.self).text)], """
      \(selectField(w, label: w("About"), name: "topic", options: Topic.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: telling.value("topic"), error: telling.error("topic")))
      \(textArea(w, label: w("What they should know"), name: "text", value: telling.value("text"), error: telling.error("text"), rows: 4, limit: 1000))
      \(submitButton(w("Send")))
      """)))
    """)
}
