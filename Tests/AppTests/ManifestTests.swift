import App
import Communities
import Foundation
import Store
import Surroundings
import Testing
import Town
import Web

@Suite struct ManifestTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `Every capability has its page of documentation`() throws {
    for capability in App.capabilities(.real, Metrics()) {
      // Operations has the name that whoever runs a machine looks for.
      let text = [capability.name, capability.name.uppercased()].lazy.compactMap { name in
        try? String(
          contentsOf: Self.root.appendingPathComponent("docs/\(name).md"), encoding: .utf8)
      }.first
      #expect((text?.count ?? 0) > 400, "docs/\(capability.name).md")
    }
  }

  @Test func `Every table is in one holding, so that people are told of all that is kept`()
    async throws
  {
    let town = try await Town()
    let tables = try await town.store.read { connection in
      try connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ).map { try $0.string("name") }
    }
    let held = town.site.capabilities.flatMap(\.holdings).flatMap(\.tables)
    #expect(held.sorted() == tables.sorted())
    try await town.end()
  }

  @Test func `The navigation leads to pages that those who see it may open`() async throws {
    let town = try await Town()
    for role in Role.allCases {
      let reader = try await town.reader(role)
      for link in (await reader.get("/desk")).links where link.hasPrefix("/desk") {
        #expect((await reader.get(link)).status == 200, "\(link) for \(role.rawValue)")
      }
    }
    try await town.end()
  }

  @Test func `Every kind of moment has its sentence`() {
    var kinds: Set<String> = []
    for source in RankTests.sources {
      for match in source.text.matches(of: #/"([a-z]+\.[a-z-]+)", (?:on:|in:|state)/#) {
        kinds.insert(String(match.1))
      }
    }
    #expect(kinds.count > 30)
    #expect(kinds.filter { !hasSentence($0) }.sorted() == [])
  }

  @Test(arguments: TestEngine.present)
  func `Migrating again changes nothing`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let before = try await town.store.schema()
    let report = try await town.store.migrate(
      App.migrations(town.site.capabilities), at: town.site.surroundings.now())
    #expect(report.applied == [])
    #expect(try await town.store.schema() == before)
    try await town.end()
  }
}
