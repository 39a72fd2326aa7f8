import Ledger
import Store
import Testing

@testable import Operations

@Suite struct LedgerWitnessTests {
  @Test func `Whoever goes round the ledger is told of by what stands beside it`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      func faults() async throws -> [String] {
        try await store.read { try Ledger.witnessFaults($0) }
      }
      #expect(try await faults() == [])
      try await store.write { connection in
        let head = try connection.first("SELECT hash FROM moment WHERE sequence = 2")
        let known = try head?.string("hash") ?? ""
        try connection.run(
          "INSERT INTO backup_made (at, size, moments, head) VALUES (1, 1, 2, \(known))")
      }
      #expect(try await faults() == [])
      try await store.write { connection in
        try connection.run("DROP TRIGGER moment_remains")
        try connection.run(
          "INSERT INTO backup_made (at, size, moments, head) VALUES (2, 1, 2, 'elsewhere')")
        try connection.run(
          """
          INSERT INTO account (id, email, email_key, name, role, last_step, closed, since)
          VALUES ('put-in', 'x@x.example', 'x@x.example', 'X', 'owner', 0, 0, 0)
          """)
      }
      #expect(
        try await faults() == [
          "the guard that refuses to change or remove moments is not in the database",
          "no moment tells of the making of so many accounts: 1",
          "no moment has the hash that a backup remembers: elsewhere",
        ])
      try await store.close()
    }
  }
}
