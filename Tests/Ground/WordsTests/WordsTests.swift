import Foundation
import Surroundings
import Testing

@testable import Words

@Suite struct WordsTests {
  let w = Words.english

  @Test func `A sentence takes its values by name`() {
    #expect(w("Signed in as {name}", ["name": "Ruth Abeyta"]) == "Signed in as Ruth Abeyta")
    #expect(w("{a} and {b}, {a}", ["a": "Ruth", "b": "Dan"]) == "Ruth and Dan, Ruth")
  }

  @Test func `A value that looks like a placeholder stays what it is`() {
    #expect(w("{a} and {b}", ["a": "{b}", "b": "{a}"]) == "{b} and {a}")
  }

  @Test(arguments: [
    ("{missing} stays", "{missing} stays"), ("{} stays", "{} stays"),
    ("{open stays", "{open stays"),
    ("close} stays", "close} stays"), ("{{name}}", "{{name}}"), ("{name", "{name"),
  ])
  func `A placeholder without a value is seen`(sentence: String, expected: String) {
    #expect(w(sentence, ["name": "Ruth"]) == expected)
  }

  @Test func `English counts one and many`() {
    #expect(w.plural(0, "{n} fact", "{n} facts") == "0 facts")
    #expect(w.plural(1, "{n} fact", "{n} facts") == "1 fact")
    #expect(w.plural(2, "{n} fact", "{n} facts") == "2 facts")
    #expect(w.plural(1234, "{n} fact", "{n} facts") == "1,234 facts")
    #expect(
      w.plural(2, "{n} fact about {name}", "{n} facts about {name}", ["name": "Sunrise Court"])
        == "2 facts about Sunrise Court")
  }

  @Test func `The pseudo language brackets each sentence, once`() {
    let pseudo = Words(.pseudo)
    #expect(pseudo("Save") == "⟦Save⟧")
    #expect(pseudo("Signed in as {name}", ["name": "Ruth"]) == "⟦Signed in as Ruth⟧")
    #expect(pseudo.plural(2, "{n} fact", "{n} facts") == "⟦2 facts⟧")
    #expect(pseudo.number(1234) == "1,234")
    #expect(w("Save") == "Save")
  }

  @Test func `A catalog knows its own sentences alone`() throws {
    let catalog = try Catalog(po: "msgid \"Save\"\nmsgstr \"Guardar\"")
    let spanish = Words(.spanish, catalog: catalog)
    #expect(spanish.knows("Save") && spanish("Save") == "Guardar")
    #expect(!spanish.knows("Sing") && spanish("Sing") == "Sing")
  }

  @Test func `Numbers are written as readers of the language write them here`() {
    #expect(w.number(1_234_567) == "1,234,567")
    #expect(Words(.spanish).number(1_234_567) == "1,234,567")
    #expect(w.number(1234.56) == "1,234.6")
    #expect(w.number(3.0) == "3")
    #expect(Words(.spanish).number(3.14159, digits: 2) == "3.14")
    #expect(w.percent(0.256) == "25.6%")
    #expect(Words(.spanish).percent(0.256).filter { !$0.isWhitespace } == "25.6%")
    #expect(w.percent(1, digits: 0) == "100%")
    #expect(Words(.arabic).percent(0.5).contains("50"))
  }

  @Test func `Days are written as the language writes them`() throws {
    let day = try #require(Day("2026-11-23"))
    #expect(w.day(day) == "November 23, 2026")
    #expect(Words(.spanish).day(day) == "23 de noviembre de 2026")
    #expect(Words(.arabic).day(day) == "23 نوفمبر، 2026")
    #expect(Words(.pseudo).day(day) == "⟦November 23, 2026⟧")
  }

  @Test func `A day is the same day wherever the machine stands`() throws {
    for text in ["0001-01-01", "1900-03-01", "2026-01-01", "2026-12-31"] {
      let day = try #require(Day(text))
      #expect(w.day(day).hasSuffix("\(day.year)") || day.year == 1)
      #expect(Day(Instant(day.noon), in: .gmt) == day)
    }
  }

  @Test func `A moment is told in the library's time`() throws {
    let denver = try #require(TimeZone(identifier: "America/Denver"))
    let instant = Instant(seconds: 1_795_449_600)
    let space = { (text: String) in text.replacing("\u{202F}", with: " ") }
    #expect(space(w.instant(instant, in: denver)).hasPrefix("Nov 23, 2026"))
    #expect(space(w.instant(instant, in: denver)).hasSuffix("9:00 AM"))
    #expect(space(w.instant(instant, in: .gmt)).hasSuffix("4:00 PM"))
    #expect(space(Words(.spanish).instant(instant, in: denver)).contains("9:00"))
  }

  @Test(arguments: [
    (-1, "today"), (0, "today"), (1, "1 day"), (30, "30 days"), (31, "1 month"), (59, "1 month"),
    (60, "2 months"), (365, "12 months"), (366, "1 year"), (729, "1 year"), (730, "2 years"),
  ])
  func `An age is told in the largest unit that fits`(days: Int, expected: String) throws {
    let today = try #require(Day("2026-11-23"))
    #expect(w.age(from: today.adding(days: -days), to: today) == expected)
  }

  @Test func `A list is joined as the language joins it`() {
    #expect(w.list(["Ruth", "Daniel"]) == "Ruth and Daniel")
    #expect(w.list(["Ruth", "Daniel", "Amal"]) == "Ruth, Daniel, and Amal")
    #expect(Words(.spanish).list(["Ruth", "Daniel", "Amal"]) == "Ruth, Daniel y Amal")
    #expect(w.list([]) == "")
  }
}
