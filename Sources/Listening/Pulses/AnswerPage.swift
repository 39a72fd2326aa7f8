import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Where somebody answers, on one page, without an account or JavaScript.
func answerPage(_ call: Call, _ door: Door, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let (pulse, permit, instrument, kept, texts) = try await call.store.read { connection in
    let (pulse, permit) = try door.pulse(call, connection)
    let kept = try door.receipt(pulse, call).flatMap {
      try PulseAnswer.find(receipt: $0.code, in: pulse, connection)?.answer
    }
    return (
      pulse, permit, try pulse.instrument(connection), kept, try pulse.texts(for: w, connection)
    )
  }
  let heading = pulseHeading(w, texts, kicker: instrument.title.text(w))
  guard pulse.isOpen(on: call.today) else {
    return try door.page(
      call, texts.title.text, permit, heading + itIsOver(call, pulse, door, kept != nil))
  }
  var shown = draft
  if draft.values.isEmpty, let kept { shown = Draft(kept.values) }
  // A correction goes under the receipt that is there; a new answer gets a new one with its form.
  let receipt =
    Receipt(draft.value("receipt")) ?? (kept == nil ? nil : door.receipt(pulse, call))
    ?? Receipt.deal(call.surroundings)
  return try door.page(
    call, texts.title.text, permit,
    """
    \(errorSummary(w, faults: draft.list))
    \(heading)
    \(beforeYouBegin(call, pulse, door, isCorrection: kept != nil))
    \(call.postForm(SafeURL(local: door.path(of: pulse)) ?? "/", hidden: [("receipt", receipt.code)], """
      <ol class="rating-list">\(instrument.items.map { itemPart(w, instrument, $0, shown) })</ol>
      <p>\(w("Leave out what you like. What you leave out is not counted."))</p>
      \(submitButton(kept == nil ? w("Send my answers") : w("Keep my corrections")))
      """))
    \(if: kept == nil, details(w("I have a receipt"), receiptForm(call, pulse, door, Draft())))
    """)
}

/// What somebody should know before they begin.
private func beforeYouBegin(
  _ call: Call, _ pulse: Pulse, _ door: Door, isCorrection: Bool
) -> HTML {
  let w = call.w
  if isCorrection {
    return notice(
      w, .information, title: w("You answered already: this is what you said."),
      body:
        "<p>\(w("Change what you like and send it again. It takes the place of what you said before."))</p>"
    )
  }
  let who: String =
    door == .community
    ? w(
      "We don’t ask who you are. We keep your answers alone: no name, no address, nothing of your machine, no day and no time."
    )
    : w(
      "Your answers are kept as everybody’s are: apart from your account, without a day or a time. Nobody can tell which are yours, and so nobody can see to it that each answers once. Please do."
    )
  return """
    <section class="card-plain"><h2>\(w("How it goes"))</h2><ul>
    <li>\(w.plural(pulse.minutes, "It takes about {n} minute.", "It takes about {n} minutes.")) \
    \(w("Open until {day}.", ["day": w.day(pulse.closes)]))</li>
    <li>\(who)</li>
    <li>\(w("You get a receipt: a code to see, correct or take back your answers until the last day. After it they stay, or the figures could tell who changed what."))</li>
    <li>\(w("When it is over, everybody can read what came of it, the community’s answers beside the library’s own. Figures of very few people are not shown."))</li>
    </ul></section>
    """
}

private func itemPart(
  _ w: Words, _ instrument: Instrument, _ item: Instrument.Item, _ draft: Draft
) -> HTML {
  let (text, tongue) = item.text.say(w)
  let scales = instrument.asked.compactMap { rating -> HTML? in
    guard let question = instrument.ratings[rating] else { return nil }
    let (legend, language) = question.text.say(w)
    let name = fieldName(rating, item.key)
    return ratingScale(
      w, legend: legend, name: name, points: instrument.points, low: question.low.text(w),
      high: question.high.text(w), none: w("I can’t say"), selected: draft.value(name),
      tongue: language == w.language ? nil : language)
  }
  return """
    <li><fieldset class="rating-item"><legend lang="\(tongue.tag)" dir="auto">\(text)</legend>\
    <div class="rating-pair">\(scales)</div></fieldset></li>
    """
}

private func itIsOver(_ call: Call, _ pulse: Pulse, _ door: Door, _ answered: Bool) -> HTML {
  let w = call.w
  let results: HTML =
    pulse.state == .closed
    ? buttonRow([
      linkButton(
        w("See what came of it"),
        url: SafeURL(
          local: door == .community ? "\(pulse.path)/results" : pulse.deskPath) ?? "/")
    ]) : .empty
  return """
    \(notice(w, .information, title: w("This pulse is over."), body: "<p>\(w("Thank you to everybody who answered."))</p>"))
    \(results)
    \(if: answered, "<p><a href=\"\(SafeURL(local: door.receiptPath(of: pulse)) ?? "/")\">\(w("Your receipt and your answers"))</a></p>")
    """
}

func receiptForm(_ call: Call, _ pulse: Pulse, _ door: Door, _ draft: Draft) -> HTML {
  let w = call.w
  return call.postForm(
    SafeURL(local: door.receiptPath(of: pulse)) ?? "/",
    """
    \(textField(w, label: w("Your receipt"), name: "receipt", value: draft.value("receipt"), hint: w("The code of 26 letters and digits, with or without hyphens."), error: draft.error("receipt"), autocomplete: "off"))
    \(submitButton(w("Show what I answered"), kind: .quiet))
    """)
}
