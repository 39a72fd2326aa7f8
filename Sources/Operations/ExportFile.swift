import Crypto
import Foundation
import Surroundings

/// A table's file in an export that is to be loaded.
struct ExportFile: Sendable {
  let path: String
  let stated: Manifest.File

  init(_ folder: String, _ stated: Manifest.File) {
    path = "\(folder)/\(stated.file)"
    self.stated = stated
  }

  /// Compares the file with what the manifest says of it.
  ///
  /// - Throws: ``OperationFault``.
  func check() throws {
    let handle = try opened()
    defer { try? handle.close() }
    var hash = SHA256()
    var size: Int64 = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update(data: piece)
      size += Int64(piece.count)
    }
    guard size == stated.bytes else {
      throw OperationFault(
        "\(stated.file) is damaged: it has \(size) bytes, and \(stated.bytes) were written.")
    }
    guard hexadecimal(hash.finalize()) == stated.sha256 else {
      throw OperationFault("\(stated.file) is damaged: its SHA-256 is not that of the manifest.")
    }
  }

  /// Gives `body` each line with its number, few of them in memory at once.
  ///
  /// - Returns: The number of lines.
  func forEachLine(_ body: (Data, Int) throws -> Void) throws -> Int {
    let handle = try opened()
    defer { try? handle.close() }
    var rest = Data()
    var number = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      rest.append(piece)
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        try body(rest[start..<end], number)
        start = end + 1
      }
      rest = Data(rest[start...])
    }
    guard rest.isEmpty else {
      throw OperationFault("\(stated.file), line \(number + 1): the line does not end.")
    }
    return number
  }

  private func opened() throws -> FileHandle {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw OperationFault("\(path) can't be read: \(DiskFile.reason()).")
    }
    return handle
  }
}
