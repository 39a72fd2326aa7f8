import Communities
import Components
import Engagements
import Findings
import Markup
import Store
import Surroundings
import Web
import Words

/// What a promise may come from, as the one who looks may see it.
struct Origins: Sendable {
  let community: Community
  let findings: [(id: String, sentence: String)]
  let concerns: [(id: String, sentence: String)]

  static func of(
    _ community: Community, _ call: Call, _ connection: any Connection
  ) throws -> Origins {
    let findings = try Finding.all(of: [community.id.text], connection)
      .filter { [.checked, .published].contains($0.standing) }
      .map { (id: $0.id.text, sentence: $0.sentence) }
    let concerns = try call.site.capabilities.flatMap(\.citable).filter { $0.kind == "concern" }
      .flatMap { try $0.list([community.id.text], call, connection) }
      .map { (id: $0.id, sentence: $0.sentence) }
    return Origins(community: community, findings: findings, concerns: concerns)
  }

  func options(_ w: Words) -> [Option] {
    [Option(value: "meeting", label: w("Something said in a meeting"))]
      + findings.map {
        Option(
          value: "finding:\($0.id)", label: w("Finding: {sentence}", ["sentence": $0.sentence]))
      }
      + concerns.map {
        Option(
          value: "concern:\($0.id)", label: w("Concern: {sentence}", ["sentence": $0.sentence]))
      }
  }

  func origin(_ value: String, meeting: String) -> Promise.Origin? {
    if value == "meeting" { return meeting.isEmpty ? nil : .meeting(meeting) }
    if let finding = findings.first(where: { "finding:\($0.id)" == value }) {
      return .finding(finding.id)
    }
    return concerns.first { "concern:\($0.id)" == value }.map { .concern($0.id) }
  }
}

extension PromiseDraft {
  /// - Parameter fixed: The promise that is mended: where it comes from and who is told stay.
  init(_ form: inout Form, _ origins: Origins, today: Day, fixed: Promise? = nil) throws {
    let w = form.w
    let meeting = form.optionalText("meeting", w("Which meeting"), most: 200)
    let origin = fixed?.origin ?? origins.origin(form.data.text("origin"), meeting: meeting)
    if origin == nil {
      if form.data.text("origin") == "meeting" {
        form.fault("meeting", w("Say which meeting: what, and when."))
      } else {
        form.fault("origin", w("Choose what it comes from."))
      }
    }
    let what = form.text("what", w("What is promised"), most: 400)
    let who = form.text("who", w("Who undertakes it"), most: 200)
    let due = form.day("due", w("By when"))
    if let due, due < today {
      form.fault("due", w("A promise is for a day that is still to come."))
    }
    if let due, due - today > Promise.farthest {
      form.fault("due", w("That is more than ten years ahead. Promise a first step for sooner."))
    }
    let participation = form.choice(
      "participation", w("Say that people have in it"), of: Participation.self)
    let shown = form.text("shown", w("How it will be shown"), most: 400)
    let tag = form.data.text("language")
    let language = Language.spoken.first { $0.tag == tag }
    if language == nil { form.fault("language", w("Choose the language that you write in.")) }
    var audience = fixed?.audience ?? .everyone
    if fixed == nil, form.data.has("receipt") {
      audience = .receipt
      if case .concern? = origin {
      } else {
        form.fault(
          "receipt", w("Only what comes from a concern can be told to its writer alone."))
      }
    }
    try form.check()
    guard let origin, let due, let participation, let language else { throw Failure.staleForm }
    self.init(
      origin: origin, what: what, who: who, participation: participation, shownHow: shown,
      due: due, language: language, audience: audience)
  }
}

extension Draft {
  init(_ promise: Promise) {
    self.init([
      "what": promise.what, "who": promise.who, "due": promise.due.description,
      "participation": promise.participation.rawValue, "shown": promise.shownHow,
      "language": promise.language.tag, "version": String(promise.version),
    ])
  }
}

func promiseForm(_ call: Call, _ draft: Draft, _ origins: Origins, mending promise: Promise?)
  -> Reply
{
  let w = call.w
  let title = promise == nil ? w("Make a promise") : w("Mend the wording")
  let target: SafeURL =
    promise.flatMap { SafeURL(local: $0.deskPath + "/edit") } ?? "/desk/promises"
  let hidden =
    promise == nil
    ? [("id", draft.value("id")), ("community", origins.community.id.text)]
    : [("version", draft.value("version"))]
  let levels = Participation.allCases.map {
    Option(value: $0.rawValue, label: $0.word(w), hint: $0.promise(w))
  }
  let languages = Language.spoken.map { Option(value: $0.tag, label: $0.name(in: w.language)) }
  let from: HTML =
    promise != nil
    ? .empty
    : """
    \(selectField(w, label: w("What it comes from"), name: "origin", options: origins.options(w), selected: draft.value("origin"), error: draft.error("origin")))
    \(textField(w, label: w("Which meeting"), name: "meeting", value: draft.value("meeting"), hint: w("Such as: Tenants’ circle, 3 May. Only for what was said in a meeting."), error: draft.error("meeting"), required: false, maxlength: 200))
    """
  let audience: HTML =
    promise != nil || origins.concerns.isEmpty
    ? .empty
    : checkbox(
      w, label: w("Tell only whoever raised the concern"), name: "receipt",
      checked: draft.isOn("receipt"),
      hint: w("Everybody still sees that there is a promise, and whether it is kept."),
      error: draft.error("receipt"))
  return call.page(
    title, breadcrumbs: [(w("Promises"), "/desk/promises")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("A small promise that is kept is worth more than a large one. Everybody can read it: write it so that it names nobody."), kicker: origins.community.name))
    \(call.postForm(target, hidden: hidden, """
      \(from)
      \(textArea(w, label: w("What is promised"), name: "what", value: draft.value("what"), hint: w("So that anybody can tell whether it was kept."), error: draft.error("what"), rows: 3, limit: 400))
      \(textField(w, label: w("Who undertakes it"), name: "who", value: draft.value("who"), hint: w("A body or a role, such as: the branch manager."), error: draft.error("who"), maxlength: 200))
      \(dateField(w, label: w("By when"), name: "due", value: draft.value("due"), error: draft.error("due"), earliest: call.today.description))
      \(radioGroup(w, legend: w("Say that people have in it"), name: "participation", options: levels, selected: draft.value("participation").isEmpty ? nil : draft.value("participation"), error: draft.error("participation")))
      \(textField(w, label: w("How it will be shown"), name: "shown", value: draft.value("shown"), hint: w("Such as: opening hours on the door and here."), error: draft.error("shown"), maxlength: 400))
      \(selectField(w, label: w("Written in"), name: "language", options: languages, selected: draft.value("language"), error: draft.error("language")))
      \(audience)
      \(submitButton(promise == nil ? w("Promise it") : w("Save")))
      """))
    """)
}
