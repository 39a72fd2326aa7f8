import Foundation
import Programs
import Testing

@testable import Store

extension StoreSuite {
  @Suite struct CrashTests {
    /// A program beside that of the tests.
    private static func program(_ name: String) throws -> URL {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name)
    }

    @Test(arguments: engines) func `What was acknowledged survives a kill at any moment`(
      _ engine: Dialect
    ) async throws {
      let writer = try CrashTests.program("crashwriter")
      let database = try TestDatabase(engine)
      try await database.create()
      var said = Set<Int>()
      for round in 1...20 {
        said.formUnion(
          try await CrashTests.killed(writer, database.place, whileOpening: round % 5 == 0))
        let store = try database.open()
        let found = try await store.read { connection in
          Set(try connection.rows("SELECT number FROM written").map { try $0.int("number") })
        }
        try await store.close()
        #expect(said.subtracting(found).isEmpty, "round \(round)")
      }
      #expect(said.count > 100)
      let store = try database.open()
      let faults = try await store.integrityFaults()
      #expect(faults.isEmpty)
      try await store.close()
      try await database.remove()
    }

    /// Lets `writer` write for a while, and kills it; or already while it opens the database, and
    /// sets right what the kill before left.
    ///
    /// - Returns: The numbers that it said were saved.
    private static func killed(
      _ writer: URL, _ place: String, whileOpening: Bool
    ) async throws -> [Int] {
      let program = try Program(writer.path, [place])
      let begun = Gate()
      let said = Task { () -> Data in
        var said = Data()
        for await more in program.said {
          if said.isEmpty { begun.open() }
          said += more
        }
        // Also when it never said anything.
        begun.open()
        return said
      }
      if !whileOpening { await begun.opened() }
      try await Task.sleep(for: .milliseconds(Int.random(in: 1...(whileOpening ? 60 : 250))))
      program.send(SIGKILL)
      #expect(await program.ended() == .killed(SIGKILL))
      // A last line without its end was still being said.
      let lines = String(decoding: await said.value, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return lines.compactMap { Int($0) }
    }
  }
}
