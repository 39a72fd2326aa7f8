import Foundation

/// A link that is safe to follow: a path of this site, or an address on the web, mail or telephone.
/// It protects readers from `javascript:` and `data:` links that somebody typed into a form.
public struct SafeURL: Sendable, Equatable, ExpressibleByStringInterpolation {
  public let string: String

  /// A path written in the program; interpolated values are percent-encoded as one segment.
  public init(stringLiteral value: String) { string = value }
  public init(stringInterpolation: Interpolation) { string = stringInterpolation.path }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var path = ""
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { path += literal }
    public mutating func appendInterpolation(_ segment: some CustomStringConvertible) {
      path += SafeURL.encoded(segment.description)
    }
  }

  /// An address on the web that somebody gave. `nil` unless it is http, https, mailto or tel.
  public init?(external text: String) {
    guard !text.isEmpty else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let components = URLComponents(string: trimmed),
      let scheme = components.scheme?.lowercased()
    else { return nil }
    switch scheme {
    case "http", "https":
      guard let host = components.host, !host.isEmpty else { return nil }
    case "mailto", "tel": break
    default: return nil
    }
    guard trimmed.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      return nil
    }
    string = trimmed
  }

  /// A path of this site that somebody gave, such as where to go on after signing in. `nil` unless
  /// it begins with one slash and can lead nowhere else. Letters beyond ASCII, as names of records
  /// have them, are percent-encoded.
  public init?(local given: String) {
    let text = SafeURL.ascii(given)
    guard text.hasPrefix("/"), !text.hasPrefix("//"),
      !text.utf8.contains(UInt8(ascii: "\\")),
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }),
      let components = URLComponents(string: text), components.host == nil,
      components.scheme == nil
    else { return nil }
    string = text
  }

  private static func ascii(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return text.addingPercentEncoding(withAllowedCharacters: asciiCharacters) ?? ""
  }

  private static let asciiCharacters = CharacterSet(
    charactersIn: Unicode.Scalar(0x00)...Unicode.Scalar(0x7F))

  static func encoded(_ segment: String) -> String {
    segment.addingPercentEncoding(withAllowedCharacters: segmentCharacters) ?? ""
  }

  private static let segmentCharacters = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
