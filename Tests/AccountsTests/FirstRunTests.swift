import Store
import Surroundings
import Testing
import Town
import Web

@testable import Accounts

@Suite(.serialized) struct FirstRunTests {
  /// The town before anybody has come: no account and no library.
  private func empty(_ engine: TestEngine) async throws -> Town {
    let town = try await Town(engine)
    try await town.store.write { connection in
      try connection.run("DELETE FROM account")
      try connection.run("DELETE FROM library")
    }
    return town
  }

  private func begin(_ town: Town) async throws -> String? {
    let surroundings = town.site.surroundings
    return try await town.store.write { try FirstRun.begin(surroundings, $0) }
  }

  private func setUp(_ town: Town, _ code: String, _ changes: [String: String] = [:]) async throws
    -> Reply
  {
    let fields = [
      "code": code, "library": "Piedra Lisa Public Library", "zone": "America/Denver",
      "language": "en", "contact": "", "name": "Ruth Abeyta", "email": Town.ruth,
      "password": "four women bake bread",
    ]
    return try await town.reader(nil).submit(
      "/first-run", onPage: "/first-run", fields.merging(changes) { $1 })
  }

  @Test(arguments: TestEngine.present)
  func `Whoever can read the terminal becomes the owner, and nobody after them`(
    engine: TestEngine
  ) async throws {
    let town = try await empty(engine)
    let visitor = try await town.reader(nil)
    #expect(await visitor.get("/").header("location") == "/first-run")
    let ended = try #require(try await begin(town))
    let code = try #require(try await begin(town))
    #expect(code.count == 14 && code != ended)
    for wrong in ["", "aaaa-bbbb-cccc", ended] {
      let reply = try await setUp(town, wrong)
      #expect(reply.status == 422)
      if !wrong.isEmpty {
        #expect(
          reply.plainText.contains(
            "That is not the code. Look at the terminal in which Kith runs."))
      }
    }
    #expect(try await town.count("SELECT count(*) FROM account") == 0)
    let reply = try await setUp(town, code.uppercased().replacing("-", with: " "))
    #expect(reply.status == 303 && reply.header("location") == "/desk")
    let ruth = try await town.reader(with: reply)
    #expect(await ruth.get("/desk").plainText.contains("Good day, Ruth Abeyta"))
    #expect(await visitor.get("/first-run").status == 404)
    #expect(try await begin(town) == nil)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Of two who send the code at the same time one becomes the owner`(engine: TestEngine)
    async throws
  {
    let town = try await empty(engine)
    let code = try #require(try await begin(town))
    async let one = setUp(town, code)
    async let two = setUp(town, code, ["name": "Ana Ortiz", "email": "ana@piedralisa.example"])
    let statuses = try await [one.status, two.status]
    #expect(statuses.count { $0 == 303 } == 1)
    #expect(statuses.allSatisfy { [303, 404, 422].contains($0) })
    #expect(try await town.count("SELECT count(*) FROM account WHERE role = 'owner'") == 1)
    try await town.end()
  }

  @Test func `What has to be mended is said, and nothing typed is lost but the password`()
    async throws
  {
    let town = try await empty(.sqlite)
    let code = try #require(try await begin(town))
    let reply = try await setUp(
      town, code,
      [
        "library": "", "zone": "Denver/America", "email": "ruth", "password": "short",
        "name": "Ruth <Abeyta>",
      ])
    #expect(reply.status == 422)
    for sentence in [
      "Enter: Name of the library.", "Enter a time zone such as America/Denver.",
      "Email address must be an address such as name@example.org.",
      "Choose a password of at least 12 characters. Four or five words are good.",
    ] {
      #expect(reply.plainText.contains(sentence))
    }
    for typed in ["value=\"Ruth &lt;Abeyta&gt;\"", "value=\"Denver/America\"", "value=\"\(code)\""]
    {
      #expect(reply.text.contains(typed))
    }
    #expect(!reply.text.contains("value=\"short\""))
    // A wrong code is told together with all the rest.
    let both = try await setUp(town, "0000-0000-0000", ["library": "", "password": "short"])
    for sentence in ["That is not the code.", "Enter: Name of the library."] {
      #expect(both.plainText.contains(sentence))
    }
    // The code is still good.
    #expect(try await setUp(town, code).status == 303)
    try await town.end()
  }
}
