import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// What the holder of a receipt answered, and the ways to correct it or take it back.
func receiptPage(_ call: Call, _ door: Door, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let (pulse, permit, instrument, receipt, answer, title) = try await call.store.read {
    connection in
    let (pulse, permit) = try door.pulse(call, connection)
    let receipt = door.receipt(pulse, call)
    let answer = try receipt.flatMap {
      try PulseAnswer.find(receipt: $0.code, in: pulse, connection)?.answer
    }
    return (
      pulse, permit, try pulse.instrument(connection), receipt, answer,
      try pulse.title(for: w, connection)
    )
  }
  guard let receipt, let answer else {
    return try door.page(
      call, w("Your receipt"), permit,
      """
      \(errorSummary(w, faults: draft.list))
      \(pageHeading(w("Your receipt"), lead: w("With it you see, correct or take back what you answered."), kicker: title))
      \(receiptForm(call, pulse, door, draft))
      """)
  }
  let isOpen = pulse.isOpen(on: call.today)
  return try door.page(
    call, w("Your receipt"), permit,
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Your receipt"), lead: w("Copy it or take a picture: it is shown to you alone, and we can’t find it again for you."), kicker: title))
    <p class="long-code"><code dir="ltr">\(receipt.spelled)</code></p>
    \(section(w("What you answered"), id: "answers", answersTable(w, instrument, answer)))
    \(section(w("Correct it or take it back"), id: "leave", leaving(call, pulse, door, isOpen: isOpen)))
    """)
}

private func answersTable(_ w: Words, _ instrument: Instrument, _ answer: PulseAnswer) -> HTML {
  let columns =
    [Column(w("Sentence"))]
    + instrument.asked.map { Column(instrument.ratings[$0]?.text.text(w) ?? "", numeric: true) }
  let rows = instrument.items.map { item -> [HTML] in
    let (text, tongue) = item.text.say(w)
    return ["<span lang=\"\(tongue.tag)\" dir=\"auto\">\(text)</span>"]
      + instrument.asked.map { rating in
        guard let value = answer.ratings[rating]?[item.key] else { return HTML(text: "–") }
        return HTML(text: value.map { w.number($0) } ?? w("I can’t say"))
      }
  }
  return dataTable(
    w, caption: w("What you answered"), columns: columns, rows: rows, captionHidden: true)
}

private func leaving(_ call: Call, _ pulse: Pulse, _ door: Door, isOpen: Bool) -> HTML {
  let w = call.w
  let base = door.path(of: pulse)
  let forget: HTML = """
    <p>\(w("On a machine that others use, let it forget your receipt when you are done."))</p>
    \(call.postForm(SafeURL(local: "\(base)/receipt/departure") ?? "/", submitButton(w("Forget the receipt on this machine"), kind: .quiet)))
    """
  guard isOpen else {
    return """
      <p>\(w("This pulse is over: what was answered stays as it is, without your name."))</p>\(forget)
      """
  }
  return """
    \(buttonRow([linkButton(w("Correct my answers"), url: SafeURL(local: base) ?? "/")]))
    \(forget)
    <p>\(w("Or take back everything: your answers and the receipt. That can’t be undone."))</p>
    \(call.postForm(SafeURL(local: "\(base)/withdrawal") ?? "/", submitButton(w("Take back everything"), kind: .danger)))
    """
}
