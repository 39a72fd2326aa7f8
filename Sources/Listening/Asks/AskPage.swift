import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// One ask with all that is known of it, and what can be done next.
struct AskView: Sendable {
  let ask: Ask
  let community: Community
  let name: String
  let charter: Charter
  /// What the rules say today, what of it is lifted, and the first day without any.
  let refusals: [Refusal]
  let lifted: Set<String>
  let earliest: Day?
  let lifts: [AskLift]
  let stewards: Int

  /// Whether nothing of the rules stands in its way now.
  var isClear: Bool { refusals.allSatisfy { $0.key.map(lifted.contains) ?? false } }
  /// Whether it is still to be decided.
  var isWaiting: Bool { [.told, .refused, .planned].contains(ask.status) }

  init(_ id: ID<Ask>, _ call: Call, _ connection: any Connection) throws {
    let today = call.today
    (ask, community) = try Ask.find(id, for: try call.member(), connection)
    name = try community.rendering(for: call.w, connection).name.text
    charter = try Charter.of(ask.community, connection)
    lifts = try AskLift.all(of: ask.community, connection).filter { [ask] in
      $0.instrument == ask.instrument && $0.subject == ask.subject
    }
    lifted = lifts.filter { $0.used == nil }.reduce(into: []) { $0.formUnion($1.keys) }
    stewards = try Ask.stewards(of: ask.community, connection)
    let asking = try ask.asking(on: today, connection)
    refusals = asking.refusals(charter)
    earliest = asking.earliest(charter)
  }
}

extension Ask {
  /// What the rules would look at if it opened: an instrument of the library today, or on the day that
  /// it was registered for; another body's ask on its own day.
  func asking(on today: Day, _ connection: any Connection) throws -> Asking {
    let opens = isOutside ? opened : status == .planned ? max(opened, today) : today
    let since = status == .refused && !isOutside ? today : registered
    return Asking(
      plan: AskDraft(self).plan(opens: opens, registered: since),
      entries: try Ask.entries(of: community, on: today, connection), today: today)
  }
}

func askPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Ask> = try call.id("ask")
  let w = call.w
  let view = try await call.store.read { try AskView(id, call, $0) }
  let ask = view.ask
  return call.page(
    ask.title,
    breadcrumbs: [
      (w("Asks"), "/desk/asks"), (view.name, "/desk/communities/\(ask.community)/headroom"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(ask.title, kicker: ask.instrumentWord(w), actions: instrumentLink(w, ask)))
    \(entries(call, view))
    \(if: view.isWaiting, section(w("May it be asked?"), id: "verdict", verdictPart(call, view, draft)))
    \(if: !view.lifts.isEmpty, section(w("What stewards lifted"), id: "lifts", liftsTable(w, view.lifts)))
    \(if: ask.status == .counted, section(w("The return"), id: "return", returnPart(call, view, draft)))
    \(if: ask.status == .counted && ask.isOutside && call.isOfLibrary, section(w("How many answered"), id: "answers", answersPart(call, ask, draft)))
    """)
}

private func instrumentLink(_ w: Words, _ ask: Ask) -> [HTML] {
  guard !ask.isOutside, !ask.path.isEmpty, let path = SafeURL(local: ask.path) else { return [] }
  return [linkButton(w("Go to what asks"), url: path, kind: .quiet)]
}

private func entries(_ call: Call, _ view: AskView) -> HTML {
  let w = call.w
  let ask = view.ask
  var list: [(String, HTML)] = [
    (w("State"), tag(ask.status.word(w), tone: ask.status.tone)),
    (w("Of whom"), HTML(text: view.name)),
    (w("Who asks"), HTML(text: ask.askerWord(w))),
    (w("Opens"), HTML(text: w.day(ask.opened))),
    (w("Last day"), HTML(text: ask.closes.map(w.day) ?? w("open end"))),
    (w("People invited"), HTML(text: ask.invited.map(w.number) ?? w("anybody"))),
    (w("Answered"), HTML(text: ask.completed.map(w.number) ?? w("not counted"))),
    (w("Minutes each"), HTML(text: w.number(ask.minutes))),
    (
      w("Hours"), HTML(text: hoursWord(w, ask, call.today))
    ),
    (w("What it touches"), HTML(text: ask.sensitivity.word(w))),
    (
      w("Languages"),
      ask.languages.isEmpty
        ? HTML(text: w("not said"))
        : ask.languages.map { language -> HTML in
          "<span lang=\"\(language.tag)\">\(language.autonym)</span> "
        }.joined()
    ),
  ]
  if ask.isRandom { list.append((w("Drawn at random"), HTML(text: w("yes")))) }
  if ask.isFederal {
    list.append(
      (
        w("Federally funded"),
        HTML(
          text: w(
            "Yes. From ten people on, the Paperwork Reduction Act may ask for an approval first."))
      ))
  }
  if ask.isOutside {
    list.append(
      (
        w("Says it will tell people what it heard"), HTML(text: ask.returns ? w("yes") : w("no"))
      ))
  }
  return definitionList(list)
}

private func hoursWord(_ w: Words, _ ask: Ask, _ today: Day) -> String {
  if ask.invited == nil, ask.completed == nil { return w("not counted") }
  let hours = w.number(ask.hours(on: today))
  return ask.isKnown(on: today) || ask.invited == nil
    ? hours : w("{hours} if all answer", ["hours": hours])
}

private func verdictPart(_ call: Call, _ view: AskView, _ draft: Draft) -> HTML {
  let w = call.w
  let still = view.refusals.filter { $0.key.map { !view.lifted.contains($0) } ?? true }
  let verdict: HTML =
    view.isClear
    ? notice(
      w, .information,
      title: view.refusals.isEmpty
        ? w("Yes: nothing in the charter stands in the way.")
        : w("Yes: the stewards lifted what stood in the way."),
      body: view.ask.isOutside
        ? .empty : "<p>\(w("It is opened where it was made."))</p>")
    : notice(
      w, .warning, title: w("No, because:"),
      body: """
        \(refusalList(w, still))
        \(view.earliest.map { "<p>\(w("The first day on which nothing stands in the way: {day}.", ["day": w.day($0)]))</p>" as HTML } ?? .empty)
        <p>\(lifters(w, view.stewards))</p>
        """)
  return verdict + liftForm(call, view, still, draft) + planForm(call, view, draft)
    + outsideForms(call, view) + withdrawal(call, view)
}

/// For stewards of this community alone.
private func liftForm(
  _ call: Call, _ view: AskView, _ still: [Refusal], _ draft: Draft
) -> HTML {
  let w = call.w
  guard !view.isClear, Actor(call.viewer).isSteward(of: view.ask.community) else { return .empty }
  return call.postForm(
    SafeURL(local: "\(view.ask.deskPath)/lift") ?? "/",
    hidden: [("id", call.freshID(AskLift.self).text)],
    """
    <p>\(w("You hold this for your community. What you lift serves this ask once; a rule that says no later still holds. Your reason stays on record, with the role and without your name."))</p>
    \(textArea(w, label: w("Why you lift it"), name: "why", value: draft.value("why"), error: draft.error("why"), rows: 3, limit: 500))
    \(submitButton(w("Lift it for this ask")))
    """)
}

/// An instrument of the library that has only to be registered ahead of time, or to wait for its day.
private func planForm(_ call: Call, _ view: AskView, _ draft: Draft) -> HTML {
  let w = call.w
  let ask = view.ask
  guard ask.status == .refused, !ask.isOutside, call.keepsAsks else { return .empty }
  let day = draft.value("day").isEmpty ? view.earliest?.description ?? "" : draft.value("day")
  return details(
    w("Register it for a later day"), open: draft.error("day") != nil,
    call.postForm(
      SafeURL(local: "\(ask.deskPath)/plan") ?? "/",
      """
      <p>\(w("It holds its place in the calendar from today, and can be opened from that day on."))</p>
      \(dateField(w, label: w("Day it opens"), name: "day", value: day, error: draft.error("day")))
      \(submitButton(w("Register it"), kind: .quiet))
      """))
}

private func outsideForms(_ call: Call, _ view: AskView) -> HTML {
  let w = call.w
  let ask = view.ask
  guard ask.isOutside, ask.status != .planned, call.keepsAsks else { return .empty }
  let action = SafeURL(local: "\(ask.deskPath)/acceptance") ?? "/"
  return buttonRow([
    call.postForm(action, hidden: [("how", "agreed")], submitButton(w("We agree that they ask"))),
    call.postForm(
      action, hidden: [("how", "anyway")],
      submitButton(w("They ask, or asked, all the same"), kind: .quiet)),
  ])
}

private func withdrawal(_ call: Call, _ view: AskView) -> HTML {
  let w = call.w
  guard call.keepsAsks else { return .empty }
  return call.postForm(
    SafeURL(local: "\(view.ask.deskPath)/withdrawal") ?? "/",
    submitButton(view.ask.isOutside ? w("Decline it") : w("Take it back"), kind: .quiet))
}

private func liftsTable(_ w: Words, _ lifts: [AskLift]) -> HTML {
  dataTable(
    w, caption: w("What stewards lifted, and why"),
    columns: [Column(w("Day")), Column(w("Rules")), Column(w("Why")), Column(w("Used on"))],
    rows: lifts.map { lift in
      [
        HTML(text: w.day(lift.day)),
        HTML(text: w.list(lift.keys.sorted().map { ruleWord($0, w) })),
        "<span dir=\"auto\">\(lift.why)</span>",
        HTML(text: lift.used.map(w.day) ?? w("not yet")),
      ]
    }, captionHidden: true)
}

private func returnPart(_ call: Call, _ view: AskView, _ draft: Draft) -> HTML {
  let w = call.w
  let ask = view.ask
  if let day = ask.returned {
    let how: HTML = ask.returnedHow.isEmpty ? .empty : "<p dir=\"auto\">\(ask.returnedHow)</p>"
    return "<p>\(w("People were told on {day}.", ["day": w.day(day)]))</p>" + how
  }
  let due = ask.returnDue(view.charter.askRules)
  let isLate = due.map { $0 < call.today } ?? false
  let says: String
  if isLate {
    says =
      ask.isOutside
      ? w("They are late: until it is done, the rules refuse the next ask of the same body.")
      : w("This is late: until it is done, the rules refuse the next ask of this community.")
  } else {
    says = w(
      "People are to be told what was heard by {day}.", ["day": due.map(w.day) ?? ""])
  }
  guard call.keepsAsks else { return "<p>\(says)</p>" }
  return """
    <p>\(says)</p>
    \(call.postForm(SafeURL(local: "\(ask.deskPath)/return") ?? "/", """
      \(dateField(w, label: w("Day people were told"), name: "on", value: draft.value("on").isEmpty ? call.today.description : draft.value("on"), error: draft.error("on")))
      \(textField(w, label: w("How and where"), name: "how", value: draft.value("how"), hint: w("Such as: read out at the Tuesday group, and on the wall of the laundry."), error: draft.error("how")))
      \(submitButton(w("Mark it as returned")))
      """))
    """
}

private func answersPart(_ call: Call, _ ask: Ask, _ draft: Draft) -> HTML {
  let w = call.w
  let typed = draft.value("completed")
  return call.postForm(
    SafeURL(local: "\(ask.deskPath)/answers") ?? "/",
    """
    \(textField(w, label: w("People who answered"), name: "completed", value: typed.isEmpty ? ask.completed.map(String.init) ?? "" : typed, hint: w("As the other body says."), error: draft.error("completed"), kind: .number, short: true))
    \(submitButton(w("Save the number"), kind: .quiet))
    """)
}
