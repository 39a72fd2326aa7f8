import Accounts
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// People responsible: who looks after what, and who steps in.
struct ResponsibleRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements/{engagement}/people", .members) { call in
        try await peoplePage(call)
      },
      .get("/desk/engagements/{engagement}/people/new", .library) { call in
        let draft = Draft(["id": call.freshID(Responsible.self).text])
        return try await responsibleForm(call, draft, changing: nil)
      },
      .post("/desk/engagements/{engagement}/people", .library) { call in try await add(call) },
      .get("/desk/engagements/{engagement}/people/{responsible}/edit", .library) { call in
        let (_, responsible) = try await find(call)
        return try await responsibleForm(call, Draft(responsible), changing: responsible)
      },
      .post("/desk/engagements/{engagement}/people/{responsible}", .library) { call in
        try await change(call)
      },
      .post("/desk/engagements/{engagement}/people/{responsible}/removal", .library) { call in
        let (engagement, responsible) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try responsible.end(in: engagement, by: actor, at: now, connection)
        }
        return .seeOther("/desk/engagements/\(engagement.id)/people", notice: .removed)
      },
    ]
  }

  private func find(_ call: Call) async throws -> (Engagement, Responsible) {
    let id: ID<Responsible> = try call.id("responsible")
    return try await call.store.read { connection in
      let engagement = try call.engagement(connection)
      return (engagement, try Responsible.find(id, in: engagement, connection))
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(
      show: { try await responsibleForm(call, $0, changing: nil) }
    ) { form in
      let id: ID<Responsible> = try form.freshID()
      let draft = try await read(&form, call)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try Responsible.add(draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/people", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (engagement, responsible) = try await find(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "part", stored: responsible.part, version: responsible.version)
        return try await responsibleForm(call, draft, changing: responsible)
      }
    ) { form in
      let version = form.version
      let draft = try await read(&form, call)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try responsible.change(
          to: draft, since: version, in: engagement, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "part", stored: responsible.part) }
      return .seeOther("/desk/engagements/\(engagement.id)/people", notice: .saved)
    }
  }

  private func read(_ form: inout Form, _ call: Call) async throws -> ResponsibleDraft {
    let w = form.w
    let part = form.text("part", w("What they look after"), most: 200)
    let accounts = Set(try await call.store.read { try Account.all($0) }.map(\.id))
    let people = try form.people(among: accounts)
    try form.check()
    guard let person = people.person else { throw Failure.staleForm }
    return ResponsibleDraft(part: part, person: person, backup: people.backup)
  }
}

/// A responsibility with the names that its page says.
struct ResponsibleLine: Sendable {
  let responsible: Responsible
  let person: String
  /// `nil` where nobody steps in.
  let backup: String?

  static func all(
    of engagement: ID<Engagement>, _ w: Words, _ connection: any Connection
  ) throws -> [ResponsibleLine] {
    return try Responsible.all(of: engagement, connection).map { responsible in
      ResponsibleLine(
        responsible: responsible, person: try responsible.person.name(for: w, connection),
        backup: try responsible.backup?.name(for: w, connection))
    }
  }

  func backupMark(_ w: Words) -> HTML {
    backup == nil ? tag(w("Nobody steps in yet"), tone: .warning) : .empty
  }
}

extension Draft {
  fileprivate init(_ responsible: Responsible) {
    var values = Draft.people(responsible.person, responsible.backup)
    values["part"] = responsible.part
    values["version"] = String(responsible.version)
    self.init(values)
  }
}

private func peoplePage(_ call: Call) async throws -> Reply {
  let w = call.w
  let (engagement, lines) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    return (engagement, try ResponsibleLine.all(of: engagement.id, w, connection))
  }
  let base = "\(engagement.path)/people"
  let rows = lines.map { line -> [HTML] in
    let cells: [HTML] = [
      engagement.written(line.responsible.part), "<bdi>\(line.person)</bdi>",
      line.backup.map { "<bdi>\($0)</bdi>" } ?? line.backupMark(w),
    ]
    guard call.isOfLibrary else { return cells }
    let id = line.responsible.id
    return cells + [
      buttonRow([
        linkButton(
          w("Change"), url: SafeURL(local: "\(base)/\(id)/edit") ?? "/desk", kind: .quiet),
        call.postForm(
          SafeURL(local: "\(base)/\(id)/removal") ?? "/desk",
          submitButton(w("Remove"), kind: .quiet)),
      ])
    ]
  }
  let add = linkButton(
    w("Name somebody"), url: "/desk/engagements/\(engagement.id)/people/new")
  let columns = [
    Column(w("What they look after")), Column(w("Who looks after it")), Column(w("Who steps in")),
  ]
  let body: HTML =
    lines.isEmpty
    ? emptyState(
      title: w("Nobody is named yet"),
      body:
        "<p>\(w("Name who looks after each part, and who steps in when that person is away. A relationship should not hang on one person."))</p>",
      action: call.isOfLibrary ? add : .empty)
    : dataTable(
      w, caption: w("People responsible"),
      columns: call.isOfLibrary ? columns + [Column(w("Change it"))] : columns, rows: rows)
  return call.page(
    w("People"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(w("People responsible"), lead: w("Who looks after each part, and who steps in."), actions: call.isOfLibrary && !lines.isEmpty ? [add] : []))
    \(engagementTabs(call, engagement, current: "people"))
    \(body)
    """)
}

private func responsibleForm(
  _ call: Call, _ draft: Draft, changing: Responsible?
) async throws -> Reply {
  let w = call.w
  let (engagement, accounts) = try await call.store.read { connection in
    (try call.engagement(connection), try Account.all(connection).filter { !$0.isClosed })
  }
  let title = changing == nil ? w("Name somebody") : w("Change who is responsible")
  let action: SafeURL =
    changing.map { "/desk/engagements/\(engagement.id)/people/\($0.id)" }
    ?? "/desk/engagements/\(engagement.id)/people"
  return call.page(
    title,
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("People"), "/desk/engagements/\(engagement.id)/people")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title))
    \(call.postForm(action, hidden: draft.marks, """
      \(textField(w, label: w("What they look after"), name: "part", value: draft.value("part"), hint: w("Such as: the evenings at the laundromat."), error: draft.error("part"), maxlength: 200, language: engagement.language))
      \(peopleFields(w, draft, accounts))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}
