import Surroundings
import Testing

@testable import Contacts

@Suite struct RhythmTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func `Contact is due after the days agreed, and overdue at one and a half times as many`()
    throws
  {
    let rhythm = Rhythm(
      agreements: [.init(from: try day("2026-01-01"), every: 30)], held: [try day("2026-03-01")])
    let at = try day("2026-03-20")
    #expect(rhythm.due(on: at) == (try day("2026-03-31")))
    #expect(rhythm.limit(on: at) == (try day("2026-04-15")))
    #expect(!rhythm.isOverdue(on: try day("2026-04-15")))
    #expect(rhythm.isOverdue(on: try day("2026-04-16")))
  }

  @Test func `Half a day is given`() throws {
    let rhythm = Rhythm(agreements: [.init(from: try day("2026-01-01"), every: 7)], held: [])
    #expect(rhythm.limit(on: try day("2026-01-05")) == (try day("2026-01-12")))
  }

  @Test func `Where nothing is agreed nothing is due, and nothing is counted`() throws {
    let rhythm = Rhythm(agreements: [], held: [try day("2026-03-01")])
    #expect(rhythm.due(on: try day("2026-12-01")) == nil)
    #expect(!rhythm.isOverdue(on: try day("2026-12-01")))
    let kept = rhythm.kept(from: try day("2026-01-01"), to: try day("2026-12-31"))
    #expect(kept.days == 0 && kept.of == 0)
  }

  @Test func `Before the first contact it is reckoned from the agreement`() throws {
    let rhythm = Rhythm(agreements: [.init(from: try day("2026-01-10"), every: 10)], held: [])
    #expect(rhythm.due(on: try day("2026-01-12")) == (try day("2026-01-20")))
    #expect(rhythm.due(on: try day("2026-01-09")) == nil)
    // 10 to 25 January are in order, 26 to 31 are not; the nine days before had no agreement.
    let kept = rhythm.kept(from: try day("2026-01-01"), to: try day("2026-01-31"))
    #expect(kept.days == 16 && kept.of == 22)
  }

  @Test func `Each time is measured by what held then`() throws {
    let rhythm = Rhythm(
      agreements: [
        .init(from: try day("2026-06-01"), every: 10),
        .init(from: try day("2026-01-01"), every: 60),
      ], held: [try day("2026-05-01")])
    #expect(!rhythm.isOverdue(on: try day("2026-05-31")))
    #expect(rhythm.isOverdue(on: try day("2026-06-01")))
  }

  @Test func `Who came back is not told of a handful`() {
    #expect(CameBack([]).share(smallestCell: 10) == nil)
    #expect(CameBack([(people: 30, before: 12)]).share(smallestCell: 10) == 0.4)
    #expect(
      CameBack([(people: 14, before: 7), (people: 26, before: 13)]).share(smallestCell: 10) == 0.5)
    #expect(CameBack([(people: 30, before: 9)]).share(smallestCell: 10) == nil)
    #expect(CameBack([(people: 30, before: 21)]).share(smallestCell: 10) == nil)
    #expect(CameBack([(people: 30, before: 30)]).share(smallestCell: 10) == 1)
    #expect(CameBack([(people: 30, before: 0)]).share(smallestCell: 10) == 0)
  }
}
