import ArgumentParser
import Foundation
import OpinionMap
import Store
import Surroundings

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure this machine.", shouldDisplay: false,
    subcommands: [Writes.self, Map.self, Fill.self, Drawing.self, Voters.self])

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

  struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "opinions", abstract: "The opinion map of invented votes, as JSON.")

    @Option(help: "How many people.") var people = 100_000
    @Option(help: "How many statements.") var statements = 1_000
    @Option(help: "The share of all pairs that are answered, about.") var fill = 0.05
    @Option(help: "Write the votes to this file, for another program to map.") var write: String?

    func run() throws {
      let invented = SyntheticVotes(participants: people, statements: statements, fill: fill)
      if let write { try Map.bytes(invented).write(to: URL(fileURLWithPath: write)) }
      let before = Map.processorSeconds()
      let matrix = try VoteMatrix(
        participants: people, statements: statements, votes: invented.votes)
      let map = OpinionMap(of: matrix)
      let seconds = Map.processorSeconds() - before
      let agreement = adjustedRandIndex(
        map.countedIn.map { invented.groups[$0] }, map.countedIn.map { map.groups[$0] })
      say(
        """
        {"cpu": \(seconds), "memory": \(Map.peakMegabytes()), "votes": \(matrix.voteCount), \
        "k": \(map.grouping.count), "ari": \(agreement)}
        """)
    }

    /// Three counts, then participants, statements, votes and planted groups, each as one array of
    /// little-endian numbers.
    private static func bytes(_ invented: SyntheticVotes) -> Data {
      var data = Data()
      func put<Number: FixedWidthInteger>(_ numbers: [Number]) {
        numbers.map(\.littleEndian).withUnsafeBytes { data.append(contentsOf: $0) }
      }
      put(
        [invented.participants, invented.statements, invented.votes.count].map {
          Int32(clamping: $0)
        })
      put(invented.votes.map(\.participant))
      put(invented.votes.map(\.statement))
      put(invented.votes.map(\.value))
      put(invented.groups.map { Int32(clamping: $0) })
      return data
    }

    private static func usage() -> rusage {
      var usage = rusage()
      getrusage(0, &usage)
      return usage
    }

    private static func processorSeconds() -> Double {
      let usage = usage()
      let whole = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
      return Double(whole) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    static func peakMegabytes() -> Int { Int(usage().ru_maxrss) / 1024 }
  }
}
