import Foundation
import Testing

@testable import Markup

@Suite struct HTMLTests {
  @Test func `The five characters that mean something are written as what they are`() {
    let name = "<b>Ruth & \"Dan\" O'Hara</b>"
    let html: HTML = "<p>Welcome, \(name).</p>"
    #expect(
      html.markup
        == "<p>Welcome, &lt;b&gt;Ruth &amp; &quot;Dan&quot; O&#39;Hara&lt;/b&gt;.</p>")
  }

  @Test(arguments: ["&", "<", ">", "\"", "'"])
  func `Each of them alone is enough to be written anew`(character: String) {
    #expect(
      !HTML.escaped("a\(character)b").replacing("&", with: "", maxReplacements: 1)
        .contains(character))
    #expect(HTML.escaped("a\(character)b").hasPrefix("a&"))
    #expect(HTML.escaped("a\(character)b").hasSuffix(";b"))
  }

  @Test func `A value can't end the attribute that it stands in`() {
    let typed = "\" onmouseover=\"alert(1)"
    let html: HTML = "<input value=\"\(typed)\"/>"
    #expect(html.markup == "<input value=\"&quot; onmouseover=&quot;alert(1)\"/>")
  }

  @Test func `Control characters are left out, white space stays`() {
    #expect(HTML.escaped("a\u{0}b\u{8}c\u{B}d\u{1F}e") == "abcde")
    #expect(HTML.escaped("a\tb\nc\rd") == "a\tb\nc\rd")
    #expect(HTML.escaped("a\r\nb\u{0}") == "a\r\nb")
  }

  @Test func `An accent on a special character does not hide it`() {
    // One character to a reader, two scalars to a browser.
    let hidden = "<\u{301}script>\u{0}"
    #expect(HTML.escaped(hidden).unicodeScalars.contains("<") == false)
    #expect(HTML.escaped(hidden) == "&lt;\u{301}script&gt;")
  }

  @Test(arguments: ["صنرايز كورت", "Tomás", "日本語", "👩‍👩‍👧", "e\u{301}"])
  func `Letters of all scripts stay as they are`(text: String) {
    #expect(Array(HTML.escaped(text).utf8) == Array(text.utf8))
    #expect(Array(HTML.escaped(text + "<").utf8) == Array((text + "&lt;").utf8))
  }

  @Test func `HTML within HTML is not written twice`() {
    let inner: HTML = "<b>\("a & b")</b>"
    let outer: HTML = "<p>\(inner)</p>"
    #expect(outer.markup == "<p><b>a &amp; b</b></p>")
  }

  @Test func `What is missing, empty or not the case leaves nothing`() {
    let text: String? = nil
    let html: HTML? = nil
    let page: HTML = "a\(text)\(html)\(HTML.empty)\(if: false, "<b>never</b>")z"
    #expect(page.markup == "az")
    #expect(HTML.empty.isEmpty)
    let shown: HTML = "\(if: true, "<b>now</b>")"
    #expect(shown.markup == "<b>now</b>")
  }

  @Test func `Lists are written one after the other, with what stands between`() {
    let names = ["Ruth", "D&D"]
    let item = { (name: String) -> HTML in "<li>\(name)</li>" }
    let each: HTML = "\(each: names, item)"
    #expect(each.markup == "<li>Ruth</li><li>D&amp;D</li>")
    let items = names.map(item)
    let all: HTML = "\(items)"
    #expect(all == each)
    #expect(items.joined(separator: ", ").markup == "<li>Ruth</li>, <li>D&amp;D</li>")
    #expect([HTML]().joined(separator: ", ").isEmpty)
  }

  @Test func `Numbers stand as digits whatever the language`() {
    let html: HTML = "<td>\(1234567)</td><td>\(-5)</td>"
    #expect(html.markup == "<td>1234567</td><td>-5</td>")
  }

  @Test func `A link is written for the attribute that it stands in`() throws {
    let url = try #require(SafeURL(external: "https://example.org/?a=1&b='2'"))
    let html: HTML = "<a href=\"\(url)\">x</a>"
    #expect(html.markup == "<a href=\"https://example.org/?a=1&amp;b=&#39;2&#39;\">x</a>")
  }
}
