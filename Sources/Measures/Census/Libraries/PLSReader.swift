import Delimited

extension PLSFile {
  /// Which file of the survey a header belongs to; nil if none.
  static func kind(ofHeader header: [String]) -> Kind? {
    let columns = Set(header.map { $0.uppercased() })
    if columns.contains("FSCSKEY") {
      if columns.contains("C_OUT_TY") { return .outlet }
      return columns.contains("POPU_LSA") || columns.contains("C_ADMIN")
        ? .administrativeEntity : nil
    }
    return columns.contains("STABR") && columns.contains("POPU_UND") ? .state : nil
  }

  /// Imports one file of the survey, whole or not at all. Columns are found by name, so a year
  /// with more or fewer of them reads as well. The text may be UTF-8 or Windows-1252.
  ///
  /// - Throws: `ImportFault` with the row and column of the first thing that is wrong: a header of
  ///   no file of the survey, a short or long row, a missing or repeated key, a non-number.
  public static func read(file: String, bytes: [UInt8]) throws(ImportFault) -> PLSFile {
    let csv = try DelimitedReader.read(bytes, encoding: .utf8OrWindows1252)
    guard let kind = kind(ofHeader: csv.row(0)) else {
      throw ImportFault(
        row: 1,
        message: "The headings are of no Public Libraries Survey file: FSCSKEY is missing, or "
          + "C_OUT_TY (outlets) and POPU_LSA (libraries) both are.")
    }
    return try PLSReader(file: file, csv: csv, kind: kind).read(
      isWindows: FileBytes.firstInvalidUTF8(bytes) != nil)
  }
}

struct PLSReader {
  let file: String
  let csv: CSVTable
  let kind: PLSFile.Kind
  private let columns: [String: Int]
  private let width: Int
  /// Columns that hold words or codes in any year of the survey; the rest hold numbers.
  private static let words: Set<String> = [
    "STABR", "FSCSKEY", "FSCS_SEQ", "LIBID", "LIBNAME", "ADDRESS", "CITY", "ZIP", "ZIP4", "CNTY",
    "PHONE", "ADDRES_M", "ADDRESS_M", "CITY_M", "ZIP_M", "ZIP4_M", "STARTDAT", "STARTDATE",
    "ENDDATE", "STATSTRU", "STATNAME", "STATADDR", "LONGITUD", "LATITUDE", "GEOMATCH", "MICROF",
    "GEOCODE", "LSABOUND", "CENTRACT", "CENBLOCK", "CDCODE", "CBSA", "CSA", "FIPSST", "FIPSCO",
    "FIPSPLAC", "INCITSST", "INCITSCO", "GNISPLAC", "LOCALE", "OBEREG", "RSTATUS", "LSADDRESS",
    "EMAIL", "WEBADDR", "WEB_ADDR", "METRO", "LSAGEOTYPE", "LSAGEORATIO",
  ]

  init(file: String, csv: CSVTable, kind: PLSFile.Kind) throws(ImportFault) {
    self.file = file
    self.csv = csv
    self.kind = kind
    let headings = csv.row(0).map { $0.uppercased() }
    width = (headings.lastIndex { !$0.isEmpty } ?? -1) + 1
    var columns: [String: Int] = [:]
    for (column, heading) in headings.prefix(width).enumerated() where !heading.isEmpty {
      if let first = columns.updateValue(column, forKey: heading) {
        throw csv.fault(0, column, "This heading stands in column \(first + 1) already.")
      }
    }
    self.columns = columns
  }

  func read(isWindows: Bool) throws(ImportFault) -> PLSFile {
    var outlets: [Outlet] = []
    var entities: [AdministrativeEntity] = []
    var states: [StateSummary] = []
    var rowOf: [String: Int] = [:]
    var years: Set<Int> = []
    for row in 1..<max(csv.rowCount, 1) where !csv.isBlank(row) {
      try checkWidth(row)
      let key = try self.key(row)
      if let first = rowOf.updateValue(row, forKey: key) {
        throw csv.fault(
          row, columns[kind == .state ? "STABR" : "FSCSKEY"] ?? 0,
          "The record \(key) stands in row \(first + 1) already.")
      }
      if let year = try figure(row, "YR_SUB").number, (1988...2100).contains(year) {
        years.insert(Int(year))
      }
      switch kind {
      case .outlet: outlets.append(try outlet(row))
      case .administrativeEntity: entities.append(try entity(row))
      case .state: states.append(StateSummary(state: text(row, "STABR"), figures: try figures(row)))
      }
    }
    guard !rowOf.isEmpty else {
      throw ImportFault(row: csv.rowCount + 1, message: "The file has headings but no records.")
    }
    var warnings: [String] = []
    if isWindows { warnings.append("The text is not UTF-8 and was read as Windows-1252.") }
    if years.count > 1 { warnings.append("The records are of more than one year.") }
    return PLSFile(
      kind: kind, fiscalYear: years.max() ?? yearInName(), outlets: outlets, entities: entities,
      states: states, columnCount: width, warnings: warnings)
  }

  private func outlet(_ row: Int) throws(ImportFault) -> Outlet {
    Outlet(
      fscsKey: text(row, "FSCSKEY"), sequence: text(row, "FSCS_SEQ"), state: text(row, "STABR"),
      name: text(row, "LIBNAME"), address: text(row, "ADDRESS"), city: text(row, "CITY"),
      zip: text(row, "ZIP"), county: text(row, "CNTY"), phone: code(row, "PHONE"),
      kind: Outlet.Kind(rawValue: text(row, "C_OUT_TY").uppercased()) ?? .other,
      squareFeet: try figure(row, "SQ_FEET"), hours: try figure(row, "HOURS"),
      weeks: try figure(row, "WKS_OPEN"), coordinate: try coordinate(row),
      locale: code(row, "LOCALE"), tract: tract(row))
  }

  private func entity(_ row: Int) throws(ImportFault) -> AdministrativeEntity {
    AdministrativeEntity(
      fscsKey: text(row, "FSCSKEY"), state: text(row, "STABR"), name: text(row, "LIBNAME"),
      address: text(row, "ADDRESS"), city: text(row, "CITY"), zip: text(row, "ZIP"),
      county: text(row, "CNTY"), phone: code(row, "PHONE"),
      locale: code(row, "LOCALE") ?? code(row, "LOCALE_ADD"), coordinate: try coordinate(row),
      figures: try figures(row))
  }

  /// All columns but words, codes (`C_…`) and the flags of imputation (`F_…`).
  private func figures(_ row: Int) throws(ImportFault) -> [String: PLSFigure] {
    var figures: [String: PLSFigure] = [:]
    for (name, column) in columns where Self.isNumeric(name) {
      guard let figure = PLSFigure(csv.trimmed(row, column)) else {
        // A column that no year's documentation has may hold anything; a known one must not.
        if Self.required.contains(name) { throw notANumber(row, column) }
        continue
      }
      figures[name] = figure
    }
    return figures
  }

  private static let required: Set<String> = [
    "POPU_LSA", "POPU_UND", "CENTLIB", "BRANLIB", "BKMOB", "VISITS", "TOTPRO", "KIDPRO",
    "TOTATTEN", "REGBOR", "TOTCIR", "HRS_OPEN", "TOTSTAFF", "TOTINCM", "TOTOPEXP", "REFERENC",
    "MASTER", "LIBRARIA", "YR_SUB", "GPTERMS", "PITUSR", "WIFISESS", "KIDATTEN", "YAATTEN",
  ]

  private static func isNumeric(_ name: String) -> Bool {
    !words.contains(name) && !name.hasPrefix("F_") && !name.hasPrefix("C_")
      && !name.hasPrefix("LOCALE") && !name.hasPrefix("REAPLOCALE")
  }

  private func checkWidth(_ row: Int) throws(ImportFault) {
    let own = csv.width(row)
    if own < width {
      throw csv.fault(
        row, own, "The row ends here: it has \(own) cells, the headings have \(width).")
    }
    for column in width..<max(own, width) where !csv.trimmed(row, column).isEmpty {
      throw csv.fault(row, column, "The row has \(own) cells, more than the \(width) headings.")
    }
  }

  private func key(_ row: Int) throws(ImportFault) -> String {
    let name = kind == .state ? "STABR" : "FSCSKEY"
    let key = text(row, name)
    guard !key.isEmpty else { throw csv.fault(row, columns[name] ?? 0, "The row has no \(name).") }
    return kind == .outlet ? "\(key)-\(text(row, "FSCS_SEQ"))" : key
  }

  private func coordinate(_ row: Int) throws(ImportFault) -> Coordinate? {
    guard let x = columns["LONGITUD"], let y = columns["LATITUDE"] else { return nil }
    let cells = (csv.trimmed(row, y), csv.trimmed(row, x))
    if cells.0.isEmpty || cells.1.isEmpty || Array(cells.0) == [0x4D] { return nil }
    guard let latitude = Numeral(cells.0)?.value else { throw notANumber(row, y) }
    guard let longitude = Numeral(cells.1)?.value else { throw notANumber(row, x) }
    // The codes for “none” are small whole numbers below zero, in both columns at once.
    if latitude == longitude, PLSFigure.Missing(rawValue: Int(latitude.rounded())) != nil {
      return nil
    }
    guard let coordinate = Coordinate(latitude: latitude, longitude: longitude) else {
      throw csv.fault(row, y, "\(latitude), \(longitude) is no place on the earth.")
    }
    return latitude == 0 && longitude == 0 ? nil : coordinate
  }

  private func tract(_ row: Int) -> String? {
    let state = text(row, columns["INCITSST"] == nil ? "FIPSST" : "INCITSST")
    let county = text(row, columns["INCITSCO"] == nil ? "FIPSCO" : "INCITSCO")
    guard let number = Numeral(text(row, "CENTRACT"))?.value, number > 0, number < 10_000,
      let state = Int(state), (1...99).contains(state), let county = Int(county),
      (1...999).contains(county)
    else { return nil }
    let digits = String(Int((number * 100).rounded()))
    return ColumnCode.twoDigits(state) + ColumnCode.threeDigits(county)
      + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private func text(_ row: Int, _ name: String) -> String {
    columns[name].map { Blanks.trim(csv.text(row, $0)) } ?? ""
  }

  /// A word or code, nil where the survey says that there is none.
  private func code(_ row: Int, _ name: String) -> String? {
    let text = text(row, name)
    return ["", "M", "-1", "-3", "-4", "-9"].contains(text) ? nil : text
  }

  private func figure(_ row: Int, _ name: String) throws(ImportFault) -> PLSFigure {
    guard let column = columns[name] else { return .noColumn }
    guard let figure = PLSFigure(csv.trimmed(row, column)) else { throw notANumber(row, column) }
    return figure
  }

  private func notANumber(_ row: Int, _ column: Int) -> ImportFault {
    csv.fault(row, column, "“\(csv.text(row, column).prefix(40))” is not a number.")
  }

  /// `PLS_FY19_Outlet_pud19i.csv` is of 2019.
  private func yearInName() -> Int? {
    let name = TableFileName.lastComponent(file).uppercased()
    guard let match = name.firstMatch(of: /(?:FY|PUD)(?:20)?(\d\d)/) else { return nil }
    return Int(match.1).map { 2000 + $0 }
  }
}
