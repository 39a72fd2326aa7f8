import Foundation
import Programs
import Store
import Surroundings
import Testing

@testable import Conversations

/// The program killed while people answer, again and again: what they were told is kept must be.
@Suite struct AnswersSurviveTests {
  /// Somebody who answers over the wire as fast as they are let.
  private actor Voter {
    let cookie: String
    let place: String
    private var next = 0
    /// What was answered and acknowledged last, by statement; and what was on its way at the kill.
    private(set) var acknowledged: [String: Int] = [:]
    private(set) var underWay: [String: Int] = [:]
    private(set) var count = 0

    init(_ cookie: String, from place: String) {
      self.cookie = cookie
      self.place = place
    }

    /// What was on its way and did arrive is from now on what must be there.
    func adopt(_ stored: [String: Int]) {
      for (statement, vote) in underWay where stored[statement] == vote {
        acknowledged[statement] = vote
      }
      underWay = [:]
    }

    var code: String { cookie.components(separatedBy: "=").last ?? "" }

    /// Answers until the program is gone.
    func answer(_ statements: [String], on path: String, _ port: Int, token: String) async throws {
      while true {
        let vote = [Vote.agree, .disagree, .pass][next / statements.count % 3]
        let statement = statements[next % statements.count]
        next += 1
        underWay[statement] = vote.rawValue
        let reply: WireReply
        do {
          reply = try await AnswersSurviveTests.post(
            port, "\(path)/votes", "token=\(token)&statement=\(statement)&vote=\(vote.name)",
            [place, "Cookie: \(cookie)"])
        } catch { return }
        #expect(reply.status == 303)
        acknowledged[statement] = vote.rawValue
        underWay[statement] = nil
        count += 1
      }
    }
  }

  private static func post(
    _ port: Int, _ path: String, _ body: String, _ headers: [String]
  ) async throws -> WireReply {
    let body = Array(body.utf8)
    return try await Wire.ask(
      port, "POST \(path)",
      headers + [
        "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.count)",
      ], body: body)
  }

  private static func kith() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("kith")
      .path
  }

  private static func value(_ name: Substring, _ page: String) throws -> String {
    let found = try page.firstMatch(of: Regex("\(name)=\"([^\"]+)\""))
    return String(try #require(found?.output[1].substring))
  }

  /// Begins as a browser does, and is dealt a receipt.
  private static func begin(_ path: String, _ port: Int, from place: String) async throws -> Voter {
    let page = try await Wire.ask(port, "GET \(path)", [place]).text
    let work = Puzzle(nonce: try value("data-puzzle", page)).solution()
    let token = try value("name=\"token\" value", page)
    let challenge = try value("name=\"challenge\" value", page)
    let reply = try await post(
      port, "\(path)/beginning", "token=\(token)&challenge=\(challenge)&work=\(work)", [place])
    #expect(reply.status == 303)
    let cookie = try #require(reply.headers["set-cookie"]?.prefix { $0 != ";" })
    return Voter(String(cookie), from: place)
  }

  @Test(.timeLimit(.minutes(5)))
  func `Every answer that was acknowledged is there after a kill at any moment`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith_\(randomCode(.real, characters: 16))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let demo = try Program(Self.kith(), ["demo", "--port", "0", "--folder", folder.path])
    _ = await demo.words(upTo: "Ctrl-C")
    demo.send(SIGTERM)
    _ = await demo.ended()
    let database = folder.appendingPathComponent("kith.sqlite").path
    let (conversation, statements) = try await Self.talk(in: database)

    var voters: [Voter] = []
    for round in 1...5 {
      let program = try Program(
        Self.kith(), ["serve", "--port", "0", "--folder", folder.path, "--trust-proxy"])
      defer { program.send(SIGKILL) }
      let said = await program.words(upTo: "Kith is open at http://127.0.0.1:")
      let rest = said.hasSuffix("\n") ? "" : await program.words(upTo: "\n")
      let port = try #require(
        (said + rest).firstMatch(of: #/127\.0\.0\.1:([0-9]+)/#).flatMap { Int($0.1) })
      if voters.isEmpty {
        for number in 1...4 {
          voters.append(
            try await Self.begin(
              conversation.path, port, from: "X-Forwarded-For: 192.0.2.\(number)"))
        }
      }
      let page = try await Wire.ask(port, "GET \(conversation.path)").text
      let token = try Self.value("name=\"token\" value", page)
      let path = conversation.path
      try await withThrowingTaskGroup(of: Void.self) { group in
        for voter in voters {
          group.addTask { try await voter.answer(statements, on: path, port, token: token) }
        }
        // However busy the machine is, some answers come first; the kill comes at no moment of ours.
        let before = await Self.count(of: voters)
        while await Self.count(of: voters) < before + Self.least, program.isRunning {
          try await Task.sleep(for: .milliseconds(5))
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...150)))
        program.send(SIGKILL)
        try await group.waitForAll()
      }
      #expect(await program.ended() == .killed(SIGKILL))
      try await Self.compare(voters, conversation, database, round)
    }
    #expect(await Self.count(of: voters) >= 5 * Self.least)
  }

  /// Answers that are waited for before each kill.
  private static let least = 12

  private static func count(of voters: [Voter]) async -> Int {
    var count = 0
    for voter in voters { count += await voter.count }
    return count
  }

  private static func talk(in database: String) async throws -> (Conversation, [String]) {
    let store = try Store.open(database)
    let found = try await store.read { connection -> (Conversation, [String]) in
      let conversation = try #require(try Conversation.published(connection).first)
      return (
        conversation,
        try Statement.all(of: conversation.id, connection)
          .filter { $0.standing == .shown }.map(\.id.text)
      )
    }
    try await store.close()
    return found
  }

  /// What is stored is what was acknowledged last, or what was on its way.
  private static func compare(
    _ voters: [Voter], _ conversation: Conversation, _ database: String, _ round: Int
  ) async throws {
    let store = try Store.open(database)
    #expect(try await store.integrityFaults() == [])
    for voter in voters {
      let code = await voter.code
      let stored = try await store.read { connection -> [String: Int] in
        let votes =
          try Participant.find(receipt: code, in: conversation, connection)?
          .votes(connection) ?? [:]
        return Dictionary(uniqueKeysWithValues: votes.map { ($0.key.text, $0.value.rawValue) })
      }
      let (acknowledged, underWay) = (await voter.acknowledged, await voter.underWay)
      for (statement, vote) in acknowledged {
        let kept = stored[statement]
        #expect(kept == vote || kept == underWay[statement] && kept != nil, "round \(round)")
      }
      await voter.adopt(stored)
    }
    try await store.close()
  }
}
