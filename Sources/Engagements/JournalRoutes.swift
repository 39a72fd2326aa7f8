import Accounts
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The reflection journal: reading, writing, mending and destroying one's own entries.
struct JournalRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements/{engagement}/journal", .members) { call in
        try await journalPage(call, freshDraft(call))
      },
      .post("/desk/engagements/{engagement}/journal", .members) { call in try await add(call) },
      .get("/desk/engagements/{engagement}/journal/{entry}/edit", .members) { call in
        let (engagement, entry) = try await find(call)
        let draft = Draft([
          "day": entry.day.description, "happened": entry.happened, "surprise": entry.surprise,
          "otherwise": entry.otherwise, "version": String(entry.version),
        ])
        return entryPage(call, draft, engagement, entry)
      },
      .post("/desk/engagements/{engagement}/journal/{entry}", .members) { call in
        try await change(call)
      },
      .get("/desk/engagements/{engagement}/journal/{entry}/removal", .members) { call in
        let (engagement, entry) = try await find(call)
        let w = call.w
        let journal: SafeURL = "/desk/engagements/\(engagement.id)/journal"
        return call.confirmation(
          w("Destroy a journal entry"), lead: w.day(entry.day),
          breadcrumbs: engagementTrail(w, engagement) + [(w("Journal"), journal)],
          warning: w(
            "This can’t be undone. The text is deleted; the ledger keeps that it was there."),
          prose(entry.happened), button: w("Destroy it"), back: journal)
      },
      .post("/desk/engagements/{engagement}/journal/{entry}/removal", .members) { call in
        let (engagement, entry) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try entry.remove(in: engagement, by: actor, at: now, connection)
        }
        return .seeOther("/desk/engagements/\(engagement.id)/journal", notice: .removed)
      },
    ]
  }

  private func freshDraft(_ call: Call) -> Draft {
    Draft(["id": call.freshID(JournalEntry.self).text, "day": call.today.description])
  }

  private func find(_ call: Call) async throws -> (Engagement, JournalEntry) {
    let id: ID<JournalEntry> = try call.id("entry")
    let viewer = try call.member()
    return try await call.store.read { connection in
      let engagement = try call.engagement(connection)
      return (
        engagement, try JournalEntry.find(id, by: viewer, in: engagement, connection)
      )
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(show: { try await journalPage(call, $0) }) { form in
      let id: ID<JournalEntry> = try form.freshID()
      let draft = try read(&form, today: call.today)
      let author = ID<Account>(stored: try call.member().account)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try JournalEntry.add(
          draft, id: id, to: engagement, author: author, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/journal", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (engagement, entry) = try await find(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "happened", stored: entry.happened, version: entry.version)
        return entryPage(call, draft, engagement, entry)
      }
    ) { form in
      let version = form.version
      let draft = try read(&form, today: call.today)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try entry.change(
          to: draft, since: version, in: engagement, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "happened", stored: entry.happened) }
      return .seeOther("/desk/engagements/\(engagement.id)/journal", notice: .saved)
    }
  }

  private func read(_ form: inout Form, today: Day) throws -> JournalDraft {
    let w = form.w
    let day = form.day("day", w("Day"))
    if let day, day > today { form.fault("day", w("A day in the journal can’t lie ahead.")) }
    let happened = form.text("happened", w("What happened"), most: 4000)
    let surprise = form.optionalText("surprise", w("What surprised you"), most: 4000)
    let otherwise = form.optionalText(
      "otherwise", w("What you would do otherwise"), most: 4000)
    try form.check()
    return JournalDraft(
      day: day ?? today, happened: happened, surprise: surprise, otherwise: otherwise)
  }
}

private func journalFields(_ call: Call, _ draft: Draft) -> HTML {
  let w = call.w
  return """
    \(dateField(w, label: w("Day"), name: "day", value: draft.value("day"), error: draft.error("day"), latest: call.today.description))
    \(textArea(w, label: w("What happened"), name: "happened", value: draft.value("happened"), hint: w("Without names where you can."), error: draft.error("happened"), rows: 4, limit: 4000))
    \(textArea(w, label: w("What surprised you"), name: "surprise", value: draft.value("surprise"), hint: w("A surprise shows where your picture was wrong."), error: draft.error("surprise"), rows: 3, required: false, limit: 4000))
    \(textArea(w, label: w("What you would do otherwise"), name: "otherwise", value: draft.value("otherwise"), error: draft.error("otherwise"), rows: 3, required: false, limit: 4000))
    """
}

private func journalPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  struct Line: Sendable {
    let entry: JournalEntry
    let author: String
    let isOwn: Bool
  }
  let w = call.w
  let viewer = try call.member()
  let (engagement, lines) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    let lines = try JournalEntry.all(of: engagement.id, for: viewer, connection).map { entry in
      Line(
        entry: entry,
        author: try Account.find(entry.author, connection)?.name ?? w("Somebody who has left"),
        isOwn: entry.isBy(viewer))
    }
    return (engagement, lines)
  }
  let entries = lines.map { line -> TimelineEntry in
    TimelineEntry(
      when: HTML(text: w.day(line.entry.day)), title: line.author,
      body: entryBody(call, engagement, line.entry, isOwn: line.isOwn))
  }
  let lead =
    call.isOfLibrary
    ? w(
      "What happened, what surprised you, what you would do otherwise. The library’s people read it; nobody else, but each their own."
    )
    : w(
      "What happened, what surprised you, what you would do otherwise. You see what you wrote yourself; the library’s people read it too."
    )
  return call.page(
    w("Journal"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Journal"), lead: lead))
    \(engagementTabs(call, engagement, current: "journal"))
    \(section(w("Write an entry"), id: "write", call.postForm("/desk/engagements/\(engagement.id)/journal", hidden: draft.marks, """
      \(journalFields(call, draft))
      \(submitButton(w("Add")))
      """)))
    \(section(w("Entries"), id: "entries", entries.isEmpty ? "<p class=\"quiet\">\(w("Nothing is written yet."))</p>" : timeline(entries)))
    """)
}

private func entryBody(
  _ call: Call, _ engagement: Engagement, _ entry: JournalEntry, isOwn: Bool
) -> HTML {
  let w = call.w
  let more: [(String, HTML)] = [
    (w("What surprised you"), entry.surprise), (w("What you would do otherwise"), entry.otherwise),
  ].filter { !$0.1.isEmpty }.map { ($0.0, prose($0.1)) }
  let actions: HTML =
    isOwn
    ? buttonRow([
      linkButton(
        w("Change"), url: "/desk/engagements/\(engagement.id)/journal/\(entry.id)/edit",
        kind: .quiet),
      linkButton(
        w("Destroy it"), url: "/desk/engagements/\(engagement.id)/journal/\(entry.id)/removal",
        kind: .quiet),
    ]) : .empty
  return "\(prose(entry.happened))\(if: !more.isEmpty, definitionList(more))\(actions)"
}

private func entryPage(
  _ call: Call, _ draft: Draft, _ engagement: Engagement, _ entry: JournalEntry
) -> Reply {
  let w = call.w
  return call.page(
    w("Change the entry"),
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Journal"), "/desk/engagements/\(engagement.id)/journal")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Change the entry")))
    \(call.postForm("/desk/engagements/\(engagement.id)/journal/\(entry.id)", hidden: draft.marks, """
      \(journalFields(call, draft))
      \(submitButton(w("Save")))
      """))
    """)
}
