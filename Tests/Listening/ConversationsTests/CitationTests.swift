import Accounts
import Markup
import Store
import Surroundings
import Testing
import Town
import Words

@testable import Conversations
@testable import Web

/// What findings can rest on, and what is told of what came of it.
@Suite(.serialized) struct CitationTests {
  /// A call of the town's staff, as a finding's form would make it.
  private func call(_ square: Square) async throws -> Call {
    let reader = try await square.town.reader(.staff)
    let session = try #require(reader.cookies["kith_session"])
    let site = square.town.site
    let viewer = try await Accounts.viewer(session, site)
    let library = try #require(try await square.town.store.read { try Library.find($0) })
    return Call(
      request: Request(method: .get, path: "/", headers: [:]), parameters: [:],
      query: FormData(), form: FormData(), viewer: viewer, w: Words(.english), library: library,
      site: site)
  }

  private func citations(_ square: Square) async throws -> [Citation] {
    let call = try await call(square)
    return try await square.town.store.read { connection in
      let communities = try square.conversation.communities(connection).map(\.text)
      return try CitableSource.conversations.list(communities, call, connection)
    }
  }

  private func today(_ square: Square, _ id: String) async throws -> String? {
    try await square.town.store.read { try CitableSource.conversations.today(id, $0) }
  }

  private func smallestCell(_ square: Square, _ smallest: Int) async throws {
    try await square.town.store.write { [square] connection in
      for community in try square.conversation.communities(connection) {
        try connection.run(
          "INSERT INTO charter (community, smallest_cell) VALUES (\(community), \(smallest))")
      }
    }
  }

  @Test(arguments: TestEngine.present)
  func `Common ground and what sets groups apart can be cited, with method, n and day`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let map = try await square.map()
    let found = try await citations(square)
    let common = found.filter { !$0.id.contains("/") }
    #expect(common.count == min(MapDocument.told, map.document.common.count))
    #expect(
      common.contains {
        $0.sentence == "Every group leans towards: “Rents must not rise faster than wages.”"
      })
    #expect(found.contains { $0.sentence.hasPrefix("Group A leans ") && $0.id.contains("/") })
    for citation in found {
      #expect(citation.kind == "conversation" && citation.isPublic)
      #expect(citation.n == map.document.clustered && citation.day == map.day)
      #expect(citation.method == "Conversation, \(map.document.groups.count) groups")
      #expect(citation.id.hasPrefix("\(square.conversation.id.text)#"))
      #expect(try await today(square, citation.id) != nil)
    }
    #expect(Set(found.map(\.id)).count == found.count)
    try await square.end()
  }

  @Test func `A group too small to be shown is not cited, nor one told by subtraction`()
    async throws
  {
    let square = try await Square()
    let map = try await square.map()
    let smallest = try #require(map.document.groups.map(\.size).min())
    let apart = try #require(try await citations(square).first { $0.id.contains("/") })
    let before = try await today(square, apart.id)
    try await smallestCell(square, smallest + 1)
    let found = try await citations(square)
    #expect(!found.isEmpty && found.allSatisfy { !$0.id.contains("/") })
    #expect(found.allSatisfy { $0.method == "Conversation" })
    #expect(try await today(square, apart.id) != before)
    try await square.end()
  }

  @Test func `With fewer people than may be pointed at nothing is cited`() async throws {
    let square = try await Square()
    let map = try await square.map()
    try await smallestCell(square, map.document.participants + 1)
    #expect(try await citations(square) == [])
    try await square.end()
  }

  @Test func `What is hidden, changed by the map, or taken back is another thing today`()
    async throws
  {
    let square = try await Square()
    _ = try await square.map()
    let citation = try #require(try await citations(square).first)
    let before = try #require(try await today(square, citation.id))
    #expect(try await today(square, citation.id) == before)
    #expect(before.hasPrefix("shown towards "))
    let reference = try #require(StatementReference(citation.id))
    let statement = try #require(
      try await square.statements().first { $0.number == reference.statement })
    #expect(!before.contains(statement.text))
    let daniel = try await square.town.reader(.staff)
    let ruling = "\(square.desk)/statements/\(statement.id)/ruling"
    _ = try await daniel.submit(
      ruling, onPage: square.desk, ["standing": "hidden", "reason": "several"])
    let hidden = try #require(try await today(square, citation.id))
    #expect(hidden != before && hidden.hasPrefix("hidden "))
    #expect(try await !citations(square).contains { $0.id == citation.id })
    // The next map leaves it out.
    _ = try await square.map()
    #expect(try await today(square, citation.id)?.hasPrefix("hidden neither ") == true)
    let now = square.town.site.surroundings.now()
    try await square.town.store.write { [square] connection in
      try statement.withdraw(from: square.conversation, at: now, connection)
    }
    #expect(try await today(square, citation.id) == nil)
    try await square.end()
  }

  @Test(arguments: [
    "", "x", "0123456789abcdef", "0123456789abcdef#", "0123456789abcdef#1/",
    "0123456789abcdef#1/2/3", "0123456789abcdef#a",
  ])
  func `What is no reference is nothing today`(text: String) async throws {
    #expect(StatementReference(text) == nil)
    let id = ID<Conversation>(stored: "0123456789abcdef")
    for reference in [StatementReference(id, 12), StatementReference(id, 0, group: 3)] {
      #expect(StatementReference(reference.text) == reference)
    }
  }

  @Test func `The report says what came of it, or honestly that nothing is recorded`()
    async throws
  {
    let square = try await Square()
    let visitor = try await square.town.reader(nil)
    let before = await visitor.get("\(square.path)/report").plainText
    #expect(before.contains("What came of it") && before.contains("Nothing is recorded yet."))
    #expect(!(await visitor.get(square.path).plainText).contains("What came of it"))

    let day = try #require(Day("2026-11-20"))
    let id = square.conversation.id.text
    let promise = Outcome(
      sentence: "The city counts buses on Sundays in January.", day: day,
      link: "/communities/sunrise-court")
    let telling = Capability(
      name: "telling",
      outcomes: [
        OutcomeSource { kind, about, _, _ in
          kind == "conversation" && about == id ? [promise] : []
        }
      ])
    let site = Site(
      store: square.town.store, surroundings: square.town.site.surroundings,
      capabilities: square.town.site.capabilities + [telling], secret: [1],
      resolveViewer: { _, _ in nil })
    let reader = Reader(site: site, cookies: ["kith_language": "en"])
    for path in ["\(square.path)/report", square.path] {
      let page = await reader.get(path)
      #expect(page.plainText.contains("The city counts buses on Sundays in January."))
      #expect(page.text.contains("href=\"/communities/sunrise-court\""))
      #expect(!page.plainText.contains("Nothing is recorded yet."))
      #expect(page.wellFormednessFault == nil && page.repeatedIDs == [])
    }
    try await square.end()
  }
}
