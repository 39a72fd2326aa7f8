import App
import ArgumentParser
import Foundation
import Operations
import Store
import Surroundings
import Web

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy everything to one file, while the library serves.",
    discussion: """
      The copy is read through and its ledger verified before it gets its name, so a file of that \
      name is a good backup. It is readable by its owner alone. An existing file is never touched.
      """)

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The file to make.", completion: .file())
  var file: String

  func run() async throws {
    let store = try place.openExisting()
    let backup =
      if let address = place.postgres {
        try await PostgresDump.make(of: store, at: address, to: file, .real)
      } else {
        try await Backup.make(of: store, to: file, .real)
      }
    try await store.close()
    print(
      "The backup is in \(backup.path): \(Bytes.words(backup.size)), \(moments(backup.moments)).")
    print("Head: \(backup.head)")
    if place.postgres != nil {
      print("To bring it back: pg_restore --clean --if-exists --no-owner --dbname=… \(backup.path)")
    }
  }
}

extension PlaceOptions {
  /// The PostgreSQL database's address, `nil` when the data is in the folder.
  var postgres: String? {
    let address = database ?? ProcessInfo.processInfo.environment["KITH_DATABASE"]
    return address.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Opens the database that is there: makes none.
  func openExisting() throws -> Store {
    guard postgres != nil || FileManager.default.fileExists(atPath: file) else {
      throw OperationFault(
        "There is no database in \(folder). Name the library’s folder with --folder.")
    }
    return try open()
  }

  /// The database for a look at it, `nil` where none was named and none is there. It must be there
  /// when a folder was named, or when it is `needed`.
  func openForLooking(needed: Bool) throws -> Store? {
    let isNamed = folder != Self.usualFolder || postgres != nil
    guard isNamed || needed || FileManager.default.fileExists(atPath: file) else { return nil }
    return try openExisting()
  }

  /// The right to work in the folder alone; `nil` for PostgreSQL, where several may.
  func hold() throws -> FolderLock? {
    guard postgres == nil else { return nil }
    _ = try address()
    return try FolderLock.take(folder)
  }
}

func moments(_ count: Int64) -> String { count == 1 ? "1 moment" : "\(count) moments" }

/// What this program is made of, for commands that work on the database without serving it.
enum Program {
  static var capabilities: [Capability] { App.capabilities(.real, Metrics()) }
  static var migrations: [Migration] { App.migrations(capabilities) }
  static var version: String { Kith.configuration.version }
}
