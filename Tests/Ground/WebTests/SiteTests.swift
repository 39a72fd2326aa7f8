import Testing

@testable import Web

/// What every answer of the site is like, whatever was asked.
@Suite struct SiteTests {
  static let headers: [(String, String)] = [
    ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
  ]

  @Test func `Every answer tells browsers to trust nothing else, whatever went wrong`()
    async throws
  {
    let small = try await SmallSite()
    let long = "word=" + String(repeating: "a", count: Route.formLimit)
    let replies = [
      (200, await small.get("/")), (404, await small.get("/nowhere")),
      (405, await small.post("/things/1")), (303, await small.get("/members")),
      (403, await small.post("/form", token: "stale")), (413, await small.post("/form", long)),
      (400, await small.post("/form", "word=%zz")), (422, await small.get("/failures/invalid")),
      (500, await small.get("/things/1/broken")), (200, await small.get("/look/kith.css")),
      (404, await small.get("/look/secret.txt")), (429, await small.get("/failures/much")),
    ]
    for (status, reply) in replies {
      #expect(reply.status == status)
      for (name, value) in Self.headers { #expect(reply.header(name) == value, "\(status)") }
      let policy = reply.header("content-security-policy") ?? ""
      for rule in [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'",
        "base-uri 'none'", "frame-ancestors 'none'",
      ] {
        #expect(policy.contains(rule), "\(status)")
      }
      #expect(!policy.contains("unsafe"))
      #expect(reply.header("cache-control") != nil, "\(status)")
      #expect(reply.header("strict-transport-security") == nil, "\(status)")
      if !reply.body.isEmpty { #expect(reply.header("content-type") != nil, "\(status)") }
    }
  }

  @Test func `Over TLS a browser is told to stay there`() async throws {
    let small = try await SmallSite()
    let reply = await small.get("/", query: "lang=es", isSecure: true)
    #expect(reply.header("strict-transport-security") == "max-age=31536000")
    #expect(reply.header("set-cookie")?.hasSuffix("; Secure") == true)
  }

  @Test func `An address that takes another method says which`() async throws {
    let small = try await SmallSite()
    let post = await small.post("/things/1")
    #expect(post.status == 405 && post.header("allow") == "GET, HEAD")
    let get = await small.get("/files")
    #expect(get.status == 405 && get.header("allow") == "POST")
    let head = await small.get("/files", method: .head)
    #expect(head.status == 405)
    #expect(await small.get("/form", method: .head).status == 200)
  }

  @Test func `HEAD is answered as GET is`() async throws {
    let small = try await SmallSite()
    let get = await small.get("/things/1")
    let head = await small.get("/things/1", method: .head)
    #expect(head.status == get.status)
    #expect(head.header("etag") == get.header("etag"))
    #expect(head.header("content-type") == get.header("content-type"))
    #expect(await small.get("/nowhere", method: .head).status == 404)
  }

  @Test func `A page that is known already is not sent again`() async throws {
    let small = try await SmallSite()
    let tag = try #require(await small.get("/things/1").header("etag"))
    for known in [tag, "W/\(tag)", "\"other\", \(tag)"] {
      let again = await small.get("/things/1", ["if-none-match": known])
      #expect(again.status == 304 && again.body.isEmpty, "\(known)")
      #expect(again.header("etag") == tag)
      #expect(again.header("content-security-policy") != nil)
    }
    let other = await small.get("/things/2", ["if-none-match": tag])
    #expect(other.status == 200 && other.text == "Thing 2")
    #expect(await small.get("/nowhere", ["if-none-match": tag]).header("etag") == nil)
    // What is somebody's own is asked for anew each time, and kept by no proxy.
    #expect(await small.get("/members", as: "ruth").header("cache-control") == "no-store")
    #expect(await small.get("/").header("cache-control") == "private, no-cache")
  }

  @Test func `The look is kept for a year under an address of its own`() async throws {
    let small = try await SmallSite()
    for (name, type) in [
      ("kith.css", "text/css; charset=utf-8"), ("kith.js", "text/javascript; charset=utf-8"),
      ("kith.svg", "image/svg+xml"),
    ] {
      let reply = await small.get("/look/\(name)")
      #expect(reply.status == 200 && reply.body.count > 100, "\(name)")
      #expect(reply.header("content-type") == type)
      #expect(reply.header("cache-control") == "public, max-age=31536000, immutable")
    }
    #expect((await small.get("/")).text.contains("/look/kith.css?v=\(Site.assetVersion)"))
    for path in ["/look/../Package.swift", "/look/", "/look/catalogs/kith.es.po"] {
      #expect(await small.get(path).status == 404, "\(path)")
    }
    #expect(await small.post("/look/kith.css").status == 404)
  }

  @Test func `An error is never shown: the page has a reference, the log its type`() async throws {
    let small = try await SmallSite()
    let reply = await small.get("/things/amal-0142/broken", query: "word=private")
    #expect(reply.status == 500)
    #expect(reply.text.contains("Something went wrong"))
    #expect(reply.text.contains("It is not your fault."))
    for secret in ["story", "school", "StoryFault"] { #expect(!reply.text.contains(secret)) }
    let seen = try #require(small.observations.last)
    let trouble = try #require(seen.trouble)
    #expect(trouble.reference.count == 8 && reply.text.contains(trouble.reference))
    #expect(trouble.error == "WebTests.StoryFault")
    // Neither what the address held nor what was asked is told.
    #expect(seen.route == "/things/{thing}/broken" && seen.status == 500 && seen.method == "GET")
    #expect(!"\(seen)".contains("amal") && !"\(seen)".contains("private"))
  }

  @Test func `A fault of the database is told by its kind`() async throws {
    let small = try await SmallSite()
    let reply = await small.get("/stored/broken")
    #expect(reply.status == 500 && !reply.text.contains("email_key"))
    #expect(
      small.observations.last?.trouble?.error == "There is such a row already (account.email_key).")
  }

  @Test(arguments: [
    ("/failures/missing", 404, "There is nothing here"),
    ("/failures/forbidden", 403, "Ask the stewards first."),
    ("/failures/conflict", 409, "Daniel saved it at noon."),
    ("/failures/invalid", 422, "Enter: Name. Enter a day."),
    ("/failures/much", 429, "Wait 30 seconds, then try again."),
  ])
  func `Each failure has its page, with a way on`(path: String, status: Int, sentence: String)
    async throws
  {
    let small = try await SmallSite()
    let reply = await small.get(path, as: "ruth")
    #expect(reply.status == status)
    #expect(reply.text.contains(sentence))
    #expect(reply.text.contains("<a href=\"/desk\">Go to the first page</a>"))
    #expect(small.observations.last?.trouble == nil)
    if status == 429 { #expect(reply.header("retry-after") == "30") }
    let visitor = await small.get(path)
    #expect(visitor.text.contains("<a href=\"/\">Go to the first page</a>"))
  }

  @Test func `What goes wrong is said in the reader's language`() async throws {
    let small = try await SmallSite()
    let spanish = ["cookie": "kith_language=es"]
    let nowhere = await small.get("/nowhere", spanish).text
    #expect(nowhere.contains("<html lang=\"es\"") && nowhere.contains("Piedra Lisa Public Library"))
    #expect(await small.get("/nowhere", query: "lang=ar").text.contains("<html lang=\"ar\""))
    #expect(
      await small.get("/nowhere", ["accept-language": "es"]).text.contains("<html lang=\"es\""))
    let broken = await small.post("/form", "word=%zz", as: "amal")
    #expect(broken.status == 400 && broken.text.contains("<html lang=\"ar\""))
    #expect(broken.text.contains("Piedra Lisa Public Library"))
  }

  @Test func `Whom an address is not for is told what they may know`() async throws {
    let small = try await SmallSite()
    #expect(await small.get("/owners", as: "ruth").text == "The keys")
    // For a steward it is missing; a visitor may be somebody who has not signed in yet.
    #expect(await small.get("/owners", as: "amal").status == 404)
    let visitor = await small.get("/owners", query: "a=b&c=/d")
    #expect(visitor.status == 303)
    #expect(visitor.header("location") == "/sign-in?next=%2Fowners%3Fa%3Db%26c%3D%2Fd")
    let form = await small.post("/members")
    #expect(form.status == 303 && form.header("location") == "/sign-in")
    #expect(await small.get("/owners", as: "nobody-s-code").status == 303)
  }

  @Test func `Too many calls are told how long to wait`() async throws {
    let small = try await SmallSite(rate: RateLimit(3, perSeconds: 60))
    for _ in 1...3 { #expect(await small.get("/things/1").status == 200) }
    let reply = await small.get("/things/1")
    #expect(reply.status == 429 && reply.header("retry-after") == "20")
    #expect(reply.text.contains("Wait 20 seconds, then try again."))
    // An address with a limit of its own counts by itself.
    #expect(await small.get("/seldom").status == 200)
    #expect(await small.get("/seldom").status == 200)
    #expect(await small.get("/seldom").status == 429)
    small.wait(seconds: 20)
    #expect(await small.get("/things/1").status == 200)
    #expect(await small.get("/things/1").status == 429)
  }
}
