import Testing

@testable import Words

@Suite struct LanguageTests {
  @Test(arguments: ["en", "es-MX", "zh-Hant-TW", "en-XA", "ar-001", "quc"])
  func `A tag of letters and digits is a language's`(tag: String) {
    #expect(Language(tag)?.tag == tag)
  }

  @Test(arguments: [
    "", "e", "e1", "en_US", "en-", "-en", "en--US", "en-toolongpart", "ñandú", "en US", "../es",
    "abcdefghi", "en-abcdefgh-abcdefgh-abcdefgh-abcdefgh",
  ])
  func `What has no tag's shape is no language`(tag: String) {
    #expect(Language(tag) == nil)
  }

  @Test func `Arabic runs from right to left, and each language calls itself by its name`() {
    #expect(Language.arabic.direction == "rtl")
    #expect(Language.english.direction == "ltr" && Language.spanish.direction == "ltr")
    #expect(Language.spoken.map(\.autonym) == ["English", "Español", "العربية"])
    #expect(Language.arabic.name(in: .english) == "Arabic")
    #expect(Language.arabic.name(in: .spanish) == "árabe")
  }

  @Test(arguments: [
    ("es", "es"), ("ES", "es"), ("es-MX", "es"), ("es-419,en;q=0.5", "es"),
    ("fr, de;q=0.9, ar;q=0.8, en;q=0.7", "ar"), ("en;q=0.4, es;q=0.9", "es"),
    ("en;q=0.9,es", "es"), ("en, es", "en"), ("ar-EG;q=0.3, en;q=0.2", "ar"),
    ("es;q=0, en", "en"), ("es; q=0.1 , en ; q=0.2", "en"),
  ])
  func `The reader gets the language they like best of those there are`(
    header: String, expected: String
  ) {
    #expect(Language.preferred(header, among: Language.spoken)?.tag == expected)
  }

  @Test(arguments: [
    "", "fr", "*", "es;q=0", ";q=1", ",,,", "es;q=nan", "q=1", "es\u{301}",
  ])
  func `A header that asks for none of them leaves the choice to the library`(header: String) {
    #expect(Language.preferred(header, among: Language.spoken) == nil)
  }

  @Test func `A header without end is read so far and no further`() {
    let long = String(repeating: "fr,", count: 100_000) + "es"
    #expect(Language.preferred(long, among: Language.spoken) == nil)
    #expect(
      Language.preferred(String(repeating: "fr,", count: 19) + "es", among: Language.spoken)
        == .spanish)
    #expect(
      Language.preferred(String(repeating: "fr,", count: 20) + "es", among: Language.spoken) == nil)
  }

  @Test func `Nobody is given the pseudo language by their browser`() {
    #expect(Language.preferred("en-XA", among: Language.spoken) == .english)
  }
}
