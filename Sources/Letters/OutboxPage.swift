import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// All letters, with what stands in the way of any of them.
func outboxPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let outbox = Outbox(viewer: try call.member())
  let state = Letter.State(rawValue: call.query.text("state"))
  let page = min(max(1, Int(call.query.text("page")) ?? 1), 100_000)
  let (letters, counts, setting) = try await call.store.read { connection in
    (
      try outbox.letters(state, page: page, connection), try outbox.counts(connection),
      try MailSetting.find(connection)
    )
  }
  let number = state.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
  let pages = (number + Outbox.pageLength - 1) / Outbox.pageLength
  let isOwner = outbox.viewer.role == .owner
  return call.page(
    w("Letters"),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Letters"), lead: w("What Kith sends by email, and what became of it."), actions: isOwner ? [linkButton(w("Mail server"), url: "/desk/letters/settings", kind: .quiet)] : []))
    \(standing(call, setting, counts, isOwner: isOwner))
    \(stateTabs(w, state, counts))
    \(letterTable(call, letters))
    \(pagination(w, page: page, of: pages, url: { address(state, page: $0) }))
    \(if: setting != nil, testForm(call, draft))
    """)
}

private func address(_ state: Letter.State?, page: Int) -> SafeURL {
  state.map { "/desk/letters?state=\($0.rawValue)&page=\(page)" } ?? "/desk/letters?page=\(page)"
}

/// What stands in the way of all letters, if anything does.
private func standing(
  _ call: Call, _ setting: MailSetting?, _ counts: [Letter.State: Int], isOwner: Bool
) -> HTML {
  let w = call.w
  let waiting = counts[.waiting] ?? 0
  let toSettings: HTML =
    isOwner
    ? buttonRow([linkButton(w("Set the mail server"), url: "/desk/letters/settings")])
    : "<p>\(w("An owner can set it."))</p>"
  guard let setting else {
    let number = w.plural(waiting, "{n} letter waits.", "{n} letters wait.")
    return notice(
      w, .information, title: w("No mail server is set."),
      body: """
        <p>\(w("Nothing is lost: letters wait here. Open one to read and copy it, and send it from your own mailbox.")) \(number)</p>
        \(toSettings)
        """)
  }
  let again = call.postForm(
    "/desk/letters/deliveries", submitButton(w("Try all again now"), kind: .quiet))
  guard let trouble = setting.trouble else {
    return (counts[.givenUp] ?? 0) > 0 ? again : .empty
  }
  let until = setting.pausedUntil.map { max($0, call.now) } ?? call.now
  let next = w(
    "Letters wait. The next try is at {time}.",
    ["time": w.instant(until, in: call.library.zone)])
  return notice(
    w, .trouble, title: trouble.title(w),
    body: """
      <p>\(trouble.mend(w))</p>\(answer(w, setting.reply))<p>\(next)</p>\(again)\
      \(if: isOwner, toSettings)
      """)
}

/// What the mail server answered, in its own words.
func answer(_ w: Words, _ reply: String) -> HTML {
  guard !reply.isEmpty else { return .empty }
  return "<p>\(w("The mail server answered:")) <code dir=\"ltr\">\(reply)</code></p>"
}

private func stateTabs(
  _ w: Words, _ state: Letter.State?, _ counts: [Letter.State: Int]
) -> HTML {
  let all = NavItem(title: w("All"), url: "/desk/letters", current: state == nil)
  let others = Letter.State.allCases.filter { counts[$0] ?? 0 > 0 || $0 == state }.map { one in
    NavItem(
      title: one.word(w), url: "/desk/letters?state=\(one.rawValue)", current: one == state,
      waiting: counts[one] ?? 0)
  }
  return tabs(w, label: w("Letters by what became of them"), [all] + others)
}

private func letterTable(_ call: Call, _ letters: [Letter]) -> HTML {
  let w = call.w
  let rows = letters.map { letter -> [HTML] in
    let subject = letter.subject ?? w("Text removed")
    let to = letter.to ?? w("Address removed")
    let why: HTML = letter.trouble.map { "<br/>\($0.title(w))" } ?? .empty
    return [
      "<a href=\"/desk/letters/\(letter.id.text)\" dir=\"auto\">\(subject)</a>",
      "<bdi>\(letter.name)</bdi> <bdi dir=\"ltr\">\(to)</bdi>",
      "\(stateTag(w, letter))\(why)", HTML(text: when(call, letter)),
    ]
  }
  return dataTable(
    w, caption: w("Letters"),
    columns: [Column(w("Letter")), Column(w("To")), Column(w("State")), Column(w("When"))],
    rows: rows, empty: w("No letters here."))
}

func stateTag(_ w: Words, _ letter: Letter) -> HTML {
  let tone: Tone =
    switch letter.state {
    case .waiting: letter.trouble == nil ? .neutral : .warning
    case .sending: .information
    case .sent: .good
    case .failed, .givenUp: .trouble
    case .withheld: .neutral
    }
  return tag(letter.isByHand ? w("Sent by hand") : letter.state.word(w), tone: tone)
}

/// The time that matters for its state.
func when(_ call: Call, _ letter: Letter) -> String {
  let w = call.w
  let zone = call.library.zone
  if let sent = letter.sentAt { return w("Sent {time}", ["time": w.instant(sent, in: zone)]) }
  if letter.state == .waiting, letter.nextTry > call.now {
    return w("Next try {time}", ["time": w.instant(letter.nextTry, in: zone)])
  }
  return w("Written {time}", ["time": w.instant(letter.created, in: zone)])
}

private func testForm(_ call: Call, _ draft: Draft) -> HTML {
  let w = call.w
  return section(
    w("Send a test letter"), id: "test",
    """
    <p>\(w("It goes out at once, and you see what the mail server said."))</p>
    \(call.postForm("/desk/letters/tests", """
      \(textField(w, label: w("Send it to"), name: "to", value: draft.value("to"), hint: w("Your own address, for example."), error: draft.error("to"), kind: .email, autocomplete: "email"))
      \(submitButton(w("Send the test letter")))
      """))
    """)
}
