import Foundation
import Store
import Surroundings
import Words

/// Who runs this Kith: one row, written at the first run and edited by an owner.
public struct Library: Sendable, Equatable {
  public var name: String
  /// IANA name, such as `America/Denver`.
  public var zoneName: String
  /// The language that the library writes in first.
  public var language: Language
  /// Languages that its public pages are offered in.
  public var languages: [Language]
  /// Where people reach this Kith, such as `https://kith.example.org`; links in letters begin with
  /// it. Never taken from a request's Host header.
  public var address: String
  /// How to reach the library about its data, shown on public pages.
  public var contact: String

  public init(
    name: String, zoneName: String, language: Language, languages: [Language], address: String,
    contact: String
  ) {
    self.name = name
    self.zoneName = zoneName
    self.language = language
    self.languages = languages
    self.address = address
    self.contact = contact
  }

  public var zone: TimeZone { TimeZone(identifier: zoneName) ?? .gmt }

  public static func find(_ connection: any Connection) throws -> Library? {
    try connection.first("SELECT * FROM library WHERE id = 1").map { row in
      Library(
        name: try row.string("name"), zoneName: try row.string("zone"),
        language: Language(stored: try row.string("language")),
        languages: try row.string("languages").split(separator: " ").map {
          Language(stored: String($0))
        },
        address: try row.string("address"), contact: try row.string("contact"))
    }
  }

  public func save(_ connection: any Connection) throws {
    let tags = languages.map(\.tag).joined(separator: " ")
    try connection.run(
      """
      INSERT INTO library (id, name, zone, language, languages, address, contact)
      VALUES (1, \(name), \(zoneName), \(language.tag), \(tags), \(address), \(contact))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone,
        language = excluded.language, languages = excluded.languages,
        address = excluded.address, contact = excluded.contact
      """)
  }
}

/// Keys that this database's tokens are made with.
public enum Secret {
  /// The secret of that name, if it was made already.
  public static func find(_ name: String, _ connection: any Connection) throws -> [UInt8]? {
    try connection.first("SELECT bytes FROM secret WHERE name = \(name)")?.bytes("bytes")
  }

  /// The secret of that name, 32 bytes; made when it is asked for the first time.
  public static func bytes(
    _ name: String, _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> [UInt8] {
    try connection.run(
      """
      INSERT INTO secret (name, bytes) VALUES (\(name), \(surroundings.randomBytes(32)))
      ON CONFLICT (name) DO NOTHING
      """)
    guard let bytes = try find(name, connection) else { throw Failure.notFound }
    return bytes
  }
}

public enum WebSchema {
  public static let migrations = [
    Migration(
      id: "2026-11-23-web-1",
      statements: [
        """
        CREATE TABLE library (
          id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          name TEXT NOT NULL CHECK (name <> ''),
          zone TEXT NOT NULL,
          language TEXT NOT NULL,
          languages TEXT NOT NULL,
          address TEXT NOT NULL,
          contact TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE secret (
          name TEXT NOT NULL PRIMARY KEY,
          bytes BLOB NOT NULL
        ) STRICT
        """,
      ])
  ]
}
