/// A fragment of HTML. Literal text is markup; whatever is interpolated is escaped, unless it is
/// itself HTML. So a page reads as HTML, and a person's name can never become a tag:
///
///     let greeting: HTML = "<p>Welcome, \(person.name).</p>"
///
/// Interpolate into text or into double-quoted attribute values only. A link's target is a
/// ``SafeURL``: escaping alone does not stop `javascript:`.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup itself, well-formed as far as its literals are.
  public private(set) var markup: String

  public init(stringLiteral value: String) { markup = value }
  public init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  private init(markup: String) { self.markup = markup }

  /// Text that is to be read as text.
  public init(text: String) { markup = HTML.escaped(text) }

  /// Markup that was made by a program that is trusted to make it, such as a chart's path data.
  public static func trusted(_ markup: String) -> HTML { HTML(markup: markup) }

  public static let empty: HTML = ""
  public var isEmpty: Bool { markup.isEmpty }

  public static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.markup + right.markup)
  }

  public static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    public mutating func appendLiteral(_ literal: String) { markup += literal }

    public mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }
    public mutating func appendInterpolation(_ text: String?) {
      if let text { HTML.escape(text, into: &markup) }
    }
    public mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    public mutating func appendInterpolation(_ url: SafeURL) {
      HTML.escape(url.string, into: &markup)
    }
    public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
    public mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }
    public mutating func appendInterpolation(_ fragments: [HTML]) {
      for fragment in fragments { markup += fragment.markup }
    }
    /// Markup for each element, one after the other.
    public mutating func appendInterpolation<S: Sequence>(
      each elements: S, _ fragment: (S.Element) -> HTML
    ) {
      for element in elements { markup += fragment(element).markup }
    }
    /// Markup where `condition` holds, and nothing elsewhere.
    public mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
      if condition { markup += html().markup }
    }
  }

  /// The text with the five characters that mean something in HTML replaced, and the control
  /// characters that no HTML document may hold left out.
  public static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    escape(text, into: &result)
    return result
  }

  static func escape(_ text: String, into result: inout String) {
    let special = text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "'"):
        true
      case 0..<0x20: byte != 0x09 && byte != 0x0A && byte != 0x0D
      default: false
      }
    }
    guard special else {
      result += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{0}"..<"\u{20}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Sequence where Element == HTML {
  /// All fragments in order as one.
  public func joined(separator: HTML = "") -> HTML {
    var result = HTML.empty
    var first = true
    for fragment in self {
      if !first { result += separator }
      result += fragment
      first = false
    }
    return result
  }
}
