import Census
import Communities
import Components
import Delimited
import FileFaults
import Markup
import Store
import Surroundings
import Web
import Words

/// Import: files are given, looked at, and confirmed. Nothing is in the catalogue before that.
struct ImportRoutes {
  /// Bytes that the files of one form may have together.
  static let limit = 64 * 1024 * 1024

  var routes: [Route] {
    [
      .get("/desk/data/import", .library) { call in
        let community = call.query.text("community")
        return try await importPage(call, Draft(["community": community]), refused: [])
      },
      .post("/desk/data/import", .library, limit: Self.limit, rate: RateLimit(30, perSeconds: 600))
      { call in try await give(call) },
      .get("/desk/data/import/{pending}", .library) { call in
        try await previewPage(call, try await pending(call), Self.draft(call))
      },
      .post("/desk/data/import/{pending}/confirmation", .library) { call in
        try await confirm(call)
      },
      .post("/desk/data/import/{pending}/dismissal", .library) { call in
        let viewer = try call.member()
        let id: ID<PendingImport> = try call.id("pending")
        let now = call.now
        try await call.store.write { connection in
          _ = try PendingImport.find(id, for: viewer, at: now, connection)
          try PendingImport.remove(id, connection)
        }
        return .seeOther("/desk/data", notice: .removed)
      },
    ]
  }

  private func pending(_ call: Call) async throws -> PendingImport {
    let id: ID<PendingImport> = try call.id("pending")
    let viewer = try call.member()
    let now = call.now
    return try await call.store.read { try PendingImport.find(id, for: viewer, at: now, $0) }
  }

  private static func draft(_ call: Call) -> Draft {
    var draft = Draft([
      "topic": Topic.assets.rawValue, "words": call.query.text("words"),
      "state": call.query.text("state"),
    ])
    draft.values["whole"] = ["yes"]
    return draft
  }

  /// Reads what was given. With a fault in any file everything is refused, with row and column.
  private func give(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let w = call.w
    let files = GivenFiles.distinct(
      (call.form.files["files"] ?? []).map { GivenFile(name: $0.name, bytes: $0.bytes) })
    // Not before it is known that this many can be read at all.
    let reports =
      files.count > PendingImport.mostFiles
      ? [] : try await GivenFiles.readAlone { GivenFiles.reports(files) }
    return try await call.submit(
      show: { draft in try await importPage(call, draft, refused: reports.filter(\.failed))
      }
    ) { form in
      let chosen = form.data.text("community")
      let communities = try await call.store.read { try Community.open(to: viewer, $0) }
      let community = communities.first { $0.id.text == chosen }?.id
      if !chosen.isEmpty, community == nil {
        form.fault("community", w("Choose a community from the list."))
      }
      if chosen.isEmpty, viewer.communities != nil {
        form.fault("community", w("Choose a community: your account is limited to some."))
      }
      if files.isEmpty { form.fault("files", w("Choose one or more files.")) }
      if files.count > PendingImport.mostFiles {
        form.fault(
          "files",
          w("At most {n} files at once.", ["n": w.number(PendingImport.mostFiles)]))
      }
      try form.check()
      if reports.failed {
        form.fault(
          "files", w("Not every file can be read. Nothing was stored; what is wrong stands below."))
      } else if community == nil, reports.contains(where: { $0.contents?.kind == "places" }) {
        form.fault("community", w("Choose the community that these places belong to."))
      }
      try form.check()
      let surroundings = call.surroundings
      let id = try await call.store.write { connection in
        try PendingImport.keep(
          files, for: community, account: viewer.account, surroundings, connection)
      }
      return .seeOther("/desk/data/import/\(id)")
    }
  }

  private func confirm(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let pending = try await pending(call)
    return try await call.submit(show: { try await previewPage(call, pending, $0) }) { form in
      let choices = try await readChoices(&form, pending, viewer, call)
      try form.check()
      let context = ImportContext(
        actor: call.actor, today: call.today, language: call.library.language,
        surroundings: call.surroundings)
      let given = try await GivenFiles.readAlone { try GivenFiles(pending.files) }
      do {
        let kept = try await call.store.read { try ImportPlan.kept(for: given, choices, $0) }
        let surroundings = call.surroundings
        let plan = try await GivenFiles.readAlone {
          try ImportPlan(given, kept: kept, choices, surroundings)
        }
        let w = call.w
        let outcome = try await call.store.write { connection in
          let outcome = try plan.store(by: context, w, connection)
          try PendingImport.remove(pending.id, connection)
          return outcome
        }
        let place: SafeURL =
          outcome.sources.count == 1
          ? outcome.sources.first.map { "/desk/data/\($0)" } ?? "/desk/data" : "/desk/data"
        return .seeOther(place, notice: outcome.wasDone ? .alreadyDone : .added)
      } catch let refusal as ImportRefusal {
        form.fault(refusal.field, refusal.sentence(call.w))
      } catch let fault as ImportFault {
        form.fault("areas", FileSentences.data.sentence(of: fault, call.w))
      }
      throw Failure.invalid(form.faults)
    }
  }

  private func readChoices(
    _ form: inout Form, _ pending: PendingImport, _ viewer: Viewer, _ call: Call
  ) async throws -> ImportChoices {
    // Access may have been taken away since the files were given.
    if let community = pending.community {
      _ = try await call.store.read { try Community.find(community, for: viewer, $0) }
    } else if viewer.communities != nil {
      throw wholeLibrarysAlone(call.w)
    }
    var choices = ImportChoices(community: pending.community)
    let ticked = form.data.all("areas")
    if form.data.has("areas-asked") {
      choices.areas = Set(ticked)
      if ticked.isEmpty { form.fault("areas", call.w("Choose at least one area.")) }
    }
    choices.prefixes = form.data.text("prefixes")
      .split { $0.isWhitespace || $0 == "," || $0 == ";" }.prefix(500).map(String.init)
    choices.library = form.data.text("library")
    choices.topic =
      Topic(rawValue: form.data.text("topic")) == .meetingPlaces ? .meetingPlaces : .assets
    choices.publisher = form.optionalText("publisher", call.w("Who made this file"))
    return choices
  }
}

extension ImportRefusal {
  /// The field of the preview that mends it.
  var field: String {
    switch self {
    case .noArea: "areas"
    case .libraryNeeded, .noSuchLibrary: "library"
    case .tooManyPlaces: "topic"
    case .publisherNeeded: "publisher"
    }
  }

  func sentence(_ w: Words) -> String {
    switch self {
    case .noArea(let table):
      w("None of the areas chosen is in table {table}.", ["table": table])
    case .libraryNeeded: w("Say which library you are.")
    case .noSuchLibrary(let key):
      w("The file has no library with the key {key}.", ["key": key])
    case .tooManyPlaces(let count):
      w(
        "The file has {n} places; at most {most} can become facts. Take out those that are not of this community.",
        ["n": w.number(count), "most": w.number(PlacesPlan.most)])
    case .publisherNeeded: w("Say who made the file of places.")
    }
  }
}
