import Assets
import Testing

@testable import Words

/// The catalogs that are built into the program.
@Suite struct BuiltInCatalogTests {
  static let names = Assets.catalogs.map(\.name).sorted()

  private func catalog(_ name: String) throws -> Catalog {
    try Catalog(po: String(decoding: Assets.bytes(name), as: UTF8.self))
  }

  @Test func `Spanish and Arabic are built in`() {
    #expect(Set(Assets.catalogs.map(\.language)).isSuperset(of: ["es", "ar"]))
  }

  @Test(arguments: names)
  func `Each catalog reads strictly and tells its language`(name: String) throws {
    let asset = try #require(Assets.catalogs.first { $0.name == name })
    let text = try #require(String(validating: asset.bytes, as: UTF8.self))
    let catalog = try Catalog(po: text)
    guard !asset.language.isEmpty else { return }
    #expect(catalog.headers["Language"] == asset.language)
    #expect(Language(asset.language).map { Language.spoken.contains($0) } == true)
    #expect(catalog.headers["Content-Type"]?.hasSuffix("charset=UTF-8") == true)
  }

  @Test(arguments: names)
  func `Its plural rule is the language's, and each plural has all its forms`(name: String) throws {
    let language = try #require(Assets.catalogs.first { $0.name == name }).language
    let catalog = try catalog(name)
    let numbers = Array(0...250) + [1000, 1001, 1002, 1003, 1011, 1_000_000]
    // CLDR's rules, written out.
    let expected: ((Int) -> Int)? =
      switch language {
      case "es": { $0 == 1 ? 0 : 1 }
      case "ar":
        { n in
          switch n {
          case 0, 1, 2: n
          default: (3...10).contains(n % 100) ? 3 : (11...99).contains(n % 100) ? 4 : 5
          }
        }
      default: nil
      }
    guard let expected else { return }
    let rule = try #require(catalog.pluralRule)
    #expect(rule.forms == (language == "ar" ? 6 : 2))
    for number in numbers { #expect(rule.form(for: number) == expected(number), "\(number)") }
    for (key, texts) in catalog.sentences where key.contains("{n}") && texts.count > 1 {
      #expect(texts.count == rule.forms, "\(key)")
    }
    #expect(catalog.sentences.values.allSatisfy { $0.count == 1 || $0.count == rule.forms })
  }

  @Test(arguments: names)
  func `A translation has the placeholders of its sentence`(name: String) throws {
    for (key, texts) in try catalog(name).sentences {
      let asked = Set(key.matches(of: #/\{[a-zA-Z]*\}/#).map { String($0.output) })
      for text in texts {
        let given = Set(text.matches(of: #/\{[^}]*\}/#).map { String($0.output) })
        // A form for one or two says it in a word in some languages, English among them.
        let free: Set<String> = texts.count > 1 ? ["{n}"] : []
        #expect(given.symmetricDifference(asked).subtracting(free) == [], "\(key) → \(text)")
        #expect(text.count { $0 == "{" } == text.count { $0 == "}" }, "\(key) → \(text)")
      }
    }
  }

  @Test(arguments: names)
  func `A translation keeps white space at the ends and has none of its own`(name: String) throws {
    for (key, texts) in try catalog(name).sentences {
      for text in texts {
        #expect(text.first?.isWhitespace == key.first?.isWhitespace, "\(key)")
        #expect(text.last?.isWhitespace == key.last?.isWhitespace, "\(key)")
      }
    }
  }
}
