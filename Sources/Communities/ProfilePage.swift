import Components
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// A fact as a page says it.
struct FactLine: Sendable {
  let fact: Fact
  let text: Rendering
  let isStale: Bool
}

/// The profile of a community by topic.
func profilePage(_ call: Call) async throws -> Reply {
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  // Engagements stand above communities: they say by the manifest what they do with this one.
  let sources = call.site.capabilities.flatMap(\.evidence).filter { $0.kind == "engagements" }
  let (community, lines, engagements) = try await call.store.read { connection in
    let community = try Community.find(id, for: viewer, connection).worded(for: call.w, connection)
    let lines = try Fact.renderings(of: id, for: w, connection)
      .filter { viewer.sees($0.fact) }
      .map { FactLine(fact: $0.fact, text: $0.text, isStale: $0.fact.isStale(on: today)) }
    let question = EvidenceSource.Question(communities: [id.text], engagement: nil, call: call)
    return (community, lines, try sources.flatMap { try $0.gather(question, connection) })
  }
  let works = viewer.isOfLibrary
  let base: SafeURL = "/desk/communities/\(id)"
  let topics = Topic.allCases.map { topic -> HTML in
    let facts = lines.filter { $0.fact.topic == topic }
    let add: HTML =
      works
      ? "<p><a href=\"\(base.string)/facts/new?topic=\(topic.rawValue)\">\(w("Add a fact"))<span class=\"spoken\"> (\(topic.word(w)))</span></a></p>"
      : .empty
    let list: HTML =
      facts.isEmpty
      ? "<p class=\"quiet\">\(w("Nothing is known yet."))</p>"
      : "<ul class=\"fact-list\">\(facts.map { factItem(call, $0, linked: true) })</ul>"
    return section(topic.word(w), id: topic.rawValue, list + add)
  }
  let places = lines.compactMap { line in
    line.fact.place.map {
      Place(
        line.text.text, latitude: $0.latitude, longitude: $0.longitude,
        kind: line.fact.topic.word(w))
    }
  }
  let map: HTML =
    places.isEmpty
    ? .empty
    : section(
      w("On the map"),
      dotMap(
        w, title: w("Places of {name}", ["name": community.name]),
        description: w("Where people meet and what they have, as recorded."), places: places))
  return call.page(
    community.name, breadcrumbs: [(w("Communities"), "/desk/communities")],
    """
    \(pageHeading(community.name, lead: community.summary, kicker: community.kind.word(w), actions: works ? profileActions(call, community) : []))
    \(profileTabs(call, community, current: "profile"))
    \(details(w("What the standings mean"), standingLegend(w)))
    \(engagementsPart(w, engagements))
    \(topics)
    \(map)
    """)
}

/// What is done with the community, and how it stands.
private func engagementsPart(_ w: Words, _ engagements: [Evidence]) -> HTML {
  guard !engagements.isEmpty else { return .empty }
  let items = engagements.map { engagement -> HTML in
    """
    <li><a href="\(engagement.link ?? "/desk/engagements")" dir="auto">\(engagement.sentence)</a> \
    \(tag(engagement.source))</li>
    """
  }
  return section(w("Engagements"), id: "engagements", "<ul>\(items)</ul>")
}

/// The pages of one community: those of its own, and those that later capabilities add.
public func profileTabs(_ call: Call, _ community: Community, current: String) -> HTML {
  let w = call.w
  let base = "/desk/communities/\(community.id)"
  let works = call.isOfLibrary
  var items = [
    NavItem(title: w("Profile"), url: SafeURL(local: base) ?? "/", current: current == "profile"),
    NavItem(
      title: w("Timeline"), url: SafeURL(local: "\(base)/timeline") ?? "/",
      current: current == "timeline"),
    NavItem(title: w("Guide"), url: SafeURL(local: "\(base)/guide") ?? "/"),
  ]
  items += call.site.capabilities.flatMap(\.communityTabs).filter { $0.isOpen(to: call.viewer) }
    .map { tab in
      NavItem(
        title: tab.title(w), url: SafeURL(local: "\(base)/\(tab.part)") ?? "/",
        current: tab.part == current)
    }
  if works {
    items += [
      NavItem(
        title: w("Voices"), url: SafeURL(local: "\(base)/voices") ?? "/",
        current: current == "voices"),
      NavItem(
        title: w("Translations"), url: SafeURL(local: "\(base)/translations") ?? "/",
        current: current == "translations"),
    ]
  }
  return tabs(w, label: w("Pages of this community"), items)
}

private func profileActions(_ call: Call, _ community: Community) -> [HTML] {
  let w = call.w
  let base = "/desk/communities/\(community.id)"
  let edit = linkButton(w("Change"), url: SafeURL(local: "\(base)/edit") ?? "/", kind: .quiet)
  if community.isPublished {
    return [
      edit,
      linkButton(w("Public page"), url: "/communities/\(community.slug)", kind: .quiet),
      linkButton(
        w("Withdraw the public page"), url: SafeURL(local: "\(base)/withdrawal") ?? "/",
        kind: .quiet),
    ]
  }
  return [
    edit,
    call.postForm(
      SafeURL(local: "\(base)/publication") ?? "/", submitButton(w("Publish its page"))),
  ]
}

/// One fact with its standing, source and age.
func factItem(_ call: Call, _ line: FactLine, linked: Bool) -> HTML {
  let w = call.w
  let fact = line.fact
  let link: HTML =
    linked
    ? "<a class=\"more-link\" href=\"/desk/facts/\(fact.id.text)\">\(w("Open"))<span class=\"spoken\">: \(line.text.text)</span></a>"
    : .empty
  let marks: [HTML] = [
    line.isStale && linked ? tag(w("Look at it again"), tone: .warning) : .empty,
    fact.isPublic && linked ? tag(w("Public"), tone: .good) : .empty,
    remark(w, line.text),
  ]
  return """
    <li class="fact"><p lang="\(line.text.language.tag)" dir="\(line.text.language.direction)">\(line.text.text)</p>
    \(factSource(call, fact)) <p class="fact-marks">\(marks.joined(separator: " ")) \(link)</p></li>
    """
}

/// Who says so, and since when.
func factSource(_ call: Call, _ fact: Fact) -> HTML {
  let w = call.w
  return sourceLine(
    w, fact.sourceWord(w), date: w("since {day}", ["day": w.day(fact.since)]),
    standing: StandingMark(rawValue: fact.standing.rawValue), url: SafeURL(external: fact.link))
}

/// What is to be said of a text's translation.
public func remark(_ w: Words, _ rendering: Rendering) -> HTML {
  switch rendering.remark {
  case nil: .empty
  case .untranslated: tag(w("Not translated yet"))
  case .unapproved: tag(w("Translation, not yet approved"))
  case .stale: tag(w("Translation of an earlier text"), tone: .warning)
  }
}
