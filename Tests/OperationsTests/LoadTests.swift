import Crypto
import Foundation
import Hometown
import Ledger
import Store
import Surroundings
import Testing

@testable import Operations

@Suite struct LoadTests {
  private func load(_ place: Workplace, _ folder: String, into store: Store) async throws -> Load {
    try await Load.read(place[folder], into: store, Workplace.migrations, place.surroundings)
  }

  /// What the engines might keep differently.
  private func settleOddities(_ store: Store) async throws {
    try await store.write { connection in
      let odd = "\u{1} \"quoted\" \\ line\nbreak\r\ttab \u{2028} 🏜️ e\u{301} é"
      try connection.run(
        "UPDATE community SET summary = \(odd) WHERE slug = 'sunrise-court'")
      try connection.run(
        """
        INSERT INTO community (id, slug, kind, name, summary, language, published, version, since)
        VALUES ('zz', 'Zz-é', 'place', 'Übermut', '', 'de', 0, \(Int.max), \(Int64.min))
        """)
      try connection.run(
        """
        INSERT INTO fact (id, community, topic, text, language, standing, source, link, since,
          checked, public, latitude, longitude, ended, version)
        VALUES ('f', 'zz', 'assets', '=1+1', 'en', 'assumed', '', '', '2026-01-01', '2026-01-01', 0,
          0.1, -179.99999999999997, 0, 1),
          ('F', 'zz', 'assets', 'É', 'en', 'assumed', '', '', '2026-01-01', '2026-01-01', 0,
          -0.0, 1e-7, 0, 1)
        """)
      try connection.run(
        """
        INSERT INTO resource (id, strategy, title, url, note, language, audience, licence,
          file_name, file_size, file_digest, set_aside, version, since)
        VALUES ('r', 's', 't', '', '', 'en', '', '', 'a.bin', 256, 'd', '', 1, 0)
        """)
      try connection.run(
        "INSERT INTO resource_file (resource, bytes) VALUES ('r', \((0...255).map { UInt8($0) }))")
    }
  }

  @Test(arguments: [false, true]) func `An export that is loaded and exported again is the same`(
    _ withAccounts: Bool
  ) async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await settleOddities(store)
      let one = try await place.export(store, to: "one") {
        $0.withAccounts = withAccounts
        $0.withCSV = true
      }
      let again = try await place.empty("again")
      let load = try await load(place, "one", into: again)
      #expect(load.ledger.holds)
      #expect(load.ledger.head == one.head)
      #expect(load.manifestSHA256 == one.manifestSHA256)
      #expect(try await again.count("account") == (withAccounts ? 6 : 0))
      #expect(try await again.integrityFaults() == [])
      try await place.export(again, to: "two") {
        $0.withAccounts = withAccounts
        $0.withCSV = true
      }
      #expect(try place.files("one") == place.files("two"))
      // And it can go on.
      #expect(try await again.ledger().holds)
      try await again.close()
      try await store.close()
    }
  }

  @Test(.enabled(if: postgresServer != nil, "Set KITH_TEST_POSTGRES to test PostgreSQL too"))
  func `From SQLite to PostgreSQL and back it is the same`() async throws {
    let server = try #require(postgresServer)
    let schema = "operations_" + randomCode(.real, characters: 12)
    let master = try Store.postgres(server, connections: 1)
    try await master.write { _ = try $0.run("CREATE SCHEMA \(identifier: schema)") }
    let joint = server.contains("?") ? "&" : "?"
    let middle = try Store.postgres(
      server.contains("://")
        ? server + joint + "options=-csearch_path%3D\(schema)"
        : server + " options='-csearch_path=\(schema)'", connections: 2)
    try await inWorkplace { place in
      let store = try await place.town()
      try await settleOddities(store)
      try await place.export(store, to: "one") { $0.withAccounts = true }
      _ = try await load(place, "one", into: middle)
      try await place.export(middle, to: "two") { $0.withAccounts = true }
      let last = try await place.empty("last")
      _ = try await load(place, "two", into: last)
      try await place.export(last, to: "three") { $0.withAccounts = true }
      let (one, two) = (try place.files("one"), try place.files("two"))
      #expect(one.keys.sorted() == two.keys.sorted())
      for name in one.keys.sorted() { #expect(one[name] == two[name], "\(name)") }
      #expect(try two == place.files("three"))
      let shapes = try await (
        store.read { try Schema.read($0).tables }, middle.read { try Schema.read($0).tables }
      )
      #expect(shapes.0.map(\.name) == shapes.1.map(\.name))
      for (here, there) in zip(shapes.0, shapes.1) {
        #expect(here.key == there.key && here.columns == there.columns, "\(here.name)")
        #expect(Set(here.references.map(\.table)) == Set(there.references.map(\.table)))
      }
      try await last.close()
      try await store.close()
    }
    try await middle.close()
    try await master.write { _ = try $0.run("DROP SCHEMA \(identifier: schema) CASCADE") }
    try await master.close()
  }

  @Test func `A file that was changed is refused before anything is loaded`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await place.export(store, to: "out")
      let path = place["out"] + "/fact.jsonl"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      text = text.replacing("laundry", with: "kitchen")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let again = try await place.empty("again")
      let said = await place.fault { _ = try await load(place, "out", into: again) }
      #expect(said == "fact.jsonl is damaged: its SHA-256 is not that of the manifest.")
      #expect(try await again.count("community") == 0)
      try await again.close()
      try await store.close()
    }
  }

  /// Changes a line of a file, and the manifest so that it agrees.
  private func rewrite(
    _ place: Workplace, _ file: String, line: Int, _ change: (String) -> String
  ) throws {
    let path = place["out"] + "/" + file
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    lines[line - 1] = change(lines[line - 1])
    let data = Data(lines.joined(separator: "\n").utf8)
    let manifest = place["out"] + "/manifest.json"
    let old = try Data(contentsOf: URL(fileURLWithPath: path))
    let digests = [old, data].map { hexadecimal(SHA256.hash(data: $0)) }
    var text = try String(contentsOfFile: manifest, encoding: .utf8)
    text = text.replacing(digests[0], with: digests[1])
      .replacing("\"bytes\" : \(old.count),", with: "\"bytes\" : \(data.count),")
    try text.write(toFile: manifest, atomically: true, encoding: .utf8)
    try data.write(to: URL(fileURLWithPath: path))
  }

  @Test func `A line that is wrong is named, and nothing is loaded`() async throws {
    let cases: [(String, Int, (String) -> String, String)] = [
      (
        "fact.jsonl", 3, { String($0.dropLast()) }, "fact.jsonl, line 3: at character "
      ),
      (
        "fact.jsonl", 5, { $0.replacing("\"version\":", with: "\"version\":\"one\",\"v\":") },
        "fact.jsonl, line 5: version is not of the type integer"
      ),
      (
        "fact_word.jsonl", 1, { $0.replacing("\"fact\":\"", with: "\"fact\":\"x") },
        "fact_word.jsonl, line 1: A row that"
      ),
      (
        "community.jsonl", 2, { $0.replacing("\"kind\":", with: "\"sort\":") },
        "community.jsonl, line 2: the column kind is missing"
      ),
      (
        "moment.jsonl", 2, { $0.replacing("\"actor\":\"", with: "\"actor\":\"no ") },
        "moment.jsonl: the ledger does not hold: moment 2 was changed."
      ),
    ]
    for (file, line, change, expected) in cases {
      try await inWorkplace { place in
        let store = try await place.town()
        try await place.export(store, to: "out")
        try rewrite(place, file, line: line, change)
        let again = try await place.empty("again")
        let said = await place.fault { _ = try await load(place, "out", into: again) }
        #expect(said.hasPrefix(expected), "\(said)")
        #expect(try await again.count("moment") == 0)
        #expect(try await again.count("community") == 0)
        try await again.close()
        try await store.close()
      }
    }
  }

  @Test func `Only an empty Kith takes an export`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await place.export(store, to: "out")
      let said = await place.fault { _ = try await load(place, "out", into: store) }
      #expect(said.hasPrefix("The database is not empty."))
      try await store.close()
    }
  }

  @Test func `An export of an older Kith comes in as an upgrade would have left it`() async throws {
    try await inWorkplace { place in
      let store = try await place.town()
      try await place.export(store, to: "out")
      let later = Migration(
        id: "2031-01-01-later-1",
        statements: [
          "ALTER TABLE community ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
          "CREATE TABLE dream (id TEXT NOT NULL PRIMARY KEY) STRICT",
        ])
      let fresh = try Store.sqlite(path: place["fresh.sqlite"])
      let load = try await Load.read(
        place["out"], into: fresh, Workplace.migrations + [later], place.surroundings)
      #expect(load.ledger.holds)
      let moods = try await fresh.read {
        try $0.count("SELECT COUNT(*) FROM community WHERE mood = 'calm'")
      }
      #expect(moods == 2)
      try await fresh.close()
      // The other way round it is refused.
      let migrations = Workplace.migrations.filter { $0.id != "2026-11-23-communities-1" }
      let other = try Store.sqlite(path: place["other.sqlite"])
      let said = await place.fault {
        _ = try await Load.read(place["out"], into: other, migrations, place.surroundings)
      }
      #expect(said.hasPrefix("The export was written by a newer Kith"))
      try await other.close()
      try await store.close()
    }
  }
}
