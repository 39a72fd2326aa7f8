import Testing

@testable import Words

/// Headers as the gettext manual and translators' tools write them, against the forms that Unicode
/// publishes for each language (CLDR, cardinal plurals).
@Suite struct PluralRuleTests {
  struct Known: CustomTestStringConvertible {
    let language: String
    let header: String
    let forms: [[Int]]
    var testDescription: String { language }
  }

  static let known = [
    Known(
      language: "English", header: "nplurals=2; plural=(n != 1);",
      forms: [[1], [0, 2, 3, 11, 21, 100, 101, 1_000_000]]),
    Known(
      language: "Spanish", header: "nplurals=2; plural=n != 1;",
      forms: [[1], [0, 2, 10, 21, 101]]),
    Known(
      language: "French", header: "nplurals=2; plural=n>1;", forms: [[0, 1], [2, 3, 11, 101]]),
    Known(
      language: "Arabic",
      header:
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
      forms: [
        [0], [1], [2], [3, 4, 10, 103, 110, 1003], [11, 12, 26, 99, 111, 199, 1011],
        [100, 101, 102, 200, 202, 1000, 1_000_000],
      ]),
    Known(
      language: "Polish",
      header:
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
      forms: [[1], [2, 3, 4, 22, 24, 102, 1002], [0, 5, 9, 10, 11, 12, 14, 21, 25, 111, 112]]),
    Known(
      language: "Russian",
      header:
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
      forms: [[1, 21, 31, 101, 1001], [2, 3, 4, 22, 104], [0, 5, 11, 12, 14, 20, 111, 112, 114]]),
    Known(language: "Japanese", header: "nplurals=1; plural=0;", forms: [[0, 1, 2, 100]]),
  ]

  @Test(arguments: known)
  func `Each language counts as its header says`(known: Known) throws {
    let rule = try #require(PluralRule(known.header))
    #expect(rule.forms == known.forms.count)
    for (form, numbers) in known.forms.enumerated() {
      for number in numbers { #expect(rule.form(for: number) == form, "\(number)") }
    }
  }

  @Test(arguments: [
    "", ";", "nplurals", "nplurals=2", "nplurals=2;", "nplurals=2; plural", "nplurals=2; plural=;",
    "nplurals=0; plural=0;", "nplurals=9; plural=n;", "nplurals=x; plural=n;",
    "nplurals=2; plural=(n != 1;", "nplurals=2; plural=n != 1);", "nplurals=2; plural=n !=;",
    "nplurals=2; plural=m != 1;", "nplurals=2; plural=n n;", "nplurals=2; plural=n ? 1;",
    "nplurals=2; plural=n ? 1 : ;", "nplurals=2; plural=n = 1;", "nplurals=2; plural=n + 1;",
    "nplurals=2; plural=99999999999999999999;", "nplurals=2; plural=½;", "nplurals=2; plural=();",
    "nplurals=2; plural=system(1);",
  ])
  func `What is no rule is not guessed at`(header: String) {
    #expect(PluralRule(header) == nil)
  }

  @Test func `A rule nests forty deep, and a thousand deep is refused`() {
    func nested(_ depth: Int) -> String {
      let open = String(repeating: "(", count: depth)
      return "nplurals=2; plural=\(open)n != 1\(String(repeating: ")", count: depth));"
    }
    #expect(PluralRule(nested(40))?.form(for: 2) == 1)
    #expect(PluralRule(nested(1000)) == nil)
    #expect(PluralRule(nested(200_000)) == nil)
    let choices = String(repeating: "n==1 ? 0 : ", count: 100_000)
    #expect(PluralRule("nplurals=2; plural=\(choices)1;") == nil)
  }

  @Test func `A form that a language has not becomes its nearest`() {
    #expect(PluralRule("nplurals=2; plural=n;")?.form(for: 7) == 1)
    #expect(PluralRule("nplurals=3; plural=n;")?.form(for: 2) == 2)
    #expect(PluralRule("nplurals=3; plural=n;")?.form(for: -1) == 1)
    #expect(PluralRule("nplurals=3; plural=n;")?.form(for: .min) == 0)
    #expect(PluralRule("nplurals=3; plural=n % 0;")?.form(for: 5) == 0)
  }

  @Test func `Signs bind as in C`() {
    #expect(PluralRule("nplurals=8; plural=n==2 || n==3 && 0;")?.form(for: 2) == 1)
    #expect(PluralRule("nplurals=8; plural=n % 10 % 4;")?.form(for: 17) == 3)
    #expect(PluralRule("nplurals=8; plural=3 > 2 > 1;")?.form(for: 0) == 0)
    #expect(PluralRule("nplurals=8; plural=n<5==n>0 ? 6 : 7;")?.form(for: 3) == 6)
    #expect(PluralRule("nplurals=8; plural=n<5==n>0 ? 6 : 7;")?.form(for: 0) == 7)
  }
}
