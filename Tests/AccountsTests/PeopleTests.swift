import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Accounts

/// Who becomes somebody here: the first owner, those who are invited; and who leaves.
@Suite(.serialized) struct PeopleTests {
  static let password = "four women bake bread"

  private func invite(_ town: Town, _ role: Role, _ communities: [String] = []) async throws
    -> String
  {
    let surroundings = town.site.surroundings
    let code = try await town.store.write {
      try Invitation.make(
        role: role, email: "", communities: communities, by: "owner", surroundings, $0)
    }
    return "/invitations/\(code)"
  }

  private func accept(_ town: Town, _ path: String, _ name: String, _ email: String) async throws
    -> Reply
  {
    try await town.reader(nil).submit(
      path, onPage: path, ["name": name, "email": email, "password": Self.password])
  }

  @Test(arguments: TestEngine.present)
  func `An invitation that two take at the same time makes one account`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let path = try await invite(town, .staff)
    let before = try await town.count("SELECT count(*) FROM account")
    async let one = accept(town, path, "Ana Ortiz", "ana@piedralisa.example")
    async let two = accept(town, path, "Ben Yazzie", "ben@piedralisa.example")
    let statuses = try await [one.status, two.status].sorted()
    #expect(statuses == [303, 404])
    #expect(try await town.count("SELECT count(*) FROM account") == before + 1)
    #expect(await (try await town.reader(nil)).get(path).status == 404)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Who was invited comes in as what they were invited to be`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let sunrise = try #require(
      try await town.store.read {
        try $0.first("SELECT id FROM community WHERE slug = 'sunrise-court'")
      }?.string("id"))
    let path = try await invite(town, .partner, [sunrise])
    let page = await (try await town.reader(nil)).get(path)
    #expect(
      page.plainText.contains(
        "Piedra Lisa Public Library invites you to work with it here, as: Partner."))
    // An address that has an account keeps the invitation open.
    let taken = try await accept(town, path, "Ana Ortiz", "RUTH@piedralisa.example")
    #expect(taken.status == 422)
    #expect(taken.plainText.contains("This address has an account. Use another, or sign in."))
    let reply = try await accept(town, path, "Ana Ortiz", "ana@foodbank.example")
    let ana = try await town.reader(with: reply)
    #expect(await ana.get("/desk/communities").plainText.contains("Sunrise Court"))
    #expect(await ana.get("/desk/communities").plainText.contains("Acequia growers") == false)
    #expect(await ana.get("/desk/people").status == 404)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `An invitation is good for fourteen days`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let visitor = try await town.reader(nil)
    let path = try await invite(town, .staff)
    town.wait(seconds: 14 * 86400 - 1)
    #expect(await visitor.get(path).status == 200)
    town.wait(seconds: 1)
    #expect(await visitor.get(path).status == 404)
    #expect(await visitor.get("/invitations/made-up").status == 404)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `An owner whose account is closed does not come back by a door they left open`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    try await town.givePasswords()
    let kept = try await invite(town, .staff)
    let ana = try await town.reader(
      with: try await accept(town, try await invite(town, .owner), "Ana Ortiz", "ana@x.example"))
    let made = try await ana.submit(
      "/desk/people/invitations", onPage: "/desk/people", ["role": "owner"])
    let door = String(try #require(made.text.firstMatch(of: #/\/invitations\/[0-9a-z]{26}/#)).0)
    let visitor = try await town.reader(nil)
    #expect(await visitor.get(door).status == 200)
    let account = try #require(
      try await town.store.read { try Account.find(email: "ana@x.example", $0) })
    let now = town.site.surroundings.now()
    try await town.store.write { try account.close(by: "owner", at: now, $0) }
    #expect(await visitor.get(door).status == 404)
    #expect(await ana.isIn() == false)
    // The invitation of others stays, and nothing of Ana's that lets somebody in.
    #expect(await visitor.get(kept).status == 200)
    let closed = try await town.store.read { try Account.find(account.id, $0) }
    #expect(closed?.isClosed == true && closed?.password == nil && closed?.secondFactor == nil)
    for table in ["session", "known_device", "recovery_code", "sign_in_link"] {
      #expect(
        try await town.count(
          "SELECT count(*) FROM \(identifier: table) WHERE account = \(account.id)") == 0)
    }
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What lets nobody in any more is removed, and nothing else`(engine: TestEngine) async throws
  {
    let town = try await Town(engine)
    try await town.givePasswords()
    _ = try await invite(town, .staff)
    _ = try await town.signIn()
    func left() async throws -> [Int] {
      var counts: [Int] = []
      for table in ["session", "invitation", "known_device"] {
        counts.append(try await town.count("SELECT count(*) FROM \(identifier: table)"))
      }
      return counts
    }
    let before = try await left()
    func forget() async throws {
      let now = town.site.surroundings.now()
      try await town.store.write { try Accounts.forgetEnded(at: now, $0) }
    }
    try await forget()
    #expect(try await left() == before && before.allSatisfy { $0 > 0 })
    town.wait(seconds: 14 * 86400)
    try await forget()
    #expect(try await left() == [0, 0, before[2]])
    town.wait(seconds: 400 * 86400)
    try await forget()
    #expect(try await left() == [0, 0, 0])
    #expect(try await town.count("SELECT count(*) FROM sign_in_link") == 0)
    try await town.end()
  }

  @Test func `An owner's invitation is shown once, with the library's own address`() async throws {
    let town = try await Town()
    let ruth = try await town.reader(.owner)
    let none = try await ruth.submit("/desk/people/invitations", onPage: "/desk/people")
    #expect(none.status == 422 && none.plainText.contains("Choose one: Role."))
    let made = try await ruth.submit(
      "/desk/people/invitations", onPage: "/desk/people", ["role": "staff"])
    #expect(made.text.contains(">http://127.0.0.1:8080/invitations/"))
    let later = await ruth.get("/desk/people").text
    #expect(!later.contains("8080/invitations/") && later.contains("1 invitation is open."))
    let foreign = try await ruth.submit(
      "/desk/people/invitations", onPage: "/desk/people",
      ["role": "partner", "communities": "0000000000000000"])
    #expect(foreign.status == 403)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `An open invitation is listed with whom it is for, and can be taken back`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let ruth = try await town.reader(.owner)
    let made = try await ruth.submit(
      "/desk/people/invitations", onPage: "/desk/people",
      ["role": "reviewer", "email": "ana@piedralisa.example"])
    let link = try #require(made.text.firstMatch(of: #/8080(\/invitations\/[0-9a-z]+)</#)).1
    let visitor = try await town.reader(nil)
    #expect(await visitor.get(String(link)).status == 200)
    let page = await ruth.get("/desk/people")
    #expect(page.plainText.contains("ana@piedralisa.example"))
    let path = try #require(
      page.text.firstMatch(of: #/action="(\/desk\/people\/invitations\/[0-9a-f]+\/withdrawal)"/#)
    ).1
    #expect(try await ruth.submit(String(path), onPage: "/desk/people").status == 303)
    #expect(await visitor.get(String(link)).status == 404)
    #expect(!(await ruth.get("/desk/people").plainText.contains("ana@piedralisa.example")))
    // A second press is no second moment.
    _ = try await ruth.submit(String(path), onPage: "/desk/people")
    let told = try await town.store.read {
      try $0.count("SELECT COUNT(*) FROM moment WHERE kind = 'invitation.withdrawn'")
    }
    #expect(told == 1)
    try await town.end()
  }

  @Test func `A password has at least twelve characters, and at most two hundred`() {
    func fault(_ password: String) -> String? {
      var form = Form(FormData(["password": password]), .english)
      _ = newPassword(&form, .english)
      return form.faults.first?.message
    }
    let short = "Choose a password of at least 12 characters. Four or five words are good."
    #expect(fault("") == short)
    #expect(fault(String(repeating: "ñ", count: 11)) == short)
    #expect(fault(String(repeating: "ñ", count: 12)) == nil)
    #expect(fault(String(repeating: "a", count: 200)) == nil)
    #expect(fault(String(repeating: "a", count: 201)) != nil)
  }

  private func owners(_ town: Town) async throws -> Int {
    try await town.count("SELECT count(*) FROM account WHERE role = 'owner' AND closed = 0")
  }

  private func addOwner(_ town: Town) async throws -> ID<Account> {
    let surroundings = town.site.surroundings
    return try await town.store.write {
      try Account.add(
        id: .new(surroundings), email: "ana@piedralisa.example", name: "Ana Ortiz", role: .owner,
        language: nil, password: nil, communities: [], by: "owner", at: surroundings.now(), $0
      ).id
    }
  }

  @Test(arguments: TestEngine.present)
  func `The last owner can't be closed, and the one before can`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let ruth = try await town.reader(.owner)
    let path = "/desk/people/\(try town.account(.owner))/closure"
    let refused = try await ruth.submit(path, onPage: "/desk/people")
    #expect(refused.status == 403)
    #expect(
      refused.plainText.contains(
        "This is the last owner. Invite another owner first, then close this account."))
    #expect(try await owners(town) == 1)
    _ = try await addOwner(town)
    #expect(try await ruth.submit(path, onPage: "/desk/people").status == 303)
    #expect(try await owners(town) == 1)
    #expect(await ruth.isIn() == false)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Two owners who close each other at the same time leave one`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let (one, two) = (try town.account(.owner), try await addOwner(town))
    let now = town.site.surroundings.now()
    let closed = await withTaskGroup(of: Bool.self) { group in
      for id in [one, two] {
        group.addTask {
          let done: Void? = try? await town.store.write { connection in
            try Account.find(id, connection)?.close(by: "owner", at: now, connection)
          }
          return done != nil
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(closed.count { $0 } == 1)
    #expect(try await owners(town) == 1)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A closed account comes in by no door`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    try await town.givePasswords()
    let daniel = try await town.reader(.staff)
    let (id, surroundings) = (try town.account(.staff), town.site.surroundings)
    let link = try await town.store.write {
      try SignInLink.make(for: id, uses: 5, lifetime: 3600, surroundings, $0)
    }
    #expect(await daniel.isIn())
    let ruth = try await town.reader(.owner)
    #expect(
      try await ruth.submit("/desk/people/\(id)/closure", onPage: "/desk/people").status == 303)
    #expect(await daniel.isIn() == false)
    let password = try await town.signIn("daniel@piedralisa.example")
    #expect(password.status == 422 && password.plainText.contains(SignInTests.wrong))
    #expect(await daniel.get("/sign-in/link/\(link)").status == 404)
    #expect(await ruth.get("/desk/people").plainText.contains("Closed"))
    try await town.end()
  }
}
