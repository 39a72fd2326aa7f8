import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The ledger of asks: every ask of the communities that the one who looks may enter.
func ledgerPage(_ call: Call) async throws -> Reply {
  let viewer = try call.member()
  let (w, today) = (call.w, call.today)
  let only = call.query.text("community")
  let year = Int(call.query.text("year"))
  let (communities, all) = try await call.store.read { connection in
    let communities = try Community.open(to: viewer, connection)
    let names = try communities.map {
      (id: $0.id.text, name: try $0.rendering(for: w, connection).name.text)
    }
    return (names, try Ask.all(of: communities.map(\.id.text), connection))
  }
  let chosen = communities.contains { $0.id == only } ? only : nil
  let asks = all.filter { ask in
    (chosen.map { $0 == ask.community } ?? true) && (year.map { $0 == ask.opened.year } ?? true)
  }
  let names = Dictionary(uniqueKeysWithValues: communities.map { ($0.id, $0.name) })
  var actions: [HTML] = []
  if call.isOfLibrary, !communities.isEmpty {
    actions.append(
      linkButton(w("Write down another body’s ask"), url: "/desk/asks/new", kind: .quiet))
  }
  if let chosen {
    actions.append(
      linkButton(w("When there is room"), url: "/desk/communities/\(chosen)/headroom"))
  }
  return call.page(
    w("Asks"),
    """
    \(pageHeading(w("Asks"), lead: w("Every request for people’s time, written down before it is made. Each is owed a return: what was heard, and what came of it."), actions: actions))
    \(filter(w, communities, years: Set(all.map(\.opened.year)), chosen, year))
    \(figures(w, asks, today))
    \(table(w, asks, names, today))
    """)
}

private func filter(
  _ w: Words, _ communities: [(id: String, name: String)], years: Set<Int>, _ chosen: String?,
  _ year: Int?
) -> HTML {
  guard communities.count > 1 || years.count > 1 else { return .empty }
  return getForm(
    action: "/desk/asks",
    """
    \(selectField(w, label: w("Community"), name: "community", options: communities.map { Option(value: $0.id, label: $0.name) }, selected: chosen ?? "", required: false, prompt: w("All that you may enter")))
    \(selectField(w, label: w("Year it opened in"), name: "year", options: years.sorted(by: >).map { Option(value: String($0), label: String($0)) }, selected: year.map(String.init) ?? "", required: false, prompt: w("All years")))
    \(submitButton(w("Show"), kind: .quiet))
    """)
}

/// What these asks took together.
private func figures(_ w: Words, _ asks: [Ask], _ today: Day) -> HTML {
  let counted = asks.filter { $0.counts(on: today) }
  guard !counted.isEmpty else { return .empty }
  let hours = counted.map { $0.hours(on: today) }.reduce(0, +)
  let unknown = counted.filter { !$0.isKnown(on: today) }.count
  return figureLines([
    figureLine(w.number(counted.count), label: w("Asks, other bodies’ included")),
    figureLine(
      w.number(hours), label: w("Hours of people’s time"),
      note: unknown == 0
        ? .empty
        : HTML(
          text: w.plural(
            unknown, "{n} ask is not over or not counted: its hours are those if all answer.",
            "{n} asks are not over or not counted: their hours are those if all answer."))),
    figureLine(
      w.number(counted.filter { $0.returned != nil }.count), label: w("Told what was heard")),
  ])
}

private func table(
  _ w: Words, _ asks: [Ask], _ names: [String: String], _ today: Day
) -> HTML {
  let rows = asks.map { ask -> [HTML] in
    [
      """
      <a href="\(SafeURL(local: ask.deskPath) ?? "/desk/asks")" dir="auto">\(ask.title)</a> \
      \(if: ask.status != .counted, tag(ask.status.word(w), tone: ask.status.tone))
      """,
      HTML(text: names[ask.community] ?? ""), HTML(text: ask.askerWord(w)),
      HTML(text: "\(w.day(ask.opened)) – \(ask.closes.map(w.day) ?? w("open end"))"),
      HTML(text: ask.invited.map(w.number) ?? w("anybody")),
      HTML(text: ask.completed.map(w.number) ?? "–"), HTML(text: w.number(ask.minutes)),
      HTML(text: ask.counts(on: today) ? w.number(ask.hours(on: today)) : "–"),
      HTML(text: ask.returned.map(w.day) ?? (ask.status == .counted ? w("not yet") : "–")),
    ]
  }
  return dataTable(
    w, caption: w("What was asked of the communities you work with"),
    columns: [
      Column(w("What")), Column(w("Of whom")), Column(w("Who asks")), Column(w("When")),
      Column(w("People invited"), numeric: true),
      Column(w("Answered"), numeric: true), Column(w("Minutes each"), numeric: true),
      Column(w("Hours"), numeric: true), Column(w("Told what was heard")),
    ], rows: rows, empty: w("Nothing has been asked of anybody yet."))
}
