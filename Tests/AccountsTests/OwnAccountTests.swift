import Store
import Surroundings
import Testing
import Town
import Web

@testable import Accounts

@Suite(.serialized) struct OwnAccountTests {
  private func code(_ secret: String, _ town: Town) throws -> String {
    SecondFactor.code(
      secret: try #require(Base32.decoded(secret)), step: town.site.surroundings.now().seconds / 30)
  }

  private func value(_ name: String, _ reply: Reply) throws -> String {
    let rest = try #require(
      reply.text.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first)
    return String(rest.prefix { $0 != "\"" })
  }

  /// Ruth turns the second factor on.
  private func turnOn(_ town: Town) async throws -> (secret: String, codes: [String]) {
    let ruth = try await town.reader(.owner)
    let page = await ruth.get("/account/second-factor")
    let secret = try value("secret", page)
    let reply = try await ruth.submit(
      "/account/second-factor", onPage: "/account/second-factor",
      ["secret": secret, "code": try code(secret, town), "confirm": Town.password])
    let codes = reply.text.matches(of: #/<li><code dir="ltr">([^<]+)</code></li>/#).map {
      String($0.1)
    }
    #expect(reply.plainText.contains("They are shown only now.") && codes.count == 10)
    return (secret, codes)
  }

  /// The second step of signing in, after the password was right.
  private func secondStep(_ town: Town, _ typed: String) async throws -> Reply {
    let first = try await town.signIn()
    #expect(first.header("location") == "/sign-in/code" && first.cookie("kith_session") == nil)
    let half = try await town.halfWay(first)
    return try await half.submit("/sign-in/code", onPage: "/sign-in/code", ["code": typed])
  }

  @Test(arguments: TestEngine.present)
  func `With a second factor the password alone lets nobody in`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    try await town.givePasswords()
    let (secret, codes) = try await turnOn(town)
    // The code that turned it on was taken already.
    let used = try await secondStep(town, try code(secret, town))
    #expect(used.status == 422)
    #expect(used.plainText.contains("That code is not right or was used already."))
    town.wait(seconds: 30)
    let fresh = try code(secret, town)
    let reply = try await secondStep(town, " \(fresh.prefix(3)) \(fresh.suffix(3)) ")
    #expect(reply.status == 303 && reply.header("location") == "/desk")
    let ruth = try await town.reader(with: reply)
    #expect(await ruth.isIn())
    #expect(try await secondStep(town, fresh).status == 422)
    // A recovery code stands in for the telephone, once.
    #expect(try await secondStep(town, codes[0]).status == 303)
    #expect(try await secondStep(town, codes[0]).status == 422)
    try await town.end()
  }

  @Test func `An open session alone puts no other telephone in the place of the owner's`()
    async throws
  {
    let town = try await Town()
    try await town.givePasswords()
    let ruth = try await town.reader(.owner)
    let path = "/account/second-factor"
    let secret = try value("secret", await ruth.get(path))
    let typed = ["secret": secret, "code": try code(secret, town)]
    let guess = try await ruth.submit(
      path, onPage: path, typed.merging(["confirm": "guess"]) { $1 })
    #expect(guess.status == 422)
    #expect(guess.plainText.contains("That is not your present password."))
    _ = try await turnOn(town)
    #expect(await ruth.get(path).header("location") == "/account")
    let again = try await ruth.submit(
      path, onPage: "/account", typed.merging(["confirm": Town.password]) { $1 })
    #expect(again.status == 403)
    let id = try town.account(.owner)
    let kept = try await town.store.read { try Account.find(id, $0) }?.secondFactor
    #expect(kept != nil && kept != secret)
    try await town.end()
  }

  @Test func `Who enters a code goes on to where they were going`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    let (_, codes) = try await turnOn(town)
    let first = try await town.signIn(next: "/desk/assumptions?a=b")
    let page = try #require(first.header("location"))
    let half = try await town.halfWay(first)
    let reply = try await half.submit("/sign-in/code", onPage: page, ["code": codes[0]])
    #expect(reply.header("location") == "/desk/assumptions?a=b")
    try await town.end()
  }

  @Test func `Half way in is not in, and lasts ten minutes`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    let (secret, _) = try await turnOn(town)
    var half = try await town.halfWay(try await town.signIn())
    half.cookies["kith_session"] = half.cookies["kith_half_way"]
    #expect(await half.isIn() == false)
    half.cookies["kith_session"] = nil
    town.wait(seconds: 599)
    let wrong = try await half.submit("/sign-in/code", onPage: "/sign-in/code", ["code": "000000"])
    #expect(wrong.status == 422)
    town.wait(seconds: 1)
    let late = try await half.submit(
      "/sign-in/code", onPage: "/sign-in/code", ["code": try code(secret, town)])
    #expect(late.status == 303 && late.header("location") == "/sign-in")
    #expect(late.cookie("kith_session") == nil)
    try await town.end()
  }

  @Test func `Guessing codes is slowed down as guessing passwords is`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    let (secret, _) = try await turnOn(town)
    town.wait(seconds: 60)
    let half = try await town.halfWay(try await town.signIn())
    for _ in 1...5 {
      let reply = try await half.submit("/sign-in/code", onPage: "/sign-in/code", ["code": "123"])
      #expect(reply.status == 422)
    }
    let right = ["code": try code(secret, town)]
    let wait = try await half.submit("/sign-in/code", onPage: "/sign-in/code", right)
    #expect(wait.status == 429 && wait.header("retry-after") == "30")
    try await town.end()
  }

  @Test func `The second factor is turned on with a right code, and off with the password`()
    async throws
  {
    let town = try await Town()
    try await town.givePasswords()
    let ruth = try await town.reader(.owner)
    let secret = try value("secret", await ruth.get("/account/second-factor"))
    let wrong = try await ruth.submit(
      "/account/second-factor", onPage: "/account/second-factor",
      ["secret": secret, "code": "000000", "confirm": Town.password])
    #expect(wrong.status == 422)
    #expect(wrong.plainText.contains("That code is not right."))
    // The picture stays the same: it was scanned already.
    #expect(try value("secret", wrong) == secret)
    let (_, codes) = try await turnOn(town)
    #expect(await ruth.get("/account").plainText.contains("10 recovery codes are left."))
    let renewal = "/account/second-factor/codes"
    let guess = try await ruth.submit(renewal, onPage: "/account", ["confirm-codes": "guess"])
    #expect(guess.status == 422)
    let renewed = try await ruth.submit(
      renewal, onPage: "/account", ["confirm-codes": Town.password])
    #expect(renewed.plainText.contains("Keep these codes"))
    #expect(!renewed.text.contains(try #require(codes.first)))
    let path = "/account/second-factor/removal"
    let refused = try await ruth.submit(path, onPage: "/account", ["confirm": "guess"])
    #expect(refused.status == 422)
    #expect(refused.plainText.contains("That is not your present password."))
    #expect(
      try await ruth.submit(path, onPage: "/account", ["confirm": Town.password]).status == 303)
    #expect(try await town.signIn().header("location") == "/desk")
    #expect(try await town.count("SELECT count(*) FROM recovery_code") == 0)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A new password ends every other session, and links that were open`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    try await town.givePasswords()
    let here = try await town.reader(.owner)
    let elsewhere = try await town.reader(with: try await town.signIn())
    let daniel = try await town.reader(.staff)
    let (ruth, surroundings) = (try town.account(.owner), town.site.surroundings)
    let link = try await town.store.write {
      try SignInLink.make(for: ruth, uses: 1, lifetime: 3600, surroundings, $0)
    }
    let wrong = try await here.submit(
      "/account/password", onPage: "/account",
      ["present": "guess", "password": "four women bake bread"])
    #expect(wrong.status == 422)
    #expect(wrong.plainText.contains("That is not your present password."))
    #expect(await elsewhere.isIn())
    let right = try await here.submit(
      "/account/password", onPage: "/account",
      ["present": Town.password, "password": "four women bake bread"])
    #expect(right.header("location") == "/account?notice=saved")
    #expect(await here.isIn())
    #expect(await elsewhere.isIn() == false)
    #expect(await daniel.isIn())
    #expect(await here.get("/sign-in/link/\(link)").status == 404)
    #expect(try await town.signIn().status == 422)
    #expect(try await town.signIn(Town.ruth, "four women bake bread").status == 303)
    try await town.end()
  }

  @Test func `One ends one's own sessions, and nobody else's`() async throws {
    let town = try await Town()
    try await town.givePasswords()
    let ruth = try await town.reader(.owner)
    let elsewhere = try await town.reader(with: try await town.signIn())
    let daniel = try await town.reader(.staff)
    let hers = Code.hash(try #require(elsewhere.cookies["kith_session"]))
    let his = Code.hash(try #require(daniel.cookies["kith_session"]))
    let page = await ruth.get("/account").text
    #expect(page.contains(hers) && !page.contains(his))
    // Daniel's session closed with Ruth's own form: nothing happens.
    let token = try value("token", await ruth.get("/account"))
    _ = await ruth.post("/account/sessions/\(his)/closure", [("token", token)])
    #expect(await daniel.isIn())
    _ = try await ruth.submit("/account/sessions/\(hers)/closure", onPage: "/account")
    #expect(await elsewhere.isIn() == false)
    #expect(await ruth.isIn())
    try await town.end()
  }

  @Test func `The language one chose for oneself is that of one's pages`() async throws {
    let town = try await Town()
    var ruth = try await town.reader(.owner)
    let reply = try await ruth.submit("/account/language", onPage: "/account", ["language": "es"])
    #expect(reply.cookie("kith_language") == "es")
    ruth.cookies["kith_language"] = nil
    #expect(await ruth.get("/account").text.contains("<html lang=\"es\""))
    _ = try await ruth.submit("/account/language", onPage: "/account", ["language": "xx"])
    #expect(await ruth.get("/account").text.contains("<html lang=\"en\""))
    try await town.end()
  }
}
