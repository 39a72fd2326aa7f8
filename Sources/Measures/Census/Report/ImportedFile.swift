import Delimited

/// What a file turned out to be.
public enum ImportedFile: Sendable {
  case census(CensusTable)
  case libraries(PLSFile)
  case places(PlacesFile)

  /// Imports a file of any kind that this module reads, told by its contents.
  /// - Throws: `ImportFault`, also for a file of no such kind.
  public static func read(
    file: String, bytes: [UInt8], companions: [(name: String, bytes: [UInt8])] = []
  ) throws(ImportFault) -> ImportedFile {
    let lower = TableFileName.lastComponent(file).lowercased()
    if [".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx"].contains(where: lower.hasSuffix) {
      throw ImportFault(
        message: "This is a part of a shapefile, which is not read. Export the layer as GeoJSON.")
    }
    try FileBytes.refuseUnreadable(bytes)
    if PlacesFile.isJSON(bytes) { return .places(try PlacesFile.read(file: file, bytes: bytes)) }
    if try Companion(name: file, bytes: bytes) != nil {
      return .census(try CensusTable.read(file: file, bytes: bytes, companions: companions))
    }
    let header = header(of: bytes)
    if PLSFile.kind(ofHeader: header) != nil {
      return .libraries(try PLSFile.read(file: file, bytes: bytes))
    }
    if isCensus(header) {
      return .census(try CensusTable.read(file: file, bytes: bytes, companions: companions))
    }
    if PlacesCSVReader.recognises(header) {
      return .places(try PlacesFile.read(file: file, bytes: bytes))
    }
    // A damaged file has its own fault, which says more than that the headings are unknown.
    _ = try DelimitedReader.read(bytes, encoding: .utf8OrWindows1252)
    throw unknown(header)
  }

  private static func header(of bytes: [UInt8]) -> [String] {
    var quoted = false
    let line = FileBytes.withoutMark(bytes).prefix { byte in
      if byte == 0x22 { quoted.toggle() }
      return quoted || (byte != 0x0A && byte != 0x0D)
    }
    let text = Array(line)
    let table = try? DelimitedReader.parse(text, delimiter: DelimitedReader.delimiter(of: text))
    return table?.row(0) ?? []
  }

  private static func isCensus(_ header: [String]) -> Bool {
    if header.contains(where: { ColumnCode($0) != nil }) { return true }
    let first = header.first?.lowercased() ?? ""
    if first == "label (grouping)" { return true }
    let isArea = header.contains { ["GEO_ID", "GEO.ID"].contains($0.uppercased()) }
    return isArea && !PlacesCSVReader.recognises(header)
  }

  private static func unknown(_ header: [String]) -> ImportFault {
    let isSocialExplorer = header.contains {
      $0.hasPrefix("Geo_") || $0.hasPrefix("SE_") || $0.hasPrefix("ACS21_")
    }
    if isSocialExplorer || header.first == "Statistics" {
      return ImportFault(
        row: 1, column: header.first,
        message: "This is a Social Explorer export, which names neither the Bureau's variables nor "
          + "their margins of error. Download the table from data.census.gov.")
    }
    if header.contains(where: { ["estimate", "moe"].contains($0.lowercased()) }) {
      return ImportFault(
        row: 1,
        message: "This table has a row for each variable. Download it from data.census.gov, "
          + "where each area has a row and each variable its columns.")
    }
    return ImportFault(
      row: 1,
      message: "The first row has the headings of no kind of file read here: Census tables, Public "
        + "Libraries Survey files, or places with coordinates.")
  }
}
