import App
import Foundation
import Programs
import Hometown
import Ledger
import Store
import Surroundings
import Testing

@testable import Operations

@Suite struct RestoreTests {
  private func restored(
    _ place: Workplace, _ file: String, into folder: String = "data", replaces: Bool = false
  ) async throws -> Restore {
    try await Restore.run(
      place[file], into: place[folder], replaces: replaces, migrations: Workplace.known,
      place.surroundings)
  }

  private func backedUp(_ place: Workplace, close: Bool = true) async throws -> Store {
    let store = try await place.town()
    _ = try await Backup.make(of: store, to: place["copy"], place.surroundings)
    if close { try await store.close() }
    return store
  }

  @Test func `A database that is there stays, unless one says --replace`() async throws {
    try await inWorkplace { place in
      _ = try await backedUp(place)
      let said = await place.fault { _ = try await restored(place, "copy") }
      #expect(said.contains("There is a database in"))
      #expect(said.contains("--replace"))

      let restore = try await restored(place, "copy", replaces: true)
      #expect(restore.keptAside == place["data"] + "/kith.sqlite.replaced-20261123T160000")
      let aside = try Store.sqlite(path: try #require(restore.keptAside))
      // It has the moment of the backup, which the copy has not.
      #expect(try await aside.ledger().count == restore.moments + 1)
      try await aside.close()
    }
  }

  @Test func `What stands in the old database’s journal goes aside with it`() async throws {
    try await inWorkplace { place in
      let store = try await backedUp(place, close: false)
      // As a server that was killed leaves it: the last writes only in the journal.
      try FileManager.default.createDirectory(
        atPath: place["killed"], withIntermediateDirectories: true)
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: place["data"] + "/kith.sqlite" + suffix,
          toPath: place["killed"] + "/kith.sqlite" + suffix)
      }
      let last = try await store.ledger()
      try await store.close()
      let restore = try await restored(place, "copy", into: "killed", replaces: true)
      #expect(!DiskFile.exists(place["killed"] + "/kith.sqlite-wal"))
      let aside = try Store.sqlite(path: try #require(restore.keptAside))
      #expect(try await aside.ledger() == last)
      try await aside.close()
      let again = try Store.sqlite(path: place["killed"] + "/kith.sqlite")
      #expect(try await again.ledger().head == restore.head)
      try await again.close()
    }
  }

  @Test func `Nobody restores under a server that runs`() async throws {
    try await inWorkplace { place in
      _ = try await backedUp(place)
      let server = try FolderLock.take(place["data"])
      #expect(FolderLock.isHeld(place["data"]))
      let said = await place.fault { _ = try await restored(place, "copy", replaces: true) }
      #expect(said.contains("Another kith is at work in"))
      server.release()
      #expect(!FolderLock.isHeld(place["data"]))
      _ = try await restored(place, "copy", replaces: true)
    }
  }

  @Test(arguments: 1...6) func `A file with flipped bytes is refused, and nothing changes`(
    _ part: Int
  ) async throws {
    try await inWorkplace { place in
      let store = try await backedUp(place, close: false)
      let before = try await store.ledger()
      try await store.close()
      var bytes = try Data(contentsOf: URL(fileURLWithPath: place["copy"]))
      // The header, and pages throughout the file.
      let start = part == 1 ? 0 : (bytes.count / 4096 * (part - 1) / 6) * 4096
      for offset in start..<start + 64 { bytes[offset] ^= 0xFF }
      try bytes.write(to: URL(fileURLWithPath: place["flipped"]))
      let said = await place.fault { _ = try await restored(place, "flipped", replaces: true) }
      #expect(said.contains("damaged") || said.contains("is not a backup"), "\(said)")
      let same = try Store.sqlite(path: place["data"] + "/kith.sqlite")
      #expect(try await same.ledger() == before)
      try await same.close()
      #expect(try place.files("data").keys.filter { $0.contains("restoring") }.isEmpty)
    }
  }

  @Test func `A backup whose ledger was changed is refused`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.tamper()
      try await store.backup(to: place["copy"])
      try await store.close()
      let said = await place.fault { _ = try await restored(place, "copy", into: "new") }
      #expect(said == "The ledger in the file does not hold: moment 3 was changed.")
    }
  }

  @Test func `A backup of a newer Kith is refused in words`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.write { connection in
        _ = try connection.run(
          "INSERT INTO migration (id, sequence, applied) VALUES ('2031-01-01-dreams-1', 999, 0)")
      }
      try await store.backup(to: place["copy"])
      try await store.close()
      let said = await place.fault { _ = try await restored(place, "copy", into: "new") }
      #expect(
        said
          == "The file was written by a newer Kith, which made: 2031-01-01-dreams-1. Install that version first."
      )
      let found = await place.doctor().first { $0.check == "schema" }
      #expect(found?.state == .wrong)
    }
  }

  @Test func `What is no backup is named for what it is`() async throws {
    try await inWorkplace { place in
      try Data("Dear library".utf8).write(to: URL(fileURLWithPath: place["letter"]))
      try Data("PGDMP…".utf8).write(to: URL(fileURLWithPath: place["dump"]))
      let said = [
        await place.fault { _ = try await restored(place, "letter", into: "new") },
        await place.fault { _ = try await restored(place, "dump", into: "new") },
        await place.fault { _ = try await restored(place, "nowhere", into: "new") },
      ]
      #expect(said[0] == "\(place["letter"]) is not a backup of Kith.")
      #expect(said[1].contains("pg_restore"))
      #expect(said[2].contains("can't be read: No such file or directory"))
      #expect(!DiskFile.exists(place["new"]))
    }
  }

  @Test func `A restore that is killed leaves the old database or the new one`() async throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let kith = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("kith")
    try await inWorkplace { place in
      let store = try await place.town("data", App.migrations(App.capabilities(.real, Metrics())))
      let new = try await Backup.make(of: store, to: place["copy"], place.surroundings)
      try await store.write { connection in
        let library = Subject(kind: "library", id: "1")
        try connection.record("library.changed", on: library, by: "owner", at: Hometown.now)
      }
      let old = try await store.ledger()
      try await store.close()
      try await DatabaseFile.tidy(place["data"] + "/kith.sqlite")
      try FileManager.default.copyItem(
        atPath: place["data"] + "/kith.sqlite", toPath: place["old"])
      var outcomes: [String: Int] = [:]
      // The first is left to end, to learn how long it takes.
      var longest = Duration.zero
      for round in 0...30 {
        for name in try FileManager.default.contentsOfDirectory(atPath: place["data"]) {
          try FileManager.default.removeItem(atPath: place["data"] + "/" + name)
        }
        try FileManager.default.copyItem(
          atPath: place["old"], toPath: place["data"] + "/kith.sqlite")
        let restore = try Program(
          kith.path, ["restore", place["copy"], "--folder", place["data"], "--replace"])
        while restore.isRunning, !DiskFile.exists(FolderLock.file(in: place["data"])) {
          try await Task.sleep(for: .microseconds(200))
        }
        let begun = ContinuousClock.now
        if round > 0 {
          try await Task.sleep(for: longest * round / 27)
          restore.send(SIGKILL)
        }
        _ = await restore.ended()
        if round == 0 { longest = begun.duration(to: .now) }
        let found = try Store.sqlite(path: place["data"] + "/kith.sqlite")
        let faults = try await found.integrityFaults()
        let ledger = try await found.ledger()
        try await found.close()
        #expect(faults.isEmpty)
        #expect(ledger.holds)
        #expect([old.head, new.head].contains(ledger.head), "round \(round)")
        if round > 0 { outcomes[ledger.head, default: 0] += 1 }
      }
      // Some came too soon, and some too late.
      #expect(outcomes[old.head, default: 0] > 0)
      #expect(outcomes[new.head, default: 0] > 0)
    }
  }
}
