import Communities
import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// One concern at the desk: reading it, answering, correcting an answer, hiding.
struct AnsweringRoutes {
  var routes: [Route] {
    [
      .get("/desk/concerns/{concern}", .library) { call in
        try await answeringPage(call, Draft())
      },
      .post("/desk/concerns/{concern}/reading", .library) { call in
        let concern = try await call.concern()
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { try concern.read(by: actor, at: now, $0) }
        return .seeOther(SafeURL(local: concern.deskPath) ?? "/desk", notice: .saved)
      },
      .post("/desk/concerns/{concern}/replies", .library) { call in try await reply(call) },
      .get("/desk/concerns/{concern}/replies/{reply}/edit", .library) { call in
        try await correctionPage(call, nil)
      },
      .post("/desk/concerns/{concern}/replies/{reply}", .library) { call in
        try await correct(call)
      },
      .post("/desk/concerns/{concern}/hiding", .library) { call in try await hide(call) },
      .post("/desk/concerns/{concern}/community", .library) { call in try await place(call) },
    ]
  }

  private func reply(_ call: Call) async throws -> Reply {
    let concern = try await call.concern()
    return try await call.submit(show: { try await answeringPage(call, $0) }) { form in
      let id: ID<ConcernWord> = try form.freshID()
      let draft = try ReplyForm.read(&form)
      let version = Int(form.data.text("version")) ?? 0
      let (acting, toAll) = (call.acting, form.data.has("alike"))
      let isKept = try await call.store.write { connection in
        try concern.reply(
          draft, id: id, since: version, toAllAlike: toAll, as: acting, connection)
      }
      if !isKept { form.fault("text", newer(form.w)) }
      try form.check()
      return .seeOther(
        SafeURL(local: concern.deskPath + "#thread") ?? "/desk", notice: .sent)
    }
  }

  private func correct(_ call: Call) async throws -> Reply {
    let (concern, turn) = try await call.reply()
    return try await call.submit(show: { try await correctionPage(call, $0) }) { form in
      let id: ID<ConcernWord> = try form.freshID()
      let draft = try ReplyForm.read(&form, kind: turn.current.kind)
      let version = Int(form.data.text("version")) ?? 0
      let acting = call.acting
      let isKept = try await call.store.write { connection in
        try concern.correct(
          turn.current.number, to: draft, id: id, since: version, as: acting, connection)
      }
      if !isKept { form.fault("text", newer(form.w)) }
      try form.check()
      return .seeOther(
        SafeURL(local: concern.deskPath + "#thread") ?? "/desk", notice: .saved)
    }
  }

  /// Says which community it concerns, where its writer named none.
  private func place(_ call: Call) async throws -> Reply {
    let concern = try await call.concern()
    let viewer = try call.member()
    return try await call.submit(show: { try await answeringPage(call, $0) }) { form in
      guard let id = ID<Community>(form.data.text("community")) else {
        form.fault("community", form.w("Choose a community."))
        throw Failure.invalid(form.faults)
      }
      let (now, actor) = (call.now, call.actor)
      let isPlaced = try await call.store.write { connection in
        let community = try Community.find(id, for: viewer, connection)
        return try concern.place(in: community.id, by: actor, at: now, connection)
      }
      return .seeOther(
        SafeURL(local: concern.deskPath) ?? "/desk", notice: isPlaced ? .saved : .alreadyDone)
    }
  }

  private func hide(_ call: Call) async throws -> Reply {
    let concern = try await call.concern()
    return try await call.submit(show: { try await answeringPage(call, $0) }) { form in
      let id: ID<ConcernHiding> = try form.freshID("hiding")
      let reason = form.choice("hiding-reason", form.w("Why"), of: HidingReason.self)
      try form.check()
      guard let reason else { throw Failure.staleForm }
      let (today, now, actor) = (call.today, call.now, call.actor)
      try await call.store.write { connection in
        try concern.hide(reason, id: id, by: actor, today: today, at: now, connection)
      }
      return .seeOther(SafeURL(local: concern.deskPath) ?? "/desk", notice: .saved)
    }
  }
}

func newer(_ w: Words) -> String {
  w(
    "Something was written meanwhile, or taken back. Read what stands above, then send this again if it still fits."
  )
}

extension Call {
  /// The concern in the path, as far as the one who looks may read it.
  func concern() async throws -> Concern {
    let id: ID<Concern> = try id("concern")
    let viewer = try member()
    return try await store.read { try Concern.find(id, for: viewer, $0) }
  }

  /// The library's answer in the path.
  func reply() async throws -> (Concern, ConcernTurn) {
    let concern = try await concern()
    let reply: ID<ConcernWord> = try id("reply")
    let turns = try await store.read { try ConcernTurn.all(of: concern.id, $0) }
    let turn = turns.first { turn in
      (turn.former + [turn.current]).contains { $0.id == reply }
    }
    guard let turn, turn.current.speaker == .library else { throw Failure.notFound }
    return (concern, turn)
  }

  var acting: ConcernActing {
    ConcernActing(
      actor: Actor(viewer), library: library, today: today, surroundings: surroundings)
  }
}
