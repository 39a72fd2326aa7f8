import Foundation
import Surroundings

/// The right to change the files in the library's folder, held by one process at a time: by the
/// server while it serves, by a restore or a load while they work.
///
/// The system lets go of it when the process ends, however it ends; the file stays and means nothing
/// by itself.
public final class FolderLock: Sendable {
  /// The file's descriptor, `nil` once it is let go.
  private let descriptor: Locked<CInt?>

  static func file(in folder: String) -> String { folder + "/kith.lock" }

  /// Takes the lock.
  ///
  /// - Throws: ``OperationFault`` when another process has it, or the file can't be made.
  public static func take(_ folder: String) throws -> FolderLock {
    let path = file(in: folder)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw OperationFault(
        "\(path) can't be opened: \(DiskFile.reason()). Run this as the user that Kith runs as.")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw OperationFault(
        "Another kith is at work in \(folder)\(holder(in: folder).map { " (process \($0))" } ?? ""). Stop it first."
      )
    }
    DiskFile.giveToOwner(of: folder, descriptor)
    let mark = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, mark, mark.count, 0) }
    return FolderLock(descriptor)
  }

  /// Whether another process, or another part of this one, has the lock.
  public static func isHeld(_ folder: String) -> Bool {
    let descriptor = open(file(in: folder), O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// The number of the process that took it last.
  static func holder(in folder: String) -> Int32? {
    FileManager.default.contents(atPath: file(in: folder)).flatMap {
      Int32(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines))
    }
  }

  private init(_ descriptor: CInt) { self.descriptor = Locked(descriptor) }

  public func release() {
    descriptor.withLock { descriptor in
      if let descriptor { close(descriptor) }
      descriptor = nil
    }
  }

  deinit { release() }
}
