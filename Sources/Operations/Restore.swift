import Foundation
import Ledger
import Store
import Surroundings

/// Brings a backup back into the library's folder.
public struct Restore: Sendable, Equatable {
  public let size: Int64
  public let moments: Int64
  public let head: String
  /// Where the database is that was there before.
  public let keptAside: String?

  /// Puts a checked copy of `backup` in the place of the folder's database.
  ///
  /// The backup is not touched. A kill at any moment leaves the old database or the new one under
  /// its name, never a mixture: the copy gets the name in one step, when no journal of the old one
  /// is left that SQLite could take for its own.
  ///
  /// - Parameters:
  ///   - folder: Made, for its owner alone, where there is none.
  ///   - replaces: Whether a database that is there may be set aside.
  ///   - migrations: The ids of this Kith's migrations.
  /// - Throws: ``OperationFault``; then nothing is changed.
  public static func run(
    _ backup: String, into folder: String, replaces: Bool, migrations: Set<String>,
    _ surroundings: Surroundings
  ) async throws -> Restore {
    try DatabaseFile(path: backup).checkKind()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let lock = try FolderLock.take(folder)
    defer { lock.release() }
    let target = Target(folder: folder)
    guard replaces || !target.isThere else {
      throw OperationFault(
        "There is a database in \(folder) already. To set it aside and put this one in its place, say --replace."
      )
    }
    target.clear()
    let size = DiskFile.size(backup) ?? 0
    try Backup.checkSpace(for: size, in: folder)
    let copy = target.file + ".restoring-" + randomCode(surroundings, characters: 8)
    do {
      try DiskFile.copy(backup, to: copy)
      let contents = try await DatabaseFile(path: copy).examine(known: migrations)
      let aside = target.isThere ? try await target.setAside(at: surroundings.now()) : nil
      try DiskFile.rename(copy, to: target.file)
      return Restore(
        size: size, moments: contents.ledger.count, head: contents.ledger.head, keptAside: aside)
    } catch {
      for suffix in ["", "-wal", "-shm"] { DiskFile.remove(copy + suffix) }
      throw error
    }
  }
}

/// The database's place in the folder.
private struct Target {
  let folder: String
  var file: String { folder + "/kith.sqlite" }
  private static let beside = ["-wal", "-shm"]

  var isThere: Bool { ([""] + Target.beside).contains { DiskFile.exists(file + $0) } }

  /// Takes away what a restore that was killed left: a copy that was not finished, and a second
  /// name of the database that still has its first.
  func clear() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for path in names.map({ folder + "/" + $0 }) {
      let isSecond = path.hasPrefix(file + ".replaced-") && DiskFile.isSame(path, file)
      if isSecond || path.hasPrefix(file + ".restoring-") { DiskFile.remove(path) }
    }
  }

  /// Gives the present database a second name. It keeps its first until the new one takes it, and
  /// has no journal beside it then.
  ///
  /// - Returns: The second name.
  func setAside(at now: Instant) async throws -> String {
    let aside = try freeName(at: now)
    // One that is too damaged to be opened keeps its journal: then both go aside together.
    if DiskFile.exists(file), (try? await DatabaseFile.tidy(file)) != nil,
      DiskFile.exists(file + "-wal")
    {
      throw OperationFault("Another program has the database open: \(file). Stop it first.")
    }
    let present = ([""] + Target.beside).filter { DiskFile.exists(file + $0) }
    for suffix in present { try addName(file + suffix, aside + suffix) }
    try DiskFile.sync(folder)
    for suffix in present where !suffix.isEmpty { DiskFile.remove(file + suffix) }
    try DiskFile.sync(folder)
    return aside
  }

  private func addName(_ source: String, _ name: String) throws {
    if link(source, name) != 0 { try DiskFile.copy(source, to: name) }
  }

  private func freeName(at now: Instant) throws -> String {
    let time = now.date.formatted(
      .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
        .timeSeparator(.omitted))
    let name = "\(file).replaced-\(time)"
    for number in 1...1000 {
      let candidate = number == 1 ? name : "\(name)-\(number)"
      if !DiskFile.exists(candidate) { return candidate }
    }
    throw OperationFault("Too many databases were set aside in \(folder). Move some elsewhere.")
  }
}
