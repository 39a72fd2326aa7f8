import Testing

@testable import Census

@Suite struct VariableKindTests {
  static let counts = ColumnEvidence(
    hasPoint: false, isPercent: false, hasNumber: true, largest: 50, smallest: 1)
  static let shares = ColumnEvidence(
    hasPoint: true, isPercent: false, hasNumber: true, largest: 50, smallest: 1)

  @Test(arguments: [
    (["Total", "Male"], Variable.Kind.count),
    (
      ["Median household income in the past 12 months (in 2023 inflation-adjusted dollars)"],
      .median
    ),
    (["Median age", "Total"], .median), (["Per capita income"], .mean),
    (["Average household size", "Total"], .mean), (["Gini Index"], .other),
    (["Aggregate household income"], .count), (["Coverage rate", "Total"], .percent),
    (["Total", "30.0 to 34.9 percent"], .count),
    (["Total", "Car, truck, or van", "Other means"], .count),
  ])
  func `A detailed table's lines are counts unless their label says not`(
    _ label: [String], _ kind: Variable.Kind
  ) {
    #expect(Variable.Kind.of(label, table: "B19013", evidence: Self.counts) == kind)
  }

  @Test(arguments: [
    (["Total", "Total population"], Variable.Kind.count),
    (["Percent", "Total population", "AGE", "Under 5 years"], .percent),
    (["Total", "Percent high school graduate or higher"], .percent),
    (["Total", "SUMMARY INDICATORS", "Sex ratio (males per 100 females)"], .other),
    (["Total", "MEDIAN EARNINGS BY EDUCATIONAL ATTAINMENT", "Bachelor's degree"], .median),
    (["Total", "PERCENT IMPUTED", "Age"], .percent),
    (
      ["Total", "POVERTY RATE FOR THE POPULATION 25 YEARS AND OVER", "Bachelor's degree"], .percent
    ),
    (["Total", "50 percent of poverty level"], .count),
  ])
  func `A subject table's labels tell shares, medians and ratios`(
    _ label: [String], _ kind: Variable.Kind
  ) {
    #expect(Variable.Kind.of(label, table: "S0101", evidence: Self.counts) == kind)
  }

  @Test func `A share that its label calls a total is known by its decimal point`() {
    let label = ["Total", "Bachelor's degree"]
    #expect(Variable.Kind.of(label, table: "S1501", evidence: Self.shares) == .percent)
    #expect(Variable.Kind.of(label, table: "S1501", evidence: Self.counts) == .count)
    #expect(Variable.Kind.of(label, table: "S1501", evidence: ColumnEvidence()) == .other)
  }

  @Test func `A percent column's line that repeats its universe's count is a count`() {
    var evidence = Self.counts
    evidence.largest = 958
    let label = ["Percent", "Population 16 years and over with earnings"]
    #expect(Variable.Kind.of(label, table: "S2001", evidence: evidence) == .count)
  }

  @Test func `Labels are the same steps however they were joined`() {
    #expect(
      Label("Estimate!!Total:!!Male:!!Under 5 years").path == ["Total", "Male", "Under 5 years"])
    #expect(
      Label("Estimate!!Total!!Male!!Under 5 years").path == ["Total", "Male", "Under 5 years"])
    #expect(
      Label("Estimate; Total: - Male: - Under 5 years").path == ["Total", "Male", "Under 5 years"])
    #expect(Label("Total!!Margin of Error!!AGE!!Under 5 years").measure == .margin)
    #expect(Label("Estimate!!Median age --!!Total:").path == ["Median age", "Total"])
    #expect(
      Label("Percent Margin of Error!!SEX AND AGE!!Male").path == [
        "Percent", "SEX AND AGE", "Male",
      ])
  }
}
