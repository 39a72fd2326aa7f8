import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The shelf of resources and examples: looking, adding, checking, setting aside.
struct ShelfRoutes {
  var routes: [Route] {
    [
      .get("/desk/shelf", .members) { call in
        let viewer = try call.member()
        let only = call.query.text("strategy")
        guard only.isEmpty || Guide.strategy(only) != nil else { throw Failure.notFound }
        return shelfPage(
          call, try await call.store.read { try Shelf.all(for: viewer, $0) }, only: only)
      },
      .get("/desk/shelf/new", .members) { call in try await newForm(call) },
      .post("/desk/shelf", .members, limit: Resource.largest + Route.formLimit) { call in
        try await add(call)
      },
      .get("/desk/shelf/{resource}", .members) { call in try await itemPage(call, Draft()) },
      .get("/desk/shelf/{resource}/file", .members) { call in try await download(call) },
      .get("/desk/shelf/{resource}/edit", .members) { call in
        let resource = try await own(call)
        return try await resourceForm(call, Draft(resource), changing: resource)
      },
      .post("/desk/shelf/{resource}", .members) { call in try await change(call) },
      .post("/desk/shelf/{resource}/check", .members) { call in try await check(call) },
      .post("/desk/shelf/{resource}/setting-aside", .members) { call in
        try await setAside(call)
      },
      .post("/desk/shelf/{resource}/return", .members) { call in try await putBack(call) },
    ]
  }

  private func newForm(_ call: Call) async throws -> Reply {
    let context = try await call.store.read { try GuideContext.asked(call, $0) }
    let draft = Draft([
      "id": call.freshID(Resource.self).text, "strategy": call.query.text("strategy"),
      "resource-language": call.library.language.tag, "checked": call.today.description,
      "scope": context.community?.id.text ?? "",
    ])
    return try await resourceForm(call, draft, changing: nil)
  }

  /// The thing in the path, if this person may look after it.
  private func tended(_ call: Call, _ connection: any Connection) throws -> ShelfItem {
    let viewer = try call.member()
    let item = try Shelf.find(try call.parameter("resource"), for: viewer, connection)
    guard viewer.mayShape(item.community) else { throw Failure.notFound }
    return item
  }

  /// The library's own thing in the path, if this person may look after it.
  private func own(_ call: Call) async throws -> Resource {
    let item = try await call.store.read { try tended(call, $0) }
    guard case .own(let resource) = item.origin else { throw Failure.notFound }
    return resource
  }

  private func itemPage(_ call: Call, _ draft: Draft) async throws -> Reply {
    let viewer = try call.member()
    let key = try call.parameter("resource")
    let (item, community) = try await call.store.read { connection in
      let item = try Shelf.find(key, for: viewer, connection)
      return (
        item, try item.community.map { try Community.find($0, for: viewer, connection).name }
      )
    }
    return resourcePage(
      call, item, community: community, mayShape: viewer.mayShape(item.community), draft)
  }

  private func download(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let id: ID<Resource> = try call.id("resource")
    let (file, bytes) = try await call.store.read { connection in
      let resource = try Resource.find(id, for: viewer, connection)
      guard let file = resource.file else { throw Failure.notFound }
      return (file, try resource.bytes(connection))
    }
    // Whatever somebody sent is never opened as a page of this site.
    return .download(bytes, name: file.safeName, type: "application/octet-stream")
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await resourceForm(call, $0, changing: nil) }) { form in
      let w = form.w
      let id: ID<Resource> = try form.freshID()
      let community = try form.scope(for: try call.member())
      var draft = read(&form, today: call.today)
      draft.community = community
      let file = call.form.files["file"]?.first
      if let file, file.bytes.isEmpty || file.bytes.count > Resource.largest {
        form.fault("file", w("A file may have up to 10 MB, and must not be empty."))
      }
      if (file == nil) == draft.url.isEmpty {
        form.fault("url", w("Give either an address or a file."))
      }
      try form.check()
      let (now, actor, made) = (call.now, call.actor, draft)
      try await call.store.write { connection in
        try Resource.add(made, file: file, id: id, by: actor, at: now, connection)
      }
      return .seeOther("/desk/shelf/\(id)", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let resource = try await own(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "title", stored: resource.title, version: resource.version)
        return try await resourceForm(call, draft, changing: resource)
      }
    ) { form in
      let version = form.version
      let draft = read(&form, today: call.today)
      if resource.file == nil, draft.url.isEmpty {
        form.fault("url", form.w("Enter: {field}.", ["field": form.w("Address on the web")]))
      }
      try form.check()
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try resource.change(to: draft, since: version, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "title", stored: resource.title) }
      return .seeOther("/desk/shelf/\(resource.id)", notice: .saved)
    }
  }

  private func read(_ form: inout Form, today: Day) -> ResourceDraft {
    let w = form.w
    let strategy = form.data.text("strategy")
    if Guide.strategy(strategy) == nil {
      form.fault("strategy", w("Choose what it helps with."))
    }
    let title = form.text("title", w("Title"), most: 200)
    let url = form.optionalURL("url", w("Address on the web"))
    if !url.isEmpty, !url.lowercased().hasPrefix("http"), form.faults.last?.field != "url" {
      form.fault(
        "url",
        w(
          "{field} must be an address such as https://example.org.",
          ["field": w("Address on the web")]))
    }
    let note = form.optionalText("note", w("What it is good for"), most: 600)
    let language = form.anyLanguage("resource-language", w("Its language"))
    let audience = form.optionalText("audience", w("Written for"), most: 120)
    let licence = form.optionalText("licence", w("Licence"), most: 200)
    let checked = form.optionalDay("checked", w("Last checked"))
    if let checked, checked > today {
      form.fault("checked", w("The day it was checked can’t lie ahead."))
    }
    return ResourceDraft(
      community: nil, strategy: strategy, title: title, url: url, note: note, language: language,
      audience: audience, licence: licence, checked: checked)
  }

  private func check(_ call: Call) async throws -> Reply {
    let (now, today, actor) = (call.now, call.today, call.actor)
    let item = try await call.store.write { connection in
      let item = try tended(call, connection)
      try item.check(on: today, by: actor, at: now, connection)
      return item
    }
    return .seeOther(item.path, notice: .saved)
  }

  private func setAside(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await itemPage(call, $0) }) { form in
      let reason = form.text("reason", form.w("Why"), most: 500)
      _ = try await call.store.read { try tended(call, $0) }
      try form.check()
      return try await put(call, aside: reason)
    }
  }

  private func putBack(_ call: Call) async throws -> Reply { try await put(call, aside: "") }

  private func put(_ call: Call, aside reason: String) async throws -> Reply {
    let (now, actor) = (call.now, call.actor)
    let item = try await call.store.write { connection in
      let item = try tended(call, connection)
      try item.setAside(reason, by: actor, at: now, connection)
      return item
    }
    return .seeOther(item.path, notice: .saved)
  }
}
