import Census
import Communities
import Delimited
import Surroundings

/// One census table as it is going to be stored: computed before anything is written, so that the
/// database is held for the writing alone.
struct TablePlan: Sendable {
  let id: ID<KeptTable>
  let key: TableKey
  let table: CensusTable
  let files: [GivenFile]
  let describing: [GivenFile]
  let area: ServiceArea
  let benchmarks: [Census.Benchmark]
  let warnings: [String]
  /// The stored table whose place it takes.
  let replaces: KeptTable?
  /// Whether exactly this is stored already.
  let isStored: Bool

  /// - Throws: `ImportFault`, ``ImportRefusal/noArea(table:)``.
  init(
    _ parts: [GivenTable], prior: KeptTable?, _ choices: ImportChoices,
    _ surroundings: Surroundings
  ) throws {
    let given = Set(parts.map(\.file.digest))
    let older = try (prior?.parts() ?? []).filter { !given.contains($0.file.digest) }
    let all = older + parts
    table = try JoinedTable.read(all)
    key = TableKey(table)
    files = GivenFiles.distinct(all.map(\.file))
    describing = GivenFiles.distinct(all.flatMap(\.companions))
    replaces = prior
    id = .new(surroundings)
    // Areas of these files are chosen anew; those of files given before stay chosen.
    let now = Set(parts.flatMap { $0.table.geographies.map(\.geoID) })
    let before = Set(prior?.areas ?? []).subtracting(now)
    let chosen = table.geographies.map(\.geoID).filter { id in
      now.contains(id) ? choices.takes(id) : before.contains(id)
    }
    guard !chosen.isEmpty else { throw ImportRefusal.noArea(table: table.id ?? parts[0].file.name) }
    area = try table.serviceArea(of: chosen, named: "")
    var warnings = table.warnings + area.warnings
    var benchmarks: [Census.Benchmark] = []
    if choices.community != nil, !Self.isOfOneGroup(key.name) {
      do throws(ImportFault) {
        benchmarks = try table.benchmarks(of: chosen)
      } catch {
        warnings.append(error.message)
      }
    }
    self.benchmarks = benchmarks
    self.warnings = warnings
    isStored = prior?.has(files, describing, areas: chosen) ?? false
  }

  /// B01001A to B01001I count one group alone: no benchmark of everybody.
  private static func isOfOneGroup(_ name: String) -> Bool {
    let base = name.hasSuffix("PR") ? name.dropLast(2) : name[...]
    return base.last?.isLetter ?? false
  }

  /// What each area has for each variable: rows of `census_value`.
  func forEachValue(
    _ body: (_ area: Int, _ variable: Int, _ estimate: Double?, _ moe: Double?) throws -> Void
  ) rethrows {
    for (position, geography) in area.geographies.enumerated() {
      for (line, variable) in table.variables.enumerated() {
        guard let cell = table.cell(geography.geoID, variable.code) else { continue }
        try body(position, line, cell.estimate.number, cell.moe.flatMap { $0 >= 0 ? $0 : nil })
      }
    }
  }
}

/// Two vintages of one table side by side.
struct Comparison: Sendable {
  let earlier: ID<KeptTable>
  let later: ID<KeptTable>
  let trends: Trends

  var overlaps: Bool {
    guard let earlier = trends.earlier, let later = trends.later else { return false }
    return earlier.yearsShared(with: later) > 0
  }

  /// A table at one time, whether stored or about to be.
  private struct Stage {
    let id: ID<KeptTable>
    let key: TableKey
    let area: () throws -> ServiceArea
  }

  /// Each new table against the vintage before it and the one after it: the nearest that shares no
  /// year of interviews, or else the nearest.
  static func all(of plans: [TablePlan], kept: [KeptTable]) throws -> [Comparison] {
    let replaced = Set(plans.compactMap(\.replaces?.id))
    var done: Set<[String]> = []
    var comparisons: [Comparison] = []
    for plan in plans where plan.key.isKnown && !plan.isStored {
      let others =
        plans.filter { $0.key.name == plan.key.name && $0.key != plan.key && !$0.isStored }
        .map { other in Stage(id: other.id, key: other.key) { other.area } }
        + kept.filter {
          $0.key.name == plan.key.name && $0.key != plan.key && $0.key.isKnown
            && !replaced.contains($0.id)
        }.map { other in
          Stage(id: other.id, key: other.key) {
            try JoinedTable.read(other.parts()).serviceArea(of: other.areas, named: "")
          }
        }
      for other in neighbours(of: plan.key, among: others) {
        let trends = try Trends(plan.area, other.area())
        let isLater = trends.later == plan.area.vintage
        let pair = isLater ? (other.id, plan.id) : (plan.id, other.id)
        guard !trends.lines.isEmpty, done.insert([pair.0.text, pair.1.text]).inserted else {
          continue
        }
        comparisons.append(Comparison(earlier: pair.0, later: pair.1, trends: trends))
      }
    }
    return comparisons
  }

  private static func neighbours(of key: TableKey, among others: [Stage]) -> [Stage] {
    guard let own = vintage(of: key) else { return [] }
    let dated = others.compactMap { stage in vintage(of: stage.key).map { (stage, $0) } }
    let before = dated.filter { $0.1 < own }.sorted { $0.1 > $1.1 }
    let after = dated.filter { $0.1 > own }.sorted { $0.1 < $1.1 }
    return [before, after].compactMap { side in
      (side.first { $0.1.yearsShared(with: own) == 0 } ?? side.first)?.0
    }
  }

  private static func vintage(of key: TableKey) -> Vintage? {
    guard let year = key.year, let span = key.span else { return nil }
    return Vintage(endYear: year, span: span)
  }
}
