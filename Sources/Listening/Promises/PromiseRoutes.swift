import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Promises on the desk: making them, and following each to its end.
struct PromiseRoutes {
  /// Whoever writes findings may write down what is promised because of them.
  static let keepers = Access.roles(Role.library.union([.steward]))

  var routes: [Route] {
    let keepers = PromiseRoutes.keepers
    return [
      .get("/desk/promises", .members) { call in try await promisesPage(call) },
      .get("/desk/promises/new", .library) { call in try await newPromise(call) },
      .post("/desk/promises", .library) { call in try await make(call) },
      .get("/desk/promises/{promise}", .members) { call in
        try await promisePage(call, Draft(), made: nil)
      },
      .get("/desk/promises/{promise}/edit", .library) { call in
        guard let (promise, origins) = try await mendable(call) else { return try back(call) }
        return promiseForm(call, Draft(promise), origins, mending: promise)
      },
      .post("/desk/promises/{promise}/edit", .library) { call in try await mend(call) },
      .post("/desk/promises/{promise}/steps", keepers) { call in try await step(call) },
      .post("/desk/promises/{promise}/release-links", .library) { call in
        try await askRelease(call)
      },
      .get("/desk/promises/{promise}/translations", keepers) { call in
        try await promiseTranslations(call, Draft())
      },
      .post("/desk/promises/{promise}/translations", keepers) { call in
        let id: ID<Promise> = try call.id("promise")
        let viewer = try call.member()
        return try await call.saveTranslation(
          back: "/desk/promises/\(id)/translations",
          show: { try await promiseTranslations(call, $0) }
        ) { connection in
          let promise = try Promise.find(id, for: viewer, connection)
          return (try promise.texts(connection), [promise.community.text])
        }
      },
    ]
  }

  private func newPromise(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let w = call.w
    let wanted = call.query.text("community")
    let communities = try await call.store.read { try Community.open(to: viewer, $0) }
    guard let community = communities.first(where: { $0.id.text == wanted }) else {
      return choosing(call, communities)
    }
    let origins = try await call.store.read { try Origins.of(community, call, $0) }
    let own = Language.spoken.contains(w.language) ? w.language : call.library.language
    let draft = Draft([
      "id": call.freshID(Promise.self).text, "origin": call.query.text("origin"),
      "language": own.tag,
    ])
    return promiseForm(call, draft, origins, mending: nil)
  }

  /// Without a community there is nobody to promise to.
  private func choosing(_ call: Call, _ communities: [Community]) -> Reply {
    let w = call.w
    let links = communities.map { community -> HTML in
      "<li><a href=\"/desk/promises/new?community=\(community.id.text)\" dir=\"auto\">\(community.name)</a></li>"
    }
    return call.page(
      w("Make a promise"), breadcrumbs: [(w("Promises"), "/desk/promises")],
      "\(pageHeading(w("Make a promise"), lead: w("To which community?")))<ul>\(links)</ul>")
  }

  private func make(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    guard let community = ID<Community>(call.form.text("community")) else {
      throw Failure.staleForm
    }
    let origins = try await call.store.read { connection in
      try Origins.of(
        Community.find(community, for: viewer, connection).worded(for: call.w, connection), call,
        connection)
    }
    return try await call.submit(
      show: { promiseForm(call, $0, origins, mending: nil) }
    ) { form in
      let id: ID<Promise> = try form.freshID()
      let draft = try PromiseDraft(&form, origins, today: call.today)
      let occasion = PromiseOccasion(call)
      _ = try await call.store.write {
        try Promise.make(draft, id: id, to: community, occasion, $0)
      }
      return .seeOther("/desk/promises/\(id)", notice: .added)
    }
  }

  /// The promise in the path, `nil` once its wording stands.
  private func mendable(_ call: Call) async throws -> (Promise, Origins)? {
    let id: ID<Promise> = try call.id("promise")
    let viewer = try call.member()
    let today = call.today
    return try await call.store.read { connection in
      let promise = try Promise.find(id, for: viewer, connection)
      guard promise.isMendable(on: today) else { return nil }
      let community = try Community.find(promise.community, for: viewer, connection).worded(
        for: call.w, connection)
      return (promise, try Origins.of(community, call, connection))
    }
  }

  /// After its first day a promise stands as people read it: its page says what can be done.
  private func back(_ call: Call) throws -> Reply {
    let id: ID<Promise> = try call.id("promise")
    return .seeOther("/desk/promises/\(id)")
  }

  private func mend(_ call: Call) async throws -> Reply {
    guard let (promise, origins) = try await mendable(call) else { return try back(call) }
    return try await call.submit(
      show: { promiseForm(call, $0, origins, mending: promise) }
    ) { form in
      let version = Int(form.data.text("version")) ?? 0
      let draft = try PromiseDraft(&form, origins, today: call.today, fixed: promise)
      let occasion = PromiseOccasion(call)
      let changed = try await call.store.write {
        try promise.mend(to: draft, since: version, occasion, $0)
      }
      guard changed else { throw Failure.conflict(changedMeanwhile(call.w)) }
      return .seeOther("/desk/promises/\(promise.id)", notice: .saved)
    }
  }

  private func step(_ call: Call) async throws -> Reply {
    let id: ID<Promise> = try call.id("promise")
    let viewer = try call.member()
    return try await call.submit(show: { try await promisePage(call, $0, made: nil) }) { form in
      let promise = try await call.store.read { try Promise.find(id, for: viewer, $0) }
      let move = try read(&form, promise, viewer, today: call.today)
      let occasion = PromiseOccasion(call)
      guard Int(form.data.text("version")) == promise.version else {
        throw Failure.conflict(changedMeanwhile(call.w))
      }
      let taken = try await call.store.write { try promise.take(move, occasion, $0) }
      return .seeOther("/desk/promises/\(id)", notice: taken ? .saved : .alreadyDone)
    }
  }

  /// Those who made a promise end it by keeping or breaking it; those it was made to by letting it go.
  private func read(
    _ form: inout Form, _ promise: Promise, _ viewer: Viewer, today: Day
  ) throws -> PromiseMove {
    let w = form.w
    guard let kind = PromiseStep.Kind(rawValue: form.data.text("step")) else {
      throw Failure.staleForm
    }
    let isOfLibrary = viewer.isOfLibrary
    switch kind {
    case .released where !isOfLibrary: break
    case .started, .moved, .kept, .broken, .reopened:
      guard isOfLibrary else { throw Failure.notFound }
    default: throw Failure.notFound
    }
    let name = "word-\(kind.rawValue)"
    let word =
      kind == .started
      ? form.optionalText(name, w("A word to it"), most: 1000)
      : form.text(name, w("A word to it"), most: 1000)
    var due: Day?
    if kind == .moved {
      due = form.day("due", w("The new day"))
      if let due, due <= max(promise.due, today) {
        form.fault("due", w("The new day must come after today and after the day before."))
      }
    }
    if let due, due - today > Promise.farthest {
      form.fault("due", w("That is more than ten years ahead. Promise a first step for sooner."))
    }
    try form.check()
    let own = Language.spoken.contains(form.w.language) ? form.w.language : promise.language
    return PromiseMove(kind, word: word, language: own, due: due)
  }

  private func askRelease(_ call: Call) async throws -> Reply {
    let id: ID<Promise> = try call.id("promise")
    let viewer = try call.member()
    return try await call.submit(show: { try await promisePage(call, $0, made: nil) }) { form in
      let reason = form.text("reason", form.w("Why you ask"), most: 1000)
      try form.check()
      let occasion = PromiseOccasion(call)
      let code = try await call.store.write { connection in
        let promise = try Promise.find(id, for: viewer, connection)
        guard promise.state.isOpen else { throw Failure.notFound }
        return try PromiseRelease.ask(reason, of: promise, occasion, connection)
      }
      return try await promisePage(
        call, Draft(), made: "\(call.library.address)/releases/\(code)")
    }
  }
}

func changedMeanwhile(_ w: Words) -> String {
  w("Somebody changed this promise while you wrote. Open it again to see how.")
}

extension PromiseOccasion {
  init(_ call: Call) {
    self.init(library: call.library, actor: call.actor, call.surroundings)
  }
}

extension Promise {
  func texts(_ connection: any Connection) throws -> [TranslatableText] {
    try TranslatableText.of(
      "promise", id.text, [("what", what), ("who", who), ("shown", shownHow)], in: language,
      connection)
  }
}

private func promiseTranslations(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Promise> = try call.id("promise")
  let viewer = try call.member()
  let w = call.w
  let texts = try await call.store.read { connection in
    try Promise.find(id, for: viewer, connection).texts(connection)
  }
  return call.page(
    w("Translations"),
    breadcrumbs: [(w("Promises"), "/desk/promises"), (w("Promise"), "/desk/promises/\(id)")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The promise in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(translationList(call, texts, post: "/desk/promises/\(id)/translations", draft))
    """)
}
