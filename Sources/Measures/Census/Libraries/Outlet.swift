/// One place where a public library serves: a record of the survey's outlet file.
public struct Outlet: Sendable, Equatable {
  public enum Kind: String, Sendable, Equatable, Codable {
    case central = "CE"
    case branch = "BR"
    case bookmobile = "BS"
    case booksByMail = "BM"
    /// A code that the survey's documentation does not give.
    case other
  }

  /// The library that it belongs to, such as `MO0051`. Not stable over all years.
  public let fscsKey: String
  /// Its number within the library, such as `002`.
  public let sequence: String
  public let state: String
  public let name: String
  public let address: String
  public let city: String
  public let zip: String
  public let county: String
  /// Ten digits; nil if the survey has none.
  public let phone: String?
  public let kind: Kind
  /// Floor area in square feet.
  public let squareFeet: PLSFigure
  /// Hours open in the year.
  public let hours: PLSFigure
  /// Weeks open in the year.
  public let weeks: PLSFigure
  public let coordinate: Coordinate?
  /// NCES locale code, 11 (large city) to 43 (remote countryside); nil if there is none.
  public let locale: String?
  /// The census tract as `SSCCCTTTTTT` if state, county and tract codes are all there.
  public let tract: String?
}

/// One library as a legal body: a record of the survey's administrative-entity file.
public struct AdministrativeEntity: Sendable, Equatable {
  public let fscsKey: String
  public let state: String
  public let name: String
  public let address: String
  public let city: String
  public let zip: String
  public let county: String
  public let phone: String?
  public let locale: String?
  public let coordinate: Coordinate?
  /// Every numeric column by its heading, such as `VISITS`.
  public let figures: [String: PLSFigure]

  /// A figure by its column's name; `.noColumn` if that year's file has none.
  public subscript(column: String) -> PLSFigure { figures[column.uppercased()] ?? .noColumn }

  /// Population of the legal service area, by which shared areas count more than once.
  public var serviceAreaPopulation: PLSFigure { self["POPU_LSA"] }
  /// Unduplicated population: the one to divide by.
  public var unduplicatedPopulation: PLSFigure { self["POPU_UND"] }
  public var centralLibraries: PLSFigure { self["CENTLIB"] }
  public var branches: PLSFigure { self["BRANLIB"] }
  public var bookmobiles: PLSFigure { self["BKMOB"] }
  public var visits: PLSFigure { self["VISITS"] }
  public var programs: PLSFigure { self["TOTPRO"] }
  public var childrensPrograms: PLSFigure { self["KIDPRO"] }
  public var programAttendance: PLSFigure { self["TOTATTEN"] }
  public var registeredBorrowers: PLSFigure { self["REGBOR"] }
  public var circulation: PLSFigure { self["TOTCIR"] }
  public var hoursOpen: PLSFigure { self["HRS_OPEN"] }
}

/// One state's sums: a record of the survey's state summary file.
public struct StateSummary: Sendable, Equatable {
  public let state: String
  /// Every numeric column by its heading.
  public let figures: [String: PLSFigure]

  public subscript(column: String) -> PLSFigure { figures[column.uppercased()] ?? .noColumn }
}
