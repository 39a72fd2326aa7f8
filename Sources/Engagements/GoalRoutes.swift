import Communities
import Components
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// Goals of a plan: setting and changing them, and saying how they went.
struct GoalRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements/{engagement}/plan", .members) { call in try await planPage(call) },
      .get("/desk/engagements/{engagement}/goals/new", .library) { call in
        try await goalForm(call, Draft(["id": call.freshID(Goal.self).text]), changing: nil)
      },
      .post("/desk/engagements/{engagement}/goals", .library) { call in try await add(call) },
      .get("/desk/engagements/{engagement}/goals/{goal}/edit", .library) { call in
        let (_, goal, facts) = try await find(call)
        return try await goalForm(call, Draft(goal, facts), changing: goal)
      },
      .post("/desk/engagements/{engagement}/goals/{goal}", .library) { call in
        try await change(call)
      },
      .get("/desk/engagements/{engagement}/goals/{goal}/result", .library) { call in
        let (engagement, goal, _) = try await find(call)
        return resultForm(call, Draft(["day": call.today.description]), engagement, goal)
      },
      .post("/desk/engagements/{engagement}/goals/{goal}/result", .library) { call in
        try await settle(call)
      },
      .post("/desk/engagements/{engagement}/goals/{goal}/reopening", .library) { call in
        let (engagement, goal, _) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try goal.reopen(in: engagement, by: actor, at: now, connection)
        }
        return place(goal)
      },
      .get("/desk/engagements/{engagement}/goals/{goal}/removal", .library) { call in
        let (engagement, goal, facts) = try await find(call)
        let w = call.w
        let plan: SafeURL = "/desk/engagements/\(engagement.id)/plan"
        return call.confirmation(
          w("Take a goal out of the plan"), lead: goal.text,
          breadcrumbs: engagementTrail(w, engagement) + [(w("Plan"), plan)],
          warning: w(
            "This can’t be undone. Its result goes with it, and the ledger keeps that it was there."
          ),
          "<p>\(w.plural(facts.count, "It rests on {n} fact, which stays.", "It rests on {n} facts, which stay."))</p>",
          button: w("Take it out of the plan"), back: plan)
      },
      .post("/desk/engagements/{engagement}/goals/{goal}/removal", .library) { call in
        let (engagement, goal, _) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try goal.end(in: engagement, by: actor, at: now, connection)
        }
        return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .removed)
      },
    ]
  }

  private func find(_ call: Call) async throws -> (Engagement, Goal, [ID<Fact>]) {
    let id: ID<Goal> = try call.id("goal")
    return try await call.store.read { connection in
      let engagement = try call.engagement(connection)
      let goal = try Goal.find(id, in: engagement, connection)
      return (engagement, goal, try Reliance.facts(under: "goal", id.text, connection))
    }
  }

  /// The goal on the page of the plan.
  private func place(_ goal: Goal) -> Reply {
    .seeOther(SafeURL(local: goal.path) ?? "/desk/engagements")
  }

  private func add(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(show: { try await goalForm(call, $0, changing: nil) }) { form in
      let id: ID<Goal> = try form.freshID()
      let draft = try await read(&form, call, engagement, resting: [])
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try Goal.add(draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (engagement, goal, facts) = try await find(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "text", stored: goal.text, version: goal.version)
        return try await goalForm(call, draft, changing: goal)
      }
    ) { form in
      let version = form.version
      let draft = try await read(&form, call, engagement, resting: facts)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try goal.change(
          to: draft, since: version, in: engagement, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "text", stored: goal.text) }
      return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .saved)
    }
  }

  /// - Parameter resting: The facts it rests on now; those that were not on the form stay.
  private func read(
    _ form: inout Form, _ call: Call, _ engagement: Engagement, resting: [ID<Fact>]
  ) async throws -> GoalDraft {
    let w = form.w
    let text = form.text("text", w("Goal"), most: 500)
    let measure = form.text("measure", w("How you will know"), most: 500)
    let target = form.text("target", w("What would be enough"), most: 200)
    let due = form.day("due", w("By when"))
    let missed = Goal.Turn(
      trigger: form.text("missed-if", w("You see that it is missed when"), most: 500),
      action: form.text("missed-then", w("Then you will"), most: 1000))
    let exceeded = Goal.Turn(
      trigger: form.text("exceeded-if", w("You see that it is exceeded when"), most: 500),
      action: form.text("exceeded-then", w("Then you will"), most: 1000))
    let chosen = Set(form.data.all("facts"))
    try form.check()
    guard let due else { throw Failure.staleForm }
    let viewer = try call.member()
    let offered = try await call.store.read { connection in
      try FactChoices.all(of: engagement, for: viewer, w, connection).flatMap(\.facts)
        .map(\.fact.id)
    }
    let facts = offered.filter { chosen.contains($0.text) }
    guard facts.count == chosen.count else { throw Failure.staleForm }
    return GoalDraft(
      text: text, measure: measure, target: target, due: due, missed: missed, exceeded: exceeded,
      facts: facts + resting.filter { !offered.contains($0) })
  }

  private func settle(_ call: Call) async throws -> Reply {
    let (engagement, goal, _) = try await find(call)
    return try await call.submit(show: { resultForm(call, $0, engagement, goal) }) { form in
      let w = form.w
      let state = form.choice("state", w("How it went"), of: Goal.State.self)
      let day = form.day("day", w("On which day"))
      if let day, day > call.today {
        form.fault("day", w("The day of a result can’t lie ahead."))
      }
      let done = form.text("done", w("What was done about it"), most: 2000)
      try form.check()
      guard let state, state != .open, let day else { throw Failure.staleForm }
      let (now, actor) = (call.now, call.actor)
      let settled = try await call.store.write { connection in
        try goal.settle(
          state, on: day, done: done, in: engagement, by: actor, at: now, connection)
      }
      return .seeOther(
        "/desk/engagements/\(engagement.id)/plan", notice: settled ? .saved : .alreadyDone)
    }
  }
}

/// The facts of one community that a goal may rest on.
struct FactChoices: Sendable {
  let community: String
  let id: ID<Community>
  let facts: [FactChoice]

  static func all(
    of engagement: Engagement, for viewer: Viewer, _ w: Words, _ connection: any Connection
  ) throws -> [FactChoices] {
    try engagement.communities(for: viewer, connection).map { community in
      FactChoices(
        community: try community.rendering(for: w, connection).name.text, id: community.id,
        facts: try Fact.all(of: community.id, connection).map {
          FactChoice(fact: $0, text: try $0.rendering(for: w, connection))
        })
    }
  }
}

/// A fact as its reader gets it: in their language where there is a translation.
struct FactChoice: Sendable {
  let fact: Fact
  let text: Rendering
}

extension Draft {
  /// A stored goal in the fields of its form.
  fileprivate init(_ goal: Goal, _ facts: [ID<Fact>]) {
    self.init([
      "text": goal.text, "measure": goal.measure, "target": goal.target,
      "due": goal.due.description, "missed-if": goal.missed.trigger,
      "missed-then": goal.missed.action, "exceeded-if": goal.exceeded.trigger,
      "exceeded-then": goal.exceeded.action, "version": String(goal.version),
    ])
    values["facts"] = facts.map(\.text)
  }
}
