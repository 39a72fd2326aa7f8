import Foundation
import Markup

/// An answer to a request.
public struct Reply: Sendable {
  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public static func html(_ html: HTML, status: Int = 200) -> Reply {
    Reply(
      status: status, headers: [("content-type", "text/html; charset=utf-8")],
      body: Array(html.markup.utf8))
  }

  public static func text(_ text: String, status: Int = 200) -> Reply {
    Reply(
      status: status, headers: [("content-type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  public static func json(_ text: String, status: Int = 200) -> Reply {
    Reply(
      status: status, headers: [("content-type", "application/json; charset=utf-8")],
      body: Array(text.utf8))
  }

  /// What is wrong, for a program: `{"error": "…"}`, in the language it asked in.
  static func trouble(_ status: Int, _ sentence: String) -> Reply {
    let quoted = (try? JSONEncoder().encode(["error": sentence])) ?? Data("{}".utf8)
    return .json(String(decoding: quoted, as: UTF8.self) + "\n", status: status)
  }

  /// A file to keep. The name is the program's, never a reader's.
  public static func download(_ bytes: [UInt8], name: String, type: String) -> Reply {
    Reply(
      status: 200,
      headers: [
        ("content-type", type), ("content-disposition", "attachment; filename=\"\(name)\""),
      ], body: bytes)
  }

  /// After a form: go and see, so that a reload sends nothing twice.
  public static func seeOther(_ url: SafeURL, notice: Notice? = nil) -> Reply {
    let mark = url.string.contains("?") ? "&" : "?"
    let place = notice.map { "\(url.string)\(mark)notice=\($0.rawValue)" } ?? url.string
    return Reply(status: 303, headers: [("location", place)])
  }

  public func adding(_ name: String, _ value: String) -> Reply {
    var reply = self
    reply.headers.append((name, value))
    return reply
  }

  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// A cookie that scripts can't read and other sites can't send along with a form.
  public func cookie(_ name: String, _ value: String, days: Int?, secure: Bool) -> Reply {
    var cookie = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if let days { cookie += "; Max-Age=\(days * 86400)" }
    if secure { cookie += "; Secure" }
    return adding("set-cookie", cookie)
  }
}
