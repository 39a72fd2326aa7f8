import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// What everybody can read of concerns: the list with its figures, each with its answers, the rules
/// and what was hidden by them, and a feed.
struct PublicConcernRoutes {
  var routes: [Route] {
    [
      .get("/concerns", .everyone) { call in try await concernsPage(call) },
      .get("/concerns/rules", .everyone) { call in try await rulesPage(call) },
      .get("/concerns/{concern}", .everyone) { call in try await concernPage(call) },
      .get("/concerns.atom", .everyone) { call in try await ConcernFeed.reply(call) },
    ]
  }
}

/// The pages of the door.
enum DoorTab: CaseIterable {
  case list, rules, receipt, new

  func word(_ w: Words) -> String {
    switch self {
    case .list: w("Concerns and answers")
    case .rules: w("Rules")
    case .receipt: w("Your receipt")
    case .new: w("Tell the library")
    }
  }

  var url: SafeURL {
    switch self {
    case .list: "/concerns"
    case .rules: "/concerns/rules"
    case .receipt: "/concerns/receipt"
    case .new: "/concerns/new"
    }
  }
}

func doorTabs(_ w: Words, current: DoorTab) -> HTML {
  tabs(
    w, label: w("Pages about concerns"),
    DoorTab.allCases.map { NavItem(title: $0.word(w), url: $0.url, current: $0 == current) })
}

/// What the list shows, as finished values.
private struct PublicList: Sendable {
  let concerns: [PublicConcern]
  let count: Int
  let times: ConcernTimes
  let communities: [NamedCommunity]
}

extension PublicConcern.Filter {
  fileprivate init(_ query: FormData, _ communities: [NamedCommunity]) {
    community = communities.first { $0.id.text == query.text("community") }?.id
    category = Concern.Category(rawValue: query.text("category"))
    kind = Kind(rawValue: query.text("state"))
  }

  /// The address of a page of the list with this filter.
  fileprivate func url(page: Int) -> SafeURL {
    var parts: [String] = []
    if let community { parts.append("community=\(community)") }
    if let category { parts.append("category=\(category.rawValue)") }
    if let kind { parts.append("state=\(kind.rawValue)") }
    if page > 1 { parts.append("page=\(page)") }
    let query = parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    return SafeURL(local: "/concerns" + query) ?? "/concerns"
  }
}

private func concernsPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let number = Int(call.query.text("page")) ?? 1
  let (filter, found) = try await call.store.read { connection in
    let permit = try Gate.require(
      .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
      today: call.today, connection)
    let communities = try NamedCommunity.open(call, connection)
    let filter = PublicConcern.Filter(call.query, communities)
    let (concerns, count) = try PublicConcern.list(
      filter, .publish, page: number, call, connection)
    return (
      filter,
      permit.release(
        PublicList(
          concerns: concerns, count: count,
          times: try ConcernTimes.of(filter.community?.text, today: call.today, connection),
          communities: communities))
    )
  }
  let page = found.map { list -> HTML in
    let items = list.concerns.map { concernCard(w, $0) }
    let pages = (list.count + PublicConcern.pageLength - 1) / PublicConcern.pageLength
    return """
      \(pageHeading(w("Concerns and answers"), lead: w("What people told the library, and what it answered. Here stands what its writer wants others to read; the figures count all of it."), actions: [linkButton(w("Tell the library"), url: "/concerns/new")]))
      \(doorTabs(w, current: .list))
      \(figures(call, list.times))
      \(filterForm(w, filter, list.communities))
      \(items.isEmpty ? emptyState(title: w("Nothing to read here"), body: "<p>\(w("Nobody has opened such a concern to others yet."))</p>") : cards(items))
      \(pagination(w, page: number, of: pages) { filter.url(page: $0) })
      <p><a href="/concerns.atom" type="application/atom+xml">\(w("Follow by feed (Atom)"))</a></p>
      """
  }
  return try call.publicPage(w("Concerns and answers"), page)
}

/// No number without what stands behind it.
private func figures(_ call: Call, _ times: ConcernTimes) -> HTML {
  let w = call.w
  guard times.raised > 0 else { return .empty }
  func days(_ value: Double?) -> String {
    value.map { w.plural(Int($0.rounded()), "{n} day", "{n} days") } ?? "–"
  }
  let waiting = times.raised - times.answered
  let open = times.raised - times.ended
  return section(
    w("How the library answers"), id: "figures",
    """
    \(figureLines([
      figureLine(w.number(times.raised), label: w("concerns were raised"), note: "<p>\(w("All of them, those that only the library reads too; without those taken back or set aside."))</p>"),
      figureLine(days(times.daysToAnswer), label: w("until a first answer"), note: "<p>\(w("Median of {n}; {waiting} still wait.", ["n": w.number(times.raised), "waiting": w.number(waiting)]))</p>"),
      figureLine(days(times.daysToEnd), label: w("until an end"), note: "<p>\(w("Median of {n}; {waiting} still wait.", ["n": w.number(times.raised), "waiting": w.number(open)]))</p>"),
      figureLine(times.oldestOpen.map { days(Double(max(0, call.today - $0))) } ?? "–", label: w("is the age of the oldest without an end"), note: "<p>\(times.oldestOpen.map(w.day) ?? w("None is open."))</p>"),
    ]))
    <p class="quiet">\(w("What still waits counts with the days it has waited so far."))</p>
    """)
}

private func filterForm(
  _ w: Words, _ filter: PublicConcern.Filter, _ communities: [NamedCommunity]
) -> HTML {
  let community: HTML =
    communities.isEmpty
    ? .empty
    : selectField(
      w, label: w("Community"), name: "community",
      options: communities.map { Option(value: $0.id.text, label: $0.name) },
      selected: filter.community?.text, required: false, prompt: w("All of them"))
  return getForm(
    action: "/concerns",
    """
    \(community)
    \(selectField(w, label: w("What it is about"), name: "category", options: Concern.Category.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: filter.category?.rawValue, required: false, prompt: w("All of them")))
    \(selectField(w, label: w("State"), name: "state", options: [Option(value: "open", label: w("Without an end yet")), Option(value: "ended", label: w("Ended"))], selected: filter.kind?.rawValue, required: false, prompt: w("All of them")))
    \(submitButton(w("Show these"), kind: .quiet))
    """)
}

private func concernCard(_ w: Words, _ item: PublicConcern) -> HTML {
  let concern = item.concern
  let text = item.publication.text
  let short = text.count > 220 ? text.prefix(200) + "…" : text[...]
  let about = whereabouts(item)
  return card(
    title: "\(concern.category.word(w)) · \(w.day(concern.received))",
    url: SafeURL(local: concern.path),
    kicker: tag(concern.stateWord(w), tone: concern.stateTone), level: 2,
    footer: about.isEmpty ? .empty : "<p>\(about)</p>",
    "<p\(tongue(concern.language))>\(String(short))</p>")
}
