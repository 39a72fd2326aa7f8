import Communities
import Engagements
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Conversations

/// The town with its one conversation.
struct Square {
  let town: Town
  let conversation: Conversation

  var path: String { conversation.path }
  var desk: String { conversation.deskPath }

  init(_ engine: TestEngine = .sqlite) async throws {
    town = try await Town(engine)
    let found = try await town.store.read { connection in
      try Conversation.published(connection).first
    }
    conversation = try #require(found)
  }

  func end() async throws { try await town.end() }

  /// Somebody who pressed *Begin*, with the receipt in their browser.
  func begun(language: String = "en") async throws -> Reader {
    var reader = try await town.reader(nil, language: language)
    let reply = try await begin(reader)
    #expect(reply.status == 303)
    let name = Receipt.cookie(of: conversation)
    let receipt = try #require(reply.cookie(name))
    reader.cookies[name] = receipt
    return reader
  }

  /// Presses *Begin* after the browser solved what the page asks of it.
  func begin(_ reader: Reader) async throws -> Reply {
    let page = await reader.get(path)
    return try await reader.submit(
      "\(path)/beginning", onPage: path,
      ["challenge": try challenge(page), "work": try work(page)])
  }

  /// What a page that begins carries, and what a browser would find for it.
  func challenge(_ page: Reply) throws -> String {
    String(try #require(page.text.firstMatch(of: #/name="challenge" value="([^"]+)"/#)).1)
  }

  func work(_ page: Reply) throws -> String {
    let nonce = try #require(page.text.firstMatch(of: #/data-puzzle="([^"]+)"/#)).1
    return Puzzle(nonce: String(nonce)).solution()
  }

  /// Answers the statement that is shown to them.
  @discardableResult
  func answer(_ reader: Reader, _ vote: String) async throws -> Reply {
    try await reader.submit("\(path)/votes", onPage: path, ["vote": vote])
  }

  func counts() async throws -> VoteCounts {
    try await town.store.read { [conversation] in try VoteCounts.of(conversation.id, $0) }
  }

  func statements() async throws -> [Statement] {
    try await town.store.read { [conversation] in try Statement.all(of: conversation.id, $0) }
  }

  func map() async throws -> KeptMap {
    let town = town
    try await ConversationJobs.drawMap(of: conversation.id, town.store, town.site.surroundings)
    let map = try await town.store.read { [conversation] in
      try KeptMap.latest(of: conversation.id, $0)
    }
    return try #require(map)
  }

  /// Another conversation of the same engagement.
  func another(
    _ change: (inout ConversationDraft) -> Void = { _ in }
  ) async throws -> Conversation {
    var draft = ConversationDraft(
      question: "Where should the bench stand?", language: .english, policy: "Be kind.")
    change(&draft)
    let (surroundings, engagement) = (town.site.surroundings, conversation.engagement)
    return try await town.store.write { [draft] connection in
      let engagement = try #require(try Engagement.find(engagement, connection))
      return try Conversation.add(
        draft, id: .new(surroundings), to: engagement, by: "staff", at: surroundings.now(),
        connection)
    }
  }
}
