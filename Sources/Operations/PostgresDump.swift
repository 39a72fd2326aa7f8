import Foundation
import Ledger
import Store
import Surroundings

/// A backup of a PostgreSQL database by PostgreSQL's own tool.
public enum PostgresDump {
  /// Runs `pg_dump` to a new file, and reads the list of what is in it.
  ///
  /// The ledger is verified in the database just before; in the copy it can be verified only once
  /// it is brought back.
  ///
  /// - Parameter address: `postgres://…`. Its password reaches `pg_dump` through the environment,
  ///   where no process list shows it.
  /// - Throws: ``OperationFault``, with the command to run when there is no `pg_dump`.
  public static func make(
    of store: Store, at address: String, to path: String, _ surroundings: Surroundings
  ) async throws -> Backup {
    guard !DiskFile.exists(path) else {
      throw OperationFault("\(path) is there already. It was not touched.")
    }
    guard let dump = program("pg_dump"), let restore = program("pg_restore") else {
      throw OperationFault(
        "pg_dump is not installed here. Install postgresql-client, or run where it is: pg_dump --format=custom --file=\(path) --dbname=…"
      )
    }
    let ledger = try await store.read { try Ledger.verify($0) }
    if let fault = ledger.faults.first {
      throw OperationFault("The ledger does not hold: \(fault). Run kith doctor.")
    }
    let unfinished = "\(path).unfinished-\(randomCode(surroundings, characters: 8))"
    defer { DiskFile.remove(unfinished) }
    try NewFile(unfinished).finish()
    let (place, password) = try separated(address)
    try await run(
      dump, ["--format=custom", "--no-password", "--file=\(unfinished)", "--dbname=\(place)"],
      password)
    try await run(restore, ["--list", unfinished], nil)
    try DiskFile.sync(unfinished)
    try DiskFile.rename(unfinished, toNew: path)
    let backup = Backup(
      path: path, size: DiskFile.size(path) ?? 0, moments: ledger.count, head: ledger.head)
    try await backup.remember(in: store, surroundings)
    return backup
  }

  /// The address without its password, and the password.
  static func separated(_ address: String) throws -> (place: String, password: String?) {
    guard var parts = URLComponents(string: address) else {
      throw OperationFault("The database's address is not one that pg_dump can be given.")
    }
    var password = parts.password
    parts.password = nil
    if let items = parts.queryItems {
      password = items.last { $0.name == "password" }?.value ?? password
      let rest = items.filter { $0.name != "password" }
      parts.queryItems = rest.isEmpty ? nil : rest
    }
    return (parts.string ?? address, password)
  }

  private static func program(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(
    _ program: String, _ arguments: [String], _ password: String?
  ) async throws {
    let process = Process()
    let trouble = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["PGPASSWORD"] = password ?? environment["PGPASSWORD"]
    // It holds the password too, and the tool has no use for it.
    environment["KITH_DATABASE"] = nil
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = trouble
    // On a thread of its own: a copy may take an hour, and the threads of the tasks are few.
    let said = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try process.run()
            defer { process.waitUntilExit() }
            return trouble.fileHandleForReading.readDataToEndOfFile()
          })
      }
    }
    guard process.terminationStatus == 0 else {
      let words = String(decoding: said, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw OperationFault("\(program) failed: \(words)")
    }
  }
}
