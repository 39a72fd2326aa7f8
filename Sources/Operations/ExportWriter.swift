import Foundation
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// Writes the files of one export from one snapshot.
struct ExportWriter: Sendable {
  let order: Export.Order
  let folder: String
  let held: Set<String>
  let now: Instant

  /// What the gate said of everything that an export concerns.
  struct Permits: Sendable, Equatable {
    let given: [Permit]
    let communities: [Manifest.Community]
    let refused: [Manifest.Community]
  }

  /// Asks the gate for the library, and for each community by itself.
  ///
  /// - Throws: ``OperationFault`` when nothing may leave.
  func permits(_ connection: any Connection) throws -> Permits {
    let today = Day(now, in: try Library.find(connection)?.zone ?? .gmt)
    func ask(_ subject: Subject) throws -> Verdict {
      try Gate.may(
        .program, .export, on: subject, purpose: .safekeeping, today: today, connection)
    }
    var given: [Permit] = []
    if order.community == nil {
      guard let permit = try ask(Subject(kind: "library", id: "1")).permit else {
        throw OperationFault("The library may not be exported.")
      }
      given.append(permit)
    }
    var communities: [Manifest.Community] = []
    var refused: [Manifest.Community] = []
    for row in try rows(connection) {
      let (id, name) = (try row.string("id"), try row.string("name"))
      switch try ask(Subject(kind: "community", id: id, community: id)) {
      case .yes(let permit):
        let isWanted = try order.community.map { try $0 == id || $0 == row.string("slug") } ?? true
        guard isWanted else { continue }
        communities.append(Manifest.Community(id: id, name: name))
        given.append(permit)
      case .no(let refusals):
        let why = refusals.map { $0.sentence(Words.english) }.joined(separator: " ")
        refused.append(Manifest.Community(id: id, name: name, why: why))
        if try order.community.map({ try $0 == id || $0 == row.string("slug") }) ?? false {
          throw OperationFault("\(name) may not be exported. \(why)")
        }
      }
    }
    if let wanted = order.community, communities.isEmpty {
      throw OperationFault("There is no community with the id or the address \(wanted).")
    }
    return Permits(given: given, communities: communities, refused: refused)
  }

  private func rows(_ connection: any Connection) throws -> [Row] {
    guard try Schema.has("community", connection) else { return [] }
    return try connection.rows("SELECT id, slug, name FROM community ORDER BY id")
  }

  /// Writes every table's file.
  func write(_ permits: Permits, _ connection: any Connection) throws -> Manifest {
    let schema = try Schema.read(connection)
    var tables = ExportTables(schema, held: held, withAccounts: order.withAccounts)
    let only = order.community == nil ? nil : permits.communities.first
    var files: [Manifest.File] = []
    // Also what turns out to stay: nothing that leaves refers to it.
    let leaving = tables.leaving
    for table in leaving {
      let rows = Attribution.of(
        table, among: leaving, only: only?.id, refused: permits.refused.map(\.id))
      guard let rows else {
        tables.stay(table, why: "It can’t be told which of its rows are this community’s.")
        continue
      }
      files.append(
        try write(
          table, rows,
          emptied: tables.emptied(of: table).union(ExportRules.secrets[table.name] ?? []),
          connection))
    }
    let head = try connection.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
    return Manifest(
      kith: order.version, made: now.date.formatted(.iso8601), only: only,
      withAccounts: order.withAccounts, migrations: try Schema.migrations(connection),
      ledger: Manifest.LedgerHead(
        moments: try head?.int64("sequence") ?? 0, head: try head?.string("hash") ?? ""),
      files: files, leftOut: tables.staying.map { Manifest.LeftOut(table: $0.table, why: $0.why) },
      communities: permits.communities,
      // Of one community's export, the others are nobody's business.
      refused: only == nil ? permits.refused : [])
  }

  private func write(
    _ table: Schema.Table, _ leaving: (with: SQL, condition: SQL), emptied: Set<String>,
    _ connection: any Connection
  ) throws -> Manifest.File {
    let names = table.columns.map(\.name)
    let columns = names.map { name -> SQL in
      emptied.contains(name) ? "NULL AS \(identifier: name)" : "\(identifier: name)"
    }.joined(separator: ", ")
    let order: SQL =
      table.key.isEmpty
      ? names.map { "\(identifier: $0) NULLS FIRST" as SQL }.joined(separator: ", ")
      : table.key.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
    let file = try NewFile("\(folder)/\(table.name).jsonl")
    let csv = self.order.withCSV ? try NewFile("\(folder)/csv/\(table.name).csv") : nil
    var line: [UInt8] = []
    if let csv {
      CSVLine.append(header: names, to: &line)
      try csv.write(line)
    }
    var rows = 0
    try connection.forEach(
      """
      \(leaving.with)SELECT \(columns) FROM \(identifier: table.name)
      WHERE \(leaving.condition) ORDER BY \(order)
      """
    ) { row in
      line.removeAll(keepingCapacity: true)
      ExportLine.append(names, row.values, to: &line)
      try file.write(line)
      rows += 1
      if let csv {
        line.removeAll(keepingCapacity: true)
        CSVLine.append(row.values, to: &line)
        try csv.write(line)
      }
    }
    let digest = try file.finish()
    return Manifest.File(
      table: table.name, file: "\(table.name).jsonl", rows: rows, bytes: file.size,
      sha256: digest, csv: csv == nil ? nil : "csv/\(table.name).csv",
      csvSHA256: try csv?.finish())
  }
}
