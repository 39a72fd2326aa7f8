import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Making the Guide one's own: prompts added, reworded or set aside, for the library or for a
/// community, each with its reason and each to be undone.
struct GuideChangeRoutes {
  var routes: [Route] {
    [
      .get("/desk/guide/changes", .members) { call in try await changesPage(call) },
      .get("/desk/guide/changes/new", .members) { call in try await newForm(call) },
      .post("/desk/guide/changes", .members) { call in try await add(call) },
      .post("/desk/guide/changes/{change}/withdrawal", .members) { call in
        try await undo(call)
      },
    ]
  }

  private func newForm(_ call: Call) async throws -> Reply {
    let query = call.query
    let context = try await call.store.read { try GuideContext.asked(call, $0) }
    var values = [
      "id": call.freshID(GuideChange.self).text, "kind": query.text("kind"),
      "strategy": query.text("strategy"), "prompt": query.text("prompt"),
      "language": call.w.language.tag,
      "scope": context.community?.id.text ?? (call.works ? Scope.library : ""),
    ]
    if !Language.spoken.contains(call.w.language) { values["language"] = "en" }
    return try await changeForm(call, Draft(values))
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await changeForm(call, $0) }) { form in
      let w = form.w
      let id: ID<GuideChange> = try form.freshID()
      let viewer = try call.member()
      guard let kind = GuideChange.Kind(rawValue: form.data.text("kind")),
        let strategy = Guide.strategy(form.data.text("strategy"))?.strategy
      else { throw Failure.staleForm }
      let community = try form.scope(for: viewer)
      var draft = GuideChangeDraft(
        community: community, kind: kind, strategy: strategy.key,
        prompt: form.data.text("prompt"), language: .english, reason: "")
      if kind != .setAside {
        draft.text = form.text("text", w("Thing to consider"), most: 300)
        draft.hint = form.optionalText("hint", w("How to think about it"), most: 600)
        draft.question = form.optionalText("question", w("How to ask it of people"), most: 300)
        draft.language = form.language()
      }
      if kind == .added {
        draft.evidence = form.data.all("evidence").compactMap { EvidenceKind(rawValue: $0) }
      }
      draft.reason = form.text("reason", w("Why"), most: 500)
      try form.check()
      let (now, actor, made) = (call.now, call.actor, draft)
      try await call.store.write { connection in
        // The prompt must be one that this person knows of, here and now.
        if kind != .added { _ = try AdaptedPrompt.find(made, for: viewer, connection) }
        try GuideChange.add(made, id: id, by: actor, at: now, connection)
      }
      let base = community.map { "/desk/communities/\($0)/guide" } ?? "/desk/guide"
      return .seeOther(SafeURL(local: "\(base)/\(strategy.key)") ?? "/desk/guide", notice: .saved)
    }
  }

  private func undo(_ call: Call) async throws -> Reply {
    let id: ID<GuideChange> = try call.id("change")
    let viewer = try call.member()
    let (now, actor) = (call.now, call.actor)
    let change = try await call.store.write { connection in
      let change = try GuideChange.find(id, for: viewer, connection)
      try change.undo(by: actor, at: now, connection)
      return change
    }
    let base = change.community.map { "/desk/communities/\($0)/guide" } ?? "/desk/guide"
    return .seeOther(
      SafeURL(local: "\(base)/\(change.strategy)") ?? "/desk/guide", notice: .saved)
  }
}

/// For whom something holds that is added to the Guide or its shelf.
enum Scope {
  /// What the form says for the library as a whole.
  static let library = "library"

  /// The choices that somebody has: the library as a whole, and the communities they may enter.
  static func options(_ call: Call, _ connection: any Connection) throws -> [Option] {
    let viewer = try call.member()
    let whole =
      viewer.mayShape(nil) ? [Option(value: library, label: call.w("The whole library"))] : []
    return try whole
      + Community.open(to: viewer, connection).filter { viewer.mayShape($0.id) }.map {
        Option(value: $0.id.text, label: $0.name)
      }
  }
}

extension Form {
  /// Reads for whom it is: `nil` for the whole library.
  ///
  /// - Throws: *not found* for somebody who may shape nothing there.
  mutating func scope(for viewer: Viewer) throws -> ID<Community>? {
    let text = data.text("scope")
    if text == Scope.library {
      guard viewer.mayShape(nil) else { throw Failure.notFound }
      return nil
    }
    guard let id = ID<Community>(text) else {
      fault("scope", w("Choose for whom it is."))
      return nil
    }
    guard viewer.mayShape(id) else { throw Failure.notFound }
    return id
  }
}

extension AdaptedPrompt {
  /// The prompt that a change is about, as it stands now where the change would hold.
  static func find(
    _ draft: GuideChangeDraft, for viewer: Viewer, _ connection: any Connection
  ) throws -> AdaptedPrompt {
    guard let strategy = Guide.strategy(draft.strategy)?.strategy else { throw Failure.notFound }
    let changes = try GuideChange.all(for: viewer, connection)
    let communities = try Community.open(to: viewer, connection).map(\.id)
    // Those of every community that this person may enter: one reworded for another is still the
    // same prompt.
    let prompts = AdaptedPrompt.all(
      of: strategy, changes: changes, communities: draft.community.map { [$0] } ?? communities)
    guard let prompt = prompts.first(where: { $0.key == draft.prompt }) else {
      throw Failure.notFound
    }
    return prompt
  }
}

private func changeForm(_ call: Call, _ draft: Draft) async throws -> Reply {
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
private func changesPage(_ call: Call) async throws -> Reply {
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
    \(items.isEmpty ? "<p>\(w("The Guide stands as it came."))</p>" : "<ul class=\"fact-list\">\(items)</ul>")
    """)
}
