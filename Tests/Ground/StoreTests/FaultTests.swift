import Testing

@testable import Store

extension StoreSuite {
  @Suite struct FaultTests {
    private static let town: SQL = "INSERT INTO community VALUES ('c1', 'Riverside', 12)"

    @Test(arguments: engines)
    func `Each kind of refusal has its own error, without any value in it`(
      _ engine: Dialect
    ) async throws {
      let secret = "rosa@example.org"
      let refusals: [(SQL, StoreError)] = [
        ("INSERT INTO community VALUES ('c2', 'Riverside', 1)", .unique("community.name")),
        ("INSERT INTO community VALUES ('c1', \(secret), 1)", .unique("community.id")),
        ("INSERT INTO fact VALUES (2, 'c1', \(secret))", .unique("fact.community, fact.text")),
        ("INSERT INTO fact VALUES (3, \(secret), 'here')", .foreignKey("fact")),
        ("DELETE FROM community WHERE id = 'c1'", .foreignKey("community")),
        (
          "UPDATE community SET size = 0 WHERE name = 'Riverside'",
          .check("community: community_is_of_someone")
        ),
        ("INSERT INTO community VALUES ('c3', \(String?.none), 1)", .notNull("community.name")),
      ]
      try await withDatabase(engine, communityTable, factTable) { store, _ in
        try await store.write { connection in
          try connection.run(FaultTests.town)
          try connection.run("INSERT INTO fact VALUES (1, 'c1', \(secret))")
        }
        for (sql, expected) in refusals {
          await #expect(throws: expected) { try await store.write { try $0.run(sql) } }
        }
      }
    }

    @Test(arguments: engines) func `What the engine says holds no bound value`(
      _ engine: Dialect
    ) async throws {
      let secret = "rosa@example.org"
      let statements: [SQL] = [
        "SELECT CAST(\(secret) AS BIGINT) FROM nowhere",
        "SELEKT \(secret)",
        "SELECT abs(CAST(\(secret) AS BIGINT)), \(secret)",
        "INSERT INTO community VALUES (\(secret), \(secret), 0)",
      ]
      try await withDatabase(engine, communityTable) { store, _ in
        for sql in statements {
          do {
            _ = try await store.write { try $0.rows(sql) }
          } catch {
            #expect(!"\(error)".contains("rosa"))
            #expect(!String(reflecting: error).contains("rosa"))
          }
        }
      }
    }

    @Test(arguments: engines) func `A read changes nothing`(_ engine: Dialect) async throws {
      try await withDatabase(engine, communityTable) { store, _ in
        await #expect(throws: StoreError.readOnly) {
          try await store.read { try $0.run(FaultTests.town) }
        }
        let communities = try await store.read { try $0.count("SELECT COUNT(*) FROM community") }
        #expect(communities == 0)
      }
    }

    @Test(arguments: engines) func `Only the store begins and ends transactions`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, communityTable) { store, _ in
        for sql: SQL in ["COMMIT", " rollback", "BEGIN", "SAVEPOINT mine", "END"] {
          await #expect(throws: StoreError.self) {
            try await store.write { connection in
              try connection.run(FaultTests.town)
              try connection.run(sql)
            }
          }
        }
        let communities = try await store.read { try $0.count("SELECT COUNT(*) FROM community") }
        #expect(communities == 0)
      }
    }

    @Test(arguments: engines) func `A closed store says so`(_ engine: Dialect) async throws {
      try await withDatabase(engine, communityTable) { store, database in
        let other = try database.open()
        _ = try await other.read { try $0.count("SELECT 1") }
        try await other.close()
        await #expect(throws: StoreError.closed) {
          try await other.read { try $0.count("SELECT 1") }
        }
        await #expect(throws: StoreError.closed) {
          try await other.write { try $0.run(FaultTests.town) }
        }
      }
    }

    @Test func `What can't be opened is told at once`() throws {
      #expect(throws: StoreError.self) { try Store.open("/no/such/folder/kith.sqlite") }
      #expect(throws: StoreError.self) {
        try Store.open("postgres://nobody@127.0.0.1:1/nothing?connect_timeout=2")
      }
    }
  }
}
