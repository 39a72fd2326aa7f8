import Foundation
import Hometown
import Ledger
import Store
import Surroundings
import Testing

@testable import Operations

@Suite struct BackupTests {
  @Test func `A backup made while eight people write holds one moment of the library, whole`()
    async throws
  {
    try await inWorkplace { place in
      let store = try await place.town()
      let before = try await store.ledger().count
      let isDone = Locked(false)
      let writers = Task {
        try await withThrowingTaskGroup(of: Int.self) { group in
          for writer in 1...8 {
            group.addTask {
              var count = 0
              while !isDone.withLock({ $0 }) {
                let id = "\(writer)-\(count)"
                try await store.write { connection in
                  try connection.record(
                    "test.written", on: Subject(kind: "test", id: id), by: "staff", at: Hometown.now
                  )
                }
                count += 1
              }
              return count
            }
          }
          return try await group.reduce(0, +)
        }
      }
      while try await store.ledger().count < before + 20 {
        try await Task.sleep(for: .milliseconds(5))
      }
      let backup = try await Backup.make(of: store, to: place["copy"], place.surroundings)
      isDone.withLock { $0 = true }
      let written = try await writers.value
      #expect(backup.moments > before)
      #expect(backup.moments <= before + Int64(written))
      #expect(DiskFile.mode(place["copy"]) == 0o600)

      let restored = try await Restore.run(
        place["copy"], into: place["again"], replaces: false, migrations: Workplace.known,
        place.surroundings)
      #expect(restored.head == backup.head)
      #expect(restored.keptAside == nil)
      let again = try Store.sqlite(path: place["again"] + "/kith.sqlite")
      let ledger = try await again.ledger()
      #expect(ledger.holds)
      #expect(ledger.head == backup.head)
      // What the writers saw acknowledged before the copy's last moment is in it, in that order.
      let isPrefix = try await store.read { connection in
        try connection.first("SELECT hash FROM moment WHERE sequence = \(backup.moments)")?
          .string("hash") == backup.head
      }
      #expect(isPrefix)
      try await again.close()
      try await store.close()
    }
  }

  @Test func `What was backed up and restored is exported the same`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      _ = try await Backup.make(of: store, to: place["copy"], place.surroundings)
      let unlogged = try await place.export(store, to: "one")
      let copy = try Data(contentsOf: URL(fileURLWithPath: place["copy"]))
      _ = try await Restore.run(
        place["copy"], into: place["again"], replaces: false, migrations: Workplace.known,
        place.surroundings)
      #expect(try Data(contentsOf: URL(fileURLWithPath: place["copy"])) == copy)
      let again = try Store.sqlite(path: place["again"] + "/kith.sqlite")
      try await place.export(again, to: "two")
      let (one, two) = (try place.files("one"), try place.files("two"))
      // The backup itself is a moment, which the copy can't hold.
      let differing = one.keys.filter { one[$0] != two[$0] }.sorted()
      #expect(
        differing == ["README.txt", "ledger_head.jsonl", "manifest.json", "moment.jsonl"])
      #expect(unlogged.tables > 10)
      try await again.close()
      try await store.close()
    }
  }

  @Test func `A backup never takes the place of another file`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try Data("the minutes of the tenants’ circle".utf8).write(
        to: URL(fileURLWithPath: place["minutes"]))
      let said = await place.fault {
        _ = try await Backup.make(of: store, to: place["minutes"], place.surroundings)
      }
      #expect(said == "\(place["minutes"]) is there already. It was not touched.")
      #expect(try place.files("").keys.filter { $0.contains("unfinished") }.isEmpty)
      try await store.close()
    }
  }

  @Test func `The password of a PostgreSQL database stays out of pg_dump’s arguments`() throws {
    let (place, password) = try PostgresDump.separated(
      "postgres://kith:p%40ss@db.example/kith?sslmode=require&password=other")
    #expect(place == "postgres://kith@db.example/kith?sslmode=require")
    #expect(password == "other")
    #expect(try PostgresDump.separated("postgres://kith:p%40ss@db/kith").password == "p@ss")
  }
}
