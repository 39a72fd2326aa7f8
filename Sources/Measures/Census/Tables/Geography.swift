import Foundation

/// A kind of area, by the Census Bureau's three-digit code.
public struct SummaryLevel: Sendable, Equatable, Hashable {
  public let code: String

  public init(code: String) { self.code = code }

  /// The kind's name in the singular; “summary level 155” for one without a name here.
  public var name: String { Self.names[code] ?? "summary level \(code)" }

  private static let names = [
    "010": "nation", "020": "region", "030": "division", "040": "state", "050": "county",
    "060": "county subdivision", "067": "subminor civil division", "070": "place part",
    "140": "tract", "150": "block group", "155": "place and county", "160": "place",
    "170": "consolidated city", "230": "Alaska Native regional corporation",
    "250": "American Indian, Alaska Native or Native Hawaiian area",
    "310": "metropolitan or micropolitan area", "314": "metropolitan division",
    "320": "metropolitan area in a state", "330": "combined statistical area",
    "335": "combined New England city and town area",
    "350": "New England city and town area", "400": "urban area",
    "500": "congressional district", "610": "state senate district",
    "620": "state house district", "795": "public use microdata area",
    "860": "ZIP code tabulation area", "871": "ZIP code tabulation area in a state",
    "950": "elementary school district", "960": "secondary school district",
    "970": "unified school district",
  ]
}

/// An area that a table has a row (or, printed, a column) for.
public struct Geography: Sendable, Equatable {
  /// The full code, such as `1400000US29510108100`. A printed table gives none: then the name.
  public let geoID: String
  public let name: String
  /// nil where a printed table's name does not tell.
  public let summaryLevel: SummaryLevel?

  public init(geoID: String, name: String) {
    self.geoID = geoID
    self.name = name
    summaryLevel =
      Self.isGeoID(geoID)
      ? SummaryLevel(code: String(geoID.prefix(3))) : Self.level(ofName: name)
  }

  /// The part after `US`: the FIPS or other code, without the kind of area.
  public var code: String {
    guard Self.isGeoID(geoID), let mark = geoID.range(of: "US") else { return geoID }
    return String(geoID[mark.upperBound...])
  }

  /// True for three digits of summary level, two or four characters of variant and component,
  /// `US`, and a code: `0100000US`, `860Z200US87102`, and `05000US35001` in older files.
  static func isGeoID(_ text: String) -> Bool {
    let parts = text.split(separator: "US", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let head = parts.first, let tail = parts.last else { return false }
    return (head.count == 9 || head.count == 7 || head.count == 5)
      && head.prefix(3).allSatisfy { $0.isASCII && $0.isNumber }
      && head.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
      && tail.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter || $0 == "-") }
  }

  /// Tells the kind from a name such as “Census Tract 1081, St. Louis city, Missouri”.
  private static func level(ofName name: String) -> SummaryLevel? {
    let first = name.split(whereSeparator: { $0 == "," || $0 == ";" }).first.map(String.init) ?? ""
    let parts = name.split(whereSeparator: { $0 == "," || $0 == ";" }).count
    let code: String? =
      if name == "United States" { "010" } else if first.hasPrefix("Block Group ") {
        "150"
      } else if first.hasPrefix("Census Tract ") {
        "140"
      } else if first.hasPrefix("ZCTA5 ") {
        "860"
      } else if first.hasPrefix("Congressional District ") {
        "500"
      } else if first.hasSuffix("School District") {
        "970"
      } else if first.contains("PUMA") {
        "795"
      } else if parts == 2,
        ["County", "Parish", "Borough", "Municipio", "Census Area"].contains(
          where: { first.hasSuffix(" " + $0) })
      {
        "050"
      } else if parts == 2,
        ["city", "town", "village", "CDP", "borough"].contains(
          where: { first.hasSuffix(" " + $0) })
      {
        "160"
      } else {
        nil
      }
    return code.map(SummaryLevel.init(code:))
  }
}
