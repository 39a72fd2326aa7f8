import Accounts
import Communities
import Foundation
import Letters
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Concerns

@Suite(.serialized) struct AnsweringTests {
  @Test(arguments: TestEngine.present)
  func `Who answers what has changed meanwhile reads first, and loses nothing`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let ana = try await door.raise("The clock is wrong.")
    let daniel = try await door.town.reader(.staff)
    let page = await daniel.get(ana.concern.deskPath)
    let token = try #require(page.text.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
    try await door.answer(ana.concern, "need-more", "Which clock?", by: .owner)
    _ = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt",
      ["kind": "more", "words": "The one in the hall."])
    let version = String(ana.concern.version)
    let fields = [
      ("token", String(token)), ("id", "0123456789abcdef"), ("version", version),
      ("kind", "done"), ("text", "All clocks are set."), ("language", "en"),
    ]
    let late = await daniel.post("\(ana.concern.deskPath)/replies", fields)
    #expect(late.status == 422 && late.text.contains("All clocks are set."))
    #expect(late.plainText.contains("Something was written meanwhile"))
    #expect(late.text.contains("The one in the hall."))
    #expect(try await door.concern(ana.concern.id).state == .answered)
    #expect(try await door.concern(ana.concern.id).turn == .library)
    try await door.end()
  }

  @Test func `An answer sent twice is one, and needs its reason`() async throws {
    let door = try await Door()
    let ana = try await door.raise("Open a branch at the fair.")
    for kind in ["will-not", "not-ours"] {
      let bare = try await door.answer(ana.concern, kind, "Sorry.")
      #expect(bare.status == 422)
    }
    let more = ["id": "0123456789abcdef", "reason": "There is no money."]
    for _ in 1...2 {
      let reply = try await door.answer(ana.concern, "will-not", "Sorry.", more)
      #expect(reply.status == 303)
    }
    let turns = try await door.town.store.read { try ConcernTurn.all(of: ana.concern.id, $0) }
    #expect(turns.count == 1)
    #expect(try await door.concern(ana.concern.id).ending == .willNot)
    try await door.end()
  }

  @Test func `A correction shows its writer what was said before`() async throws {
    let door = try await Door()
    let ana = try await door.raise("When do you open?", ["open": "yes"])
    try await door.answer(ana.concern, "done", "At nine.")
    try await door.publish(ana.concern)
    let turns = try await door.town.store.read { try ConcernTurn.all(of: ana.concern.id, $0) }
    let word = try #require(turns.first?.current)
    let path = "\(ana.concern.deskPath)/replies/\(word.id)"
    let daniel = try await door.town.reader(.staff)
    let reply = try await daniel.submit(
      path, onPage: "\(path)/edit", ["text": "At ten.", "language": "en"])
    #expect(reply.status == 303)
    let page = await ana.reader.get("/concerns/receipt")
    #expect(page.text.contains("At ten.") && page.text.contains("At nine."))
    #expect(page.plainText.contains("Corrected"))
    // Nobody has read the new words for the public page, and the old ones are not what holds.
    let visitor = try await door.town.reader(nil)
    let shown = await visitor.get(ana.concern.path)
    #expect(!shown.text.contains("At nine.") && !shown.text.contains("At ten."))
    try await door.publish(ana.concern)
    #expect(await visitor.get(ana.concern.path).text.contains("At ten."))
    try await door.end()
  }

  @Test func `Somebody without that community finds nothing, and answers nothing`() async throws {
    let door = try await Door()
    let apart = try await door.raise("About no community.", ["community": ""])
    let growers = try await door.town.store.write { connection in
      let other = try connection.first("SELECT id FROM community WHERE published = 0")
      let id = try #require(try other?.string("id"))
      try connection.run("UPDATE concern SET community = \(id) WHERE id = \(apart.concern.id)")
      return id
    }
    #expect(!growers.isEmpty)
    let lena = try await door.town.reader(.liaison)
    #expect(await lena.get(apart.concern.deskPath).status == 404)
    let form = await lena.get("/desk/concerns/new")
    let token = try #require(form.text.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
    let reply = await lena.post(
      "\(apart.concern.deskPath)/replies",
      [
        ("token", String(token)), ("id", "0123456789abcdef"), ("version", "1"), ("kind", "done"),
        ("text", "Done."), ("language", "en"),
      ])
    #expect(reply.status == 404)
    #expect(try await door.concern(apart.concern.id).state == .new)
    #expect(!(await lena.get("/desk/concerns")).text.contains("About no community."))
    let file = await lena.get("/desk/concerns/concerns.csv")
    #expect(file.status == 200 && !file.text.contains("About no community."))
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `A flood of nearly the same is one line, and one answer goes to all of it`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let first = try await door.raise("Please open on Sundays, we all work in the week.")
    let second = try await door.raise("please open on Sundays; we all work in the week!")
    let other = try await door.raise("There is no soap in the washroom.")
    #expect(second.concern.flock == first.concern.flock)
    #expect(other.concern.flock != first.concern.flock)
    let daniel = try await door.town.reader(.staff)
    let queue = await daniel.get("/desk/concerns")
    #expect(queue.plainText.contains("1 more like it"))
    try await door.answer(
      first.concern, "will-not", "We can’t.", ["alike": "yes", "reason": "There is no money."])
    #expect(try await door.concern(second.concern.id).ending == .willNot)
    #expect(await second.reader.get("/concerns/receipt").text.contains("We can’t."))
    #expect(try await door.concern(other.concern.id).state == .new)
    // What comes after the answer is looked at by itself.
    let later = try await door.raise("Please open on Sundays, we all work in the week.")
    #expect(later.concern.flock == later.concern.id.text)
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `A letter says that there is an answer, none of its words, and opens by its code`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let ana = try await door.raise(
      "La rampa está rota.", language: "es", ["wish": "mail", "address": "ana@casa.example"])
    try await door.answer(ana.concern, "need-more", "¿Cuál de las dos?")
    func letters() async throws -> [Letter] {
      try await door.town.store.read { connection in
        try connection.rows("SELECT id FROM letter WHERE kind = 'concern.answer' ORDER BY id")
          .compactMap { try Letter.find(try $0.id("id"), connection) }
      }
    }
    let sent = try await letters()
    let letter = try #require(sent.first)
    let body = try #require(letter.body)
    #expect(sent.count == 1 && letter.to == "ana@casa.example" && letter.isSealed)
    #expect(letter.language == .spanish)
    #expect(!body.contains("rampa") && !body.contains("¿Cuál"))
    #expect(!body.contains(Code.spelled(ana.code)))
    let code = try #require(body.firstMatch(of: #/[0-9a-z]{4}(-[0-9a-z]{1,4}){6}/#)).0
    // Whoever lost the receipt comes in by it.
    let other = try await door.town.reader(nil)
    let opened = try await other.submit(
      "/concerns/receipt", onPage: "/concerns/receipt", ["receipt": String(code)])
    #expect(opened.status == 303)
    // The next letter's code takes its place.
    try await door.answer(ana.concern, "done", "Está arreglada.")
    let refused = try await other.submit(
      "/concerns/receipt", onPage: "/concerns/receipt", ["receipt": String(code)])
    #expect(refused.status == 422)
    #expect(try await letters().count == 2)
    try await door.end()
  }

  @Test func `Where the community holds the power to mail, none goes out, and the desk is told`()
    async throws
  {
    let door = try await Door()
    let ana = try await door.raise("A ramp.", ["wish": "mail", "address": "ana@casa.example"])
    let sunrise = door.sunrise
    try await door.town.store.write { connection in
      try connection.run(
        """
        INSERT INTO power (community, act, holder) VALUES (\(sunrise), 'mail', 'community')
        """)
    }
    try await door.answer(ana.concern, "done", "There is one.")
    let letters = try await door.town.store.read {
      try $0.count("SELECT COUNT(*) FROM letter WHERE kind = 'concern.answer'")
    }
    #expect(letters == 0)
    #expect(await ana.reader.get("/concerns/receipt").text.contains("There is one."))
    try await door.end()
  }

  @Test func `An address that was lent goes from letters as soon as they arrived`() async throws {
    let door = try await Door()
    let ana = try await door.raise("A ramp.", ["wish": "mail", "address": "ana@casa.example"])
    try await door.answer(ana.concern, "done", "There is one.")
    #expect(try await door.tables(holding: "ana@casa.example") == ["letter"])
    let now = door.town.site.surroundings.now()
    try await door.town.store.write { connection in
      try connection.run("UPDATE letter SET state = 'sent', sent_at = \(now)")
    }
    let job = try #require(ConcernJobs.all.first)
    try await job.run(door.town.site, "")
    #expect(try await door.tables(holding: "ana@casa.example") == [])
    try await door.end()
  }
}
