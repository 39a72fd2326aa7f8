import Testing

@testable import Census

/// Real downloads. The figures that they are held to were computed apart from this code, in Python
/// from the files' cells.
@Suite(.enabled(if: RealData.isThere, "\(RealData.absence)"))
struct RealFileTests {
  let cook = "acs/cook_il_blockgroups_2020/ACSDT5Y2020."
  let slpl = "acs/stlouis_slpl_branches_2010_2019/"

  @Test func `Every table of the folders is imported and every companion alone refused`() throws {
    var imported = 0
    for path in RealData.files(below: "acs") {
      let report = ImportReport.of(file: path, bytes: try RealData.bytes(path))
      if path.hasSuffix("SOURCE.txt") || path.contains("_metadata_")
        || path.contains("_table_title_")
      {
        #expect(report.failed, "\(path)")
        continue
      }
      #expect(report.error == nil, "\(path)")
      #expect(report.contents?.warnings == [], "\(path)")
      imported += 1
    }
    #expect(imported >= 85)
  }

  @Test(arguments: [
    ("B01001", 49, 5_169_517.0, 28_421.885_159_151_567),
    ("B01003", 1, 5_169_517, 28_421.885_159_151_567),
    ("B03002", 21, 5_169_517, 28_421.885_159_151_567),
    ("B15003", 25, 3_584_933, 18_657.793_063_489_582),
    ("B25003", 3, 1_991_474, 9_587.049_233_210_393),
  ])
  func `Cook County's block groups add up to the county`(
    _ id: String, _ variables: Int, _ estimate: Double, _ moe: Double
  ) throws {
    let path = "\(cook)\(id)-Data.csv"
    let contents = try #require(
      ImportReport.of(file: path, bytes: try RealData.bytes(path)).contents)
    #expect(contents.kind == "acs-detailed")
    #expect(contents.table == id)
    #expect(contents.vintage == "2016-2020 (5-year)")
    #expect(contents.geographies == 4_002)
    #expect(contents.variables == variables)
    #expect(contents.total?.estimate == estimate)
    #expect(abs((contents.total?.moe ?? 0) - moe) < 1e-6)
  }

  @Test func `In every block group men and women make up the whole`() throws {
    let table = try RealData.table("\(cook)B01001-Data.csv")
    for area in table.geographies.indices {
      let cells = [0, 1, 25].map { table.cell(area: area, variable: $0)?.estimate.number ?? -1 }
      #expect(cells[1] + cells[2] == cells[0])
    }
    let benchmarks = try table.benchmarks()
    let age = try #require(benchmarks.first { $0.dimension == .age })
    #expect(age.categories.map(\.estimate.value).reduce(0, +) == 5_169_517)
    #expect(age.categories.first?.estimate.value == 1_128_625)
    #expect(abs((age.categories.first?.estimate.moe ?? 0) - 9_738.635_274_000_151) < 1e-6)
    #expect(age.categories.last?.name == "65 and over")
    #expect(age.categories.last?.estimate.value == 757_688)
    let sex = try #require(benchmarks.first { $0.dimension == .sex })
    #expect(sex.categories.map(\.estimate.value) == [2_509_686, 2_659_831])
    #expect(abs((sex.categories[0].estimate.moe ?? 0) - 16_132.240_049_044_645) < 1e-6)
  }

  @Test(arguments: ["B01001", "B03002", "B15003"])
  func `The labels known here are those that the Bureau's file has`(_ id: String) throws {
    let table = try RealData.table("\(cook)\(id)-Data.csv")
    #expect(table.variables.map(\.label) == KnownLines.labels(of: id))
  }

  @Test func `Cook County's schooling and origins are found`() throws {
    let schooling = try #require(try RealData.table("\(cook)B15003-Data.csv").benchmarks().first)
    #expect(schooling.categories.map(\.estimate.value).reduce(0, +) == 3_584_933)
    #expect(schooling.categories[0].estimate.value == 442_048)
    #expect(abs((schooling.categories[0].estimate.moe ?? 0) - 6_198.474_489_743_424) < 1e-6)
    #expect(schooling.categories[3].estimate.value == 846_361)
    let origins = try #require(try RealData.table("\(cook)B03002-Data.csv").benchmarks().first)
    #expect(origins.categories.map(\.estimate.value).reduce(0, +) == 5_169_517)
    #expect(origins.categories.last?.estimate.value == 1_308_432)
    #expect(origins.categories.first?.estimate.value == 2_168_964)
  }

  @Test func `The counties of 2023 keep their controlled margins`() throws {
    let path = "acs/us_counties_2023/ACSDT5Y2023.B03003-Data-Hispanic-by-County.csv"
    let table = try RealData.table(path)
    #expect(table.geographies.count == 3_222)
    #expect(table.cell("0500000US01001", "B03003_001")?.margin == .missing(.controlled))
    let total = ImportReport.of(file: path, bytes: try RealData.bytes(path)).contents?.total
    #expect(total?.estimate == 335_642_425)
    #expect(abs((total?.moe ?? 0) - 1_780.363_446_041_285_2) < 1e-6)
  }

  @Test func `Two tracts round Central Express become one service area`() throws {
    let file =
      slpl + "CentralExpress/Age/ACSST5Y2019.S0101_data_with_overlays_2021-10-22T145254.csv"
    let table = try RealData.table(file)
    let area = try table.serviceArea(of: table.geographies.map(\.geoID), named: "Central Express")
    #expect(area["S0101_C01_001"]?.estimate?.value == 8_360)
    #expect(
      area["S0101_C01_001"]?.estimate?.moe == rootOfSquares(426, 678))
    guard case .recomputed(let share) = area["S0101_C02_002"] else {
      Issue.record("the share of children was not computed anew")
      return
    }
    #expect(abs(share.value - 100 * (210.0 + 271) / 8_360) < 1e-9)
    #expect(area["S0101_C01_032"]?.refusal?.contains("median") == true)
    #expect(area["S0101_C01_033"]?.refusal?.contains("ratio") == true)
  }

  @Test func `Ten years of the tract round Schlafly are compared by label`() throws {
    let old = try RealData.table(
      slpl + "Schlafly/Educational_Attainment/"
        + "ACSST5Y2010.S1501_data_with_overlays_2021-10-25T140757.csv")
    let new = try RealData.table(
      slpl + "Schlafly/Educational_Attainment/"
        + "ACSST5Y2019.S1501_data_with_overlays_2021-10-25T140757.csv")
    let tract = ["1400000US29510112400"]
    let trends = try Trends(
      old.serviceArea(of: tract, named: "Schlafly"), new.serviceArea(of: tract, named: "Schlafly"))
    let adults = try #require(trends["S1501_C01_006"])
    #expect(adults.earlier.value == 2_700)
    #expect(adults.later.value == 3_185)
    #expect(adults.difference == 485)
    #expect(abs((adults.moe ?? 0) - rootOfSquares(288, 325)) < 1e-9)
    #expect(adults.differs == true)
    #expect(!adults.overlaps)
    // 2010 gives the share with a bachelor's degree (21.5) where 2019 has the count in that column
    // and the share in another.
    let bachelors = try #require(trends["S1501_C02_012"])
    #expect(bachelors.earlier.value == 21.5)
    #expect(!bachelors.warnings.isEmpty)
    #expect(trends["S1501_C01_012"] == nil)
  }

  @Test func `Subject tables of both layouts give benchmarks`() throws {
    for folder in ["Cabanne", "Schlafly", "Central"] {
      for path in RealData.files(below: slpl + folder) where path.contains("_data_") {
        if path.contains("S2001") { continue }
        let found = try RealData.table(path).benchmarks()
        #expect(!found.isEmpty, "\(path)")
        for benchmark in found where benchmark.dimension != .householdIncome {
          let sum = benchmark.categories.map(\.estimate.value).reduce(0, +)
          let total = try #require(benchmark.total?.value)
          // Shares are published to a tenth of a point.
          #expect(abs(sum - total) <= max(1, total * 0.006), "\(path) \(benchmark.dimension)")
        }
      }
    }
  }

  @Test func `The outlets of 2019 are read`() throws {
    let path = "pls/PLS_FY19_Outlet_pud19i.csv"
    let file = try PLSFile.read(file: path, bytes: try RealData.bytes(path))
    #expect(file.outlets.count == 17_496)
    #expect(file.fiscalYear == 2019)
    #expect(file.outlets.count { $0.squareFeet == .missing(.notApplicable) } == 620)
    #expect(file.outlets.compactMap(\.hours.number).reduce(0, +) == 37_485_959)
    #expect(file.outlets.compactMap(\.squareFeet.number).reduce(0, +) == 212_259_570)
    #expect(file.outlets(of: "MO0051").map(\.name) == ["HANNIBAL FREE PUBLIC LIBRARY"])
    #expect(file.outlets.contains { $0.name.contains("DELTA CO PLD – DELTA") })
    let states = try PLSFile.read(
      file: "pls_state_pud19i.csv", bytes: try RealData.bytes("pls/pls_state_pud19i.csv"))
    #expect(states.states.count == 55)
    #expect(states.states.compactMap { $0["VISITS"].number }.reduce(0, +) == 1_254_323_453)
  }

  @Test func `The branches of St. Louis lie within the city's boundary`() throws {
    let city = try PlacesFile.read(
      file: "city_limit.json", bytes: try RealData.bytes("geo/stlouis/city_limit.json"))
    let boundary = try #require(city.places.first?.boundary)
    #expect(abs((boundary.centroid?.longitude ?? 0) + 90.245_107_335_395_02) < 1e-9)
    #expect(abs((boundary.centroid?.latitude ?? 0) - 38.635_824_342_981_046) < 1e-9)
    for path in ["geo/stlouis/library_locations.json", "geo/stlouis/library_locations.csv"] {
      let branches = try PlacesFile.read(file: path, bytes: try RealData.bytes(path))
      #expect(branches.places.count == 16)
      #expect(branches.within(boundary).count == 16)
      #expect(branches.places[0].name == "Baden Library")
    }
  }

  @Test func `Parts of a shapefile and Social Explorer tables are refused by name`() throws {
    for path in RealData.files(below: "geo") where path.contains("tl_2021") {
      let report = ImportReport.of(file: path, bytes: try RealData.bytes(path))
      #expect(report.error?.message.contains("shapefile") == true, "\(path)")
    }
    let path = "geo/stlouis/census_tract_data.csv"
    #expect(
      ImportReport.of(file: path, bytes: try RealData.bytes(path)).error?.message
        .contains("Social Explorer") == true)
  }
}
