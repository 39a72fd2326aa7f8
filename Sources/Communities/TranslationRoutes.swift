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
    let kind = call.form.text("kind")
    let subject = call.form.text("subject")
    let field = call.form.text("field")
    let tag = call.form.text("to")
    return try await call.submit(
      show: { try await translationsPage(call, $0, at: "\(kind) \(subject) \(field) \(tag)") }
    ) { form in
      let w = call.w
      let text = form.optionalText("text", w("Translation"), most: 2000)
      let state = form.choice("state", w("State"), of: Translation.State.self)
      guard let language = Language.spoken.first(where: { $0.tag == tag }) else {
        throw Failure.staleForm
      }
      try form.check()
      let id: ID<Community> = try call.id("community")
      let viewer = try call.member()
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        let texts = try sourceTexts(id, viewer, connection)
        guard
          let source = texts.first(where: {
            $0.kind == kind && $0.subject == subject && $0.field == field
          })
        else { throw Failure.notFound }
        try Translation.save(
          text, state: state ?? .draft, of: field, source: source.text, kind: kind,
          subject: subject, language: language, at: now, connection)
        try connection.record(
          "translation.saved",
          on: Subject(kind: kind, id: subject, community: id.text), by: actor, at: now,
          ["field": field, "language": language.tag, "state": state?.rawValue ?? "draft"])
      }
      return .seeOther("/desk/communities/\(id)/translations", notice: .saved)
    }
  }
}

/// One text to be translated.
private struct SourceText: Sendable {
  let kind: String
  let subject: String
  let field: String
  let text: String
  let language: Language
  let translations: [Translation]
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
      language: community.language, translations: own.filter { $0.field == field })
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

extension Translation.State {
  public func word(_ w: Words) -> String {
    switch self {
    case .draft: w("Draft")
    case .translated: w("Translated")
    case .reviewed: w("Reviewed by a second linguist")
    case .approved: w("Approved by the community")
    }
  }
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
  let items = texts.enumerated().map { index, source -> HTML in
    let forms = Language.spoken.filter { $0 != source.language }.map { language -> HTML in
      let present = source.translations.first { $0.language == language }
      let here = wrong == "\(source.kind) \(source.subject) \(source.field) \(language.tag)"
      let key = "\(index)-\(language.tag)"
      let state: HTML =
        present.map { translation in
          translation.isStale
            ? tag(w("The text has changed since"), tone: .warning)
            : tag(
              translation.state.word(w), tone: translation.state == .approved ? .good : .neutral)
        } ?? tag(w("Missing"), tone: .warning)
      return """
        <div class="translation"><p>\(language.name(in: w.language)) \(state)</p>
        \(details(w("Write or change: {language}", ["language": language.name(in: w.language)]), open: here, call.postForm("/desk/communities/\(id)/translations", hidden: [("kind", source.kind), ("subject", source.subject), ("field", source.field), ("to", language.tag)], """
          \(textArea(w, label: w("Translation"), name: "text", value: here ? draft.value("text") : present?.text ?? "", error: here ? draft.error("text") : nil, rows: 3, required: false, limit: 2000, language: language, id: "text-\(key)"))
          \(selectField(w, label: w("State"), name: "state", options: Translation.State.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: here ? draft.value("state") : present?.state.rawValue ?? "translated", error: here ? draft.error("state") : nil, id: "state-\(key)"))
          \(submitButton(w("Save"), kind: .quiet))
          """)))</div>
        """
    }
    return """
      <li class="fact"><p lang="\(source.language.tag)" dir="auto">\(source.text)</p>\(forms)</li>
      """
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
    <ul class="fact-list">\(items)</ul>
    """)
}
