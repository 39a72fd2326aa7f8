import Foundation
import Ledger
import Power
import Store
import Surroundings
import Web

/// A library with a clock that tests set, over an empty database of one engine.
public final class Workplace: Sendable {
  /// Where the databases of these tests are: a new SQLite file each, and, where
  /// KITH_TEST_POSTGRES names a database, a new schema there.
  public enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    public static var present: [Engine] {
      postgresAddress == nil ? [.sqlite] : [.sqlite, .postgres]
    }
    static var postgresAddress: String? {
      ProcessInfo.processInfo.environment["KITH_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  public static let noon = Instant(seconds: 1_795_435_200)

  public let store: Store
  public let clock = Locked(Workplace.noon)
  private let folder: URL?
  private let schema: String?

  public init(_ engine: Engine, _ migrations: [Migration]) async throws {
    let name = "kith_\(randomCode(.real, characters: 16))"
    switch engine {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      store = try Store.open(folder.appendingPathComponent("kith.sqlite").path)
      self.folder = folder
      schema = nil
    case .postgres:
      let address = Engine.postgresAddress ?? ""
      let first = try Store.open(address)
      try await first.write { connection in
        _ = try connection.run(SQL(stringLiteral: "CREATE SCHEMA \(name)"))
      }
      try await first.close()
      let isURL = address.contains("://")
      let joint = isURL ? address.contains("?") ? "&" : "?" : " "
      let option = isURL ? "options=-csearch_path%3D\(name)" : "options='-csearch_path=\(name)'"
      store = try Store.open(address + joint + option)
      folder = nil
      schema = name
    }
    try await store.migrate(
      WebSchema.migrations + Ledger.migrations + PowerSchema.migrations + migrations,
      at: Workplace.noon)
    let library = Library(
      name: "Juniper County Library", zoneName: "America/Denver", language: .english,
      languages: [.english], address: "http://127.0.0.1:8080", contact: "")
    try await store.write { try library.save($0) }
  }

  /// Takes the database away.
  public func end() async throws {
    if let schema {
      try await store.write { connection in
        _ = try connection.run(SQL(stringLiteral: "DROP SCHEMA \(schema) CASCADE"))
      }
    }
    try await store.close()
    if let folder { try FileManager.default.removeItem(at: folder) }
  }

  public var surroundings: Surroundings {
    Surroundings(now: { self.clock.withLock { $0 } }, randomBytes: Surroundings.real.randomBytes)
  }

  public func wait(_ seconds: Int64) { clock.withLock { $0 = $0 + seconds } }

  /// One process of this library. Whose cookie says `staff` is of the staff, and so on; what stands
  /// after a `-` is the one community they may enter.
  public func site(_ capabilities: [Capability]) -> Site {
    Site(
      store: store, surroundings: surroundings, capabilities: capabilities + [Self.desk],
      secret: Array(repeating: 7, count: 32),
      resolveViewer: { code, _ in
        let parts = code.split(separator: "-")
        return parts.first.flatMap { Role(rawValue: String($0)) }.map { role in
          Viewer(
            account: code, name: "Kevin", role: role,
            communities: parts.count > 1 ? [String(parts[1])] : nil, session: code, language: nil)
        }
      })
  }

  /// A desk that says what stands on it.
  private static let desk = Capability(
    name: "desk",
    routes: [
      .get("/desk", .members) { call in
        let items = try await call.store.read { connection in
          try call.site.capabilities.flatMap(\.desk).flatMap { try $0.gather(call, connection) }
        }
        return .text(
          items.map { "\($0.urgency) \($0.sentence) \($0.link.string)" }.joined(separator: "\n"))
      }
    ])
}

/// What a reader does with a site.
public struct Reader: Sendable {
  public let site: Site
  public let role: String
  public var language: String

  public init(site: Site, role: String, language: String = "en") {
    self.site = site
    self.role = role
    self.language = language
  }

  private var headers: [String: String] {
    ["cookie": "kith_session=\(role); kith_language=\(language)"]
  }

  public func get(_ address: String) async -> Reply {
    let parts = address.split(separator: "?", maxSplits: 1)
    return await site.answer(
      Request(
        method: .get, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
        headers: headers))
  }

  /// Sends a form with the token of the page `from`.
  public func post(
    _ path: String, from page: String, _ fields: [String: String] = [:]
  ) async -> Reply {
    let form = await get(page).text
    let token = form.components(separatedBy: "name=\"token\" value=\"").dropFirst().first?
      .prefix { $0 != "\"" }
    var headers = headers
    headers["content-type"] = "application/x-www-form-urlencoded"
    let all = fields.merging(["token": String(token ?? "")]) { mine, _ in mine }
    let body = all.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }.joined(separator: "&")
    return await site.answer(
      Request(method: .post, path: path, headers: headers, body: Array(body.utf8)))
  }
}

extension Reply {
  public var text: String { String(decoding: body, as: UTF8.self) }
}
