/// A table's lines as benchmarks need them: labels without the outer “Total”, figures as counts.
struct BenchmarkLines {
  struct Line {
    var index: Int
    /// Lower-case label steps without a leading “total” (or “total population”).
    var steps: [String]
    var name: String
  }

  let table: CensusTable
  let areas: [Int]
  let lines: [Line]

  init(table: CensusTable, areas: [Int]) {
    self.table = table
    self.areas = areas
    lines = table.variables.enumerated().map { index, variable in
      var steps = variable.key
      while let first = steps.first, first == "total" || first == "total population" {
        steps.removeFirst()
      }
      return Line(index: index, steps: steps, name: variable.label.last ?? variable.code)
    }
  }

  func benchmark(_ recipe: BenchmarkRecipe) -> Benchmark? {
    let scope = lines.filter { recipe.scope($0, self) }
    let parts = recipe.divide(scope)
    guard !parts.isEmpty else { return nil }
    let totals = lines.filter { recipe.whole($0) }.prefix(1)
    let total = totals.first.flatMap { count(of: [$0.index]) }
    var notes: [String] = []
    if parts.contains(where: { part in part.lines.contains { isShare($0) } }) {
      notes.append("The table gives shares, so counts are the shares times their universe.")
    }
    var categories: [Benchmark.Category] = []
    for part in parts {
      guard let estimate = count(of: part.lines) else {
        notes.append("There is no figure for “\(part.name)”.")
        continue
      }
      categories.append(Benchmark.Category(name: part.name, estimate: estimate, whole: total))
    }
    guard !categories.isEmpty else { return nil }
    if categories.contains(where: { !$0.estimate.missing.isEmpty }) {
      notes.append("Some areas have no estimate and are left out of some categories.")
    }
    return Benchmark(
      dimension: recipe.dimension, universe: recipe.universe, total: total,
      categories: categories, table: table.id, vintage: table.vintage, notes: notes)
  }

  func kind(_ index: Int) -> Variable.Kind { table.variables[index].kind }

  private func isShare(_ index: Int) -> Bool { kind(index) == .percent }

  /// Lines as one count over the areas. All their cells go into one sum, so that of all the zeros
  /// in it only the largest margin counts.
  /// - Returns: nil if a line has no figure in any area.
  private func count(of indices: [Int]) -> Estimate? {
    var cells: [(estimate: Double, moe: Double?)] = []
    var missing: [String] = []
    for index in indices {
      var found = false
      for area in areas {
        if let cell = count(of: index, in: area) {
          cells.append(cell)
          found = true
        } else if missing.last != table.geographies[area].geoID {
          missing.append(table.geographies[area].geoID)
        }
      }
      guard found else { return nil }
    }
    let margins = cells.compactMap { cell in cell.moe.map { (estimate: cell.estimate, moe: $0) } }
    return Estimate(
      value: cells.map(\.estimate).reduce(0, +),
      moe: margins.count == cells.count ? MarginOfError.sum(margins) : nil,
      areas: areas.count - Set(missing).count, missing: Array(Set(missing)).sorted())
  }

  /// One line in one area: a count as it is, a share times its universe.
  private func count(of index: Int, in area: Int) -> (estimate: Double, moe: Double?)? {
    guard let cell = table.cell(area: area, variable: index), let number = cell.estimate.number
    else { return nil }
    switch kind(index) {
    case .count: return (number, cell.moe)
    case .percent:
      guard let universe = universe(of: index),
        let whole = table.cell(area: area, variable: universe), let people = whole.estimate.number
      else { return nil }
      var moe: Double?
      if let own = cell.moe, let other = whole.moe {
        moe = MarginOfError.product((number / 100, own / 100), (people, other))
      }
      return (number / 100 * people, moe)
    case .median, .mean, .other: return nil
    }
  }

  /// The nearest count above a share, in its own column group, that its label calls its universe.
  private func universe(of index: Int) -> Int? {
    let variable = table.variables[index]
    return table.variables[..<index].lastIndex {
      $0.kind == .count && $0.label.first == variable.label.first
        && $0.label.last == variable.universe
    }
  }
}
