import Communities
import Components
import Engagements
import Ledger
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

extension Pulse {
  /// What the library wrote of it, for a reader.
  struct Texts: Sendable {
    let title: Rendering
    let introduction: Rendering
  }

  private var sources: [String: String] { ["title": title, "introduction": introduction] }

  func texts(for w: Words, _ connection: any Connection) throws -> Texts {
    let translations =
      w.language == language
      ? [] : try Translation.of("pulse", id.text, sources: sources, connection)
    return Texts(
      title: .best(of: "title", source: title, in: language, for: w.language, translations),
      introduction: .best(
        of: "introduction", source: introduction, in: language, for: w.language, translations))
  }

  /// What it is called, in the reader's language where there is a translation.
  public func title(for w: Words, _ connection: any Connection) throws -> String {
    try texts(for: w, connection).title.text
  }

  /// Keeps a translation of what the library wrote; an empty text removes it.
  public func translate(
    _ field: String, into language: Language, _ text: String, state: Translation.State,
    at now: Instant, _ connection: any Connection
  ) throws {
    guard let source = sources[field] else { throw Failure.notFound }
    try Translation.save(
      text, state: state, of: field, source: source, kind: "pulse", subject: id.text,
      language: language, at: now, connection)
  }

  func translatable(_ connection: any Connection) throws -> [TranslatableText] {
    try TranslatableText.of(
      "pulse", id.text, [("title", title), ("introduction", introduction)], in: language,
      connection)
  }
}

/// The head of a page that people see, with what is to be said of a translation.
func pulseHeading(_ w: Words, _ texts: Pulse.Texts, kicker: String) -> HTML {
  let introduction: HTML =
    texts.introduction.text.isEmpty
    ? .empty
    : "<p class=\"lead\" lang=\"\(texts.introduction.language.tag)\" dir=\"auto\">\(texts.introduction.text)</p>"
  return """
    <div class="page-heading"><p class="kicker">\(kicker)</p>
    <h1 lang="\(texts.title.language.tag)" dir="auto">\(texts.title.text)</h1>\(introduction)
    \(remark(w, texts.introduction.text.isEmpty ? texts.title : texts.introduction))</div>
    """
}

/// Title and introduction in the other languages; the sentences of an instrument bring their own.
struct PulseTranslationRoutes {
  var routes: [Route] {
    [
      .get("/desk/pulses/{pulse}/translations", PulseRoutes.preparers) { call in
        try await page(call, Draft())
      },
      .post("/desk/pulses/{pulse}/translations", PulseRoutes.preparers) { call in
        let (pulse, engagement) = try await call.pulse()
        return try await call.saveTranslation(
          back: "/desk/pulses/\(pulse.id)/translations", show: { try await page(call, $0) }
        ) { (try pulse.translatable($0), engagement.communities.map(\.text)) }
      },
    ]
  }

  private func page(_ call: Call, _ draft: Draft) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    let w = call.w
    let texts = try await call.store.read { try pulse.translatable($0) }
    return call.page(
      w("Translations"),
      breadcrumbs: engagementTrail(w, engagement) + [
        (pulse.title, SafeURL(local: pulse.deskPath) ?? "/")
      ],
      """
      \(errorSummary(w, faults: draft.list))
      \(pageHeading(w("Translations"), lead: w("What you wrote yourselves. The sentences that are asked bring their own. A draft is not shown; a translation nobody has approved is marked.")))
      \(translationList(call, texts, post: "/desk/pulses/\(pulse.id)/translations", draft))
      """)
  }
}
