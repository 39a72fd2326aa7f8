import Accounts
import Communities
import Components
import Foundation
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// A community that somebody can name on the form.
struct NamedCommunity: Sendable {
  let id: ID<Community>
  let slug: String
  let name: String

  /// Those whose page everybody can read, as far as the gate lets their names through.
  static func open(_ call: Call, _ connection: any Connection) throws -> [NamedCommunity] {
    try Community.published(connection).filter { community in
      try Gate.may(
        .visitor, .publish, on: community.subject, purpose: .information, today: call.today,
        connection
      ).permit != nil
    }.map { try NamedCommunity($0, call.w, connection) }
  }

  /// Those that a reader of the desk may enter.
  static func desk(_ viewer: Viewer, _ w: Words, _ connection: any Connection) throws
    -> [NamedCommunity]
  {
    try Community.open(to: viewer, connection).map { try NamedCommunity($0, w, connection) }
  }

  private init(_ community: Community, _ w: Words, _ connection: any Connection) throws {
    id = community.id
    slug = community.slug
    name = try community.rendering(for: w, connection).name.text
  }
}

/// The form by which a concern is raised, by anybody or for somebody who told it.
struct ConcernForm: Sendable {
  let communities: [NamedCommunity]
  /// Whether somebody of the library writes down what they were told.
  let isForAnother: Bool

  /// What a fresh form begins with.
  static func begin(
    _ call: Call, about: String = "", community: ID<Community>? = nil
  ) -> Draft {
    let own = call.w.language
    return Draft([
      "id": call.freshID(Concern.self).text, "receipt": Code.new(call.surroundings),
      "language": Language.spoken.contains(own) ? own.tag : call.library.language.tag,
      "wish": "receipt", "about": about, "community": community?.text ?? "",
    ])
  }

  func html(_ call: Call, _ draft: Draft, action: SafeURL) -> HTML {
    let w = call.w
    let hidden = ["id", "receipt", "about"].map { ($0, draft.value($0)) }
    return call.postForm(
      action, hidden: hidden,
      """
      \(if: isForAnother, channelField(w, draft))
      \(textArea(w, label: isForAnother ? w("What they said, in their words") : w("What should we know?"), name: "text", value: draft.value("text"), hint: isForAnother ? nil : w("In your own words, in your language. You needn’t say who you are."), error: draft.error("text"), rows: 7, limit: Self.longest))
      \(languageField(w, label: w("Language it is written in"), name: "language", selected: draft.value("language"), error: draft.error("language")))
      \(selectField(w, label: w("What is it about?"), name: "category", options: Concern.Category.allCases.map { Option(value: $0.rawValue, label: $0.word(w)) }, selected: draft.value("category"), error: draft.error("category"), prompt: w("Choose")))
      \(communityField(w, draft))
      \(textField(w, label: w("Where, if it is about a place"), name: "place", value: draft.value("place"), error: draft.error("place"), required: false))
      \(radioGroup(w, legend: isForAnother ? w("How do they want to hear back?") : w("How do you want to hear back?"), name: "wish", options: wishes(w), selected: draft.value("wish"), error: draft.error("wish")))
      \(textField(w, label: w("Mail address, for an answer by mail"), name: "address", value: draft.value("address"), hint: w("It stands apart from everything else, is used for the answer alone, and is deleted when we have answered. Until then we could tell that this concern is yours."), error: draft.error("address"), kind: .email, autocomplete: isForAnother ? "off" : "email", required: false))
      \(checkbox(w, label: w("Write again when it is done"), name: "to-the-end", checked: draft.isOn("to-the-end"), hint: w("Where the answer is that we will do it. The address then stays until the concern ends."), error: draft.error("to-the-end")))
      \(checkbox(w, label: w("Others may read it"), name: "open", checked: draft.isOn("open"), hint: w("Somebody of the library reads it first, so that nothing stands there by which people are known. Without this only the library reads it."), error: draft.error("open")))
      \(submitButton(isForAnother ? w("Write it down") : w("Send it")))
      """)
  }

  static let longest = 4000

  private func wishes(_ w: Words) -> [Option] {
    [
      Option(
        value: "receipt", label: w("By a receipt"),
        hint: w("A code, with which you come back and read the answer. No address.")),
      Option(value: "mail", label: w("By mail")),
      Option(
        value: "none", label: w("Not at all"),
        hint: w("There is a receipt all the same, in case you change your mind.")),
    ]
  }

  private func channelField(_ w: Words, _ draft: Draft) -> HTML {
    selectField(
      w, label: w("How it reached you"), name: "channel",
      options: [Concern.Channel.spoken, .paper, .phone].map {
        Option(value: $0.rawValue, label: $0.word(w))
      }, selected: draft.value("channel"), error: draft.error("channel"))
  }

  private func communityField(_ w: Words, _ draft: Draft) -> HTML {
    guard !communities.isEmpty else { return .empty }
    return selectField(
      w, label: w("Community"), name: "community",
      options: communities.map { Option(value: $0.id.text, label: $0.name) },
      selected: draft.value("community"), error: draft.error("community"), required: false,
      prompt: w("None in particular"))
  }

  /// Reads what was sent.
  func read(_ form: inout Form, _ call: Call) throws -> ConcernDraft {
    let w = form.w
    let text = form.text(
      "text", isForAnother ? w("What they said, in their words") : w("What should we know?"),
      most: Self.longest)
    let language = readLanguage(&form, "language")
    let category = form.choice(
      "category", w("What is it about?"), of: Concern.Category.self)
    let place = form.optionalText("place", w("Where, if it is about a place"), most: 200)
    let wish = form.choice("wish", w("How do you want to hear back?"), of: Concern.Wish.self)
    // An address that was typed and not asked for is not looked at, let alone kept.
    let address =
      wish == .mail ? form.email("address", w("Mail address, for an answer by mail")) : ""
    let community = communities.first { $0.id.text == form.data.text("community") }
    if community == nil, !form.data.text("community").isEmpty {
      form.fault("community", w("Choose a community of the list, or none."))
    }
    var channel = Concern.Channel.web
    if isForAnother {
      channel = form.choice("channel", w("How it reached you"), of: Concern.Channel.self) ?? .spoken
    }
    try form.check()
    guard let language, let category, let wish else { throw Failure.staleForm }
    return ConcernDraft(
      text: text, language: language, community: community?.id, category: category, place: place,
      about: ConcernForm.page(form.data.text("about")), wish: wish, address: address,
      toTheEnd: form.data.has("to-the-end"), channel: channel, isOpen: form.data.has("open"))
  }

  /// The page that somebody came from, if it is one of ours.
  /// An address that lets its holder in is not kept, whoever made the link that brought it.
  static func page(_ text: String) -> String {
    guard let path = SafeURL(local: text)?.string, path.utf8.count <= 300, !path.contains("?"),
      !path.split(separator: "/").contains(where: {
        Code.isShaped(Code.typed(String($0).replacing(".ics", with: "")))
      })
    else { return "" }
    return path
  }

  /// The code that was made with the form.
  static func receipt(_ form: Form) throws -> String {
    let code = form.data.text("receipt")
    guard Code.isShaped(code) else { throw Failure.staleForm }
    return code
  }
}

/// One of the many languages that people write in, each named in itself.
func languageField(
  _ w: Words, label: String, name: String, selected: String, error: String?,
  required: Bool = true, prompt: String? = nil
) -> HTML {
  let named = ConcernLanguages.all.map {
    Option(value: $0.tag, label: $0.autonym, language: $0)
  }
  return selectField(
    w, label: label, name: name,
    options: named
      + [Option(value: ConcernLanguages.unknown.tag, label: w("Another language"))],
    selected: selected, error: error, required: required, prompt: prompt)
}

func readLanguage(_ form: inout Form, _ name: String) -> Language? {
  let language = ConcernLanguages.named(form.data.text(name))
  if language == nil { form.fault(name, form.w("Choose the language that it is written in.")) }
  return language
}

/// The language's name for readers, where it is known.
func languageName(_ language: Language, _ w: Words) -> String {
  language == ConcernLanguages.unknown ? w("Another language") : language.name(in: w.language)
}

/// ` lang="…"` for a text; nothing where nobody knows the language.
func tongue(_ language: Language) -> HTML {
  language == ConcernLanguages.unknown
    ? " dir=\"auto\"" : " lang=\"\(language.tag)\" dir=\"auto\""
}
