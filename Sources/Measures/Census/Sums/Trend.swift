import Delimited

/// One line of a table at two vintages.
public struct Trend: Sendable, Equatable {
  /// The later vintage's variable.
  public let variable: Variable
  public let earlier: Estimate
  public let later: Estimate
  /// Later less earlier, in the variable's unit.
  public let difference: Double
  /// nil if a margin is missing.
  public let moe: Double?
  /// 100 · (later − earlier) ÷ earlier, for counts above zero.
  public let percentChange: Double?
  /// The change's margin in percentage points.
  public let percentChangeMOE: Double?
  /// Whether the two differ at the 90 per cent level; nil if a margin is missing.
  public let differs: Bool?
  /// True if both periods pool some of the same years' interviews. Such estimates are not
  /// independent: the margin is then too wide and `differs` too seldom true, and the Bureau
  /// advises against the comparison.
  public let overlaps: Bool
  /// What a reader should know of this comparison, as sentences.
  public let warnings: [String]
}

/// All lines of a table that two vintages have in common.
public struct Trends: Sendable {
  public let earlier: Vintage?
  public let later: Vintage?
  public let lines: [Trend]
  /// Lines of the later vintage without a trend, with the reason as a sentence.
  public let unmatched: [(variable: Variable, reason: String)]
  /// What holds for all lines.
  public let warnings: [String]
}

extension Trends {
  /// Compares a service area at two vintages of one table, in either order.
  ///
  /// Lines are matched by their labels, since codes move: S0101_C02_001 was the number of males in
  /// 2010 and is a percentage now.
  /// - Throws: `ImportFault` if the tables differ.
  public init(_ one: ServiceArea, _ other: ServiceArea) throws(ImportFault) {
    if let first = one.table, let second = other.table, first != second {
      throw ImportFault(
        message: "A trend compares one table at two times; these are \(first) and \(second).")
    }
    let inOrder =
      if let first = one.vintage, let second = other.vintage { first <= second } else { true }
    let (before, after) = inOrder ? (one, other) : (other, one)
    earlier = before.vintage
    later = after.vintage
    var notes: [String] = []
    var overlaps = false
    if let earlier, let later {
      let shared = earlier.yearsShared(with: later)
      overlaps = shared > 0
      if overlaps {
        notes.append(
          "\(earlier) and \(later) share \(shared == 1 ? "a year" : "\(shared) years") of "
            + "interviews, so the estimates are not independent. Compare periods that do not "
            + "overlap.")
      }
      if earlier.span != later.span {
        notes.append("The periods are of different lengths, which the Bureau advises against.")
      }
    } else {
      notes.append("A vintage is unknown, so overlapping periods could not be checked.")
    }
    if Set(before.geographies.map(\.geoID)) != Set(after.geographies.map(\.geoID)) {
      notes.append(
        "The areas are not the same at both times; boundaries are redrawn after each census.")
    }
    var lines: [Trend] = []
    var unmatched: [(variable: Variable, reason: String)] = []
    let match = LabelMatch(before.variables, after.variables)
    for (index, variable) in after.variables.enumerated() {
      guard let found = match.earlier(of: index) else {
        unmatched.append((variable, "The earlier table has no line “\(variable.title)”."))
        continue
      }
      guard let then = before.outcomes[found.index].estimate,
        let now = after.outcomes[index].estimate
      else {
        let reason = after.outcomes[index].refusal ?? before.outcomes[found.index].refusal
        unmatched.append((variable, reason ?? "There is no estimate."))
        continue
      }
      lines.append(
        Trend(
          variable, from: then, to: now, overlaps: overlaps,
          warnings: found.warnings + Self.missing(then, now)))
    }
    self.lines = lines
    self.unmatched = unmatched
    warnings = notes
  }

  private static func missing(_ then: Estimate, _ now: Estimate) -> [String] {
    then.missing == now.missing ? [] : ["Not the same areas have an estimate at both times."]
  }

  /// The trend of a line by its code in the later vintage.
  public subscript(code: String) -> Trend? {
    lines.first { $0.variable.code == code }
  }
}

extension Trend {
  init(
    _ variable: Variable, from earlier: Estimate, to later: Estimate, overlaps: Bool,
    warnings: [String]
  ) {
    self.variable = variable
    self.earlier = earlier
    self.later = later
    self.overlaps = overlaps
    self.warnings = warnings
    difference = later.value - earlier.value
    let isCount = variable.kind == .count && earlier.value > 0
    percentChange = isCount ? 100 * (later.value - earlier.value) / earlier.value : nil
    guard let then = earlier.moe, let now = later.moe else {
      (moe, percentChangeMOE, differs) = (nil, nil, nil)
      return
    }
    moe = MarginOfError.difference(then, now)
    percentChangeMOE =
      isCount
      ? MarginOfError.percentChange(from: (earlier.value, then), to: (later.value, now)) : nil
    differs = MarginOfError.differ((later.value, now), (earlier.value, then))
  }
}
