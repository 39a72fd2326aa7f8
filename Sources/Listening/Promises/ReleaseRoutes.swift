import Components
import Ledger
import Markup
import Store
import Surroundings
import Web
import Words

/// Where those a promise was made to let it go, or say that they still wait.
struct ReleaseRoutes {
  var routes: [Route] {
    [
      .get("/releases/{code}", .everyone) { call in try await releasePage(call, Draft()) },
      .post("/releases/{code}", .everyone, rate: RateLimit(20, perSeconds: 600)) { call in
        try await answer(call)
      },
    ]
  }

  private func answer(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    return try await call.submit(show: { try await releasePage(call, $0) }) { form in
      let w = form.w
      let choice = form.choice("answer", w("What do you say?"), of: Answer.self)
      let word = form.optionalText("word", w("A word to it"), most: 1000)
      try form.check()
      let occasion = PromiseOccasion(
        library: call.library, actor: Moment.community, call.surroundings)
      let (today, language) = (call.today, call.w.language)
      try await call.store.write { connection in
        let (release, promise) = try PromiseRelease.find(code, on: today, w, connection)
        try release.answer(
          lettingGo: choice == .go, word, in: language, of: promise, occasion, connection)
      }
      return call.page(
        w("Thank you"), kind: .public,
        pageHeading(
          w("Thank you"), lead: w("What you said stands in the ledger, without a name.")))
    }
  }
}

private enum Answer: String { case go, wait }

private func releasePage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let code = try call.parameter("code")
  let w = call.w
  let today = call.today
  let (release, promise, text) = try await call.store.read { connection in
    let (release, promise) = try PromiseRelease.find(code, on: today, w, connection)
    return (release, promise, try promise.rendering(for: w, connection))
  }
  let options = [
    Option(value: "go", label: w("We let it go: nobody waits for it any more")),
    Option(value: "wait", label: w("We still wait for it")),
  ]
  return call.page(
    w("A promise to you"), kind: .public,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("A promise to you"), lead: w("The library asks whether you still wait for what it promised. You decide; nobody keeps who you are.")))
    \(quote(text.what.text, by: HTML(text: w("Promised on {day}, for {due}", ["day": w.day(promise.madeOn), "due": w.day(promise.due)])), language: text.what.language))
    \(section(w("Why the library asks"), prose(release.reason)))
    \(call.postForm("/releases/\(code)", """
      \(radioGroup(w, legend: w("What do you say?"), name: "answer", options: options, selected: draft.value("answer").isEmpty ? nil : draft.value("answer"), error: draft.error("answer")))
      \(textArea(w, label: w("A word to it"), name: "word", value: draft.value("word"), hint: w("Everybody can read it. Don’t name people."), error: draft.error("word"), rows: 3, required: false, limit: 1000))
      \(submitButton(w("Send")))
      """))
    """)
}
