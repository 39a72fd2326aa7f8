import Accounts
import Communities
import Engagements
import Foundation
import Power
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Pulses

/// The town with a pulse of its own, not opened yet.
struct Meeting {
  let town: Town
  let engagement: Engagement
  let pulse: Pulse

  /// - Parameter instrument: Key and version, where it is not Kith's own.
  init(
    _ engine: TestEngine = .sqlite, instrument: (String, Int) = ("kith-pulse", 1),
    closes: String = "2026-12-15"
  ) async throws {
    let town = try await Town(engine)
    self.town = town
    let surroundings = town.site.surroundings
    let closes = try #require(Day(closes))
    (engagement, pulse) = try await town.store.write { connection in
      let owner = Viewer(
        account: "a", name: "Ruth", role: .owner, communities: nil, session: "s", language: nil)
      let table = try #require(
        try Engagement.open(to: owner, connection).first { $0.title.hasPrefix("Saturday") })
      let pulse = try Pulse.add(
        PulseDraft(
          title: "Winter", language: .english, instrument: instrument.0,
          instrumentVersion: instrument.1, closes: closes),
        id: .new(surroundings), to: table, by: "staff", at: surroundings.now(), connection)
      return (table, pulse)
    }
  }

  func end() async throws { try await town.end() }

  var sunrise: String { engagement.communities[0].text }

  func open() async throws {
    let (surroundings, engagement, pulse) = (town.site.surroundings, engagement, pulse)
    try await town.store.write { connection in
      try pulse.open(
        in: engagement, by: .account(role: .staff, communities: nil),
        today: Day(surroundings.now(), in: .gmt), surroundings, connection)
    }
  }

  func close() async throws {
    let daniel = try await town.reader(.staff)
    let reply = try await daniel.submit(
      "\(pulse.deskPath)/closure", onPage: "\(pulse.deskPath)/closure")
    #expect(reply.header("location") == "\(pulse.deskPath)?notice=saved")
  }

  /// Answers kept as the form keeps them, each under a code of its own.
  func answer(_ side: Pulse.Side, _ answers: [PulseAnswer]) async throws {
    let (surroundings, pulse) = (town.site.surroundings, pulse)
    try await town.store.write { connection in
      for answer in answers {
        try answer.keep(
          in: pulse, side: side, receipt: randomCode(surroundings, characters: 26), surroundings,
          connection)
      }
    }
  }

  /// So many of a side who rate everything alike but for a spread of one point.
  func answer(_ side: Pulse.Side, people: Int) async throws {
    let items = Instrument.kithPulse.items.map(\.key)
    try await answer(
      side,
      (0..<people).map { person in
        let value = 3 + person % 2
        return PulseAnswer([
          .importance: Dictionary(uniqueKeysWithValues: items.map { ($0, value) }),
          .occurrence: Dictionary(uniqueKeysWithValues: items.map { ($0, value) }),
        ])
      })
  }

  func results() async throws -> PulseResults {
    let id = pulse.id
    let results = try await town.store.read { connection in
      let pulse = try #require(try Pulse.find(id, connection))
      return try PulseResults.of(pulse, connection)
    }
    return try #require(results)
  }

  func count() async throws -> Int {
    let id = pulse.id
    return try await town.store.read {
      try $0.count("SELECT COUNT(*) FROM pulse_response WHERE pulse = \(id)")
    }
  }

  func charter(_ sql: SQL) async throws {
    try await town.store.write { connection in _ = try connection.run(sql) }
  }

  /// Somebody who filled in the form of the public page and sent it.
  func answered(_ fields: [String: String], language: String = "en") async throws -> Reader {
    var reader = try await town.reader(nil, language: language)
    let reply = try await reader.submit(pulse.path, onPage: pulse.path, fields)
    #expect(
      reply.status == 303 && reply.header("location") == "\(pulse.path)/receipt?notice=thanks")
    let name = Door.community.cookie(of: pulse)
    let receipt = try #require(reply.cookie(name))
    reader.cookies[name] = receipt
    return reader
  }
}

/// The cells of the first row of a page that begins with these.
func row(_ page: Reply, _ start: [String]) -> [String]? {
  page.text.components(separatedBy: "<tr>").dropFirst().lazy.map { row in
    row.components(separatedBy: "</tr>")[0].split(separator: #/</t[hd]>/#).map {
      $0.replacing(#/<[^>]*>/#, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }.first { $0.starts(with: start) }
}
