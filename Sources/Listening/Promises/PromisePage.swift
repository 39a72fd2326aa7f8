import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Promise {
  /// How it stands today, in a word.
  public func word(_ w: Words, on today: Day) -> String {
    switch state {
    case _ where isLate(on: today): w("Late")
    case .made: w("Promised")
    case .underWay: w("Under way")
    case .kept: w("Kept")
    case .broken: w("Broken")
    case .released: w("Let go")
    }
  }

  func mark(_ w: Words, on today: Day) -> HTML {
    let tone: Tone =
      switch state {
      case _ where isLate(on: today): .trouble
      case .made, .underWay: .information
      case .kept: .good
      case .broken: .trouble
      case .released: .neutral
      }
    return tag(word(w, on: today), tone: tone)
  }
}

/// Every promise to the communities that the reader works with: open ones by their day.
func promisesPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let today = call.today
  let (names, promises) = try await call.store.read { connection in
    let communities = try Community.open(to: viewer, connection)
    return (
      Dictionary(uniqueKeysWithValues: communities.map { ($0.id, $0.name) }),
      try Promise.all(to: communities.map(\.id.text), connection)
        .filter { $0.isOpen(to: viewer) }
    )
  }
  let rows = promises.map { promise -> [HTML] in
    let moved: HTML =
      promise.due == promise.firstDue
      ? .empty
      : " <span class=\"quiet\">\(w("first for {day}", ["day": w.day(promise.firstDue)]))</span>"
    return [
      "<a href=\"\(SafeURL(local: promise.deskPath) ?? "/")\" lang=\"\(promise.language.tag)\" dir=\"auto\">\(promise.what)</a>",
      HTML(text: names[promise.community] ?? ""),
      "<span lang=\"\(promise.language.tag)\" dir=\"auto\">\(promise.who)</span>",
      HTML(text: w.day(promise.due)) + moved, promise.mark(w, on: today),
    ]
  }
  let works = viewer.isOfLibrary
  return call.page(
    w("Promises"),
    """
    \(pageHeading(w("Promises"), lead: w("What was undertaken because of what was heard. Each is followed to its end, and a promise past its day can’t be quiet."), actions: works ? [linkButton(w("Make a promise"), url: "/desk/promises/new")] : []))
    \(dataTable(w, caption: w("Promises to the communities you work with"), columns: [Column(w("What")), Column(w("To whom")), Column(w("By whom")), Column(w("By when")), Column(w("State"))], rows: rows, empty: w("Nothing is promised yet.")))
    """)
}

/// One promise on the desk: its way so far, and the steps that can be taken.
func promisePage(_ call: Call, _ draft: Draft, made: String?) async throws -> Reply {
  let id: ID<Promise> = try call.id("promise")
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  let (promise, community, steps, releases) = try await call.store.read { connection in
    let promise = try Promise.find(id, for: viewer, connection)
    return (
      promise,
      try Community.find(promise.community, for: viewer, connection).worded(
        for: call.w, connection),
      try PromiseStep.all(of: id, connection), try PromiseRelease.all(of: id, connection)
    )
  }
  let isOfLibrary = viewer.isOfLibrary
  var actions: [HTML] = []
  if promise.audience == .everyone, community.isPublished {
    actions.append(
      linkButton(w("What people see"), url: SafeURL(local: promise.path) ?? "/", kind: .quiet))
  }
  if isOfLibrary, promise.isMendable(on: today) {
    actions.append(
      linkButton(
        w("Mend the wording"), url: SafeURL(local: promise.deskPath + "/edit") ?? "/", kind: .quiet)
    )
  }
  if isOfLibrary || viewer.role == .steward {
    actions.append(
      linkButton(
        w("Translations"), url: SafeURL(local: promise.deskPath + "/translations") ?? "/",
        kind: .quiet))
  }
  let shown = linkNotice(
    w, made, w("Give it to those the promise was made to. It is shown only now, and answered once.")
  )
  let alone: HTML =
    promise.audience == .receipt
    ? notice(w, .information, title: w("Only whoever raised the concern is told what it says."))
    : .empty
  return call.page(
    w("Promise"), breadcrumbs: [(w("Promises"), "/desk/promises")],
    """
    \(errorSummary(w, faults: draft.list))
    \(shown)
    \(pageHeading(promise.what, kicker: community.name, actions: actions))
    \(alone)
    \(definitionList(promiseFacts(w, promise, today)))
    \(section(w("Its way so far"), id: "steps", stepTimeline(w, steps)))
    \(if: isOfLibrary || viewer.role == .steward, section(w("What happens next"), id: "next", nextSteps(call, promise, draft, isOfLibrary)))
    \(if: isOfLibrary && promise.state.isOpen, section(w("Ask to be let go"), id: "release", releasePart(call, promise, releases, draft)))
    """)
}

func promiseFacts(_ w: Words, _ promise: Promise, _ today: Day) -> [(String, HTML)] {
  var facts: [(String, HTML)] = [
    (w("State"), promise.mark(w, on: today)),
    (w("By whom"), "<span lang=\"\(promise.language.tag)\" dir=\"auto\">\(promise.who)</span>"),
    (w("By when"), HTML(text: w.day(promise.due))),
  ]
  if promise.due != promise.firstDue {
    facts.append((w("First promised for"), HTML(text: w.day(promise.firstDue))))
  }
  facts.append(
    (
      w("Say that people have in it"),
      HTML(text: promise.participation.word(w) + ": " + promise.participation.promise(w))
    ))
  if !promise.shownHow.isEmpty {
    facts.append(
      (
        w("How it will be shown"),
        "<span lang=\"\(promise.language.tag)\" dir=\"auto\">\(promise.shownHow)</span>"
      ))
  }
  return facts
}

/// What happened with it, and what was said to that.
func stepTimeline(_ w: Words, _ steps: [PromiseStep]) -> HTML {
  timeline(
    steps.map { step in
      let due: HTML =
        step.due.map { "<p>\(w("By {day}", ["day": w.day($0)]))</p>" } ?? .empty
      let word: HTML =
        step.word.isEmpty
        ? .empty
        : quote(
          step.word,
          by: HTML(
            text: step.kind == .released || step.kind == .held
              ? w("By the community") : w("By the library")), language: step.language)
      return TimelineEntry(
        when: "<span id=\"step-\(step.id.text)\">\(w.day(step.day))</span>",
        title: step.kind.sentence(w), body: due + word)
    })
}

private func nextSteps(_ call: Call, _ promise: Promise, _ draft: Draft, _ isOfLibrary: Bool)
  -> HTML
{
  let w = call.w
  func form(_ kind: PromiseStep.Kind, _ title: String, _ hint: String, _ more: HTML = .empty)
    -> HTML
  {
    let name = "word-\(kind.rawValue)"
    let wrong = draft.value("step") == kind.rawValue
    let body: HTML = """
      \(more)
      \(textArea(w, label: w("A word to it"), name: name, value: wrong ? draft.value(name) : "", hint: hint, error: wrong ? draft.error(name) : nil, rows: 3, required: kind != .started, limit: 1000, id: name))
      \(submitButton(title))
      """
    return details(
      title, open: wrong,
      call.postForm(
        SafeURL(local: promise.deskPath + "/steps") ?? "/",
        hidden: [("step", kind.rawValue), ("version", String(promise.version))], body))
  }
  guard isOfLibrary else {
    guard promise.state.isOpen else { return "<p>\(w("It has come to its end."))</p>" }
    return form(
      .released, w("Let it go"),
      w("For those it was made to: why nobody needs to wait for it any more."))
  }
  guard promise.state.isOpen else {
    guard promise.state != .released else { return "<p>\(w("It has come to its end."))</p>" }
    return form(
      .reopened, w("Take it up again"), w("What was not so, and what will be done now."))
  }
  var forms: [HTML] = []
  if promise.state == .made {
    forms.append(
      form(.started, w("Work has begun"), w("What is being done, if there is something to say.")))
  }
  forms.append(form(.kept, w("It is kept"), w("What was done, and where it can be seen.")))
  let day = dateField(
    w, label: w("The new day"), name: "due", value: draft.value("due"), error: draft.error("due"))
  forms.append(
    form(
      .moved, w("Give it a new day"), w("Why it takes longer. The first day stays to be read."), day
    ))
  forms.append(
    form(
      .broken, w("Say honestly that it is broken"),
      w("Why, without excuses, and what happens now for those who waited.")))
  return forms.joined()
}

private func releasePart(
  _ call: Call, _ promise: Promise, _ releases: [PromiseRelease], _ draft: Draft
) -> HTML {
  let w = call.w
  let waiting = releases.filter { !$0.isAnswered && $0.expires >= call.today }
  let open: HTML =
    waiting.isEmpty
    ? .empty
    : "<p>\(w.plural(waiting.count, "{n} link waits for its answer.", "{n} links wait for their answer."))</p>"
  return """
    <p>\(w("Only those a promise was made to can let it go. Ask them by a link; a steward can do it here."))</p>\(open)
    \(call.postForm(SafeURL(local: promise.deskPath + "/release-links") ?? "/", """
      \(textArea(w, label: w("Why you ask"), name: "reason", value: draft.value("reason"), error: draft.error("reason"), rows: 3, limit: 1000))
      \(submitButton(w("Make a link"), kind: .quiet))
      """))
    """
}
