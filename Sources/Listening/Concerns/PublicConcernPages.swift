import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Of which community and place, each in its own direction.
func whereabouts(_ item: PublicConcern) -> HTML {
  [item.community, item.publication.place].compactMap { $0 }.filter { !$0.isEmpty }
    .map { name -> HTML in "<bdi>\(name)</bdi>" }.joined(separator: " · ")
}

func concernPage(_ call: Call) async throws -> Reply {
  let id: ID<Concern> = try call.id("concern")
  let w = call.w
  let (found, outcomes) = try await call.store.read { connection in
    (
      try PublicConcern.find(id, call, connection),
      try call.outcomes(of: "concern", id.text, connection).filter(\.isPublic)
    )
  }
  let concern = found.value.concern
  let page = found.map { item -> HTML in
    let thread = ConcernThreadPart(turns: item.turns, reader: .everybody)
    let about = whereabouts(item)
    let language: HTML =
      concern.language == w.language || concern.language == ConcernLanguages.unknown
      ? .empty
      : tag(w("Written in: {language}", ["language": languageName(concern.language, w)]))
    return """
      \(pageHeading(concern.plainSentence(w), kicker: w("Concern")))
      <p>\(tag(concern.stateWord(w), tone: concern.stateTone)) \(w("Sent {day}", ["day": w.day(concern.received)])) \(language)</p>
      \(if: !about.isEmpty, "<p>\(about)</p>")
      <blockquote class="own-words"\(tongue(concern.language))>\(prose(item.publication.text))</blockquote>
      \(if: item.publication.isShortened, "<p>\(tag(w("Shortened by the library, so that nobody is known by it")))</p>")
      \(section(w("Answers"), id: "answers", thread.isEmpty ? "<p>\(w("Nobody has answered yet."))</p>" : thread.html(w)))
      \(outcomesPart(call.w, outcomes))
      <p><a href="/concerns">\(w("All concerns and answers"))</a></p>
      """
  }
  return try call.publicPage(concern.plainSentence(w), page)
}

func rulesPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let found = try await call.store.read { connection in
    let permit = try Gate.require(
      .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
      today: call.today, connection)
    return permit.release(
      (
        policy: try ConcernPolicy.shown(to: w, call.library, connection),
        hidden: try ConcernHiding.all(limit: 200, connection)
      ))
  }
  let page = found.map { rules -> HTML in
    let rows = rules.hidden.map { line -> [HTML] in
      [
        HTML(text: w.day(line.day)), HTML(text: line.category.word(w)),
        HTML(text: line.reason.word(w)), HTML(text: line.lifted.map(w.day) ?? "–"),
      ]
    }
    return """
      \(pageHeading(w("Rules"), lead: w("What is shown of concerns, what is hidden, and each time it was.")))
      \(doorTabs(w, current: .rules))
      <div\(tongue(rules.policy.language))>\(prose(rules.policy.text))</div>
      \(dataTable(w, caption: w("What was hidden"), columns: [Column(w("Hidden")), Column(w("What it is about")), Column(w("Why")), Column(w("Shown after all"))], rows: rows, empty: w("Nothing was hidden so far.")))
      """
  }
  return try call.publicPage(w("Rules"), page)
}
