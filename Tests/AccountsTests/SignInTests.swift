import Store
import Surroundings
import Testing
import Town
import Web

@testable import Accounts

@Suite(.serialized) struct SignInTests {
  static let wrong = "The address or the password is not right. Check both."

  @Test(arguments: TestEngine.present)
  func `Ruth comes in by her address and password, and goes out again`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    try await town.givePasswords()
    let reply = try await town.signIn()
    #expect(reply.status == 303 && reply.header("location") == "/desk")
    let cookies = reply.headers.filter { $0.name == "set-cookie" }.map(\.value)
    #expect(cookies.allSatisfy { $0.contains("; HttpOnly; SameSite=Lax") })
    let ruth = try await town.reader(with: reply)
    #expect(await ruth.get("/desk").plainText.contains("Good day, Ruth Abeyta"))
    let out = try await ruth.submit("/sign-out", onPage: "/desk")
    #expect(out.header("location") == "/sign-in?notice=signed-out")
    #expect(await ruth.isIn() == false)
    // The database holds no code that a cookie would.
    let code = try #require(ruth.cookies["kith_session"])
    #expect(try await town.count("SELECT count(*) FROM session WHERE hash = \(code)") == 0)
    try await town.end()
  }

  @Test func `An address is the same in capitals`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    #expect(try await town.signIn("RUTH@PiedraLisa.Example").status == 303)
    try await town.end()
  }

  @Test func `A wrong password, an unknown address and one without a password answer alike`()
    async throws
  {
    let town = try await Town()
    try await town.givePasswords()
    let wrong = try await town.signIn(Town.ruth, "four women bake bread")
    #expect(wrong.status == 422)
    #expect(wrong.plainText.contains(Self.wrong))
    #expect(wrong.text.contains("value=\"\(Town.ruth)\""))
    #expect(!wrong.text.contains("four women bake bread"))
    let unknown = try await town.signIn("nobody@piedralisa.example", "four women bake bread")
    let without = try await town.signIn("marisol@piedralisa.example", "four women bake bread")
    for other in [unknown, without] {
      #expect(other.status == 422 && other.plainTexts == wrong.plainTexts)
      #expect(other.headers.map(\.name) == wrong.headers.map(\.name))
    }
    #expect(try await town.signIn(Town.ruth, "").plainText.contains("Enter your password."))
    #expect(try await town.signIn(Town.ruth, String(repeating: "a", count: 5000)).status == 422)
    try await town.end()
  }

  @Test func `The wait after five failures does not tell who has an account`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    for address in [Town.ruth, "nobody@piedralisa.example"] {
      for _ in 1...5 {
        #expect(try await town.signIn(address, "guess").status == 422)
      }
      let reply = try await town.signIn(address, "guess")
      #expect(reply.status == 429 && reply.header("retry-after") == "30", "\(address)")
    }
    #expect(try await town.signIn("NOBODY@piedralisa.example", "guess").status == 429)
    town.wait(seconds: 30)
    #expect(try await town.signIn("nobody@piedralisa.example", "guess").status == 422)
    #expect(try await town.signIn("nobody@piedralisa.example").header("retry-after") == "60")
    try await town.end()
  }

  @Test(arguments: [
    ("/desk/communities?notice=saved", "/desk/communities?notice=saved"), ("", "/desk"),
    ("//evil.example", "/desk"), ("https://evil.example", "/desk"), ("/\\evil.example", "/desk"),
    ("javascript:alert(1)", "/desk"), ("/\t/evil.example", "/desk"), ("desk", "/desk"),
    ("/x\r\nset-cookie: a=b", "/desk"),
  ])
  func `After signing in one goes on within this site, and nowhere else`(
    next: String, place: String
  ) async throws {
    let town = try await Town()
    try await town.givePasswords()
    #expect(try await town.signIn(next: next).header("location") == place)
    try await town.end()
  }

  @Test func `Who is sent to the door comes back to where they were going`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    let visitor = try await town.reader(nil)
    let door = await visitor.get("/desk/assumptions?a=b")
    let page = try #require(door.header("location"))
    #expect(page == "/sign-in?next=%2Fdesk%2Fassumptions%3Fa%3Db")
    let reply = try await visitor.submit(
      "/sign-in", onPage: page, ["email": Town.ruth, "password": Town.password])
    #expect(reply.header("location") == "/desk/assumptions?a=b")
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `After four failures one still comes in, after five one waits half a minute`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    try await town.givePasswords()
    for _ in 1...4 { #expect(try await town.signIn(Town.ruth, "guess").status == 422) }
    #expect(try await town.signIn().status == 303)
    // Coming in wipes the count.
    for _ in 1...5 { #expect(try await town.signIn(Town.ruth, "guess").status == 422) }
    let first = try await town.signIn()
    #expect(first.status == 429 && first.header("retry-after") == "30")
    #expect(first.plainText.contains("Wait 30 seconds, then try again."))
    town.wait(seconds: 29)
    #expect(try await town.signIn().header("retry-after") == "1")
    // Daniel's own door is open all the time.
    #expect(try await town.signIn("daniel@piedralisa.example").status == 303)
    town.wait(seconds: 1)
    #expect(try await town.signIn().status == 303)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Strangers who guess don't lock out a machine that came in before`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    try await town.givePasswords()
    let device = try #require(try await town.signIn().cookie("kith_device"))
    let daniels = try #require(
      try await town.signIn("daniel@piedralisa.example").cookie("kith_device"))
    for _ in 1...5 { _ = try await town.signIn(Town.ruth, "guess") }
    #expect(try await town.signIn().status == 429)
    #expect(try await town.signIn(cookies: ["kith_device": "made-up"]).status == 429)
    // A machine that is known for another account is a stranger to this one.
    #expect(try await town.signIn(cookies: ["kith_device": daniels]).status == 429)
    let known = try await town.signIn(cookies: ["kith_device": device])
    #expect(known.status == 303 && known.cookie("kith_device") == nil)
    #expect(try await town.signIn().status == 429)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Each further failure doubles the wait, up to a quarter of an hour`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let ruth = try town.account(.owner)
    let now = Instant(seconds: 1000)
    let waits = try await town.store.write { connection in
      try (1...12).map { _ in
        try SignInTrials.failed(account: ruth, device: "strangers", now: now, connection)
        return try SignInTrials.wait(
          account: ruth, device: "strangers", now: now, connection)
      }
    }
    #expect(waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A link signs in as often as it says, and for as long`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let (ruth, surroundings) = (try town.account(.owner), town.site.surroundings)
    func link(uses: Int) async throws -> String {
      let code = try await town.store.write {
        try SignInLink.make(for: ruth, uses: uses, lifetime: 3600, surroundings, $0)
      }
      return "/sign-in/link/\(code)"
    }
    let visitor = try await town.reader(nil)
    let once = try await link(uses: 1)
    // Mail programs that open links use nothing up.
    for _ in 1...3 {
      #expect(await visitor.get(once).plainText.contains("Sign in as Ruth Abeyta"))
    }
    let reply = try await visitor.submit(once, onPage: once)
    #expect(reply.status == 303 && reply.cookie("kith_session") != nil)
    let ended = await visitor.get(once)
    #expect(ended.status == 404 && ended.plainText.contains("This link has ended"))
    #expect(try await visitor.submit(once, onPage: "/sign-in/link/none").status != 303)

    let late = try await link(uses: 2)
    town.wait(seconds: 3599)
    #expect(try await visitor.submit(late, onPage: late).status == 303)
    town.wait(seconds: 1)
    #expect(await visitor.get(late).status == 404)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A session ends after fourteen days without use`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let ruth = try await town.reader(.owner)
    town.wait(seconds: 14 * 86400 - 1)
    #expect(await ruth.isIn())
    town.wait(seconds: 14 * 86400 - 1)
    #expect(await ruth.isIn())
    town.wait(seconds: 14 * 86400)
    let door = await ruth.get("/desk")
    #expect(door.status == 303 && door.header("location") == "/sign-in?next=%2Fdesk")
    try await town.end()
  }

  @Test func `A session ends after sixty days however much it is used`() async throws {
    let town = try await Town()
    let ruth = try await town.reader(.owner)
    for _ in 1...5 {
      town.wait(seconds: 12 * 86400 - 1)
      #expect(await ruth.isIn())
    }
    town.wait(seconds: 5)
    #expect(await ruth.isIn() == false)
    try await town.end()
  }

  @Test func `A machine is told by browser and system, and no closer`() {
    let firefox = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"
    let edge =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0"
    let safari =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
    #expect(Session.machine(firefox) == "Firefox, Android")
    #expect(Session.machine(edge) == "Edge, Windows")
    #expect(Session.machine(safari) == "Safari, iPhone")
    #expect(Session.machine("curl/8.0 <script>") == "" && Session.machine("") == "")
  }
}
