import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Web

/// Turns Hummingbird's requests into the site's and back.
struct SiteResponder: HTTPResponder {
  let site: Site
  let encrypts: Bool
  let trustsProxy: Bool
  let answersHello: Bool

  /// Longer addresses are nobody's.
  static let longestTarget = 8000

  func respond(to request: Hummingbird.Request, context: SiteContext) async throws -> Response {
    if answersHello, request.uri.path == "/bench/hello" {
      return Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: "hello\n")))
    }
    guard let method = Web.Request.Method(rawValue: request.method.rawValue) else {
      // Methods that HTTP knows and no page here takes; others are nobody's.
      let known = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
      guard known.contains(request.method.rawValue) else {
        return refusal(.notImplemented, "501 This method is not known here\n")
      }
      var reply = refusal(.methodNotAllowed, "405 Method not allowed\n")
      reply.headers[.allow] = "GET, HEAD, POST"
      return reply
    }
    guard request.uri.string.utf8.count <= Self.longestTarget else {
      return refusal(.uriTooLong, "414 This address is too long\n")
    }
    let limit = method == .post ? site.bodyLimit(method, request.uri.path) : 0
    var body: [UInt8] = []
    if method == .post {
      let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
      guard announced <= limit, let read = try await collect(request.body, upTo: limit) else {
        return await tooLarge(request, context, limit: limit)
      }
      body = read
    }
    let made = siteRequest(request, context, method: method, body: body)
    return response(await site.answer(made), to: request)
  }

  /// The whole body, or `nil` when it is longer than `limit` bytes.
  private func collect(_ body: RequestBody, upTo limit: Int) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    for try await var buffer in body {
      guard bytes.count + buffer.readableBytes <= limit else { return nil }
      bytes += buffer.readBytes(length: buffer.readableBytes) ?? []
    }
    return bytes
  }

  /// The site's page for too large a body. The rest of the body is not read: the connection closes.
  private func tooLarge(
    _ request: Hummingbird.Request, _ context: SiteContext, limit: Int
  ) async -> Response {
    // One byte more than the limit lets the site give its own answer, in the reader's language.
    let body = [UInt8](repeating: 0, count: limit + 1)
    let made = siteRequest(request, context, method: .post, body: body)
    var answer = response(await site.answer(made), to: request)
    answer.headers[.connection] = "close"
    return answer
  }

  private func siteRequest(
    _ request: Hummingbird.Request, _ context: SiteContext, method: Web.Request.Method,
    body: [UInt8]
  ) -> Web.Request {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      // Cookies may come in several fields; other repeated fields keep their first value.
      if name == "cookie", let earlier = headers[name] {
        headers[name] = "\(earlier); \(field.value)"
      } else if headers[name] == nil {
        headers[name] = field.value
      }
    }
    headers["host"] = request.head.authority ?? headers["host"]
    var origin = context.remote
    var secure = encrypts
    if trustsProxy {
      origin =
        headers["x-forwarded-for"]?.split(separator: ",").last.map {
          $0.trimmingPrefix(" ").description
        } ?? origin
      secure = secure || headers["x-forwarded-proto"] == "https"
    }
    return Web.Request(
      method: method, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
      body: body, isSecure: secure, origin: origin)
  }

  private func response(_ reply: Reply, to request: Hummingbird.Request) -> Response {
    var headers = HTTPFields()
    for (name, value) in reply.headers {
      guard let field = HTTPField.Name(name) else { continue }
      headers.append(HTTPField(name: field, value: value))
    }
    var body = reply.body
    if Compression.pays(reply, request.headers[.acceptEncoding]) {
      headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
      if let packed = Compression.gzip(body) {
        body = packed
        headers[.contentEncoding] = "gzip"
        // The packed bytes are another representation: a weak tag says "same meaning".
        if let tag = headers[.eTag] { headers[.eTag] = "W/\(tag)" }
      }
    }
    let head = request.method == .head
    if head { headers[.contentLength] = String(body.count) }
    return Response(
      status: .init(code: reply.status), headers: headers,
      body: head || reply.status == 304 ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private func refusal(_ status: HTTPResponse.Status, _ text: String) -> Response {
    var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .connection: "close"]
    for (name, value) in Site.securityHeaders {
      if let field = HTTPField.Name(name) { headers[field] = value }
    }
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
