import Store

/// Which rows of a table are whose: as a condition that the database itself evaluates.
///
/// - A row with a `community` of its own belongs to that one.
/// - A row that refers to one that belongs to a community belongs to it too: words to their fact.
/// - A row that a table of pairs joins to a community belongs to it: an engagement, to several.
/// - A row about a `subject` of a kind that has a table belongs where that row does: translations.
///
/// What somebody refused to let go stays with everything that touches it: a row stays when it
/// belongs to a refused community by any of these ways.
///
/// One of these makes the condition for one table. Each set of rows that it builds upon is a named
/// part of a `WITH`: nested into each other they would be deeper than SQLite reads.
final class Attribution {
  private let tables: [Schema.Table]
  private let only: String?
  private let refused: [String]
  private var parts: [SQL] = []
  /// Whether a part of that name has any rows; not yet while it is being made.
  private var isMade: [String: Bool] = [:]

  /// Whose rows a part holds.
  private struct Owners {
    let name: StaticString
    let communities: [String]
    /// Whether a community of its own settles whose a row is.
    let isStrict: Bool
  }

  private init(_ tables: [Schema.Table], _ only: String?, _ refused: [String]) {
    self.tables = tables
    self.only = only
    self.refused = refused
  }

  /// What stands before `SELECT` and after `WHERE` for the rows that leave; `nil` when it can't be
  /// told of any row.
  ///
  /// - Parameters:
  ///   - tables: All that leave.
  ///   - only: Only what belongs to this community, and what that refers to; `nil` for everything.
  static func of(
    _ table: Schema.Table, among tables: [Schema.Table], only: String?, refused: [String]
  ) -> (with: SQL, condition: SQL)? {
    let attribution = Attribution(tables, only, refused)
    guard let condition = attribution.condition(of: table) else { return nil }
    let parts = attribution.parts
    return (parts.isEmpty ? .empty : "WITH \(parts.joined(separator: ", ")) ", condition)
  }

  private func condition(of table: Schema.Table) -> SQL? {
    var conditions: [SQL] = []
    if let only {
      var ways = ways(table, Owners(name: "own", communities: [only], isStrict: true))
      if table.name != "community" { ways += needed(table) }
      guard !ways.isEmpty else { return nil }
      conditions.append(any(ways))
      for column in table.references.filter({ $0.table == "community" }).flatMap(\.columns) {
        conditions.append("(\(identifier: column) IS NULL OR \(identifier: column) = \(only))")
      }
    }
    let isLedger = only == nil && ExportRules.ledger.contains(table.name)
    if !refused.isEmpty, !isLedger {
      let touching = ways(
        table, Owners(name: "touched", communities: refused, isStrict: false))
      if !touching.isEmpty { conditions.append("NOT \(any(touching))") }
    }
    if let rule = ExportRules.condition(of: table.name) { conditions.append(rule) }
    return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
  }

  /// The conditions under each of which a row belongs to the owners.
  private func ways(_ table: Schema.Table, _ owners: Owners) -> [SQL] {
    if table.name == "community" { return ["\"id\" IN \(list: owners.communities)"] }
    var ways: [SQL] = []
    if table.has("community") {
      ways.append("(\"community\" IS NOT NULL AND \"community\" IN \(list: owners.communities))")
      if owners.isStrict { return ways }
    }
    for reference in table.references where reference.table != table.name {
      if let above = part(reference.table, owners) {
        ways.append(refers(reference.columns, above, reference.parents))
      }
    }
    if !table.has("community") { ways += joined(table, owners) + spoken(table, owners) }
    return ways
  }

  /// By a table of pairs of such rows and communities. People who sign in belong to none.
  private func joined(_ table: Schema.Table, _ owners: Owners) -> [SQL] {
    guard !ExportRules.accounts.contains(table.name) else { return [] }
    return tables.filter { $0.name != table.name && $0.key.contains("community") }
      .flatMap { pairs in
        pairs.references.filter { reference in
          reference.table == table.name && reference.columns.allSatisfy(pairs.key.contains)
        }.map { reference in
          refers(
            reference.parents, pairs.name, reference.columns,
            where: "\"community\" IN \(list: owners.communities)")
        }
      }
  }

  /// By kind and id of what the row is about.
  private func spoken(_ table: Schema.Table, _ owners: Owners) -> [SQL] {
    guard table.has("subject_kind"), table.has("subject") else { return [] }
    return tables.filter { $0.key == ["id"] && !$0.has("subject_kind") }.compactMap { other in
      part(other.name, owners).map { above in
        let kinds = Set([other.name, other.name.split(separator: "_").joined(separator: "-")])
        return """
          ("subject_kind" IN \(list: kinds.sorted()) AND \(refers(["subject"], above, ["id"])))
          """
      }
    }
  }

  /// By a row that leaves and refers to it.
  private func needed(_ table: Schema.Table) -> [SQL] {
    tables.filter { $0.name != table.name }.flatMap { child in
      child.references.filter { $0.table == table.name }.compactMap { reference in
        part(child, "leaving") { self.condition(of: child) }.map { leaving in
          let present = reference.columns.map { "\(identifier: $0) IS NOT NULL" as SQL }
          return refers(
            reference.parents, leaving, reference.columns, where: present.joined(separator: " AND ")
          )
        }
      }
    }
  }

  /// The name of the rows of a table that belong to the owners, `nil` when none can.
  private func part(_ name: String, _ owners: Owners) -> String? {
    guard let table = tables.first(where: { $0.name == name }) else { return nil }
    return part(table, owners.name) {
      let ways = self.ways(table, owners)
      return ways.isEmpty ? nil : self.any(ways)
    }
  }

  private func part(
    _ table: Schema.Table, _ rows: StaticString, _ condition: () -> SQL?
  ) -> String? {
    let name = "\(rows.description) \(table.name)"
    if let isMade = isMade[name] { return isMade ? name : nil }
    isMade[name] = false
    guard let condition = condition() else { return nil }
    isMade[name] = true
    // Those by which rows find each other, without what they hold.
    let parents = tables.flatMap(\.references).filter { $0.table == table.name }.flatMap(\.parents)
    let linking = Set(table.key + parents + table.references.flatMap(\.columns))
    let columns = names(table.columns.map(\.name).filter(linking.contains))
    parts.append(
      "\(identifier: name) AS (SELECT \(columns) FROM \(identifier: table.name) WHERE \(condition))"
    )
    return name
  }

  private func refers(
    _ columns: [String], _ other: String, _ others: [String], where condition: SQL = "1 = 1"
  ) -> SQL {
    let present = columns.map { "\(identifier: $0) IS NOT NULL" as SQL }.joined(separator: " AND ")
    return """
      (\(present) AND (\(names(columns))) IN
        (SELECT \(names(others)) FROM \(identifier: other) WHERE \(condition)))
      """
  }

  private func names(_ columns: [String]) -> SQL {
    columns.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
  }

  private func any(_ conditions: [SQL]) -> SQL { "(\(conditions.joined(separator: " OR ")))" }
}
