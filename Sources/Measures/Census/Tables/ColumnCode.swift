/// A heading such as `B01001_001E`, taken apart.
struct ColumnCode: Equatable {
  enum Role: Equatable { case estimate, margin, estimateNote, marginNote }

  /// nil for the American FactFinder's headings, which do not name their table.
  var table: String?
  /// The variable's code: `B01001_001`, `S0101_C01_001`, `DP05_0001P`.
  var variable: String
  var role: Role

  /// - Returns: nil if the heading is no variable's.
  init?(_ heading: String) {
    guard heading.utf8.count <= 24 else { return nil }
    let parts = heading.uppercased().split(separator: "_", omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 2 || parts.count == 3, let first = parts.first, let last = parts.last
    else { return nil }
    let middle = parts.count == 3 ? parts[1] : nil
    if let column = Self.number(first, after: "HD"), let line = Self.number(last, after: "VD"),
      middle == nil
    {
      variable = "VD\(Self.twoDigits(line))"
      role = column % 2 == 1 ? .estimate : .margin
    } else if let column = Self.number(first, after: "HC"),
      let line = Self.number(last, after: "VC")
    {
      switch middle {
      case "EST", "MOE":
        variable = "HC\(Self.twoDigits(column))_VC\(Self.twoDigits(line))"
        role = middle == "EST" ? .estimate : .margin
      case nil:
        // A data profile sets the estimate in an odd column and its margin in the even one after.
        let own = column - (column + 1) % 2
        variable = "HC\(Self.twoDigits(own))_VC\(Self.twoDigits(line))"
        role = column % 2 == 1 ? .estimate : .margin
      default: return nil
      }
    } else {
      guard Self.isTable(first), let (line, role) = Self.line(last) else { return nil }
      if let middle {
        guard let group = Self.number(middle, after: "C") else { return nil }
        variable = "\(first)_C\(Self.twoDigits(group))_\(line)"
      } else {
        variable = "\(first)_\(line)"
      }
      table = first
      self.role = role
    }
  }

  /// True for one to three letters, two to six digits, and up to three letters: `B01001APR`.
  static func isTable(_ text: String) -> Bool {
    let head = text.prefix { $0.isASCII && $0.isLetter }
    let digits = text.dropFirst(head.count).prefix { $0.isASCII && $0.isNumber }
    let tail = text.dropFirst(head.count + digits.count)
    return (1...3).contains(head.count) && (2...6).contains(digits.count) && tail.count <= 3
      && tail.allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// Reads `001E`, `0001PM`, `001EA` or the summary file's `E001`.
  private static func line(_ text: String) -> (line: String, role: Role)? {
    if text.first == "E" || text.first == "M" {
      let digits = text.dropFirst()
      guard isLineNumber(digits) else { return nil }
      return (String(digits), text.first == "E" ? .estimate : .margin)
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    var rest = text.dropFirst(digits.count)
    let isPercent = rest.first == "P"
    if isPercent { rest.removeFirst() }
    guard isLineNumber(digits) else { return nil }
    let line = String(digits) + (isPercent ? "P" : "")
    switch rest {
    case "E": return (line, .estimate)
    case "M": return (line, .margin)
    case "EA": return (line, .estimateNote)
    case "MA": return (line, .marginNote)
    default: return nil
    }
  }

  private static func isLineNumber(_ digits: Substring) -> Bool {
    (3...4).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func number(_ text: String, after prefix: String) -> Int? {
    let digits = text.dropFirst(prefix.count)
    guard text.hasPrefix(prefix), (2...3).contains(digits.count),
      digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(digits)
  }

  /// The variable's code once the table is known: a FactFinder `VD01` of B01001 is `B01001_001`.
  func variable(in table: String?) -> String {
    guard self.table == nil, let table else { return variable }
    if variable.hasPrefix("VD"), let line = Int(variable.dropFirst(2)) {
      return "\(table)_\(Self.threeDigits(line))"
    }
    return "\(table)_\(variable)"
  }

  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func threeDigits(_ number: Int) -> String {
    number < 100 ? "0" + twoDigits(number) : "\(number)"
  }
}
