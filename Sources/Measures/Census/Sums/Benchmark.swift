import Delimited

/// The population's make-up in one respect, to hold participants against.
public struct Benchmark: Sendable, Equatable {
  public enum Dimension: String, Sendable, Codable, CaseIterable {
    case age, sex, race, ethnicity, raceAndEthnicity, language, englishAbility, education
    case internetAccess, disability, householdIncome
  }

  public struct Category: Sendable, Equatable {
    /// As the table's label has it, such as “65 and over” or “Spanish”.
    public let name: String
    public let estimate: Estimate
    /// Of the categories' whole, 0 to 1; nil if the whole is not above zero.
    public let share: Double?
    public let shareMOE: Double?

    init(name: String, estimate: Estimate, whole: Estimate?) {
      self.name = name
      self.estimate = estimate
      let share = whole.flatMap { estimate.share(of: $0) }
      self.share = share?.value
      shareMOE = share?.moe
    }
  }

  public let dimension: Dimension
  /// Whom the categories divide, such as “population 25 years and over”.
  public let universe: String
  /// The whole that the categories divide; nil if the table has no figure for it.
  public let total: Estimate?
  public let categories: [Category]
  public let table: String?
  public let vintage: Vintage?
  /// Categories left out for want of a figure, and how figures were made, as sentences.
  public let notes: [String]
}

extension CensusTable {
  /// What a table tells of the population, by dimension; empty for a table that is not one of those
  /// known here (B01001, B02001, B03002, B03003, B15002, B15003, B16001, C16001, B18101, B19001,
  /// B28002, S0101, S1501, S1901).
  ///
  /// Lines are found by their labels, so any vintage's will do. Where an old subject table gives
  /// shares alone, each area's share is multiplied by its universe and the products are added up.
  ///
  /// - Parameter geoIDs: the areas of the service area; all of the table's if nil.
  /// - Throws: `ImportFault` if an area is not in the table, or the table has no labels.
  public func benchmarks(of geoIDs: [String]? = nil) throws(ImportFault) -> [Benchmark] {
    var areas: [Int] = []
    var seen: Set<Int> = []
    for id in geoIDs ?? geographies.map(\.geoID) {
      guard let area = areaIndex[id] else {
        throw ImportFault(message: "The table has no area \(id).")
      }
      if seen.insert(area).inserted { areas.append(area) }
    }
    guard let id else { return [] }
    let recipes = BenchmarkRecipe.recipes(for: id)
    guard !recipes.isEmpty else { return [] }
    guard variables.contains(where: { $0.label != [$0.code] }) else {
      throw ImportFault(
        message: "The table has no labels to find its categories by. Keep its metadata file "
          + "beside it.")
    }
    let lines = BenchmarkLines(table: self, areas: areas)
    return recipes.compactMap { lines.benchmark($0) }
  }
}
