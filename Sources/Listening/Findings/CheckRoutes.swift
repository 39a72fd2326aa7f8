import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// Asking those who said it: links are made on the desk and used by anybody who has one.
struct CheckRoutes {
  var routes: [Route] {
    let keepers = FindingRoutes.keepers
    return [
      .get("/desk/communities/{community}/checks", keepers) { call in
        try await linksPage(call, Draft(["days": "21"]), made: nil)
      },
      .post("/desk/communities/{community}/checks", keepers) { call in try await make(call) },
      .post("/desk/communities/{community}/checks/{check}/closure", keepers) { call in
        try await close(call)
      },
      .get("/checks/{code}", .everyone) { call in try await checkPage(call, Draft(), at: nil) },
      .post("/checks/{code}/findings/{finding}", .everyone, rate: RateLimit(60, perSeconds: 600)) {
        call in try await say(call)
      },
    ]
  }

  private func make(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { try await linksPage(call, $0, made: nil) }) { form in
      let label = form.text("label", form.w("For whom"), most: 120)
      let days = form.optionalWhole("days", form.w("Days it is open"), in: 1...120)
      try form.check()
      let expires = call.today.adding(days: days ?? 21)
      let code = try await call.store.write { connection in
        // Reading what was heard and saying whether it is so is an ask of people's time.
        _ = try call.permit(.ask, on: community.subject, purpose: .exchange, connection)
        return try CheckLink.make(
          for: community.id, label: label, expires: expires, by: call.actor, call.surroundings,
          connection)
      }
      return try await linksPage(
        call, Draft(["days": "21"]), made: "\(call.library.address)/checks/\(code)")
    }
  }

  private func close(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    let id: ID<CheckLink> = try call.id("check")
    let (now, actor) = (call.now, call.actor)
    try await call.store.write { connection in
      try CheckLink.close(id, of: community.id, by: actor, at: now, connection)
    }
    return .seeOther("/desk/communities/\(community.id)/checks", notice: .saved)
  }

  private func say(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    let id: ID<Finding> = try call.id("finding")
    return try await call.submit(show: { try await checkPage(call, $0, at: id) }) { form in
      let w = form.w
      let verdict = form.choice("verdict", w("Is that what you said?"), of: CheckWord.Verdict.self)
      let words = form.optionalText("words", w("What you would rather say, or add"), most: 1000)
      if verdict == .no, words.isEmpty {
        form.fault("words", w("Say what it should be instead, in a few words."))
      }
      try form.check()
      guard let verdict else { throw Failure.staleForm }
      let wish: CheckWord.Wish = form.data.has("beside") ? .beside : .library
      let mark = AnswerMark(call)
      let (today, language) = (call.today, call.w.language)
      try await call.store.write { connection in
        let link = try CheckLink.find(code, on: today, connection)
        guard let finding = try Finding.find(id, connection), finding.community == link.community
        else { throw Failure.notFound }
        try CheckWord.say(
          verdict, words: words, in: language, wish: wish, to: finding,
          id: mark.answer(on: id.text), on: today, connection)
      }
      return .seeOther("/checks/\(code)", notice: .thanks)
        .cookie(AnswerMark.cookie, mark.code, days: nil, secure: call.request.isSecure)
    }
  }
}

private func linksPage(_ call: Call, _ draft: Draft, made: String?) async throws -> Reply {
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  let (community, links, asked) = try await call.store.read { connection in
    (
      try Community.find(id, for: viewer, connection).worded(for: call.w, connection),
      try CheckLink.all(of: id, connection),
      try Finding.all(of: [id.text], connection).filter { $0.standing == .checking }
    )
  }
  let rows = links.map { link -> [HTML] in
    [
      HTML(text: link.label), HTML(text: w.day(link.expires)),
      link.isOpen(on: today)
        ? call.postForm(
          "/desk/communities/\(id)/checks/\(link.id)/closure",
          submitButton(w("Close this link"), kind: .quiet))
        : tag(w("Closed")),
    ]
  }
  let shown = linkNotice(w, made, w("Give it to the people it is for. It is shown only now."))
  let list = asked.map { finding -> HTML in
    "<li><a href=\"\(SafeURL(local: finding.deskPath) ?? "/")\" lang=\"\(finding.language.tag)\" dir=\"auto\">\(finding.sentence)</a></li>"
  }
  let what: HTML =
    list.isEmpty
    ? "<p class=\"quiet\">\(w("No finding of this community is being checked. Open one, and ask those who said it."))</p>"
    : "<ul>\(list)</ul>"
  return call.page(
    w("Check links"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"), (community.name, "/desk/communities/\(id)"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(shown)
    \(pageHeading(w("Check links"), lead: w("A link by which those who said it read what you heard, and say: yes, that is us; partly; or no, rather … No account; who said what is not kept.")))
    \(section(w("What they are asked about"), what))
    \(section(w("Make a link"), call.postForm("/desk/communities/\(id)/checks", """
      \(textField(w, label: w("For whom"), name: "label", value: draft.value("label"), hint: w("For your own list, such as: Tuesday group. They never see it."), error: draft.error("label")))
      \(textField(w, label: w("Days it is open"), name: "days", value: draft.value("days"), error: draft.error("days"), kind: .number, required: false, short: true))
      \(submitButton(w("Make a link")))
      """)))
    \(section(w("Links"), dataTable(w, caption: w("Links of this community"), columns: [Column(w("For whom")), Column(w("Open until")), Column(w("Close it"))], rows: rows)))
    """)
}

/// What those who said it see: one finding after another, each with three answers.
private func checkPage(_ call: Call, _ draft: Draft, at wrong: ID<Finding>?) async throws -> Reply {
  let code = try call.parameter("code")
  let w = call.w
  let today = call.today
  let mark = AnswerMark(call)
  let (name, lines) = try await call.store.read { connection in
    let link = try CheckLink.find(code, on: today, connection)
    guard let community = try Community.find(link.community, connection) else {
      throw Failure.notFound
    }
    let findings = try Finding.all(of: [link.community.text], connection)
      .filter { $0.standing == .checking }
    let lines = try findings.map { finding in
      let own: ID<CheckWord> = mark.answer(on: finding.id.text)
      return CheckLine(
        finding: finding, text: try finding.rendering(for: w, connection),
        said: try CheckWord.all(of: finding.id, connection).first { $0.id == own })
    }
    return (try community.rendering(for: w, connection).name, lines)
  }
  let items = lines.map { line in
    checkItem(call, line, code, mark, wrong == line.finding.id ? draft : nil)
  }
  let body: HTML =
    items.isEmpty
    ? emptyState(
      title: w("There is nothing to check now"),
      body: "<p>\(w("Come back when the library has written down what it heard."))</p>")
    : items.joined()
  let title = w("What the library heard from {name}", ["name": name.text])
  return call.page(
    title, kind: .public,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("Is that what you said? Nothing of it is made public before you were asked. You need no account, and nobody keeps who you are: only what you say, and the day.")))
    \(body)
    """)
}

private struct CheckLine: Sendable {
  let finding: Finding
  let text: (sentence: Rendering, explanation: Rendering)
  let said: CheckWord?
}

private func checkItem(
  _ call: Call, _ line: CheckLine, _ code: String, _ mark: AnswerMark, _ wrong: Draft?
) -> HTML {
  let w = call.w
  let id = line.finding.id
  let said = line.said
  var kept = Draft(["verdict": said?.verdict.rawValue ?? "", "words": said?.words ?? ""])
  if said?.wish == .beside { kept.values["beside"] = ["yes"] }
  let typed = wrong ?? kept
  let answered: HTML =
    said == nil ? .empty : "<p>\(tag(w("You answered; you can change it"), tone: .good))</p>"
  let verdicts = CheckWord.Verdict.allCases.map {
    Option(value: $0.rawValue, label: $0.word(w))
  }
  let (sentence, explanation) = line.text
  let more: HTML =
    explanation.text.isEmpty ? .empty : prose(explanation.text, language: explanation.language)
  return """
    <article class="card"><h2 lang="\(sentence.language.tag)" dir="auto">\(sentence.text)</h2>
    \(remark(w, sentence))\(more)\(answered)
    \(call.postForm("/checks/\(code)/findings/\(id)", hidden: [("mark", mark.code)], """
      \(radioGroup(w, legend: w("Is that what you said?"), name: "verdict", options: verdicts, selected: typed.value("verdict").isEmpty ? nil : typed.value("verdict"), error: wrong?.error("verdict"), id: "verdict-\(id)"))
      \(textArea(w, label: w("What you would rather say, or add"), name: "words", value: typed.value("words"), error: wrong?.error("words"), rows: 3, required: false, limit: 1000, id: "words-\(id)"))
      \(checkbox(w, label: w("My words may stand beside the finding for everybody to read"), name: "beside", checked: typed.isOn("beside"), id: "beside-\(id)"))
      \(submitButton(w("Send")))
      """))</article>
    """
}
