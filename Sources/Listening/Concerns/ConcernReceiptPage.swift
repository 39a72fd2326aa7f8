import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// A concern as its writer sees it.
private struct OwnConcern: Sendable {
  let concern: Concern
  let turns: [ConcernTurn]
  let publication: ConcernPublication?
  let hiding: ConcernHiding?
  let hasAddress: Bool
  let outcomes: [Outcome]

  static func find(_ call: Call) async throws -> OwnConcern? {
    guard let code = call.request.cookie(concernCookie), !code.isEmpty else { return nil }
    return try await call.store.read { connection in
      guard let concern = try Concern.find(receipt: code, connection) else { return nil }
      return OwnConcern(
        concern: concern, turns: try ConcernTurn.all(of: concern.id, connection),
        publication: try ConcernPublication.find(concern.id, connection),
        hiding: try ConcernHiding.open(of: concern.id, connection),
        hasAddress: try ConcernAddress.isKept(for: concern.id, connection),
        outcomes: try call.outcomes(of: "concern", concern.id.text, connection))
    }
  }
}

func receiptPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  guard let own = try await OwnConcern.find(call) else {
    // Right, and yet not here a moment later: the browser did not keep it.
    let isLost =
      call.query.text("opened") == "yes" && call.request.cookie(concernCookie) == nil
    let faults = isLost ? [(field: "receipt", message: noReceipt(w))] : draft.list
    return call.page(
      w("Your receipt"), kind: .plain,
      """
      \(errorSummary(w, faults: faults))
      \(pageHeading(w("Your receipt"), lead: w("Enter it to read the answer, add to what you wrote, or take it back.")))
      \(call.postForm("/concerns/receipt", """
        \(textField(w, label: w("Your receipt"), name: "receipt", value: draft.value("receipt"), hint: w("The code of 26 letters and digits, with or without hyphens; or the one of a letter that we sent you."), error: draft.error("receipt"), autocomplete: "off"))
        \(submitButton(w("Open it")))
        """))
      """
    ).adding("cache-control", "no-store")
  }
  let concern = own.concern
  let thread = ConcernThreadPart(turns: own.turns, reader: .writer)
  return call.page(
    w("Your concern"), kind: .plain,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Your concern"), kicker: concern.category.word(w)))
    <p>\(tag(concern.stateWord(w), tone: concern.stateTone)) \(w("Sent {day}", ["day": w.day(concern.received)]))</p>
    <blockquote class="own-words"\(tongue(concern.language))>\(prose(concern.text))</blockquote>
    \(section(w("Answers"), id: "answers", thread.isEmpty ? "<p>\(w("Nobody has answered yet."))</p>" : thread.html(w)))
    \(outcomesPart(call.w, own.outcomes))
    \(section(w("Your turn"), id: "say", speaking(call, own, draft)))
    \(section(w("Who can read it"), id: "open", openness(call, own)))
    \(section(w("Leave"), id: "leave", leaving(call, own)))
    """
  ).adding("cache-control", "no-store")
}

private func speaking(_ call: Call, _ own: OwnConcern, _ draft: Draft) -> HTML {
  let w = call.w
  let concern = own.concern
  let isOver = concern.state == .ended
  let id = draft.value("id").isEmpty ? call.freshID(ConcernWord.self).text : draft.value("id")
  func button(_ label: String, _ kind: ConcernWord.Kind, _ look: ButtonKind) -> HTML {
    submitButton(label, kind: look, name: "kind", value: kind.rawValue)
  }
  var buttons: [HTML] = []
  if !isOver { buttons.append(button(w("Send it"), .more, .primary)) }
  if !isOver { buttons.append(button(w("This is settled for me"), .settled, .quiet)) }
  if isOver || concern.state == .answered {
    buttons.append(button(w("This is not settled"), .unsettled, isOver ? .primary : .quiet))
  }
  return call.postForm(
    "/concerns/receipt/words", hidden: [("id", id)],
    """
    \(textArea(w, label: w("What you want to add"), name: "words", value: draft.value("words"), error: draft.error("words"), rows: 4, required: false, limit: ConcernForm.longest))
    \(buttonRow(buttons))
    """)
}

private func openness(_ call: Call, _ own: OwnConcern) -> HTML {
  let w = call.w
  let concern = own.concern
  func switchForm(_ open: String, _ label: String) -> HTML {
    call.postForm(
      "/concerns/receipt/openness", hidden: [("open", open)], submitButton(label, kind: .quiet))
  }
  guard concern.isOpen else {
    return """
      <p>\(w("Only the library reads it."))</p>
      \(switchForm("yes", w("Let others read it too")))
      """
  }
  let state: HTML
  if own.hiding != nil {
    state =
      "<p>\(w("You allow others to read it. The library hid it; its rules say why.")) <a href=\"/concerns/rules\">\(w("Rules"))</a></p>"
  } else if let publication = own.publication {
    let why: HTML =
      publication.isShortened
      ? "<p>\(w("The library shortened it:")) <span dir=\"auto\">\(publication.reason)</span></p>"
      : .empty
    state = """
      <p>\(w("Everybody can read it."))</p>\(why)
      <p><a href="\(SafeURL(local: concern.path) ?? "/")">\(w("See what others see"))</a></p>
      """
  } else {
    state = "<p>\(w("You allow others to read it. Somebody of the library reads it first."))</p>"
  }
  return state + switchForm("no", w("Take it from others’ eyes"))
}

private func leaving(_ call: Call, _ own: OwnConcern) -> HTML {
  let w = call.w
  let address: HTML =
    own.hasAddress
    ? """
    <p>\(w("Your mail address is kept until you are answered, or the concern ends if you wished to hear of that. You can have it deleted now."))</p>
    \(call.postForm("/concerns/receipt/address/removal", submitButton(w("Delete my address"), kind: .quiet)))
    """ : .empty
  return """
    \(address)
    <p>\(w("On a machine that others use, let it forget your receipt when you are done."))</p>
    \(call.postForm("/concerns/receipt/departure", submitButton(w("Forget the receipt on this machine"), kind: .quiet)))
    <p>\(w("Or take everything back: what you wrote, what was answered, and the receipt."))</p>
    <p>\(linkButton(w("Take everything back"), url: "/concerns/receipt/withdrawal", kind: .danger))</p>
    """
}

func withdrawalPage(_ call: Call) async throws -> Reply {
  guard try await OwnConcern.find(call) != nil else { return .seeOther("/concerns/receipt") }
  let w = call.w
  return call.page(
    w("Take everything back"), kind: .plain,
    """
    \(pageHeading(w("Take everything back"), lead: w("What you wrote, what was answered and your address are deleted, here and on the public page, and the receipt opens nothing any more. That can’t be undone.")))
    \(call.postForm("/concerns/receipt/withdrawal", submitButton(w("Delete all of it"), kind: .danger)))
    <p><a href="/concerns/receipt">\(w("Leave it as it is"))</a></p>
    """
  ).adding("cache-control", "no-store")
}
