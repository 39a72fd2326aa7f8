import Foundation
import Surroundings
import Testing

@testable import Store

private enum Standing: String { case assumed, confirmed }
private enum Fact {}

extension StoreSuite {
  @Suite struct ValueTests {
    @Test(arguments: engines) func `Words come back as they went, in every script`(
      _ engine: Dialect
    ) async throws {
      let words = [
        "", "Rosa", "O'Brien; DROP TABLE value;--", "مجتمع", "ሰላም", "日本語", "👩‍👩‍👧‍👦🏳️‍🌈", "e\u{301}",
        "line\nline\ttab\\n", "%_?$1:name\"", String(repeating: "ñ", count: 500_000),
      ]
      try await withDatabase(engine, valueTable) { store, _ in
        for (id, text) in words.enumerated() {
          let back = try await store.write { connection in
            try connection.run("INSERT INTO value (id, words) VALUES (\(id), \(text))")
            return try connection.first("SELECT words FROM value WHERE words = \(text)")?
              .string("words")
          }
          #expect(back == text)
        }
      }
    }

    @Test(arguments: engines) func `Whole numbers come back to the last digit`(
      _ engine: Dialect
    ) async throws {
      let numbers = [0, 1, -1, .max, .min, 9_007_199_254_740_993]
      try await withDatabase(engine, valueTable) { store, _ in
        for (id, number) in numbers.enumerated() {
          let row = try await store.write { connection in
            try connection.first(
              "INSERT INTO value (id, whole) VALUES (\(id), \(number)) RETURNING whole")
          }
          #expect(try row?.int("whole") == number)
        }
      }
    }

    @Test(arguments: engines) func `Fractions come back to the last bit`(
      _ engine: Dialect
    ) async throws {
      let numbers = [
        0.1, -1.5, 1.0 / 3, .greatestFiniteMagnitude, .leastNormalMagnitude, .leastNonzeroMagnitude,
        1e-300, 3, 1e21,
      ]
      try await withDatabase(engine, valueTable) { store, _ in
        for (id, number) in numbers.enumerated() {
          let row = try await store.write { connection in
            try connection.first(
              "INSERT INTO value (id, fraction) VALUES (\(id), \(number)) RETURNING fraction")
          }
          #expect(try row?.double("fraction") == number)
        }
      }
    }

    @Test(arguments: engines) func `Bytes come back, zeros and a megabyte of them included`(
      _ engine: Dialect
    ) async throws {
      let all = (0...255).map { UInt8($0) }
      let blobs: [[UInt8]] = [[], [0], all, [UInt8](repeating: 0xC3, count: 1_048_576)]
      try await withDatabase(engine, valueTable) { store, _ in
        for (id, bytes) in blobs.enumerated() {
          let row = try await store.write { connection in
            try connection.run("INSERT INTO value (id, bytes) VALUES (\(id), \(bytes))")
            return try connection.first("SELECT bytes FROM value WHERE id = \(id)")
          }
          #expect(try row?.bytes("bytes") == bytes)
        }
      }
    }

    @Test(arguments: engines)
    func `Ids, days, moments, choices and yes or no have their own readers`(
      _ engine: Dialect
    ) async throws {
      let id = ID<Fact>.new(.still(at: Instant(seconds: 0), seed: 7))
      let day = try #require(Day("2026-11-23"))
      let moment = Instant(seconds: 1_795_400_000)
      try await withDatabase(
        engine,
        """
        CREATE TABLE fact (id TEXT NOT NULL, day TEXT, at INTEGER, standing TEXT, open INTEGER)
        STRICT
        """
      ) { store, _ in
        let row = try await store.write { connection in
          try connection.run(
            "INSERT INTO fact VALUES (\(id), \(day), \(moment), \(Standing.confirmed), \(true))")
          return try #require(
            try connection.first("SELECT * FROM fact WHERE id = \(id) AND open = \(true)"))
        }
        #expect(try row.id("id") == id)
        #expect(try row.day("day") == day)
        #expect(try row.moment("at") == moment)
        #expect(try row.enumeration("standing") == Standing.confirmed)
        #expect(try row.bool("open"))
        #expect(try row.string("STANDING") == "confirmed")
      }
    }

    @Test(arguments: engines) func `Nothing is nothing, of every type`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let row = try await store.write { connection in
          let (none, nowhere, never) = (Int?.none, String?.none, Double?.none)
          for id in 1...2 {
            try connection.run(
              """
              INSERT INTO value (id, whole, fraction, words, bytes)
              VALUES (\(id), \(none), \(never), \(nowhere), \([UInt8]?.none))
              """)
          }
          // The same statement, now with a value of each type where there was none.
          try connection.run(
            """
            INSERT INTO value (id, whole, fraction, words, bytes)
            VALUES (\(3), \(Int?(1)), \(Double?(1)), \(String?("one")), \([UInt8]?([1])))
            """)
          return try #require(try connection.first("SELECT * FROM value WHERE id = 1"))
        }
        #expect(try row.optionalInt("whole") == nil)
        #expect(try row.optionalDouble("fraction") == nil)
        #expect(try row.optionalString("words") == nil)
        #expect(try row.optionalBytes("bytes") == nil)
        #expect(try row.optionalDay("words") == nil)
        #expect(throws: StoreError.wrongType("whole")) { try row.int("whole") }
        #expect(throws: StoreError.missingColumn("nothing")) { try row.optionalInt("nothing") }
      }
    }

    @Test(arguments: engines) func `What one engine would change is refused by both`(
      _ engine: Dialect
    ) async throws {
      try await withDatabase(engine, valueTable) { store, _ in
        let refused: [SQL] = [
          "INSERT INTO value (id, words) VALUES (1, \("a\0b"))",
          "INSERT INTO value (id, fraction) VALUES (1, \(Double.nan))",
          "INSERT INTO value (id, fraction) VALUES (1, \(Double.infinity))",
        ]
        for sql in refused {
          let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.run(sql) }
          }
          guard case .invalidValue = error else {
            Issue.record("\(String(describing: error))")
            continue
          }
        }
        await #expect(throws: StoreError.wrongType("value.whole")) {
          try await store.write {
            try $0.run("INSERT INTO value (id, whole) VALUES (1, \("seven"))")
          }
        }
      }
    }

    @Test func `A row refuses what its column doesn't hold`() {
      let row = Row(
        columns: Columns(["name", "count"]), values: [.text("Rosa"), .integer(2)])
      #expect(throws: StoreError.wrongType("name")) { try row.int("name") }
      #expect(throws: StoreError.wrongType("name")) { try row.day("name") }
      #expect(throws: StoreError.wrongType("count")) { try row.bool("count") }
      #expect(throws: StoreError.wrongType("name")) {
        let _: Standing = try row.enumeration("name")
      }
      #expect(row.columnNames == ["name", "count"])
    }
  }
}
