extension ImportReport {
  /// The reports as a JSON array, two spaces deep, with keys always in the same order.
  public static func json(_ reports: [ImportReport]) -> String {
    let items = reports.map { "  " + $0.json }
    return items.isEmpty ? "[]\n" : "[\n" + items.joined(separator: ",\n") + "\n]\n"
  }

  private var json: String {
    if let error {
      return JSONText.object([
        ("file", JSONText.string(file)),
        (
          "error",
          JSONText.object([
            ("row", error.row.map(String.init) ?? "null"),
            ("column", JSONText.string(error.column)),
            ("message", JSONText.string(error.message)),
          ])
        ),
      ])
    }
    guard let contents else { return JSONText.object([("file", JSONText.string(file))]) }
    let total = contents.total.map {
      JSONText.object([
        ("estimate", JSONText.number($0.estimate)), ("moe", JSONText.number($0.moe)),
      ])
    }
    return JSONText.object([
      ("file", JSONText.string(file)), ("kind", JSONText.string(contents.kind)),
      ("table", JSONText.string(contents.table)), ("vintage", JSONText.string(contents.vintage)),
      ("geographies", String(contents.geographies)), ("variables", String(contents.variables)),
      ("total", total ?? "null"),
      (
        "warnings",
        "[" + contents.warnings.map { JSONText.string($0) }.joined(separator: ", ") + "]"
      ),
    ])
  }
}

/// Whether any of the files was refused: then a command ends with status 1.
extension Sequence where Element == ImportReport {
  public var failed: Bool { contains(where: \.failed) }
}

/// JSON written by hand, since an encoder promises no order of keys.
enum JSONText {
  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(string($0)): \($1)" }.joined(separator: ", ") + "}"
  }

  static func string(_ text: String?) -> String {
    guard let text else { return "null" }
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  /// A whole number without a decimal point, any other in the fewest digits that give it back.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return value == value.rounded() && abs(value) < 9e15 ? String(Int64(value)) : "\(value)"
  }
}
