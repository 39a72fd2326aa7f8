import Testing

@testable import Web

@Suite struct MultipartTests {
  private func body(_ parts: [(head: String, content: [UInt8])], end: String = "--x--\r\n")
    -> [UInt8]
  {
    parts.flatMap { Array("--x\r\n\($0.head)\r\n\r\n".utf8) + $0.content + [13, 10] }
      + Array(end.utf8)
  }

  private func field(_ name: String, _ text: String) -> (head: String, content: [UInt8]) {
    ("Content-Disposition: form-data; name=\"\(name)\"", Array(text.utf8))
  }

  private func file(_ name: String, _ bytes: [UInt8]) -> (head: String, content: [UInt8]) {
    (
      "content-disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/csv",
      bytes
    )
  }

  private func expectMalformed(_ how: Failure.Malformation, _ body: [UInt8]) {
    let error = #expect(throws: Failure.self) { try Multipart.form(body, boundary: "x") }
    guard case .malformed(let found)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == how)
  }

  @Test func `Texts and files are read, any bytes among them`() throws {
    let binary = Array(UInt8.min...UInt8.max) + Array("\r\n--y\r\n\r\n\u{0}--x".utf8)
    let form = try Multipart.form(
      body([
        field("name", "Tomás\r\nVigil"), file("table.csv", binary), field("name", "again"),
        field("empty", ""),
      ]), boundary: "x")
    #expect(form.all("name") == ["Tomás\r\nVigil", "again"])
    #expect(form.has("empty") && form.text("empty") == "")
    let files = form.files["file"] ?? []
    #expect(files.map(\.name) == ["table.csv"])
    #expect(files.first?.bytes == binary)
    #expect(!form.has("file"))
  }

  @Test func `A file field that was left empty is no file`() throws {
    let form = try Multipart.form(body([file("", []), file("", [1])]), boundary: "x")
    #expect(form.files["file"]?.map(\.name) == ["file"])
    #expect(form.files["file"]?.first?.bytes == [1])
    let empty = try Multipart.form(body([file("empty.csv", [])]), boundary: "x")
    #expect(empty.files["file"]?.first?.bytes == [])
  }

  @Test func `Hostile names of files become plain ones`() throws {
    let form = try Multipart.form(
      body([file("../../kith.sqlite", [1]), file("C:\\x\\plan%22.csv", [2]), file("..", [3])]),
      boundary: "x")
    #expect(form.files["file"]?.map(\.name) == ["kith.sqlite", "plan\".csv", "file"])
  }

  @Test func `No fields at all is a form`() throws {
    #expect(try Multipart.form(Array("--x--".utf8), boundary: "x").texts.isEmpty)
  }

  @Test(arguments: [
    "", "--x", "--x\r", "--x\r\n", "x", "--y--", "preamble\r\n--x--", "--xy\r\n\r\n\r\n--x--",
    "--x\r\nContent-Disposition: form-data; name=\"a\"", "--x\r\n\r\nno head\r\n--x--",
    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut",
    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut\r\n--x",
    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut\r\n--x-",
    "--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--",
    "--x\r\nContent-Type: text/plain\r\n\r\nnameless\r\n--x--",
    "--x\nContent-Disposition: form-data; name=\"a\"\n\nunix\n--x--",
  ])
  func `What broke off on its way is refused`(text: String) {
    expectMalformed(.brokenParts, Array(text.utf8))
  }

  @Test func `Each cut of a good body is refused, and none is taken for less`() throws {
    let whole = body([field("name", "Ruth"), file("t.csv", [0, 13, 10, 45])], end: "--x--")
    #expect(try Multipart.form(whole, boundary: "x").text("name") == "Ruth")
    for length in 0..<whole.count { expectMalformed(.brokenParts, Array(whole.prefix(length))) }
  }

  @Test func `A text that is not UTF-8, or holds NUL, is refused`() {
    expectMalformed(
      .notText, body([(head: "Content-Disposition: form-data; name=\"a\"", content: [0xFF])]))
    expectMalformed(.notText, body([field("a", "b\u{0}")]))
  }

  @Test func `Two thousand parts are read, one more is an attack`() throws {
    let most = Array(repeating: field("a", "1"), count: 2000)
    #expect(try Multipart.form(body(most), boundary: "x").all("a").count == 2000)
    expectMalformed(.tooManyFields, body(most + [field("a", "1")]))
  }

  @Test(arguments: [
    ("multipart/form-data; boundary=x", "x"), ("Multipart/Form-Data;boundary=x", "x"),
    ("multipart/form-data; charset=utf-8; Boundary=\"a b\"", "a b"),
    (
      "multipart/form-data; boundary=\(String(repeating: "b", count: 70))",
      String(repeating: "b", count: 70)
    ),
  ])
  func `The boundary is what the type says, quoted or not`(type: String, boundary: String) {
    #expect(Multipart.boundary(type) == boundary)
  }

  @Test(arguments: [
    "", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\"\"",
    "multipart/mixed; boundary=x", "text/plain; boundary=x",
    "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
  ])
  func `A type without a good boundary has none`(type: String) {
    #expect(Multipart.boundary(type) == nil)
  }
}
