import Components
import Markup
import Web
import Words

/// What is known, who says so, since when; what is disputed or only assumed stands apart.
func answerPart(_ w: Words, _ view: PromptView) -> HTML {
  let answer = view.answer
  guard !answer.isEmpty else { return nothingYet(w, view.places) }
  func part(_ title: String, _ lines: [Evidence], _ more: Int) -> HTML {
    guard !lines.isEmpty else { return .empty }
    return """
      <h4>\(title)</h4>\
      <ul class="fact-list">\(lines.map { evidenceItem(w, $0, about: view.abouts[$0.key] ?? []) })</ul>\
      \(moreLine(w, more))
      """
  }
  return part(w("What is known"), answer.known, answer.moreKnown)
    + part(w("What is in dispute"), answer.disputed, answer.moreDisputed)
    + part(w("What is only assumed"), answer.assumed, answer.moreAssumed)
}

private func moreLine(_ w: Words, _ more: Int) -> HTML {
  more == 0
    ? .empty
    : "<p class=\"quiet\">\(w.plural(more, "And {n} more in the records.", "And {n} more in the records."))</p>"
}

private func evidenceItem(_ w: Words, _ evidence: Evidence, about: [String]) -> HTML {
  let whom: HTML =
    about.isEmpty
    ? .empty : "<p class=\"quiet\">\(w("About {name}", ["name": w.list(about)]))</p>"
  let open: HTML =
    evidence.link.map { link in
      """
      <p><a href="\(link)">\(w("Open"))<span class="spoken">: \(evidence.sentence)</span></a></p>
      """
    } ?? .empty
  return """
    <li class="fact">\(whom)<p dir="auto">\(evidence.sentence)</p>\
    \(sourceLine(w, evidence.source, date: w("since {day}", ["day": evidence.since]), standing: evidence.standing.flatMap { StandingMark(rawValue: $0.rawValue) }))\
    \(open)</li>
    """
}

/// Calm: an open question is where work begins. With the way to where it would be answered.
private func nothingYet(_ w: Words, _ places: [ToolLine]) -> HTML {
  let ready = places.filter { !$0.isComing && $0.url != nil }
  let coming = places.filter(\.isComing)
  let links = ready.map { place -> HTML in
    "<li><a href=\"\(place.url ?? "/desk")\">\(place.name)</a></li>"
  }
  let toCome: HTML =
    coming.isEmpty
    ? .empty
    : """
    <p class="quiet">\(w("Will answer it too: {tools}.", ["tools": w.list(coming.map(\.name))])) \(tag(w("Coming")))</p>
    """
  let here: HTML =
    ready.isEmpty
    ? .empty : "<p>\(w("Here it would be written down:"))</p><ul>\(links)</ul>"
  return "<p>\(w("Nothing is recorded yet."))</p>\(here)\(toCome)"
}
