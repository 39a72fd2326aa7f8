import Testing

@testable import Store

private struct Refused: Error {}

extension StoreSuite {
  @Suite struct TransactionTests {
    private static func count(_ store: Store) async throws -> Int {
      try await store.read { try $0.count("SELECT COUNT(*) FROM value") }
    }

    @Test(arguments: engines) func `What throws leaves nothing behind`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        await #expect(throws: Refused.self) {
          try await store.write { connection in
            try connection.run("INSERT INTO value (id) VALUES (1)")
            throw Refused()
          }
        }
        let count = try await TransactionTests.count(store)
        #expect(count == 0)
      }
    }

    @Test(arguments: engines)
    func `A failed statement fails its transaction even when it is caught`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        await #expect(throws: StoreError.unique("value.id")) {
          try await store.write { connection in
            try connection.run("INSERT INTO value (id) VALUES (1)")
            _ = try? connection.run("INSERT INTO value (id) VALUES (1)")
            #expect(throws: StoreError.aborted) {
              try connection.run("INSERT INTO value (id) VALUES (2)")
            }
          }
        }
        let count = try await TransactionTests.count(store)
        #expect(count == 0)
      }
    }

    @Test(arguments: engines) func `A failed attempt is undone alone`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let ids = try await store.write { connection in
          try connection.run("INSERT INTO value (id) VALUES (1)")
          do {
            try connection.attempt {
              try connection.run("INSERT INTO value (id) VALUES (2)")
              try connection.attempt { try connection.run("INSERT INTO value (id) VALUES (3)") }
              try connection.run("INSERT INTO value (id) VALUES (1)")
            }
          } catch StoreError.unique {
            try connection.attempt { try connection.run("INSERT INTO value (id) VALUES (4)") }
          }
          return try connection.rows("SELECT id FROM value ORDER BY id").map { try $0.int("id") }
        }
        #expect(ids == [1, 4])
      }
    }

    @Test(arguments: engines)
    func `Among a hundred writers at once the one that fails, fails alone`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let outcomes = await withTaskGroup(of: Bool.self) { group in
          for id in 1...100 {
            group.addTask {
              do {
                try await store.write { connection in
                  try connection.run("INSERT INTO value (id) VALUES (\(id))")
                  if id == 37 { try connection.run("INSERT INTO value (id) VALUES (\(id))") }
                  if id == 73 { throw Refused() }
                }
                return true
              } catch {
                #expect(id == 37 ? error as? StoreError == .unique("value.id") : error is Refused)
                return false
              }
            }
          }
          return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 98)
        let count = try await TransactionTests.count(store)
        #expect(count == 98)
      }
    }

    @Test(arguments: engines) func `What holds only at the end fails the writer who broke it`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(
        engine, communityTable,
        """
        CREATE TABLE note (
          id INTEGER NOT NULL PRIMARY KEY,
          community TEXT REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """
      ) { store, _ in
        let saved = await withTaskGroup(of: Int.self) { group in
          for id in 1...20 {
            group.addTask {
              let community = id == 9 ? "nowhere" : nil
              do {
                try await store.write { connection in
                  try connection.run("INSERT INTO note VALUES (\(id), \(community))")
                }
                return 1
              } catch {
                #expect(id == 9)
                #expect(error as? StoreError == .foreignKey(""))
                return 0
              }
            }
          }
          return await group.reduce(0, +)
        }
        #expect(saved == 19)
        let count = try await store.read { try $0.count("SELECT COUNT(*) FROM note") }
        #expect(count == 19)
      }
    }

    @Test(arguments: engines) func `Sixty-four writers who add to one sum lose nothing`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        try await store.write { try $0.run("INSERT INTO value (id, whole) VALUES (0, 0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for writer in 1...64 {
            group.addTask {
              for round in 1...5 {
                try await store.write { connection in
                  try connection.run("UPDATE value SET whole = whole + 1 WHERE id = 0")
                  try connection.run("INSERT INTO value (id) VALUES (\(writer * 100 + round))")
                }
              }
            }
          }
          try await group.waitForAll()
        }
        let (sum, count) = try await store.read { connection in
          (
            try connection.count("SELECT whole FROM value WHERE id = 0"),
            try connection.count("SELECT COUNT(*) FROM value")
          )
        }
        #expect(sum == 320)
        #expect(count == 321)
      }
    }

    @Test(arguments: engines) func `A reader sees one moment, whatever is written meanwhile`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let (opened, written) = (Gate(), Gate())
        async let seen = store.read { connection in
          let first = try connection.count("SELECT COUNT(*) FROM value")
          opened.open()
          written.wait()
          return [first, try connection.count("SELECT COUNT(*) FROM value")]
        }
        await opened.opened()
        try await store.write { try $0.run("INSERT INTO value (id) VALUES (1)") }
        written.open()
        let counts = try await seen
        #expect(counts == [0, 0])
        let after = try await TransactionTests.count(store)
        #expect(after == 1)
      }
    }

    @Test(arguments: engines) func `Readers don't wait for each other`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine) { store, _ in
        let gate = Gate()
        async let first = store.read { connection in
          gate.wait()
          return try connection.count("SELECT 1")
        }
        let second = try await store.read { try $0.count("SELECT 2") }
        gate.open()
        let both = try await [first, second]
        #expect(both == [1, 2])
      }
    }

    @Test(arguments: engines) func `Writers of one rule take turns`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        await withTaskGroup(of: Void.self) { group in
          for id in 1...20 {
            group.addTask {
              // Never more than three, which no constraint can say.
              try? await store.write { connection in
                try connection.takeTurns("three at most")
                guard try connection.count("SELECT COUNT(*) FROM value") < 3 else {
                  throw Refused()
                }
                try connection.run("INSERT INTO value (id) VALUES (\(id))")
              }
            }
          }
        }
        let count = try await TransactionTests.count(store)
        #expect(count == 3)
      }
    }
  }
}
