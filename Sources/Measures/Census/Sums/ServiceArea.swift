import Delimited

/// Several areas of a table taken together, as the people whom a library serves.
public struct ServiceArea: Sendable {
  /// What became of one variable.
  public enum Outcome: Sendable, Equatable {
    case estimate(Estimate)
    /// A percentage made anew from two counts that were added up.
    case recomputed(Estimate)
    /// Why there is no figure, as a sentence.
    case refused(String)

    public var estimate: Estimate? {
      switch self {
      case .estimate(let estimate), .recomputed(let estimate): estimate
      case .refused: nil
      }
    }

    public var refusal: String? {
      if case .refused(let reason) = self { reason } else { nil }
    }
  }

  public let name: String
  public let table: String?
  public let vintage: Vintage?
  public let geographies: [Geography]
  public let variables: [Variable]
  /// In the order of `variables`.
  public let outcomes: [Outcome]
  public let warnings: [String]

  /// The outcome for a variable's code; nil if the table has no such variable.
  public subscript(code: String) -> Outcome? {
    variables.firstIndex { $0.code == code }.map { outcomes[$0] }
  }
}

extension CensusTable {
  /// Adds areas up to a service area.
  ///
  /// Counts are summed, their margins by `MarginOfError.sum`. Medians, means, ratios and
  /// percentages are refused one by one, except that a percentage is computed anew where two
  /// counts of the table are its numerator and denominator. One area alone keeps all its figures
  /// as published. An area named twice counts once.
  ///
  /// - Throws: `ImportFault` if no area is given, or one is not in the table.
  public func serviceArea(of geoIDs: [String], named name: String) throws(ImportFault)
    -> ServiceArea
  {
    var areas: [Int] = []
    var seen: Set<Int> = []
    for id in geoIDs {
      guard let area = areaIndex[id] else {
        throw ImportFault(message: "The table has no area \(id).")
      }
      if seen.insert(area).inserted { areas.append(area) }
    }
    guard !areas.isEmpty else { throw ImportFault(message: "No area was given to add up.") }
    let shares = areas.count > 1 ? PercentRecipes(self) : nil
    let outcomes = variables.indices.map { index -> ServiceArea.Outcome in
      let variable = variables[index]
      if areas.count > 1, let refusal = variable.refusal {
        if variable.kind == .percent, let recipe = shares?.recipe(for: index),
          let part = sum(of: recipe.numerator, over: areas),
          let whole = sum(of: recipe.denominator, over: areas), let share = part.share(of: whole)
        {
          return .recomputed(
            Estimate(
              value: share.value * 100, moe: share.moe.map { $0 * 100 }, areas: part.areas,
              missing: part.missing + whole.missing.filter { !part.missing.contains($0) }))
        }
        return .refused(refusal)
      }
      if let estimate = sum(of: index, over: areas) { return .estimate(estimate) }
      return .refused(Self.absence(areas.compactMap { cell(area: $0, variable: index) }))
    }
    let chosen = areas.map { geographies[$0] }
    var warnings: [String] = []
    if Set(chosen.compactMap(\.summaryLevel)).count > 1 {
      warnings.append(
        "The areas are of different kinds, so one may lie within another and be counted twice.")
    }
    return ServiceArea(
      name: name, table: id, vintage: vintage, geographies: chosen, variables: variables,
      outcomes: outcomes, warnings: warnings)
  }

  /// One variable summed; nil if no area has an estimate.
  func sum(of variable: Int, over areas: [Int]) -> Estimate? {
    var total = 0.0
    var parts: [(estimate: Double, moe: Double)] = []
    var found = 0
    var missing: [String] = []
    for area in areas {
      guard let cell = cell(area: area, variable: variable), let number = cell.estimate.number
      else {
        missing.append(geographies[area].geoID)
        continue
      }
      found += 1
      total += number
      if let moe = cell.moe { parts.append((number, moe)) }
    }
    guard found > 0 else { return nil }
    return Estimate(
      value: total, moe: parts.count == found ? MarginOfError.sum(parts) : nil, areas: found,
      missing: missing)
  }

  private static func absence(_ cells: [CensusCell]) -> String {
    let reason = cells.lazy.compactMap(\.estimate.missing).first
    return "No area has an estimate: \(reason?.reason ?? "the table has no cell for it")."
  }
}
