import Foundation
import Surroundings
import Testing

@testable import Store

/// All tests of the store, one after the other: they share one PostgreSQL server.
@Suite(.serialized) struct StoreSuite {}

/// The server for the tests, as libpq takes it; `nil` leaves PostgreSQL out.
let postgresServer = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"]

/// The engines that each test runs on.
let engines: [Dialect] = postgresServer == nil ? [.sqlite] : [.sqlite, .postgres]

extension StoreSuite {
  @Test(.enabled(if: postgresServer != nil, "Set KITH_TEST_POSTGRES to test PostgreSQL too"))
  func `PostgreSQL is among the engines tested`() {
    #expect(engines == [.sqlite, .postgres])
  }
}

/// A fresh database for one test: a file in a folder of its own, or a schema of its own.
struct TestDatabase {
  let dialect: Dialect
  let name = "test_" + randomCode(.real, characters: 12)
  let folder: URL

  init(_ dialect: Dialect) throws {
    self.dialect = dialect
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// What ``Store/open(_:log:)`` takes, with a name by which these tests end their own sessions and
  /// no others, where a process of its own is to open it.
  var place: String {
    guard dialect == .postgres else { return folder.appendingPathComponent("kith.sqlite").path }
    let server = postgresServer ?? ""
    if server.contains("://") {
      return server + (server.contains("?") ? "&" : "?")
        + "application_name=kith_store&options=-csearch_path%3D\(name)"
    }
    return server + " application_name=kith_store options='-csearch_path=\(name)'"
  }

  func open(log: @escaping Store.Log = { _ in }) throws -> Store {
    try dialect == .sqlite
      ? .sqlite(path: place) : .postgres(place, connections: 4, log: log)
  }

  func create() async throws {
    if dialect == .postgres { try await asAdministrator("CREATE SCHEMA \(identifier: name)") }
  }

  func remove() async throws {
    if dialect == .postgres { try await asAdministrator("DROP SCHEMA \(identifier: name) CASCADE") }
    try FileManager.default.removeItem(at: folder)
  }

  func asAdministrator(_ sql: SQL) async throws {
    let store = try Store.postgres(postgresServer ?? "", connections: 1)
    _ = try await store.write { try $0.rows(sql) }
    try await store.close()
  }
}

/// Runs `body` on a fresh database with `tables`, and removes it.
func withDatabase(
  _ dialect: Dialect, _ tables: String..., body: (Store, TestDatabase) async throws -> Void
) async throws {
  let database = try TestDatabase(dialect)
  try await database.create()
  let store = try database.open()
  var failure: (any Error)?
  do {
    if !tables.isEmpty {
      try await store.migrate([Migration(id: "2026-01-01-test-1", statements: tables)])
    }
    try await body(store, database)
  } catch {
    failure = error
  }
  try await store.close()
  try await database.remove()
  if let failure { throw failure }
}

/// People and the communities they are of.
let communityTable = """
  CREATE TABLE community (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    size INTEGER NOT NULL CONSTRAINT community_is_of_someone CHECK (size > 0)
  ) STRICT
  """
let factTable = """
  CREATE TABLE fact (
    id INTEGER NOT NULL PRIMARY KEY,
    community TEXT NOT NULL REFERENCES community (id),
    text TEXT NOT NULL,
    UNIQUE (community, text)
  ) STRICT, WITHOUT ROWID
  """
/// One row of each kind of value.
let valueTable = """
  CREATE TABLE value (
    id INTEGER NOT NULL PRIMARY KEY, whole INTEGER, fraction REAL, words TEXT, bytes BLOB
  ) STRICT
  """
