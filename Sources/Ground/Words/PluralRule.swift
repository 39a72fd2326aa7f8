/// The rule in a catalog's `Plural-Forms` header: which of its forms a number takes. The C
/// expression that gettext defines (GNU gettext manual §11.2.6), evaluated for one variable `n`.
public struct PluralRule: Sendable, Equatable {
  public let forms: Int
  private let root: Node

  /// `nil` unless `header` reads `nplurals=N; plural=EXPRESSION;`.
  public init?(_ header: String) {
    let parts = header.split(separator: ";")
    guard parts.count >= 2,
      let count = parts[0].split(separator: "=").last.flatMap({
        Int($0.filter { !$0.isWhitespace })
      }), (1...8).contains(count),
      let equals = parts[1].firstIndex(of: "=")
    else { return nil }
    let tokens = Self.tokens(parts[1][parts[1].index(after: equals)...])
    var parser = Parser(tokens: tokens)
    guard let root = parser.choice(), parser.ended else { return nil }
    forms = count
    self.root = root
  }

  /// Two forms, the first for one alone: English, Spanish and many others.
  public static let oneAndOther = PluralRule("nplurals=2; plural=(n != 1);")

  /// The form for `number`, in `0..<forms`.
  public func form(for number: Int) -> Int {
    min(max(0, root.value(number.magnitude > UInt(Int.max) ? 0 : abs(number))), forms - 1)
  }

  private static func tokens(_ text: Substring) -> [String] {
    var tokens: [String] = []
    var rest = text[...]
    while let character = rest.first {
      if character.isWhitespace {
        rest.removeFirst()
      } else if character.isNumber {
        let digits = rest.prefix { $0.isNumber }
        tokens.append(String(digits))
        rest = rest.dropFirst(digits.count)
      } else {
        let two = String(rest.prefix(2))
        let token = ["==", "!=", "<=", ">=", "&&", "||"].contains(two) ? two : String(character)
        tokens.append(token)
        rest = rest.dropFirst(token.count)
      }
    }
    return tokens
  }

  private indirect enum Node: Sendable, Equatable {
    case number(Int), variable
    case binary(String, Node, Node)
    case choice(Node, Node, Node)

    func value(_ n: Int) -> Int {
      switch self {
      case .number(let number): return number
      case .variable: return n
      case .choice(let condition, let yes, let no):
        return condition.value(n) != 0 ? yes.value(n) : no.value(n)
      case .binary(let sign, let left, let right):
        let a = left.value(n)
        if sign == "&&" { return a != 0 && right.value(n) != 0 ? 1 : 0 }
        if sign == "||" { return a != 0 || right.value(n) != 0 ? 1 : 0 }
        let b = right.value(n)
        switch sign {
        case "==": return a == b ? 1 : 0
        case "!=": return a != b ? 1 : 0
        case "<": return a < b ? 1 : 0
        case ">": return a > b ? 1 : 0
        case "<=": return a <= b ? 1 : 0
        case ">=": return a >= b ? 1 : 0
        default: return b == 0 ? 0 : a % b
        }
      }
    }
  }

  private struct Parser {
    let tokens: [String]
    var position = 0
    var depth = 0
    var ended: Bool { position == tokens.count }

    static let levels: [[String]] = [
      ["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["%"],
    ]

    mutating func take(_ token: String) -> Bool {
      guard position < tokens.count, tokens[position] == token else { return false }
      position += 1
      return true
    }

    mutating func choice() -> Node? {
      depth += 1
      defer { depth -= 1 }
      guard depth < 50, let condition = binary(level: 0) else { return nil }
      guard take("?") else { return condition }
      guard let yes = choice(), take(":"), let no = choice() else { return nil }
      return .choice(condition, yes, no)
    }

    mutating func binary(level: Int) -> Node? {
      guard level < Self.levels.count else { return primary() }
      guard var left = binary(level: level + 1) else { return nil }
      while position < tokens.count, Self.levels[level].contains(tokens[position]) {
        let sign = tokens[position]
        position += 1
        guard let right = binary(level: level + 1) else { return nil }
        left = .binary(sign, left, right)
      }
      return left
    }

    mutating func primary() -> Node? {
      if take("(") {
        guard let inner = choice(), take(")") else { return nil }
        return inner
      }
      if take("n") { return .variable }
      guard position < tokens.count, let number = Int(tokens[position]) else { return nil }
      position += 1
      return .number(number)
    }
  }
}
