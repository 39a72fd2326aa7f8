import App
import Foundation
import Hometown
import Ledger
import Store
import Surroundings
import Testing
import Web

@testable import Operations

/// The server for the tests, as libpq takes it; `nil` leaves PostgreSQL out.
let postgresServer = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"].flatMap {
  $0.isEmpty ? nil : $0
}

/// A folder of its own for one test, with what the machine has to offer.
struct Workplace {
  let folder: String
  let surroundings: Surroundings

  init(at now: Instant = Hometown.now) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("operations-" + randomCode(.real, characters: 16)).path
    surroundings = Surroundings(now: { now }, randomBytes: Surroundings.real.randomBytes)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func end() throws { try FileManager.default.removeItem(atPath: folder) }

  subscript(_ name: String) -> String { folder + "/" + name }

  /// The whole program's capabilities; the one under test too, wherever the list of them stands.
  static var capabilities: [Capability] {
    let all = App.capabilities(.real, Metrics())
    return all.contains { $0.name == "operations" } ? all : all + [.operations]
  }
  static var migrations: [Migration] { App.migrations(capabilities) }
  static var known: Set<String> { Set(migrations.map(\.id)) }

  /// An SQLite database in the folder `name`, up to date and empty.
  func empty(
    _ name: String, _ migrations: [Migration] = Workplace.migrations
  ) async throws -> Store {
    try FileManager.default.createDirectory(
      atPath: self[name], withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let store = try Store.sqlite(path: self[name] + "/kith.sqlite")
    try await store.migrate(migrations, at: surroundings.now())
    return store
  }

  /// Hometown, in the folder `name`.
  func town(
    _ name: String = "data", _ migrations: [Migration] = Workplace.migrations
  ) async throws -> Store {
    let store = try await empty(name, migrations)
    _ = try await Hometown.settle(store, .still(at: Hometown.now, seed: 7))
    return store
  }

  func doctor(_ name: String = "data") async -> [Finding] {
    await Doctor(.folder(self[name]), migrations: Self.known, surroundings).findings()
  }

  func order(_ name: String) -> Export.Order { Export.Order(folder: self[name], version: "0.1.0") }

  @discardableResult
  func export(
    _ store: Store, to name: String, _ change: (inout Export.Order) -> Void = { _ in }
  ) async throws -> Export {
    var order = order(name)
    change(&order)
    return try await Export.write(order, from: store, Self.capabilities, surroundings)
  }

  /// The files under a folder, by their paths in it.
  func files(_ name: String) throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: self[name])
    return Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        FileManager.default.contents(atPath: self[name] + "/" + path).map { (path, $0) }
      })
  }

  /// The words of the fault that `body` meets.
  func fault(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return "nothing was wrong"
    } catch {
      return OperationFault.words(error)
    }
  }
}

/// Runs `body` in a fresh folder that is gone afterwards.
func inWorkplace(_ body: (Workplace) async throws -> Void) async throws {
  let place = try Workplace()
  do {
    try await body(place)
  } catch {
    try? place.end()
    throw error
  }
  try place.end()
}

extension Store {
  func ledger() async throws -> LedgerVerification { try await read { try Ledger.verify($0) } }

  func count(_ table: String) async throws -> Int {
    try await read { try $0.count("SELECT COUNT(*) FROM \(identifier: table)") }
  }

  /// Changes the file behind the ledger's back, as somebody with an editor for databases would.
  func tamper() async throws {
    try await write { connection in
      try connection.run("DROP TRIGGER moment_stays")
      try connection.run("UPDATE moment SET actor = 'somebody' WHERE sequence = 3")
    }
  }
}
