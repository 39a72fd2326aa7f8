import ArgumentParser
import Foundation
import Store
import Surroundings

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure this machine.", shouldDisplay: false, subcommands: [Writes.self])

  struct Writes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Durable writes a second, alone and from many at once.")

    @Option(help: "How many write at once.") var connections = 64
    @Option(help: "Seconds for each measurement.") var seconds = 3.0

    func run() async throws {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "kith-bench-\(ProcessInfo.processInfo.processIdentifier).sqlite"
      ).path
      defer {
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: file + suffix)
        }
      }
      let store = try Store.sqlite(path: file)
      try await store.write { connection in
        _ = try connection.run(
          "CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT")
      }
      let single = try await rate(store, writers: 1)
      let grouped = try await rate(store, writers: connections)
      try await store.close()
      say("single: \(Int(single)) writes/s")
      say("group: \(Int(grouped)) writes/s")
    }

    private func rate(_ store: Store, writers: Int) async throws -> Double {
      let end = ContinuousClock.now + .seconds(seconds)
      let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<writers {
          group.addTask {
            var count = 0
            while ContinuousClock.now < end {
              try await store.write { connection in
                _ = try connection.run("INSERT INTO note (text) VALUES (\("a durable note"))")
              }
              count += 1
            }
            return count
          }
        }
        return try await group.reduce(0, +)
      }
      return Double(done) / seconds
    }
  }
}
