import Markup
import Surroundings
import Testing
import Words

@testable import Web

@Suite struct FormTests {
  private enum Kind: String { case place, goal }

  private func form(_ fields: [String: String]) -> Form { Form(FormData(fields), .english) }

  @Test func `A text is trimmed, and must be there`() {
    var form = form(["name": "  Ruth\r\nAbeyta \n", "blank": " \n"])
    #expect(form.text("name", "Name") == "Ruth\nAbeyta")
    #expect(form.faults.isEmpty)
    #expect(form.text("blank", "Name") == "")
    #expect(form.text("missing", "Name") == "")
    #expect(form.faults == [Fault("blank", "Enter: Name."), Fault("missing", "Enter: Name.")])
  }

  @Test func `A text may have as many characters as said, and not one more`() {
    var form = form(["fits": "ñandú", "long": "ñandús"])
    #expect(form.text("fits", "Word", most: 5) == "ñandú")
    #expect(form.faults.isEmpty)
    #expect(form.text("long", "Word", most: 5) == "ñandús")
    #expect(form.faults.map(\.message) == ["Word has 6 characters. Shorten it to 5."])
  }

  @Test(arguments: [
    ("0", 0), ("1000", 1000), ("1,000", 1000), ("1.000", 1000), ("1 000 000", 1_000_000),
    ("1\u{202F}000", 1000), ("1'000", 1000), ("٢٠", 20), ("١٬٠٠٠", 1000),
  ])
  func `A whole number is read as people write it`(text: String, number: Int) {
    var form = form(["people": text])
    #expect(form.optionalWhole("people", "People", in: 0...10_000_000) == number)
    #expect(form.faults.isEmpty)
  }

  @Test(arguments: [
    "1.5", "2,5", "1,00", "1,0000", "1,000.000", "0x10", "1e3", "-1", "+1", ",000", "1,", "ten",
    "½", "10000001", "99999999999999999999",
  ])
  func `What is no whole number in range is refused, not rounded`(text: String) {
    var form = form(["people": text])
    #expect(form.optionalWhole("people", "People", in: 0...10_000_000) == nil)
    #expect(form.faults.map(\.field) == ["people"])
  }

  @Test func `A number has digits and one mark, in anybody's figures`() {
    var form = form(["a": "-10.5", "b": "35,1", "c": "٣٫٥", "d": "0x10", "e": "1e1", "f": "nan"])
    #expect(form.optionalNumber("a", "A", in: -90...90) == -10.5)
    #expect(form.optionalNumber("b", "B", in: -90...90) == 35.1)
    #expect(form.optionalNumber("c", "C", in: -90...90) == 3.5)
    #expect(form.faults.isEmpty)
    for name in ["d", "e", "f"] { #expect(form.optionalNumber(name, "X", in: -90...90) == nil) }
    #expect(form.faults.map(\.field) == ["d", "e", "f"])
  }

  @Test func `A day of a year that nobody means is none`() {
    var form = form(["a": "9999-12-31", "b": "0001-01-01", "c": "1870-05-01"])
    #expect(form.optionalDay("a", "A") == nil && form.optionalDay("b", "B") == nil)
    #expect(form.optionalDay("c", "C") == Day("1870-05-01"))
    #expect(form.faults.map(\.field) == ["a", "b"])
  }

  @Test func `Only what is offered can be chosen`() {
    var form = form(["kind": "goal", "wrong": "Goal"])
    #expect(form.choice("kind", "Kind", of: Kind.self) == .goal)
    #expect(form.choice("wrong", "Kind", of: Kind.self) == nil)
    #expect(form.faults.map(\.message) == ["Choose one: Kind."])
  }

  @Test func `A day is a day, and one that must be there is asked for`() {
    var form = form(["day": " 2026-11-23 ", "wrong": "23.11.2026", "blank": "  "])
    #expect(form.day("day", "Since") == Day("2026-11-23"))
    #expect(form.optionalDay("blank", "Since") == nil)
    #expect(form.faults.isEmpty)
    #expect(form.day("wrong", "Since") == nil)
    #expect(form.day("blank", "Since") == nil)
    #expect(form.day("missing", "Since") == nil)
    #expect(
      form.faults.map(\.message) == [
        "Since must be a day such as 2026-11-23.", "Enter a day: Since.", "Enter a day: Since.",
      ])
  }

  @Test func `A number lies within its range, both ends included`() {
    var form = form([
      "low": "-90", "high": "90", "comma": "35,5", "below": "-90.001", "above": "90.001",
      "word": "north", "nan": "nan", "infinite": "inf", "blank": "",
    ])
    for (name, value) in [("low", -90.0), ("high", 90), ("comma", 35.5)] {
      #expect(form.optionalNumber(name, "Latitude", in: -90...90) == value)
    }
    #expect(form.optionalNumber("blank", "Latitude", in: -90...90) == nil)
    #expect(form.faults.isEmpty)
    for name in ["below", "above", "word", "nan", "infinite"] {
      #expect(form.optionalNumber(name, "Latitude", in: -90...90) == nil)
    }
    #expect(form.faults.count == 5)
    #expect(form.faults.first?.message == "Latitude must be a number from -90 to 90.")
  }

  @Test func `An address on the web is one that can be followed`() {
    var form = form([
      "link": "https://example.org/plan", "blank": "", "script": "javascript:alert(1)",
    ])
    #expect(form.optionalURL("link", "Link") == "https://example.org/plan")
    #expect(form.optionalURL("blank", "Link") == "")
    #expect(form.faults.isEmpty)
    _ = form.optionalURL("script", "Link")
    #expect(form.faults.map(\.message) == ["Link must be an address such as https://example.org."])
  }

  @Test(arguments: ["ruth@piedralisa.example", "a@b.example", "o'hara+kith@example.org"])
  func `One @ with a name before it and a host after it is an email address`(text: String) {
    var form = form(["email": text])
    #expect(form.email("email", "Email") == text)
    #expect(form.faults.isEmpty)
  }

  @Test(arguments: [
    "ruth", "@b.example", "a@", "a@b", "a@b.", "a@.b", "a@b@c.example", "a b@c", "a@b\tc",
    "ruth@piedra\nBcc: x@y.z",
  ])
  func `Other texts are none`(text: String) {
    var form = form(["email": text])
    _ = form.email("email", "Email")
    #expect(
      form.faults.map(\.message) == ["Email must be an address such as name@example.org."])
  }

  @Test func `Nobody turns the direction of what others wrote`() {
    var form = form(["title": "\u{202E}gnirts\u{202C} \u{2067}نص\u{2069} \u{200F}و"])
    #expect(form.text("title", "Title") == "gnirts نص \u{200F}و")
  }

  @Test func `All faults are said at once`() {
    var form = form([:])
    _ = form.text("name", "Name")
    _ = form.day("since", "Since")
    let error = #expect(throws: Failure.self) { try form.check() }
    guard case .invalid(let faults)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(faults.map(\.field) == ["name", "since"])
    let draft = Draft(typed: FormData(["name": "R", "topic": "x"]), faults: faults)
    #expect(draft.error("name") == "Enter: Name." && draft.error("topic") == nil)
    #expect(draft.value("topic") == "x" && draft.isOn("topic") && !draft.isOn("since"))
  }

  @Test func `A form without its record's id is too old`() {
    var form = form(["id": "0123456789abcdef", "wrong": "1; DROP TABLE fact"])
    #expect(throws: Never.self) { let _: ID<Kind> = try form.freshID() }
    let error = #expect(throws: Failure.self) { let _: ID<Kind> = try form.freshID("wrong") }
    guard case .staleForm? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `A reply goes on to a place, with a notice that it can name`() {
    #expect(Reply.seeOther("/desk").header("location") == "/desk")
    #expect(Reply.seeOther("/desk", notice: .saved).header("location") == "/desk?notice=saved")
    #expect(
      Reply.seeOther("/a?b=c", notice: .signedOut).header("location") == "/a?b=c&notice=signed-out")
  }

  @Test func `A cookie is out of reach of scripts and other sites`() {
    let kept = Reply.text("").cookie("kith_device", "abc", days: 2, secure: true)
    #expect(
      kept.header("set-cookie")
        == "kith_device=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=172800; Secure")
    let brief = Reply.text("").cookie("kith_half_way", "x", days: nil, secure: false)
    #expect(brief.header("set-cookie") == "kith_half_way=x; Path=/; HttpOnly; SameSite=Lax")
  }
}
