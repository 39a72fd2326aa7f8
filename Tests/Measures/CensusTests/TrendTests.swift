import Delimited
import Testing

@testable import Census

@Suite struct TrendTests {
  let tract = "1400000US35001000100"

  func area(_ vintage: Int, _ labels: [String], _ cells: [String], _ id: String = "B01001") throws
    -> ServiceArea
  {
    try table(id, labels, areas: [(tract, cells)], vintage: vintage)
      .serviceArea(of: [tract], named: "South Valley")
  }

  @Test func `A difference has its margin, its percentage and its verdict`() throws {
    let trends = try Trends(
      area(2010, ["Total", "Total!!Male"], ["1000", "30", "500", "40"]),
      area(2020, ["Total:", "Total:!!Male:"], ["1100", "40", "530", "30"]))
    let total = try #require(trends["B01001_001"])
    #expect(total.difference == 100)
    #expect(total.moe == 50)
    #expect(total.differs == true)
    #expect(total.percentChange == 10)
    #expect(!total.overlaps)
    #expect(total.warnings.isEmpty)
    #expect(trends["B01001_002"]?.differs == false)
    #expect(trends.earlier?.description == "2006-2010 (5-year)")
    #expect(trends.warnings.isEmpty)
  }

  @Test func `The order in which the vintages are given does not matter`() throws {
    let old = try area(2010, ["Total"], ["1000", "30"])
    let new = try area(2020, ["Total:"], ["1100", "40"])
    #expect(try Trends(new, old)["B01001_001"] == Trends(old, new)["B01001_001"])
  }

  @Test(arguments: [(2015, false), (2016, true), (2019, true)])
  func `Periods that share a year are flagged`(_ year: Int, _ overlaps: Bool) throws {
    let trends = try Trends(
      area(year, ["Total"], ["1000", "30"]), area(2020, ["Total:"], ["1100", "40"]))
    #expect(trends["B01001_001"]?.overlaps == overlaps)
    #expect(trends.warnings.contains { $0.contains("not independent") } == overlaps)
  }

  @Test func `Lines are matched by label and not by code`() throws {
    let trends = try Trends(
      area(
        2010, ["Total!!Total population", "Male!!Total population"], ["100", "5", "40", "5"],
        "S0101"),
      area(
        2019,
        [
          "Total!!Total population", "Percent!!Total population", "Male!!Total population",
        ], ["120", "5", "(X)", "(X)", "50", "5"], "S0101"))
    let men = try #require(trends["S0101_003"])
    #expect(men.earlier.value == 40)
    #expect(men.later.value == 50)
    #expect(men.warnings == ["The line's code was S0101_002 and is S0101_003."])
    #expect(trends.unmatched.map(\.variable.code) == ["S0101_002"])
  }

  @Test func `A line whose label gained steps is matched with a warning`() throws {
    let trends = try Trends(
      area(
        2010,
        ["Total!!Population 25 years and over", "Total!!Bachelor's degree"],
        ["100", "5", "21.5", "5.0"], "S1501"),
      area(
        2019,
        [
          "Total!!AGE!!Population 25 years and over",
          "Total!!AGE!!Population 25 years and over!!Bachelor's degree",
          "Percent!!AGE!!Population 25 years and over!!Bachelor's degree",
        ], ["120", "5", "30", "4", "25.0", "3.0"], "S1501"))
    let share = try #require(trends["S1501_003"])
    #expect(share.earlier.value == 21.5)
    #expect(share.difference == 3.5)
    #expect(share.percentChange == nil)
    #expect(share.warnings.count == 2)
    // The count of 2019 must not be set against the share of 2010.
    #expect(trends["S1501_002"] == nil)
  }

  @Test func `Two lines with one label are not guessed between`() throws {
    let trends = try Trends(
      area(2010, ["Total", "Total!!Other", "Total!!Other"], ["9", "1", "4", "1", "5", "1"]),
      area(2020, ["Total", "Total!!Other"], ["9", "1", "4", "1"]))
    #expect(trends["B01001_002"] == nil)
    #expect(trends.unmatched.count == 1)
  }

  @Test func `Two tables are refused and other areas warned of`() throws {
    let one = try area(2010, ["Total"], ["5", "1"])
    let other = try area(2020, ["Total"], ["5", "1"], "B01003")
    #expect(throws: ImportFault.self) { try Trends(one, other) }
    let elsewhere = try table(
      "B01001", ["Total"], areas: [("1400000US35001000200", ["5", "1"])]
    ).serviceArea(of: ["1400000US35001000200"], named: "")
    #expect(try Trends(one, elsewhere).warnings.contains { $0.contains("not the same") })
  }

  @Test func `Without a margin there is no verdict`() throws {
    let trend = try #require(
      try Trends(area(2010, ["Total"], ["5", "**"]), area(2020, ["Total"], ["9", "1"]))[
        "B01001_001"])
    #expect(trend.difference == 4)
    #expect(trend.moe == nil)
    #expect(trend.differs == nil)
  }
}
