import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Findings on the desk: writing them, having them checked, publishing them, telling people.
struct FindingRoutes {
  /// Who writes findings: the library, and stewards of the community. The gate decides who publishes.
  static let keepers = Access.roles(Role.library.union([.steward]))

  var routes: [Route] {
    let keepers = FindingRoutes.keepers
    return [
      .get("/desk/findings", .members) { call in try await findingsPage(call) },
      .get("/desk/findings/new", keepers) { call in try await newFinding(call) },
      .post("/desk/findings", keepers) { call in try await add(call) },
      .get("/desk/findings/{finding}", .members) { call in try await findingPage(call, Draft()) },
      .get("/desk/findings/{finding}/edit", keepers) { call in
        let finding = try await call.finding()
        return findingForm(call, Draft(finding), [], changing: finding)
      },
      .post("/desk/findings/{finding}/edit", keepers) { call in try await change(call) },
      .post("/desk/findings/{finding}/standing", keepers) { call in try await go(call) },
      .post("/desk/findings/{finding}/words/{word}/ruling", keepers) { call in
        try await rule(call)
      },
      .post("/desk/findings/{finding}/returns", keepers) { call in try await tell(call) },
      .get("/desk/findings/{finding}/translations", keepers) { call in
        try await findingTranslations(call, Draft())
      },
      .post("/desk/findings/{finding}/translations", keepers) { call in
        try await translate(call)
      },
    ]
  }

  private func newFinding(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let communities = try await call.store.read { try Community.open(to: viewer, $0) }
    let own = call.w.language
    let draft = Draft([
      "id": call.freshID(Finding.self).text, "community": call.query.text("community"),
      "language": (Language.spoken.contains(own) ? own : call.library.language).tag,
    ])
    return findingForm(call, draft, communities, changing: nil)
  }

  private func add(_ call: Call) async throws -> Reply {
    let viewer = try call.member()
    let communities = try await call.store.read { try Community.open(to: viewer, $0) }
    return try await call.submit(
      show: { findingForm(call, $0, communities, changing: nil) }
    ) { form in
      let id: ID<Finding> = try form.freshID()
      let community = communities.first { $0.id.text == form.data.text("community") }
      if community == nil { form.fault("community", form.w("Choose the community.")) }
      let draft = try FindingDraft(&form)
      guard let community else { throw Failure.staleForm }
      let (now, actor) = (call.now, call.actor)
      _ = try await call.store.write { connection in
        try Finding.add(draft, id: id, of: community.id, by: actor, at: now, connection)
      }
      return .seeOther("/desk/findings/\(id)/evidence", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let finding = try await call.finding()
    return try await call.submit(
      show: { findingForm(call, $0, [], changing: finding) }
    ) { form in
      let version = Int(form.data.text("version")) ?? 0
      let draft = try FindingDraft(&form)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write {
        try finding.change(to: draft, since: version, by: actor, at: now, $0)
      }
      guard changed else {
        throw Failure.conflict(
          call.w("Somebody changed this finding while you wrote. Open it again to see how."))
      }
      return .seeOther("/desk/findings/\(finding.id)", notice: .saved)
    }
  }

  /// One press for each step of a finding's way.
  private func go(_ call: Call) async throws -> Reply {
    let finding = try await call.finding()
    let (today, now, actor) = (call.today, call.now, call.actor)
    let step = call.form.text("step")
    let surroundings = call.surroundings
    let whole = Actor(call.viewer)
    do {
      try await call.store.write { connection in
        switch step {
        case "check": try finding.openCheck(by: actor, at: now, connection)
        case "checked": try finding.endCheck(on: today, by: actor, at: now, connection)
        case "publish": try finding.publish(by: whole, on: today, surroundings, connection)
        case "aside": try finding.setAside(by: actor, at: now, connection)
        default: throw Failure.staleForm
        }
      }
    } catch let refusal as Refusal {
      throw Failure.forbidden(refusal.sentence(call.w))
    } catch let fault as FindingFault {
      throw Failure.forbidden(fault.sentence(call.w))
    }
    return .seeOther(
      "/desk/findings/\(finding.id)", notice: step == "publish" ? .published : .saved)
  }

  private func rule(_ call: Call) async throws -> Reply {
    let finding = try await call.finding()
    let id: ID<CheckWord> = try call.id("word")
    guard let standing = CheckWord.Standing(rawValue: call.form.text("standing")) else {
      throw Failure.staleForm
    }
    let (now, actor) = (call.now, call.actor)
    try await call.store.write { connection in
      guard let word = try CheckWord.all(of: finding.id, connection).first(where: { $0.id == id })
      else { throw Failure.notFound }
      try word.rule(standing, on: finding, by: actor, at: now, connection)
    }
    return .seeOther("/desk/findings/\(finding.id)#words", notice: .saved)
  }

  private func tell(_ call: Call) async throws -> Reply {
    let finding = try await call.finding()
    return try await call.submit(show: { try await findingPage(call, $0) }) { form in
      let w = form.w
      let id: ID<FindingReturn> = try form.freshID()
      let day = form.day("day", w("On which day"))
      if let day, day > call.today { form.fault("day", w("That day lies ahead.")) }
      if let day, let first = finding.checkedOn ?? finding.publishedOn, first - day > 365 {
        form.fault("day", w("That day lies more than a year before it was checked."))
      }
      let format = form.choice("format", w("How"), of: FindingReturn.Format.self)
      let tag = form.data.text("language")
      let language = Language.spoken.first { $0.tag == tag }
      if language == nil {
        form.fault("language", w("Choose the language that people were told in."))
      }
      let place = form.text("place", w("Where"), most: 200)
      let reached = form.optionalWhole("reached", w("People reached"), in: 0...1_000_000)
      let word = form.optionalText("acknowledgement", w("What came back"), most: 1000)
      try form.check()
      guard let day, let format, let language else { throw Failure.staleForm }
      let draft = FindingReturnDraft(
        day: day, language: language, format: format, place: place,
        reached: reached, acknowledgement: word)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write {
        try finding.tell(draft, id: id, by: actor, at: now, $0)
      }
      return .seeOther("/desk/findings/\(finding.id)#returns", notice: .added)
    }
  }

  private func translate(_ call: Call) async throws -> Reply {
    let id: ID<Finding> = try call.id("finding")
    let viewer = try call.member()
    return try await call.saveTranslation(
      back: "/desk/findings/\(id)/translations", show: { try await findingTranslations(call, $0) }
    ) { connection in
      let finding = try Finding.find(id, for: viewer, connection)
      return (try finding.texts(connection), [finding.community.text])
    }
  }
}

extension Finding {
  func texts(_ connection: any Connection) throws -> [TranslatableText] {
    try TranslatableText.of(
      "finding", id.text, [("sentence", sentence), ("explanation", explanation)], in: language,
      connection)
  }
}

extension Call {
  /// The finding in the path, as far as the one who looks may know of it.
  func finding() async throws -> Finding {
    let id: ID<Finding> = try id("finding")
    let viewer = try member()
    return try await store.read { try Finding.find(id, for: viewer, $0) }
  }

  /// Whether the one who looks writes findings.
  var keepsFindings: Bool { isOfLibrary || viewer?.role == .steward }
}

private func findingTranslations(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Finding> = try call.id("finding")
  let viewer = try call.member()
  let w = call.w
  let texts = try await call.store.read { connection in
    try Finding.find(id, for: viewer, connection).texts(connection)
  }
  return call.page(
    w("Translations"),
    breadcrumbs: [
      (w("Findings"), "/desk/findings"), (w("Finding"), "/desk/findings/\(id)"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The finding in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(translationList(call, texts, post: "/desk/findings/\(id)/translations", draft))
    """)
}
