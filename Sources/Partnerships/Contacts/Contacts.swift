import Accounts
import Communities
import Markup
import Power
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// When the library and a community spoke with each other, and who sees to it that they do.
  public static let contacts = Capability(
    name: "contacts",
    migrations: ContactsSchema.migrations,
    routes: ContactRoutes().routes + LiaisonRoutes().routes,
    communityTabs: [CommunityTab("contacts", ContactRoutes.keepers) { w in w("Contacts") }],
    holdings: [
      Holding(
        tables: ["liaison", "contact_rhythm"],
        what: { w in
          w("Who of the library keeps contact with a community, who steps in, and how often.")
        },
        why: { w in w("So that a relationship does not hang on one person.") },
        kept: { w in w("Names until somebody else is named; how often, as long as the community.") }
      ),
      Holding(
        tables: ["contact"],
        what: { w in
          w(
            "When a community and the library spoke, about what, and how many were there. No names."
          )
        },
        why: { w in w("So that contact is kept as often as agreed.") },
        kept: { w in w("As long as the community is kept, or until it is deleted.") }),
    ],
    evidence: [EvidenceSource("contacts", whatIsKnown)],
    desk: [DeskSource(deskItems)],
    dates: [DateSource(dueDates)],
    conduct: [ConductSource(counted)])
}

/// For the Guide: when the two last spoke, and who keeps contact.
@Sendable private func whatIsKnown(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  let call = question.call
  guard let viewer = call.viewer, call.keepsContact else { return [] }
  let (w, today) = (call.w, call.today)
  return try Community.open(to: viewer, connection).filter {
    question.communities.contains($0.id.text)
  }.flatMap { community -> [Evidence] in
    let link = SafeURL(local: "/desk/communities/\(community.id)/contacts")
    let rhythm = try Rhythm.of(community.id, connection)
    func say(_ sentence: String) -> Evidence {
      Evidence(sentence: sentence, source: w("Contacts"), since: w.day(today), link: link)
    }
    var sentences: [Evidence] = []
    if let last = rhythm.last(on: today) {
      sentences.append(say(w("You last spoke with them on {day}.", ["day": w.day(last)])))
    }
    if let liaison = try Liaison.of(community.id, connection), liaison.backup == nil {
      sentences.append(say(w("One person keeps contact with them, and nobody steps in.")))
    }
    return sentences
  }
}

/// Contact that is overdue or due, what was agreed for a day, and communities that nobody speaks with.
@Sendable private func deskItems(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, call.isOfLibrary else { return [] }
  let (w, today) = (call.w, call.today)
  return try Community.open(to: viewer, connection).flatMap { community -> [DeskItem] in
    let name = try community.rendering(for: w, connection).name.text
    let base = "/desk/communities/\(community.id)"
    func item(_ urgency: Int, _ sentence: String, _ action: String, _ path: String) -> DeskItem {
      DeskItem(
        urgency: urgency, sentence: sentence, detail: name, action: action,
        link: SafeURL(local: base + path) ?? "/desk")
    }
    let rhythm = try Rhythm.of(community.id, connection)
    let planned = try Contact.planned(with: community.id, from: today, connection)
    guard let due = rhythm.due(on: today) else {
      return [
        item(
          3, w("Nobody is named who keeps contact with a community."), w("Name somebody"),
          "/liaison")
      ]
    }
    var items: [DeskItem] = []
    if rhythm.isOverdue(on: today) {
      items.append(
        item(
          0,
          w.plural(
            today - due, "Contact with a community was due {n} day ago.",
            "Contact with a community was due {n} days ago."), w("Speak with them"), "/contacts"))
    } else if due - today <= 7, planned == nil {
      items.append(
        item(
          due <= today ? 1 : 2, w("Contact with a community is due by {day}.", ["day": w.day(due)]),
          w("Speak with them"), "/contacts"))
    }
    if let planned, planned - today <= 7 {
      items.append(
        item(
          planned == today ? 1 : 2,
          w("You agreed to speak with a community on {day}.", ["day": w.day(planned)]),
          w("Write down how it went"), "/contacts/new"))
    }
    return items
  }
}

/// The days on which contact is agreed or due.
@Sendable private func dueDates(_ call: Call, _ connection: any Connection) throws -> [DueDate] {
  guard let viewer = call.viewer, call.isOfLibrary else { return [] }
  let (w, today) = (call.w, call.today)
  return try Community.open(to: viewer, connection).flatMap { community -> [DueDate] in
    let name = try community.rendering(for: w, connection).name.text
    let link = SafeURL(local: "/desk/communities/\(community.id)/contacts") ?? "/desk"
    if let day = try Contact.planned(with: community.id, from: today, connection) {
      return [DueDate(day: day, title: w("Speak with {name}", ["name": name]), link: link)]
    }
    return try Rhythm.of(community.id, connection).due(on: today).map { day in
      [DueDate(day: day, title: w("Contact is due: {name}", ["name": name]), link: link)]
    } ?? []
  }
}

/// Whether contact was kept as agreed, and how many people came back.
@Sendable private func counted(
  _ community: String, _ from: Day, _ to: Day, _ call: Call, _ connection: any Connection
) throws -> [Conduct] {
  let w = call.w
  let id = ID<Community>(stored: community)
  let kept = try Rhythm.of(id, connection).kept(from: from, to: min(to, call.today))
  let back = CameBack(
    try Contact.all(with: id, connection).filter { from <= $0.draft.day && $0.draft.day <= to }
      .compactMap { contact in
        guard let people = contact.draft.people, let before = contact.draft.cameBefore else {
          return nil
        }
        return (people: people, before: before)
      })
  let cell = try Charter.of(community, connection).smallestCell
  return [
    Conduct(
      key: "contact-kept", title: w("Days on which contact was kept as agreed"),
      definition: w(
        "Of the days for which it was agreed how often to speak, those on which the last contact in which both took part lay no further back than one and a half times as many days as agreed."
      ), unit: .share, value: kept.of == 0 ? nil : Double(kept.days) / Double(kept.of), n: kept.of),
    Conduct(
      key: "came-back", title: w("People who came back"),
      definition: w(
        "Of those counted at meetings and events where it was also counted who had come before: how many had. By head count; nobody is written down. Where one of the two groups is smaller than {n}, it is not told.",
        ["n": w.number(cell)]), unit: .share, value: back.share(smallestCell: cell),
      n: back.share(smallestCell: cell) == nil ? 0 : back.people),
  ]
}

extension Contact {
  /// The next day on which it was agreed to speak; `nil` when none lies ahead.
  static func planned(
    with community: ID<Community>, from today: Day, _ connection: any Connection
  ) throws -> Day? {
    try connection.first(
      """
      SELECT MIN(next_day) AS day FROM contact
      WHERE community = \(community) AND next_day >= \(today)
      """)?.optionalDay("day")
  }
}
