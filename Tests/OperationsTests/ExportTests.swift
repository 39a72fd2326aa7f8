import Foundation
import Hometown
import Ledger
import Store
import Surroundings
import Testing
import Web

@testable import Operations

@Suite struct ExportTests {
  @Test func `Each table of the schema is in exactly one holding`() async throws {
    try await inWorkplace { place in
      let store = try await place.empty("data")
      let tables = try await store.read { try Schema.tableNames($0) }
      let held = Workplace.capabilities.flatMap(\.holdings).flatMap(\.tables)
      #expect(Set(tables).subtracting(held) == [], "no capability says what these hold")
      #expect(Set(held).subtracting(tables) == [], "these are nowhere")
      #expect(Set(held.filter { table in held.filter { $0 == table }.count > 1 }) == [])
      _ = try await store.read { try Schema.ordered(Schema.read($0).tables) }
      try await store.close()
    }
  }

  @Test func `No table with a password or a secret leaves unasked`() async throws {
    try await inWorkplace { place in
      let store = try await place.empty("data")
      let schema = try await store.read { try Schema.read($0) }
      let held = Set(schema.tables.map(\.name))
      let leaving = ExportTables(schema, held: held, withAccounts: false).leaving
      let words = ["password", "secret", "second_factor", "token"]
      let found = leaving.flatMap { table in
        table.columns.map(\.name).filter { name in words.contains { name.contains($0) } }.map {
          "\(table.name).\($0)"
        }
      }
      #expect(found == [])
      try await store.close()
    }
  }

  @Test func `What left is written down, and nobody who signs in is in it`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await place.export(store, to: "out")
      let files = try place.files("out")
      for name in ["account", "session", "secret", "invitation", "recovery_code"] {
        #expect(files["\(name).jsonl"] == nil)
      }
      let all = files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
      #expect(!all.contains("ruth@piedralisa.example"))
      #expect(all.contains("The laundry room of building B is where people talk"))
      // The library and its two communities; the town's conversation was let out as an ask before.
      let exports = try await store.read {
        try $0.count("SELECT COUNT(*) FROM release WHERE act = 'export'")
      }
      #expect(exports == 3)
      let moments = try await store.read { try Ledger.moments(limit: 3, $0) }
      #expect(moments.map(\.kind) == Array(repeating: "release.export", count: 3))
      let readme = String(decoding: files["README.txt"] ?? Data(), as: UTF8.self)
      #expect(readme.contains("kith load"))
      #expect(readme.contains("session: Who is signed in where"))
      #expect(DiskFile.mode(place["out"]) == 0o700)
      try await store.close()
    }
  }

  @Test func `Accounts leave without what their second factors are made of`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.write { connection in
        try connection.run(
          "UPDATE account SET password = 'scrypt$hash', second_factor = 'JBSWY3DP'")
        try connection.run(
          "INSERT INTO recovery_code (hash, account) SELECT 'abc', id FROM account WHERE role = 'owner'"
        )
      }
      try await place.export(store, to: "out") { $0.withAccounts = true }
      let files = try place.files("out")
      #expect(files["recovery_code.jsonl"] == nil)
      let accounts = String(decoding: files["account.jsonl"] ?? Data(), as: UTF8.self)
      #expect(accounts.contains("scrypt$hash") && !accounts.contains("JBSWY3DP"))
      try await store.close()
    }
  }

  @Test func `A community that holds its own power stays, and is named`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await store.write { connection in
        _ = try connection.run(
          """
          INSERT INTO power (community, act, holder)
          SELECT id, 'export', 'community' FROM community WHERE slug = 'acequia-growers'
          """)
      }
      let export = try await place.export(store, to: "out") { $0.withCSV = true }
      #expect(export.refused.map(\.name) == ["Acequia growers"])
      #expect(export.refused.first?.why == "The community holds this power. Its stewards decide.")
      let files = try place.files("out")
      for (name, data) in files where !["manifest.json", "README.txt"].contains(name) {
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("headgate"), "\(name)")
        #expect(!text.contains("Hortelanos"), "\(name)")
      }
      #expect(String(decoding: files["fact.jsonl"] ?? Data(), as: UTF8.self).contains("laundry"))
      // What is left is whole in itself.
      let again = try await place.empty("again")
      let load = try await Load.read(
        place["out"], into: again, Workplace.migrations, place.surroundings)
      #expect(load.ledger.holds)
      #expect(try await again.count("community") == 1)
      let asked = await place.fault {
        _ = try await place.export(store, to: "growers") { $0.community = "acequia-growers" }
      }
      #expect(asked.hasPrefix("Acequia growers may not be exported."))
      try await again.close()
      try await store.close()
    }
  }

  @Test func `One community leaves with all that is its own, and nothing else`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      let export = try await place.export(store, to: "out") { $0.community = "sunrise-court" }
      let files = try place.files("out")
      let all = files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
      #expect(all.contains("laundry room"))
      #expect(all.contains("قرب ساحة القطار"))
      #expect(all.contains("I was asked for a bill"))
      #expect(!all.contains("headgate"))
      #expect(!all.contains("Hortelanos"))
      #expect(files["library.jsonl"] == nil)
      #expect(export.notAttributed.contains("library"))

      let again = try await place.empty("again")
      let load = try await Load.read(
        place["out"], into: again, Workplace.migrations, place.surroundings)
      #expect(load.community == "Sunrise Court")
      #expect(load.ledger.holds)
      #expect(load.ledger.count == 1)
      #expect(try await again.count("fact_word") == 4)
      #expect(try await again.integrityFaults() == [])
      let unknown = await place.fault {
        _ = try await place.export(store, to: "other") { $0.community = "nobody" }
      }
      #expect(unknown == "There is no community with the id or the address nobody.")
      try await again.close()
      try await store.close()
    }
  }

  @Test func `A spreadsheet gets numbers as numbers, and formulas as text`() {
    #expect(CSVLine.cell(.text("=HYPERLINK(\"http://evil.example\")")).hasPrefix("\"'=HYPER"))
    #expect(CSVLine.cell(.text("+1-505-555-0142")) == "'+1-505-555-0142")
    #expect(CSVLine.cell(.text("-2+3")) == "'-2+3")
    #expect(CSVLine.cell(.text("@SUM(A1)")) == "'@SUM(A1)")
    #expect(CSVLine.cell(.text("\t=1")) == "\"'\t=1\"")
    #expect(CSVLine.cell(.text("\r\n=1")) == "\"'\r\n=1\"")
    #expect(CSVLine.cell(.text("=\u{301}1")) == "'=\u{301}1")
    #expect(CSVLine.cell(.text("a \"\u{301} b")) == "\"a \"\"\u{301} b\"")
    #expect(CSVLine.cell(.text("plain")) == "plain")
    #expect(CSVLine.cell(.integer(-5)) == "-5")
    #expect(CSVLine.cell(.real(-106.6487)) == "-106.6487")
    #expect(CSVLine.cell(.null) == "")
    #expect(CSVLine.cell(.text("")) == "\"\"")
  }
}
