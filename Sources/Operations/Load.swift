import Foundation
import Ledger
import Store
import Surroundings

/// Brings an export into an empty database.
public struct Load: Sendable, Equatable {
  public let tables: Int
  public let rows: Int
  /// The ledger as it is now.
  public let ledger: LedgerVerification
  public let manifestSHA256: String
  /// The community that came, where it was not a whole library.
  public let community: String?
  public let hasAccounts: Bool

  /// Loads `folder` into `store`: all of it in one transaction, or nothing.
  ///
  /// The schema is first brought to where it was when the export was written, and after it to where
  /// this Kith wants it: so an export of an older Kith comes in as an upgrade would have left it.
  ///
  /// - Throws: ``OperationFault``, which names file and line.
  public static func read(
    _ folder: String, into store: Store, _ migrations: [Migration], _ surroundings: Surroundings
  ) async throws -> Load {
    let (manifest, digest) = try Manifest.read(folder)
    let known = Set(migrations.map(\.id))
    let newer = manifest.migrations.filter { !known.contains($0) }
    guard newer.isEmpty else {
      throw OperationFault(
        "The export was written by a newer Kith, which made: \(newer.joined(separator: ", ")). Install that version first."
      )
    }
    let files = manifest.files.map { ExportFile(folder, $0) }
    for file in files { try file.check() }
    try await store.read { connection in
      let further = try Schema.migrations(connection).filter { !manifest.migrations.contains($0) }
      guard try isEmpty(connection) else {
        throw OperationFault(
          "The database is not empty. Load into a new folder: kith load \(folder) --folder NEW")
      }
      guard further.isEmpty else {
        throw OperationFault(
          "The export is of an older Kith than the database here. Load it into a new folder: kith load \(folder) --folder NEW"
        )
      }
    }
    let then = Set(manifest.migrations)
    try await store.migrate(
      migrations.filter { then.contains($0.id) }, at: surroundings.now(), backup: false)
    let loader = Loader(manifest: manifest, digest: digest, files: files, now: surroundings.now())
    let ledger = try await store.write { try loader.load($0) }
    try await store.migrate(migrations, at: surroundings.now(), backup: false)
    return Load(
      tables: files.count, rows: files.map(\.stated.rows).reduce(0, +), ledger: ledger,
      manifestSHA256: digest, community: manifest.only?.name, hasAccounts: manifest.withAccounts)
  }

  /// Whether nothing has ever happened here: each change leaves a moment, and a library that was
  /// only just started has its keys, its first-run code and its jobs.
  private static func isEmpty(_ connection: any Connection) throws -> Bool {
    let present = try Schema.tableNames(connection)
    for table in ["moment", "library", "account", "community"] where present.contains(table) {
      if try connection.exists("SELECT 1 FROM \(identifier: table)") { return false }
    }
    return true
  }
}

/// The one transaction.
private struct Loader: Sendable {
  let manifest: Manifest
  let digest: String
  let files: [ExportFile]
  let now: Instant

  func load(_ connection: any Connection) throws -> LedgerVerification {
    let schema = try Schema.read(connection)
    if let stranger = files.first(where: { schema[$0.stated.table] == nil }) {
      throw OperationFault("\(stranger.stated.file): there is no such table.")
    }
    let byTable = Dictionary(
      files.map { ($0.stated.table, $0) }, uniquingKeysWith: { first, _ in first })
    // Of one community the ledger is evidence, to be read: it is no chain by itself.
    let tables = try Schema.ordered(schema.tables).filter { table in
      byTable[table.name] != nil
        && (manifest.only == nil || !ExportRules.ledger.contains(table.name))
    }
    // What the migrations themselves put in.
    for table in tables.reversed() where table.name != "moment" {
      try connection.run("DELETE FROM \(identifier: table.name)")
    }
    for table in tables {
      if let file = byTable[table.name] { try LoadedTable(table, file).load(connection) }
    }
    if let community = manifest.only {
      try connection.record(
        "community.loaded",
        on: Subject(kind: "community", id: community.id, community: community.id), by: "program",
        at: now, ["manifest": digest, "from": manifest.ledger.head])
    }
    return try verified(connection)
  }

  private func verified(_ connection: any Connection) throws -> LedgerVerification {
    let ledger = try Ledger.verify(connection)
    if let fault = ledger.faults.first {
      throw OperationFault("moment.jsonl: the ledger does not hold: \(fault).")
    }
    guard manifest.only != nil || ledger.head == manifest.ledger.head else {
      throw OperationFault("moment.jsonl does not end where manifest.json says the ledger ends.")
    }
    return ledger
  }
}
