import Delimited

/// Pairs the lines of one table at two vintages by their labels.
///
/// Labels gain steps over the years: “Total › AGE › Under 5 years” (2010) became “Total › Total
/// population › AGE › Under 5 years” (2019). A pair is made where the labels are equal, else where
/// one label has all the other's steps in the same order and no second line does so as well.
struct LabelMatch {
  private struct Line {
    var index: Int
    var steps: [String]
    var kind: Variable.Kind
    var title: String
    var code: String
  }

  private var pairs: [Int: (index: Int, warnings: [String])] = [:]

  init(_ earlier: [Variable], _ later: [Variable]) {
    let before = earlier.enumerated().map { Self.line($0, $1) }
    let after = later.enumerated().map { Self.line($0, $1) }
    var byLeaf: [String: [Line]] = [:]
    for line in before { byLeaf[line.steps.last ?? "", default: []].append(line) }
    var afterByLeaf: [String: [Line]] = [:]
    for line in after { afterByLeaf[line.steps.last ?? "", default: []].append(line) }
    for line in after {
      let leaf = line.steps.last ?? ""
      let candidates = (byLeaf[leaf] ?? []).filter { $0.kind == line.kind }
      guard let found = Self.only(candidates, for: line),
        let back = Self.only(
          (afterByLeaf[leaf] ?? []).filter { $0.kind == found.kind }, for: found),
        back.index == line.index
      else { continue }
      var warnings: [String] = []
      if found.title != line.title {
        warnings.append("The label was “\(found.title)” and is “\(line.title)”.")
      }
      if found.code != line.code {
        warnings.append("The line's code was \(found.code) and is \(line.code).")
      }
      if line.title.lowercased().contains("inflation-adjusted") || line.kind == .median {
        if line.title.lowercased().contains("dollars") {
          warnings.append("Dollars are those of each vintage's last year, not of one year.")
        }
      }
      pairs[line.index] = (found.index, warnings)
    }
  }

  /// The line of the earlier table that a line of the later one continues.
  func earlier(of index: Int) -> (index: Int, warnings: [String])? { pairs[index] }

  private static func line(_ index: Int, _ variable: Variable) -> Line {
    var steps = variable.key
    if variable.kind == .percent, let group = steps.first, group.hasPrefix("percent") {
      // A column of shares was headed “Total” before counts got the column of that name.
      let own = Blanks.trim(String(group.dropFirst("percent".count)))
      steps[0] = own.isEmpty ? "total" : own
    }
    // The universe tells apart lines that have one label, such as “Bachelor's degree or higher” of
    // each age group.
    if let universe = variable.universe.map(Label.key), !steps.contains(universe), steps.count > 1 {
      steps.insert(universe, at: 1)
    }
    return Line(
      index: index, steps: steps, kind: variable.kind, title: variable.title, code: variable.code)
  }

  private static func only(_ candidates: [Line], for line: Line) -> Line? {
    let equal = candidates.filter { $0.steps == line.steps }
    if equal.count == 1 { return equal[0] }
    guard equal.isEmpty else { return nil }
    let near = candidates.filter {
      $0.steps.first == line.steps.first
        && (isWithin($0.steps, line.steps) || isWithin(line.steps, $0.steps))
    }
    return near.count == 1 ? near[0] : nil
  }

  /// True if `long` has the steps of `short` in order.
  private static func isWithin(_ short: [String], _ long: [String]) -> Bool {
    var rest = short[...]
    for step in long where step == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
