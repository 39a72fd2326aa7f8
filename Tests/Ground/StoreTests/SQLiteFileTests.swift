import Foundation
import Programs
import Testing

@testable import Store

extension StoreSuite {
  /// What holds for the file of SQLite alone.
  @Suite struct SQLiteFileTests {
    @Test func `A commit waits for the disk, and readers don't wait for a writer`() async throws {
      try await withDatabase(.sqlite, valueTable) { store, _ in
        let (synchronous, keys) = try await store.write { connection in
          (try connection.count("PRAGMA synchronous"), try connection.count("PRAGMA foreign_keys"))
        }
        let mode = try await store.read { connection in
          try connection.first("PRAGMA journal_mode")?.string("journal_mode")
        }
        #expect(synchronous == 2)
        #expect(keys == 1)
        #expect(mode == "wal")
      }
    }

    @Test func `Only the owner can read the file and its copies`() async throws {
      try await withDatabase(.sqlite, valueTable) { store, database in
        let copy = database.folder.appendingPathComponent("copy.sqlite").path
        try await store.backup(to: copy)
        for path in [database.place, database.place + "-wal", copy] {
          let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
          #expect(rights as? Int == 0o600, "\(path)")
        }
      }
    }

    @Test func `A copy made while others write is whole`() async throws {
      try await withDatabase(.sqlite, valueTable) { store, database in
        let copy = database.folder.appendingPathComponent("copy.sqlite").path
        let writers = Task {
          // Two rows at a time: a copy that holds an odd number was torn.
          var pair = 0
          while !Task.isCancelled {
            let id = pair * 2
            try await store.write { connection in
              try connection.run("INSERT INTO value (id) VALUES (\(id))")
              try connection.run("INSERT INTO value (id) VALUES (\(id + 1))")
            }
            pair += 1
          }
        }
        while try await store.read({ try $0.count("SELECT COUNT(*) FROM value") }) == 0 {
          try await Task.sleep(for: .milliseconds(10))
        }
        try await store.backup(to: copy)
        try await Task.sleep(for: .milliseconds(50))
        writers.cancel()
        _ = try? await writers.value
        let backup = try Store.sqlite(path: copy)
        let faults = try await backup.integrityFaults()
        let count = try await backup.read { try $0.count("SELECT COUNT(*) FROM value") }
        #expect(faults.isEmpty)
        #expect(count > 0 && count % 2 == 0)
        try await backup.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: database.folder.path)
        #expect(!names.contains { $0.contains("unfinished") })
        await #expect(throws: StoreError.self) { try await store.backup(to: copy) }
      }
    }

    @Test func `A damaged reference is found`() async throws {
      try await withDatabase(.sqlite, communityTable, factTable) { store, database in
        #expect(try await store.integrityFaults().isEmpty)
        let other = try Program(
          "python3",
          [
            "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]);"
              + "c.execute(\"INSERT INTO fact VALUES (1, 'nowhere', '')\"); c.commit()",
            database.place,
          ])
        #expect(await other.ended() == .exited(0))
        let faults = try await store.integrityFaults()
        #expect(faults == ["1 rows of fact refer to rows of community that are missing"])
      }
    }

    @Test func `A full disk is told, and nothing before it is lost`() async throws {
      try await withDatabase(.sqlite, valueTable) { store, _ in
        try await store.write { try $0.run("INSERT INTO value (id) VALUES (0)") }
        _ = try await store.write { try $0.rows("PRAGMA max_page_count = 40") }
        let outcomes = await withTaskGroup(of: StoreError?.self) { group in
          for id in 1...20 {
            group.addTask {
              let words = String(repeating: "x", count: id == 7 ? 400_000 : 10)
              do {
                try await store.write { connection in
                  try connection.run("INSERT INTO value (id, words) VALUES (\(id), \(words))")
                }
                return nil
              } catch {
                return error as? StoreError
              }
            }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .full }.count == 1)
        #expect(outcomes.filter { $0 == nil }.count == 19)
        let count = try await store.read { try $0.count("SELECT COUNT(*) FROM value") }
        #expect(count == 20)
      }
    }

    @Test func `A temporary database goes with its store`() async throws {
      var store: Store? = try Store.temporary()
      let path = try #require(store?.place)
      try await store?.write { try $0.run("CREATE TABLE t (a INTEGER) STRICT") }
      #expect(FileManager.default.fileExists(atPath: path))
      store = nil
      for _ in 1...100 where FileManager.default.fileExists(atPath: path) {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
