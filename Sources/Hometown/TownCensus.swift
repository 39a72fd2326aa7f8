import Communities
import SecondaryData
import Store
import Surroundings
import Words

/// Census tables of the invented town, in the form in which data.census.gov gives them. The numbers
/// are invented like the town; two vintages of one table show a trend.
enum TownCensus {
  static func settle(
    for community: ID<Community>, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let now = surroundings.now()
    let context = ImportContext(
      actor: "staff", today: Day(now, in: .gmt), language: .english, surroundings: surroundings)
    let files = [
      table(
        "B03003", 2019, ["Total:", "Total:!!Not Hispanic or Latino", "Total:!!Hispanic or Latino"],
        [[2410, 190, 1180, 140, 1230, 160], [1985, 170, 1130, 150, 855, 130]]),
      table(
        "B03003", 2024, ["Total:", "Total:!!Not Hispanic or Latino", "Total:!!Hispanic or Latino"],
        [[2655, 205, 1290, 150, 1365, 170], [2190, 180, 1240, 155, 950, 140]]),
      table(
        "B28002", 2024,
        [
          "Total:", "Total:!!With an Internet subscription",
          "Total:!!Internet access without a subscription", "Total:!!No Internet access",
        ],
        [[905, 70, 655, 62, 60, 25, 190, 41], [760, 64, 590, 58, 45, 22, 125, 36]]),
    ]
    for file in files {
      _ = try DataImport.run([file], ImportChoices(community: community), by: context, connection)
    }
  }

  /// Each tract's cells are estimate, margin of error, estimate, margin of error …
  private static func table(
    _ id: String, _ year: Int, _ labels: [String], _ tracts: [[Int]]
  ) -> GivenFile {
    var codes = ["GEO_ID", "NAME"]
    var words = ["Geography", "Geographic Area Name"]
    for (index, label) in labels.enumerated() {
      let line = String(1001 + index).dropFirst()
      codes += ["\(id)_\(line)E", "\(id)_\(line)M"]
      words += ["Estimate!!\(label)", "Margin of Error!!\(label)"]
    }
    let rows = tracts.enumerated().map { index, cells in
      [
        "1400000US3509900020\(index + 1)",
        "Census Tract 2.0\(index + 1), Piedra Lisa County, New Mexico",
      ] + cells.map(String.init)
    }
    let text = ([codes, words] + rows).map { row in
      row.map { "\"\($0)\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    return GivenFile(name: "ACSDT5Y\(year).\(id)-Data.csv", bytes: Array((text + "\n").utf8))
  }
}
