import Components
import Engagements
import Markup
import Store
import Surroundings
import Web
import Words

extension Conversation.State {
  func word(_ w: Words) -> String {
    switch self {
    case .draft: w("Being prepared")
    case .open: w("Open now")
    case .closed: w("Over")
    }
  }
}

/// The conversations of an engagement.
func conversationsPage(_ call: Call) async throws -> Reply {
  let id: ID<Engagement> = try call.id("engagement")
  let viewer = try call.member()
  let w = call.w
  let (engagement, conversations) = try await call.store.read { connection in
    (
      try Engagement.find(id, for: viewer, connection),
      try Conversation.all(of: id, connection)
    )
  }
  let add = linkButton(
    w("Prepare a conversation"), url: "/desk/engagements/\(id)/conversations/new")
  let rows = conversations.map { conversation -> [HTML] in
    [
      "<a href=\"\(SafeURL(local: conversation.deskPath) ?? "/")\" lang=\"\(conversation.language.tag)\" dir=\"auto\">\(conversation.question)</a>",
      HTML(text: conversation.state.word(w)),
      HTML(text: conversation.closes.map(w.day) ?? w("open end")),
    ]
  }
  let list: HTML =
    rows.isEmpty
    ? emptyState(
      title: w("No conversation yet"),
      body:
        "<p>\(w("Ask one open question. People write statements, agree or disagree, and everybody sees where they stand together."))</p>",
      action: call.prepares ? add : .empty)
    : dataTable(
      w, caption: w("Conversations of this engagement"),
      columns: [Column(w("Question")), Column(w("State")), Column(w("Last day"))], rows: rows,
      captionHidden: true)
  return call.page(
    w("Conversations"), breadcrumbs: engagementTrail(w, engagement),
    """
    \(pageHeading(w("Conversations"), lead: w("What would people say, in their own words, and where do they agree?"), actions: call.prepares && !rows.isEmpty ? [add] : []))
    \(engagementTabs(call, engagement, current: "conversations"))
    \(list)
    """)
}

/// The form of a conversation.
func conversationForm(
  _ call: Call, _ draft: Draft, changing conversation: Conversation?
) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let engagement = try await call.store.read { connection in
    let id: ID<Engagement> = try conversation.map(\.engagement) ?? call.id("engagement")
    return try Engagement.find(id, for: viewer, connection)
  }
  let action =
    conversation.map { $0.deskPath } ?? "/desk/engagements/\(engagement.id)/conversations"
  let isFixed = conversation.map { $0.state != .draft } ?? false
  let title = conversation == nil ? w("Prepare a conversation") : w("Change the conversation")
  let fixed: HTML =
    isFixed
    ? "<p>\(w("It has been opened: question and rules stay as people found them."))</p>"
    : rulesFields(w, draft)
  return call.page(
    title, breadcrumbs: engagementTrail(w, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title))
    \(call.postForm(SafeURL(local: action) ?? "/", hidden: [("id", draft.value("id")), ("version", draft.value("version"))], """
      \(if: !isFixed, textField(w, label: w("Question"), name: "question", value: draft.value("question"), hint: w("Open, and about something that can still change: What would make this a better place?"), error: draft.error("question")))
      \(textArea(w, label: w("Background"), name: "background", value: draft.value("background"), hint: w("What people should know: why you ask, who decides, what happens with what they say."), error: draft.error("background"), rows: 5, required: false, limit: 4000))
      \(fixed)
      \(textField(w, label: w("Minutes it takes"), name: "minutes", value: draft.value("minutes"), hint: w("Told to people, and counted as an ask of their time."), error: draft.error("minutes"), kind: .number, short: true))
      \(dateField(w, label: w("Last day"), name: "closes", value: draft.value("closes"), hint: w("Leave it empty for an open end."), error: draft.error("closes"), required: false))
      \(submitButton(w("Save")))
      """))
    """)
}

private func rulesFields(_ w: Words, _ draft: Draft) -> HTML {
  """
  \(selectField(w, label: w("Language you write in"), name: "language", options: Language.spoken.map { Option(value: $0.tag, label: $0.autonym, language: $0) }, selected: draft.value("language"), error: draft.error("language")))
  \(radioGroup(w, legend: w("Who may take part"), name: "audience", options: [Option(value: "anyone", label: w("Anybody who finds it")), Option(value: "invited", label: w("People who hold an invitation"))], selected: draft.value("audience"), error: draft.error("audience")))
  \(checkbox(w, label: w("People may add statements of their own"), name: "statements", checked: draft.isOn("statements")))
  \(textField(w, label: w("Characters of a statement"), name: "longest", value: draft.value("longest"), hint: w("From 40 to 1,000; 140 keeps it to one thought."), error: draft.error("longest"), kind: .number, short: true))
  \(radioGroup(w, legend: w("When statements are read"), name: "moderation", options: [Option(value: "before", label: w("Before others see them")), Option(value: "after", label: w("After: others see them at once"))], selected: draft.value("moderation"), error: draft.error("moderation")))
  \(textArea(w, label: w("Rules"), name: "policy", value: draft.value("policy"), hint: w("What is hidden and why. Everybody can read them, and each decision with its reason."), error: draft.error("policy"), rows: 5, limit: 4000))
  \(checkbox(w, label: w("Answers of people who work here count too"), name: "staff", checked: draft.isOn("staff"), hint: w("Otherwise they are kept, and left out of the map.")))
  """
}

/// Links to be handed out, shown once.
func invitationsPage(_ call: Call, _ draft: Draft, dealt: [String]) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  guard conversation.audience == .invited else {
    return .seeOther(SafeURL(local: conversation.deskPath) ?? "/desk")
  }
  let w = call.w
  let links: HTML =
    dealt.isEmpty
    ? .empty
    : """
    \(notice(w, .good, title: w.plural(dealt.count, "{n} invitation is dealt.", "{n} invitations are dealt."), body: "<p>\(w("Copy or print them now: they are shown only once, and we don’t keep which is whose."))</p>", announced: true))
    <ol class="links" dir="ltr">\(dealt.map { "<li><code>\($0)</code></li>" as HTML })</ol>
    """
  return call.page(
    w("Invitations"),
    breadcrumbs: engagementTrail(w, engagement) + [
      (conversation.question, SafeURL(local: conversation.deskPath) ?? "/")
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Invitations"), lead: w("Each link lets one person in. Who got which is for you to forget: the program never knows, and can’t tell who said what.")))
    \(links)
    \(definitionList([(w("Dealt"), HTML(text: w.number(conversation.invited))), (w("Used"), HTML(text: w.number(conversation.came)))]))
    \(call.postForm("/desk/conversations/\(conversation.id)/invitations", """
      \(textField(w, label: w("How many"), name: "count", value: draft.value("count"), error: draft.error("count"), kind: .number, short: true))
      \(submitButton(w("Deal out invitations")))
      """))
    """)
}
