import Testing

@testable import Markup

@Suite struct SafeURLTests {
  @Test(arguments: [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/",
    "mailto:voices@piedralisa.example", "tel:+15055550142", "https://example.org/ñandú",
    "https://example.org:8443/x",
  ])
  func `Addresses on the web, of mail and telephone are taken`(text: String) {
    #expect(SafeURL(external: text)?.string == text)
  }

  @Test func `White space round a typed address is dropped`() {
    #expect(SafeURL(external: " https://example.org\n")?.string == "https://example.org")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java\tscript:alert(1)", "\u{1}javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "file:///etc/passwd", "ftp://example.org", "blob:https://example.org/1", "",
    "example.org", "/desk", "//evil.example", "https:example.org", "http://", "https:///path",
    "https://exa mple.org", "https://example.org/a b", "https://example.org/a\tb",
    "https://example.org/a\u{0}b", "https://example.org/\u{7F}",
  ])
  func `Other schemes, spaces and control characters are refused`(text: String) {
    #expect(SafeURL(external: text) == nil)
  }

  @Test(arguments: [
    "/", "/desk", "/desk/communities?notice=added", "/desk/facts/1#words", "/a%20b",
  ])
  func `A path of this site is one to go on to`(text: String) {
    #expect(SafeURL(local: text)?.string == text)
  }

  @Test(arguments: [
    "", "desk", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "\\/evil.example", "https://evil.example", "http:evil.example", "javascript:alert(1)",
    "/a b", "/a\nb", "/a\tb", " /desk", "/\u{0}", "/a\u{7F}", "/\u{E9} b",
  ])
  func `What could lead elsewhere is no path of this site`(text: String) {
    #expect(SafeURL(local: text) == nil)
  }

  @Test(arguments: [
    ("/caf\u{E9}", "/caf%C3%A9"), ("/a?b=ñ#c", "/a?b=%C3%B1#c"), ("/صن", "/%D8%B5%D9%86"),
    ("/\u{2215}evil.example", "/%E2%88%95evil.example"),
    ("/\u{301}/evil.example", "/%CC%81/evil.example"), ("/a%20é", "/a%20%C3%A9"),
  ])
  func `Letters beyond ASCII are percent-encoded, as names of records have them`(
    text: String, encoded: String
  ) {
    #expect(SafeURL(local: text)?.string == encoded)
  }

  @Test func `A value in a path is one segment of it`() {
    let typed = "../sign-out?x=1#y/صن &"
    let url: SafeURL = "/communities/\(typed)/timeline"
    #expect(
      url.string
        == "/communities/..%2Fsign-out%3Fx%3D1%23y%2F%D8%B5%D9%86%20%26/timeline")
    let plain: SafeURL = "/desk/facts/\("0123456789abcdef")"
    #expect(plain.string == "/desk/facts/0123456789abcdef")
  }
}
