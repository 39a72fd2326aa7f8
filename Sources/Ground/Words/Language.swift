import Foundation

/// A language by its BCP 47 tag, such as `en`, `es` or `ar`.
public struct Language: Sendable, Hashable, Codable, CustomStringConvertible {
  public let tag: String

  /// `nil` unless `tag` has the shape of a BCP 47 tag: letters and digits in parts of 1 to 8.
  public init?(_ tag: String) {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count), tag.utf8.count <= 35,
      first.utf8.allSatisfy(isLetter),
      parts.dropFirst().allSatisfy({ part in
        (1...8).contains(part.count) && part.utf8.allSatisfy { isLetter($0) || isDigit($0) }
      })
    else { return nil }
    self.tag = tag
  }

  public init(stored tag: String) { self.tag = tag }

  public static let english = Language(stored: "en")
  public static let spanish = Language(stored: "es")
  public static let arabic = Language(stored: "ar")
  /// English with every sentence of a catalog in ⟦brackets⟧: what stands outside them on a page is
  /// in no catalog. For tests.
  public static let pseudo = Language(stored: "en-XA")

  /// The languages that Kith's own sentences are complete in.
  public static let spoken: [Language] = [.english, .spanish, .arabic]

  public var description: String { tag }
  /// The rules for its numbers and dates. Readers of Spanish here write 2.4, as in the United States
  /// and Mexico, and not 2,4.
  public var locale: Locale { traits.locale }

  /// `rtl` or `ltr`, for the `dir` attribute.
  public var direction: String { traits.direction }

  /// The language's name in itself: *Español*, *العربية*.
  public var autonym: String { traits.autonym }

  /// The language's name in another.
  public func name(in other: Language) -> String {
    other.locale.localizedString(forIdentifier: tag) ?? tag
  }

  /// The first of `offered` that an Accept-Language header asks for, by its weights.
  public static func preferred(_ header: String, among offered: [Language]) -> Language? {
    let wishes = header.prefix(1000).split(separator: ",").prefix(20).compactMap {
      entry -> (tag: String, weight: Double)? in
      let parts = entry.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let tag = parts.first?.lowercased(), !tag.isEmpty else { return nil }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
        Double($0.dropFirst(2))
      }
      return (tag, weight ?? 1)
    }
    for wish in wishes.filter({ $0.weight > 0 }).sorted(by: { $0.weight > $1.weight }) {
      let base = wish.tag.split(separator: "-").first.map(String.init) ?? wish.tag
      if let match = offered.first(where: { $0.tag.lowercased() == wish.tag })
        ?? offered.first(where: { $0.tag.lowercased() == base })
      {
        return match
      }
    }
    return nil
  }
}

/// What Unicode's tables say of a language.
private struct Traits: Sendable {
  let locale: Locale
  let direction: String
  let autonym: String

  init(_ tag: String) {
    locale = Locale(identifier: tag == "en-XA" ? "en" : tag == "es" ? "es-US" : tag)
    direction = locale.language.characterDirection == .rightToLeft ? "rtl" : "ltr"
    let name = locale.localizedString(forIdentifier: tag) ?? tag
    autonym = name.prefix(1).uppercased(with: locale) + name.dropFirst()
  }

  /// Looked up once: every page asks for those of every language it is offered in, and one look
  /// takes longer than all else on the page.
  static let spoken = Dictionary(
    uniqueKeysWithValues: (Language.spoken + [.pseudo]).map { ($0.tag, Traits($0.tag)) })
}

extension Language {
  fileprivate var traits: Traits { Traits.spoken[tag] ?? Traits(tag) }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
