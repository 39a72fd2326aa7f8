import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Decisions of an engagement: the say that is promised in each, and what became of it.
struct DecisionRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements/{engagement}/decisions", .members) { call in
        try await decisionsPage(call)
      },
      .get("/desk/engagements/{engagement}/decisions/new", .library) { call in
        let draft = Draft(["id": call.freshID(Decision.self).text, "promised": ""])
        return decisionForm(call, draft, try await call.engagement(), changing: nil)
      },
      .post("/desk/engagements/{engagement}/decisions", .library) { call in
        try await add(call)
      },
      .get("/desk/engagements/{engagement}/decisions/{decision}/edit", .library) { call in
        let (engagement, decision) = try await find(call)
        return decisionForm(call, Draft(decision), engagement, changing: decision)
      },
      .post("/desk/engagements/{engagement}/decisions/{decision}", .library) { call in
        try await change(call)
      },
      .get("/desk/engagements/{engagement}/decisions/{decision}/outcome", .library) { call in
        let (engagement, decision) = try await find(call)
        let draft = Draft([
          "decided": call.today.description, "delivered": decision.promised.rawValue,
        ])
        return outcomeForm(call, draft, engagement, decision)
      },
      .post("/desk/engagements/{engagement}/decisions/{decision}/outcome", .library) { call in
        try await settle(call)
      },
      .post("/desk/engagements/{engagement}/decisions/{decision}/removal", .library) { call in
        let (engagement, decision) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try decision.end(in: engagement, by: actor, at: now, connection)
        }
        return .seeOther("/desk/engagements/\(engagement.id)/decisions", notice: .removed)
      },
    ]
  }

  private func find(_ call: Call) async throws -> (Engagement, Decision) {
    let id: ID<Decision> = try call.id("decision")
    return try await call.store.read { connection in
      let engagement = try call.engagement(connection)
      return (engagement, try Decision.find(id, in: engagement, connection))
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(
      show: { decisionForm(call, $0, engagement, changing: nil) }
    ) { form in
      let id: ID<Decision> = try form.freshID()
      let draft = try read(&form)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try Decision.add(draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/decisions", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (engagement, decision) = try await find(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "question", stored: decision.question, version: decision.version)
        return decisionForm(call, draft, engagement, changing: decision)
      }
    ) { form in
      let version = form.version
      let draft = try read(&form)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try decision.change(
          to: draft, since: version, in: engagement, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "question", stored: decision.question) }
      return .seeOther("/desk/engagements/\(engagement.id)/decisions", notice: .saved)
    }
  }

  private func read(_ form: inout Form) throws -> DecisionDraft {
    let w = form.w
    let question = form.text("question", w("What is decided"), most: 500)
    let promised = form.choice("promised", w("What people are promised"), of: Participation.self)
    let decider = form.text("decider", w("Who decides in the end"), most: 200)
    let means = form.optionalText("means", w("How people take part"), most: 1000)
    try form.check()
    return DecisionDraft(
      question: question, promised: promised ?? .outreach, decider: decider, means: means)
  }

  private func settle(_ call: Call) async throws -> Reply {
    let (engagement, decision) = try await find(call)
    return try await call.submit(
      show: { outcomeForm(call, $0, engagement, decision) }
    ) { form in
      let w = form.w
      let outcome = form.text("outcome", w("What was decided"), most: 2000)
      let day = form.day("decided", w("On which day"))
      if let day, day > call.today {
        form.fault("decided", w("The day of a decision can’t lie ahead."))
      }
      let delivered = form.choice(
        "delivered", w("How much say people had in truth"), of: Participation.self)
      try form.check()
      guard let day, let delivered else { throw Failure.staleForm }
      let (now, actor) = (call.now, call.actor)
      let result = Decision.Result(outcome: outcome, on: day, delivered: delivered)
      try await call.store.write { connection in
        try decision.settle(result, in: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/decisions", notice: .saved)
    }
  }
}

extension Draft {
  fileprivate init(_ decision: Decision) {
    self.init([
      "question": decision.question, "promised": decision.promised.rawValue,
      "decider": decision.decider, "means": decision.means,
      "version": String(decision.version),
    ])
  }
}
