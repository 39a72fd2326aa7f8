import Accounts
import Foundation
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Agenda

@Suite struct AgendaTests {
  @Test(arguments: TestEngine.present)
  func `The letter goes out once on the chosen day, in the reader's language, and repeats nobody`(
    _ engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let staff = try await town.reader(.staff)
    let wrong = try await staff.submit(
      "/account/agenda/letter", onPage: "/account/agenda", ["weekday": "8"])
    #expect(wrong.status == 422)
    // The town's clock stands on a Monday.
    let saved = try await staff.submit(
      "/account/agenda/letter", onPage: "/account/agenda", ["weekday": "1"])
    #expect(saved.status == 303)
    _ = try await staff.submit("/account/language", onPage: "/account", ["language": "es"])
    try await AgendaJobs.letters.run(town.site, "")
    try await AgendaJobs.letters.run(town.site, "")
    func letters() async throws -> [String] {
      try await town.store.read {
        try $0.rows("SELECT body, language FROM letter WHERE kind = 'desk.weekly'").map {
          "\(try $0.string("language"))\n\(try $0.string("body"))"
        }
      }
    }
    let first = try await letters()
    #expect(first.count == 1)
    let letter = try #require(first.first)
    #expect(letter.hasPrefix("es\n"))
    #expect(letter.contains("/desk/promises/"))
    #expect(letter.contains("/account/agenda"))
    // What somebody wrote in the conversation waits to be read: the letter does not repeat it.
    #expect(!letter.contains("bench by the bus stop"))
    town.wait(seconds: 86400)
    try await AgendaJobs.letters.run(town.site, "")
    #expect(try await letters().count == 1)
    town.wait(seconds: 6 * 86400)
    try await AgendaJobs.letters.run(town.site, "")
    #expect(try await letters().count == 2)
    _ = try await staff.submit(
      "/account/agenda/letter", onPage: "/account/agenda", ["weekday": "none"])
    town.wait(seconds: 7 * 86400)
    try await AgendaJobs.letters.run(town.site, "")
    #expect(try await letters().count == 2)
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A calendar's address is secret, can be renewed and withdrawn, and shows what one may see`(
    _ engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    func address(_ role: Role) async throws -> String {
      let reader = try await town.reader(role)
      let made = try await reader.submit("/account/agenda/calendar", onPage: "/account/agenda")
      let rest = try #require(made.text.components(separatedBy: "/calendars/").last)
      return "/calendars/" + rest.prefix { $0.isLetter || $0.isNumber || $0 == "." }
    }
    let visitor = try await town.reader(nil)
    let first = try await address(.staff)
    let calendar = await visitor.get(first)
    #expect(calendar.status == 200)
    #expect(calendar.header("content-type")?.hasPrefix("text/calendar") == true)
    #expect(calendar.text.contains("BEGIN:VEVENT\r\n"))
    #expect(calendar.text.contains("/desk/promises/"))
    let second = try await address(.staff)
    #expect(await visitor.get(first).status == 404)
    #expect(await visitor.get(second).status == 200)
    // Stewards see what their community waits for.
    let steward = await visitor.get(try await address(.steward))
    #expect(steward.text.contains("/desk/promises/"))
    // Partners have no promises to keep.
    let partner = await visitor.get(try await address(.partner))
    #expect(partner.status == 200)
    #expect(!partner.text.contains("BEGIN:VEVENT"))
    let staff = try await town.reader(.staff)
    _ = try await staff.submit(
      "/account/agenda/calendar/withdrawal", onPage: "/account/agenda")
    #expect(await visitor.get(second).status == 404)
    let stored = try await town.store.read {
      try $0.rows("SELECT hash FROM calendar_link").map { try $0.string("hash") }
    }
    #expect(stored.allSatisfy { !first.contains($0) && $0.count == 64 })
    try await town.end()
  }

  @Test func `Lines are folded between characters, and what has a meaning is escaped`() throws {
    let title = String(repeating: "مكتبة ", count: 30) + "a, b; c\\d\ne"
    let day = try #require(Day("2026-12-31"))
    let feed = CalendarFeed(
      name: "Kith", stamp: Instant(seconds: 1_795_449_600),
      events: [.init(id: "1@kith", day: day, title: title, link: "http://127.0.0.1/x")])
    let lines = feed.document.components(separatedBy: "\r\n")
    #expect(lines.last == "")
    for line in lines { #expect(line.utf8.count <= 75) }
    let unfolded = feed.document.replacingOccurrences(of: "\r\n ", with: "")
    #expect(unfolded.contains("a\\, b\\; c\\\\d\\ne\r\n"))
    #expect(unfolded.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"))
    #expect(unfolded.contains("DTSTAMP:20261123T160000Z"))
  }

  @Test func `Weekdays are those of the calendar`() throws {
    #expect(WeeklyLetter.weekday(of: try #require(Day("2026-11-23"))) == 1)
    #expect(WeeklyLetter.weekday(of: try #require(Day("2026-11-29"))) == 7)
    #expect(WeeklyLetter.weekday(of: try #require(Day("1969-12-31"))) == 3)
    #expect(Words(.english).weekday(1) == "Monday")
    #expect(Words(.spanish).weekday(7) == "domingo")
  }
}
