import Foundation
import Ledger
import Store
import Surroundings

/// The database as a whole. What a check can't find out is a finding, never an end.
struct DoctorDatabase {
  let store: Store
  let doctor: Doctor
  private var now: Instant { doctor.surroundings.now() }

  func findings() async -> [Finding] {
    var findings = await looked("durability") { try await durability() }
    let damage = await looked("integrity") { try await integrity() }
    findings += damage
    findings += await looked("schema") { try await schema() }
    findings += await looked("ledger") { try await ledger() }
    findings += await looked("backup") { try await backup() }
    let now = now
    let library = DoctorLibrary(now: now)
    findings += await looked("library") {
      try await store.read { try library.findings($0) }
    }
    return findings
  }

  private func looked(
    _ check: String, _ body: () async throws -> [Finding]
  ) async -> [Finding] {
    do {
      return try await body()
    } catch {
      return [
        .wrong(
          check, "This can’t be looked at. \(OperationFault.words(error))",
          "If the database is damaged, bring back the last backup with kith restore.")
      ]
    }
  }

  /// Whether what was acknowledged survives a power cut.
  private func durability() async throws -> [Finding] {
    guard store.dialect == .sqlite else {
      let isOn = try await store.read { connection in
        try connection.exists(
          "SELECT 1 WHERE current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'"
        )
      }
      return isOn
        ? [.ok("durability", "PostgreSQL keeps what it acknowledged through a power cut.")]
        : [
          .wrong(
            "durability", "PostgreSQL may lose what it acknowledged: fsync is off.",
            "Set fsync and full_page_writes to on in postgresql.conf.")
        ]
    }
    let (journal, synchronous) = try await store.write { connection in
      (
        try connection.first("PRAGMA journal_mode")?.values.first,
        try connection.first("PRAGMA synchronous")?.values.first
      )
    }
    guard journal == .text("wal"), synchronous == .integer(2) else {
      return [
        .wrong(
          "durability",
          "The database is not kept as it should be: its journal or its waiting for the disk is off.",
          "Put the folder on a local disk: network file systems do not do for SQLite.")
      ]
    }
    return [
      .ok("durability", "What was acknowledged survives a power cut (WAL, synchronous FULL).")
    ]
  }

  private func integrity() async throws -> [Finding] {
    let faults = try await store.integrityFaults()
    guard let first = faults.first else {
      return [
        .ok(
          "integrity",
          "The whole database was read: it is sound, and every reference leads somewhere.")
      ]
    }
    let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
    return [
      .wrong(
        "integrity", "The database is damaged: \(first)\(more).",
        "Stop the server, keep a copy of the folder, and bring back the last backup: kith restore FILE --replace"
      )
    ]
  }

  private func schema() async throws -> [Finding] {
    let made = try await store.read { try Schema.migrations($0) }
    let newer = made.filter { !doctor.migrations.contains($0) }
    guard newer.isEmpty else {
      return [
        .wrong(
          "schema", "A newer Kith wrote this database: \(newer.joined(separator: ", ")).",
          "Install that version again; an older one can’t open it.")
      ]
    }
    let waiting = doctor.migrations.subtracting(made).count
    return waiting == 0
      ? [.ok("schema", "The database is up to date with this Kith.")]
      : [
        .lookAt(
          "schema", "Changes that this Kith has to make to the database: \(waiting).",
          "Make a backup; the next kith serve makes them.")
      ]
  }

  private func ledger() async throws -> [Finding] {
    let (verification, last) = try await store.read { connection in
      guard try Schema.has("moment", connection) else {
        return (LedgerVerification?.none, Instant?.none)
      }
      let last = try connection.first("SELECT MAX(at) AS at FROM moment")?.optionalMoment("at")
      return (try Ledger.verify(connection), last)
    }
    guard let verification else {
      return [.lookAt("ledger", "There is no ledger yet.", "kith serve makes it.")]
    }
    var findings: [Finding] = []
    if let fault = verification.faults.first {
      let more =
        verification.faults.count > 1 ? " (and \(verification.faults.count - 1) more)" : ""
      findings.append(
        .wrong(
          "ledger", "The ledger does not hold: \(fault)\(more).",
          "Somebody or something changed the past. Do not restore over it: see “When the ledger does not hold” in docs/OPERATIONS.md."
        ))
    } else {
      findings.append(
        .ok("ledger", "The ledger holds: \(verification.count) moments. Head: \(verification.head)")
      )
    }
    if let last, last > now + 300 {
      findings.append(
        .wrong(
          "clock",
          "The clock of this machine says \(now.date.formatted(.iso8601)), but the ledger’s last moment was at \(last.date.formatted(.iso8601)).",
          "Set the clock: timedatectl set-ntp true"))
    } else {
      findings.append(.ok("clock", "The clock stands after the last moment of the ledger."))
    }
    return findings
  }

  private func backup() async throws -> [Finding] {
    let last = try await store.read { try BackupRecord.last($0) }
    let mend = "Make one: kith backup FILE; docs/OPERATIONS.md shows how to do it every night."
    guard let last else {
      return [.lookAt("backup", "No backup of this database is known.", mend)]
    }
    let days = max(0, (now - last.at) / 86400)
    let says =
      "The last backup is of \(last.at.date.formatted(.iso8601)), \(Bytes.words(last.size))."
    return days > 7
      ? [.lookAt("backup", "\(says) That is \(days) days ago.", mend)] : [.ok("backup", says)]
  }
}
