import Delimited

/// Finds, for a published percentage, the two counts that it was made from.
///
/// A subject table's labels propose them: “Percent › Total population › AGE › Under 5 years” should
/// be “Total › Total population › AGE › Under 5 years” over “Total › Total population”, and
/// “Percent below poverty level › X” should be “Below poverty level › X” over “Total › X”. The
/// labels do not say which, so a proposal stands only if it gives every published percentage back
/// to the decimal that is published.
struct PercentRecipes {
  struct Recipe: Equatable {
    var numerator: Int
    var denominator: Int
  }

  private let table: CensusTable
  private let counts: [[String]: Int]

  init(_ table: CensusTable) {
    self.table = table
    var counts: [[String]: Int] = [:]
    for (index, variable) in table.variables.enumerated() where variable.kind == .count {
      if counts[variable.key] == nil { counts[variable.key] = index }
    }
    self.counts = counts
  }

  /// - Returns: nil if no two counts of the table give the percentage.
  func recipe(for index: Int) -> Recipe? {
    let key = table.variables[index].key
    guard let group = key.first, group.hasPrefix("percent") else { return nil }
    let rest = Array(key.dropFirst())
    let own = Blanks.trim(String(group.dropFirst("percent".count)))
    let heads: [[String]] = own.isEmpty ? [["total"], []] : [[own]]
    for head in heads {
      guard let numerator = counts[head + rest] else { continue }
      var denominators: [Int] = []
      for length in stride(from: rest.count - 1, through: 0, by: -1) {
        if let count = counts[head + rest.prefix(length)] { denominators.append(count) }
      }
      if let whole = counts[["total"] + rest], whole != numerator { denominators.append(whole) }
      for denominator in denominators {
        let recipe = Recipe(numerator: numerator, denominator: denominator)
        if reproduces(recipe, index) { return recipe }
      }
    }
    return nil
  }

  private func reproduces(_ recipe: Recipe, _ index: Int) -> Bool {
    var checked = 0
    for area in table.geographies.indices {
      guard let published = table.cell(area: area, variable: index)?.estimate.number,
        let part = table.cell(area: area, variable: recipe.numerator)?.estimate.number,
        let whole = table.cell(area: area, variable: recipe.denominator)?.estimate.number,
        whole > 0
      else { continue }
      // Published to one decimal, so half of that and a little for binary fractions.
      guard abs(100 * part / whole - published) < 0.0501 else { return false }
      checked += 1
      if checked == 500 { break }
    }
    return checked > 0
  }
}
