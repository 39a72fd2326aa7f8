import Components
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// A text of the library's own that people are to read in their languages.
public struct SourceText: Sendable {
  public let kind: String
  public let subject: String
  public let field: String
  public let text: String
  public let language: Language
  public let translations: [Translation]

  /// - Parameter translations: Those of the whole record: the field's own are taken.
  public init(
    kind: String, subject: String, field: String, text: String, language: Language,
    translations: [Translation]
  ) {
    self.kind = kind
    self.subject = subject
    self.field = field
    self.text = text
    self.language = language
    self.translations = translations.filter { $0.field == field }
  }

  fileprivate func place(_ language: Language) -> String {
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

/// The forms by which texts are translated, each with its state in each language; one way for
/// everything that is translated.
public enum TranslationForms {
  /// Characters that a translation may have.
  private static let most = 4000

  /// Takes one form of ``list(_:of:action:_:at:)``.
  ///
  /// - Parameters:
  ///   - show: Draws the page again with what was typed, at the text that it was typed for.
  ///   - texts: The texts that may be translated, as the one who looks may know of them.
  ///   - record: Writes the moment, with its details.
  public static func save(
    _ call: Call, back: SafeURL, show: (Draft, String) async throws -> Reply,
    texts: @escaping @Sendable (any Connection) throws -> [SourceText],
    record: @escaping @Sendable (SourceText, [String: String], any Connection) throws -> Void
  ) async throws -> Reply {
    let (kind, subject) = (call.form.text("kind"), call.form.text("subject"))
    let (field, tag) = (call.form.text("field"), call.form.text("to"))
    return try await call.submit(
      show: { try await show($0, "\(kind) \(subject) \(field) \(tag)") }
    ) { form in
      let text = form.optionalText("text", form.w("Translation"), most: most)
      let state = form.choice("state", form.w("State"), of: Translation.State.self)
      guard let language = Language.spoken.first(where: { $0.tag == tag }) else {
        throw Failure.staleForm
      }
      try form.check()
      let now = call.now
      try await call.store.write { connection in
        let source = try texts(connection).first {
          $0.kind == kind && $0.subject == subject && $0.field == field
        }
        guard let source else { throw Failure.notFound }
        try Translation.save(
          text, state: state ?? .draft, of: field, source: source.text, kind: kind,
          subject: subject, language: language, at: now, connection)
        try record(
          source,
          [
            "field": field, "language": language.tag,
            "state": state?.rawValue ?? Translation.State.draft.rawValue,
          ], connection)
      }
      return .seeOther(back, notice: .saved)
    }
  }

  /// Each text with a form for each language that it is not written in.
  public static func list(
    _ call: Call, of texts: [SourceText], action: SafeURL, _ draft: Draft, at wrong: String?
  ) -> HTML {
    let items = texts.enumerated().map { index, source -> HTML in
      let forms = Language.spoken.filter { $0 != source.language }.map { language in
        form(
          call, source, language, action: action, key: "\(index)-\(language.tag)",
          wrong == source.place(language) ? draft : nil)
      }
      return """
        <li class="fact"><p lang="\(source.language.tag)" dir="auto">\(source.text)</p>\(forms)</li>
        """
    }
    return "<ul class=\"fact-list\">\(items)</ul>"
  }

  private static func form(
    _ call: Call, _ source: SourceText, _ language: Language, action: SafeURL, key: String,
    _ draft: Draft?
  ) -> HTML {
    let w = call.w
    let present = source.translations.first { $0.language == language }
    let name = language.name(in: w.language)
    return """
      <div class="translation"><p>\(name) \(state(present, w))</p>
      \(details(w("Write or change: {language}", ["language": name]), open: draft != nil, call.postForm(action, hidden: [("kind", source.kind), ("subject", source.subject), ("field", source.field), ("to", language.tag)], """
        \(textArea(w, label: w("Translation"), name: "text", value: draft?.value("text") ?? present?.text ?? "", error: draft?.error("text"), rows: 3, required: false, limit: most, language: language, id: "text-\(key)"))
        \(selectField(w, label: w("State"), name: "state", options: Translation.State.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: draft?.value("state") ?? present?.state.rawValue ?? Translation.State.translated.rawValue, error: draft?.error("state"), id: "state-\(key)"))
        \(submitButton(w("Save"), kind: .quiet))
        """)))</div>
      """
  }

  private static func state(_ translation: Translation?, _ w: Words) -> HTML {
    guard let translation else { return tag(w("Missing"), tone: .warning) }
    if translation.isStale { return tag(w("The text has changed since"), tone: .warning) }
    return tag(
      translation.state.word(w), tone: translation.state == .approved ? .good : .neutral)
  }
}
