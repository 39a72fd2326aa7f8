import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

extension Finding.Standing {
  public func word(_ w: Words) -> String {
    switch self {
    case .drafted: w("Drafted")
    case .checking: w("Being checked")
    case .checked: w("Checked with those who said it")
    case .published: w("Made public")
    case .setAside: w("Set aside")
    }
  }

  var tone: Tone {
    switch self {
    case .drafted: .neutral
    case .checking: .information
    case .checked, .published: .good
    case .setAside: .neutral
    }
  }
}

/// Every finding of the communities that the reader works with.
func findingsPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let (names, findings, moved) = try await call.store.read { connection in
    let communities = try Community.open(to: viewer, connection)
    let findings = try Finding.all(of: communities.map(\.id.text), connection)
    let moved = try connection.rows(
      "SELECT DISTINCT finding FROM finding_evidence WHERE changed_on IS NOT NULL"
    ).map { try $0.string("finding") }
    return (
      Dictionary(uniqueKeysWithValues: communities.map { ($0.id, $0.name) }), findings, Set(moved)
    )
  }
  let rows = findings.map { finding -> [HTML] in
    let review: HTML =
      moved.contains(finding.id.text) && finding.standing != .setAside
      ? " \(tag(w("Its ground has moved"), tone: .warning))" : .empty
    return [
      "<a href=\"\(SafeURL(local: finding.deskPath) ?? "/")\" lang=\"\(finding.language.tag)\" dir=\"auto\">\(finding.sentence)</a>",
      HTML(text: names[finding.community] ?? ""),
      tag(finding.standing.word(w), tone: finding.standing.tone) + review,
      HTML(text: finding.publishedOn.map(w.day) ?? "–"),
    ]
  }
  let add: [HTML] =
    call.keepsFindings ? [linkButton(w("Write a finding"), url: "/desk/findings/new")] : []
  return call.page(
    w("Findings"),
    """
    \(pageHeading(w("Findings"), lead: w("What was heard, what it rests on, and whether those who said it agree. Nothing is made public before they were asked."), actions: add))
    \(dataTable(w, caption: w("Findings of the communities you work with"), columns: [Column(w("What was heard")), Column(w("Of whom")), Column(w("Standing")), Column(w("Public since"))], rows: rows, empty: w("Nothing is written down yet.")))
    """)
}

/// One finding with everything that is known of it.
private struct WholeFinding: Sendable {
  let finding: Finding
  let community: Community
  let evidence: [(FindingEvidence, FindingEvidence.Ground)]
  let words: [CheckWord]
  let tally: CheckTally
  let returns: [FindingReturn]
  let outcomes: [Outcome]
}

func findingPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Finding> = try call.id("finding")
  let viewer = try call.member()
  let w = call.w
  let sources = call.site.capabilities.flatMap(\.citable)
  let whole = try await call.store.read { connection in
    let finding = try Finding.find(id, for: viewer, connection)
    return WholeFinding(
      finding: finding,
      community: try Community.find(finding.community, for: viewer, connection).worded(
        for: call.w, connection),
      evidence: try FindingEvidence.all(of: id, connection).map {
        ($0, try $0.ground(sources, connection))
      },
      words: try CheckWord.all(of: id, connection), tally: try CheckTally.of(id, connection),
      returns: try FindingReturn.all(of: id, connection),
      outcomes: try call.outcomes(of: "finding", id.text, connection))
  }
  let finding = whole.finding
  let explanation: HTML =
    finding.explanation.isEmpty ? .empty : prose(finding.explanation, language: finding.language)
  return call.page(
    w("Finding"), breadcrumbs: [(w("Findings"), "/desk/findings")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(finding.sentence, kicker: whole.community.name, actions: findingActions(call, finding)))
    <p>\(tag(finding.standing.word(w), tone: finding.standing.tone))</p>
    \(explanation)
    \(section(w("What it rests on"), id: "evidence", evidencePart(call, whole)))
    \(section(w("What those who said it say"), id: "words", wordsPart(call, whole)))
    \(section(w("How people were told"), id: "returns", returnsPart(call, whole, draft)))
    \(section(w("What came of it"), id: "outcomes", outcomeList(w, whole.outcomes) + promise(call, finding)))
    """)
}

/// Where the next step from a finding goes.
private func promise(_ call: Call, _ finding: Finding) -> HTML {
  // Whoever promises must be able to keep it: the library.
  guard let viewer = call.viewer, viewer.isOfLibrary else { return .empty }
  return
    "<p>\(linkButton(call.w("Promise something because of it"), url: SafeURL(local: "/desk/promises/new?community=\(finding.community)&origin=finding:\(finding.id)") ?? "/", kind: .quiet))</p>"
}

private func findingActions(_ call: Call, _ finding: Finding) -> [HTML] {
  let w = call.w
  guard call.keepsFindings else { return [] }
  let base = finding.deskPath
  func step(_ name: String, _ label: String, _ kind: ButtonKind) -> HTML {
    call.postForm(
      SafeURL(local: "\(base)/standing") ?? "/", hidden: [("step", name)],
      submitButton(label, kind: kind))
  }
  func link(_ title: String, _ part: String) -> HTML {
    linkButton(title, url: SafeURL(local: base + part) ?? "/", kind: .quiet)
  }
  var actions: [HTML] = []
  switch finding.standing {
  case .drafted, .setAside:
    actions.append(step("check", w("Ask those who said it"), .primary))
  case .checking:
    actions.append(step("checked", w("End the asking"), .primary))
    actions.append(
      linkButton(
        w("Check links"),
        url: SafeURL(local: "/desk/communities/\(finding.community)/checks") ?? "/", kind: .quiet))
  case .checked: actions.append(step("publish", w("Make it public"), .primary))
  case .published:
    actions.append(
      linkButton(w("What people see"), url: SafeURL(local: finding.path) ?? "/", kind: .quiet))
  }
  actions += [link(w("Change"), "/edit"), link(w("Translations"), "/translations")]
  if finding.standing != .setAside { actions.append(step("aside", w("Set it aside"), .quiet)) }
  return actions
}

private func evidencePart(_ call: Call, _ whole: WholeFinding) -> HTML {
  let w = call.w
  let add: HTML =
    call.keepsFindings
    ? "<p>\(linkButton(w("Add or renew what it rests on"), url: SafeURL(local: whole.finding.deskPath + "/evidence") ?? "/", kind: .quiet))</p>"
    : .empty
  guard !whole.evidence.isEmpty else {
    return "<p class=\"quiet\">\(w("Nothing is cited yet."))</p>" + add
  }
  let items = whole.evidence.map { evidence, ground -> HTML in
    let remove: HTML =
      call.keepsFindings
      ? call.postForm(
        SafeURL(local: whole.finding.deskPath + "/evidence/removal") ?? "/",
        hidden: [("kind", evidence.kind), ("source", evidence.source)],
        submitButton(w("Take out"), kind: .quiet)) : .empty
    return "<li>\(evidenceLine(w, evidence, ground))\(remove)</li>"
  }
  return "<ul class=\"plain-list\">\(items)</ul>" + add
}

/// One piece of evidence, as it was when it was cited, and what is to be said of that today.
func evidenceLine(
  _ w: Words, _ evidence: FindingEvidence, _ ground: FindingEvidence.Ground
) -> HTML {
  let count = evidence.n.map { w.plural($0, "from {n} person", "from {n} people") }
  let source = [evidence.method, count].compactMap { $0 }.joined(separator: ", ")
  let text: HTML
  let mark: HTML
  switch ground {
  case .same:
    text = "<p dir=\"auto\">\(evidence.sentence)</p>"
    mark = .empty
  case .moved:
    text = "<p dir=\"auto\">\(evidence.sentence)</p>"
    mark = tag(w("Has changed since; being looked at again"), tone: .warning)
  case .gone:
    text = "<p class=\"quiet\">\(w("Taken back by whoever said it, or corrected."))</p>"
    mark = tag(w("No longer stands"), tone: .warning)
  }
  return "\(text)\(sourceLine(w, source, date: w.day(evidence.day)))\(mark)"
}

private func wordsPart(_ call: Call, _ whole: WholeFinding) -> HTML {
  let w = call.w
  guard whole.finding.checkedOn != nil || whole.finding.standing == .checking else {
    return "<p class=\"quiet\">\(w("They were not asked yet."))</p>"
  }
  let numbers =
    whole.tally.total == 0
    ? w("Nobody has answered yet.")
    : w(
      "{yes} said yes, {partly} partly, {no} no.",
      [
        "yes": w.number(whole.tally.yes), "partly": w.number(whole.tally.partly),
        "no": w.number(whole.tally.no),
      ])
  // What is meant for the library alone is the library's to read; stewards read what may be public, and
  // nobody else what has not been read for personal data.
  let words = whole.words.filter { word in
    !word.words.isEmpty
      && (call.isOfLibrary || word.standing == .shown
        || call.keepsFindings && word.wish == .beside)
  }
  let items = words.map { word -> HTML in
    let mark: HTML =
      switch (word.wish, word.standing) {
      case (.library, _): tag(w("For the library alone"))
      case (_, .waiting): tag(w("May stand beside it; read it for personal data first"))
      case (_, .shown): tag(w("Stands beside it"), tone: .good)
      case (_, .kept): tag(w("Kept from public pages"))
      }
    let ruling: HTML =
      word.wish == .beside && call.keepsFindings ? rulingForm(call, whole.finding, word) : .empty
    return """
      <li><blockquote lang="\(word.language.tag)" dir="auto">\(word.words)</blockquote>
      <p>\(tag(word.verdict.word(w))) \(mark)</p>\(ruling)</li>
      """
  }
  return "<p>\(numbers)</p><ul class=\"plain-list\">\(items)</ul>"
}

private func rulingForm(_ call: Call, _ finding: Finding, _ word: CheckWord) -> HTML {
  let w = call.w
  let shows = word.standing != .shown
  let shown = submitButton(
    w("It names nobody: show it"), kind: .quiet, name: "standing", value: "shown")
  let kept = submitButton(
    w("Keep it from public pages"), kind: .quiet, name: "standing", value: "kept")
  return call.postForm(
    SafeURL(local: "\(finding.deskPath)/words/\(word.id)/ruling") ?? "/",
    "<div class=\"button-row\">\(if: shows, shown)\(if: word.standing != .kept, kept)</div>")
}

private func returnsPart(_ call: Call, _ whole: WholeFinding, _ draft: Draft) -> HTML {
  let w = call.w
  let rows = whole.returns.map { told -> [HTML] in
    [
      HTML(text: w.day(told.day)), HTML(text: told.format.word(w)), HTML(text: told.place),
      HTML(text: told.language.name(in: w.language)),
      HTML(text: told.reached.map { w.number($0) } ?? "–"),
      HTML(text: told.acknowledgement.isEmpty ? w("nothing yet") : told.acknowledgement),
    ]
  }
  let table = dataTable(
    w, caption: w("How people were told of this finding"),
    columns: [
      Column(w("When")), Column(w("How")), Column(w("Where")), Column(w("Language")),
      Column(w("People reached"), numeric: true), Column(w("What came back")),
    ], rows: rows, captionHidden: true, empty: w("Nobody was told yet."))
  guard call.keepsFindings, whole.finding.standing == .published else { return table }
  let typed = draft.list.isEmpty ? returnDraft(call) : draft
  let formats = FindingReturn.Format.allCases.map {
    Option(value: $0.rawValue, label: $0.word(w))
  }
  let form = call.postForm(
    SafeURL(local: whole.finding.deskPath + "/returns") ?? "/",
    hidden: [("id", typed.value("id"))],
    """
    \(dateField(w, label: w("On which day"), name: "day", value: typed.value("day"), error: typed.error("day"), latest: call.today.description))
    \(selectField(w, label: w("How"), name: "format", options: formats, selected: typed.value("format"), error: typed.error("format")))
    \(textField(w, label: w("Where"), name: "place", value: typed.value("place"), error: typed.error("place"), maxlength: 200))
    \(selectField(w, label: w("In which language"), name: "language", options: languageOptions(w), selected: typed.value("language"), error: typed.error("language")))
    \(textField(w, label: w("People reached"), name: "reached", value: typed.value("reached"), error: typed.error("reached"), kind: .number, required: false, short: true))
    \(textArea(w, label: w("What came back"), name: "acknowledgement", value: typed.value("acknowledgement"), hint: w("Who took it in, and what they said to it. No names of people."), error: typed.error("acknowledgement"), rows: 3, required: false, limit: 1000))
    \(submitButton(w("Write it down")))
    """)
  return table + details(w("Write down that people were told"), open: !draft.list.isEmpty, form)
}

private func returnDraft(_ call: Call) -> Draft {
  Draft([
    "id": call.freshID(FindingReturn.self).text, "day": call.today.description,
    "language": call.w.language.tag,
  ])
}
