import Communities
import Components
import Engagements
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// What is asked, what people should know, and what people say, in the readers' languages.
struct ConversationTranslationRoutes {
  var routes: [Route] {
    let preparers = ConversationRoutes.preparers
    return [
      .get("/desk/conversations/{conversation}/translations", preparers) { call in
        try await questionPage(call, Draft(), at: nil)
      },
      .post("/desk/conversations/{conversation}/translations", preparers) { call in
        try await save(call, show: { try await questionPage(call, $0, at: $1) }) {
          try $0.sourceTexts($1)
        }
      },
      .get("/desk/conversations/{conversation}/statements/{statement}/translations", preparers) {
        call in try await statementPage(call, Draft(), at: nil)
      },
      .post("/desk/conversations/{conversation}/statements/{statement}/translations", preparers) {
        call in
        let id: ID<Statement> = try call.id("statement")
        return try await save(call, show: { try await statementPage(call, $0, at: $1) }) {
          [try Statement.find(id, in: $0, $1).sourceText($1)]
        }
      },
    ]
  }

  private func save(
    _ call: Call, show: (Draft, String) async throws -> Reply,
    texts: @escaping @Sendable (Conversation, any Connection) throws -> [SourceText]
  ) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    let (now, actor) = (call.now, call.actor)
    return try await TranslationForms.save(
      call, back: SafeURL(local: call.request.path) ?? "/desk", show: show,
      texts: { connection in
        // As it is now: a draft's question may have changed since the page was shown.
        guard let found = try Conversation.find(conversation.id, connection) else {
          throw Failure.notFound
        }
        return try texts(found, connection)
      }
    ) { _, details, connection in
      try conversation.record(
        "translation.saved", by: actor, at: now, with: details, connection)
    }
  }
}

extension Conversation {
  func sourceTexts(_ connection: any Connection) throws -> [SourceText] {
    let fields = [("question", question), ("background", background)]
    let present = try Translation.of(
      "conversation", id.text, sources: Dictionary(uniqueKeysWithValues: fields), connection)
    return fields.filter { !$0.1.isEmpty }.map { field, text in
      SourceText(
        kind: "conversation", subject: id.text, field: field, text: text, language: language,
        translations: present)
    }
  }
}

extension Statement {
  /// - Throws: ``Failure/notFound`` for what its writer took back: its words are gone.
  func sourceText(_ connection: any Connection) throws -> SourceText {
    guard standing != .withdrawn else { throw Failure.notFound }
    return SourceText(
      kind: "statement", subject: id.text, field: "text", text: text, language: language,
      translations: try Translation.of("statement", id.text, sources: ["text": text], connection))
  }
}

private func questionPage(_ call: Call, _ draft: Draft, at wrong: String?) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  let texts = try await call.store.read { try conversation.sourceTexts($0) }
  let w = call.w
  return call.page(
    w("Translations"), breadcrumbs: trail(call, conversation, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The question and what people should know, in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(TranslationForms.list(call, of: texts, action: "/desk/conversations/\(conversation.id)/translations", draft, at: wrong))
    <p>\(w("Statements are translated from their table, one by one, or all together by a file."))</p>
    """)
}

private func statementPage(_ call: Call, _ draft: Draft, at wrong: String?) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  let id: ID<Statement> = try call.id("statement")
  let source = try await call.store.read {
    try Statement.find(id, in: conversation, $0).sourceText($0)
  }
  let w = call.w
  return call.page(
    w("Translate a statement"), breadcrumbs: trail(call, conversation, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translate a statement"), lead: w("As its writer would say it: neither smoother nor sharper. People agree or disagree with these words.")))
    \(TranslationForms.list(call, of: [source], action: "/desk/conversations/\(conversation.id)/statements/\(id)/translations", draft, at: wrong))
    """)
}

private func trail(
  _ call: Call, _ conversation: Conversation, _ engagement: Engagement
) -> [(title: String, url: SafeURL)] {
  engagementTrail(call.w, engagement) + [
    (conversation.question, SafeURL(local: conversation.deskPath) ?? "/")
  ]
}
