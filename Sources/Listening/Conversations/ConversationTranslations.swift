import Communities
import Components
import Engagements
import Markup
import Store
import Surroundings
import Web
import Words

/// What is asked, what people should know, and what people say, in the readers' languages.
struct ConversationTranslationRoutes {
  var routes: [Route] {
    let preparers = ConversationRoutes.preparers
    return [
      .get("/desk/conversations/{conversation}/translations", preparers) { call in
        try await questionPage(call, Draft())
      },
      .post("/desk/conversations/{conversation}/translations", preparers) { call in
        try await save(call, show: { try await questionPage(call, $0) }) {
          try $0.texts($1)
        }
      },
      .get("/desk/conversations/{conversation}/statements/{statement}/translations", preparers) {
        call in try await statementPage(call, Draft())
      },
      .post("/desk/conversations/{conversation}/statements/{statement}/translations", preparers) {
        call in
        let id: ID<Statement> = try call.id("statement")
        return try await save(call, show: { try await statementPage(call, $0) }) {
          try Statement.find(id, in: $0, $1).texts($1)
        }
      },
    ]
  }

  private func save(
    _ call: Call, show: (Draft) async throws -> Reply,
    texts: @escaping @Sendable (Conversation, any Connection) throws -> [TranslatableText]
  ) async throws -> Reply {
    let (conversation, _) = try await call.conversation()
    return try await call.saveTranslation(
      back: SafeURL(local: call.request.path) ?? "/desk", show: show
    ) { connection in
      // As it is now: a draft's question may have changed since the page was shown.
      guard let found = try Conversation.find(conversation.id, connection) else {
        throw Failure.notFound
      }
      return (try texts(found, connection), try found.communities(connection).map(\.text))
    }
  }
}

extension Conversation {
  func texts(_ connection: any Connection) throws -> [TranslatableText] {
    try TranslatableText.of(
      "conversation", id.text, [("question", question), ("background", background)],
      in: language, connection)
  }
}

extension Statement {
  /// - Throws: ``Failure/notFound`` for what its writer took back: its words are gone.
  func texts(_ connection: any Connection) throws -> [TranslatableText] {
    guard standing != .withdrawn else { throw Failure.notFound }
    return try TranslatableText.of("statement", id.text, [("text", text)], in: language, connection)
  }
}

private func questionPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  let texts = try await call.store.read { try conversation.texts($0) }
  let w = call.w
  return call.page(
    w("Translations"), breadcrumbs: trail(call, conversation, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The question and what people should know, in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(translationList(call, texts, post: "/desk/conversations/\(conversation.id)/translations", draft))
    <p>\(w("Statements are translated from their table, one by one, or all together by a file."))</p>
    """)
}

private func statementPage(_ call: Call, _ draft: Draft) async throws -> Reply {
  let (conversation, engagement) = try await call.conversation()
  let id: ID<Statement> = try call.id("statement")
  let texts = try await call.store.read {
    try Statement.find(id, in: conversation, $0).texts($0)
  }
  let w = call.w
  return call.page(
    w("Translate a statement"), breadcrumbs: trail(call, conversation, engagement),
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translate a statement"), lead: w("As its writer would say it: neither smoother nor sharper. People agree or disagree with these words.")))
    \(translationList(call, texts, post: "/desk/conversations/\(conversation.id)/statements/\(id)/translations", draft))
    """)
}

private func trail(
  _ call: Call, _ conversation: Conversation, _ engagement: Engagement
) -> [(title: String, url: SafeURL)] {
  engagementTrail(call.w, engagement) + [
    (conversation.question, SafeURL(local: conversation.deskPath) ?? "/")
  ]
}
