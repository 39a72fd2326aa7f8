import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// A community's own texts in the other languages, with the state of each.
struct TranslationRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/translations", .library) { call in
        try await translationsPage(call, Draft())
      },
      .post("/desk/communities/{community}/translations", .library) { call in
        try await save(call)
      },
    ]
  }

  private func save(_ call: Call) async throws -> Reply {
    let id: ID<Community> = try call.id("community")
    let viewer = try call.member()
    return try await call.saveTranslation(
      back: "/desk/communities/\(id)/translations", show: { try await translationsPage(call, $0) }
    ) { (try sourceTexts(id, viewer, $0), [id.text]) }
  }
}

private func sourceTexts(
  _ id: ID<Community>, _ viewer: Viewer, _ connection: any Connection
) throws -> [TranslatableText] {
  let community = try Community.find(id, for: viewer, connection)
  let own = try TranslatableText.of(
    "community", id.text, [("name", community.name), ("summary", community.summary)],
    in: community.language, connection)
  return try own
    + Fact.all(of: id, connection).filter(\.isPublic).flatMap { fact in
      try TranslatableText.of(
        "fact", fact.id.text, [("text", fact.text)], in: fact.language, connection)
    }
}

private func translationsPage(_ call: Call, _ draft: Draft) async throws -> Reply {
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
    \(translationList(call, texts, post: "/desk/communities/\(id)/translations", draft))
    """)
}
