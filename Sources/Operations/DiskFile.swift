import Crypto
import Foundation
import Surroundings

/// What must be so on disk, not only in memory.
enum DiskFile {
  /// What the system said went wrong last.
  static func reason() -> String { String(cString: strerror(errno)) }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The bytes of a file, `nil` when there is none.
  static func size(_ path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  /// The rights of a file or folder, without its kind.
  static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// Whether two names are of one file.
  static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }

  /// Bytes that may still be written where `path` is.
  static func free(_ path: String) -> Int64? {
    var status = statvfs()
    return statvfs(path, &status) == 0 ? Int64(status.f_bavail) * Int64(status.f_frsize) : nil
  }

  /// The folder that `path` stands in.
  static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Waits until a file, or what a folder lists, survives a power cut.
  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OperationFault("\(path) can't be read: \(reason()).") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw OperationFault("\(path) can't be kept: \(reason()).")
    }
  }

  /// Copies a file to a new one, readable by its owner alone, and waits until it is kept.
  static func copy(_ source: String, to target: String) throws {
    guard let reader = FileHandle(forReadingAtPath: source) else {
      throw OperationFault("\(source) can't be read: \(reason()).")
    }
    defer { try? reader.close() }
    let writer = try NewFile(target)
    while let piece = try reader.read(upToCount: 1 << 20), !piece.isEmpty {
      try writer.write(piece)
    }
    try writer.finish()
  }

  /// Gives `source` the name `target`, in the place of what has it.
  static func rename(_ source: String, to target: String) throws {
    guard Foundation.rename(source, target) == 0 else {
      throw OperationFault("\(source) can't be named \(target): \(reason()).")
    }
    try sync(folder(of: target))
  }

  /// Gives `source` the name `target`, unless something has it.
  static func rename(_ source: String, toNew target: String) throws {
    guard link(source, target) != 0 else {
      unlink(source)
      return try sync(folder(of: target))
    }
    if errno == EEXIST || exists(target) {
      throw OperationFault("\(target) is there already. It was not touched.")
    }
    // A disk without second names, such as a USB stick's.
    try rename(source, to: target)
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// What the administrator makes in the server's folder belongs to the server's user.
  static func giveToOwner(of folder: String, _ descriptor: CInt) {
    var status = stat()
    guard geteuid() == 0, stat(folder, &status) == 0 else { return }
    _ = fchown(descriptor, status.st_uid, status.st_gid)
  }
}

/// A file being written, readable by its owner alone, with the digest of what is in it.
final class NewFile {
  private let path: String
  private let handle: FileHandle
  private var waiting = Data()
  private var hash = SHA256()
  private(set) var size: Int64 = 0

  /// - Throws: ``OperationFault`` when there is such a file, or it can't be made.
  init(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw OperationFault("\(path) can't be made: \(DiskFile.reason()).")
    }
    DiskFile.giveToOwner(of: DiskFile.folder(of: path), descriptor)
    self.path = path
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func write(_ bytes: some DataProtocol) throws {
    waiting.append(contentsOf: bytes)
    size += Int64(bytes.count)
    if waiting.count >= 1 << 20 { try flush() }
  }

  /// Writes the rest, waits until it is kept, and closes the file.
  ///
  /// - Returns: The SHA-256 of all of it, in hexadecimal.
  @discardableResult
  func finish() throws -> String {
    try flush()
    guard fsync(handle.fileDescriptor) == 0 else {
      throw OperationFault("\(path) can't be kept: \(DiskFile.reason()).")
    }
    try handle.close()
    return hexadecimal(hash.finalize())
  }

  private func flush() throws {
    hash.update(data: waiting)
    do {
      try handle.write(contentsOf: waiting)
    } catch {
      throw OperationFault("\(path) can't be written. Is the disk full?")
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
