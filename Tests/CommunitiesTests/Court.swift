import Foundation
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Communities

extension Town {
  func community(_ slug: String) async throws -> Community {
    let row = try await store.read { try $0.first("SELECT * FROM community WHERE slug = \(slug)") }
    return try Community(try #require(row))
  }

  var sunrise: Community { get async throws { try await community("sunrise-court") } }
  var growers: Community { get async throws { try await community("acequia-growers") } }

  /// The fact whose text begins so.
  func fact(_ beginning: String) async throws -> Fact {
    let row = try await store.read {
      try $0.first("SELECT * FROM fact WHERE text LIKE \(beginning + "%")")
    }
    return try Fact(try #require(row))
  }

  func fact(_ id: ID<Fact>) async throws -> Fact {
    try Fact(
      try #require(try await store.read { try $0.first("SELECT * FROM fact WHERE id = \(id)") }))
  }

  func count(_ sql: SQL) async throws -> Int { try await store.read { try $0.count(sql) } }

  /// Gives a power over a community to somebody else than the library.
  func give(_ act: String, of community: Community, to holder: String) async throws {
    try await store.write { connection in
      _ = try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(community.id), \(act), \(holder))")
    }
  }

  /// A community of which nothing is known yet.
  func nurses() async throws -> Community {
    let surroundings = site.surroundings
    return try await store.write {
      try Community.add(
        CommunityDraft(
          kind: .interest, name: "Night-shift nurses", summary: "", language: .english),
        id: .new(surroundings), by: "staff", at: surroundings.now(), $0)
    }
  }

  /// A fact that nobody has told, written down by the library.
  func assume(
    _ text: String, of community: Community, topic: Topic = .assets, daysAgo: Int = 0,
    isPublic: Bool = false
  ) async throws -> Fact {
    let surroundings = site.surroundings
    let day = surroundings.today(in: .gmt).adding(days: -daysAgo)
    return try await store.write {
      try Fact.add(
        FactDraft(
          topic: topic, text: text, language: .english, standing: .assumed, since: day,
          isPublic: isPublic), id: .new(surroundings), to: community.id, by: "staff", today: day,
        at: surroundings.now(), $0)
    }
  }

  var today: Day { site.surroundings.today(in: Self.denver) }
  private static var denver: TimeZone { TimeZone(identifier: "America/Denver") ?? .gmt }
}

extension Reply {
  /// The value of the page's first field of that name.
  func value(_ name: String) throws -> String {
    let rest = try #require(
      text.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first)
    return String(rest.prefix { $0 != "\"" })
  }
}
