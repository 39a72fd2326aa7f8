import Components
import Markup
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// The map as one reader sees it: groups too small to be shown are left out with their people.
struct MapView: Sendable {
  let conversation: Conversation
  let question: Rendering
  let map: KeptMap?
  /// Texts by statement number, of those that are shown.
  let texts: [Int: Rendering]
  /// Groups that are large enough, in the order of their letters.
  let groups: [MapDocument.Group]
  let smallest: Int
  /// Where the holder of the receipt stands.
  let here: Here?
  let counts: VoteCounts
  let outcomes: [Outcome]

  struct Here: Sendable {
    let x: Double
    let y: Double
    let group: Int?
  }

  static func released(_ call: Call) async throws -> Released<MapView> {
    let key = try await call.receiptKey()
    let slug = try call.parameter("talk")
    return try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      let permit = try conversation.publishing(call, connection)
      let map = try KeptMap.latest(of: conversation.id, connection)
      let shown = try Statement.all(of: conversation.id, connection)
        .filter { $0.standing == .shown }
      let smallest = try conversation.smallestCell(connection)
      let groups = map?.document.groups(atLeast: smallest) ?? []
      return permit.release(
        MapView(
          conversation: conversation,
          question: try conversation.rendering(for: call.w, connection).question, map: map,
          texts: try Dictionary(
            uniqueKeysWithValues: shown.map {
              ($0.number, try $0.rendering(for: call.w, connection))
            }),
          groups: groups, smallest: smallest,
          here: try here(call, conversation, key, map, connection),
          counts: try VoteCounts.told(conversation.id, map, connection),
          outcomes: try call.outcomes(of: "conversation", conversation.id.text, connection)))
    }
  }

  private static func here(
    _ call: Call, _ conversation: Conversation, _ key: [UInt8], _ map: KeptMap?,
    _ connection: any Connection
  ) throws -> Here? {
    guard let document = map?.document,
      let receipt = call.receipt(conversation, key: key),
      let participant = try Participant.find(
        receipt: receipt.code, in: conversation, connection)
    else { return nil }
    guard let place = document.space.place(try participant.shownVotes(connection)) else {
      return nil
    }
    return Here(x: place.x, y: place.y, group: document.group(nearest: place)?.id)
  }

  var drawn: KeptMap? { map?.drawn(smallest) }

  /// The group's place among those that are shown, from 0.
  func index(of group: Int?) -> Int? { groups.firstIndex { $0.id == group } }
}

/// Where people stand, for everybody: what they agree on first, then what divides them.
func mapPage(_ call: Call) async throws -> Reply {
  let view = try await MapView.released(call)
  let w = call.w
  let page = view.map { view -> HTML in
    """
    <div id="live-map" data-news="\(view.conversation.path)/news" data-number="\(view.map?.number ?? 0)">
    \(pageHeading(view.question.text, kicker: w("Where we stand")))
    \(talkTabs(call, view.conversation, current: .map))
    \(view.drawn.map { mapParts(call, view, $0) } ?? tooEarly(call))
    </div>
    """
  }
  return try call.publicPage(w("Where we stand"), page)
}

func tooEarly(_ call: Call) -> HTML {
  let w = call.w
  return emptyState(
    title: w("It is too early for a map"),
    body:
      "<p>\(w("A map is drawn once enough people have answered. Until then every answer counts most."))</p>"
  )
}

/// The picture and what is said of it.
func mapParts(_ call: Call, _ view: MapView, _ map: KeptMap) -> HTML {
  let w = call.w
  let document = map.document
  let values = [
    "people": w.number(document.participants), "votes": w.number(document.votes),
    "day": w.day(map.day),
  ]
  return """
    <p class="lead">\(w("{people} people gave {votes} answers. Map of {day}.", values))</p>
    \(section(w("Where we agree across groups"), id: "common", agreement(call, view, document)))
    \(picture(call, view, document))
    \(view.groups.enumerated().map { groupPart(call, view, document, $0.offset, $0.element) })
    \(section(w("What divides us"), id: "divides", dividing(call, view, document)))
    \(section(w("What we are unsure of"), id: "unsure", unsure(call, view, document)))
    """
}

private func picture(_ call: Call, _ view: MapView, _ document: MapDocument) -> HTML {
  let w = call.w
  guard !view.groups.isEmpty else {
    return notice(
      w, .information, title: w("Groups are not shown"),
      body:
        "<p>\(w("A group would have fewer than {n} people, and the community’s rules ask that so few are not pointed at.", ["n": w.number(view.smallest)]))</p>"
    )
  }
  let place = view.here.map { (x: $0.x, y: $0.y) }
  let own = view.index(of: view.here?.group).map { groupLetter(w, $0) }
  let you: String =
    view.here == nil
    ? ""
    : own.map { w("You are nearest to group {letter}. Only you see this.", ["letter": $0]) }
      ?? w("The star is where you stand. Only you see this.")
  return crowdMap(
    w, title: w("People and groups"),
    description: w(
      "People who answered alike stand near one another. A larger disc is more people. {you}",
      ["you": you]),
    groups: view.groups.map { CrowdGroup(x: $0.x, y: $0.y, size: $0.size) },
    marks: document.marks.compactMap { mark in
      view.index(of: mark.group).map {
        CrowdMark(x: mark.x, y: mark.y, people: mark.people, group: $0)
      }
    },
    here: place, hereLabel: w("You"),
    source: sourceLine(
      w, w("{n} people with enough answers", ["n": w.number(document.clustered)]),
      date: document.method), id: "crowd")
}

private func agreement(_ call: Call, _ view: MapView, _ document: MapDocument) -> HTML {
  let w = call.w
  let lines = document.common.filter { view.texts[$0.statement] != nil }.prefix(MapDocument.told)
  guard !lines.isEmpty else {
    return "<p class=\"quiet\">\(w("Nothing yet on which every group leans one way."))</p>"
  }
  return signTable(
    call, view, document, Array(lines), caption: w("Statements on which every group leans one way"))
}

private func groupPart(
  _ call: Call, _ view: MapView, _ document: MapDocument, _ index: Int,
  _ group: MapDocument.Group
) -> HTML {
  let w = call.w
  let letter = groupLetter(w, index)
  let lines = group.representative.filter { view.texts[$0.statement] != nil }
  let said = lines.map { sign -> HTML in
    let tally = group.tallies[sign.statement] ?? MapDocument.Tally()
    let count = Double(sign.agrees ? tally.agrees : tally.disagrees)
    let values = ["share": w.percent(count / Double(max(tally.seen, 1)), digits: 0)]
    let share =
      tally.seen < view.smallest
      ? w("few answers")
      : sign.agrees ? w("{share} agree", values) : w("{share} disagree", values)
    return """
      <li>\(statementText(view, sign.statement)) <span class="quiet">\(share)</span></li>
      """
  }
  let list: HTML =
    said.isEmpty
    ? "<p class=\"quiet\">\(w("Nothing that can be said with confidence."))</p>"
    : "<ul>\(said)</ul>"
  return section(
    w("Group {letter}", ["letter": letter]), id: "group-\(index)",
    """
    <p>\(w.plural(group.size, "{n} person. What sets them apart from the others:", "{n} people. What sets them apart from the others:"))</p>
    \(list)
    """)
}

private func dividing(_ call: Call, _ view: MapView, _ document: MapDocument) -> HTML {
  let w = call.w
  let lines = document.divisive.filter { view.texts[$0] != nil }.prefix(MapDocument.told)
  guard !lines.isEmpty, view.groups.count > 1 else {
    return "<p class=\"quiet\">\(w("Nothing that divides groups clearly."))</p>"
  }
  return signTable(
    call, view, document, lines.map { MapDocument.Sign(statement: $0, agrees: true) },
    caption: w("Statements on which groups lean different ways"))
}

private func unsure(_ call: Call, _ view: MapView, _ document: MapDocument) -> HTML {
  let w = call.w
  let lines = document.unsure.filter { view.texts[$0] != nil }.prefix(MapDocument.told)
  guard !lines.isEmpty else {
    return "<p class=\"quiet\">\(w("Nothing that many passed on."))</p>"
  }
  let rows = lines.map { number -> [HTML] in
    let tally = document.tallies[number] ?? MapDocument.Tally()
    return [
      statementText(view, number), HTML(text: w.number(tally.seen)),
      HTML(
        text: w.percent(tally.seen == 0 ? 0 : Double(tally.passes) / Double(tally.seen), digits: 0)),
    ]
  }
  return dataTable(
    w, caption: w("Statements that many passed on, or few have answered"),
    columns: [
      Column(w("Statement")), Column(w("Answers"), numeric: true),
      Column(w("Passed"), numeric: true),
    ], rows: rows, captionHidden: true)
}

func statementText(_ view: MapView, _ number: Int) -> HTML {
  guard let text = view.texts[number] else { return .empty }
  return "<span lang=\"\(text.language.tag)\" dir=\"auto\">\(text.text)</span>"
}

/// Statements with how everybody and each group that is shown answered: the share that agrees.
func signTable(
  _ call: Call, _ view: MapView, _ document: MapDocument, _ signs: [MapDocument.Sign],
  caption: String
) -> HTML {
  let w = call.w
  func share(_ tally: MapDocument.Tally) -> String {
    w.percent(tally.seen == 0 ? 0 : Double(tally.agrees) / Double(tally.seen), digits: 0)
  }
  let rows = signs.map { sign -> [HTML] in
    let all = document.tallies[sign.statement] ?? MapDocument.Tally()
    // Without its number of answers: two such numbers would tell a third by subtraction.
    let groups = view.groups.map { group -> HTML in
      let tally = group.tallies[sign.statement] ?? MapDocument.Tally()
      return HTML(text: tally.seen < view.smallest ? w("few answers") : share(tally))
    }
    return [
      statementText(view, sign.statement),
      HTML(text: w("{share} of {n}", ["share": share(all), "n": w.number(all.seen)])),
    ] + groups
  }
  return dataTable(
    w, caption: caption,
    columns: [Column(w("Statement")), Column(w("All agree"), numeric: true)]
      + view.groups.indices.map {
        Column(w("Group {letter}", ["letter": groupLetter(w, $0)]), numeric: true)
      }, rows: rows, captionHidden: true)
}
