import Foundation
import Ledger
import Store

/// An SQLite file that claims to be a library's database.
struct DatabaseFile {
  /// What reading all of it told.
  struct Contents: Sendable, Equatable {
    let size: Int64
    let ledger: LedgerVerification
  }

  let path: String

  /// What can be told before it is opened.
  ///
  /// - Throws: ``OperationFault`` when it is something else.
  func checkKind() throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw OperationFault("\(path) can't be read: \(DiskFile.reason()).")
    }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 16)) ?? Data()
    if start.starts(with: Array("PGDMP".utf8)) {
      throw OperationFault(
        "\(path) is a copy of a PostgreSQL database. Bring it back with: pg_restore --clean --if-exists --no-owner --dbname=… \(path)"
      )
    }
    guard start == Data("SQLite format 3\u{0}".utf8) else {
      throw OperationFault("\(path) is not a backup of Kith.")
    }
    if let waiting = DiskFile.size(path + "-wal"), waiting > 0 {
      throw OperationFault(
        "Beside \(path) stands \(path)-wal: that is a database in use, not a backup. Make one with kith backup."
      )
    }
  }

  /// Reads the whole file: for damage, for what a newer Kith did to it, and its ledger.
  ///
  /// It opens the file as the program does; afterwards nothing stands beside it.
  ///
  /// - Parameter known: The ids of this Kith's migrations; `nil` takes any.
  /// - Throws: ``OperationFault`` for the first that is wrong.
  func examine(known: Set<String>?) async throws -> Contents {
    let store: Store
    do {
      store = try Store.sqlite(path: path, readers: 1)
    } catch {
      throw OperationFault("The file is damaged: \(OperationFault.words(error))")
    }
    do {
      let contents = try await DatabaseFile.examine(store, known)
      try await store.close()
      try await DatabaseFile.tidy(path)
      try settle()
      return contents
    } catch {
      try? await store.close()
      throw error
    }
  }

  /// Moves what stands in the journal into the file, and takes the journal away.
  ///
  /// The last connection to close does that, unless it could only read, as those for readers: this
  /// one has none.
  static func tidy(_ path: String) async throws {
    try await Store.sqlite(path: path, readers: 1).close()
  }

  private static func examine(_ store: Store, _ known: Set<String>?) async throws -> Contents {
    do {
      let faults = try await store.integrityFaults()
      if let first = faults.first {
        throw OperationFault(
          "The file is damaged: \(first)\(faults.count > 1 ? " (and \(faults.count - 1) more)" : "")."
        )
      }
      let ledger = try await store.read { connection in
        guard try Schema.has("migration", connection), try Schema.has("moment", connection) else {
          throw OperationFault("The file is an SQLite database, but not one of Kith.")
        }
        let made = try Schema.migrations(connection)
        if let known, case let newer = made.filter({ !known.contains($0) }), !newer.isEmpty {
          throw OperationFault(
            "The file was written by a newer Kith, which made: \(newer.joined(separator: ", ")). Install that version first."
          )
        }
        return try Ledger.verify(connection)
      }
      if let fault = ledger.faults.first {
        throw OperationFault("The ledger in the file does not hold: \(fault).")
      }
      return Contents(size: try await store.size(), ledger: ledger)
    } catch let error as StoreError {
      throw OperationFault("The file is damaged: \(error.description)")
    } catch let error as DecodingError {
      throw OperationFault("The file is damaged: its ledger can't be read (\(type(of: error))).")
    }
  }

  /// Makes it one file again that can be read where nothing can be written, such as a mounted copy.
  ///
  /// Opening it as the program does marks it for a journal beside it: bytes 18 and 19 of the header
  /// (<https://www.sqlite.org/fileformat.html>, 1.3.3). With that journal gone, the mark may go.
  private func settle() throws {
    guard !DiskFile.exists(path + "-wal") else { return }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OperationFault("\(path): \(DiskFile.reason()).") }
    defer { close(descriptor) }
    let legacy: [UInt8] = [1, 1]
    guard pwrite(descriptor, legacy, 2, 18) == 2, fsync(descriptor) == 0 else {
      throw OperationFault("\(path) can't be kept: \(DiskFile.reason()).")
    }
  }
}
