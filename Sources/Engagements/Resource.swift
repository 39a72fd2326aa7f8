import Communities
import Crypto
import Foundation
import Ledger
import Store
import Surroundings
import Web
import Words

/// A resource or example that the library or a community put on the Guide's shelf: a link or a file.
public struct Resource: Sendable, Equatable {
  /// Bytes that a file may have.
  public static let largest = 10 * 1024 * 1024

  public let id: ID<Resource>
  /// Whose it is; `nil` for the whole library.
  public let community: ID<Community>?
  public let strategy: String
  public let title: String
  /// Empty for a file.
  public let url: String
  public let note: String
  public let language: Language
  public let audience: String
  public let licence: String
  /// The day somebody last opened it and found it good.
  public let checked: Day?
  public let file: File?
  /// Why it was set aside, empty while it stands on the shelf.
  public let setAside: String
  public let version: Int
  public let since: Instant

  /// What is known of a file without reading it.
  public struct File: Sendable, Equatable {
    public let name: String
    public let size: Int
    /// SHA-256 in hexadecimal, by which anybody can tell that they have the same file.
    public let digest: String
  }

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.optionalID("community")
    strategy = try row.string("strategy")
    title = try row.string("title")
    url = try row.string("url")
    note = try row.string("note")
    language = Language(stored: try row.string("language"))
    audience = try row.string("audience")
    licence = try row.string("licence")
    checked = try row.optionalDay("checked")
    file = try row.optionalString("file_digest").map { digest in
      File(name: try row.string("file_name"), size: try row.int("file_size"), digest: digest)
    }
    setAside = try row.string("set_aside")
    version = try row.int("version")
    since = try row.moment("since")
  }

  var subject: Subject { Subject(kind: "resource", id: id.text, community: community?.text) }

  /// The resources that somebody may know of, by title.
  public static func all(
    for viewer: Viewer, _ connection: any Connection
  ) throws -> [Resource] {
    try connection.rows("SELECT * FROM resource ORDER BY title, id").map(Resource.init)
      .filter { $0.community.map { viewer.mayEnter($0.text) } ?? true }
  }

  public static func find(
    _ id: ID<Resource>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Resource {
    let row = try connection.first("SELECT * FROM resource WHERE id = \(id)")
    guard let resource = try row.map(Resource.init),
      resource.community.map({ viewer.mayEnter($0.text) }) ?? true
    else { throw Failure.notFound }
    return resource
  }

  /// The bytes of its file.
  func bytes(_ connection: any Connection) throws -> [UInt8] {
    let row = try connection.first("SELECT bytes FROM resource_file WHERE resource = \(id)")
    guard let row else { throw Failure.notFound }
    return try row.bytes("bytes")
  }
}

extension Resource.File {
  init(_ file: UploadedFile) {
    name = file.name
    size = file.bytes.count
    digest = SHA256.hash(data: Data(file.bytes))
      .map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
  }

  /// The name under which it is downloaded: ASCII letters, digits, `-` and one dot, whatever the
  /// name was that came with it, since it stands in a header and then on somebody's disk.
  var safeName: String {
    let parts = name.split(separator: ".")
    let stem = Self.plain(parts.count > 1 ? parts.dropLast().joined(separator: "-") : name)
    let ending = parts.count > 1 ? Self.plain(String(parts.last ?? "")).prefix(8) : ""
    let base = stem.isEmpty ? "file" : String(stem.prefix(60))
    return ending.isEmpty ? base : "\(base).\(ending.lowercased())"
  }

  private static func plain(_ text: String) -> String {
    let kept = text.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": Character(scalar)
      default: "-"
      }
    }
    return String(kept).split(separator: "-").joined(separator: "-")
  }
}

/// What a form says a resource is to be.
public struct ResourceDraft: Sendable {
  public var community: ID<Community>?
  public var strategy: String
  public var title: String
  public var url: String
  public var note: String
  public var language: Language
  public var audience: String
  public var licence: String
  public var checked: Day?

  public init(
    community: ID<Community>?, strategy: String, title: String, url: String, note: String = "",
    language: Language, audience: String = "", licence: String = "", checked: Day? = nil
  ) {
    self.community = community
    self.strategy = strategy
    self.title = title
    self.url = url
    self.note = note
    self.language = language
    self.audience = audience
    self.licence = licence
    self.checked = checked
  }
}

extension Resource {
  /// Puts a resource on the shelf: a link, or a file in its place. Called twice with the same id it
  /// adds one.
  public static func add(
    _ draft: ResourceDraft, file upload: UploadedFile? = nil, id: ID<Resource>, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let file = upload.map(File.init)
    let added = try connection.run(
      """
      INSERT INTO resource (id, community, strategy, title, url, note, language, audience, licence,
        checked, file_name, file_size, file_digest, set_aside, version, since)
      VALUES (\(id), \(draft.community?.text), \(draft.strategy), \(draft.title),
        \(file == nil ? draft.url : ""), \(draft.note), \(draft.language.tag), \(draft.audience),
        \(draft.licence), \(draft.checked?.description), \(file?.name), \(file?.size),
        \(file?.digest), '', 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    if let upload {
      try connection.run(
        "INSERT INTO resource_file (resource, bytes) VALUES (\(id), \(upload.bytes))")
    }
    try connection.record(
      "resource.added",
      on: Subject(kind: "resource", id: id.text, community: draft.community?.text), by: actor,
      at: now, ["strategy": draft.strategy])
  }

  /// Changes what is said of it. Whose it is and its file stay.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: ResourceDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE resource SET strategy = \(draft.strategy), title = \(draft.title),
        url = \(file == nil ? draft.url : ""), note = \(draft.note),
        language = \(draft.language.tag), audience = \(draft.audience),
        licence = \(draft.licence), checked = \(draft.checked?.description),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try connection.record("resource.changed", on: subject, by: actor, at: now)
    return true
  }

  /// Says that somebody opened it today and found it good.
  func check(
    on today: Day, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run("UPDATE resource SET checked = \(today) WHERE id = \(id)")
    try connection.record("resource.checked", on: subject, by: actor, at: now)
  }

  /// Takes it off the shelf with a reason, or puts it back with none.
  func setAside(
    _ reason: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      "UPDATE resource SET set_aside = \(reason) WHERE id = \(id) AND set_aside <> \(reason)")
    guard changed == 1 else { return }
    try connection.record(
      reason.isEmpty ? "resource.returned" : "resource.set-aside", on: subject, by: actor, at: now)
  }
}
