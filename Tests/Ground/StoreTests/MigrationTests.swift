import Foundation
import Surroundings
import Testing

@testable import Store

extension StoreSuite {
  @Suite struct MigrationTests {
    private static let first = Migration(id: "2026-01-01-test-1", statements: [communityTable])
    private static let second = Migration(
      id: "2026-02-01-test-1", statements: [factTable, "CREATE INDEX fact_by_text ON fact (text)"])

    @Test(arguments: engines) func `Migrations are made once, in the order of their ids`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, _ in
        let migrations = [MigrationTests.second, MigrationTests.first]
        let now = Instant(seconds: 1_795_400_000)
        let report = try await store.migrate(migrations, at: now)
        #expect(report.applied == ["2026-01-01-test-1", "2026-02-01-test-1"])
        #expect(report.backup == nil)
        let again = try await store.migrate(migrations)
        #expect(again == MigrationReport(applied: [], backup: nil))
        let moments = try await store.read { connection in
          try connection.rows("SELECT applied FROM migration").map { try $0.moment("applied") }
        }
        #expect(moments == [now, now])
      }
    }

    @Test(arguments: engines) func `One that comes late is made after the others`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, _ in
        let late = Migration(id: "2026-01-15-other-1", statements: [valueTable])
        try await store.migrate([MigrationTests.first, MigrationTests.second])
        let report = try await store.migrate([MigrationTests.first, late, MigrationTests.second])
        #expect(report.applied == [late.id])
        let order = try await store.read { connection in
          try connection.rows("SELECT id FROM migration ORDER BY sequence")
            .map { try $0.string("id") }
        }
        #expect(order == ["2026-01-01-test-1", "2026-02-01-test-1", "2026-01-15-other-1"])
      }
    }

    @Test(arguments: engines) func `A database that a newer version changed is left alone`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, _ in
        try await store.migrate([MigrationTests.first, MigrationTests.second])
        await #expect(throws: StoreError.newerDatabase(["2026-02-01-test-1"])) {
          try await store.migrate([
            MigrationTests.first, Migration(id: "2026-03-01-test-1", statements: [valueTable]),
          ])
        }
      }
    }

    @Test(arguments: engines) func `One that fails is undone whole, and those before it stay`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, _ in
        let broken = Migration(
          id: "2026-03-01-test-1", statements: [valueTable, "CREATE TABLE value (id TEXT) STRICT"])
        let error = await #expect(throws: StoreError.self) {
          try await store.migrate([MigrationTests.first, broken])
        }
        guard case .migration(id: broken.id, _) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        let mended = Migration(id: broken.id, statements: [valueTable])
        let report = try await store.migrate([MigrationTests.first, mended])
        #expect(report.applied == [mended.id])
      }
    }

    @Test(arguments: engines) func `Two processes that migrate at once make each migration once`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, database in
        let other = try database.open()
        let migrations = (1...6).map { number in
          Migration(
            id: "2026-01-0\(number)-test-1",
            statements: [
              valueTable.replacingOccurrences(of: "TABLE value", with: "TABLE value\(number)")
            ])
        }
        async let here = store.migrate(migrations)
        async let there = other.migrate(migrations)
        let applied = try await [here.applied, there.applied]
        #expect(applied.flatMap { $0 }.sorted() == migrations.map(\.id))
        try await other.close()
      }
    }

    @Test(arguments: engines) func `A prepared statement survives a change of its table`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, database in
        let query: SQL = "SELECT * FROM value"
        let columns: @Sendable () async throws -> Int = {
          try await store.write { connection in
            try connection.run("INSERT INTO value (id) SELECT COUNT(*) FROM value")
            return try #require(try connection.first(query)).columnNames.count
          }
        }
        let before = try await columns()
        let other = try database.open()
        try await other.write { try $0.run("ALTER TABLE value ADD COLUMN more INTEGER") }
        try await other.close()
        let after = try await columns()
        #expect(before == 5)
        #expect(after == 6)
      }
    }

    @Test(arguments: engines) func `The schema reads the same for the same migrations`(
      _ engine: Dialect
    ) async throws {
      var schemas: [String] = []
      for _ in 1...2 {
        try await withDatabase(engine) { store, _ in
          try await store.migrate([MigrationTests.first, MigrationTests.second])
          schemas.append(try await store.schema())
        }
      }
      #expect(schemas[0] == schemas[1])
      for part in ["CREATE TABLE community", "REFERENCES community", "fact_by_text"] {
        #expect(schemas[0].contains(part))
      }
    }

    @Test func `Before anything changes, a file that holds something is copied`() async throws {
      try await withDatabase(.sqlite, communityTable) { store, database in
        try await store.write { try $0.run("INSERT INTO community VALUES ('c1', 'Riverside', 12)") }
        let report = try await store.migrate([MigrationTests.first, MigrationTests.second])
        let copy = database.folder.appendingPathComponent("kith.before-2026-02-01-test-1.sqlite")
        #expect(report.backup == copy.path)
        let before = try Store.sqlite(path: copy.path)
        let tables = try await before.read { connection in
          try connection.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .map { try $0.string("name") }
        }
        #expect(tables == ["community", "migration"])
        try await before.close()
      }
    }

    @Test func `A table must be STRICT, and a reference must lead somewhere`() async throws {
      try await withDatabase(.sqlite) { store, _ in
        let loose = Migration(id: "1", statements: ["CREATE TABLE loose (id TEXT)"])
        await #expect(throws: StoreError.self) { try await store.migrate([loose]) }
        let astray = Migration(
          id: "2",
          statements: [communityTable, factTable, "INSERT INTO fact VALUES (1, 'nowhere', '')"])
        await #expect(throws: StoreError.self) { try await store.migrate([astray]) }
        let keys = try await store.write { try $0.count("PRAGMA foreign_keys") }
        #expect(keys == 1)
      }
    }
  }
}
