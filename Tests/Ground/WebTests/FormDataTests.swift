import Testing

@testable import Web

@Suite struct FormDataTests {
  @Test func `A plain form is read as browsers write it`() throws {
    let form = try FormData(urlEncoded: "name=Tom%C3%A1s+Vigil&word=a%2Bb%26c%3Dd&empty=&bare&=x")
    #expect(form.text("name") == "Tomás Vigil")
    #expect(form.text("word") == "a+b&c=d")
    #expect(form.has("empty") && form.text("empty") == "")
    #expect(form.has("bare") && form.text("bare") == "")
    #expect(form.text("") == "x")
    #expect(!form.has("missing") && form.text("missing") == "" && form.all("missing") == [])
  }

  @Test func `Fields of one name keep their order, and a value may hold an equals sign`() throws {
    let form = try FormData(urlEncoded: "c=1&x=0&c=2&&c=a=b")
    #expect(form.all("c") == ["1", "2", "a=b"])
    #expect(form.text("c") == "1")
  }

  @Test(arguments: [
    "a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=%FF", "a=%C3", "a=%ED%A0%80", "a=%C0%AF",
    "a=%F5%80%80%80", "a=%00", "%00=a", "a=b%00c",
  ])
  func `Broken escapes, what is not UTF-8, and NUL are refused`(body: String) {
    let error = #expect(throws: Failure.self) { try FormData(urlEncoded: body) }
    guard case .malformed(.notText)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `Two thousand fields are read, one more is an attack`() throws {
    let most = Array(repeating: "a=1", count: 2000).joined(separator: "&")
    #expect(try FormData(urlEncoded: most).all("a").count == 2000)
    let error = #expect(throws: Failure.self) { try FormData(urlEncoded: most + "&a=1") }
    guard case .malformed(.tooManyFields)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("letter.pdf", "letter.pdf"), ("C:\\Users\\Ruth\\plan.doc", "plan.doc"),
    ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"), ("..", "file"), ("", "file"),
    ("folder/", "folder"), ("a/..", "file"), (".bashrc", "bashrc"), ("...hidden", "hidden"),
    ("a\u{0}b\nc\r.txt", "abc.txt"), ("gpj.\u{202E}exe", "gpj.exe"), ("\u{202E}.secret", "secret"),
    ("خطة العمل.pdf", "خطة العمل.pdf"),
    // A slash, a backslash and a dot with an accent on them are what they were.
    ("..\u{301}/\u{301}etc/\u{338}passwd", "\u{338}passwd"), ("a\\\u{301}b", "\u{301}b"),
    (".\u{301}rc", "\u{301}rc"),
  ])
  func `A file's name is its last part, and can name no other place`(
    given: String, expected: String
  ) {
    let name = UploadedFile(name: given, bytes: []).name
    #expect(Array(name.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `A file's name is cut after 150 characters`() {
    #expect(UploadedFile(name: String(repeating: "é", count: 150), bytes: []).name.count == 150)
    #expect(UploadedFile(name: String(repeating: "é", count: 151), bytes: []).name.count == 150)
  }

  @Test func `What is encoded reads back the same`() {
    let text = "/desk/communities?topic=ñ &x=100%\u{1F600}"
    #expect(Percent.decoded(Percent.encoded(text)) == text)
    #expect(Percent.encoded("a b/ñ") == "a%20b%2F%C3%B1")
    #expect(Percent.encoded("\n") == "%0A")
    #expect(Percent.decoded("a+b") == "a+b")
    #expect(Percent.decoded("%e2%82%AC") == "€")
  }
}
