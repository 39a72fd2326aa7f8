import Census
import Foundation

@testable import SecondaryData

/// Small files as libraries have them on disk.
enum Files {
  /// A table as data.census.gov gives it; each area's cells are estimate, margin, estimate, margin …
  static func table(
    _ id: String, year: Int = 2020, _ labels: [String], _ areas: [(name: String, cells: [Int])]
  ) -> GivenFile {
    var codes = ["GEO_ID", "NAME"]
    var words = ["Geography", "Geographic Area Name"]
    for (index, label) in labels.enumerated() {
      let line = String(1001 + index).dropFirst()
      codes += ["\(id)_\(line)E", "\(id)_\(line)M"]
      words += ["Estimate!!\(label)", "Margin of Error!!\(label)"]
    }
    let rows = areas.map { area in
      ["1400000US29510\(area.name)", "Census Tract \(area.name)"] + area.cells.map(String.init)
    }
    let text = ([codes, words] + rows).map { row in
      row.map { "\"\($0)\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    return GivenFile(name: "ACSDT5Y\(year).\(id)-Data.csv", bytes: Array((text + "\n").utf8))
  }

  /// Two tracts with people; the sum of their margins, 30 and 40, is 50.
  static func people(year: Int = 2020, _ first: Int = 1000, _ second: Int = 2000) -> GivenFile {
    table("B01003", year: year, ["Total"], [("108100", [first, 30]), ("108200", [second, 40])])
  }

  /// 750 of 3,000 people are Hispanic or Latino.
  static func origin(year: Int = 2020, hispanic: Int = 500) -> GivenFile {
    table(
      "B03003", year: year,
      ["Total:", "Total:!!Not Hispanic or Latino", "Total:!!Hispanic or Latino"],
      [
        ("108100", [1000, 30, 750, 25, 250, 20]),
        ("108200", [2000, 40, 2000 - hispanic, 35, hispanic, 30]),
      ])
  }

  static let online = table(
    "B28002",
    [
      "Total:", "Total:!!With an Internet subscription",
      "Total:!!Internet access without a subscription", "Total:!!No Internet access",
    ],
    [("108100", [400, 20, 300, 15, 20, 8, 80, 12])])

  static let centers = GivenFile(
    name: "community_centers.csv",
    bytes: Array(
      """
      Name,Address,Latitude,Longitude
      Carondelet Park Rec Complex,930 Holly Hills,38.5601,-90.2616
      Cherokee Recreation Center,3200 S. Jefferson,38.5966,-90.2243

      """.utf8))

  static let outline = GivenFile(
    name: "neighborhood.json",
    bytes: Array(
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Carondelet"},\
      "geometry":{"type":"Polygon","coordinates":[[[-90.26,38.54],[-90.24,38.54],[-90.24,38.57],\
      [-90.26,38.57],[-90.26,38.54]]]}}]}
      """.utf8))

  static func outlets(year: Int = 2019, carpenter: String = "CARPENTER BRANCH") -> GivenFile {
    let head =
      "STABR,FSCSKEY,FSCS_SEQ,LIBNAME,ADDRESS,CITY,ZIP,CNTY,PHONE,C_OUT_TY,SQ_FEET,HOURS,WKS_OPEN,YR_SUB,LONGITUD,LATITUDE,LOCALE"
    let rows = [
      "MO,MO0051,002,CENTRAL LIBRARY,1301 OLIVE ST,ST. LOUIS,63103,ST. LOUIS CITY,3142412288,CE,190000,3000,52,\(year),-90.2009,38.6304,11",
      "MO,MO0051,003,\(carpenter),3309 S GRAND,ST. LOUIS,63118,ST. LOUIS CITY,3147726586,BR,18000,2600,52,\(year),-90.2427,38.5961,11",
      "MO,MO0077,002,BOLIVAR LIBRARY,1690 W BROADWAY,BOLIVAR,65613,POLK,4173264531,CE,-1,2500,52,\(year),-93.41,37.61,32",
    ]
    return GivenFile(
      name: "PLS_FY\(year % 100)_Outlet_pud\(year % 100)i.csv",
      bytes: Array(([head] + rows).joined(separator: "\n").utf8))
  }
}

/// Real files, kept beside the repository; tests that read them are skipped where they are not.
enum RealData {
  static let folder: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/",
      !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path)
    {
      url.deleteLastPathComponent()
    }
    return url.deletingLastPathComponent().appendingPathComponent("shared/data")
  }()

  static let isThere = FileManager.default.fileExists(
    atPath: folder.appendingPathComponent("acs").path)

  static let absence = "../shared/data is not beside the repository"

  static func file(_ path: String) throws -> GivenFile {
    GivenFile(
      name: path, bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent(path))))
  }

  /// The files below a folder whose names hold `part`.
  static func files(below path: String, holding part: String) throws -> [GivenFile] {
    let base = folder.appendingPathComponent(path)
    let found =
      FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return try found.filter { $0.contains(part) && $0.contains("_data_") }.sorted().map {
      try file("\(path)/\($0)")
    }
  }
}
