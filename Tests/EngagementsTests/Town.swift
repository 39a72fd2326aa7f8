import Accounts
import Communities
import Foundation
import Ledger
import Power
import Store
import Surroundings
import Translations
import Web
import Words

@testable import Engagements

/// A library with two communities, over an empty database of one engine: a SQLite file of its own,
/// or, where KITH_TEST_POSTGRES names a server, a schema of its own there.
struct Town: Sendable {
  static let server = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"].flatMap {
    $0.isEmpty ? nil : $0
  }
  static let engines: [Dialect] = server == nil ? [.sqlite] : [.sqlite, .postgres]

  /// 23 November 2026, 12:00 in Denver.
  static let noon = Instant(seconds: 1_795_460_400)
  static let today = Day(noon, in: .gmt)

  let store: Store
  let clock = Locked(Town.noon)
  private let folder: URL?
  private let schema: String?

  let sunrise = ID<Community>(stored: "park000000000000")
  let night = ID<Community>(stored: "ngt0000000000000")

  static func with(
    _ engine: Dialect = .sqlite, _ body: (Town) async throws -> Void
  ) async throws {
    let town = try await Town(engine)
    do { try await body(town) } catch {
      try? await town.end()
      throw error
    }
    try await town.end()
  }

  private init(_ engine: Dialect) async throws {
    let name = "kith_\(randomCode(.real, characters: 16))"
    if engine == .sqlite {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      store = try Store.open(folder.appendingPathComponent("kith.sqlite").path)
      self.folder = folder
      schema = nil
    } else {
      let address = Town.server ?? ""
      let first = try Store.open(address)
      _ = try await first.write { try $0.run(SQL(stringLiteral: "CREATE SCHEMA \(name)")) }
      try await first.close()
      let isURL = address.contains("://")
      let joint = isURL ? address.contains("?") ? "&" : "?" : " "
      let option = isURL ? "options=-csearch_path%3D\(name)" : "options='-csearch_path=\(name)'"
      store = try Store.open(address + joint + option)
      folder = nil
      schema = name
    }
    try await store.migrate(
      WebSchema.migrations + Ledger.migrations + Translation.migrations
        + Town.capabilities.flatMap(\.migrations), at: Town.noon)
    let library = Library(
      name: "Juniper County Library", zoneName: "America/Denver", language: .english,
      languages: Language.spoken, address: "http://127.0.0.1:8080", contact: "")
    let (sunrise, night) = (sunrise, night)
    try await store.write { connection in
      try library.save(connection)
      for (id, name) in [(sunrise, "Sunrise Park"), (night, "Night shift at the mill")] {
        try Community.add(
          CommunityDraft(kind: .place, name: name, summary: "", language: .english), id: id,
          by: "staff", at: Town.noon, connection)
      }
      for (id, name, role) in [
        ("rsa0000000000000", "Rosa Begay", Role.staff),
        ("ama0000000000000", "Amal Haddad", .steward),
      ] {
        try Account.add(
          id: ID(stored: id), email: "\(id)@example.org", name: name, role: role, language: nil,
          password: nil, communities: [], by: "owner", at: Town.noon, connection)
      }
    }
  }

  private func end() async throws {
    if let schema {
      _ = try await store.write {
        try $0.run(SQL(stringLiteral: "DROP SCHEMA \(schema) CASCADE"))
      }
    }
    try await store.close()
    if let folder { try FileManager.default.removeItem(at: folder) }
  }

  private static var capabilities: [Capability] {
    [
      .power, .communities, .engagements,
      Accounts(.still(at: Town.noon, seed: 1)).capability,
    ]
  }

  /// The site, where who signs in is read from the cookie: a role, and after a `-` the communities
  /// they may enter.
  var site: Site {
    let clock = clock
    return Site(
      store: store,
      surroundings: Surroundings(
        now: { clock.withLock { $0 } }, randomBytes: Surroundings.real.randomBytes),
      capabilities: Town.capabilities, secret: Array(repeating: 7, count: 32),
      resolveViewer: { code, _ in Town.viewer(code) })
  }

  static func viewer(_ code: String) -> Viewer? {
    let parts = code.split(separator: "-").map(String.init)
    guard let role = parts.first.flatMap({ Role(rawValue: $0) }) else { return nil }
    return Viewer(
      account: role == .steward ? "ama0000000000000" : "rsa0000000000000",
      name: role == .steward ? "Amal Haddad" : "Rosa Begay", role: role,
      communities: parts.count > 1 ? Set(parts.dropFirst()) : nil, session: code, language: nil)
  }

  func wait(days: Int64) { clock.withLock { $0 = $0 + days * 86400 } }

  func reader(_ code: String, language: String = "en") -> Reader {
    Reader(site: site, code: code, language: language)
  }

  /// An engagement with Sunrise Park, as a library would begin one.
  @discardableResult
  func laundromat(_ communities: [ID<Community>]? = nil) async throws -> Engagement {
    let ids = communities ?? [sunrise]
    return try await store.write { connection in
      try Engagement.add(
        EngagementDraft(
          title: "Evenings at the laundromat",
          purpose: "To meet people who work during the day, where they are anyway.",
          language: .english, communities: ids),
        id: ID(stored: "wash000000000000"), by: "staff", at: Town.noon, connection)
    }
  }

  /// A goal of it, due so many days from today.
  func goal(
    _ engagement: Engagement, inDays days: Int = 30, resting facts: [ID<Fact>] = [],
    id: String = "gaa1000000000000"
  ) async throws -> Goal {
    try await store.write { connection in
      try Goal.add(
        GoalDraft(
          text: "Ten people greet us by name.", measure: "Rosa counts.", target: "ten",
          due: Town.today.adding(days: days),
          missed: Goal.Turn(
            trigger: "Fewer than three by May", action: "Ask Amal what we do wrong."),
          exceeded: Goal.Turn(trigger: "More than thirty", action: "Bring a second table."),
          facts: facts),
        id: ID(stored: id), to: engagement, by: "staff", at: Town.noon, connection)
      return try Goal.find(ID(stored: id), in: engagement, connection)
    }
  }

  /// A fact about Sunrise Park, known since so many days.
  func fact(
    _ standing: Standing, _ text: String, daysAgo: Int = 0, id: String = "fact000000000000"
  ) async throws -> Fact {
    let sunrise = sunrise
    return try await store.write { connection in
      try Fact.add(
        FactDraft(
          topic: .channels, text: text, language: .english, standing: standing,
          source: standing == .assumed ? "" : "The tenants’ meeting",
          since: Town.today.adding(days: -daysAgo)),
        id: ID(stored: id), to: sunrise, by: "staff", today: Town.today, at: Town.noon, connection)
    }
  }

  /// What the ledger says happened with a community, the oldest first.
  func moments(_ community: ID<Community>) async throws -> [String] {
    try await store.read { try Ledger.moments(of: community.text, $0).map(\.kind).reversed() }
  }
}
