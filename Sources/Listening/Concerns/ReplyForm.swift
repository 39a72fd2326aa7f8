import Components
import Markup
import Web
import Words

/// The fields of an answer.
struct ReplyForm: Sendable {
  let concern: Concern
  let isPublished: Bool
  /// What kind of answer it is, where that is not to be chosen any more.
  let fixed: ConcernWord.Kind?

  /// What the form carries along: the version is the present one, so that what was typed before
  /// something newer came can be sent again after reading it.
  static func hidden(_ call: Call, _ concern: Concern, _ draft: Draft) -> [(String, String)] {
    let id = draft.value("id")
    return [
      ("id", id.isEmpty ? call.freshID(ConcernWord.self).text : id),
      ("version", String(concern.version)),
    ]
  }

  func html(_ w: Words, _ draft: Draft) -> HTML {
    let language = draft.value("language").isEmpty ? concern.language.tag : draft.value("language")
    let kinds: HTML =
      fixed != nil
      ? .empty
      : radioGroup(
        w, legend: w("What do you answer?"), name: "kind",
        options: ConcernWord.Kind.answers.map {
          Option(value: $0.rawValue, label: $0.word(w), hint: hint($0, w))
        }, selected: draft.value("kind"), error: draft.error("kind"))
    return """
      \(kinds)
      \(textArea(w, label: w("Your answer, in their language"), name: "text", value: draft.value("text"), hint: w("Plain and honest. No names of people."), error: draft.error("text"), rows: 6, limit: Self.longest))
      \(languageField(w, label: w("Language of the answer"), name: "language", selected: language, error: draft.error("language")))
      \(textField(w, label: w("Why not, or whose it is"), name: "reason", value: draft.value("reason"), hint: w("For “we will not do it” say why; for “it is not ours to do” say whose it is and how to reach them. In their language."), error: draft.error("reason"), required: false))
      \(details(w("It was translated"), open: !draft.value("source").isEmpty || draft.error("source-language") != nil, """
        \(textArea(w, label: w("The text before it was translated"), name: "source", value: draft.value("source"), error: draft.error("source"), rows: 4, required: false, limit: Self.longest))
        \(languageField(w, label: w("Language it was translated from"), name: "source-language", selected: draft.value("source-language"), error: draft.error("source-language"), required: false, prompt: w("Choose")))
        """))
      \(if: isPublished, checkbox(w, label: w("Nobody is known by it: show it on the public page"), name: "read", checked: draft.isOn("read")))
      """
  }

  private static let longest = 4000

  private func hint(_ kind: ConcernWord.Kind, _ w: Words) -> String? {
    switch kind {
    case .willDo: w("It stays open until it is done.")
    case .willNot: w("It ends, with your reason.")
    case .notOurs: w("It ends; you say whose it is.")
    case .needMore: w("It waits for its writer.")
    case .done: w("It ends.")
    case .more, .settled, .unsettled: nil
    }
  }

  /// Reads what was sent.
  static func read(_ form: inout Form, kind fixed: ConcernWord.Kind? = nil) throws -> ReplyDraft {
    let w = form.w
    let kind =
      fixed ?? form.choice("kind", w("What do you answer?"), of: ConcernWord.Kind.self)
    let text = form.text("text", w("Your answer, in their language"), most: longest)
    let language = readLanguage(&form, "language")
    let reason = form.optionalText("reason", w("Why not, or whose it is"), most: 1000)
    if kind == .willNot, reason.isEmpty { form.fault("reason", w("Say why it will not be done.")) }
    if kind == .notOurs, reason.isEmpty {
      form.fault("reason", w("Say whose it is, and how to reach them."))
    }
    let source = form.optionalText(
      "source", w("The text before it was translated"), most: longest)
    let sourceLanguage = source.isEmpty ? nil : readLanguage(&form, "source-language")
    try form.check()
    guard let kind, ConcernWord.Kind.answers.contains(kind), let language else {
      throw Failure.staleForm
    }
    return ReplyDraft(
      kind: kind, text: text, language: language, reason: reason, source: source,
      sourceLanguage: sourceLanguage, isReadForPublic: form.data.has("read"))
  }
}
