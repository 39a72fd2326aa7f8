import Foundation

/// What the name of a downloaded file tells of its table.
struct TableFileName: Equatable {
  var table: String?
  var vintage: Vintage?
  /// True if the name has the form that the Bureau gives: then it is a claim to hold a file to.
  var isOfficial = false

  /// Knows `ACSDT5Y2020.B01001-Data.csv`, `ACSST5Y2010.S0101_data_with_overlays_….csv`,
  /// `ACS_15_5YR_B01001_with_ann.csv`, `acsdt5y2022-b01001.dat` and, loosely, any name with a table
  /// number or a span of years in it.
  init(_ path: String) {
    let name = Self.lastComponent(path)
    let upper = name.uppercased()
    if let match = upper.firstMatch(
      of: /ACS[A-Z]{2,3}([135])Y(20\d\d)[.\-_]([A-Z]{1,3}\d{2,6}[A-Z]{0,3})/)
    {
      vintage = Self.vintage(match.2, match.1)
      table = String(match.3)
      isOfficial = true
    } else if let match = upper.firstMatch(of: /ACS_(\d\d)_([135])YR_([A-Z]{1,3}\d{2,6}[A-Z]{0,3})/)
    {
      vintage = Self.vintage("20" + match.1, match.2)
      table = String(match.3)
      isOfficial = true
    } else {
      if let match = upper.firstMatch(
        of: /(?:^|[^A-Z0-9])((?:[BCS]\d{4,6}[A-I]?(?:PR)?)|DP0\d)(?:[^A-Z0-9]|$)/)
      {
        table = String(match.1)
      }
      if let match = upper.firstMatch(of: /ACS[A-Z]{0,3}([135])Y(20\d\d)/) {
        vintage = Self.vintage(match.2, match.1)
      } else if let match = upper.firstMatch(of: /(20\d\d)[-_](20\d\d)(?:\D|$)/),
        let start = Int(match.1), let end = Int(match.2)
      {
        vintage = Vintage(endYear: end, span: end - start + 1)
      } else if let match = upper.firstMatch(of: /(20\d\d)\D?([135])[-_ ]?Y(?:EA)?R/) {
        vintage = Self.vintage(match.1, match.2)
      }
    }
  }

  /// Names with the same stem come from one download: the figures, their labels, their notes.
  static func stem(_ path: String) -> String {
    let name = lastComponent(path).lowercased()
    let marks = [
      "_data_with_overlays", "_data_with_ann", "_with_ann", "_with_overlays", "_metadata",
      "-column-metadata", "_table_title", "-table-notes", "-metadata", ".metadata",
      "_column_metadata",
      "_table_notes", "-data", ".data", "_data", ".csv", ".txt", ".dat",
    ]
    let cut = marks.compactMap { name.range(of: $0)?.lowerBound }.min()
    return cut.map { String(name[..<$0]) } ?? name
  }

  static func folder(_ path: String) -> String {
    String(path.dropLast(lastComponent(path).count))
  }

  /// The moment of the download, which data.census.gov puts into the names of all its files.
  static func timeStamp(_ path: String) -> String? {
    lastComponent(path).firstMatch(of: /\d{4}-\d\d-\d\dT\d{6}/).map { String($0.0) }
  }

  static func lastComponent(_ path: String) -> String {
    path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? path
  }

  private static func vintage(_ year: some StringProtocol, _ span: some StringProtocol) -> Vintage?
  {
    guard let year = Int(year), let span = Int(span) else { return nil }
    return Vintage(endYear: year, span: span)
  }
}
