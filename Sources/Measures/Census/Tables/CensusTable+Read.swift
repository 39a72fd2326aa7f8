import Delimited

extension CensusTable {
  /// Imports one table of the American Community Survey, whole or not at all.
  ///
  /// - Parameters:
  ///   - file: the file's name, which tells the vintage and is held to the table it names.
  ///   - bytes: the file's bytes as they lie on the disk.
  ///   - companions: files beside it that describe it: the labels (`…metadata….csv`), the title
  ///     (`…table_title….txt`), the summary file's `Geos….txt`. Others are passed over.
  /// - Throws: `ImportFault` with the row and column of the first thing that is wrong.
  public static func read(
    file: String, bytes: [UInt8], companions: [(name: String, bytes: [UInt8])] = []
  ) throws(ImportFault) -> CensusTable {
    try FileBytes.refuseUnreadable(bytes)
    switch try Companion(name: file, bytes: bytes) {
    case .metadata(let table, _):
      throw ImportFault(
        message: "This is the metadata (the labels) of \(named(table)), not its figures. Import "
          + "the data file of the same download, with this file beside it.")
    case .title(let table, _, _):
      throw ImportFault(
        message: "This is the title and notes of \(named(table)), not its figures. Import the "
          + "data file of the same download, with this file beside it.")
    case .shells:
      throw ImportFault(
        message: "This is the summary file's list of labels, not figures. Import a table "
          + "(such as acsdt5y2022-b01001.dat), with this file beside it.")
    case .geographies:
      throw ImportFault(
        message: "This is the summary file's list of areas, not figures. Import a table "
          + "(such as acsdt5y2022-b01001.dat), with this file beside it.")
    case nil: break
    }
    let csv = try DelimitedReader.read(bytes)
    return PrintedTableReader.recognises(csv)
      ? try PrintedTableReader(file: file, csv: csv, companions: companions).table()
      : try TableReader(file: file, csv: csv, companions: companions).table()
  }

  private static func named(_ table: String?) -> String {
    table.map { "table \($0)" } ?? "a table"
  }

  /// Which of the files in a folder describe a table's file: same download, by their names.
  public static func companionNames(of file: String, among names: [String]) -> [String] {
    let stem = TableFileName.stem(file)
    let own = TableFileName.lastComponent(file).lowercased()
    let vintage = TableFileName(file).vintage
    let stamp = TableFileName.timeStamp(file)
    return names.filter { name in
      let lower = TableFileName.lastComponent(name).lowercased()
      guard lower != own, TableFileName.folder(name) == TableFileName.folder(file) else {
        return false
      }
      if let stamp, let other = TableFileName.timeStamp(name), stamp != other { return false }
      if own.hasSuffix(".dat"), let vintage, lower.hasPrefix("geos") || lower.contains("shells") {
        return lower.contains("\(vintage.endYear)\(vintage.span)yr")
      }
      let describes = ["metadata", "table_title", "table-notes", "table_notes"]
        .contains { lower.contains($0) }
      return (describes || lower == stem + ".txt") && TableFileName.stem(name) == stem
    }
  }
}
