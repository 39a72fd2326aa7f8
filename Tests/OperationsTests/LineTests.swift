import Store
import Testing

@testable import Operations

@Suite struct LineTests {
  private func line(_ values: [Value]) -> String {
    var bytes: [UInt8] = []
    ExportLine.append(values.indices.map { "c\($0)" }, values, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `Every kind of value is written, and read the same`() throws {
    let values: [Value] = [
      .null, .integer(.max), .integer(.min), .real(0.1), .real(5), .real(1e300), .real(-2.5e-9),
      .text("a\"\\\n\r\t\u{1}\u{2028}🏜️ صنرايز"), .text(""), .blob([0, 255, 10]), .blob([]),
    ]
    let text = line(values)
    #expect(text.filter { $0 == "\n" }.count == 1)
    let row = try ExportLine.read(text.dropLast().utf8)
    for (index, value) in values.enumerated() { #expect(row["c\(index)"] == value) }
    #expect(line([.real(-0.0)]) == "{\"c0\":0.0}\n")
    #expect(line([.blob([1])]) == "{\"c0\":{\"base64\":\"AQ==\"}}\n")
  }

  @Test func `What another program wrote is read too`() throws {
    let row = try ExportLine.read(
      #" { "a" : " \u00e9\ud83c\udfdc\/" , "b" : 1.5E2 , "c" : null }"#.utf8)
    #expect(row == ["a": .text(" é🏜/"), "b": .real(150), "c": .null])
  }

  @Test(arguments: [
    "", "{", "[]", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1}}"#, #"{"a":01x}"#, #"{"a":tru}"#,
    #"{"a":"\ud83c"}"#, #"{"a":"\x"}"#, #"{"a":"b}"#, #"{"a":1,"a":2}"#, #"{"a":{"base64":"?"}}"#,
    #"{"a":99999999999999999999}"#, #"{"a":1e999}"#, "{\"a\":\"\u{1}\"}", #"{"a":"\u12"}"#,
    #"{"a":-}"#,
  ])
  func `What is no row is refused with its place`(_ text: String) {
    #expect { try ExportLine.read(text.utf8) } throws: { error in
      (error as? OperationFault)?.description.hasPrefix("at character ") == true
    }
  }
}
