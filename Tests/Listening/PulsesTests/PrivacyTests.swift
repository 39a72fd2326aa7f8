import Store
import Surroundings
import Testing
import Town
import Web

@testable import Pulses

/// What the database says to somebody who holds all of it and wants to know who answered what.
@Suite(.serialized) struct PrivacyTests {
  /// Every row of every table, as text.
  private func everything(_ town: Town, _ tables: [String]) async throws -> [String: Set<String>] {
    try await town.store.read { connection in
      var all: [String: Set<String>] = [:]
      for table in tables {
        for row in try connection.rows("SELECT * FROM \(identifier: table)") {
          let text = try row.columnNames.map { "\($0)=\(try row.value($0))" }
          all[table, default: []].insert(text.joined(separator: " "))
        }
      }
      return all
    }
  }

  @Test(arguments: TestEngine.present)
  func `Two answers leave nothing behind but two responses, by which nobody can be found`(
    engine: TestEngine
  ) async throws {
    let meeting = try await Meeting(engine)
    try await meeting.open()
    let tables = meeting.town.site.capabilities.flatMap(\.holdings).flatMap(\.tables)
    let daniel = try await meeting.town.reader(.staff)
    let door = "\(meeting.pulse.deskPath)/answers"
    // What opening pages leaves, such as when a session was last used, is there before.
    _ = await daniel.get(door)
    let before = try await everything(meeting.town, tables)

    let reply = try await daniel.submit(
      door, onPage: door, ["occurrence-word": "2", "importance-word": "5"])
    let staffCode = try #require(reply.cookie(Door.library.cookie(of: meeting.pulse)))
    let ana = try await meeting.answered(["occurrence-word": "3"])
    let code = try #require(ana.cookies[Door.community.cookie(of: meeting.pulse)])

    let after = try await everything(meeting.town, tables)
    let changed = tables.filter { before[$0] != after[$0] }
    #expect(Set(changed).subtracting(["session"]) == ["pulse_response", "pulse_rating"])
    let new = ["pulse_response", "pulse_rating"].flatMap { table in
      (after[table] ?? []).subtracting(before[table] ?? [])
    }
    #expect(new.count == 2 + 3)
    let account = meeting.town.people.accounts[.staff]?.text ?? ""
    for row in new {
      for secret in [code, staffCode, account, "2026-11-23", "1795449600", "visitor", "staff"] {
        #expect(!row.contains(secret), "\(row) names \(secret)")
      }
    }
    try await meeting.end()
  }

  @Test(arguments: TestEngine.present)
  func `The tables have no place for a day, an account, an address or an order`(
    engine: TestEngine
  ) async throws {
    let meeting = try await Meeting(engine)
    try await meeting.open()
    _ = try await meeting.answered(["occurrence-word": "3"])
    let (responses, ratings) = try await meeting.town.store.read { connection in
      (
        try connection.rows("SELECT * FROM pulse_response"),
        try connection.rows("SELECT * FROM pulse_rating")
      )
    }
    #expect(Set(responses[0].columnNames) == ["id", "pulse", "side", "receipt"])
    #expect(Set(ratings[0].columnNames) == ["response", "item", "rating", "value"])
    try await meeting.end()
  }

  @Test(arguments: TestEngine.present)
  func `Answering, correcting and taking back leave no moment in the ledger`(engine: TestEngine)
    async throws
  {
    let meeting = try await Meeting(engine)
    try await meeting.open()
    func moments() async throws -> Int {
      try await meeting.town.store.read { try $0.count("SELECT COUNT(*) FROM moment") }
    }
    let before = try await moments()
    let ana = try await meeting.answered(["occurrence-word": "3"])
    let path = meeting.pulse.path
    _ = try await ana.submit(path, onPage: path, ["occurrence-word": "4"])
    _ = try await ana.submit("\(path)/withdrawal", onPage: "\(path)/receipt")
    #expect(try await meeting.count() == 0)
    #expect(try await moments() == before)
    try await meeting.end()
  }

  @Test func `The desk's answers count for the library, whoever gives them, and stay its own`()
    async throws
  {
    let meeting = try await Meeting()
    try await meeting.open()
    var daniel = try await meeting.town.reader(.staff)
    let door = "\(meeting.pulse.deskPath)/answers"
    let reply = try await daniel.submit(door, onPage: door, ["occurrence-word": "2"])
    let name = Door.library.cookie(of: meeting.pulse)
    let receipt = try #require(reply.cookie(name))
    daniel.cookies[name] = receipt
    func sides() async throws -> [String] {
      try await meeting.town.store.read { [meeting] in
        try $0.rows("SELECT side FROM pulse_response WHERE pulse = \(meeting.pulse.id)")
          .map { try $0.string("side") }
      }
    }
    #expect(try await sides() == ["library"])
    let again = try await daniel.submit(door, onPage: door, ["occurrence-word": "5"])
    #expect(again.status == 303)
    #expect(try await sides() == ["library"])
    // Sent by the public door under the same receipt, it still counts for the library.
    let code = try #require(daniel.cookies[name])
    _ = try await (try await meeting.town.reader(nil)).submit(
      meeting.pulse.path, onPage: meeting.pulse.path, ["receipt": code, "occurrence-word": "1"])
    #expect(try await sides() == ["library"])
    let amal = try await meeting.town.reader(.steward)
    #expect(await amal.get(door).status == 404)
    try await meeting.end()
  }
}
