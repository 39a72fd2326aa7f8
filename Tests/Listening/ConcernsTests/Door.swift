import Accounts
import Communities
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Concerns

/// The town, with its door open.
struct Door {
  let town: Town
  let sunrise: String

  init(_ engine: TestEngine = .sqlite) async throws {
    town = try await Town(engine)
    let found = try await town.store.read { try Community.published($0).first?.id.text }
    sunrise = try #require(found)
  }

  func end() async throws { try await town.end() }

  /// Somebody who raised a concern: their browser, the code they were shown, and the concern.
  struct Writer {
    var reader: Reader
    let code: String
    let concern: Concern
  }

  /// Raises a concern through the form.
  func raise(
    _ text: String, language: String = "en", _ more: [String: String] = [:]
  ) async throws -> Writer {
    var reader = try await town.reader(nil, language: language)
    let fields = [
      "text": text, "language": language, "category": "access", "community": sunrise,
      "wish": "receipt",
    ].merging(more) { $1 }
    let reply = try await reader.submit("/concerns", onPage: "/concerns/new", fields)
    #expect(reply.status == 200, "\(reply.plainText)")
    let kept = reply.cookie(concernCookie)
    let code = try #require(kept)
    reader.cookies[concernCookie] = code
    #expect(reply.text.contains(Code.spelled(code)))
    let concern = try await concern(code)
    return Writer(reader: reader, code: code, concern: try #require(concern))
  }

  func concern(_ code: String) async throws -> Concern? {
    try await town.store.read { try Concern.find(receipt: code, $0) }
  }

  func concern(_ id: ID<Concern>) async throws -> Concern {
    let found = try await town.store.read { try Concern.find(id, $0) }
    return try #require(found)
  }

  /// Answers as somebody of the staff does, on the page of the concern.
  @discardableResult
  func answer(
    _ concern: Concern, _ kind: String, _ text: String, by role: Role = .staff,
    _ more: [String: String] = [:]
  ) async throws -> Reply {
    try await town.reader(role).submit(
      "\(concern.deskPath)/replies", onPage: concern.deskPath,
      ["kind": kind, "text": text, "language": concern.language.tag].merging(more) { $1 })
  }

  /// Reads it for the public page and shows it.
  @discardableResult
  func publish(
    _ concern: Concern, by role: Role = .staff, _ more: [String: String] = [:]
  ) async throws -> Reply {
    let page = "\(concern.deskPath)/publication"
    let now = try await self.concern(concern.id)
    let turns = try await town.store.read { try ConcernTurn.all(of: concern.id, $0) }
    var fields = ["text": now.text, "place": now.place]
    for word in turns.map(\.current) where !word.text.isEmpty {
      fields["word-\(word.id)"] = word.text
    }
    return try await town.reader(role).submit(page, onPage: page, fields.merging(more) { $1 })
  }

  /// Everything that the database holds, table by table, as text.
  func everything() async throws -> [String: [String]] {
    try await town.store.read { connection in
      let tables = town.site.capabilities.flatMap(\.holdings).flatMap(\.tables)
      var result: [String: [String]] = [:]
      for table in tables {
        result[table] = try connection.rows("SELECT * FROM \(identifier: table)").map { row in
          try row.columnNames.map { name in
            switch try row.value(name) {
            case .null: ""
            case .integer(let number): String(number)
            case .real(let number): String(number)
            case .text(let text): text
            case .blob: "(bytes)"
            }
          }.joined(separator: "|")
        }
      }
      return result
    }
  }

  /// Tables in which some row holds this.
  func tables(holding text: String) async throws -> [String] {
    try await everything().filter { $0.value.contains { $0.contains(text) } }.map(\.key).sorted()
  }
}
