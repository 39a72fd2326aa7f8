import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// What everybody can read of a conversation: the map, the report, the rules.
struct MapRoutes {
  var routes: [Route] {
    [
      .get("/conversations/{talk}/map", .everyone) { call in try await mapPage(call) },
      .get("/conversations/{talk}/report", .everyone) { call in try await reportPage(call) },
      .get("/conversations/{talk}/rules", .everyone) { call in try await rulesPage(call) },
      .get("/conversations/{talk}/news", .everyone) { call in try await news(call) },
    ]
  }
}

/// Says the map's number to a page that is open, as server-sent events do. The answer ends at once
/// and the browser asks again: no connection is held for everybody who looks.
private func news(_ call: Call) async throws -> Reply {
  let slug = try call.parameter("talk")
  let number = try await call.store.read { connection -> Int in
    let conversation = try Conversation.published(slug, connection)
    _ = try conversation.publishing(call, connection)
    return try connection.count(
      """
      SELECT COALESCE(MAX(number), 0) FROM conversation_map
      WHERE conversation = \(conversation.id)
      """)
  }
  return Reply(
    status: 200,
    headers: [("content-type", "text/event-stream"), ("cache-control", "no-store")],
    body: Array("retry: 10000\nid: \(number)\ndata: \(number)\n\n".utf8))
}

/// One page to print or to hand on: how it was done, who took part, what was said, what is not known.
private func reportPage(_ call: Call) async throws -> Reply {
  let view = try await MapView.released(call)
  let w = call.w
  let page = view.map { view -> HTML in
    let conversation = view.conversation
    let opened = conversation.openedOn.map(w.day) ?? ""
    let until = conversation.closedOn ?? conversation.closes
    let facts = definitionList([
      (w("Opened"), HTML(text: opened)),
      (w("Closed, or last day"), HTML(text: until.map(w.day) ?? w("open end"))),
      (
        w("Who could take part"),
        HTML(
          text: conversation.audience == .anyone
            ? w("Anybody who found it")
            : w(
              "{n} people who were invited; {came} came",
              ["n": w.number(conversation.invited), "came": w.number(conversation.came)]))
      ),
      (w("People who took part"), HTML(text: w.number(view.counts.participants))),
      (w("Answers"), HTML(text: w.number(view.counts.votes))),
      (w("Statements"), HTML(text: w.number(view.texts.count))),
      (w("Method"), HTML(text: view.map?.document.method ?? "–")),
    ])
    return """
      \(pageHeading(view.question.text, kicker: w("Report")))
      \(talkTabs(call, conversation, current: .report))
      \(section(w("How it was done"), id: "method", facts + limits(w)))
      \(view.drawn.map { mapParts(call, view, $0) } ?? tooEarly(call))
      \(view.drawn.map { section(w("All statements"), id: "all", everything(call, view, $0.document)) } ?? .empty)
      \(section(w("What came of it"), id: "outcomes", view.outcomes.isEmpty ? nothingYet(w) : outcomeList(w, view.outcomes)))
      """
  }
  return try call.publicPage(w("Report"), page)
}

private func nothingYet(_ w: Words) -> HTML {
  """
  <p>\(w("Nothing is recorded yet. Whoever was asked is owed an answer: what was heard, what will be done, and what will not and why. It will stand here."))</p>
  """
}

private func limits(_ w: Words) -> HTML {
  """
  <p>\(w("People chose to take part, or not. The figures say what those who came think; they are no poll, and no margin of error can be given for everybody else."))</p>
  <p>\(w("Groups are found by how people answered, not by who they are: nobody was asked that. Who answered fewer than seven statements counts in the totals and stands in no group."))</p>
  """
}

private func everything(_ call: Call, _ view: MapView, _ document: MapDocument) -> HTML {
  let w = call.w
  let rows = view.texts.keys.sorted().map { number -> [HTML] in
    let tally = document.tallies[number] ?? MapDocument.Tally()
    return [
      statementText(view, number), HTML(text: w.number(tally.agrees)),
      HTML(text: w.number(tally.disagrees)), HTML(text: w.number(tally.passes)),
    ]
  }
  return dataTable(
    w, caption: w("All statements and how they were answered"),
    columns: [
      Column(w("Statement")), Column(w("Agree"), numeric: true),
      Column(w("Disagree"), numeric: true), Column(w("Pass"), numeric: true),
    ], rows: rows, captionHidden: true)
}

/// The rules and each decision by them.
private func rulesPage(_ call: Call) async throws -> Reply {
  let slug = try call.parameter("talk")
  let w = call.w
  let released = try await call.store.read { connection in
    let conversation = try Conversation.published(slug, connection)
    let permit = try conversation.publishing(call, connection)
    return permit.release((conversation, try StatementRuling.all(of: conversation.id, connection)))
  }
  let page = released.map { conversation, rulings -> HTML in
    let rows = rulings.map { ruling -> [HTML] in
      [
        HTML(text: w.number(ruling.number)), HTML(text: w.day(ruling.day)),
        HTML(text: ruling.standing == .shown ? w("Shown") : w("Hidden")),
        """
        \(ruling.reason?.word(w) ?? "") \(if: !ruling.note.isEmpty, "<bdi>\(ruling.note)</bdi>")
        """,
      ]
    }
    let when =
      conversation.moderation == .before
      ? w("Statements are read before others see them.")
      : w("Statements are seen at once, and read afterwards.")
    return """
      \(pageHeading(w("Rules"), kicker: conversation.question))
      \(talkTabs(call, conversation, current: .rules))
      <p lang="\(conversation.language.tag)" dir="auto">\(conversation.policy)</p>
      <p>\(when)</p>
      \(section(w("What was shown and hidden, and why"), id: "log", dataTable(w, caption: w("Decisions"), columns: [Column(w("No."), numeric: true), Column(w("Day")), Column(w("Decision")), Column(w("Why"))], rows: rows, captionHidden: true, empty: w("Nothing was decided yet."))))
      """
  }
  return try call.publicPage(w("Rules"), page)
}
