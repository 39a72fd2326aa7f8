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

@testable import SecondaryData

/// A library with two communities, over an empty database of one engine: an SQLite file of its own,
/// or, where KITH_TEST_POSTGRES names a server, a schema of its own there.
struct Workplace: Sendable {
  static let server = ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"].flatMap {
    $0.isEmpty ? nil : $0
  }
  static let engines: [Dialect] = server == nil ? [.sqlite] : [.sqlite, .postgres]

  /// 23 November 2026, 12:00 in Denver.
  static let noon = Instant(seconds: 1_795_460_400)
  static let today = Day(noon, in: .gmt)

  let store: Store
  let clock = Locked(Workplace.noon)
  private let folder: URL?
  private let schema: String?

  let carondelet = ID<Community>(stored: "cara000000000000")
  let baden = ID<Community>(stored: "baden00000000000")

  static func with(
    _ engine: Dialect = .sqlite, _ body: (Workplace) async throws -> Void
  ) async throws {
    let place = try await Workplace(engine)
    do { try await body(place) } catch {
      try? await place.end()
      throw error
    }
    try await place.end()
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
      let address = Workplace.server ?? ""
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
        + Workplace.capabilities.flatMap(\.migrations), at: Workplace.noon)
    let library = Library(
      name: "Riverfront Library", zoneName: "America/Chicago", language: .english,
      languages: Language.spoken, address: "http://127.0.0.1:8080", contact: "")
    let (carondelet, baden) = (carondelet, baden)
    try await store.write { connection in
      try library.save(connection)
      for (id, name) in [(carondelet, "Carondelet"), (baden, "Baden")] {
        try Community.add(
          CommunityDraft(kind: .place, name: name, summary: "", language: .english), id: id,
          by: "staff", at: Workplace.noon, connection)
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

  private static let capabilities: [Capability] = [
    .power, .communities, .secondaryData,
    Accounts(.still(at: Workplace.noon, seed: 1)).capability,
  ]

  var surroundings: Surroundings {
    let clock = clock
    return Surroundings(
      now: { clock.withLock { $0 } }, randomBytes: Surroundings.real.randomBytes)
  }

  /// The site, where who signs in is read from the cookie: a role, and after a `-` the communities
  /// they may enter.
  var site: Site {
    Site(
      store: store, surroundings: surroundings, capabilities: Workplace.capabilities,
      secret: Array(repeating: 7, count: 32),
      resolveViewer: { code, _ in
        let parts = code.split(separator: "-").map(String.init)
        guard let role = parts.first.flatMap({ Role(rawValue: $0) }) else { return nil }
        return Viewer(
          account: code, name: "Rosa Begay", role: role,
          communities: parts.count > 1 ? Set(parts.dropFirst()) : nil, session: code,
          language: nil)
      })
  }

  func reader(_ code: String, language: String = "en") -> Reader {
    Reader(site: site, code: code, language: language)
  }

  var context: ImportContext {
    ImportContext(
      actor: "staff", today: Workplace.today, language: .english, surroundings: surroundings)
  }

  /// Imports files for Carondelet, as the pages do.
  @discardableResult
  func bring(
    _ files: [GivenFile], _ change: (inout ImportChoices) -> Void = { _ in }
  ) async throws -> ImportOutcome {
    var choices = ImportChoices(community: carondelet)
    change(&choices)
    return try await DataImport.run(files, choices, by: context, store)
  }

  /// The facts of Carondelet that stand.
  func facts() async throws -> [Fact] {
    let id = carondelet
    return try await store.read { try Fact.all(of: id, $0) }
  }

  func count(_ table: String) async throws -> Int {
    try await store.read { try $0.count("SELECT COUNT(*) FROM \(identifier: table)") }
  }
}
