import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The reading of a concern for what names or describes people, before others see it.
struct ReadingRoutes {
  var routes: [Route] {
    [
      .get("/desk/concerns/{concern}/publication", .library) { call in
        try await readingPage(call, nil)
      },
      .post("/desk/concerns/{concern}/publication", .library) { call in
        try await publish(call)
      },
    ]
  }

  private func publish(_ call: Call) async throws -> Reply {
    let concern = try await call.concern()
    let turns = try await call.store.read { try ConcernTurn.all(of: concern.id, $0) }
    return try await call.submit(show: { try await readingPage(call, $0) }) { form in
      let w = form.w
      let text = form.text("text", w("The concern"), most: ConcernForm.longest)
      let place = form.optionalText("place", w("Where"), most: 200)
      let reason = form.optionalText("reason", w("Why it was shortened"), most: 300)
      var words: [ID<ConcernWord>: String] = [:]
      for word in turns.map(\.current) where !word.text.isEmpty {
        guard form.data.has("word-\(word.id)") else { continue }
        words[word.id] = form.optionalText(
          "word-\(word.id)", word.kind.word(w), most: ConcernForm.longest)
      }
      let draft = PublicationDraft(text: text, place: place, reason: reason, words: words)
      if draft.shortens(concern), reason.isEmpty {
        form.fault("reason", w("Say to its writer why it is not shown as they wrote it."))
      }
      try form.check()
      let version = Int(form.data.text("version")) ?? 0
      let acting = call.acting
      do {
        let isShown = try await call.store.write { connection in
          try concern.publish(draft, since: version, as: acting, connection)
        }
        if !isShown { form.fault("text", newer(w)) }
      } catch let refusal as Refusal {
        throw Failure.forbidden(refusal.sentence(w))
      }
      try form.check()
      return .seeOther(SafeURL(local: concern.deskPath) ?? "/desk", notice: .published)
    }
  }
}

private func readingPage(_ call: Call, _ typed: Draft?) async throws -> Reply {
  let w = call.w
  let concern = try await call.concern()
  guard concern.isOpen else {
    throw Failure.forbidden(w("Its writer wants the library alone to read it."))
  }
  let (turns, publication) = try await call.store.read { connection in
    (
      try ConcernTurn.all(of: concern.id, connection),
      try ConcernPublication.find(concern.id, connection)
    )
  }
  let draft =
    typed
    ?? Draft([
      "text": publication?.text ?? concern.text, "place": publication?.place ?? concern.place,
      "reason": publication?.reason ?? "",
    ])
  let words = turns.map(\.current).filter { !$0.text.isEmpty }.map { word -> HTML in
    let name = "word-\(word.id)"
    let value = typed?.value(name) ?? word.publicText ?? word.text
    let label = "\(word.kind.word(w)), \(w.day(word.day))"
    let reason = word.reason.isEmpty ? nil : w("With it goes: {text}", ["text": word.reason])
    return textArea(
      w, label: label, name: name, value: value, hint: reason, error: draft.error(name), rows: 4,
      required: false, language: spoken(word.language))
  }
  let more: HTML =
    words.isEmpty
    ? .empty
    : fieldset(
      legend: w("The exchange"), hint: w("Empty a text to leave it out."), words.joined())
  return call.page(
    w("Read it for the public page"),
    breadcrumbs: queueTrail(w) + [
      (concern.plainSentence(w), SafeURL(local: concern.deskPath) ?? "/desk")
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Read it for the public page"), lead: w("Take out names, addresses, whatever tells neighbours who is meant. Put […] where something was. What was written stays as it is for you and its writer; others see that it was shortened.")))
    \(call.postForm("/desk/concerns/\(concern.id)/publication", hidden: [("version", String(concern.version))], """
      \(textArea(w, label: w("The concern"), name: "text", value: draft.value("text"), error: draft.error("text"), rows: 8, limit: ConcernForm.longest, language: spoken(concern.language)))
      \(textField(w, label: w("Where"), name: "place", value: draft.value("place"), error: draft.error("place"), required: false))
      \(textField(w, label: w("Why it was shortened"), name: "reason", value: draft.value("reason"), hint: w("Its writer reads this; others don’t."), error: draft.error("reason"), required: false))
      \(more)
      \(submitButton(w("Show it to everybody")))
      """))
    """)
}

private func spoken(_ language: Language) -> Language? {
  language == ConcernLanguages.unknown ? nil : language
}
