import Communities
import Components
import Delimited
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Contacts with a community: the list, what is written down of one, and the file.
struct ContactRoutes {
  static let keepers = Access.roles(Role.library.union([.steward]))

  var routes: [Route] {
    let keepers = ContactRoutes.keepers
    let base = "/desk/communities/{community}/contacts"
    return [
      .get(base, keepers) { call in try await contactsPage(call) },
      .get("\(base)/new", keepers) { call in
        let own =
          Language.spoken.contains(call.w.language) ? call.w.language : call.library.language
        let draft = Draft([
          "id": call.freshID(Contact.self).text, "day": call.today.description,
          "language": own.tag, "mutual": "yes",
        ])
        return try await contactForm(call, draft, changing: nil)
      },
      .post(base, keepers) { call in try await add(call) },
      .get("\(base)/contacts.csv", .library) { call in try await file(call) },
      .get("\(base)/{contact}/edit", keepers) { call in
        let contact = try await contact(call)
        return try await contactForm(call, Draft(contact), changing: contact)
      },
      .post("\(base)/{contact}", keepers) { call in try await change(call) },
      .get("\(base)/{contact}/removal", keepers) { call in
        let (w, contact) = (call.w, try await contact(call))
        let community = try await call.community()
        return call.confirmation(
          w("Delete a contact"), lead: w.day(contact.draft.day),
          breadcrumbs: contactsTrail(w, community),
          warning: w(
            "What was written down of it is deleted. The ledger keeps that there was one."),
          button: w("Delete it"), back: "/desk/communities/\(community.id)/contacts")
      },
      .post("\(base)/{contact}/removal", keepers) { call in
        let contact = try await contact(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try contact.remove(by: actor, at: now, $0) }
        return back(contact.community, .removed)
      },
    ]
  }

  private func back(_ community: ID<Community>, _ notice: Notice) -> Reply {
    .seeOther("/desk/communities/\(community)/contacts", notice: notice)
  }

  private func contact(_ call: Call) async throws -> Contact {
    let id: ID<Contact> = try call.id("contact")
    let community = try await call.community()
    return try await call.store.read { try Contact.find(id, with: community.id, $0) }
  }

  private func add(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(
      show: { try await contactForm(call, $0, changing: nil) }
    ) { form in
      let id: ID<Contact> = try form.freshID()
      let draft = try form.contact(today: call.today)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try Contact.record(draft, id: id, with: community.id, by: actor, at: now, connection)
      }
      return back(community.id, .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let contact = try await contact(call)
    return try await call.submit(
      show: { draft in
        // What is stored now, so that sending again is a decision and not an accident.
        var draft = draft
        draft.values["version"] = [String(contact.version)]
        return try await contactForm(call, draft, changing: contact)
      }
    ) { form in
      let version = Int(form.data.text("version")) ?? 0
      let draft = try form.contact(today: call.today)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try contact.change(to: draft, since: version, by: actor, at: now, connection)
      }
      if !changed {
        form.fault(
          "about",
          form.w(
            "Somebody changed this while you wrote. What is stored now: “{text}”. Send again to put yours in its place.",
            ["text": contact.draft.about]))
        try form.check()
      }
      return back(contact.community, .saved)
    }
  }

  /// Every contact with the community, as far as the gate lets them go.
  private func file(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    let surroundings = call.surroundings
    let contacts = try await call.store.write { connection in
      let subject = Subject(
        kind: "contacts", id: community.id.text, community: community.id.text)
      let permit = try call.permit(.export, on: subject, purpose: .exchange, connection)
      try permit.log(surroundings, connection)
      return permit.release(try Contact.all(with: community.id, connection))
    }
    let header = [
      "id", "day", "way", "began", "both_sides", "people", "came_before", "next_day", "language",
      "about",
    ]
    let rows = contacts.value.map { contact -> [String] in
      let draft = contact.draft
      return [
        contact.id.text, draft.day.description, draft.way.rawValue, draft.began.rawValue,
        draft.isMutual ? "yes" : "no", draft.people.map(String.init) ?? "",
        draft.cameBefore.map(String.init) ?? "", draft.nextDay?.description ?? "",
        draft.language.tag, draft.about,
      ]
    }
    return .download(
      Array(CSV.lines([header] + rows).utf8), name: "contacts.csv",
      type: "text/csv; charset=utf-8")
  }
}

extension Form {
  fileprivate mutating func contact(today: Day) throws -> ContactDraft {
    let day = self.day("day", w("Day"))
    if let day, day > today {
      fault("day", w("That day is still to come. Write down what was; the next time has a field."))
    }
    let way = choice("way", w("How"), of: Contact.Way.self)
    let began = choice("began", w("Who sought the other"), of: Contact.Side.self)
    let about = text("about", w("What it was about"), most: 1000)
    let language = Language.spoken.first { $0.tag == data.text("language") }
    if language == nil { fault("language", w("Choose the language that you write in.")) }
    let people = optionalWhole("people", w("How many people were there"), in: 1...100_000)
    let before = optionalWhole("before", w("How many of them had come before"), in: 0...100_000)
    if let before, before > people ?? 0 {
      fault("before", w("No more can have come before than were there."))
    }
    let next = optionalDay("next", w("When you speak next"))
    if let next, next > today.adding(days: 730) {
      fault("next", w("Choose a day from today to two years from now."))
    }
    if let next, let day, next <= day {
      fault("next", w("The next time comes after this one."))
    }
    try check()
    guard let day, let way, let began, let language else { throw Failure.staleForm }
    return ContactDraft(
      day: day, way: way, began: began, isMutual: data.has("mutual"), about: about,
      language: language, people: people, cameBefore: before, nextDay: next)
  }
}

extension Draft {
  fileprivate init(_ contact: Contact) {
    let draft = contact.draft
    self.init([
      "day": draft.day.description, "way": draft.way.rawValue, "began": draft.began.rawValue,
      "mutual": draft.isMutual ? "yes" : "", "about": draft.about, "language": draft.language.tag,
      "people": draft.people.map(String.init) ?? "",
      "before": draft.cameBefore.map(String.init) ?? "",
      "next": draft.nextDay?.description ?? "", "version": String(contact.version),
    ])
  }
}

private func contactForm(
  _ call: Call, _ draft: Draft, changing contact: Contact?
) async throws -> Reply {
  let w = call.w
  let community = try await call.community()
  let title = contact == nil ? w("Write a contact down") : w("Change a contact")
  let base = "/desk/communities/\(community.id)/contacts"
  let target = SafeURL(local: contact.map { "\(base)/\($0.id)" } ?? base) ?? "/desk"
  let ways = Contact.Way.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }
  let sides = Contact.Side.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }
  let languages = Language.spoken.map { Option(value: $0.tag, label: $0.name(in: w.language)) }
  let removal: HTML =
    contact.flatMap { SafeURL(local: "\(base)/\($0.id)/removal") }.map { url in
      "<p><a href=\"\(url)\">\(w("Delete a contact"))</a></p>"
    } ?? .empty
  func chosen(_ name: String) -> String? { draft.value(name).isEmpty ? nil : draft.value(name) }
  return call.page(
    title, breadcrumbs: contactsTrail(w, community),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("What was said, without names: staff and stewards of this community read it.")))
    \(call.postForm(target, hidden: [("id", draft.value("id")), ("version", draft.value("version"))], """
      \(dateField(w, label: w("Day"), name: "day", value: draft.value("day"), error: draft.error("day"), latest: call.today.description))
      \(radioGroup(w, legend: w("How"), name: "way", options: ways, selected: chosen("way"), error: draft.error("way"), inline: true))
      \(radioGroup(w, legend: w("Who sought the other"), name: "began", options: sides, selected: chosen("began"), error: draft.error("began"), inline: true))
      \(checkbox(w, label: w("Both sides took part"), name: "mutual", checked: draft.isOn("mutual"), hint: w("A message that nobody answered is written down too, and is no contact yet.")))
      \(textArea(w, label: w("What it was about"), name: "about", value: draft.value("about"), error: draft.error("about"), rows: 4, limit: 1000))
      \(selectField(w, label: w("Written in"), name: "language", options: languages, selected: draft.value("language"), error: draft.error("language")))
      \(fieldset(legend: w("Who was there"), hint: w("By head count alone, where you counted. Ask for a show of hands who was here before; nobody is written down."), """
        \(textField(w, label: w("How many people were there"), name: "people", value: draft.value("people"), error: draft.error("people"), kind: .number, required: false))
        \(textField(w, label: w("How many of them had come before"), name: "before", value: draft.value("before"), error: draft.error("before"), kind: .number, required: false))
        """))
      \(dateField(w, label: w("When you speak next"), name: "next", value: draft.value("next"), hint: w("If you agreed on a day. It comes to the desk and into calendars."), error: draft.error("next"), required: false))
      \(submitButton(contact == nil ? w("Add") : w("Save")))
      """))
    \(removal)
    """)
}
