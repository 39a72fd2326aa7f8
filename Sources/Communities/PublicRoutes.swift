import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What everybody can read: the communities whose page is published, and each page.
struct PublicRoutes {
  var routes: [Route] {
    [
      .get("/", .everyone) { call in try await frontPage(call) },
      .get("/communities/{slug}", .everyone) { call in try await communityPage(call) },
    ]
  }
}

private func frontPage(_ call: Call) async throws -> Reply {
  let w = call.w
  // Before the first run there is nothing to read, and somebody is waiting to begin.
  struct Card: Sendable {
    let slug: String
    let name: Rendering
    let summary: Rendering
    let kind: Community.Kind
  }
  let today = call.today
  let found: Released<[Card]>? = try await call.store.read { connection in
    guard try Library.find(connection) != nil else { return nil }
    // The list itself is the library's to publish; each community on it passed the gate by itself.
    let permit = try Gate.require(
      .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
      today: today, connection)
    var cards: [Card] = []
    for community in try Community.published(connection) {
      let verdict = try Gate.may(
        .visitor, .publish, on: community.subject, purpose: .information, today: today,
        connection)
      guard verdict.permit != nil else { continue }
      let (name, summary) = try community.rendering(for: w, connection)
      cards.append(
        Card(slug: community.slug, name: name, summary: summary, kind: community.kind))
    }
    return permit.release(cards)
  }
  guard let found else { return .seeOther("/first-run") }
  let page = found.map { list -> HTML in
    let items = list.map { item in
      card(
        title: item.name.text, url: "/communities/\(item.slug)",
        kicker: HTML(text: item.kind.word(w)), level: 2,
        "<p lang=\"\(item.summary.language.tag)\" dir=\"auto\">\(item.summary.text)</p>")
    }
    let links = call.site.publicLinks.map { entry in
      linkButton(entry.title(w), url: SafeURL(local: entry.path) ?? "/", kind: .quiet)
    }
    return """
      \(pageHeading(call.library.name, lead: w("What we know of the communities we work with, who says so, and what we are still to learn."), actions: links))
      \(items.isEmpty ? emptyState(title: w("Nothing is published yet"), body: "<p>\(w("Come back soon."))</p>") : cards(items))
      """
  }
  return try call.publicPage(call.library.name, page)
}

/// A community's public page, as a value made from released facts alone.
private struct PublicProfile: Sendable {
  let name: Rendering
  let summary: Rendering
  let kind: Community.Kind
  let lines: [FactLine]
}

private func communityPage(_ call: Call) async throws -> Reply {
  let slug = try call.parameter("slug")
  let w = call.w
  let today = call.today
  let profile: Released<PublicProfile> = try await call.store.read { connection in
    let community = try Community.published(slug: slug, connection)
    let verdict = try Gate.may(
      .visitor, .publish, on: community.subject, purpose: .information, today: today, connection)
    // What the gate closes looks missing to a visitor.
    guard let permit = verdict.permit else { throw Failure.notFound }
    let (name, summary) = try community.rendering(for: w, connection)
    let lines = try Fact.renderings(of: community.id, for: w, connection)
      .filter(\.fact.isPublic)
      .map { FactLine(fact: $0.fact, text: $0.text, isStale: false) }
    return permit.release(
      PublicProfile(name: name, summary: summary, kind: community.kind, lines: lines))
  }
  let title = profile.value.name.text
  return try call.publicPage(title, profile.map { publicProfile(call, $0) })
}

private func publicProfile(_ call: Call, _ profile: PublicProfile) -> HTML {
  let w = call.w
  let topics = Topic.allCases.compactMap { topic -> HTML? in
    let lines = profile.lines.filter { $0.fact.topic == topic }
    guard !lines.isEmpty else { return nil }
    return section(
      topic.word(w), id: topic.rawValue,
      "<ul class=\"fact-list\">\(lines.map { factItem(call, $0, linked: false) })</ul>")
  }
  let places = profile.lines.compactMap { line in
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
        w, title: w("Places of {name}", ["name": profile.name.text]),
        description: w("Where people meet and what they have, as recorded."), places: places))
  let contact: HTML =
    call.library.contact.isEmpty
    ? .empty
    : "<p>\(w("Is something not right, or not yours to tell? Reach us: {contact}", ["contact": call.library.contact]))</p>"
  return """
    \(pageHeading(profile.name.text, lead: profile.summary.text, kicker: profile.kind.word(w)))
    <p>\(remark(w, profile.summary))</p>
    \(topics.isEmpty ? emptyState(title: w("Nothing is public yet"), body: .empty) : topics.joined())
    \(map)
    \(section(w("How to read this"), """
      <p>\(w("Each line says who says so and since when. What is marked as assumed nobody has told us: it may be wrong."))</p>
      \(standingLegend(w))
      \(contact)
      \(buttonRow(call.doors().map { linkButton($0.title, url: $0.url, kind: .quiet) }))
      """))
    """
}
