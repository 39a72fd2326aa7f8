import Delimited
import Testing

@testable import Census

@Suite struct BenchmarkTests {
  let tract = "1400000US35001000100"

  func benchmarks(_ id: String, _ labels: [String], _ cells: [String]) throws -> [Benchmark] {
    try table(id, labels, areas: [(tract, cells)]).benchmarks()
  }

  func counts(_ benchmark: Benchmark?) -> [String: Double] {
    Dictionary(
      (benchmark?.categories ?? []).map { ($0.name, $0.estimate.value) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [
    ("Under 5 years", AgeBand(first: 0, last: 4)), ("5 to 9 years", AgeBand(first: 5, last: 9)),
    ("18 and 19 years", AgeBand(first: 18, last: 19)), ("20 years", AgeBand(first: 20, last: 20)),
    ("85 years and over", AgeBand(first: 85, last: AgeBand.oldest)),
  ])
  func `Labels of age are read as spans`(_ label: String, _ ages: AgeBand) {
    #expect(AgeBand(label) == ages)
  }

  @Test func `What is no age is not read as one`() {
    for label in ["Male", "Median age (years)", "$10,000 to $14,999", "", "years"] {
      #expect(AgeBand(label) == nil, "\(label)")
    }
  }

  @Test func `A band is covered exactly or not at all`() {
    let lines = [
      "Under 5 years", "5 to 9 years", "10 to 14 years", "15 to 17 years", "15 to 19 years",
    ]
    .enumerated().map { (index: $0, ages: AgeBand($1)) }
    #expect(AgeBand(first: 0, last: 17).cover(lines) == [0, 1, 2, 3])
    #expect(AgeBand(first: 0, last: 16).cover(lines) == nil)
    let short = lines + [(index: 9, ages: AgeBand("Under 18 years"))]
    #expect(AgeBand(first: 0, last: 17).cover(short) == [9])
  }

  @Test func `Sex by age gives bands of age and both sexes, with and without colons`() throws {
    for colon in ["", ":"] {
      let labels =
        ["Total\(colon)"]
        + ["Male", "Female"].flatMap { sex in
          [""].map { _ in "Total\(colon)!!\(sex)\(colon)" }
            + ["Under 5 years", "5 to 17 years", "18 and 19 years", "20 to 24 years"].map {
              "Total\(colon)!!\(sex)\(colon)!!\($0)"
            }
        }
      let cells = [100, 40, 5, 10, 12, 13, 60, 6, 14, 20, 20].flatMap { ["\($0)", "3"] }
      let found = try benchmarks("B01001", labels, cells)
      #expect(found.map(\.dimension) == [.age, .sex])
      #expect(counts(found[0]) == ["Under 18": 35, "18 to 24": 65])
      #expect(counts(found[1]) == ["Male": 40, "Female": 60])
      #expect(found[1].categories[0].share == 0.4)
      #expect(found[0].categories[0].estimate.moe == 6)
    }
  }

  @Test func `Origin by race sets Hispanics of all races beside the races of the others`() throws {
    let found = try benchmarks(
      "B03002",
      [
        "Total:", "Total:!!Not Hispanic or Latino:", "Total:!!Not Hispanic or Latino:!!White alone",
        "Total:!!Not Hispanic or Latino:!!Two or more races:",
        "Total:!!Not Hispanic or Latino:!!Two or more races:!!Two races including Some other race",
        "Total:!!Hispanic or Latino:", "Total:!!Hispanic or Latino:!!White alone",
      ], [100, 60, 50, 10, 4, 40, 30].flatMap { ["\($0)", "3"] })
    #expect(found.map(\.dimension) == [.raceAndEthnicity])
    #expect(
      counts(found[0]) == [
        "White alone, not Hispanic or Latino": 50, "Two or more races, not Hispanic or Latino": 10,
        "Hispanic or Latino": 40,
      ])
    #expect(found[0].total?.value == 100)
  }

  @Test func `Schooling is brought to five levels`() throws {
    let found = try benchmarks(
      "B15003",
      [
        "Total", "Total!!No schooling completed", "Total!!12th grade, no diploma",
        "Total!!Regular high school diploma", "Total!!GED or alternative credential",
        "Total!!Some college, less than 1 year", "Total!!Associate's degree",
        "Total!!Bachelor's degree", "Total!!Master's degree", "Total!!Professional school degree",
        "Total!!Doctorate degree",
      ], [100, 1, 9, 20, 5, 10, 15, 20, 10, 6, 4].flatMap { ["\($0)", "3"] })
    #expect(
      counts(found.first) == [
        "Less than high school": 10, "High school graduate": 25,
        "Some college or associate's degree": 25, "Bachelor's degree": 20,
        "Graduate or professional degree": 20,
      ])
  }

  @Test func `Languages, English, internet and disability are found by label`() throws {
    let language = try benchmarks(
      "C16001",
      [
        "Total:", "Total:!!Speak only English", "Total:!!Spanish:",
        "Total:!!Spanish:!!Speak English \\\"very well\\\"",
        "Total:!!Spanish:!!Speak English less than \\\"very well\\\"",
      ].map { $0.replacing("\\\"", with: "'") }, [100, 60, 40, 25, 15].flatMap { ["\($0)", "3"] })
    #expect(language.map(\.dimension) == [.language, .englishAbility])
    #expect(counts(language[0]) == ["Speak only English": 60, "Spanish": 40])
    #expect(
      counts(language[1]) == [
        "Speaks English very well": 85, "Speaks English less than very well": 15,
      ])
    let internet = try benchmarks(
      "B28002",
      [
        "Total:", "Total:!!With an Internet subscription",
        "Total:!!With an Internet subscription!!Dial-up alone",
        "Total:!!Internet access without a subscription", "Total:!!No Internet access",
      ], [100, 80, 1, 5, 15].flatMap { ["\($0)", "3"] })
    #expect(counts(internet[0]).count == 3)
    #expect(counts(internet[0])["No Internet access"] == 15)
    let disability = try benchmarks(
      "B18101",
      [
        "Total:", "Total:!!Male:", "Total:!!Male:!!Under 5 years:",
        "Total:!!Male:!!Under 5 years:!!With a disability",
        "Total:!!Male:!!Under 5 years:!!No disability",
        "Total:!!Female:!!Under 5 years:!!With a disability",
        "Total:!!Female:!!Under 5 years:!!No disability",
      ], [100, 50, 50, 6, 44, 4, 46].flatMap { ["\($0)", "3"] })
    #expect(counts(disability[0]) == ["With a disability": 10, "No disability": 90])
  }

  @Test func `Shares of an old subject table are multiplied by their universe`() throws {
    let found = try benchmarks(
      "S1901",
      [
        "Households!!Total", "Households!!Less than $10,000", "Households!!$200,000 or more",
        "Households!!Median income (dollars)",
      ],
      ["1199", "140", "13.1", "5.7", "0.0", "2.5", "38915", "4845"])
    let income = try #require(found.first)
    #expect(income.dimension == .householdIncome)
    #expect(income.total?.value == 1_199)
    #expect(income.categories.count == 2)
    #expect(abs(income.categories[0].estimate.value - 157.069) < 1e-9)
    // √((0.131·140)² + (1199·0.057)²)
    #expect(abs((income.categories[0].estimate.moe ?? 0) - 70.761_015_036_528_2) < 1e-3)
    #expect(income.notes.contains { $0.contains("shares times their universe") })
  }

  @Test func `A table that is not known gives nothing and one without labels is refused`() throws {
    #expect(try benchmarks("B99999", ["Total"], ["5", "1"]).isEmpty)
    let bare = try CensusTable.read(
      file: "acsdt5y2022-b19001.dat", bytes: bytes("GEO_ID|B19001_E001\n0400000US29|5\n"))
    #expect(throws: ImportFault.self) { try bare.benchmarks() }
  }
}
