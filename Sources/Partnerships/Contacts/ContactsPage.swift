import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The way to a page below a community's contacts.
func contactsTrail(_ w: Words, _ community: Community) -> [(title: String, url: SafeURL)] {
  [
    (w("Communities"), "/desk/communities"),
    (community.name, "/desk/communities/\(community.id)"),
    (w("Contacts"), "/desk/communities/\(community.id)/contacts"),
  ]
}

/// Who keeps contact, how it stands, and every contact, the newest first.
func contactsPage(_ call: Call) async throws -> Reply {
  let (w, today) = (call.w, call.today)
  let community = try await call.community()
  struct Shown: Sendable {
    let liaison: Liaison?
    let person: String?
    let backup: String?
    let rhythm: Rhythm
    let contacts: [Contact]
  }
  let shown = try await call.store.read { connection in
    let liaison = try Liaison.of(community.id, connection)
    return Shown(
      liaison: liaison, person: try liaison?.person.name(for: w, connection),
      backup: try liaison?.backup?.name(for: w, connection),
      rhythm: try Rhythm.of(community.id, connection),
      contacts: try Contact.all(with: community.id, connection))
  }
  let base = "/desk/communities/\(community.id)"
  let rows = shown.contacts.map { contact -> [HTML] in
    let draft = contact.draft
    let there =
      draft.people.map { people in
        draft.cameBefore.map {
          w(
            "{n}, of whom {before} had come before",
            ["n": w.number(people), "before": w.number($0)])
        } ?? w.number(people)
      } ?? "–"
    let here = "\(base)/contacts/\(contact.id)"
    return [
      HTML(text: w.day(draft.day)),
      "\(draft.way.word(w)) \(if: !draft.isMutual, tag(w("not answered")))",
      HTML(text: draft.began.word(w)),
      "<span lang=\"\(draft.language.tag)\" dir=\"auto\">\(draft.about)</span>",
      HTML(text: there),
      linkButton(w("Change"), url: SafeURL(local: "\(here)/edit") ?? "/desk", kind: .quiet),
    ]
  }
  let columns = [
    Column(w("Day")), Column(w("How")), Column(w("Who sought the other")),
    Column(w("What it was about")), Column(w("People")), Column(w("Change it")),
  ]
  let file: HTML =
    call.isOfLibrary && !rows.isEmpty
    ? "<p><a href=\"\(SafeURL(local: "\(base)/contacts/contacts.csv") ?? "/desk")\">\(w("All as a table (CSV)"))</a></p>"
    : .empty
  return call.page(
    w("Contacts"),
    breadcrumbs: Array(contactsTrail(w, community).dropLast()),
    """
    \(pageHeading(w("Contacts"), lead: w("When {name} and the library last spoke, who sought the other, and when they speak next.", ["name": community.name]), actions: [linkButton(w("Write a contact down"), url: SafeURL(local: "\(base)/contacts/new") ?? "/desk")]))
    \(profileTabs(call, community, current: "contacts"))
    \(standing(w, shown.rhythm, shown.contacts, today))
    \(section(w("Who keeps contact"), id: "liaison", liaisonPart(call, shown.liaison, shown.person, shown.backup, base)))
    \(section(w("All contacts"), id: "all", dataTable(w, caption: w("Contacts"), columns: columns, rows: rows, captionHidden: true, empty: w("No contact is written down yet.")) + file))
    """)
}

/// How contact stands today, in one line.
private func standing(
  _ w: Words, _ rhythm: Rhythm, _ contacts: [Contact], _ today: Day
) -> HTML {
  let last = rhythm.last(on: today).map {
    w("The last contact in which both took part: {day}.", ["day": w.day($0)])
  }
  let next = contacts.compactMap(\.draft.nextDay).filter { $0 >= today }.min().map {
    w("You agreed to speak on {day}.", ["day": w.day($0)])
  }
  let lines = [last, next].compactMap { $0 }.map { line -> HTML in "<p>\(line)</p>" }.joined()
  guard let due = rhythm.due(on: today) else {
    return notice(
      w, .information, title: w("How often you speak is not agreed yet."), body: lines)
  }
  if rhythm.isOverdue(on: today) {
    return notice(
      w, .warning, title: w("Contact is overdue: it was due on {day}.", ["day": w.day(due)]),
      body: lines)
  }
  return notice(
    w, .information,
    title: due < today
      ? w("Contact was due on {day}.", ["day": w.day(due)])
      : w("Contact is due by {day}.", ["day": w.day(due)]), body: lines)
}

private func liaisonPart(
  _ call: Call, _ liaison: Liaison?, _ person: String?, _ backup: String?, _ base: String
) -> HTML {
  let w = call.w
  let change = linkButton(
    liaison == nil ? w("Name somebody") : w("Change"),
    url: SafeURL(local: "\(base)/liaison") ?? "/desk", kind: .quiet)
  guard let liaison, let person else {
    return emptyState(
      title: w("Nobody is named yet"),
      body: "<p>\(w("Name who keeps contact, who steps in, and how often was agreed."))</p>",
      action: call.isOfLibrary ? change : .empty)
  }
  var lines: [(String, HTML)] = [
    (w("Who looks after it"), "<bdi>\(person)</bdi>"),
    (
      w("Who steps in"),
      backup.map { "<bdi>\($0)</bdi>" } ?? tag(w("Nobody steps in yet"), tone: .warning)
    ),
    (
      w("Agreed"),
      HTML(text: w.plural(liaison.every, "every {n} day", "every {n} days"))
    ),
  ]
  if call.isOfLibrary, !liaison.handover.isEmpty {
    lines.append((w("What whoever comes after should know"), prose(liaison.handover)))
  }
  return definitionList(lines) + (call.isOfLibrary ? change : .empty)
}
