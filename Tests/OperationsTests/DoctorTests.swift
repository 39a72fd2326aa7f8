import Foundation
import Hometown
import Ledger
import Store
import Surroundings
import Testing

@testable import Operations

@Suite struct DoctorTests {
  private func finding(_ check: String, _ findings: [Finding]) -> Finding? {
    findings.first { $0.check == check }
  }

  @Test func `In Hometown nothing is wrong, and some things are to look at`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      let findings = await place.doctor()
      #expect(findings.allSatisfy { $0.state != .wrong || $0.check == "space" })
      let look = findings.compactMap { $0.state == .lookAt ? $0.check : nil }
      #expect(look.filter { $0 != "space" } == ["backup", "address", "second-factor"])
      #expect(finding("owner", findings)?.says == "There is one owner.")
      #expect(finding("ledger", findings)?.says.hasPrefix("The ledger holds: ") == true)
      #expect(finding("durability", findings)?.state == .ok)

      _ = try await Backup.make(of: store, to: place["copy"], place.surroundings)
      #expect(finding("backup", await place.doctor())?.state == .ok)
      try await store.close()
    }
  }

  @Test func `The doctor finds a ledger that somebody changed`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.tamper()
      let found = finding("ledger", await place.doctor())
      #expect(found?.state == .wrong)
      #expect(found?.says == "The ledger does not hold: moment 3 was changed.")
      try await store.close()
    }
  }

  @Test func `A folder that others can read is wrong, with the command that mends it`() async throws
  {
    try await inWorkplace { place in
      let store = try await place.town()
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: place["data"])
      let found = finding("private-folder", await place.doctor())
      #expect(found?.state == .wrong)
      #expect(found?.mend == "chmod 700 \(place["data"])")
      try await store.close()
    }
  }

  @Test func `A damaged database is told, and the other checks go on`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      let root = try await store.read { connection in
        try connection.first("SELECT rootpage FROM sqlite_master WHERE name = 'fact'")?
          .int("rootpage")
      }
      try await store.close()
      let file = place["data"] + "/kith.sqlite"
      try await DatabaseFile.tidy(file)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      let page = (try #require(root) - 1) * 4096
      for offset in page..<page + 64 { bytes[offset] ^= 0xFF }
      try bytes.write(to: URL(fileURLWithPath: file))
      let findings = await place.doctor()
      #expect(
        finding("integrity", findings)?.state == .wrong,
        "\(findings.map(\.text).joined(separator: "\n"))")
      #expect(finding("backup", findings) != nil)
    }
  }

  @Test func `A clock that stands before the ledger is wrong`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      let early = Surroundings.still(at: Hometown.now - 86400 * 400, seed: 1)
      let findings = await Doctor(
        .folder(place["data"]), migrations: Workplace.known, early
      ).findings()
      #expect(finding("clock", findings)?.state == .wrong)
      try await store.close()
    }
  }

  @Test func `Where there is no database the doctor makes none`() async throws {
    try await inWorkplace { place in
      try FileManager.default.createDirectory(
        atPath: place["data"], withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let findings = await place.doctor()
      #expect(finding("database", findings)?.state == .lookAt)
      #expect(try FileManager.default.contentsOfDirectory(atPath: place["data"]) == [])
      let nowhere = await place.doctor("nowhere")
      #expect(finding("folder", nowhere)?.state == .wrong)
    }
  }

  @Test func `A library without an owner is told how to get one`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.write { connection in
        _ = try connection.run("UPDATE account SET closed = 1 WHERE role = 'owner'")
      }
      let found = finding("owner", await place.doctor())
      #expect(found?.state == .wrong)
      #expect(found?.mend == "kith invite --role owner")
      try await store.close()
    }
  }
}
