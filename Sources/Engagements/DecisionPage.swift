import Components
import Markup
import Store
import Surroundings
import Web
import Words

func decisionsPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let (engagement, decisions) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    return (engagement, try Decision.all(of: engagement.id, connection))
  }
  let add = linkButton(
    w("Name a decision"), url: "/desk/engagements/\(engagement.id)/decisions/new")
  let body: HTML =
    decisions.isEmpty
    ? emptyState(
      title: w("No decision is named yet"),
      body:
        "<p>\(w("Say which decisions this engagement touches, and how much say people have in each. A small promise that is kept is worth more than a large one."))</p>",
      action: call.isOfLibrary ? add : .empty)
    : decisions.map { decisionPart(call, engagement, $0) }.joined()
  let levels = Participation.allCases.map { level in (level.word(w), HTML(text: level.promise(w))) }
  return call.page(
    w("Decisions"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(w("Decisions"), lead: w("What is decided here, who decides in the end, and how much say people were promised."), actions: call.isOfLibrary && !decisions.isEmpty ? [add] : []))
    \(engagementTabs(call, engagement, current: "decisions"))
    \(details(w("What the levels promise"), definitionList(levels)))
    \(body)
    """)
}

private func decisionPart(_ call: Call, _ engagement: Engagement, _ decision: Decision) -> HTML {
  let w = call.w
  let base = "\(engagement.path)/decisions/\(decision.id)"
  var facts: [(String, HTML)] = [
    (
      w("Promised"),
      "\(tag(decision.promised.word(w), tone: .information)) \(decision.promised.promise(w))"
    ),
    (w("Who decides in the end"), engagement.written(decision.decider)),
  ]
  if !decision.means.isEmpty {
    facts.append((w("How people take part"), engagement.written(decision.means)))
  }
  if let result = decision.result {
    facts.append((w("What was decided"), engagement.written(result.outcome)))
    facts.append((w("On which day"), HTML(text: w.day(result.on))))
    facts.append(
      (
        w("How much say people had in truth"),
        tag(result.delivered.word(w), tone: decision.fellShort ? .warning : .good)
      ))
  }
  let short: HTML =
    decision.fellShort
    ? notice(
      w, .warning, title: w("People had less say than they were promised."),
      body: "<p>\(w("Tell them so, and why, before they find out by themselves."))</p>")
    : .empty
  let settle: [HTML] =
    decision.result == nil
    ? [
      linkButton(
        w("Say what was decided"), url: SafeURL(local: "\(base)/outcome") ?? "/desk", kind: .quiet)
    ] : []
  let actions =
    settle + [
      linkButton(w("Change"), url: SafeURL(local: "\(base)/edit") ?? "/desk", kind: .quiet),
      call.postForm(
        SafeURL(local: "\(base)/removal") ?? "/desk",
        submitButton(w("Take it off the list"), kind: .quiet)),
    ]
  return section(
    engagement.said(decision.question), id: "decision-\(decision.id)",
    "\(definitionList(facts))\(short)\(if: call.isOfLibrary, buttonRow(actions))")
}

private func levelChoice(
  _ w: Words, _ legend: String, name: String, _ draft: Draft
) -> HTML {
  radioGroup(
    w, legend: legend, name: name,
    options: Participation.allCases.map { level in
      Option(value: level.rawValue, label: level.word(w), hint: level.promise(w))
    }, selected: draft.value(name), error: draft.error(name))
}

func decisionForm(
  _ call: Call, _ draft: Draft, _ engagement: Engagement, changing: Decision?
) -> Reply {
  let w = call.w
  let title = changing == nil ? w("Name a decision") : w("Change the decision")
  let action: SafeURL =
    changing.map { "/desk/engagements/\(engagement.id)/decisions/\($0.id)" }
    ?? "/desk/engagements/\(engagement.id)/decisions"
  return call.page(
    title,
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Decisions"), "/desk/engagements/\(engagement.id)/decisions")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("Promise what you can keep. People remember it.")))
    \(call.postForm(action, hidden: draft.marks, """
      \(textArea(w, label: w("What is decided"), name: "question", value: draft.value("question"), hint: w("As a question, such as: On which evenings is the room open?"), error: draft.error("question"), rows: 3, limit: 500, language: engagement.language))
      \(levelChoice(w, w("What people are promised"), name: "promised", draft))
      \(textField(w, label: w("Who decides in the end"), name: "decider", value: draft.value("decider"), hint: w("A body or a role, such as: the board, the tenants’ meeting."), error: draft.error("decider"), maxlength: 200, language: engagement.language))
      \(textArea(w, label: w("How people take part"), name: "means", value: draft.value("means"), hint: w("When, where, in which languages, and what helps people to come."), error: draft.error("means"), rows: 3, required: false, limit: 1000, language: engagement.language))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}

func outcomeForm(
  _ call: Call, _ draft: Draft, _ engagement: Engagement, _ decision: Decision
) -> Reply {
  let w = call.w
  return call.page(
    w("What was decided"),
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Decisions"), "/desk/engagements/\(engagement.id)/decisions")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What was decided"), lead: engagement.said(decision.question), kicker: w("Promised: {level}", ["level": decision.promised.word(w)])))
    \(call.postForm("/desk/engagements/\(engagement.id)/decisions/\(decision.id)/outcome", """
      \(textArea(w, label: w("What was decided"), name: "outcome", value: draft.value("outcome"), hint: w("And what of it came from the people who took part."), error: draft.error("outcome"), rows: 4, limit: 2000, language: engagement.language))
      \(dateField(w, label: w("On which day"), name: "decided", value: draft.value("decided"), error: draft.error("decided"), latest: call.today.description))
      \(levelChoice(w, w("How much say people had in truth"), name: "delivered", draft))
      \(submitButton(w("Save")))
      """))
    """)
}
