import Foundation

/// What the numbers of one variable's columns look like, all areas together.
struct ColumnEvidence: Sendable {
  var hasPoint = false
  var isPercent = false
  var hasNumber = false
  var largest = -Double.infinity
  var smallest = Double.infinity

  mutating func note(_ text: FigureText) {
    hasPoint = hasPoint || text.hasPoint
    isPercent = isPercent || text.isPercent
    if let number = text.figure.number {
      hasNumber = true
      largest = max(largest, number)
      smallest = min(smallest, number)
    }
  }
}

extension Variable.Kind {
  /// Tells the kind by the words of the label, then by how the numbers are written.
  ///
  /// The words alone do not do. A detailed table counts households whose rent is “30.0 to 34.9
  /// percent” of income. A subject table of 2010 calls a share “Total!!Estimate!!Bachelor's
  /// degree”: only its decimal point (“21.5”) shows that it is one, since counts have none.
  static func of(_ label: [String], table: String?, evidence: ColumnEvidence) -> Self {
    let isDetailed = isDetailed(table)
    let steps = label.map { words($0) }
    if let kind = byName(steps, isDetailed: isDetailed) {
      // A column headed “Percent” repeats the count of its universe in that universe's line.
      let repeatsCount =
        kind == .percent && !evidence.hasPoint && !evidence.isPercent && evidence.largest > 100
      return repeatsCount ? .count : kind
    }
    if evidence.isPercent { return .percent }
    if !isDetailed {
      if evidence.hasPoint { return .percent }
      if !evidence.hasNumber { return .other }
    }
    return .count
  }

  /// Tables in B and C are detailed tables: their lines are counts unless the label says not.
  static func isDetailed(_ table: String?) -> Bool {
    guard let first = table?.first else { return true }
    return first == "B" || first == "C"
  }

  private static func byName(_ steps: [[String]], isDetailed: Bool) -> Self? {
    for step in steps {
      if step.contains("aggregate") { return .count }
      if step.contains("median") || step.contains("medians") { return .median }
      if step.contains("mean") || step.contains("average") || step.starts(with: ["per", "capita"]) {
        return .mean
      }
    }
    guard let first = steps.first, let last = steps.last else { return nil }
    if isDetailed {
      guard !first.contains("total") else { return nil }
      if first.contains("index") || first.contains("gini") || first.contains("ratio") {
        return .other
      }
      return saysPercent(first) || first.contains("rate") ? .percent : nil
    }
    if last.contains("ratio") || last.contains("index") || first.contains("ratio") {
      return .other
    }
    let isPercent =
      steps.contains { $0.first == "percent" || $0.contains("rate") }
      || saysPercent(last)
    return isPercent ? .percent : nil
  }

  /// “Percent with a disability”, but not “50 percent of poverty level”, which is a threshold.
  private static func saysPercent(_ words: [String]) -> Bool {
    guard let index = words.firstIndex(where: { ["percent", "percentage"].contains($0) }) else {
      return false
    }
    return index == 0 || !(words[index - 1].last?.isNumber ?? false)
  }

  private static func words(_ step: String) -> [String] {
    step.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }.map(String.init)
  }
}

extension Variable {
  /// True for the lines on how much was imputed, and for rates, whose universe is another.
  private static func isQuality(_ label: [String]) -> Bool {
    label.contains { step in
      ["imputed", "allocated", "rate"].contains { step.lowercased().contains($0) }
    }
  }

  /// Settles kinds and universes for a table's lines, in file order.
  static func settled(
    _ lines: [(code: String, label: [String])], table: String?, evidence: [ColumnEvidence]
  ) -> [Variable] {
    let kinds = zip(lines, evidence).map {
      Kind.of($0.label, table: table, evidence: $1)
    }
    var countAt: [[String]: Int] = [:]
    var lastCount: [String: Int] = [:]
    var variables: [Variable] = []
    for (index, line) in lines.enumerated() {
      let kind = index < kinds.count ? kinds[index] : .other
      let group = line.label.first ?? ""
      var universe: String?
      if line.label.count > 1 {
        for length in stride(from: line.label.count - 1, through: 1, by: -1) {
          if let parent = countAt[Array(line.label.prefix(length))] {
            universe = lines[parent].label.last
            break
          }
        }
      }
      // Subject tables before 2015 set shares flat under the count that they are shares of.
      if universe == nil, kind == .percent, !isQuality(line.label), let parent = lastCount[group] {
        universe = lines[parent].label.last
      }
      if kind == .count {
        if countAt[line.label] == nil { countAt[line.label] = index }
        lastCount[group] = index
      }
      variables.append(
        Variable(code: line.code, label: line.label, kind: kind, universe: universe))
    }
    return variables
  }
}
