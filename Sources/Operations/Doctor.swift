import Foundation
import Store
import Surroundings

/// Says in plain words how this Kith is, and what to do.
public struct Doctor: Sendable {
  /// Where the library's data is.
  public enum Place: Sendable {
    case folder(String)
    case postgres(String)
  }

  let place: Place
  let migrations: Set<String>
  let surroundings: Surroundings

  /// - Parameter migrations: The ids of this Kith's migrations.
  public init(_ place: Place, migrations: Set<String>, _ surroundings: Surroundings) {
    self.place = place
    self.migrations = migrations
    self.surroundings = surroundings
  }

  /// Looks at everything. It makes no database where there is none, and changes nothing in one.
  public func findings() async -> [Finding] {
    var findings: [Finding] = []
    switch place {
    case .folder(let folder):
      let place = DoctorFolder(folder: folder)
      findings += place.findings
      guard place.isThere else { return findings }
      guard place.hasDatabase else {
        return findings + [
          .lookAt(
            "database", "There is no database in \(folder) yet.",
            "If this is the right folder, start with: kith serve --folder \(folder)")
        ]
      }
    case .postgres: break
    }
    let store: Store
    do {
      store = try open()
    } catch {
      return findings + [
        .wrong(
          "database", "The database can’t be opened. \(OperationFault.words(error))",
          "Check the address and the permissions; if the file is damaged, bring back the last backup with kith restore."
        )
      ]
    }
    findings.append(.ok("database", "The database opens: \(store.place)."))
    findings += await DoctorDatabase(store: store, doctor: self).findings()
    try? await store.close()
    return findings
  }

  private func open() throws -> Store {
    switch place {
    case .folder(let folder): try Store.sqlite(path: folder + "/kith.sqlite", readers: 1)
    case .postgres(let address): try Store.postgres(address, connections: 1)
    }
  }
}

/// The folder and the disk it is on.
struct DoctorFolder {
  let folder: String
  private var file: String { folder + "/kith.sqlite" }
  var isThere: Bool { DiskFile.mode(folder) != nil }
  var hasDatabase: Bool { DiskFile.exists(file) }

  var findings: [Finding] {
    guard let mode = DiskFile.mode(folder) else {
      return [
        .wrong(
          "folder", "There is no folder \(folder), or it can’t be entered.",
          "Name the library’s folder with --folder, and run this as the user that Kith runs as.")
      ]
    }
    var findings = [access, privacy(folder, "folder", mode, "700")]
    if let mode = DiskFile.mode(file) { findings.append(privacy(file, "file", mode, "600")) }
    return findings + [space, server]
  }

  private var access: Finding {
    Foundation.access(folder, W_OK | X_OK) == 0
      ? .ok("writable", "The folder \(folder) is there and can be written.")
      : .wrong(
        "writable", "The folder \(folder) can’t be written by this user.",
        "Run this as the user that Kith runs as, or give it the folder: chown -R kith \(folder)")
  }

  private func privacy(_ path: String, _ what: String, _ mode: UInt32, _ right: String) -> Finding {
    let check = "private-\(what)"
    return mode & 0o077 == 0
      ? .ok(check, "Nobody but its owner can read the \(what) \(path).")
      : .wrong(
        check, "Other users of this machine can read the \(what) \(path).", "chmod \(right) \(path)"
      )
  }

  /// A migration copies the database first, so there must be room for another one.
  private var space: Finding {
    let beside = ["", "-wal"].compactMap { DiskFile.size(file + $0) }.reduce(0, +)
    guard let free = DiskFile.free(folder) else {
      return .lookAt(
        "space", "The free space of the disk can’t be read.", "Look with: df \(folder)")
    }
    let says =
      "\(Bytes.words(free)) are free on the disk; the database takes \(Bytes.words(beside))."
    let mend = "Make room: see “The disk is full” in docs/OPERATIONS.md."
    if free < max(50_000_000, beside / 4) { return .wrong("space", says, mend) }
    if free < max(500_000_000, beside * 2) { return .lookAt("space", says, mend) }
    return .ok("space", says)
  }

  private var server: Finding {
    guard FolderLock.isHeld(folder) else { return .ok("server", "No server runs on this folder.") }
    let process = FolderLock.holder(in: folder).map { " (process \($0))" } ?? ""
    return .ok("server", "A server runs on this folder\(process).")
  }
}
