import Accounts
import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Who keeps contact with a community, and how often that was agreed.
struct LiaisonRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/liaison", .library) { call in
        let community = try await call.community()
        let liaison = try await call.store.read { try Liaison.of(community.id, $0) }
        return try await liaisonForm(call, Draft(liaison))
      },
      .post("/desk/communities/{community}/liaison", .library) { call in try await save(call) },
    ]
  }

  private func save(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    let (now, actor, today) = (call.now, call.actor, call.today)
    let stored = try await call.store.read { try Liaison.of(community.id, $0) }
    return try await call.submit(
      show: { draft in
        // What is stored now, so that sending again is a decision and not an accident.
        var draft = draft
        draft.values["version"] = [String(stored?.version ?? 0)]
        return try await liaisonForm(call, draft)
      }
    ) { form in
      let people = try form.people(among: Set(try await candidates(call, community).map(\.id)))
      let w = form.w
      let label = w("Days from one contact to the next")
      let every = form.optionalWhole("every", label, in: 1...366)
      if every == nil, form.data.text("every").isEmpty {
        form.fault("every", w("Enter: {field}.", ["field": label]))
      }
      let handover = form.optionalText(
        "handover", w("What whoever comes after should know"), most: 2000)
      try form.check()
      guard let person = people.person, let every else { throw Failure.staleForm }
      let draft = LiaisonDraft(
        person: person, backup: people.backup, every: every, handover: handover)
      let version = Int(form.data.text("version")) ?? 0
      let isSaved = try await call.store.write { connection in
        try Liaison.name(
          draft, for: community.id, since: version, today: today, by: actor, at: now, connection)
      }
      if !isSaved {
        let text = stored?.handover ?? ""
        form.fault(
          "handover",
          w(
            "Somebody changed this while you wrote. What is stored now: “{text}”. Send again to put yours in its place.",
            ["text": text.isEmpty ? "–" : text]))
        try form.check()
      }
      return .seeOther("/desk/communities/\(community.id)/contacts", notice: .saved)
    }
  }
}

extension Draft {
  fileprivate init(_ liaison: Liaison?) {
    var values = Draft.people(liaison?.person, liaison?.backup)
    values["every"] = String(liaison?.every ?? 30)
    values["handover"] = liaison?.handover ?? ""
    values["version"] = String(liaison?.version ?? 0)
    self.init(values)
  }
}

/// Nobody keeps contact with a community that they may not enter.
private func candidates(_ call: Call, _ community: Community) async throws -> [Account] {
  try await call.store.read { connection in
    try Account.all(connection).filter { try $0.works(with: community.id.text, connection) }
  }
}

private func liaisonForm(_ call: Call, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let community = try await call.community()
  let accounts = try await candidates(call, community)
  let title = w("Who keeps contact")
  return call.page(
    title, breadcrumbs: contactsTrail(w, community),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A relationship should not hang on one person, nor on good intentions: name two, and agree with the community how often.")))
    \(call.postForm("/desk/communities/\(community.id)/liaison", hidden: [("version", draft.value("version"))], """
      \(peopleFields(w, draft, accounts))
      \(textField(w, label: w("Days from one contact to the next"), name: "every", value: draft.value("every"), hint: w("As agreed with them. After one and a half times as many days it counts as overdue."), error: draft.error("every"), kind: .number))
      \(textArea(w, label: w("What whoever comes after should know"), name: "handover", value: draft.value("handover"), hint: w("How people like to be spoken with, what was left open. The library’s staff read it."), error: draft.error("handover"), rows: 5, required: false, limit: 2000))
      \(submitButton(w("Save")))
      """))
    """)
}
