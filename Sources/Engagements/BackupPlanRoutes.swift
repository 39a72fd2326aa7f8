import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Backup plans: if this fails, then that, and who does it.
struct BackupPlanRoutes {
  var routes: [Route] {
    [
      .get("/desk/engagements/{engagement}/backup-plans/new", .library) { call in
        let draft = Draft(["id": call.freshID(BackupPlan.self).text])
        return backupForm(call, draft, try await call.engagement(), changing: nil)
      },
      .post("/desk/engagements/{engagement}/backup-plans", .library) { call in
        try await add(call)
      },
      .get("/desk/engagements/{engagement}/backup-plans/{backup}/edit", .library) { call in
        let (engagement, plan) = try await find(call)
        let draft = Draft([
          "trouble": plan.trouble, "instead": plan.instead, "who": plan.who,
          "version": String(plan.version),
        ])
        return backupForm(call, draft, engagement, changing: plan)
      },
      .post("/desk/engagements/{engagement}/backup-plans/{backup}", .library) { call in
        try await change(call)
      },
      .get("/desk/engagements/{engagement}/backup-plans/{backup}/removal", .library) { call in
        let (engagement, backup) = try await find(call)
        let w = call.w
        let plan: SafeURL = "/desk/engagements/\(engagement.id)/plan"
        return call.confirmation(
          w("Take a backup plan out of the plan"), lead: backup.trouble,
          breadcrumbs: engagementTrail(w, engagement) + [(w("Plan"), plan)],
          warning: w("This can’t be undone. The ledger keeps that it was there."),
          button: w("Take it out of the plan"), back: plan)
      },
      .post("/desk/engagements/{engagement}/backup-plans/{backup}/removal", .library) { call in
        let (engagement, plan) = try await find(call)
        let (now, actor) = (call.now, call.actor)
        try await call.store.write { connection in
          try plan.end(in: engagement, by: actor, at: now, connection)
        }
        return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .removed)
      },
    ]
  }

  private func find(_ call: Call) async throws -> (Engagement, BackupPlan) {
    let id: ID<BackupPlan> = try call.id("backup")
    return try await call.store.read { connection in
      let engagement = try call.engagement(connection)
      return (engagement, try BackupPlan.find(id, in: engagement, connection))
    }
  }

  private func add(_ call: Call) async throws -> Reply {
    let engagement = try await call.engagement()
    return try await call.submit(
      show: { backupForm(call, $0, engagement, changing: nil) }
    ) { form in
      let id: ID<BackupPlan> = try form.freshID()
      let draft = try read(&form)
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        try BackupPlan.add(draft, id: id, to: engagement, by: actor, at: now, connection)
      }
      return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .added)
    }
  }

  private func change(_ call: Call) async throws -> Reply {
    let (engagement, plan) = try await find(call)
    return try await call.submit(
      show: { draft in
        let draft = draft.renewed(
          call.w, at: "trouble", stored: plan.trouble, version: plan.version)
        return backupForm(call, draft, engagement, changing: plan)
      }
    ) { form in
      let version = form.version
      let draft = try read(&form)
      let (now, actor) = (call.now, call.actor)
      let changed = try await call.store.write { connection in
        try plan.change(
          to: draft, since: version, in: engagement, by: actor, at: now, connection)
      }
      guard changed else { try form.conflict(at: "trouble", stored: plan.trouble) }
      return .seeOther("/desk/engagements/\(engagement.id)/plan", notice: .saved)
    }
  }

  private func read(_ form: inout Form) throws -> BackupPlanDraft {
    let w = form.w
    let trouble = form.text("trouble", w("If this fails"), most: 500)
    let instead = form.text("instead", w("Then this"), most: 1000)
    let who = form.text("who", w("Who does it"), most: 200)
    try form.check()
    return BackupPlanDraft(trouble: trouble, instead: instead, who: who)
  }
}

private func backupForm(
  _ call: Call, _ draft: Draft, _ engagement: Engagement, changing: BackupPlan?
) -> Reply {
  let w = call.w
  let title = changing == nil ? w("Add a backup plan") : w("Change the backup plan")
  let language = engagement.language
  let action: SafeURL =
    changing.map { "/desk/engagements/\(engagement.id)/backup-plans/\($0.id)" }
    ?? "/desk/engagements/\(engagement.id)/backup-plans"
  return call.page(
    title,
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Plan"), "/desk/engagements/\(engagement.id)/plan")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A second way can be simple, as long as everybody knows of it.")))
    \(call.postForm(action, hidden: draft.marks, """
      \(textArea(w, label: w("If this fails"), name: "trouble", value: draft.value("trouble"), hint: w("Such as: the hall is closed that week."), error: draft.error("trouble"), rows: 2, limit: 500, language: language))
      \(textArea(w, label: w("Then this"), name: "instead", value: draft.value("instead"), error: draft.error("instead"), rows: 3, limit: 1000, language: language))
      \(textField(w, label: w("Who does it"), name: "who", value: draft.value("who"), error: draft.error("who"), maxlength: 200, language: language))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}
