import Foundation
import Ledger
import Store
import Surroundings

/// A copy of everything, made while the server serves.
public struct Backup: Sendable, Equatable {
  public let path: String
  public let size: Int64
  /// Moments in the ledger of the copy.
  public let moments: Int64
  /// The hash of the last one: write it down, and nobody can change what was before it unseen.
  public let head: String

  /// Copies an SQLite store to a new file.
  ///
  /// The copy is read through, its ledger verified, and only then does it get its name: a file of
  /// that name is a good backup, whatever happens in between.
  ///
  /// - Throws: ``OperationFault``; ``StoreError`` when the database itself can't be read.
  public static func make(
    of store: Store, to path: String, _ surroundings: Surroundings
  ) async throws -> Backup {
    guard !DiskFile.exists(path) else {
      throw OperationFault("\(path) is there already. It was not touched.")
    }
    let folder = DiskFile.folder(of: path)
    guard DiskFile.exists(folder) else { throw OperationFault("There is no folder \(folder).") }
    try checkSpace(for: try await store.size(), in: folder)
    let unfinished = "\(path).unfinished-\(randomCode(surroundings, characters: 8))"
    defer { DiskFile.remove(unfinished) }
    try await store.backup(to: unfinished)
    let contents = try await DatabaseFile(path: unfinished).examine(known: nil)
    try DiskFile.sync(unfinished)
    try DiskFile.rename(unfinished, toNew: path)
    let backup = Backup(
      path: path, size: DiskFile.size(path) ?? contents.size, moments: contents.ledger.count,
      head: contents.ledger.head)
    try await backup.remember(in: store, surroundings)
    return backup
  }

  /// Writes down in the database that it was backed up.
  func remember(in store: Store, _ surroundings: Surroundings) async throws {
    let record = BackupRecord(
      at: surroundings.now(), size: size, moments: moments, head: head)
    try await store.write { try record.save($0) }
  }

  /// A little more than the database takes, for what is written to it meanwhile.
  static func checkSpace(for size: Int64, in folder: String) throws {
    guard let free = DiskFile.free(folder), free < size + size / 10 else { return }
    throw OperationFault(
      "There is not enough room in \(folder): \(Bytes.words(size)) are needed, \(Bytes.words(free)) are free."
    )
  }
}

/// Sizes as people read them.
public enum Bytes {
  public static func words(_ count: Int64) -> String {
    if count < 1000 { return "\(count) bytes" }
    var (value, unit) = (Double(count) / 1000, 0)
    let units = ["kB", "MB", "GB", "TB"]
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return "\((value * 10).rounded() / 10) \(units[unit])"
  }
}
