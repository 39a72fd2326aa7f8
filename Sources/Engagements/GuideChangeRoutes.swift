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
    let (query, w) = (call.query, call.w)
    let viewer = try call.member()
    let (context, prompt) = try await call.store.read { connection in
      let context = try GuideContext.asked(call, connection)
      let about = GuideChangeDraft(
        community: context.community?.id, kind: .reworded, strategy: query.text("strategy"),
        prompt: query.text("prompt"), language: .english, reason: "")
      let isNew = query.text("kind") == GuideChange.Kind.added.rawValue
      return (context, isNew ? nil : try AdaptedPrompt.find(about, for: viewer, connection))
    }
    // Rewording begins with the words as they stand.
    let language = prompt?.language(w) ?? w.language
    return try await changeForm(
      call,
      Draft([
        "id": call.freshID(GuideChange.self).text, "kind": query.text("kind"),
        "strategy": query.text("strategy"), "prompt": query.text("prompt"),
        "scope": context.community?.id.text ?? (call.isOfLibrary ? Scope.library : ""),
        "text": prompt?.text(w) ?? "", "hint": prompt?.hint(w) ?? "",
        "question": prompt?.question(w) ?? "",
        "language": Language.spoken.contains(language) ? language.tag : Language.english.tag,
      ]))
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
