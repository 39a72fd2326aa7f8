import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The catalogue of data sources: the list, one source, adding, changing, removing, its files.
struct CatalogueRoutes {
  var routes: [Route] {
    [
      .get("/desk/data", .members) { call in try await catalogue(call) },
      .get("/desk/data/new", .library) { call in
        try await sourceForm(
          call, Draft(["id": call.freshID(DataSource.self).text]), changing: nil)
      },
      .post("/desk/data", .library, limit: ImportRoutes.limit) { call in try await add(call) },
      .get("/desk/data/{source}", .members) { call in try await sourcePage(call) },
      .get("/desk/data/{source}/edit", .library) { call in
        let source = try await changeable(call)
        return try await sourceForm(call, Draft(source), changing: source)
      },
      .post("/desk/data/{source}", .library, limit: ImportRoutes.limit) { call in
        try await change(call)
      },
      .get("/desk/data/{source}/removal", .library) { call in
        try await removalPage(call, try await changeable(call))
      },
      .post("/desk/data/{source}/removal", .library) { call in try await remove(call) },
      .get("/desk/data/{source}/files/{file}", .library) { call in try await download(call) },
    ]
  }

  /// The source, for whoever may change it; for others it looks missing.
  private func changeable(_ call: Call) async throws -> DataSource {
    let id: ID<DataSource> = try call.id("source")
    let viewer = try call.member()
    return try await call.store.read { connection in
      let source = try DataSource.find(id, for: viewer, connection)
      guard viewer.mayChange(source.community) else { throw wholeLibrarysAlone(call.w) }
      return source
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    return try await call.submit(show: { try await sourceForm(call, $0, changing: nil) }) { form in
      let id: ID<DataSource> = try form.freshID()
      var draft = readSource(&form, kind: .other, community: nil)
      let files = form.data.files["files"] ?? []
      let chosen = form.data.text("community")
      let communities = try await call.store.read { try Community.open(to: viewer, $0) }
      if !chosen.isEmpty {
        draft.community = communities.first { $0.id.text == chosen }?.id
        if draft.community == nil {
          form.fault("community", call.w("Choose a community from the list."))
        }
      }
      try form.check()
      guard viewer.mayChange(draft.community) else { throw wholeLibrarysAlone(call.w) }
      let (now, today, actor, final) = (call.now, call.today, call.actor, draft)
      try await call.store.write { connection in
        let added = try DataSource.addNew(
          final, id: id, by: actor, today: today, at: now, connection)
        guard let source = added else { return }
        for file in files {
          _ = try KeptFile.keep(
            GivenFile(name: file.name, bytes: file.bytes), with: source.id, call.surroundings,
            connection)
        }
      }
      return .seeOther("/desk/data/\(id)", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let source = try await changeable(call)
    return try await call.submit(
      show: { draft in
        var draft = draft
        draft.values["version"] = [String(source.version)]
        return try await sourceForm(call, draft, changing: source)
      }
    ) { form in
      let draft = readSource(&form, kind: source.kind, community: source.community)
      let version = Int(form.data.text("version")) ?? 0
      let files = form.data.files["files"] ?? []
      try form.check()
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        let changed = try source.change(
          to: draft, since: version, by: actor, at: now, connection)
        guard changed else { return false }
        for file in files {
          _ = try KeptFile.keep(
            GivenFile(name: file.name, bytes: file.bytes), with: source.id, call.surroundings,
            connection)
        }
        return true
      }
      guard changed else {
        form.fault("title", changedMeanwhile(call.w, source))
        throw Failure.invalid(form.faults)
      }
      return .seeOther("/desk/data/\(source.id)", notice: .saved)
    }
  }

  private func remove(_ call: Call) async throws -> Reply {
    let source = try await changeable(call)
    let version = Int(call.form.text("version")) ?? 0
    let (now, actor) = (call.now, call.actor)
    let removed = try await call.store.write { connection in
      try source.remove(since: version, by: actor, at: now, connection)
    }
    guard removed else { throw Failure.conflict(changedMeanwhile(call.w, source)) }
    return .seeOther("/desk/data", notice: .removed)
  }

  /// The bytes as they were given: an export, so it passes the gate and is written down.
  private func download(_ call: Call) async throws -> Reply {
    let id: ID<DataSource> = try call.id("source")
    let file: ID<KeptFile> = try call.id("file")
    let viewer = try call.member()
    let (name, bytes) = try await call.store.write { connection in
      let source = try DataSource.find(id, for: viewer, connection)
      guard let kept = try KeptFile.bytes(file, of: id, connection) else { throw Failure.notFound }
      let permit = try call.permit(
        .export, on: source.subject, purpose: .safekeeping, connection)
      if call.request.method != .head { try permit.log(call.surroundings, connection) }
      return permit.release(kept).value
    }
    return .download(bytes, name: KeptFile.downloadName(name), type: "application/octet-stream")
  }
}

/// Those who are limited to some communities read what belongs to the whole library, and leave it.
func wholeLibrarysAlone(_ w: Words) -> Failure {
  .forbidden(
    w(
      "Your account is limited to some communities. This belongs to the whole library; ask an owner."
    ))
}

private func changedMeanwhile(_ w: Words, _ source: DataSource) -> String {
  w(
    "Somebody changed this while you wrote. What is stored now: “{text}”. Send again to put yours in its place.",
    ["text": source.title])
}

private func readSource(
  _ form: inout Form, kind: DataSource.Kind, community: ID<Community>?
) -> DataSourceDraft {
  let w = form.w
  var draft = DataSourceDraft(
    kind: kind, community: community,
    publisher: form.text("publisher", w("Who publishes it")), title: form.text("title", w("Title")))
  draft.vintage = form.optionalText("vintage", w("The years it tells of"), most: 60)
  draft.year = DataSourceDraft.year(in: draft.vintage)
  draft.geography = form.optionalText("geography", w("The area it tells of"), most: 500)
  draft.licence = form.optionalText("licence", w("Licence"), most: 300)
  draft.limits = form.optionalText("limits", w("What it can’t tell"), most: 1000)
  draft.contact = form.optionalText("contact", w("Whom to ask about it"), most: 300)
  draft.link = form.optionalURL("link", w("Where it can be found"))
  return draft
}

extension Draft {
  fileprivate init(_ source: DataSource) {
    self.init([
      "publisher": source.publisher, "title": source.title, "vintage": source.vintage,
      "geography": source.geography, "licence": source.licence, "limits": source.limits,
      "contact": source.contact, "link": source.link, "version": String(source.version),
    ])
  }
}
