import Communities
import Foundation
import Ledger
import Letters
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Promises

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The town, with what was promised to Sunrise Court.
private struct Table {
  let town: Town
  let sunrise: Community
  let heard = "/communities/sunrise-court/what-we-heard"

  init(_ engine: TestEngine = .sqlite) async throws {
    town = try await Town(engine)
    sunrise = try await town.store.read { try Community.published(slug: "sunrise-court", $0) }
  }

  func promises() async throws -> [Promise] {
    try await town.store.read { [sunrise] in try Promise.all(to: [sunrise.id.text], $0) }
  }

  func make(_ fields: [String: String] = [:]) async throws -> Reply {
    let staff = try await town.reader(.staff)
    return try await staff.submit(
      "/desk/promises", onPage: "/desk/promises/new?community=\(sunrise.id)",
      [
        "origin": "meeting", "meeting": "Circle, May", "what": "A lamp on the path.",
        "who": "The branch", "due": "2026-12-01", "participation": "involve",
        "shown": "It shines.", "language": "en",
      ].merging(fields) { $1 })
  }

  func lamp() async throws -> Promise {
    try #require(try await promises().first { $0.what == "A lamp on the path." })
  }

  func step(
    _ kind: String, _ promise: Promise, _ word: String, due: String? = nil,
    as role: Role = .staff
  ) async throws -> Reply {
    let reader = try await town.reader(role)
    let page = "/desk/promises/\(promise.id)"
    var fields = ["step": kind, "word-\(kind)": word, "version": String(promise.version)]
    if let due { fields["due"] = due }
    return try await reader.submit("\(page)/steps", onPage: page, fields)
  }

  func moments(_ kind: String) async throws -> Int {
    try await town.store.read { try $0.count("SELECT COUNT(*) FROM moment WHERE kind = \(kind)") }
  }
}

@Suite struct PromiseTests {
  @Test(arguments: TestEngine.present)
  func `A promise past its day is late by itself, and is broken with an honest word`(
    _ engine: TestEngine
  ) async throws {
    let table = try await Table(engine)
    #expect(try await table.make().status == 303)
    let lamp = try await table.lamp()
    let visitor = try await table.town.reader(nil)
    #expect(await visitor.get(table.heard).text.contains("A lamp on the path."))

    table.town.wait(seconds: 10 * 86400)
    let late = await visitor.get(lamp.path)
    #expect(late.plainTexts.contains("Late"), "the page needs no job to say so")
    let before = try await table.moments("promise.late")
    try await PromiseJobs.days.run(table.town.site, "")
    try await PromiseJobs.days.run(table.town.site, "")
    // The lamp, and the notices of the town whose second day has passed.
    let told = try await table.town.store.read {
      try PromiseStep.all(of: lamp.id, $0).filter { $0.kind == .late }.count
    }
    #expect(told == 1)
    #expect(try await table.moments("promise.late") > before)
    let desk = await (try table.town.reader(.staff)).get("/desk")
    #expect(desk.text.contains("A lamp on the path."))

    let now = try await table.lamp()
    let silent = try await table.step("broken", now, "")
    #expect(silent.status == 422)
    let broken = try await table.step("broken", now, "We had no money, and did not say so.")
    #expect(broken.status == 303)
    let again = try await table.step("kept", now, "Twice.")
    #expect(again.status == 409)
    let page = await visitor.get(table.heard)
    #expect(page.text.contains("We had no money, and did not say so."))
    #expect(try await table.moments("promise.broken") == 2)
    #expect(try await table.town.store.read { try Ledger.verify($0) }.holds)
    try await table.town.end()
  }

  @Test func `A promise sent twice is made once; a bad one says what to mend and loses nothing`()
    async throws
  {
    let table = try await Table()
    let staff = try await table.town.reader(.staff)
    let page = await staff.get("/desk/promises/new?community=\(table.sunrise.id)")
    #expect(page.status == 200)
    let bad = try await table.make(["due": "2026-11-01", "meeting": "", "what": "Kept words."])
    #expect(bad.status == 422)
    #expect(bad.text.contains("Kept words."))
    #expect(bad.plainText.contains("A promise is for a day that is still to come."))
    #expect(bad.plainText.contains("Say which meeting: what, and when."))
    let lone = try await table.make(["receipt": "yes"])
    #expect(lone.status == 422)
    let count = try await table.promises().count
    _ = try await table.make(["id": "abcdefghjkmnpqrs"])
    _ = try await table.make(["id": "abcdefghjkmnpqrs"])
    #expect(try await table.promises().count == count + 1)
    try await table.town.end()
  }

  @Test func `Its wording stands after its first day, and a new day keeps the old in sight`()
    async throws
  {
    let table = try await Table()
    _ = try await table.make()
    let lamp = try await table.lamp()
    let staff = try await table.town.reader(.staff)
    let edit = "/desk/promises/\(lamp.id)/edit"
    #expect(await staff.get(edit).status == 200)
    table.town.wait(seconds: 86400)
    #expect(await staff.get(edit).status == 303)
    let back = try await table.step("moved", lamp, "Later.", due: "2026-11-30")
    #expect(back.status == 422)
    #expect(try await table.step("moved", lamp, "Snow.", due: "2027-01-15").status == 303)
    let now = try await table.lamp()
    #expect(now.firstDue.description == "2026-12-01")
    #expect(now.due.description == "2027-01-15")
    let page = await (try table.town.reader(nil)).get(lamp.path)
    #expect(page.plainText.contains("December 1, 2026"))
    try await table.town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Only those it was made to let it go, once, by a link or a steward`(
    _ engine: TestEngine
  ) async throws {
    let table = try await Table(engine)
    _ = try await table.make()
    let lamp = try await table.lamp()
    #expect(try await table.step("released", lamp, "We drop it.").status == 404)
    let staff = try await table.town.reader(.staff)
    let desk = "/desk/promises/\(lamp.id)"
    let made = try await staff.submit(
      "\(desk)/release-links", onPage: desk, ["reason": "The city lit the path."])
    let rest = try #require(made.text.components(separatedBy: "/releases/").last)
    let code = String(rest.prefix { $0.isLetter || $0.isNumber })
    let visitor = try await table.town.reader(nil)
    let link = "/releases/\(code)"
    let page = await visitor.get(link).text
    #expect(page.contains("The city lit the path."))
    let token = try #require(page.firstMatch(of: #/name="token" value="([^"]+)"/#)).1
    let waits = try await visitor.submit(
      link, onPage: link, ["answer": "wait", "word": "It is still dark."])
    #expect(waits.status == 200)
    // A second tab is told so, and what was typed there is not lost.
    #expect(await visitor.get(link).status == 409)
    let late = await visitor.post(
      link, [("token", String(token)), ("answer", "go"), ("word", "We let it go.")])
    #expect(late.status == 409 && late.text.contains("We let it go.</textarea>"))
    #expect(await visitor.get("/releases/0000000000000000").status == 404)
    #expect(try await table.lamp().state == .made)
    #expect(await visitor.get(lamp.path).text.contains("It is still dark."))
    #expect(
      try await table.step("released", table.lamp(), "It shines now.", as: .steward).status == 303)
    #expect(try await table.lamp().state == .released)
    #expect(try await table.moments("promise.held") == 1)
    try await table.town.end()
  }

  @Test func `The feed is well-formed, tells each step, and passes the gate`() async throws {
    let table = try await Table()
    let visitor = try await table.town.reader(nil)
    let feed = await visitor.get("\(table.heard).atom")
    #expect(feed.status == 200)
    #expect(feed.header("content-type")?.hasPrefix("application/atom+xml") == true)
    let document = try XMLDocument(data: Data(feed.body))
    let root = try #require(document.rootElement())
    #expect(root.name == "feed")
    let ids = root.elements(forName: "entry").compactMap {
      $0.elements(forName: "id").first?.stringValue
    }
    #expect(ids.count > 8)
    #expect(Set(ids).count == ids.count)
    let community = table.sunrise.id.text
    try await table.town.store.write { connection in
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(community), 'feed', 'community')")
    }
    #expect(await visitor.get("\(table.heard).atom").status == 404)
    #expect(await visitor.get(table.heard).status == 200)
    try await table.town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Followers say yes first, hear of each step, and are forgotten when they stop`(
    _ engine: TestEngine
  ) async throws {
    let table = try await Table(engine)
    let visitor = try await table.town.reader(nil, language: "en")
    func follow() async throws -> Reply {
      try await visitor.submit(
        "/communities/sunrise-court/followers", onPage: table.heard,
        ["address": "leila@example.org"])
    }
    #expect(try await follow().status == 200)
    #expect(try await follow().status == 200)
    let letters = try await table.town.store.read {
      try $0.rows("SELECT body FROM letter WHERE kind = 'promise.following'").map {
        try $0.string("body")
      }
    }
    #expect(letters.count == 1, "asked twice, nobody is written to twice")
    _ = try await table.make()
    func news() async throws -> Int {
      try await table.town.store.read {
        try $0.count("SELECT COUNT(*) FROM letter WHERE kind = 'promise.news'")
      }
    }
    #expect(try await news() == 0, "nobody said yes yet")
    let body = try #require(letters.first)
    let rest = try #require(body.components(separatedBy: "/following/").last)
    let code = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "." })
    let link = "/following/\(code)"
    let yes = try await visitor.submit(link, onPage: link, ["step": "yes"])
    #expect(yes.status == 303)
    _ = try await table.step("started", table.lamp(), "")
    #expect(try await news() == 1)
    let stop = try await visitor.submit(link, onPage: link, ["step": "stop"])
    #expect(stop.status == 200)
    #expect(await visitor.get(link).status == 404)
    #expect(
      try await table.town.store.read { try $0.count("SELECT COUNT(*) FROM promise_follower") }
        == 0)
    #expect(await visitor.get("/following/\(code.dropLast())x").status == 404)
    try await table.town.end()
  }

  @Test(arguments: TestEngine.present)
  func `Many who write at once leave every moment in a ledger that holds`(
    _ engine: TestEngine
  ) async throws {
    let table = try await Table(engine)
    // Signed in once, before all of them come.
    _ = try await table.town.reader(.staff)
    let before = try await table.moments("promise.made")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<24 {
        group.addTask {
          try await table.make(["what": "Lamp \(number).", "due": "2026-12-\(10 + number % 20)"])
            .status
        }
      }
      for try await status in group { #expect(status == 303) }
    }
    let lamps = try await table.promises().filter { $0.what.hasPrefix("Lamp ") }
    #expect(lamps.count == 24)
    // Each promise is ended by three at once, each in another way: one of them does.
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for lamp in lamps {
        for kind in ["kept", "broken", "moved"] {
          group.addTask { try await table.step(kind, lamp, "A word.", due: "2027-02-01").status }
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(statuses.allSatisfy { $0 == 303 || $0 == 409 })
    let steps = try await table.town.store.read { connection in
      try lamps.map { try PromiseStep.all(of: $0.id, connection).count }
    }
    #expect(steps.allSatisfy { $0 == 2 })
    #expect(try await table.moments("promise.made") == before + 24)
    #expect(try await table.town.store.read { try Ledger.verify($0) }.holds)
    try await table.town.end()
  }

  @Test func `The ledger and the steps hold no address of a follower`() async throws {
    let table = try await Table()
    let visitor = try await table.town.reader(nil)
    _ = try await visitor.submit(
      "/communities/sunrise-court/followers", onPage: table.heard, ["address": "leila@example.org"])
    let found = try await table.town.store.read { connection in
      try connection.rows("SELECT * FROM moment").filter { row in
        String(describing: row).contains("leila")
      }.count
    }
    #expect(found == 0)
    try await table.town.end()
  }
}
