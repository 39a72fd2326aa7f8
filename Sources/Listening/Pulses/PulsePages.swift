import Components
import Engagements
import Markup
import Store
import Surroundings
import Web
import Words

/// The pulses of an engagement.
func pulsesPage(_ call: Call) async throws -> Reply {
  let id: ID<Engagement> = try call.id("engagement")
  let viewer = try call.member()
  let w = call.w
  let (engagement, pulses) = try await call.store.read { connection in
    (try Engagement.find(id, for: viewer, connection), try Pulse.all(of: id, connection))
  }
  let add = linkButton(w("Prepare a pulse"), url: "/desk/engagements/\(id)/pulses/new")
  let rows = pulses.map { pulse -> [HTML] in
    [
      "<a href=\"\(SafeURL(local: pulse.deskPath) ?? "/")\" lang=\"\(pulse.language.tag)\" dir=\"auto\">\(pulse.title)</a>",
      HTML(text: pulse.state.word(w)), HTML(text: w.day(pulse.closes)),
    ]
  }
  let list: HTML =
    rows.isEmpty
    ? emptyState(
      title: w("No pulse yet"),
      body:
        "<p>\(w("Ask both sides the same few sentences, now and again in half a year: how much each matters, and how often it is so."))</p>",
      action: call.prepares ? add : .empty)
    : dataTable(
      w, caption: w("Pulses of this engagement"),
      columns: [Column(w("Name")), Column(w("State")), Column(w("Last day"))], rows: rows,
      captionHidden: true)
  return call.page(
    w("Pulses"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(w("Pulses"), lead: w("How does each side find the relationship?"), actions: call.prepares && !rows.isEmpty ? [add] : []))
    \(engagementTabs(call, engagement, current: "pulses"))
    \(list)
    <p><a href="/desk/pulses/instruments">\(w("What can be asked: the instruments"))</a></p>
    """)
}

/// The form of a pulse.
func pulseForm(_ call: Call, _ draft: Draft, changing pulse: Pulse?) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  if pulse?.state == .closed { throw Failure.notFound }
  let (engagement, shelf) = try await call.store.read { connection in
    let id: ID<Engagement> = try pulse.map(\.engagement) ?? call.id("engagement")
    return (
      try Engagement.find(id, for: viewer, connection), try InstrumentShelf.all(connection)
    )
  }
  let action = pulse.map(\.deskPath) ?? "/desk/engagements/\(engagement.id)/pulses"
  let isFixed = pulse.map { $0.state != .draft } ?? false
  let title = pulse == nil ? w("Prepare a pulse") : w("Change the pulse")
  let asked: HTML =
    isFixed
    ? "<p>\(w("It has been opened: what it asks stays as people found it."))</p>"
    : """
    \(textField(w, label: w("What this time is called"), name: "title", value: draft.value("title"), hint: w("Such as: Autumn 2026. It heads the page that people answer on."), error: draft.error("title")))
    \(selectField(w, label: w("Language you write in"), name: "language", options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) }, selected: draft.value("language"), error: draft.error("language")))
    \(selectField(w, label: w("What is asked"), name: "instrument", options: shelf.map { Option(value: $0.name, label: w("{title}, version {n}", ["title": $0.title.text(w), "n": w.number($0.version)])) }, selected: draft.value("instrument"), hint: w("To set two times against each other, ask the same version again."), error: draft.error("instrument")))
    """
  return call.page(
    title, breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title))
    \(call.postForm(SafeURL(local: action) ?? "/", hidden: [("id", draft.value("id")), ("version", draft.value("version"))], """
      \(asked)
      \(textArea(w, label: w("Introduction"), name: "introduction", value: draft.value("introduction"), hint: w("Why you ask, and what you will do with it."), error: draft.error("introduction"), rows: 4, required: false, limit: 2000))
      \(textField(w, label: w("Minutes it takes"), name: "minutes", value: draft.value("minutes"), hint: w("Told to people, and counted as an ask of their time."), error: draft.error("minutes"), kind: .number, short: true))
      \(dateField(w, label: w("Last day"), name: "closes", value: draft.value("closes"), error: draft.error("closes")))
      \(submitButton(w("Save")))
      """))
    """)
}

/// One pulse on the desk: how it stands, and what it found once it is over.
func pulsePage(_ call: Call) async throws -> Reply {
  let id: ID<Pulse> = try call.id("pulse")
  let viewer = try call.member()
  let w = call.w
  let (pulse, engagement, instrument, results, counts, fewest, outcomes) =
    try await call.store.read { connection in
      let (pulse, engagement) = try Pulse.find(id, for: viewer, connection)
      let instrument = try pulse.instrument(connection)
      return (
        pulse, engagement, instrument, try PulseResults.of(pulse, connection),
        try PulseAnswer.counts(of: id, connection),
        try Pulse.Side.allCases.map { ($0, try pulse.fewest($0, connection)) },
        try pulse.outcomes(instrument, call, connection)
      )
    }
  let answered = fewest.map { side, least -> (String, HTML) in
    let n = counts[side] ?? 0
    return (
      w("Answers so far: {side}", ["side": side.word(w)]),
      HTML(text: n > 0 && n < least ? w("fewer than {n}", ["n": w.number(least)]) : w.number(n))
    )
  }
  let facts = definitionList(
    [
      (w("State"), tag(pulse.state.word(w), tone: pulse.state == .open ? .good : .neutral)),
      (w("Last day"), HTML(text: w.day(pulse.closes))),
      (
        w("What is asked"),
        "<a href=\"\(SafeURL(local: "/desk/pulses/instruments/\(instrument.name)") ?? "/")\">\(instrument.title.text(w))</a>"
      ),
    ] + (pulse.state == .open ? answered : []))
  let waiting: HTML =
    pulse.state == .open
    ? "<p class=\"quiet\">\(w("The figures are shown when it is over. Whoever watched them move could see single answers."))</p>"
    : .empty
  return call.page(
    pulse.title, breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(pulse.title, lead: pulse.introduction.isEmpty ? nil : pulse.introduction, kicker: w("Pulse"), actions: actions(call, pulse)))
    \(facts)
    \(waiting)
    \(results.map { resultsPart(call, pulse, instrument, $0) } ?? .empty)
    \(outcomesPart(w, outcomes))
    \(if: results != nil && call.isOfLibrary, section(w("Take it elsewhere"), id: "files", filesPart(w, pulse)))
    """)
}

private func actions(_ call: Call, _ pulse: Pulse) -> [HTML] {
  let w = call.w
  var actions: [HTML] = []
  func link(_ title: String, _ path: String, _ kind: ButtonKind = .quiet) {
    actions.append(linkButton(title, url: SafeURL(local: path) ?? "/", kind: kind))
  }
  if pulse.state != .draft { link(w("What people see"), pulse.path) }
  if pulse.isOpen(on: call.today), call.isOfLibrary {
    link(w("Answer for the library’s side"), "\(pulse.deskPath)/answers")
  }
  guard call.prepares, pulse.state != .closed else { return actions }
  link(w("Change"), "\(pulse.deskPath)/edit")
  link(w("Translations"), "\(pulse.deskPath)/translations")
  if pulse.state == .open {
    link(w("Close the pulse"), "\(pulse.deskPath)/closure")
  } else {
    actions.append(
      call.postForm(
        SafeURL(local: "\(pulse.deskPath)/opening") ?? "/", submitButton(w("Open the pulse"))))
  }
  return actions
}

/// What became of what was found.
func outcomesPart(_ w: Words, _ outcomes: [Outcome]) -> HTML {
  guard !outcomes.isEmpty else { return .empty }
  let items = outcomes.map { outcome -> HTML in
    let sentence: HTML =
      outcome.link.map { "<a href=\"\($0)\">\(outcome.sentence)</a>" }
      ?? HTML(text: outcome.sentence)
    return "<li>\(sentence) <span class=\"quiet\">\(w.day(outcome.day))</span></li>"
  }
  return section(w("What became of it"), id: "outcomes", "<ul>\(items)</ul>")
}

private func filesPart(_ w: Words, _ pulse: Pulse) -> HTML {
  """
  <ul>
  <li><a href="\(SafeURL(local: "\(pulse.deskPath)/files/results.csv") ?? "/")"><code>results.csv</code></a>: \(w("the figures of this page, those that are shown"))</li>
  <li><a href="\(SafeURL(local: "\(pulse.deskPath)/files/answers.csv") ?? "/")"><code>answers.csv</code></a>: \(w("a row for each who answered, in no order, without receipts; a side with too few people is left out"))</li>
  </ul>
  """
}
