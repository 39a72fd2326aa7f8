import Foundation
import Logging
import Testing
import Town

@testable import Server
@testable import Web

@Suite struct CompressionTests {
  @Test(arguments: [0, 1, 100, 1025, 65_536, 1_000_000])
  func `What was packed comes back, byte for byte`(count: Int) throws {
    let text = Array(String(repeating: "Sunrise Court, صنرايز كورت. ", count: count / 30 + 1).utf8)
    let noise = (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    for bytes in [Array(text.prefix(count)), noise] {
      let packed = try #require(Compression.gzip(bytes))
      #expect(Array(packed.prefix(2)) == [0x1F, 0x8B])
      #expect(try unpacked(packed, atMost: count) == bytes)
    }
    if count > 1000 { #expect(try #require(Compression.gzip(text)).count < text.count / 5) }
  }

  @Test func `Text of more than a kilobyte is packed, for readers who take it`() {
    func pays(_ count: Int, _ type: String, _ accepted: String?) -> Bool {
      let reply = Reply(
        status: 200, headers: [("content-type", type)], body: Array(repeating: 65, count: count))
      return Compression.pays(reply, accepted)
    }
    #expect(pays(1025, "text/html; charset=utf-8", "gzip, deflate, br"))
    #expect(!pays(1024, "text/html; charset=utf-8", "gzip"))
    #expect(pays(1025, "application/json", "gzip") && pays(1025, "image/svg+xml", "gzip"))
    #expect(!pays(9999, "image/png", "gzip") && !pays(9999, "application/pdf", "gzip"))
    #expect(!pays(9999, "text/html", nil) && !pays(9999, "text/html", "br"))
    #expect(!Compression.pays(Reply(status: 200, body: Array(repeating: 65, count: 9999)), "gzip"))
  }
}

/// The town on a socket.
@Suite(.serialized) struct SocketTests {
  /// Serves the town on a free port while `body` asks.
  private func serving(
    trustsProxy: Bool = false, set: (inout ServerSettings) -> Void = { _ in },
    _ body: @Sendable @escaping (Int) async throws -> Void
  ) async throws {
    let town = try await Town()
    let (ports, opened) = AsyncStream<Int>.makeStream()
    var settings = ServerSettings()
    settings.port = 0
    settings.trustsProxy = trustsProxy
    set(&settings)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let (settled, log, site) = (settings, logger, town.site)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { opened.finish() }
        let server = try Server(site, settled, services: [], logger: log) { opened.yield($0) }
        try await server.run()
      }
      let port = try #require(await ports.first { _ in true })
      try await body(port)
      group.cancelAll()
    }
    try await town.end()
  }

  private static let page = "/what-we-keep"

  @Test func `A page comes whole, and packed for who takes it`() async throws {
    try await serving { port in
      let plain = try await Wire.ask(port, "GET \(Self.page)")
      #expect(plain.status == 200 && plain.headers["content-encoding"] == nil)
      #expect(plain.headers["content-length"] == String(plain.body.count))
      #expect(plain.headers["x-content-type-options"] == "nosniff")
      #expect(plain.headers["server"] == nil)
      #expect(plain.text.hasSuffix("</html>\n"))
      let tag = try #require(plain.headers["etag"])

      let packed = try await Wire.ask(port, "GET \(Self.page)", ["Accept-Encoding: gzip"])
      #expect(packed.headers["content-encoding"] == "gzip")
      #expect(packed.headers["vary"] == "Accept-Encoding")
      #expect(packed.headers["content-length"] == String(packed.body.count))
      #expect(packed.headers["etag"] == "W/\(tag)")
      #expect(packed.body.count < plain.body.count / 2)
      #expect(try unpacked(packed.body, atMost: 1_000_000) == plain.body)

      let known = try await Wire.ask(
        port, "GET \(Self.page)", ["Accept-Encoding: gzip", "If-None-Match: W/\(tag)"])
      #expect(known.status == 304 && known.body.isEmpty)
    }
  }

  @Test func `HEAD tells the length of what GET sends, and sends nothing`() async throws {
    try await serving { port in
      let get = try await Wire.ask(port, "GET \(Self.page)")
      let head = try await Wire.ask(port, "HEAD \(Self.page)")
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.headers["content-length"] == String(get.body.count))
      #expect(head.headers["etag"] == get.headers["etag"])
      let missing = try await Wire.ask(port, "HEAD /nowhere")
      #expect(missing.status == 404 && missing.body.isEmpty)
    }
  }

  @Test func `A form that is too large is told so, however its length is said`() async throws {
    try await serving { port in
      let type = "Content-Type: application/x-www-form-urlencoded"
      let large = Array("email=".utf8) + Array(repeating: 97, count: Route.formLimit)
      let announced = try await Wire.ask(
        port, "POST /sign-in", [type, "Content-Length: \(large.count)"], body: large)
      #expect(announced.status == 413)
      #expect(announced.text.contains("This form takes at most 256 kB."))
      #expect(announced.headers["connection"] == "close")

      let only = try await Wire.ask(port, "POST /sign-in", [type, "Content-Length: 99999999999"])
      #expect(only.status == 413)

      let chunk = Array("\(String(large.count, radix: 16))\r\n".utf8) + large + [13, 10]
      let chunked = try await Wire.ask(
        port, "POST /sign-in", [type, "Transfer-Encoding: chunked"],
        body: chunk + Array("0\r\n\r\n".utf8))
      #expect(chunked.status == 413)

      // Just as much as it takes is read, and refused for its token alone.
      let fits = Array(large.prefix(Route.formLimit))
      let read = try await Wire.ask(
        port, "POST /sign-in", [type, "Content-Length: \(fits.count)"], body: fits)
      #expect(read.status == 403)
      let elsewhere = try await Wire.ask(
        port, "POST /nowhere", [type, "Content-Length: 3"], body: Array("a=b".utf8))
      #expect(elsewhere.status == 404)
      let wrong = try await Wire.ask(
        port, "POST \(Self.page)", [type, "Content-Length: 3"], body: Array("a=b".utf8))
      #expect(wrong.status == 405 && wrong.headers["allow"] == "GET, HEAD")
    }
  }

  @Test func `An import that a stranger announces is not waited for, nor room made for it`()
    async throws
  {
    try await serving { port in
      let reply = try await Wire.ask(
        port, "POST /desk/data/import", ["Content-Length: 1000000000000"])
      #expect(reply.status == 303 && reply.headers["location"] == "/sign-in")
    }
  }

  /// Without `Connection: close` from us: the server itself must end it.
  @Test(arguments: [
    "POST /sign-in", "POST /what-we-keep", "POST /nowhere", "PUT /", "PROPFIND /", "GET /",
  ])
  func `A connection whose body is not read ends with the answer`(line: String) async throws {
    try await serving { port in
      let head = "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n"
      let start = ContinuousClock.now
      let reply = try await Wire.send(port, Array(head.utf8))
      #expect(reply.headers["connection"] == "close", "\(reply.status)")
      #expect(start.duration(to: .now) < .seconds(15))
    }
  }

  @Test func `Bodies that together are too many are told to come later`() async throws {
    let type = "Content-Type: application/x-www-form-urlencoded"
    let body = Array(repeating: UInt8(97), count: 2000)
    try await serving(set: { $0.mostBodyBytes = 3000 }) { port in
      for _ in 1...3 {
        let fits = try await Wire.ask(
          port, "POST /sign-in", [type, "Content-Length: 2000"], body: body)
        #expect(fits.status == 403)
      }
      let full = try await Wire.ask(
        port, "POST /sign-in", [type, "Content-Length: 4000"], body: body + body)
      #expect(full.status == 503 && full.headers["retry-after"] == "10")
      #expect(full.text.contains("Too much is being sent at once"))
    }
  }

  @Test func `A body that comes drop by drop is not waited for`() async throws {
    var pace = BodyPace()
    #expect(pace.allows(0, after: .seconds(60)) && !pace.allows(0, after: .seconds(61)))
    #expect(pace.allows(30_000, after: .seconds(90)) && !pace.allows(30_000, after: .seconds(91)))
    pace.grace = .seconds(-1)
    try await serving(set: { $0.bodyPace = pace }) { port in
      let reply = try await Wire.ask(
        port, "POST /sign-in",
        ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 3"],
        body: Array("a=b".utf8))
      #expect(reply.status == 400 && reply.text.contains("The form broke off on its way."))
    }
  }

  @Test func `Of several that forwarded a request, the last is counted`() async throws {
    try await serving(trustsProxy: true) { port in
      let type = "Content-Type: application/x-www-form-urlencoded"
      func last(_ invented: Int) async throws -> Int {
        try await Wire.ask(
          port, "POST /sign-in",
          [
            type, "Content-Length: 3", "X-Forwarded-For: 203.0.113.\(invented)",
            "X-Forwarded-For: 198.51.100.2",
          ], body: Array("a=b".utf8)
        ).status
      }
      for invented in 1...21 {
        let status = try await last(invented)
        #expect(status == (invented == 21 ? 429 : 403))
      }
    }
  }

  @Test(arguments: ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
  func `A method that no page takes is refused like any other`(method: String) async throws {
    try await serving { port in
      let reply = try await Wire.ask(port, "\(method) \(Self.page)")
      #expect(reply.status == (method == "PROPFIND" ? 501 : 405))
      #expect(reply.headers["x-content-type-options"] == "nosniff")
    }
  }

  @Test func `What is no good request harms nobody after it`() async throws {
    try await serving { port in
      let long = try await Wire.ask(port, "GET /\(String(repeating: "a", count: 8000))")
      #expect(long.status == 414)
      let broken = try await Wire.send(port, Array("nonsense\r\n\r\n".utf8))
      #expect(broken.status == 400)
      #expect(try await Wire.ask(port, "GET /things/%zz?%zz").status == 404)
      #expect(try await Wire.ask(port, "GET \(Self.page)?a=%zz").status == 400)
      #expect(try await Wire.ask(port, "GET /../../etc/passwd").status == 404)
      #expect(try await Wire.ask(port, "GET \(Self.page)").status == 200)
    }
  }

  @Test func `Cookies in several fields are one reader's`() async throws {
    try await serving { port in
      let reply = try await Wire.ask(
        port, "GET \(Self.page)", ["Cookie: a=b", "Cookie: kith_language=ar"])
      #expect(reply.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
    }
  }

  @Test func `What a proxy says is believed where there is one of ours`() async throws {
    let secure = ["X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7, 198.51.100.2"]
    try await serving { port in
      let reply = try await Wire.ask(port, "GET /?lang=es", secure)
      #expect(reply.headers["strict-transport-security"] == nil)
      #expect(reply.headers["set-cookie"]?.contains("Secure") == false)
    }
    try await serving(trustsProxy: true) { port in
      let reply = try await Wire.ask(port, "GET /?lang=es", secure)
      #expect(reply.headers["strict-transport-security"] == "max-age=31536000")
      #expect(reply.headers["set-cookie"]?.contains("Secure") == true)
      #expect(
        try await Wire.ask(port, "GET /").headers["strict-transport-security"] == nil)
    }
  }
}
