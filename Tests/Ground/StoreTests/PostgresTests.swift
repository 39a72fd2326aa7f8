import Surroundings
import Testing

@testable import Store

extension StoreSuite {
  /// What holds for PostgreSQL alone.
  @Suite(.enabled(if: postgresServer != nil, "Set KITH_TEST_POSTGRES to test PostgreSQL too"))
  struct PostgresTests {
    private static let killOthers: SQL = """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND application_name = 'kith_store'
      """

    @Test func `Broken connections are replaced without anybody noticing`() async throws {
      let notes = Locked<[String]>([])
      let database = try TestDatabase(.postgres)
      try await database.create()
      let store = try database.open { note in notes.withLock { $0.append(note) } }
      try await store.migrate([Migration(id: "1", statements: [valueTable])])
      for round in 1...3 {
        // Several connections, all idle when they are cut.
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 1...8 {
            group.addTask {
              _ = try await store.write {
                try $0.run("INSERT INTO value (id) VALUES (\(round * 100 + number))")
              }
            }
          }
          try await group.waitForAll()
        }
        try await database.asAdministrator(PostgresTests.killOthers)
        let count = try await store.read { try $0.count("SELECT COUNT(*) FROM value") }
        #expect(count == 8 * round)
      }
      #expect(notes.withLock { $0 }.contains("A connection to PostgreSQL broke and is replaced."))
      try await store.close()
      try await database.remove()
    }

    @Test func `A write that is cut before its commit is done again, once`() async throws {
      try await withDatabase(.postgres, valueTable) { store, database in
        let (begun, cut) = (Gate(), Gate())
        let runs = Locked(0)
        async let written = store.write { connection in
          let run = runs.withLock { runs in
            runs += 1
            return runs
          }
          try connection.run("INSERT INTO value (id) VALUES (1)")
          if run == 1 {
            begun.open()
            cut.wait()
          }
          return try connection.run("INSERT INTO value (id) VALUES (2)")
        }
        await begun.opened()
        try await database.asAdministrator(PostgresTests.killOthers)
        cut.open()
        let rows = try await written
        let count = try await store.read { try $0.count("SELECT COUNT(*) FROM value") }
        #expect(rows == 1)
        #expect(count == 2)
        #expect(runs.withLock { $0 } == 2)
      }
    }

    @Test func `A write that is cut at its commit says that nobody knows`() async throws {
      try await withDatabase(
        .postgres, valueTable
      ) { store, _ in
        // A trigger that ends the session at the moment of the commit.
        try await store.write { connection in
          try connection.run(
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """)
          try connection.run(
            """
            CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON value DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cut()
            """)
        }
        let runs = Locked(0)
        await #expect(throws: StoreError.connectionLost) {
          try await store.write { connection in
            runs.withLock { $0 += 1 }
            try connection.run("INSERT INTO value (id) VALUES (1)")
          }
        }
        #expect(runs.withLock { $0 } == 1)
        let count = try await store.read { try $0.count("SELECT COUNT(*) FROM value") }
        #expect(count == 0)
      }
    }

    @Test func `Of two writers in a deadlock both get through`() async throws {
      try await withDatabase(.postgres, valueTable) { store, _ in
        try await store.write { connection in
          try connection.run("INSERT INTO value (id, whole) VALUES (1, 0), (2, 0)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (first, then) in [(1, 2), (2, 1)] {
            group.addTask {
              try await store.write { connection in
                try connection.run("UPDATE value SET whole = whole + 1 WHERE id = \(first)")
                _ = try connection.rows("SELECT pg_sleep(0.2)")
                try connection.run("UPDATE value SET whole = whole + 1 WHERE id = \(then)")
              }
            }
          }
          try await group.waitForAll()
        }
        let sums = try await store.read { connection in
          try connection.rows("SELECT whole FROM value").map { try $0.int("whole") }
        }
        #expect(sums == [2, 2])
      }
    }

    @Test func `Two processes write to one database`() async throws {
      try await withDatabase(.postgres, valueTable) { store, database in
        let other = try database.open()
        try await store.write { try $0.run("INSERT INTO value (id, whole) VALUES (1, 0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 1...40 {
            group.addTask {
              _ = try await (number.isMultiple(of: 2) ? store : other).write {
                try $0.run("UPDATE value SET whole = whole + 1 WHERE id = 1")
              }
            }
          }
          try await group.waitForAll()
        }
        let sum = try await other.read { try $0.count("SELECT whole FROM value") }
        #expect(sum == 40)
        try await other.close()
      }
    }

    @Test func `Copies are left to pg_dump`() async throws {
      try await withDatabase(.postgres) { store, database in
        let error = await #expect(throws: StoreError.self) {
          try await store.backup(to: database.folder.appendingPathComponent("copy").path)
        }
        #expect(error?.description.contains("pg_dump") == true)
        let faults = try await store.integrityFaults()
        let size = try await store.size()
        #expect(faults.isEmpty)
        #expect(size > 0)
      }
    }
  }
}
