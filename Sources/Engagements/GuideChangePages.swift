import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

func changeForm(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  guard let kind = GuideChange.Kind(rawValue: draft.value("kind")),
    let strategy = Guide.strategy(draft.value("strategy"))?.strategy
  else { throw Failure.notFound }
  let (options, prompt) = try await call.store.read { connection in
    let about = GuideChangeDraft(
      community: ID<Community>(draft.value("scope")), kind: kind, strategy: strategy.key,
      prompt: draft.value("prompt"), language: .english, reason: "")
    return (
      try Scope.options(call, connection),
      kind == .added ? nil : try AdaptedPrompt.find(about, for: viewer, connection)
    )
  }
  guard !options.isEmpty else { throw Failure.notFound }
  let title =
    switch kind {
    case .added: w("Add a thing to consider")
    case .reworded: w("Reword it")
    case .setAside: w("Set it aside")
    }
  let marks = draft.marks.prefix(1) + ["kind", "strategy", "prompt"].map { ($0, draft.value($0)) }
  let current: HTML =
    prompt.map { prompt in
      section(
        w("As it stands now"), id: "current",
        quote(prompt.text(w), language: prompt.language(w)))
    } ?? .empty
  return call.page(
    title,
    breadcrumbs: [(w("Guide"), "/desk/guide"), (w(strategy.title), "/desk/guide/\(strategy.key)")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("The Guide is yours to adapt. The original stays, your reason stands beside it, and it can be undone."), kicker: w(strategy.title)))
    \(current)
    \(call.postForm("/desk/guide/changes", hidden: Array(marks), """
      \(selectField(w, label: w("For whom"), name: "scope", options: options, selected: draft.value("scope"), error: draft.error("scope")))
      \(if: kind != .setAside, wordingFields(w, draft))
      \(if: kind == .added, evidenceField(w, draft))
      \(textArea(w, label: w("Why"), name: "reason", value: draft.value("reason"), hint: w("For whoever reads it next year."), error: draft.error("reason"), rows: 2, limit: 500))
      \(submitButton(kind == .setAside ? w("Set it aside") : w("Save")))
      """))
    """)
}

private func wordingFields(_ w: Words, _ draft: Draft) -> HTML {
  """
  \(textArea(w, label: w("Thing to consider"), name: "text", value: draft.value("text"), error: draft.error("text"), rows: 2, limit: 300))
  \(textArea(w, label: w("How to think about it"), name: "hint", value: draft.value("hint"), error: draft.error("hint"), rows: 2, required: false, limit: 600))
  \(textArea(w, label: w("How to ask it of people"), name: "question", value: draft.value("question"), hint: w("As it stands on a handout. Leave it empty where it is only for you."), error: draft.error("question"), rows: 2, required: false, limit: 300))
  \(languageField(w, draft))
  """
}

private func evidenceField(_ w: Words, _ draft: Draft) -> HTML {
  checkboxes(
    w, legend: w("Which records answer it"), name: "evidence",
    options: EvidenceKind.allCases.filter(\.available).map {
      Option(value: $0.rawValue, label: $0.word(w))
    }, selected: Set(draft.all("evidence")))
}

/// Every change of the Guide that holds here or held, the newest first.
func changesPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let (context, lines) = try await call.store.read { connection in
    let context = try GuideContext.asked(call, connection)
    let names = Dictionary(
      try Community.open(to: viewer, connection).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    let own = context.communities.map(\.id)
    let lines = try GuideChange.all(for: viewer, connection).reversed().filter { change in
      change.community.map { own.contains($0) } ?? true
    }.map { change in
      let original = Guide.strategies.flatMap(\.prompts).first { $0.key == change.prompt }
      return ChangeLine(change, original, names, w, viewer)
    }
    return (context, lines)
  }
  let items = lines.map { line -> HTML in
    let change = line.change
    let strategy = Guide.strategy(change.strategy)?.strategy
    let state: HTML = change.isUndone ? tag(w("Undone")) : tag(w("It holds"), tone: .good)
    let original =
      Guide.strategies.flatMap(\.prompts).first { $0.key == change.prompt }.map { w($0.text) }
    let words: HTML =
      change.text.isEmpty
      ? .empty
      : "<p lang=\"\(change.language.tag)\" dir=\"auto\">\(change.text)</p>"
    let about: HTML =
      original.map { "<p>\(w("The Guide’s own words:")) <q>\($0)</q></p>" } ?? .empty
    let undo: HTML =
      line.mayUndo
      ? call.postForm(
        "/desk/guide/changes/\(change.id)/withdrawal", submitButton(w("Undo"), kind: .quiet))
      : .empty
    return """
      <li class="fact"><p><strong>\(line.sentence)</strong> \(state)</p>\(words)\(about)\
      <p class="quiet">\(strategy.map { w($0.title) } ?? "") · \(w.day(call.day(of: change.since)))</p>\
      \(undo)</li>
      """
  }
  return call.page(
    w("How it was adapted"),
    breadcrumbs: guideTrail(w, context)
      + [(w("Guide"), SafeURL(local: context.path) ?? "/desk/guide")],
    """
    \(pageHeading(w("How it was adapted"), lead: w("What was added, reworded or set aside, by whom and why. Nothing is lost: each can be undone."), kicker: context.word(w)))
    \(if: items.isEmpty, "<p>\(w("The Guide stands as it came."))</p>")\
    \(if: !items.isEmpty, "<ul class=\"fact-list\">\(items)</ul>")
    """)
}
