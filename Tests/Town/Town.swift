import Accounts
import App
import Foundation
import Hometown
import Store
import Surroundings
import Web

/// The engine that a test's database is on.
public enum TestEngine: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// Both where KITH_TEST_POSTGRES names a database, SQLite alone elsewhere.
  public static var present: [TestEngine] { postgresAddress == nil ? [.sqlite] : allCases }

  static var postgresAddress: String? {
    ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// The town of Piedra Lisa over a database of its own: the real program, with a clock that stands on
/// the morning of 23 November 2026.
public final class Town: Sendable {
  public let store: Store
  public let site: Site
  public let people: Hometown.People
  private let clock: Locked<Instant>
  private let folder: URL?
  private let schema: String?
  private let sessions = Locked<[Role: String]>([:])

  public init(_ engine: TestEngine = .sqlite) async throws {
    let name = "kith_\(randomCode(.real, characters: 16))"
    switch engine {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      store = try Store.open(folder.appendingPathComponent("kith.sqlite").path)
      self.folder = folder
      schema = nil
    case .postgres:
      let address = TestEngine.postgresAddress ?? ""
      let first = try Store.open(address)
      try await first.write { connection in
        _ = try connection.run(SQL(stringLiteral: "CREATE SCHEMA \(name)"))
      }
      try await first.close()
      let joint = address.contains("://") ? (address.contains("?") ? "&" : "?") : " "
      let option =
        address.contains("://")
        ? "options=-csearch_path%3D\(name)" : "options='-csearch_path=\(name)'"
      store = try Store.open(address + joint + option)
      folder = nil
      schema = name
    }
    let clock = Locked(Hometown.now)
    self.clock = clock
    let dealt = Surroundings.still(at: Hometown.now, seed: 7)
    let surroundings = Surroundings(
      now: { clock.withLock { $0 } }, randomBytes: dealt.randomBytes)
    // The limit of calls is tried in a test of its own; here hundreds of pages are walked at once.
    var settings = Site.Settings()
    settings.rate = RateLimit(1_000_000, perSeconds: 1)
    site = try await App.site(store, surroundings, settings: settings)
    people = try await Hometown.settle(store, surroundings)
  }

  /// Lets time go by.
  public func wait(seconds: Int64) { clock.withLock { $0 = $0 + seconds } }

  /// Takes the town away.
  public func end() async throws {
    if let schema {
      try await store.write { connection in
        _ = try connection.run(SQL(stringLiteral: "DROP SCHEMA \(schema) CASCADE"))
      }
    }
    try await store.close()
    if let folder { try FileManager.default.removeItem(at: folder) }
  }

  /// Somebody who opens pages: a visitor, or the town's person of that role.
  public func reader(_ role: Role?, language: String = "en") async throws -> Reader {
    guard let role else { return Reader(site: site, cookies: ["kith_language": language]) }
    if let code = sessions.withLock({ $0[role] }) {
      return Reader(site: site, cookies: ["kith_session": code, "kith_language": language])
    }
    guard let account = people.accounts[role] else { throw Failure.notFound }
    let link = try await store.write { [site] connection in
      try SignInLink.make(
        for: account, uses: 1, lifetime: 3600, site.surroundings, connection)
    }
    let visitor = Reader(site: site, cookies: [:])
    let reply = try await visitor.submit("/sign-in/link/\(link)", onPage: "/sign-in/link/\(link)")
    guard let code = reply.cookie("kith_session") else { throw Failure.signInNeeded }
    sessions.withLock { $0[role] = code }
    return Reader(site: site, cookies: ["kith_session": code, "kith_language": language])
  }
}
