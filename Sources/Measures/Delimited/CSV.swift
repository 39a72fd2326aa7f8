/// Tables as text, as spreadsheets and other tools read them (RFC 4180).
public enum CSV {
  /// Lines that each end with CR LF, as the standard asks.
  public static func lines(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe before it: nobody's
  /// statement runs on somebody's machine. Numbers stay numbers.
  public static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    {
      text = "'" + text
    }
    let isPlain = !text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// What ``cell(_:)`` put before a text is taken off again.
  public static func bare(_ text: String) -> String {
    guard text.hasPrefix("'"), let second = text.dropFirst().unicodeScalars.first,
      "=+-@\t\r".unicodeScalars.contains(second)
    else { return text }
    return String(text.dropFirst())
  }
}
