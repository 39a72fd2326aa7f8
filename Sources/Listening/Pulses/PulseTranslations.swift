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

  func translations(_ connection: any Connection) throws -> [Translation] {
    try Translation.of("pulse", id.text, sources: sources, connection)
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
        try await page(call, Draft(), at: nil)
      },
      .post("/desk/pulses/{pulse}/translations", PulseRoutes.preparers) { call in
        try await save(call)
      },
    ]
  }

  private func save(_ call: Call) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    let tag = call.form.text("to")
    return try await call.submit(show: { try await page(call, $0, at: tag) }) { form in
      let title = form.optionalText("title", form.w("What this time is called"), most: 100)
      let introduction = form.optionalText("introduction", form.w("Introduction"), most: 2000)
      let state = form.choice("state", form.w("State"), of: Translation.State.self)
      guard let language = Language.spoken.first(where: { $0.tag == tag }) else {
        throw Failure.staleForm
      }
      try form.check()
      let (now, actor) = (call.now, call.actor)
      try await call.store.write { connection in
        for (field, text) in [("title", title), ("introduction", introduction)] {
          try pulse.translate(
            field, into: language, text, state: state ?? .draft, at: now, connection)
        }
        for community in engagement.communities {
          try connection.record(
            "translation.saved", on: pulse.subject(in: community), by: actor, at: now,
            ["language": language.tag, "state": state?.rawValue ?? "draft"])
        }
      }
      return .seeOther("/desk/pulses/\(pulse.id)/translations", notice: .saved)
    }
  }

  private func page(_ call: Call, _ draft: Draft, at wrong: String?) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    let w = call.w
    let translations = try await call.store.read { try pulse.translations($0) }
    let parts = Language.spoken.filter { $0 != pulse.language }.map { language -> HTML in
      let present = translations.filter { $0.language == language }
      func value(_ field: String) -> String {
        wrong == language.tag
          ? draft.value(field) : present.first { $0.field == field }?.text ?? ""
      }
      func fault(_ field: String) -> String? { wrong == language.tag ? draft.error(field) : nil }
      let state = present.first?.state ?? .translated
      let key = language.tag
      return section(
        language.name(in: w.language), id: "into-\(key)",
        """
        \(if: present.contains(where: \.isStale), "<p>\(tag(w("The text has changed since"), tone: .warning))</p>")
        \(call.postForm("/desk/pulses/\(pulse.id)/translations", hidden: [("to", key)], """
          \(textField(w, label: w("What this time is called"), name: "title", value: value("title"), hint: pulse.title, error: fault("title"), required: false, language: language, id: "title-\(key)"))
          \(textArea(w, label: w("Introduction"), name: "introduction", value: value("introduction"), hint: pulse.introduction, error: fault("introduction"), rows: 4, required: false, limit: 2000, language: language, id: "introduction-\(key)"))
          \(selectField(w, label: w("State"), name: "state", options: Translation.State.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: state.rawValue, error: fault("state"), id: "state-\(key)"))
          \(submitButton(w("Save"), kind: .quiet))
          """))
        """)
    }
    return call.page(
      w("Translations"),
      breadcrumbs: engagementTrail(w, engagement) + [
        (pulse.title, SafeURL(local: pulse.deskPath) ?? "/")
      ],
      """
      \(errorSummary(w, faults: draft.list))
      \(pageHeading(w("Translations"), lead: w("What you wrote yourselves. The sentences that are asked bring their own. A draft is not shown; a translation nobody has approved is marked.")))
      \(parts)
      """)
  }
}
