import Census
import Communities
import Store
import Testing

@testable import SecondaryData

/// A library's own downloads, kept beside the repository.
@Suite(.enabled(if: RealData.isThere, Comment(rawValue: RealData.absence)))
struct RealFileTests {
  @Test func `All block groups of a county are stored, and their sum is the engine's`() async throws
  {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let file = try RealData.file("acs/cook_il_blockgroups_2020/ACSDT5Y2020.B01003-Data.csv")
      try await place.bring([file])
      #expect(try await place.count("census_area") == 4002)
      #expect(try await place.count("census_value") == 4002)
      let table = try GivenFiles([file]).tables[0].table
      let sum = try table.serviceArea(of: table.geographies.map(\.geoID), named: "").outcomes[0]
      let (estimate, moe) = try await place.store.read { connection in
        let row = try #require(try connection.first("SELECT * FROM census_variable"))
        return (try row.double("estimate"), try row.double("moe"))
      }
      #expect(estimate == 5_169_517)
      #expect(moe == sum.estimate?.moe)
    }
  }

  @Test func `Benchmarks of the areas chosen are the engine's`() async throws {
    try await Workplace.with { (place: Workplace) async throws -> Void in
      let file = try RealData.file("acs/cook_il_blockgroups_2020/ACSDT5Y2020.B03002-Data.csv")
      let prefix = "1500000US1703101"
      try await place.bring([file]) { $0.prefixes = [prefix] }
      let table = try GivenFiles([file]).tables[0].table
      let chosen = table.geographies.map(\.geoID).filter { $0.hasPrefix(prefix) }
      #expect(chosen.count > 10)
      let engineSays = try table.benchmarks(of: chosen)[0]
      let id = place.carondelet
      let ours = try await place.store.read { try PopulationBenchmark.current(of: id, $0) }
      #expect(ours.map(\.dimension) == ["raceAndEthnicity"])
      #expect(ours.first?.total == engineSays.total?.value)
      #expect(
        ours.first?.categories.map(\.estimate) == engineSays.categories.map(\.estimate.value))
      #expect(ours.first?.categories.map(\.moe) == engineSays.categories.map(\.estimate.moe))
    }
  }

  @Test
  func `The branches' tracts, a file each and two vintages, make one service area and a trend`()
    async throws
  {
    try await Workplace.with { place in
      let base = "acs/stlouis_slpl_branches_2010_2019"
      let files = try RealData.files(below: base, holding: ".S0101_")
      let tables = try GivenFiles(files).tables.filter { TableKey($0.table).name == "S0101" }
      let wanted = files.filter { file in tables.contains { $0.file.digest == file.digest } }
      try await place.bring(wanted)
      #expect(try await place.count("census_table") == 2)
      #expect(try await place.count("census_comparison") == 1)
      let tracts = Set(
        tables.filter { $0.table.vintage?.endYear == 2019 }
          .flatMap { $0.table.geographies.map(\.geoID) })
      let stored = try await place.store.read { connection in
        try connection.count(
          """
          SELECT COUNT(*) FROM census_area a JOIN census_table t ON t.id = a.census_table
          WHERE t.year = 2019
          """)
      }
      #expect(stored == tracts.count)
      #expect(try await place.facts().contains { $0.text.contains("in 2006–2010") })
      #expect(try await place.bring(wanted).wasDone)
    }
  }

  @Test func `The nation's outlets give one library its branches`() async throws {
    try await Workplace.with { place in
      let file = try RealData.file("pls/PLS_FY19_Outlet_pud19i.csv")
      let given = try GivenFiles([file])
      let found = given.candidates(matching: "carondelet", in: "MO")
      let key = try #require(found.first?.key)
      let outcome = try await place.bring([file]) { $0.library = key }
      #expect(outcome.outlets == found.first?.outlets)
    }
  }

  @Test func `A city's limit and its centers are put on the map`() async throws {
    try await Workplace.with { place in
      let files = try ["city_limit.json", "community_centers.json", "library_locations.csv"].map {
        try RealData.file("geo/stlouis/\($0)")
      }
      let outcome = try await place.bring(files) { $0.publisher = "City of St. Louis" }
      #expect(outcome.boundaries == 1)
      #expect(outcome.facts > 15)
    }
  }
}
