import Communities
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The ledger on the desk, and what is done with one ask.
struct AskRoutes {
  /// Who writes in the ledger: the library, and stewards for their community.
  static let keepers = Access.roles(Role.library.union([.steward]))
  /// Nobody else lifts what the rules refuse, the owner neither.
  static let stewards = Access.roles([.steward])

  var routes: [Route] {
    let keepers = AskRoutes.keepers
    return [
      .get("/desk/asks", .members) { call in try await ledgerPage(call) },
      .get("/desk/asks/new", .library) { call in
        try await outsideForm(
          call,
          Draft(["id": call.freshID(Ask.self).text, "community": call.query.text("community")]))
      },
      .post("/desk/asks", .library) { call in try await tell(call) },
      .get("/desk/asks/{ask}", .members) { call in try await askPage(call, Draft()) },
      .post("/desk/asks/{ask}/acceptance", keepers) { call in try await accept(call) },
      .post("/desk/asks/{ask}/lift", AskRoutes.stewards) { call in try await lift(call) },
      .post("/desk/asks/{ask}/plan", keepers) { call in try await plan(call) },
      .post("/desk/asks/{ask}/withdrawal", keepers) { call in
        let (now, actor) = (call.now, call.actor)
        let ask = try await call.ask()
        try await call.store.write { try ask.withdraw(by: actor, at: now, $0) }
        return back(ask, .saved)
      },
      .post("/desk/asks/{ask}/return", keepers) { call in try await giveBack(call) },
      .post("/desk/asks/{ask}/answers", .library) { call in try await count(call) },
    ]
  }

  private func back(_ ask: Ask, _ notice: Notice) -> Reply {
    .seeOther(SafeURL(local: ask.deskPath) ?? "/desk/asks", notice: notice)
  }

  /// Another body's ask, written down by the library.
  private func tell(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await outsideForm(call, $0) }) { form in
      let w = call.w
      let viewer = try call.member()
      let id: ID<Ask> = try form.freshID()
      let draft = form.outsideAsk(today: call.today)
      let community = ID<Community>(form.data.text("community"))
      if community == nil { form.fault("community", w("Choose the community that is asked.")) }
      try form.check()
      guard let community, let draft else { throw Failure.staleForm }
      let (today, now, actor) = (call.today, call.now, call.actor)
      try await call.store.write { connection in
        let found = try Community.find(community, for: viewer, connection)
        try Ask.tell(
          draft, id: id, of: found.id, by: actor, today: today, at: now, connection)
      }
      return .seeOther("/desk/asks/\(id)", notice: .added)
    }
  }

  private func accept(_ call: Call) async throws -> Reply {
    let ask = try await call.ask()
    let (today, now, actor) = (call.today, call.now, Actor(call.viewer))
    let surroundings = call.surroundings
    let how = call.form.text("how")
    guard ask.isOutside, ["agreed", "anyway"].contains(how) else { throw Failure.notFound }
    try await call.store.write { connection in
      // As it stands now: somebody else may have decided meanwhile.
      guard let ask = try Ask.find(ask.id, connection) else { throw Failure.notFound }
      if how == "agreed" {
        try ask.agree(by: actor, today: today, surroundings, connection)
      } else {
        try ask.count(by: actor.name, at: now, connection)
      }
    }
    return back(ask, .saved)
  }

  private func lift(_ call: Call) async throws -> Reply {
    let ask = try await call.ask()
    return try await call.submit(show: { try await askPage(call, $0) }) { form in
      let id: ID<AskLift> = try form.freshID()
      let why = form.text("why", form.w("Why you lift it"), most: 500)
      try form.check()
      let (today, now, actor) = (call.today, call.now, Actor(call.viewer))
      do {
        let isSaid = try await call.store.write { connection in
          guard let ask = try Ask.find(ask.id, connection),
            [.told, .refused, .planned].contains(ask.status)
          else { throw Failure.notFound }
          let charter = try Charter.of(ask.community, connection)
          return try AskLift.lift(
            try ask.asking(on: today, connection).refusals(charter), for: ask.gateSubject,
            by: actor, why: why, id: id, today: today, at: now, connection)
        }
        guard isSaid else {
          throw Failure.conflict(
            call.w("It was lifted before, with another reason, which stands. Nothing was changed."))
        }
      } catch let refusal as Refusal {
        throw Failure.forbidden(refusal.sentence(call.w))
      }
      return back(ask, .saved)
    }
  }

  private func plan(_ call: Call) async throws -> Reply {
    let ask = try await call.ask()
    return try await call.submit(show: { try await askPage(call, $0) }) { form in
      let (today, surroundings, actor) = (call.today, call.surroundings, Actor(call.viewer))
      let day = form.day("day", form.w("Day it opens"))
      if let day, day < today || day > today.adding(days: 730) {
        form.fault("day", form.w("Choose a day from today to two years from now."))
      }
      try form.check()
      guard let day else { throw Failure.staleForm }
      try await call.store.write { connection in
        guard let ask = try Ask.find(ask.id, connection) else { throw Failure.notFound }
        try ask.plan(on: day, by: actor, today: today, surroundings, connection)
      }
      return back(ask, .saved)
    }
  }

  private func giveBack(_ call: Call) async throws -> Reply {
    let ask = try await call.ask()
    return try await call.submit(show: { try await askPage(call, $0) }) { form in
      let w = form.w
      let day = form.day("on", w("Day people were told"))
      let how = form.text("how", w("How and where"), most: 300)
      if let day, day > call.today || day < ask.opened {
        form.fault("on", w("The day lies between the ask’s first day and today."))
      }
      try form.check()
      guard let day else { throw Failure.staleForm }
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try ask.markReturned(on: day, how: how, by: actor, at: now, connection)
      }
      return back(ask, .saved)
    }
  }

  private func count(_ call: Call) async throws -> Reply {
    let ask = try await call.ask()
    // What an instrument of Kith counts nobody writes over.
    guard ask.isOutside else { throw Failure.notFound }
    return try await call.submit(show: { try await askPage(call, $0) }) { form in
      let w = form.w
      let label = w("People who answered")
      let number = form.optionalWhole("completed", label, in: 0...10_000_000)
      if number == nil, form.faults.isEmpty {
        form.fault("completed", w("Enter: {field}.", ["field": label]))
      }
      try form.check()
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try ask.count(Int(number ?? 0), by: actor, at: now, connection)
      }
      return back(ask, .saved)
    }
  }
}

extension Call {
  /// The ask in the path, as far as the one who looks may know of it.
  func ask() async throws -> Ask {
    let id: ID<Ask> = try id("ask")
    let viewer = try member()
    return try await store.read { try Ask.find(id, for: viewer, $0).0 }
  }
}
