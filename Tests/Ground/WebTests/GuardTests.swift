import Surroundings
import Testing

@testable import Web

/// What stands before each page: finding the route, counting calls, proving where a form was made.
@Suite struct GuardTests {
  private func tree(_ paths: [String]) -> RouteTree {
    RouteTree(paths.map { path in .get(path, .everyone) { _ in .text(path) } })
  }

  @Test func `Literal segments come before parameters`() throws {
    let tree = tree(["/", "/things/new", "/things/{thing}", "/things/{thing}/parts/{part}"])
    #expect(tree.find("/")?.routes[.get]?.path == "/")
    #expect(tree.find("/things/new")?.routes[.get]?.path == "/things/new")
    let found = try #require(tree.find("/things/a%20b/parts/%D8%B5"))
    #expect(found.routes[.get]?.path == "/things/{thing}/parts/{part}")
    #expect(found.parameters == ["thing": "a b", "part": "ص"])
    #expect(tree.find("/things/new/parts/1") == nil)
  }

  @Test(arguments: [
    "", "things", "//things/1", "/things//1", "/things", "/things/1/parts", "/other",
    "/things/%00", "/things/%FF", "/things/%4", "/things/a%00b",
  ])
  func `A path that nobody answers is not found`(path: String) {
    #expect(tree(["/", "/things/{thing}", "/things/{thing}/parts/{part}"]).find(path) == nil)
  }

  @Test func `An encoded slash is part of its segment`() {
    let tree = tree(["/things/{thing}", "/things/{thing}/parts"])
    #expect(tree.find("/things/a%2Fparts")?.parameters == ["thing": "a/parts"])
    #expect(tree.find("/things/..%2F..")?.parameters == ["thing": "../.."])
  }

  @Test func `A segment has at most 200 bytes`() {
    let tree = tree(["/things/{thing}"])
    #expect(tree.find("/things/" + String(repeating: "a", count: 200)) != nil)
    #expect(tree.find("/things/" + String(repeating: "a", count: 201)) == nil)
  }

  @Test func `The limit of calls lets through as many as it says, and not one more`() {
    let limiter = RateLimiter()
    let limit = RateLimit(5, perSeconds: 60)
    let now = Instant(seconds: 1_795_449_600)
    func wait(_ at: Instant, _ origin: String = "here", _ name: String = "site") -> Int? {
      limiter.wait(origin: origin, name: name, limit: limit, now: at)
    }
    for _ in 1...5 { #expect(wait(now) == nil) }
    #expect(wait(now) == 12)
    #expect(wait(now, "elsewhere") == nil)
    #expect(wait(now, "here", "/sign-in") == nil)
    #expect(wait(now + 11) != nil)
    #expect(wait(now + 12) == nil)
    #expect(wait(now + 12) == 12)
    // A clock that is set back gives nothing.
    #expect(wait(now) == 12)
    // As many again after a whole minute, and no more however long it was.
    for _ in 1...5 { #expect(wait(now + 1000) == nil) }
    #expect(wait(now + 1000) == 12)
  }

  @Test func `Each hour counts anew, since nobody's mark outlives it`() {
    let limiter = RateLimiter()
    let limit = RateLimit(1, perSeconds: 86400)
    let hour = Instant(seconds: 498_736 * 3600)
    #expect(limiter.wait(origin: "a", name: "x", limit: limit, now: hour + 3598) == nil)
    #expect(limiter.wait(origin: "a", name: "x", limit: limit, now: hour + 3599) != nil)
    #expect(limiter.wait(origin: "a", name: "x", limit: limit, now: hour + 3600) == nil)
  }

  @Test func `A flood from many addresses wipes out nobody's count`() {
    let limiter = RateLimiter(most: 10)
    let limit = RateLimit(2, perSeconds: 3600)
    let now = Instant(seconds: 498_736 * 3600)
    func wait(_ origin: String) -> Int? {
      limiter.wait(origin: origin, name: "x", limit: limit, now: now)
    }
    for _ in 1...2 { #expect(wait("guesser") == nil) }
    for stranger in 1...200 {
      _ = wait("stranger \(stranger)")
      if stranger % 5 == 0 { #expect(wait("guesser") != nil) }
    }
  }

  @Test func `An IPv6 network is one household, an IPv4 address another`() {
    func household(_ origin: String) -> String { RateLimiter.household(origin) }
    #expect(household("2001:db8:1:2::1") == household("2001:db8:1:2:ffff::9"))
    #expect(household("2001:db8:1:2::1") != household("2001:db8:1:3::1"))
    #expect(household("::ffff:192.0.2.1") == household("192.0.2.1"))
    #expect(household("192.0.2.1") != household("192.0.2.2"))
    #expect(household("") == "" && household("unknown") == "unknown")
  }

  @Test func `A member's form is theirs, in this sign-in alone`() throws {
    let tokens = FormTokens(secret: Array(repeating: 1, count: 32))
    let now = Instant(seconds: 1_795_449_600)
    let (ruth, home) = (SmallSite.people["ruth"], SmallSite.people["ruth-at-home"])
    let token = tokens.token(for: ruth, now: now)
    #expect(tokens.accepts(token, for: ruth, now: now))
    #expect(tokens.accepts(token, for: ruth, now: now + 30 * 86400))
    #expect(!tokens.accepts(token, for: home, now: now))
    #expect(!tokens.accepts(token, for: SmallSite.people["amal"], now: now))
    #expect(!tokens.accepts(token, for: nil, now: now))
    #expect(!tokens.accepts("", for: ruth, now: now))
    #expect(!tokens.accepts(String(token.dropLast()), for: ruth, now: now))
    #expect(!tokens.accepts(token + "0", for: ruth, now: now))
    let others = FormTokens(secret: Array(repeating: 2, count: 32))
    #expect(!others.accepts(token, for: ruth, now: now))
  }

  @Test func `A visitor's form is good for the rest of its hour and 23 more`() {
    let tokens = FormTokens(secret: Array(repeating: 1, count: 32))
    let hour = Instant(seconds: 498_736 * 3600)
    let token = tokens.token(for: nil, now: hour + 1800)
    #expect(tokens.accepts(token, for: nil, now: hour))
    #expect(tokens.accepts(token, for: nil, now: hour + 24 * 3600 - 1))
    #expect(!tokens.accepts(token, for: nil, now: hour + 24 * 3600))
    #expect(!tokens.accepts(token, for: nil, now: hour - 1))
    #expect(!tokens.accepts(token, for: SmallSite.people["ruth"], now: hour))
  }

  @Test func `Cookies are found by their whole name`() {
    func cookie(_ header: String) -> String? {
      Request(method: .get, path: "/", headers: ["cookie": header]).cookie("kith_session")
    }
    #expect(cookie("kith_session=abc") == "abc")
    #expect(cookie("a=1; kith_session=abc; b=2") == "abc")
    #expect(cookie("a=1;kith_session=abc") == "abc")
    #expect(cookie("kith_session=a=b") == "a=b")
    #expect(cookie("kith_session=one; kith_session=two") == "one")
    #expect(cookie("kith_session=") == "")
    #expect(cookie("xkith_session=abc; kith_session_x=1; kith_session") == nil)
    #expect(cookie("") == nil)
    #expect(Request(method: .get, path: "/").cookie("kith_session") == nil)
  }
}
