import Census
import Communities
import Delimited
import Store
import Testing
import Words

@testable import SecondaryData

@Suite struct ImportTests {
  @Test(arguments: Workplace.engines)
  func `A table becomes a source, its areas and values, benchmarks and facts`(engine: Dialect)
    async throws
  {
    try await Workplace.with(engine) { (place: Workplace) async throws -> Void in
      let outcome = try await place.bring([Files.people(), Files.origin()])
      #expect(outcome.sources.count == 1)
      #expect(outcome.tables == 2)
      #expect(try await place.count("census_area") == 4)
      #expect(try await place.count("census_value") == 8)
      let id = place.carondelet
      let benchmarks = try await place.store.read {
        try PopulationBenchmark.current(of: id, $0)
      }
      let given = try GivenFiles([Files.origin()])
      let engineSays = try #require(try given.tables[0].table.benchmarks().first)
      let ours = try #require(benchmarks.first)
      #expect(benchmarks.map(\.dimension) == ["ethnicity"])
      #expect(ours.categories.map(\.name) == engineSays.categories.map(\.name))
      #expect(ours.categories.map(\.estimate) == engineSays.categories.map(\.estimate.value))
      #expect(ours.categories.map(\.moe) == engineSays.categories.map(\.estimate.moe))
      #expect(ours.categories.map(\.shareMOE) == engineSays.categories.map(\.shareMOE))
      #expect(ours.years == "2016–2020")
    }
  }

  @Test func `Facts say the figure with its margin, its source and the end of its years`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people(), Files.origin(), Files.online])
      let facts = try await place.facts()
      let words = facts.map(\.text)
      #expect(words.contains("About 3,000 (± 50) people live here."))
      #expect(words.contains { $0.hasPrefix("25% (± ") && $0.hasSuffix("are Hispanic or Latino.") })
      #expect(words.contains { $0.hasPrefix("20% (± ") && $0.contains("no internet at home") })
      let fact = try #require(facts.first { $0.text.contains("people live here") })
      #expect(fact.standing == .sourced)
      #expect(fact.source == "U.S. Census Bureau, ACS 2016–2020 (5-year), table B01003")
      #expect(fact.link == "https://data.census.gov/table/ACSDT5Y2020.B01003")
      #expect(fact.since.description == "2020-12-31")
      #expect(facts.first { $0.text.contains("internet") }?.topic == .online)
    }
  }

  @Test func `Facts are kept in each language that can say them`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people()])
      let fact = try #require(try await place.facts().first)
      for language in [Language.spanish, .arabic] {
        let w = Words(language)
        let text = try await place.store.read { try fact.rendering(for: w, $0).text }
        #expect((text != fact.text) == w.knows("About {count} people live here."))
      }
    }
  }

  @Test(arguments: Workplace.engines)
  func `The same file again does nothing twice`(engine: Dialect) async throws {
    try await Workplace.with(engine) { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people(), Files.online])
      let counts = try await (place.count("fact"), place.count("moment"), place.count("kept_file"))
      let again = try await place.bring([Files.online, Files.people()])
      #expect(again.wasDone)
      #expect(again.sources.count == 1)
      #expect(
        try await (place.count("fact"), place.count("moment"), place.count("kept_file")) == counts)
    }
  }

  @Test func `Other areas of the same file take the place of those chosen before`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      try await place.bring([Files.people()])
      let outcome = try await place.bring([Files.people()]) {
        $0.prefixes = ["1400000US29510108100"]
      }
      #expect(!outcome.wasDone)
      #expect(try await place.count("census_table") == 1)
      #expect(try await place.count("census_area") == 1)
      #expect(try await place.facts().map(\.text) == ["About 1,000 (± 30) people live here."])
      #expect(try await place.count("fact") == 2)
    }
  }

  @Test func `Tracts that came in files of their own are added up as one table`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let first = Files.table("B01003", ["Total"], [("108100", [1000, 30])])
      let second = Files.table(
        "B01003", ["Total"], [("108200", [2000, 40]), ("108100", [1000, 30])])
      try await place.bring([first])
      try await place.bring([second])
      #expect(try await place.count("census_table") == 1)
      #expect(try await place.count("kept_file") == 2)
      #expect(try await place.facts().map(\.text) == ["About 3,000 (± 50) people live here."])
      #expect(try await place.bring([first]).wasDone)
    }
  }

  @Test func `Without a community the source is catalogued, and nothing is said of anybody`()
    async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let outcome = try await place.bring([Files.origin()]) { $0.community = nil }
      #expect(outcome.tables == 1)
      #expect(try await place.count("benchmark") == 0)
      #expect(try await place.count("data_fact") == 0)
      #expect(outcome.text(ImportChoices(community: nil)).contains("No --community was given"))
    }
  }

  @Test func `A fault in one file stores none of them`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let text = String(decoding: Files.people().bytes, as: UTF8.self)
      let broken = GivenFile(
        name: "ACSDT5Y2020.B01003-Data.csv",
        bytes: Array(text.replacing("\"2000\"", with: "\"many\"").utf8))
      await #expect(throws: ImportFault.self) { try await place.bring([Files.online, broken]) }
      #expect(try await place.count("data_source") == 0)
      #expect(try await place.count("kept_file") == 0)
      #expect(try await place.count("moment") == 2)
    }
  }

  @Test func `A table of one race alone is no benchmark of everybody`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let ages = ["Total:", "Total:!!Male:", "Total:!!Female:"]
      try await place.bring([Files.table("B01001I", ages, [("108100", [9, 1, 4, 1, 5, 1])])])
      #expect(try await place.count("census_table") == 1)
      #expect(try await place.count("benchmark") == 0)
    }
  }

  @Test func `No area left is refused`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      await #expect(throws: ImportRefusal.noArea(table: "B01003")) {
        try await place.bring([Files.people()]) { $0.prefixes = ["1400000US17"] }
      }
    }
  }
}
