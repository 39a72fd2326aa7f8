import Components
import Ledger
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// A community's own texts in the other languages, with the state of each.
struct TranslationRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/translations", .library) { call in
        try await translationsPage(call, Draft(), at: nil)
      },
      .post("/desk/communities/{community}/translations", .library) { call in
        try await save(call)
      },
    ]
  }

  private func save(_ call: Call) async throws -> Reply {
    let id: ID<Community> = try call.id("community")
    let viewer = try call.member()
    let (now, actor) = (call.now, call.actor)
    return try await TranslationForms.save(
      call, back: "/desk/communities/\(id)/translations",
      show: { try await translationsPage(call, $0, at: $1) },
      texts: { try sourceTexts(id, viewer, $0) }
    ) { source, details, connection in
      try connection.record(
        "translation.saved",
        on: Subject(kind: source.kind, id: source.subject, community: id.text), by: actor, at: now,
        details)
    }
  }
}

private func sourceTexts(
  _ id: ID<Community>, _ viewer: Viewer, _ connection: any Connection
) throws -> [SourceText] {
  let community = try Community.find(id, for: viewer, connection)
  let own = try Translation.of(
    "community", id.text, sources: ["name": community.name, "summary": community.summary],
    connection)
  var texts = [("name", community.name), ("summary", community.summary)].map { field, text in
    SourceText(
      kind: "community", subject: id.text, field: field, text: text,
      language: community.language, translations: own)
  }
  for fact in try Fact.all(of: id, connection) where fact.isPublic {
    texts.append(
      SourceText(
        kind: "fact", subject: fact.id.text, field: "text", text: fact.text,
        language: fact.language,
        translations: try Translation.of(
          "fact", fact.id.text, sources: ["text": fact.text], connection)))
  }
  return texts.filter { !$0.text.isEmpty }
}

private func translationsPage(_ call: Call, _ draft: Draft, at wrong: String?) async throws -> Reply
{
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let (community, texts) = try await call.store.read { connection in
    (
      try Community.find(id, for: viewer, connection), try sourceTexts(id, viewer, connection)
    )
  }
  return call.page(
    w("Translations"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"), (community.name, "/desk/communities/\(id)"),
    ],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Translations"), lead: w("The name, the summary and the public facts in your readers’ languages. A draft is not shown; a translation nobody has approved is marked.")))
    \(profileTabs(call, community, current: "translations"))
    \(TranslationForms.list(call, of: texts, action: "/desk/communities/\(id)/translations", draft, at: wrong))
    """)
}
