import Delimited
import Testing

@testable import Census

@Suite struct ServiceAreaTests {
  static let tracts = ["1400000US35001000100", "1400000US35001000200", "1400000US35001000300"]

  func people() throws -> CensusTable {
    try table(
      "B01001", ["Total:", "Total:!!Male:", "Total:!!Female:"],
      areas: [
        (Self.tracts[0], ["100", "30", "60", "10", "40", "12"]),
        (Self.tracts[1], ["200", "40", "0", "9", "200", "12"]),
        (Self.tracts[2], ["0", "12", "0", "12", "-", "**"]),
      ])
  }

  @Test func `Counts are added up and zeros count once in the margin`() throws {
    let area = try people().serviceArea(of: Self.tracts, named: "Erna Fergusson")
    let total = try #require(area["B01001_001"]?.estimate)
    #expect(total.value == 300)
    #expect(total.moe == rootOfSquares(30, 40, 12))
    #expect(total.areas == 3)
    let men = try #require(area["B01001_002"]?.estimate)
    #expect(men.value == 60)
    #expect(men.moe == rootOfSquares(10, 12))
  }

  @Test func `An area without an estimate is named and left out`() throws {
    let area = try people().serviceArea(of: Self.tracts, named: "Erna Fergusson")
    let women = try #require(area["B01001_003"]?.estimate)
    #expect(women.value == 240)
    #expect(women.missing == [Self.tracts[2]])
    #expect(women.areas == 2)
  }

  @Test func `A missing margin makes the sum's margin missing`() throws {
    let table = try table(
      "B01003", ["Total"],
      areas: [(Self.tracts[0], ["100", "**"]), (Self.tracts[1], ["200", "40"])])
    let total = try #require(
      try table.serviceArea(of: Array(Self.tracts.prefix(2)), named: "")["B01003_001"]?.estimate)
    #expect(total.value == 300)
    #expect(total.moe == nil)
  }

  @Test func `Controlled estimates add no margin`() throws {
    let table = try table(
      "B01003", ["Total"],
      areas: [(Self.tracts[0], ["100", "*****"]), (Self.tracts[1], ["200", "-555555555"])])
    #expect(
      try table.serviceArea(of: Array(Self.tracts.prefix(2)), named: "")["B01003_001"]?.estimate?
        .moe == 0)
  }

  @Test func `A median of several areas is refused and of one is kept`() throws {
    let table = try table(
      "B19013", ["Median household income in the past 12 months"],
      areas: [(Self.tracts[0], ["40000", "3000"]), (Self.tracts[1], ["50000", "3000"])])
    let both = try table.serviceArea(of: Array(Self.tracts.prefix(2)), named: "")
    #expect(both["B19013_001"]?.refusal?.contains("A median cannot be added up") == true)
    let one = try table.serviceArea(of: [Self.tracts[0]], named: "")
    #expect(one["B19013_001"]?.estimate?.value == 40_000)
  }

  @Test func `An area named twice counts once and an unknown one is refused`() throws {
    let table = try people()
    let area = try table.serviceArea(of: [Self.tracts[0], Self.tracts[0]], named: "")
    #expect(area["B01001_001"]?.estimate?.value == 100)
    #expect(throws: ImportFault.self) { try table.serviceArea(of: ["0400000US99"], named: "") }
    #expect(throws: ImportFault.self) { try table.serviceArea(of: [], named: "") }
  }

  @Test func `Areas of two kinds bring a warning`() throws {
    let table = try table(
      "B01003", ["Total"],
      areas: [("0400000US35", ["100", "5"]), ("0500000US35001", ["50", "5"])])
    let area = try table.serviceArea(of: ["0400000US35", "0500000US35001"], named: "")
    #expect(area.warnings.count == 1)
  }

  @Test func `A percentage is computed anew where two counts give it back`() throws {
    let labels = [
      "Total!!Total population", "Total!!Total population!!AGE!!Under 5 years",
      "Percent!!Total population", "Percent!!Total population!!AGE!!Under 5 years",
      "Percent!!Total population!!AGE!!5 to 9 years",
    ]
    let areas = [
      (Self.tracts[0], ["3024", "426", "210", "105", "(X)", "(X)", "6.9", "3.1", "1.5", "0.1"]),
      (Self.tracts[1], ["5336", "678", "271", "303", "(X)", "(X)", "5.1", "5.5", "1.5", "0.1"]),
    ]
    let area = try table("S0101", labels, areas: areas).serviceArea(
      of: Array(Self.tracts.prefix(2)), named: "")
    guard case .recomputed(let share) = area["S0101_004"] else {
      Issue.record("not recomputed")
      return
    }
    #expect(abs(share.value - 100.0 * 481 / 8_360) < 1e-9)
    // Σ margins: √(105² + 303²) and √(426² + 678²), then the proportion's formula.
    #expect(abs((share.moe ?? 0) - 3.796_061_969_7) < 1e-4)
    #expect(area["S0101_005"]?.refusal?.contains("percentage") == true)
  }

  @Test func `A proposal that does not give the published percentages back is refused`() throws {
    let area = try table(
      "S0101",
      [
        "Total!!Total population", "Total!!Total population!!Under 5",
        "Percent!!Total population!!Under 5",
      ],
      areas: [
        (Self.tracts[0], ["1000", "5", "210", "5", "33.3", "3"]),
        (Self.tracts[1], ["1000", "5", "271", "5", "27.1", "3"]),
      ]
    ).serviceArea(of: Array(Self.tracts.prefix(2)), named: "")
    #expect(area["S0101_003"]?.estimate == nil)
  }
}
