import Components
import Engagements
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// One conversation on the desk: how it stands, what people wrote and wait for, and what can be done.
func conversationPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let id: ID<Conversation> = try call.id("conversation")
  let viewer = try call.member()
  let w = call.w
  let (conversation, engagement, statements, counts, map) = try await call.store.read {
    connection in
    let (conversation, engagement) = try Conversation.find(id, for: viewer, connection)
    let map = try KeptMap.latest(of: id, connection)
    return (
      conversation, engagement, try Statement.all(of: id, connection),
      try VoteCounts.told(id, map, connection), map
    )
  }
  let waiting = statements.filter { $0.standing == .waiting }
  let numbers = definitionList([
    (
      w("State"),
      tag(conversation.state.word(w), tone: conversation.state == .open ? .good : .neutral)
    ),
    (w("People who took part"), HTML(text: w.number(counts.participants))),
    (w("Answers"), HTML(text: w.number(counts.votes))),
    (w("Statements"), HTML(text: w.number(statements.filter { $0.standing == .shown }.count))),
    (w("Last day"), HTML(text: conversation.closes.map(w.day) ?? w("open end"))),
    (
      w("Map"),
      HTML(
        text: map.map {
          w("Number {n}, of {day}", ["n": w.number($0.number), "day": w.day($0.day)])
        }
          ?? w("None yet"))
    ),
  ])
  let isBare =
    conversation.state == .draft && statements.allSatisfy { $0.standing != .shown }
  let bare: HTML =
    isBare
    ? notice(
      w, .warning, title: w("There is no statement yet"),
      body:
        "<p>\(w("Whoever comes first would find nothing to answer. Add some below before you open it."))</p>"
    ) : .empty
  return call.page(
    conversation.question, breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(bare)
    \(pageHeading(conversation.question, lead: conversation.background, kicker: w("Conversation"), actions: actions(call, conversation)))
    \(numbers)
    \(if: !waiting.isEmpty, section(w("Waiting to be read"), id: "waiting", waitingPart(call, conversation, waiting, draft)))
    \(section(w("Statements"), id: "statements", statementsTable(call, conversation, statements.filter { $0.standing != .waiting && $0.standing != .withdrawn }, map)))
    \(if: call.prepares, section(w("Add statements"), id: "seeds", seeding(call, conversation, draft)))
    \(section(w("Take it elsewhere"), id: "files", filesPart(call, conversation)))
    """)
}

/// How many took part and answered.
struct VoteCounts: Sendable {
  let participants: Int
  let votes: Int

  /// As of the last map where there is one, so that nobody who looks at a large conversation waits for
  /// millions of answers to be counted.
  static func told(
    _ conversation: ID<Conversation>, _ map: KeptMap?, _ connection: any Connection
  ) throws -> VoteCounts {
    guard let document = map?.document else { return try of(conversation, connection) }
    return VoteCounts(participants: document.participants, votes: document.votes)
  }

  /// As they are now, counted one by one.
  static func of(
    _ conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> VoteCounts {
    let row = try connection.first(
      """
      SELECT COUNT(DISTINCT vote.participant) AS people, COUNT(*) AS votes FROM vote
      JOIN statement ON statement.id = vote.statement WHERE statement.conversation = \(conversation)
      """)
    return VoteCounts(
      participants: try row?.int("people") ?? 0, votes: try row?.int("votes") ?? 0)
  }
}

private func actions(_ call: Call, _ conversation: Conversation) -> [HTML] {
  let w = call.w
  let base = conversation.deskPath
  var actions: [HTML] = []
  if conversation.state != .draft {
    actions.append(
      linkButton(
        w("What people see"), url: SafeURL(local: conversation.path) ?? "/", kind: .quiet))
  }
  guard call.prepares else { return actions }
  actions.append(
    linkButton(w("Change"), url: SafeURL(local: "\(base)/edit") ?? "/", kind: .quiet))
  actions.append(
    linkButton(
      w("Translations"), url: SafeURL(local: "\(base)/translations") ?? "/", kind: .quiet))
  if conversation.audience == .invited {
    actions.append(
      linkButton(
        w("Invitations"), url: SafeURL(local: "\(base)/invitations") ?? "/", kind: .quiet))
  }
  let step = conversation.state == .open ? "closure" : "opening"
  let word =
    switch conversation.state {
    case .draft: w("Open it")
    case .open: w("Close it")
    case .closed: w("Open it again")
    }
  actions.append(
    call.postForm(
      SafeURL(local: "\(base)/\(step)") ?? "/",
      submitButton(word, kind: conversation.state == .open ? .quiet : .primary)))
  return actions
}

/// What is held comes with a way to decide on all of it: a flood is read as one thing.
private func waitingPart(
  _ call: Call, _ conversation: Conversation, _ statements: [Statement], _ draft: Draft
) -> HTML {
  let held = statements.filter { $0.held != nil }.count
  return """
    \(if: held > 1 && call.prepares, heldForms(call, conversation, held, draft))
    \(waitingList(call, conversation, statements, draft))
    """
}

private func heldForms(
  _ call: Call, _ conversation: Conversation, _ held: Int, _ draft: Draft
) -> HTML {
  let w = call.w
  let action: SafeURL = "/desk/conversations/\(conversation.id)/held/ruling"
  let title = w.plural(held, "{n} statement is held", "{n} statements are held")
  let show = call.postForm(
    action, hidden: [("standing", "shown")],
    submitButton(w("Show all that are held"), kind: .quiet))
  let hide = details(
    w("Hide all that are held"), open: draft.error("reason-held") != nil,
    call.postForm(
      action, hidden: [("standing", "hidden")],
      """
      \(reasonField(w, draft, "held"))
      \(submitButton(w("Hide all that are held"), kind: .danger))
      """))
  return notice(
    w, .information, title: title,
    body: """
      <p>\(w("So much in an hour, or the same words again, is not seen at once even where statements are read afterwards. Whoever wrote it was told. Read some, then decide on each below, or on all."))</p>
      \(show)\(hide)
      """)
}

private func reasonField(_ w: Words, _ draft: Draft, _ key: String) -> HTML {
  selectField(
    w, label: w("Why"), name: "reason",
    options: HidingReason.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) },
    error: draft.error("reason-\(key)"), prompt: w("Choose"), id: "reason-\(key)")
}

private func waitingList(
  _ call: Call, _ conversation: Conversation, _ statements: [Statement], _ draft: Draft
) -> HTML {
  let items = statements.map { statement -> HTML in
    """
    <li><blockquote lang="\(statement.language.tag)" dir="auto">\(statement.text)</blockquote>
    \(statement.held.map { "<p>\(tag($0.word(call.w), tone: .warning))</p>" } ?? .empty)
    \(if: call.prepares, rulingForms(call, conversation, statement, draft))</li>
    """
  }
  return "<ul class=\"plain-list\">\(items)</ul>"
}

/// Showing is one press; hiding asks why.
private func rulingForms(
  _ call: Call, _ conversation: Conversation, _ statement: Statement, _ draft: Draft
) -> HTML {
  let w = call.w
  let action: SafeURL =
    "/desk/conversations/\(conversation.id)/statements/\(statement.id)/ruling"
  func hidden(_ standing: String) -> [(String, String)] {
    [("standing", standing), ("ruling", call.freshID(StatementRuling.self).text)]
  }
  let show: HTML =
    statement.standing == .shown
    ? .empty : call.postForm(action, hidden: hidden("shown"), submitButton(w("Show it")))
  let hide: HTML =
    statement.standing == .hidden
    ? .empty
    : details(
      w("Hide it"), open: draft.error("reason-\(statement.id.text)") != nil,
      call.postForm(
        action, hidden: hidden("hidden"),
        """
        \(reasonField(w, draft, statement.id.text))
        \(textField(w, label: w("A word more, which everybody can read"), name: "note", error: draft.error("note"), required: false, id: "note-\(statement.id.text)"))
        \(submitButton(w("Hide it"), kind: .danger))
        """))
  return show + hide
}

private func statementsTable(
  _ call: Call, _ conversation: Conversation, _ statements: [Statement], _ map: KeptMap?
) -> HTML {
  let w = call.w
  let rows = statements.map { statement -> [HTML] in
    let tally = map?.document.tallies[statement.number]
    let standing: HTML =
      statement.standing == .hidden ? tag(w("Hidden"), tone: .warning) : .empty
    return [
      HTML(text: w.number(statement.number)),
      """
      <span lang="\(statement.language.tag)" dir="auto">\(statement.text)</span> \(standing)
      \(if: call.prepares, translateLink(w, conversation, statement))
      \(if: call.prepares, rulingForms(call, conversation, statement, Draft()))
      """,
      HTML(text: tally.map { w.number($0.agrees) } ?? "–"),
      HTML(text: tally.map { w.number($0.disagrees) } ?? "–"),
      HTML(text: tally.map { w.number($0.passes) } ?? "–"),
    ]
  }
  return dataTable(
    w, caption: w("Statements and how they were answered, as of the last map"),
    columns: [
      Column(w("No."), numeric: true), Column(w("Statement")), Column(w("Agree"), numeric: true),
      Column(w("Disagree"), numeric: true), Column(w("Pass"), numeric: true),
    ], rows: rows, rowHeaders: false, empty: w("Nothing yet."))
}

private func translateLink(
  _ w: Words, _ conversation: Conversation, _ statement: Statement
) -> HTML {
  let url: SafeURL =
    "/desk/conversations/\(conversation.id)/statements/\(statement.id)/translations"
  return """
    <p><a href="\(url)">\(w("Translate no. {n}", ["n": w.number(statement.number)]))</a></p>
    """
}

private func seeding(_ call: Call, _ conversation: Conversation, _ draft: Draft) -> HTML {
  let w = call.w
  return """
    <p>\(w("Begin with eight to fifteen statements that disagree with one another, in words that people use themselves. They are shown at once."))</p>
    \(call.postForm("/desk/conversations/\(conversation.id)/statements", """
      \(textArea(w, label: w("Statements"), name: "statements", value: draft.value("statements"), hint: w("One on each line."), error: draft.error("statements"), rows: 8, language: conversation.language))
      \(submitButton(w("Add them")))
      """))
    """
}

private func filesPart(_ call: Call, _ conversation: Conversation) -> HTML {
  let w = call.w
  let files = PolisFile.allCases.map { file -> HTML in
    """
    <li><a href="\(SafeURL(local: "\(conversation.deskPath)/files/\(file.name)") ?? "/")"><code>\(file.name)</code></a>: \
    \(file.what(w))</li>
    """
  }
  guard call.viewer.map({ Role.library.contains($0.role) }) ?? false else {
    return "<p>\(w("The library takes conversations to other tools."))</p>"
  }
  return """
    <p>\(w("The files that other tools for such conversations read and write. People are numbers in them, dealt anew each time."))</p>
    <ul>\(files)</ul>
    <p><a href="\(SafeURL(local: conversation.deskPath + "/files") ?? "/")">\(w("Bring in a conversation or translations from files"))</a></p>
    """
}
