import Assets
import Foundation

/// Kith's sentences in one reader's language. Called with the English sentence as it stands in the
/// catalogs; `{name}` in it takes a value:
///
///     w("Signed in as {name}", ["name": account.name])
///     w.plural(facts.count, "{n} fact", "{n} facts")
public struct Words: Sendable {
  public let language: Language
  private let catalog: Catalog

  public init(_ language: Language) {
    self.language = language
    catalog = Self.catalogs[language.tag] ?? Catalog()
  }

  public init(_ language: Language, catalog: Catalog) {
    self.language = language
    self.catalog = catalog
  }

  public static let english = Words(.english)

  /// The catalogs that are built into the program, by language tag.
  public static let catalogs: [String: Catalog] = {
    var result: [String: Catalog] = [:]
    for asset in Assets.catalogs {
      // A catalog that can't be read leaves its sentences English; a test reads every one strictly.
      guard let catalog = try? Catalog(po: String(decoding: asset.bytes, as: UTF8.self)) else {
        continue
      }
      result[asset.language] = (result[asset.language] ?? Catalog()).merging(catalog)
    }
    return result
  }()

  public func callAsFunction(_ text: String, _ values: [String: String] = [:]) -> String {
    let sentence = catalog.sentences[text]?.first ?? text
    return bracketed(Self.fill(sentence, values))
  }

  /// The sentence for `number` things by the language's plural rule; `{n}` is the number.
  public func plural(
    _ number: Int, _ one: String, _ other: String, _ values: [String: String] = [:]
  ) -> String {
    var values = values
    if values["n"] == nil { values["n"] = plain(number) }
    let forms = catalog.sentences[one] ?? [one, other]
    let rule = catalog.pluralRule ?? PluralRule.oneAndOther
    let form = min(rule?.form(for: number) ?? 0, forms.count - 1)
    return bracketed(Self.fill(forms[form], values))
  }

  /// Whether the language's catalog has this sentence.
  public func knows(_ text: String) -> Bool { catalog.sentences[text] != nil }

  func bracketed(_ text: String) -> String { language == .pseudo ? "⟦\(text)⟧" : text }

  /// Replaces `{name}`; a name without a value stays as it is, so that its absence is seen.
  static func fill(_ sentence: String, _ values: [String: String]) -> String {
    guard !values.isEmpty, sentence.utf8.contains(UInt8(ascii: "{")) else { return sentence }
    var result = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = String(rest[rest.index(after: open)..<close])
      result += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
