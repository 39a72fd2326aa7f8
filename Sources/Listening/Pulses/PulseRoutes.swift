import Components
import Engagements
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Pulses on the desk: preparing, opening, closing.
struct PulseRoutes {
  /// Who prepares pulses: the library, stewards and partners. The gate decides who opens one.
  static let preparers = Access.roles(Role.library.union([.steward, .partner]))

  var routes: [Route] {
    let preparers = PulseRoutes.preparers
    return [
      .get("/desk/engagements/{engagement}/pulses", .members) { call in
        try await pulsesPage(call)
      },
      .get("/desk/engagements/{engagement}/pulses/new", preparers) { call in
        try await pulseForm(call, freshDraft(call), changing: nil)
      },
      .post("/desk/engagements/{engagement}/pulses", preparers) { call in try await add(call) },
      .get("/desk/pulses/{pulse}", .members) { call in try await pulsePage(call) },
      .get("/desk/pulses/{pulse}/edit", preparers) { call in
        let (pulse, _) = try await call.pulse()
        return try await pulseForm(call, Draft(pulse), changing: pulse)
      },
      .post("/desk/pulses/{pulse}", preparers) { call in try await change(call) },
      .post("/desk/pulses/{pulse}/opening", preparers) { call in try await open(call) },
      .get("/desk/pulses/{pulse}/closure", preparers) { call in try await closurePage(call) },
      .post("/desk/pulses/{pulse}/closure", preparers) { call in try await close(call) },
    ]
  }

  private func freshDraft(_ call: Call) -> Draft {
    let own = call.w.language
    let language = Language.spoken.contains(own) ? own : call.library.language
    return Draft([
      "id": call.freshID(Pulse.self).text, "language": language.tag, "minutes": "4",
      "instrument": Instrument.kithPulse.name,
      "closes": call.today.adding(days: 21).description,
    ])
  }

  private func add(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await pulseForm(call, $0, changing: nil) }) { form in
      let id: ID<Pulse> = try form.freshID()
      let engagement: ID<Engagement> = try call.id("engagement")
      let viewer = try call.member()
      let shelf = try await call.store.read { try InstrumentShelf.all($0) }
      let draft = try read(&form, call, shelf, fixed: nil)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        let engagement = try Engagement.find(engagement, for: viewer, connection)
        try Pulse.add(draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/pulses/\(id)", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (pulse, _) = try await call.pulse()
    guard pulse.state != .closed else { throw Failure.notFound }
    return try await call.submit(show: { try await pulseForm(call, $0, changing: pulse) }) {
      form in
      let version = Int(form.data.text("version")) ?? 0
      let shelf = try await call.store.read { try InstrumentShelf.all($0) }
      let draft = try read(&form, call, shelf, fixed: pulse.state == .draft ? nil : pulse)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write {
        try pulse.change(to: draft, since: version, by: actor, at: now, $0)
      }
      guard changed else {
        throw Failure.conflict(
          call.w("Somebody changed this pulse while you wrote. Open it again to see how."))
      }
      return .seeOther("/desk/pulses/\(pulse.id)", notice: .saved)
    }
  }

  /// - Parameter fixed: The pulse that is open already: what it asks is not read again.
  private func read(
    _ form: inout Form, _ call: Call, _ shelf: [Instrument], fixed: Pulse?
  ) throws -> PulseDraft {
    let w = form.w
    let introduction = form.optionalText("introduction", w("Introduction"), most: 2000)
    let minutes = form.optionalWhole("minutes", w("Minutes it takes"), in: 1...60)
    let closes = form.day("closes", w("Last day"))
    if let closes, closes < call.today {
      form.fault("closes", w("The last day can’t be in the past."))
    }
    if let fixed {
      try form.check()
      return PulseDraft(
        title: fixed.title, introduction: introduction, language: fixed.language,
        instrument: fixed.instrument, instrumentVersion: fixed.instrumentVersion,
        minutes: Int(minutes ?? 4), closes: closes ?? fixed.closes)
    }
    let title = form.text("title", w("What this time is called"), most: 100)
    let language = Language.spoken.first { $0.tag == form.data.text("language") }
    if language == nil { form.fault("language", w("Choose the language that you write in.")) }
    let instrument = shelf.first { $0.name == form.data.text("instrument") }
    if instrument == nil { form.fault("instrument", w("Choose what is asked.")) }
    try form.check()
    guard let language, let instrument, let closes else { throw Failure.staleForm }
    return PulseDraft(
      title: title, introduction: introduction, language: language, instrument: instrument.key,
      instrumentVersion: instrument.version, minutes: Int(minutes ?? 4), closes: closes)
  }

  private func open(_ call: Call) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    let (today, surroundings, actor) = (call.today, call.surroundings, Actor(call.viewer))
    guard pulse.closes >= today else {
      throw Failure.conflict(call.w("Its last day is past. Give it a later one first."))
    }
    try await call.store.write { connection in
      try pulse.open(in: engagement, by: actor, today: today, surroundings, connection)
    }
    return .seeOther("/desk/pulses/\(pulse.id)", notice: .published)
  }

  private func closurePage(_ call: Call) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    guard pulse.state == .open else { throw Failure.notFound }
    let w = call.w
    return call.confirmation(
      w("Close the pulse"), lead: pulse.title, breadcrumbs: engagementTrail(w, engagement),
      warning: w("It can’t be opened again."),
      "<p>\(w("Nobody can answer, correct or take back any more, and the figures can be read: by everybody, where the community’s rules let them. For a later time prepare a new pulse."))</p>",
      button: w("Close it for good"), back: SafeURL(local: pulse.deskPath) ?? "/desk")
  }

  private func close(_ call: Call) async throws -> Reply {
    let (pulse, _) = try await call.pulse()
    let (today, surroundings, actor) = (call.today, call.surroundings, Actor(call.viewer))
    try await call.store.write { connection in
      try pulse.close(on: today, by: actor, surroundings, connection)
    }
    return .seeOther("/desk/pulses/\(pulse.id)", notice: .saved)
  }
}

extension Call {
  /// The pulse in the path with its engagement, as far as the one who looks may know of it.
  func pulse() async throws -> (Pulse, Engagement) {
    let id: ID<Pulse> = try id("pulse")
    let viewer = try member()
    return try await store.read { try Pulse.find(id, for: viewer, $0) }
  }

  /// Whether the one who looks prepares pulses.
  var prepares: Bool { isOfLibrary || [.steward, .partner].contains(viewer?.role) }
}

extension Draft {
  /// What a stored pulse's form begins with.
  init(_ pulse: Pulse) {
    self.init([
      "title": pulse.title, "introduction": pulse.introduction, "language": pulse.language.tag,
      "instrument": "\(pulse.instrument).\(pulse.instrumentVersion)",
      "minutes": String(pulse.minutes), "closes": pulse.closes.description,
      "version": String(pulse.version),
    ])
  }
}
