import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Everything about one concern that the desk works with.
private struct DeskConcern: Sendable {
  let concern: Concern
  let turns: [ConcernTurn]
  let publication: ConcernPublication?
  let hiding: ConcernHiding?
  let alike: Int
  let hasAddress: Bool
  let mailRefusal: Refusal?
  let community: String?
  /// Those that it could be said to concern, while it names none.
  let communities: [NamedCommunity]
  let outcomes: [Outcome]

  static func find(_ call: Call) async throws -> DeskConcern {
    let id: ID<Concern> = try call.id("concern")
    let viewer = try call.member()
    return try await call.store.read { connection in
      let concern = try Concern.find(id, for: viewer, connection)
      let verdict = try Gate.may(
        Actor(viewer), .mail, on: concern.subject, purpose: .exchange, today: call.today,
        connection)
      let communities = try NamedCommunity.desk(viewer, call.w, connection)
      let refusal: Refusal? = if case .no(let refusals) = verdict { refusals.first } else { nil }
      return DeskConcern(
        concern: concern, turns: try ConcernTurn.all(of: id, connection),
        publication: try ConcernPublication.find(id, connection),
        hiding: try ConcernHiding.open(of: id, connection),
        alike: try concern.firstAnswer == nil ? concern.othersAlike(connection).count : 0,
        hasAddress: try ConcernAddress.isKept(for: id, connection), mailRefusal: refusal,
        community: communities.first { $0.id == concern.community }?.name,
        communities: concern.community == nil ? communities : [],
        outcomes: try call.outcomes(of: "concern", id.text, connection))
    }
  }
}

func answeringPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let desk = try await DeskConcern.find(call)
  let concern = desk.concern
  guard !concern.isWithdrawn else { return takenBackPage(call, concern) }
  let thread = ConcernThreadPart(turns: desk.turns, reader: .desk)
  let read = call.postForm(
    SafeURL(local: concern.deskPath + "/reading") ?? "/desk",
    submitButton(w("I have read it"), kind: .quiet))
  return call.page(
    concern.plainSentence(w), breadcrumbs: queueTrail(w),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(concern.plainSentence(w), kicker: w("Concern")))
    <p>\(tag(concern.stateWord(w), tone: concern.stateTone))</p>
    <blockquote class="own-words"\(tongue(concern.language))>\(prose(concern.text))</blockquote>
    \(if: concern.state == .new, buttonRow([read]))
    \(definitionList(entries(call, desk)))
    \(section(w("The exchange"), id: "thread", thread.isEmpty ? "<p>\(w("Nobody has answered yet."))</p>" : thread.html(w) { correction(w, concern, $0) }))
    \(outcomesPart(w, desk.outcomes))
    \(promising(call, desk, draft))
    \(section(w("Answer"), id: "answer", answering(call, desk, draft)))
    \(section(w("Who can read it"), id: "public", publicPart(call, desk, draft)))
    """)
}

/// Where a promise begins that is made because of it. One to nobody can't be followed to its end: so
/// it is said first whom it concerns.
private func promising(_ call: Call, _ desk: DeskConcern, _ draft: Draft) -> HTML {
  let (w, concern) = (call.w, desk.concern)
  guard let community = concern.community else {
    guard !desk.communities.isEmpty else { return .empty }
    let options = desk.communities.map { Option(value: $0.id.text, label: $0.name) }
    return section(
      w("Whom it concerns"),
      call.postForm(
        SafeURL(local: concern.deskPath + "/community") ?? "/desk",
        """
        \(selectField(w, label: w("Community"), name: "community", options: options, selected: draft.value("community"), hint: w("Its writer named none. To promise something because of it, say to whom; from then on this community’s rules hold for it."), error: draft.error("community"), prompt: w("Choose")))
        \(submitButton(w("Say so"), kind: .quiet))
        """))
  }
  guard
    let url = SafeURL(
      local: "/desk/promises/new?community=\(community)&origin=concern:\(concern.id)")
  else { return .empty }
  return "<p>\(linkButton(w("Promise something because of it"), url: url, kind: .quiet))</p>"
}

private func takenBackPage(_ call: Call, _ concern: Concern) -> Reply {
  let w = call.w
  return call.page(
    concern.plainSentence(w), breadcrumbs: queueTrail(w),
    pageHeading(
      concern.plainSentence(w),
      lead: w("Its writer took it back. Nothing of what was said is kept."), kicker: w("Concern")))
}

private func entries(_ call: Call, _ desk: DeskConcern) -> [(String, HTML)] {
  let w = call.w
  let concern = desk.concern
  var entries: [(String, HTML)] = [
    (w("Since"), "\(w.day(concern.received)) (\(w.age(from: concern.received, to: call.today)))"),
    (w("What it is about"), HTML(text: concern.category.word(w))),
    (w("Language"), HTML(text: languageName(concern.language, w))),
    (w("How it came"), HTML(text: concern.channel.word(w))),
    (w("Answer wished"), HTML(text: wish(desk, w))),
  ]
  if let community = desk.community {
    entries.append((w("Community"), "<bdi>\(community)</bdi>"))
  }
  if !concern.place.isEmpty { entries.append((w("Where"), "<bdi>\(concern.place)</bdi>")) }
  if !concern.about.isEmpty {
    let url = SafeURL(local: concern.about) ?? "/"
    entries.append(
      (w("Page it came from"), "<a href=\"\(url)\"><code dir=\"ltr\">\(concern.about)</code></a>"))
  }
  return entries
}

private func wish(_ desk: DeskConcern, _ w: Words) -> String {
  switch desk.concern.wish {
  case .none: return w("None; they can still read it by their receipt")
  case .receipt: return w("By a receipt")
  case .mail:
    guard desk.hasAddress else { return w("By mail, but the address is deleted; by a receipt") }
    return desk.mailRefusal.map {
      w("By a receipt; no mail goes out: {why}", ["why": $0.sentence(w)])
    }
      ?? w("By mail: they are told that there is an answer, and read it by a code")
  }
}

private func correction(_ w: Words, _ concern: Concern, _ word: ConcernWord) -> HTML {
  guard word.speaker == .library,
    let url = SafeURL(local: "\(concern.deskPath)/replies/\(word.id)/edit")
  else { return .empty }
  return "<p><a href=\"\(url)\">\(w("Correct it"))</a></p>"
}

private func answering(_ call: Call, _ desk: DeskConcern, _ draft: Draft) -> HTML {
  let w = call.w
  let concern = desk.concern
  let alike: HTML =
    desk.alike > 0
    ? checkbox(
      w,
      label: w.plural(
        desk.alike, "The same answer to {n} more that says nearly the same",
        "The same answer to {n} more that say nearly the same"), name: "alike",
      checked: draft.isOn("alike")) : .empty
  let fields = ReplyForm(
    concern: concern, isPublished: desk.publication != nil, fixed: nil)
  return call.postForm(
    SafeURL(local: concern.deskPath + "/replies") ?? "/desk",
    hidden: ReplyForm.hidden(call, concern, draft),
    """
    \(fields.html(w, draft))
    \(alike)
    \(submitButton(w("Send the answer")))
    """)
}

private func publicPart(_ call: Call, _ desk: DeskConcern, _ draft: Draft) -> HTML {
  let w = call.w
  let concern = desk.concern
  let reading = SafeURL(local: concern.deskPath + "/publication") ?? "/desk"
  let state: HTML
  if let hiding = desk.hiding {
    state = "<p>\(w("Hidden {day}:", ["day": w.day(hiding.day)])) \(hiding.reason.word(w))</p>"
  } else if !concern.isOpen {
    state = "<p>\(w("Its writer wants the library alone to read it."))</p>"
  } else if let publication = desk.publication {
    let why: HTML =
      publication.isShortened
      ? "<p>\(w("Shortened:")) <span dir=\"auto\">\(publication.reason)</span></p>" : .empty
    state = """
      <p>\(w("Everybody can read it."))</p>\(why)
      <p><a href="\(SafeURL(local: concern.path) ?? "/")">\(w("See what others see"))</a></p>
      """
  } else {
    state =
      "<p>\(w("Its writer wants others to read it. Read it for what names or describes people first."))</p>"
  }
  let read: HTML =
    concern.isOpen ? "<p>\(linkButton(w("Read it for the public page"), url: reading))</p>" : .empty
  guard desk.hiding == nil else { return state + read }
  let id = call.freshID(ConcernHiding.self).text
  let hide = call.postForm(
    SafeURL(local: concern.deskPath + "/hiding") ?? "/desk", hidden: [("hiding", id)],
    """
    \(radioGroup(w, legend: w("Why"), name: "hiding-reason", options: HidingReason.allCases.map { Option(value: $0.rawValue, label: $0.word(w), hint: $0.asksForNoAnswer ? w("It needs no answer.") : nil) }, selected: draft.value("hiding-reason"), hint: w("Day and reason stand on the public page, the words don’t."), error: draft.error("hiding-reason")))
    \(submitButton(w("Hide it"), kind: .danger))
    """)
  return state + read
    + details(w("Hide it from others"), open: draft.error("hiding-reason") != nil, hide)
}

func correctionPage(_ call: Call, _ typed: Draft?) async throws -> Reply {
  let w = call.w
  let (concern, turn) = try await call.reply()
  let word = turn.current
  let isPublished = try await call.store.read {
    try ConcernPublication.find(concern.id, $0) != nil
  }
  let draft =
    typed
    ?? Draft([
      "text": word.text, "language": word.language.tag, "reason": word.reason,
      "source": word.source, "source-language": word.sourceLanguage?.tag ?? "",
    ])
  let fields = ReplyForm(concern: concern, isPublished: isPublished, fixed: word.kind)
  return call.page(
    w("Correct an answer"),
    breadcrumbs: queueTrail(w) + [
      (concern.plainSentence(w), SafeURL(local: concern.deskPath) ?? "/desk")
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Correct an answer"), lead: w("The one who wrote sees that it was corrected, and what it said before.")))
    <p><strong>\(word.kind.word(w))</strong></p>
    \(call.postForm("/desk/concerns/\(concern.id)/replies/\(word.id)", hidden: ReplyForm.hidden(call, concern, draft), """
      \(fields.html(w, draft))
      \(submitButton(w("Save")))
      """))
    """)
}
