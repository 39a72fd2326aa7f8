import Delimited

/// What became of one file, as it is told to other programs.
///
/// As JSON an imported file is `{"file", "kind", "table", "vintage", "geographies", "variables",
/// "total": {"estimate", "moe"}, "warnings"}` and a refused one `{"file", "error": {"row",
/// "column", "message"}}`; what does not apply is null.
public struct ImportReport: Sendable, Equatable {
  public struct Total: Sendable, Equatable {
    public let estimate: Double
    public let moe: Double?
  }

  public struct Contents: Sendable, Equatable {
    /// `acs-detailed`, `acs-subject`, `acs-profile`, `acs-summary-file`, `pls-outlet`, `pls-ae`,
    /// `pls-state`, `places`; for a file that described another, `acs-metadata`, `acs-title`,
    /// `acs-shells` or `acs-geographies`.
    public let kind: String
    public let table: String?
    /// “2016-2020 (5-year)” for the survey's tables, “FY2019” for library files.
    public let vintage: String?
    /// Areas of a table, records of a library file, places.
    public let geographies: Int
    /// Variables of a table, columns of a library file, properties that places have.
    public let variables: Int
    /// The table's first variable over all its areas; nil if it cannot be added up.
    public let total: Total?
    public let warnings: [String]
  }

  public let file: String
  public let contents: Contents?
  public let error: ImportFault?

  /// True if the file was refused.
  public var failed: Bool { error != nil }

  public init(file: String, contents: Contents) {
    self.file = file
    self.contents = contents
    error = nil
  }

  public init(file: String, error: ImportFault) {
    self.file = file
    contents = nil
    self.error = error
  }

  /// Imports a file and reports on it; never throws, since a refusal is a report too.
  ///
  /// - Parameter takes: Which areas of a census table are told of, by GEO_ID.
  public static func of(
    file: String, bytes: [UInt8], companions: [(name: String, bytes: [UInt8])] = [],
    areas takes: (String) -> Bool = { _ in true }
  ) -> ImportReport {
    do throws(ImportFault) {
      let imported = try ImportedFile.read(file: file, bytes: bytes, companions: companions)
      return ImportReport(file: file, contents: Contents(imported, areas: takes))
    } catch {
      return ImportReport(file: file, error: error)
    }
  }

  /// Reports on files given together. Those that describe another of them by its name (labels,
  /// title, areas' names) are read with it and reported as what they are.
  public static func of(
    files: [(name: String, bytes: [UInt8])], areas takes: (String) -> Bool = { _ in true }
  ) -> [ImportReport] {
    let names = files.map(\.name)
    var companions: [String: [String]] = [:]
    var describing: Set<String> = []
    for name in names {
      let own = CensusTable.companionNames(of: name, among: names)
      guard !isCompanionName(name) else { continue }
      companions[name] = own
      describing.formUnion(own)
    }
    return files.map { file in
      if describing.contains(file.name), let contents = Contents(companion: file) {
        return ImportReport(file: file.name, contents: contents)
      }
      let beside = files.filter { companions[file.name]?.contains($0.name) ?? false }
      return of(file: file.name, bytes: file.bytes, companions: beside, areas: takes)
    }
  }

  private static func isCompanionName(_ name: String) -> Bool {
    let lower = TableFileName.lastComponent(name).lowercased()
    return ["metadata", "table_title", "table-notes", "table_notes", "shells"].contains {
      lower.contains($0)
    }
      || lower.hasPrefix("geos") || lower.hasSuffix(".txt")
  }
}

extension ImportReport.Contents {
  init(_ imported: ImportedFile, areas takes: (String) -> Bool = { _ in true }) {
    switch imported {
    case .census(let table): self.init(table, areas: takes)
    case .libraries(let file):
      self.init(
        kind: file.kind.rawValue, table: nil, vintage: file.fiscalYear.map { "FY\($0)" },
        geographies: file.recordCount, variables: file.columnCount, total: nil,
        warnings: file.warnings)
    case .places(let file):
      self.init(
        kind: "places", table: nil, vintage: nil, geographies: file.places.count,
        variables: Set(file.places.flatMap(\.properties.keys)).count, total: nil,
        warnings: file.warnings)
    }
  }

  init(_ table: CensusTable, areas takes: (String) -> Bool = { _ in true }) {
    let areas = table.geographies.indices.filter { takes(table.geographies[$0].geoID) }
    var warnings = table.warnings
    var total: ImportReport.Total?
    if let first = table.variables.first, first.refusal == nil,
      let sum = table.sum(of: 0, over: areas)
    {
      total = ImportReport.Total(estimate: sum.value, moe: sum.moe)
      if !sum.missing.isEmpty {
        warnings.append(
          "\(sum.missing.count) of \(areas.count) areas have no estimate of "
            + "\(first.code) and are left out of the total.")
      }
      if Set(areas.compactMap { table.geographies[$0].summaryLevel }).count > 1 {
        warnings.append("The areas are of different kinds, so the total may count people twice.")
      }
    }
    self.init(
      kind: table.form.rawValue, table: table.id, vintage: table.vintage?.description,
      geographies: areas.count, variables: table.variables.count, total: total,
      warnings: warnings)
  }

  /// - Returns: nil if the file describes no other.
  init?(companion file: (name: String, bytes: [UInt8])) {
    guard let companion = try? Companion(name: file.name, bytes: file.bytes) else { return nil }
    let (kind, variables, geographies): (String, Int, Int) =
      switch companion {
      case .metadata(_, let labels):
        ("acs-metadata", labels.keys.count { ColumnCode($0)?.role == .estimate }, 0)
      case .title: ("acs-title", 0, 0)
      case .shells(let labels): ("acs-shells", labels.count, 0)
      case .geographies(let names): ("acs-geographies", 0, names.count)
      }
    self.init(
      kind: kind, table: companion.table,
      vintage: TableFileName(file.name).vintage?.description, geographies: geographies,
      variables: variables, total: nil, warnings: ["Read together with the table it describes."])
  }
}
