import Testing

@testable import Store

private enum Kind: String, CaseIterable { case place, interest }

extension StoreSuite {
  @Suite struct StatementTests {
    @Test func `Interpolated values become numbered places, never text`() {
      let name = "'; DROP TABLE fact; --"
      let sql: SQL = "SELECT \(2) - \(1) WHERE name = \(name) AND kind IN \(list: Kind.allCases)"
      #expect(sql.text(for: .sqlite) == "SELECT ?1 - ?2 WHERE name = ?3 AND kind IN (?4, ?5)")
      #expect(sql.text(for: .postgres) == "SELECT $1 - $2 WHERE name = $3 AND kind IN ($4, $5)")
      #expect(
        sql.values == [.integer(2), .integer(1), .text(name), .text("place"), .text("interest")])
    }

    @Test func `Pieces keep their values when they are put together`() {
      let conditions: [SQL] = ["a = \(1)", "b = \("two")"]
      let sql =
        "SELECT * FROM t WHERE " + conditions.joined(separator: " AND ")
        + " ORDER BY \(identifier: "a\"b") \(raw: "DESC")"
      #expect(
        sql.text(for: .postgres)
          == "SELECT * FROM t WHERE a = $1 AND b = $2 ORDER BY \"a\"\"b\" DESC")
      #expect(sql.values == [.integer(1), .text("two")])
      #expect(SQL.empty.isEmpty && !sql.isEmpty)
    }

    @Test(arguments: engines) func `Places are bound in order`(_ engine: Dialect) async throws {
      try await withDatabase(engine) { store, _ in
        let difference = try await store.read { try $0.count("SELECT \(10) - \(3)") }
        #expect(difference == 7)
      }
    }

    @Test(arguments: engines) func `A list finds its members, and an empty one nobody`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let found = try await store.write { connection in
          for id in 1...300 { try connection.run("INSERT INTO value (id) VALUES (\(id))") }
          return try [[2, 4, 900], [], Array(1...200)].map { ids in
            try connection.count("SELECT COUNT(*) FROM value WHERE id IN \(list: ids)")
          }
        }
        #expect(found == [2, 0, 200])
      }
    }

    @Test(arguments: engines) func `RETURNING gives the changed rows`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let sums = try await store.write { connection in
          try connection.run("INSERT INTO value (id, whole) VALUES (1, 10), (2, 20)")
          return try connection.rows(
            "UPDATE value SET whole = whole + \(1) WHERE id > 0 RETURNING whole"
          ).map { try $0.int("whole") }
        }
        #expect(sums.sorted() == [11, 21])
      }
    }

    @Test(arguments: engines) func `An upsert inserts first and then updates`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        for count in 1...3 {
          let row = try await store.write { connection in
            try connection.first(
              """
              INSERT INTO value (id, whole) VALUES (\(1), \(1))
              ON CONFLICT (id) DO UPDATE SET whole = value.whole + excluded.whole
              RETURNING whole
              """)
          }
          #expect(try row?.int("whole") == count)
        }
      }
    }

    @Test(arguments: engines) func `The number of changed rows is told`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let counts = try await store.write { connection in
          [
            try connection.run("INSERT INTO value (id) VALUES (1), (2), (3)"),
            try connection.run("UPDATE value SET whole = 1 WHERE id > 1"),
            try connection.run("INSERT INTO value (id) VALUES (1) ON CONFLICT DO NOTHING"),
            try connection.run("SELECT id FROM value"),
            try connection.run("DELETE FROM value"),
          ]
        }
        #expect(counts == [3, 2, 0, 0, 3])
      }
    }

    @Test(arguments: engines) func `Sums, means, truth and text are the same on both engines`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let row = try await store.write { connection in
          for (id, name) in ["b", "A", "a", "Ä", "B"].enumerated() {
            try connection.run(
              "INSERT INTO value (id, whole, words) VALUES (\(id), \(id), \(name))")
          }
          let order = try connection.rows("SELECT words FROM value ORDER BY words")
            .map { try $0.string("words") }
          #expect(order == ["A", "B", "a", "b", "Ä"])
          #expect(try connection.count("SELECT COUNT(*) FROM value WHERE words LIKE 'a%'") == 1)
          #expect(try connection.exists("SELECT * FROM value WHERE id = 4"))
          #expect(try !connection.exists("SELECT * FROM value WHERE id = 5"))
          return try #require(
            try connection.first(
              "SELECT SUM(whole) AS sum, AVG(whole) AS mean, 2 > 1 AS truth FROM value"))
        }
        #expect(try row.int("sum") == 10)
        #expect(try row.double("mean") == 2)
        #expect(try row.bool("truth"))
      }
    }

    @Test(arguments: engines) func `Rows stream by, and the closure may run other statements`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let (seen, stopped) = try await store.write { connection in
          for id in 1...1234 { try connection.run("INSERT INTO value (id) VALUES (\(id))") }
          var seen = 0
          let query: SQL = "SELECT id FROM value WHERE id > \(0) ORDER BY id"
          try connection.forEach(query) { row in
            seen += 1
            #expect(try row.int("id") == seen)
            if seen % 500 == 1 { try connection.forEach(query) { _ in } }
          }
          var stopped = 0
          do {
            try connection.forEach(query) { _ in
              stopped += 1
              if stopped == 3 { throw Stop() }
            }
          } catch is Stop {}
          #expect(try connection.count("SELECT COUNT(*) FROM value") == 1234)
          return (seen, stopped)
        }
        #expect(seen == 1234)
        #expect(stopped == 3)
      }
    }
  }
}

private struct Stop: Error {}
