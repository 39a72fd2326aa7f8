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
  let room: BodyRoom
  let pace: BodyPace

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
        return refusal(.notImplemented, "501 This method is not known here\n", context)
      }
      var reply = refusal(.methodNotAllowed, "405 Method not allowed\n", context)
      reply.headers[.allow] = "GET, HEAD, POST"
      return reply
    }
    guard request.uri.string.utf8.count <= Self.longestTarget else {
      return refusal(.uriTooLong, "414 This address is too long\n", context)
    }
    let body = IncomingBody(of: request, room, pace)
    let made = siteRequest(request, context, method: method)
    let reply = await site.answer(made) { limit in try await body.read(upTo: limit) }
    body.letGo()
    let answer = response(reply, to: request)
    return body.isWhole ? answer : closing(answer, context)
  }

  private func siteRequest(
    _ request: Hummingbird.Request, _ context: SiteContext, method: Web.Request.Method
  ) -> Web.Request {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      // Cookies may come in several fields, and each proxy may add one of its own; other repeated
      // fields keep their first value.
      if name == "cookie", let earlier = headers[name] {
        headers[name] = "\(earlier); \(field.value)"
      } else if name == "x-forwarded-for", let earlier = headers[name] {
        headers[name] = "\(earlier),\(field.value)"
      } else if headers[name] == nil {
        headers[name] = field.value
      }
    }
    headers["host"] = request.head.authority ?? headers["host"]
    var origin = context.remote
    var secure = encrypts
    if trustsProxy {
      // The last address is the one that our proxy saw; what stands before it anybody can invent.
      origin =
        headers["x-forwarded-for"]?.split(separator: ",").last.map {
          String($0.filter { !$0.isWhitespace })
        } ?? origin
      secure = secure || headers["x-forwarded-proto"] == "https"
    }
    return Web.Request(
      method: method, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
      isSecure: secure, origin: origin)
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

  private func refusal(
    _ status: HTTPResponse.Status, _ text: String, _ context: SiteContext
  ) -> Response {
    var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
    for (name, value) in Site.securityHeaders {
      if let field = HTTPField.Name(name) { headers[field] = value }
    }
    let response = Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    return closing(response, context)
  }

  /// An answer after which the connection ends: what is left of the request is not taken for another
  /// one, nor read for as long as somebody likes to send. Closed at once, the system would throw away
  /// the answer with what it has not read; so the sender gets a moment to read it.
  private func closing(_ response: Response, _ context: SiteContext) -> Response {
    var response = response
    response.headers[.connection] = "close"
    let body = response.body
    let channel = context.channel
    response.body = .init(contentLength: body.contentLength) { writer in
      channel.eventLoop.scheduleTask(in: .seconds(20)) { channel.close(promise: nil) }
      try await body.write(writer)
      channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
    return response
  }
}
