import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

func goalForm(_ call: Call, _ draft: Draft, changing: Goal?) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let (engagement, choices) = try await call.store.read { connection in
    let engagement = try call.engagement(connection)
    return (engagement, try FactChoices.all(of: engagement, for: viewer, w, connection))
  }
  let language = engagement.language
  let title = changing == nil ? w("Set a goal") : w("Change the goal")
  let action: SafeURL =
    changing.map { "/desk/engagements/\(engagement.id)/goals/\($0.id)" }
    ?? "/desk/engagements/\(engagement.id)/goals"
  func line(_ name: String, _ label: String, _ hint: String, most: Int = 500) -> HTML {
    textArea(
      w, label: label, name: name, value: draft.value(name), hint: hint,
      error: draft.error(name), rows: 2, limit: most, language: language)
  }
  return call.page(
    title,
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Plan"), "/desk/engagements/\(engagement.id)/plan")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A goal says what it will do when life goes otherwise. Both ways.")))
    \(call.postForm(action, hidden: draft.marks, """
      \(line("text", w("Goal"), w("What will be different, and for whom. A good introduction is a goal.")))
      \(line("measure", w("How you will know"), w("What you will count, hear or see.")))
      \(textField(w, label: w("What would be enough"), name: "target", value: draft.value("target"), hint: w("Such as: six people who came twice."), error: draft.error("target"), maxlength: 200, language: language))
      \(dateField(w, label: w("By when"), name: "due", value: draft.value("due"), error: draft.error("due")))
      \(fieldset(legend: w("If it is missed"), id: "missed", """
        \(line("missed-if", w("You see that it is missed when"), w("A sign that comes early enough to act on.")))
        \(line("missed-then", w("Then you will"), w("Whom you ask, what you let go, which second way you take."), most: 1000))
        """))
      \(fieldset(legend: w("If it is exceeded"), id: "exceeded", """
        \(line("exceeded-if", w("You see that it is exceeded when"), w("More people, requests or hopes than you are ready for.")))
        \(line("exceeded-then", w("Then you will"), w("Whom you call, what may grow, what stays small."), most: 1000))
        """))
      \(factChoices(w, draft, choices))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}

/// The facts of each community, to be ticked where the goal rests on them.
private func factChoices(_ w: Words, _ draft: Draft, _ choices: [FactChoices]) -> HTML {
  let selected = Set(draft.all("facts"))
  let lists = choices.filter { !$0.facts.isEmpty }.map { choice -> HTML in
    checkboxes(
      w, legend: w("What it rests on in {name}", ["name": choice.community]), name: "facts",
      options: choice.facts.map { line in
        let fact = line.fact
        let standing = StandingMark(rawValue: fact.standing.rawValue)?.word(w) ?? ""
        return Option(
          value: fact.id.text, label: line.text.text, hint: "\(standing) · \(fact.topic.word(w))",
          language: line.text.language)
      }, selected: selected,
      hint: w(
        "Tick what must be so for the goal to make sense. What is only assumed is welcome: it stays marked."
      ),
      id: "facts-\(choice.id)")
  }
  return lists.isEmpty
    ? "<p class=\"quiet\">\(w("No facts are recorded yet that it could rest on."))</p>"
    : lists.joined()
}

func resultForm(
  _ call: Call, _ draft: Draft, _ engagement: Engagement, _ goal: Goal
) -> Reply {
  let w = call.w
  let prepared: [(String, HTML)] = [
    (w("If it is missed"), engagement.written(goal.missed.action)),
    (w("If it is exceeded"), engagement.written(goal.exceeded.action)),
  ]
  let states: [Goal.State] = [.met, .missed, .exceeded]
  return call.page(
    w("How it went"),
    breadcrumbs: engagementTrail(w, engagement)
      + [(w("Plan"), "/desk/engagements/\(engagement.id)/plan")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("How it went"), lead: engagement.said(goal.text), kicker: w("Enough would be: {target}", ["target": engagement.said(goal.target)])))
    \(section(w("What you prepared"), id: "prepared", definitionList(prepared)))
    \(call.postForm("/desk/engagements/\(engagement.id)/goals/\(goal.id)/result", """
      \(radioGroup(w, legend: w("How it went"), name: "state", options: states.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: draft.value("state"), error: draft.error("state")))
      \(dateField(w, label: w("On which day"), name: "day", value: draft.value("day"), error: draft.error("day"), latest: call.today.description))
      \(textArea(w, label: w("What was done about it"), name: "done", value: draft.value("done"), hint: w("A missed goal is news and no disgrace. Say what you did, and who was told."), error: draft.error("done"), rows: 4, limit: 2000, language: engagement.language))
      \(submitButton(w("Save")))
      """))
    """)
}
