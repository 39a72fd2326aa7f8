import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Goal.State {
  func word(_ w: Words) -> String {
    switch self {
    case .open: w("Still open")
    case .met: w("Met")
    case .missed: w("Missed")
    case .exceeded: w("Exceeded")
    }
  }

  fileprivate var tone: Tone {
    switch self {
    case .open: .neutral
    case .met, .exceeded: .good
    case .missed: .warning
    }
  }
}

/// How a goal stands, in a word.
func goalMark(_ w: Words, _ goal: Goal, today: Day) -> HTML {
  goal.isOverdue(on: today)
    ? tag(w("Past its day, no result yet"), tone: .warning)
    : tag(goal.state.word(w), tone: goal.state.tone)
}

/// The plan: goals with their turns, and the second ways.
func planPage(_ call: Call) async throws -> Reply {
  struct GoalLine: Sendable {
    let goal: Goal
    let facts: [FactChoice]
  }
  let w = call.w
  let viewer = try call.member()
  let (engagement, lines, backups) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    let lines = try Goal.all(of: engagement.id, connection).map { goal in
      GoalLine(
        goal: goal,
        facts: try goal.facts(for: viewer, connection).map {
          FactChoice(fact: $0, text: try $0.rendering(for: w, connection))
        })
    }
    return (engagement, lines, try BackupPlan.all(of: engagement.id, connection))
  }
  let add = linkButton(w("Set a goal"), url: "/desk/engagements/\(engagement.id)/goals/new")
  let goals: HTML =
    lines.isEmpty
    ? emptyState(
      title: w("No goal is set yet"),
      body:
        "<p>\(w("Ask first what the community would call a success. Then write down both answers."))</p>",
      action: call.isOfLibrary ? add : .empty)
    : lines.map { goalPart(call, engagement, $0.goal, $0.facts) }.joined()
  let addBackup: HTML =
    call.isOfLibrary
    ? "<p>\(linkButton(w("Add a backup plan"), url: "/desk/engagements/\(engagement.id)/backup-plans/new", kind: .quiet))</p>"
    : .empty
  let second: HTML =
    backups.isEmpty
    ? "<p class=\"quiet\">\(w("No second way is written down yet."))</p>"
    : backups.map { backupPart(call, engagement, $0) }.joined()
  return call.page(
    w("Plan"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(w("Plan"), lead: w("What you aim for, by when, and what you do if it comes otherwise. People come before plans."), actions: call.isOfLibrary && !lines.isEmpty ? [add] : []))
    \(engagementTabs(call, engagement, current: "plan"))
    \(section(w("Goals"), id: "goals", goals))
    \(section(w("Backup plans"), id: "backup-plans", second + addBackup))
    """)
}

private func goalPart(
  _ call: Call, _ engagement: Engagement, _ goal: Goal, _ facts: [FactChoice]
) -> HTML {
  let w = call.w
  let base = "\(engagement.path)/goals/\(goal.id)"
  func turn(_ turn: Goal.Turn) -> HTML {
    """
    <p>\(w("If:")) \(engagement.written(turn.trigger))</p>
    <p>\(w("Then:")) \(engagement.written(turn.action))</p>
    """
  }
  var entries: [(String, HTML)] = [
    (w("State"), goalMark(w, goal, today: call.today)),
    (w("By when"), HTML(text: w.day(goal.due))),
    (w("How you will know"), engagement.written(goal.measure)),
    (w("What would be enough"), engagement.written(goal.target)),
    (w("If it is missed"), turn(goal.missed)),
    (w("If it is exceeded"), turn(goal.exceeded)),
  ]
  if let day = goal.settledOn {
    entries.append((w("Result of"), HTML(text: w.day(day))))
    entries.append((w("What was done about it"), engagement.written(goal.done)))
  }
  if !facts.isEmpty {
    let items = facts.map { choice -> HTML in
      let fact = choice.fact
      let mark = StandingMark(rawValue: fact.standing.rawValue).map { standingTag(w, $0) }
      return """
        <li><a href="/desk/facts/\(fact.id.text)" lang="\(choice.text.language.tag)" dir="auto">\
        \(choice.text.text)</a> \(mark) \(w("since {day}", ["day": w.day(fact.since)]))</li>
        """
    }
    entries.append((w("It rests on"), "<ul>\(items)</ul>"))
  }
  return section(
    engagement.said(goal.text), id: "goal-\(goal.id)", level: 3,
    "\(definitionList(entries))\(if: call.isOfLibrary, buttonRow(goalActions(call, goal, base)))")
}

private func goalActions(_ call: Call, _ goal: Goal, _ base: String) -> [HTML] {
  let w = call.w
  let first: HTML =
    goal.state == .open
    ? linkButton(
      w("Say how it went"), url: SafeURL(local: "\(base)/result") ?? "/desk", kind: .quiet)
    : call.postForm(
      SafeURL(local: "\(base)/reopening") ?? "/desk",
      submitButton(w("Open it again"), kind: .quiet))
  return [
    first,
    linkButton(w("Change"), url: SafeURL(local: "\(base)/edit") ?? "/desk", kind: .quiet),
    linkButton(
      w("Take it out of the plan"), url: SafeURL(local: "\(base)/removal") ?? "/desk",
      kind: .quiet),
  ]
}

private func backupPart(_ call: Call, _ engagement: Engagement, _ plan: BackupPlan) -> HTML {
  let w = call.w
  let base = "\(engagement.path)/backup-plans/\(plan.id)"
  let entries: [(String, HTML)] = [
    (w("Then:"), engagement.written(plan.instead)),
    (w("Who does it"), engagement.written(plan.who)),
  ]
  let actions = buttonRow([
    linkButton(w("Change"), url: SafeURL(local: "\(base)/edit") ?? "/desk", kind: .quiet),
    linkButton(
      w("Take it out of the plan"), url: SafeURL(local: "\(base)/removal") ?? "/desk",
      kind: .quiet),
  ])
  return section(
    w("If: {trouble}", ["trouble": engagement.said(plan.trouble)]), id: "backup-\(plan.id)",
    level: 3,
    "\(definitionList(entries))\(if: call.isOfLibrary, actions)")
}
