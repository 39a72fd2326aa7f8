import Components
import Ledger
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// One text to be translated, with what there is of it in other languages.
public struct TranslatableText: Sendable {
  public let kind: String
  public let subject: String
  public let field: String
  public let text: String
  public let language: Language
  public let translations: [Translation]

  /// The texts of one record that say something.
  public static func of(
    _ kind: String, _ subject: String, _ fields: [(name: String, text: String)],
    in language: Language, _ connection: any Connection
  ) throws -> [TranslatableText] {
    let sources = Dictionary(fields.map { ($0.name, $0.text) }) { first, _ in first }
    let all = try Translation.of(kind, subject, sources: sources, connection)
    return fields.filter { !$0.text.isEmpty }.map { field in
      TranslatableText(
        kind: kind, subject: subject, field: field.name, text: field.text, language: language,
        translations: all.filter { $0.field == field.name })
    }
  }

  fileprivate func name(in language: Language) -> String {
    "\(kind) \(subject) \(field) \(language.tag)"
  }
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

/// Characters that a translation may have.
private let translationLimit = 4000

/// Each text with a form for each other language, and the state of what there is.
///
/// - Parameter draft: What was typed where a form had faults; the others show what is kept.
public func translationList(
  _ call: Call, _ texts: [TranslatableText], post: SafeURL, _ draft: Draft
) -> HTML {
  let items = texts.enumerated().map { index, source -> HTML in
    let forms = Language.spoken.filter { $0 != source.language }.map { language in
      translationForm(call, source, language, "\(index)-\(language.tag)", post, draft)
    }
    return """
      <li class="fact"><p lang="\(source.language.tag)" dir="auto">\(source.text)</p>\(forms)</li>
      """
  }
  return "<ul class=\"fact-list\">\(items)</ul>"
}

private func translationForm(
  _ call: Call, _ source: TranslatableText, _ language: Language, _ key: String, _ post: SafeURL,
  _ draft: Draft
) -> HTML {
  let w = call.w
  let present = source.translations.first { $0.language == language }
  let here = typedFor(call.form) == source.name(in: language)
  let state: HTML =
    present.map { translation in
      translation.isStale
        ? tag(w("The text has changed since"), tone: .warning)
        : tag(
          translation.state.word(w), tone: translation.state == .approved ? .good : .neutral)
    } ?? tag(w("Missing"), tone: .warning)
  let name = language.name(in: w.language)
  let states = Translation.State.allCases.map {
    Option(value: $0.rawValue, label: $0.word(w))
  }
  let hidden = [
    ("kind", source.kind), ("subject", source.subject), ("field", source.field),
    ("to", language.tag),
  ]
  return """
    <div class="translation"><p>\(name) \(state)</p>
    \(details(w("Write or change: {language}", ["language": name]), open: here, call.postForm(post, hidden: hidden, """
      \(textArea(w, label: w("Translation"), name: "text", value: here ? draft.value("text") : present?.text ?? "", error: here ? draft.error("text") : nil, rows: 3, required: false, limit: translationLimit, language: language, id: "text-\(key)"))
      \(selectField(w, label: w("State"), name: "state", options: states, selected: here ? draft.value("state") : present?.state.rawValue ?? "translated", error: here ? draft.error("state") : nil, id: "state-\(key)"))
      \(submitButton(w("Save"), kind: .quiet))
      """)))</div>
    """
}

/// The text and language that the form was sent for.
private func typedFor(_ form: FormData) -> String {
  ["kind", "subject", "field", "to"].map { form.text($0) }.joined(separator: " ")
}

extension Call {
  /// Keeps a translation that a form of ``translationList(_:_:post:_:)`` sent.
  ///
  /// - Parameter find: The texts that the one who looks may translate, and whose they are; read again
  ///   in the transaction of the change.
  public func saveTranslation(
    back: SafeURL, show: (Draft) async throws -> Reply,
    find:
      @escaping @Sendable (any Connection) throws -> (
        texts: [TranslatableText], communities: [String]
      )
  ) async throws -> Reply {
    try await submit(show: show) { form in
      let text = form.optionalText("text", w("Translation"), most: translationLimit)
      let state = form.choice("state", w("State"), of: Translation.State.self)
      let tag = form.data.text("to")
      guard let language = Language.spoken.first(where: { $0.tag == tag }) else {
        throw Failure.staleForm
      }
      try form.check()
      let wanted = typedFor(self.form)
      let (now, actor) = (now, actor)
      try await store.write { connection in
        let (texts, communities) = try find(connection)
        guard let source = texts.first(where: { $0.name(in: language) == wanted }) else {
          throw Failure.notFound
        }
        try Translation.save(
          text, state: state ?? .draft, of: source.field, source: source.text, kind: source.kind,
          subject: source.subject, language: language, at: now, connection)
        for community in communities {
          try connection.record(
            "translation.saved",
            on: Subject(kind: source.kind, id: source.subject, community: community), by: actor,
            at: now,
            ["field": source.field, "language": tag, "state": state?.rawValue ?? "draft"])
        }
      }
      return .seeOther(back, notice: .saved)
    }
  }
}
