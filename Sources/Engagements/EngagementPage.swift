import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

extension Engagement.State {
  func word(_ w: Words) -> String {
    switch self {
    case .planned: w("Planned")
    case .underWay: w("Under way")
    case .closed: w("Closed")
    }
  }

  func mark(_ w: Words) -> HTML {
    switch self {
    case .planned: tag(word(w), tone: .information)
    case .underWay: tag(word(w), tone: .good)
    case .closed: tag(word(w))
    }
  }
}

func engagementsPage(_ call: Call) async throws -> Reply {
  struct Line: Sendable {
    let engagement: Engagement
    let communities: String
    let overdue: Int
    let next: Goal?
  }
  let w = call.w
  let viewer = try call.member()
  let today = call.today
  let lines = try await call.store.read { connection in
    try Engagement.open(to: viewer, connection).map { engagement in
      let engagement = try engagement.worded(for: w, connection)
      let goals = try Goal.all(of: engagement.id, connection).filter { $0.state == .open }
      let isClosed = engagement.state == .closed
      return Line(
        engagement: engagement,
        communities: w.list(
          try engagement.communities(for: viewer, connection).map {
            try $0.worded(for: w, connection).name
          }),
        overdue: isClosed ? 0 : goals.count { $0.isOverdue(on: today) },
        next: isClosed ? nil : goals.first { $0.due >= today })
    }
  }
  let add = linkButton(w("Open an engagement"), url: "/desk/engagements/new")
  let body: HTML =
    lines.isEmpty
    ? emptyState(
      title: w("No engagement yet"),
      body:
        "<p>\(w("Begin with why, and with whom. The Guide then shows what you know, and what you only assume."))</p>",
      action: call.isOfLibrary ? add : .empty)
    : cards(
      lines.map { line in
        let next: HTML =
          line.next.map { goal in
            """
            <p>\(w("Next: {day}", ["day": w.day(goal.due)])) · \(line.engagement.written(goal.text))</p>
            """
          } ?? .empty
        let overdue: HTML =
          line.overdue == 0
          ? .empty
          : tag(
            w.plural(line.overdue, "{n} goal overdue", "{n} goals overdue"), tone: .warning)
        return card(
          title: line.engagement.said(line.engagement.title),
          url: SafeURL(local: line.engagement.path),
          kicker: HTML(text: line.communities), level: 2,
          footer: line.engagement.state.mark(w) + " " + overdue,
          "<p>\(line.engagement.written(line.engagement.purpose))</p>\(next)")
      })
  return call.page(
    w("Engagements"),
    """
    \(pageHeading(w("Engagements"), lead: w("What you do with communities, and why."), actions: call.isOfLibrary && !lines.isEmpty ? [add] : []))
    \(body)
    """)
}

func overviewPage(_ call: Call) async throws -> Reply {
  struct Overview: Sendable {
    let engagement: Engagement
    let communities: [Community]
    let decisions: [Decision]
    let goals: [Goal]
    let people: [ResponsibleLine]
  }
  let w = call.w
  let viewer = try call.member()
  let page = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    return Overview(
      engagement: engagement,
      communities: try engagement.communities(for: viewer, connection).map {
        try $0.worded(for: w, connection)
      },
      decisions: try Decision.all(of: engagement.id, connection),
      goals: try Goal.all(of: engagement.id, connection),
      people: try ResponsibleLine.all(of: engagement.id, w, connection))
  }
  let engagement = page.engagement
  let base = engagement.path
  let communities = page.communities.map { community -> HTML in
    "<a href=\"/desk/communities/\(community.id.text)\" dir=\"auto\">\(community.name)</a>"
  }
  var facts: [(String, HTML)] = [
    (w("State"), engagement.state.mark(w)),
    (w("Communities"), communities.joined(separator: ", ")),
    (w("Opened"), HTML(text: w.day(call.day(of: engagement.since)))),
  ]
  if let closedOn = engagement.closedOn {
    facts.append((w("Closed"), HTML(text: w.day(closedOn))))
  }
  let outcome: HTML =
    engagement.state == .closed
    ? section(
      w("How it ended"), id: "outcome", engagement.told(engagement.outcome))
    : .empty
  return call.page(
    engagement.said(engagement.title), breadcrumbs: [(w("Engagements"), "/desk/engagements")],
    """
    \(pageHeading(engagement.said(engagement.title), actions: call.isOfLibrary ? overviewActions(call, engagement) : []))
    \(engagementTabs(call, engagement, current: ""))
    \(definitionList(facts))
    \(section(w("What it is for"), id: "purpose", engagement.told(engagement.purpose)))
    \(outcome)
    \(section(w("What people were promised"), id: "promised", brief(page.decisions.map { decisionBrief(w, engagement, $0) }, nothing: w("No decision is named yet."), more: w("Decisions"), to: "\(base)/decisions")))
    \(section(w("What you aim for"), id: "goals", brief(page.goals.map { goalBrief(call, engagement, $0) }, nothing: w("No goal is set yet."), more: w("Plan"), to: "\(base)/plan")))
    \(section(w("Who looks after it"), id: "people", brief(page.people.map { responsibleBrief(w, engagement, $0) }, nothing: w("Nobody is named yet."), more: w("People"), to: "\(base)/people")))
    """)
}

private func overviewActions(_ call: Call, _ engagement: Engagement) -> [HTML] {
  let w = call.w
  let id = engagement.id
  let edit = linkButton(w("Change"), url: "/desk/engagements/\(id)/edit", kind: .quiet)
  let close = linkButton(w("Close it"), url: "/desk/engagements/\(id)/closure", kind: .quiet)
  switch engagement.state {
  case .planned:
    return [
      call.postForm("/desk/engagements/\(id)/start", submitButton(w("Begin it"))), edit, close,
    ]
  case .underWay: return [edit, close]
  case .closed:
    return [
      edit,
      call.postForm(
        "/desk/engagements/\(id)/reopening", submitButton(w("Take it up again"), kind: .quiet)),
    ]
  }
}

/// A few lines of a page, and the way to it.
private func brief(_ lines: [HTML], nothing: String, more: String, to path: String) -> HTML {
  let list: HTML =
    lines.isEmpty
    ? "<p class=\"quiet\">\(nothing)</p>"
    : "<ul>\(lines.map { line -> HTML in "<li>\(line)</li>" })</ul>"
  return "\(list)<p><a href=\"\(SafeURL(local: path) ?? "/desk")\">\(more)</a></p>"
}

private func decisionBrief(_ w: Words, _ engagement: Engagement, _ decision: Decision) -> HTML {
  let short: HTML =
    decision.fellShort ? tag(w("Less say than promised"), tone: .warning) : .empty
  return """
    \(engagement.written(decision.question)) \
    \(tag(decision.promised.word(w), tone: .information)) \(short)
    """
}

private func goalBrief(_ call: Call, _ engagement: Engagement, _ goal: Goal) -> HTML {
  let w = call.w
  return """
    \(engagement.written(goal.text)) · \(w.day(goal.due)) \(goalMark(w, goal, today: call.today))
    """
}

private func responsibleBrief(
  _ w: Words, _ engagement: Engagement, _ line: ResponsibleLine
) -> HTML {
  "\(engagement.written(line.responsible.part)): <bdi>\(line.person)</bdi> \(line.backupMark(w))"
}
