/// One HTTP request, read whole. Made by the server, or by a test.
public struct Request: Sendable {
  public var method: Method
  /// The path as it was sent, percent-encoded, without the query.
  public var path: String
  /// The query as it was sent, without the `?`.
  public var query: String
  /// Header fields, names in lower case.
  public var headers: [String: String]
  public var body: [UInt8]
  /// Whether the connection to the reader is encrypted, here or at a proxy we trust.
  public var isSecure: Bool
  /// Where it came from, for rate limits alone: hashed at once with a key that is never stored.
  public var origin: String

  public enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  public init(
    method: Method, path: String, query: String = "", headers: [String: String] = [:],
    body: [UInt8] = [], isSecure: Bool = false, origin: String = ""
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.isSecure = isSecure
    self.origin = origin
  }

  /// The value of a cookie that the reader sent.
  public func cookie(_ name: String) -> String? {
    for part in (headers["cookie"] ?? "").split(separator: ";") {
      let trimmed = part.drop { $0 == " " }
      guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
      return String(trimmed[trimmed.index(after: equals)...])
    }
    return nil
  }
}
