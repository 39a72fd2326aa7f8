import Ledger
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Communities

@Suite(.serialized) struct VoiceTests {
  /// The path of a link that Daniel makes for the Tuesday group.
  private func link(_ town: Town, days: String = "30") async throws -> String {
    let voices = "/desk/communities/\(try await town.sunrise.id)/voices"
    let reply = try await town.reader(.staff).submit(
      voices, onPage: voices, ["label": "Tuesday group", "days": days])
    let match = try #require(
      reply.text.firstMatch(of: #/http:\/\/127\.0\.0\.1:8080(\/voices\/[0-9a-z]+)</#))
    return String(match.1)
  }

  private func say(_ town: Town, _ verdicts: [FactWord.Verdict], of fact: Fact) async throws {
    let surroundings = town.site.surroundings
    for verdict in verdicts {
      let present = try await town.fact(fact.id)
      try await town.store.write {
        try FactWord.say(
          verdict, words: "", of: present, id: .new(surroundings), today: present.since,
          at: surroundings.now(), $0)
      }
    }
  }

  @Test(
    arguments: TestEngine.present,
    [
      ([FactWord.Verdict.so], Standing.stated), ([.so, .so], .stated),
      ([.so, .so, .so], .confirmed), ([.not], .disputed),
      ([.not, .so], .disputed), ([.so, .not], .disputed), ([.so, .not, .so, .so], .disputed),
    ])
  func `Three who say so confirm it; one who says not so disputes it, and no number settles that`(
    engine: TestEngine, said: ([FactWord.Verdict], Standing)
  ) async throws {
    let town = try await Town(engine)
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise)
    try await say(town, said.0, of: fact)
    let after = try await town.fact(fact.id)
    #expect(after.standing == said.1)
    #expect(after.version == 1 + said.0.count)
    let words = try await town.store.read { try FactWord.all(of: fact.id, $0) }
    #expect(words.count == said.0.count)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `The same word sent four times counts once, and says whose it is by no name`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise)
    let (id, surroundings) = (ID<FactWord>(stored: "0123456789abcdef"), town.site.surroundings)
    for _ in 1...4 {
      let present = try await town.fact(fact.id)
      try await town.store.write {
        try FactWord.say(
          .so, words: "", of: present, id: id, today: fact.since, at: surroundings.now(), $0)
      }
    }
    let after = try await town.fact(fact.id)
    #expect(after.standing == .stated && after.version == 2)
    #expect(after.sourceWord(Words(.english)) == "Somebody of the community, by a voice link")
    #expect(after.sourceWord(Words(.spanish)).hasPrefix("Alguien de la comunidad"))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Who answered sees what they said and changes it, and answers no second time`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let page = try await link(town)
    var visitor = try await town.reader(nil)
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise)
    let path = "\(page)/facts/\(fact.id)"
    for words in ["", "Every year.", "Every year, in March."] {
      let reply = try await visitor.submit(path, onPage: page, ["verdict": "so", "words": words])
      #expect(reply.status == 303)
      visitor.cookies["kith_voice"] = reply.cookie("kith_voice")
    }
    let said = try await town.store.read { try FactWord.all(of: fact.id, $0) }
    #expect(said.map(\.words) == ["Every year, in March."])
    #expect(try await town.fact(fact.id).standing == .stated)
    let seen = await visitor.get(page)
    #expect(seen.plainText.contains("You said: yes, that is so. Change it"))
    #expect(seen.text.contains("Every year, in March.</textarea>"))
    // Nothing that is kept holds the browser's mark.
    let mark = try #require(visitor.cookies["kith_voice"])
    #expect(!said.contains { $0.id.text.contains(mark) })
    for other in 1...2 {
      let neighbour = try await town.reader(nil)
      _ = try await neighbour.submit(path, onPage: page, ["verdict": "so", "words": ""])
      let standing: Standing = other == 1 ? .stated : .confirmed
      #expect(try await town.fact(fact.id).standing == standing)
    }
    _ = try await visitor.submit(path, onPage: page, ["verdict": "not", "words": ""])
    #expect(try await town.fact(fact.id).standing == .disputed)
    try await town.end()
  }

  @Test func `What the library wrote down as disputed is not put into the community's mouth`()
    async throws
  {
    let town = try await Town()
    let growers = try await town.growers
    let fact = try await town.assume("The gate is locked on Sundays.", of: growers)
    let now = town.site.surroundings.now()
    _ = try await town.store.write { connection in
      try fact.change(
        to: FactDraft(
          topic: .assets, text: fact.text, language: .english, standing: .disputed,
          since: fact.since), since: 1, by: "staff", today: fact.since, at: now, connection)
    }
    let daniel = try await town.reader(.staff)
    let desk = await daniel.get("/desk").plainText
    #expect(desk.contains("A fact about \(growers.name) is in dispute."))
    #expect(!desk.contains("Somebody of \(growers.name) says this is not so."))
    try await say(town, [.not], of: fact)
    #expect(
      await daniel.get("/desk").plainText.contains(
        "Somebody of \(growers.name) says this is not so."))
    try await town.end()
  }

  @Test func `Staff settle a dispute by changing the fact, and voices count from there`()
    async throws
  {
    let town = try await Town()
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise)
    try await say(town, [.not], of: fact)
    let disputed = try await town.fact(fact.id)
    let now = town.site.surroundings.now()
    let changed = try await town.store.write { connection in
      try disputed.change(
        to: FactDraft(
          topic: .assets, text: "The yard floods in autumn.", language: .english,
          standing: .stated, source: "The caretaker", since: disputed.since),
        since: disputed.version, by: "staff", today: disputed.since, at: now, connection)
    }
    #expect(changed)
    try await say(town, [.so, .so], of: fact)
    #expect(try await town.fact(fact.id).standing == .stated)
    try await say(town, [.so], of: fact)
    #expect(try await town.fact(fact.id).standing == .confirmed)
    let words = try await town.store.read { try FactWord.all(of: fact.id, $0) }
    #expect(words.filter { !$0.counts }.map(\.verdict) == [.not])
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Somebody of the community says that it is not so, and the library reads it`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let page = try await link(town)
    let visitor = try await town.reader(nil)
    let fact = try await town.fact("Some families stay away")
    let read = await visitor.get(page)
    #expect(read.plainText.contains("What the library believes about Sunrise Court"))
    // What is private is about those who hold the link; for whom it was made they never see.
    #expect(read.plainText.contains(fact.text) && !read.plainText.contains("Tuesday group"))
    let path = "\(page)/facts/\(fact.id)"
    let none = try await visitor.submit(path, onPage: page, ["words": "The fines are <gone>."])
    #expect(none.status == 422 && none.plainText.contains("Choose one: Is it so?."))
    #expect(none.text.contains("The fines are &lt;gone&gt;.</textarea>"))
    let reply = try await visitor.submit(
      path, onPage: page, ["verdict": "not", "words": "The fines are <gone>."])
    #expect(reply.header("location") == "\(page)?notice=thanks")
    #expect(try await town.fact(fact.id).standing == .disputed)
    let daniel = try await town.reader(.staff)
    let seen = await daniel.get("/desk/facts/\(fact.id)")
    #expect(seen.plainText.contains("That is not so."))
    #expect(seen.text.contains("The fines are &lt;gone&gt;."))
    #expect(
      await daniel.get("/desk").plainText.contains("Somebody of Sunrise Court says this is not so.")
    )
    // The day is kept, and neither who nor when exactly.
    let row = try await town.store.read {
      try $0.first("SELECT * FROM fact_word WHERE words LIKE 'The fines%'")
    }
    #expect(row?.columnNames.sorted() == ["counts", "day", "fact", "id", "verdict", "words"])
    #expect(try row?.string("day") == "2026-11-23")
    try await town.end()
  }

  @Test func `What the library does not know yet is told in the community's own words`()
    async throws
  {
    let town = try await Town()
    let page = try await link(town)
    let visitor = try await town.reader(nil)
    let empty = try await visitor.submit("\(page)/facts", onPage: page, ["topic": "history"])
    #expect(empty.status == 422 && empty.plainText.contains("Enter: What they should know."))
    let told = [
      "topic": "history", "text": "There was a school here once.", "id": "0123456789abcdef",
    ]
    for _ in 1...2 {
      let reply = try await visitor.submit("\(page)/facts", onPage: page, told)
      #expect(reply.header("location") == "\(page)?notice=thanks")
    }
    let fact = try await town.fact("There was a school")
    #expect(fact.standing == .stated && !fact.isPublic && fact.topic == .history)
    let daniel = try await town.reader(.staff)
    let item = "Somebody of Sunrise Court told you something."
    #expect(await daniel.get("/desk").plainText.contains(item))
    let seen = await daniel.get("/desk/facts/\(fact.id)")
    #expect(seen.plainText.contains("Somebody of the community, by a voice link"))
    let arabic = try await town.reader(.staff, language: "ar")
    #expect(
      !(await arabic.get("/desk/facts/\(fact.id)").plainText.contains("by a voice link")))
    _ = try await daniel.submit(
      "/desk/facts/\(fact.id)/check", onPage: "/desk/facts/\(fact.id)")
    #expect(!(await daniel.get("/desk").plainText.contains(item)))
    #expect(
      try await town.count("SELECT count(*) FROM fact WHERE text LIKE 'There was a school%'") == 1)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A link is open to the end of its last day`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let page = try await link(town, days: "2")
    let visitor = try await town.reader(nil)
    // It is 09:00 on the 23rd in the library's time; the last day is the 25th.
    town.wait(seconds: 2 * 86400 + 15 * 3600 - 1)
    #expect(await visitor.get(page).status == 200)
    let form = await visitor.get(page)
    town.wait(seconds: 1)
    #expect(await visitor.get(page).status == 404)
    let late = await visitor.post(
      "\(page)/facts",
      [
        ("token", try form.value("token")), ("id", "0123456789abcdef"), ("topic", "history"),
        ("text", "Too late."),
      ])
    #expect(late.status == 404)
    #expect(try await town.count("SELECT count(*) FROM fact WHERE text = 'Too late.'") == 0)
    try await town.end()
  }

  @Test func `A link that was closed, or made up, leads nowhere`() async throws {
    let town = try await Town()
    let page = try await link(town)
    let (daniel, visitor) = (try await town.reader(.staff), try await town.reader(nil))
    let voices = "/desk/communities/\(try await town.sunrise.id)/voices"
    let listed = await daniel.get(voices)
    #expect(listed.plainText.contains("Tuesday group") && !listed.text.contains(page))
    let voice = try #require(
      try await town.store.read { try $0.first("SELECT id FROM voice_link") }?.string("id"))
    #expect(await visitor.get(page).status == 200)
    #expect(
      try await daniel.submit(
        "\(voices)/\(voice)/closure", onPage: "\(voices)/\(voice)/closure"
      ).status == 303)
    #expect(await visitor.get(page).status == 404)
    #expect(await visitor.get("/voices/\(voice)").status == 404)
    #expect(await visitor.get("/voices/made-up").status == 404)
    try await town.end()
  }

  @Test func `A link is for one community, and says nothing of others' facts`() async throws {
    let town = try await Town()
    let page = try await link(town)
    let visitor = try await town.reader(nil)
    let other = try await town.fact("They meet at the headgate")
    let form = await visitor.get(page)
    #expect(!form.plainText.contains("headgate"))
    let reply = await visitor.post(
      "\(page)/facts/\(other.id)",
      [
        ("token", try form.value("token")), ("id", "0123456789abcdef"), ("verdict", "not"),
        ("words", ""),
      ])
    #expect(reply.status == 404)
    #expect(try await town.fact(other.id) == other)
    try await town.end()
  }

  @Test func `In a quiet period no link is made, and the reason is said`() async throws {
    let town = try await Town()
    let sunrise = try await town.sunrise
    try await town.store.write { connection in
      _ = try connection.run(
        """
        INSERT INTO quiet_period (community, from_day, to_day, reason)
        VALUES (\(sunrise.id), '2026-11-23', '2026-11-30', 'A family is in mourning')
        """)
    }
    let voices = "/desk/communities/\(sunrise.id)/voices"
    let daniel = try await town.reader(.staff)
    let reply = try await daniel.submit(voices, onPage: voices, ["label": "Tuesday group"])
    #expect(reply.status == 403)
    #expect(
      reply.plainText.contains(
        "The community asked for quiet until November 30, 2026: A family is in mourning."))
    #expect(try await town.count("SELECT count(*) FROM voice_link") == 0)
    for days in ["0", "366", "many"] {
      let wrong = try await daniel.submit(voices, onPage: voices, ["label": "x", "days": days])
      #expect(wrong.plainText.contains("Days it is open must be a whole number from 1 to 365."))
    }
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `No time is kept with what somebody said, nor shown, but the day`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let page = try await link(town)
    let visitor = try await town.reader(nil)
    let fact = try await town.assume("The yard floods in spring.", of: town.sunrise)
    // An evening in Denver that is the next day in Greenwich.
    town.wait(seconds: 10 * 3600)
    _ = try await visitor.submit(
      "\(page)/facts/\(fact.id)", onPage: page, ["verdict": "not", "words": ""])
    _ = try await visitor.submit(
      "\(page)/facts", onPage: page,
      ["text": "The well is new.", "topic": "assets"])
    let said = try await town.store.read { connection in
      try Ledger.moments(limit: 2, connection)
    }
    #expect(said.map(\.kind) == ["fact.added", "fact.disputed"])
    #expect(said.allSatisfy { $0.at.seconds % 86400 == 0 && $0.actor == "community" })
    #expect(try await town.store.read { try Ledger.verify($0) }.holds)
    let timeline = await (try town.reader(.staff)).get(
      "/desk/communities/\(try town.sunrise.id)/timeline"
    ).plainText
    #expect(timeline.contains("November 23, 2026"))
    try await town.end()
  }
}
