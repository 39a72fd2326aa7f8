import Store

/// Which rows of a table are whose: as conditions that the database itself evaluates.
///
/// - A row with a `community` of its own belongs to that one.
/// - A row that refers to one that belongs to a community belongs to it too: words to their fact.
/// - A row that a table of pairs joins to a community belongs to it: an engagement, to several.
/// - A row about a `subject` of a kind that has a table belongs where that row does: translations.
///
/// What somebody refused to let go stays with everything that touches it: a row stays when it
/// belongs to a refused community by any of these ways.
struct Attribution {
  private let tables: [Schema.Table]
  /// Only what belongs to this community, and what that refers to; `nil` for everything.
  private let only: String?
  private let refused: [String]

  init(_ tables: [Schema.Table], only: String?, refused: [String]) {
    self.tables = tables
    self.only = only
    self.refused = refused
  }

  /// The condition of a row that leaves, `nil` when nothing of the table can be told to.
  func condition(of table: Schema.Table) -> SQL? {
    var conditions: [SQL] = []
    if let only {
      var ways = ways(table, [only], isStrict: true)
      if table.name != "community" { ways += needed(table) }
      guard !ways.isEmpty else { return nil }
      conditions.append(any(ways))
      for column in table.references.filter({ $0.table == "community" }).flatMap(\.columns) {
        conditions.append(
          "(\(identifier: column) IS NULL OR \(identifier: column) = \(only))")
      }
    }
    let isLedger = only == nil && ExportRules.ledger.contains(table.name)
    if !refused.isEmpty, !isLedger {
      let touching = ways(table, refused, isStrict: false)
      if !touching.isEmpty { conditions.append("NOT \(any(touching))") }
    }
    if let rule = ExportRules.condition(of: table.name) { conditions.append(rule) }
    return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
  }

  /// The conditions under each of which a row belongs to one of `communities`.
  ///
  /// - Parameter isStrict: Whether a community of its own settles it.
  private func ways(
    _ table: Schema.Table, _ communities: [String], isStrict: Bool, seen: Set<String> = []
  ) -> [SQL] {
    guard !seen.contains(table.name) else { return [] }
    if table.name == "community" { return ["\"id\" IN \(list: communities)"] }
    var ways: [SQL] = []
    if table.has("community") {
      ways.append("(\"community\" IS NOT NULL AND \"community\" IN \(list: communities))")
      if isStrict { return ways }
    }
    let seen = seen.union([table.name])
    for reference in table.references where reference.table != table.name {
      guard let parent = tables.first(where: { $0.name == reference.table }) else { continue }
      let above = self.ways(parent, communities, isStrict: isStrict, seen: seen)
      if above.isEmpty { continue }
      ways.append(refers(reference.columns, parent.name, reference.parents, any(above)))
    }
    if !table.has("community") {
      ways += joined(table, communities) + spoken(table, communities, isStrict, seen)
    }
    return ways
  }

  /// By a table of pairs of such rows and communities. People who sign in belong to none.
  private func joined(_ table: Schema.Table, _ communities: [String]) -> [SQL] {
    guard !ExportRules.accounts.contains(table.name) else { return [] }
    return tables.filter { $0.name != table.name && $0.key.contains("community") }.flatMap {
      pairs in
      pairs.references.filter { reference in
        reference.table == table.name && reference.columns.allSatisfy(pairs.key.contains)
      }.map { reference in
        refers(
          reference.parents, pairs.name, reference.columns, "\"community\" IN \(list: communities)")
      }
    }
  }

  /// By kind and id of what the row is about.
  private func spoken(
    _ table: Schema.Table, _ communities: [String], _ isStrict: Bool, _ seen: Set<String>
  ) -> [SQL] {
    guard table.has("subject_kind"), table.has("subject") else { return [] }
    return tables.filter { $0.key == ["id"] }.compactMap { other in
      let above = ways(other, communities, isStrict: isStrict, seen: seen)
      guard !above.isEmpty else { return nil }
      let kinds = Set([other.name, other.name.split(separator: "_").joined(separator: "-")])
      let about = refers(["subject"], other.name, ["id"], any(above))
      return "(\"subject_kind\" IN \(list: kinds.sorted()) AND \(about))"
    }
  }

  /// By a row that leaves and refers to it.
  private func needed(_ table: Schema.Table) -> [SQL] {
    tables.filter { $0.name != table.name }.flatMap { child in
      child.references.filter { $0.table == table.name }.compactMap { reference in
        condition(of: child).map { condition in
          let present = reference.columns.map { "\(identifier: $0) IS NOT NULL" as SQL }
          return refers(
            reference.parents, child.name, reference.columns,
            (present + [condition]).joined(separator: " AND "))
        }
      }
    }
  }

  private func refers(
    _ columns: [String], _ table: String, _ others: [String], _ condition: SQL
  ) -> SQL {
    let present = columns.map { "\(identifier: $0) IS NOT NULL" as SQL }
      .joined(separator: " AND ")
    return """
      (\(present) AND (\(names(columns))) IN
        (SELECT \(names(others)) FROM \(identifier: table) WHERE \(condition)))
      """
  }

  private func names(_ columns: [String]) -> SQL {
    columns.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
  }

  private func any(_ conditions: [SQL]) -> SQL { "(\(conditions.joined(separator: " OR ")))" }
}
