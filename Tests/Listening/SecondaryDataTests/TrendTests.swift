import Census
import Communities
import Ledger
import Store
import Testing

@testable import SecondaryData

@Suite struct TrendTests {
  @Test(arguments: Workplace.engines)
  func `A newer vintage takes the place of the older one's facts and makes a trend`(
    engine: Dialect
  ) async throws {
    try await Workplace.with(engine) { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people(year: 2010, 1500, 2500)])
      try await place.bring([Files.people(year: 2020)])
      let words = try await place.facts().map(\.text)
      #expect(
        Set(words) == [
          "About 3,000 (± 50) people live here.",
          "The number of people fell from 4,000 (± 50) in 2006–2010 to 3,000 (± 50) in 2016–2020.",
        ])
      // The older fact is history, and not gone.
      #expect(try await place.count("fact") == 3)
      #expect(try await place.count("census_trend") == 1)
      let (then, now) = try await place.store.read { connection in
        let row = try #require(try connection.first("SELECT * FROM census_trend"))
        return (try row.double("then_estimate"), try row.double("now_estimate"))
      }
      #expect((then, now) == (4000, 3000))
    }
  }

  @Test func `Both vintages at once, and the older one after the newer, come to the same`()
    async throws
  {
    let (old, new) = (Files.people(year: 2010, 1500, 2500), Files.people(year: 2020))
    var seen: [[String]] = []
    for order in [[[old], [new]], [[new], [old]], [[old, new]], [[new, old]]] {
      try await Workplace.with { (place: Workplace) async throws -> Void in
        for files in order { try await place.bring(files) }
        seen.append(try await place.facts().map(\.text).sorted())
      }
    }
    #expect(Set(seen).count == 1)
    #expect(seen.first?.count == 2)
  }

  @Test func `Years that share interviews are shown side by side, and no fact is made of it`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people(year: 2019, 1500, 2500)])
      try await place.bring([Files.people(year: 2020)])
      #expect(try await place.facts().map(\.text) == ["About 3,000 (± 50) people live here."])
      #expect(try await place.count("census_comparison") == 1)
    }
  }

  @Test func `A figure that the community disputes stays until somebody has answered it`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people(year: 2010)])
      let fact = try #require(try await place.facts().first)
      try await place.store.write { connection in
        try FactWord.say(
          .not, words: "We were not counted.", of: fact, id: .new(place.surroundings),
          today: Workplace.today, at: Workplace.noon, connection)
      }
      try await place.bring([Files.people(year: 2020, 1100, 2000)])
      let standings = try await place.facts().map(\.standing)
      #expect(standings.contains(.disputed))
      #expect(standings.contains(.sourced))
    }
  }
}
