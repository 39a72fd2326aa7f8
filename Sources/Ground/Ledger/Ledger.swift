import Crypto
import Foundation
import Store
import Surroundings

/// Whom or what a moment is about. Ids alone: the ledger holds no names, so it survives withdrawal.
public struct Subject: Sendable, Equatable {
  /// The kind of record, such as `fact`.
  public let kind: String
  public let id: String
  /// The community it concerns, where there is one.
  public let community: String?

  public init(kind: String, id: String, community: String? = nil) {
    self.kind = kind
    self.id = id
    self.community = community
  }
}

/// One change of state, as the ledger holds it.
public struct Moment: Sendable, Equatable {
  /// 1 for the first, without gaps.
  public let sequence: Int64
  public let at: Instant
  /// What happened, such as `fact.confirmed`.
  public let kind: String
  public let subject: Subject
  /// The role that did it: never who.
  public let actor: String
  /// What a reader needs beyond the kind, such as `standing` → `confirmed`. No personal data.
  public let details: [String: String]
  /// SHA-256 of the moment before, in hexadecimal; 64 zeros before the first.
  public let previous: String
  /// SHA-256 over ``canonical``, in hexadecimal.
  public let hash: String

  /// The actor of what people say without an account, as by a voice link.
  public static let community = "community"

  /// Whether it is kept with its day alone, and to be shown so.
  public var isDayAlone: Bool { actor == Moment.community }

  /// The bytes that are hashed: one line per field in this order, escaped so that no
  /// two moments have the same. Anyone can recompute it with a text editor and `sha256sum`;
  /// docs/ground.md shows how.
  static func canonical(
    sequence: Int64, at: Instant, kind: String, subject: Subject, actor: String,
    details: [String: String], previous: String
  ) -> String {
    var lines = [
      "kith-moment-1", previous, String(sequence), String(at.seconds), kind, subject.kind,
      subject.id, subject.community ?? "", actor,
    ]
    lines = lines.map { escaped($0) }
    for key in details.keys.sorted() {
      lines.append("\(escaped(key, isKey: true))=\(escaped(details[key] ?? ""))")
    }
    return lines.joined(separator: "\n")
  }

  /// Scalar by scalar: a search by characters would pass over a line feed with an accent on it.
  private static func escaped(_ text: String, isKey: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "=" where isKey: result.append(contentsOf: "\\=".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Connection {
  /// Appends a moment to the ledger, within the transaction of the change it tells of.
  ///
  /// The row of the head is locked until that transaction ends, so the chain has one order however
  /// many processes write.
  ///
  /// What people of a community say is kept with its day alone: who knows the minute of an answer
  /// often knows who gave it.
  public func record(
    _ kind: String, on subject: Subject, by actor: String, at now: Instant,
    _ details: [String: String] = [:]
  ) throws {
    let taken: SQL =
      "UPDATE ledger_head SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence, hash"
    guard let head = try first(taken) else { throw LedgerFault.noHead }
    let sequence = try head.int64("sequence")
    let previous = try head.string("hash")
    let now = actor == Moment.community ? now.dayAlone : now
    let hash = Ledger.hash(
      Moment.canonical(
        sequence: sequence, at: now, kind: kind, subject: subject, actor: actor,
        details: details, previous: previous))
    let text = try Ledger.encode(details)
    try run(
      """
      INSERT INTO moment (sequence, at, kind, subject_kind, subject, community, actor, details,
        previous, hash)
      VALUES (\(sequence), \(now), \(kind), \(subject.kind), \(subject.id), \(subject.community),
        \(actor), \(text), \(previous), \(hash))
      """)
    try run("UPDATE ledger_head SET hash = \(hash) WHERE id = 1")
  }
}

public enum LedgerFault: Error, Equatable {
  /// The head is missing: the database was not set up by Kith.
  case noHead
}

public enum Ledger {
  static let origin = String(repeating: "0", count: 64)

  static func hash(_ text: String) -> String {
    hexadecimal(SHA256.hash(data: Data(text.utf8)))
  }

  static func encode(_ details: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(details), as: UTF8.self)
  }

  static func moment(_ row: Row) throws -> Moment {
    Moment(
      sequence: try row.int64("sequence"), at: try row.moment("at"), kind: try row.string("kind"),
      subject: Subject(
        kind: try row.string("subject_kind"), id: try row.string("subject"),
        community: try row.optionalString("community")),
      actor: try row.string("actor"),
      details: try JSONDecoder().decode(
        [String: String].self, from: Data(try row.string("details").utf8)),
      previous: try row.string("previous"), hash: try row.string("hash"))
  }

  /// The newest moments of a community first, at most `limit`.
  public static func moments(
    of community: String, limit: Int = 200, _ connection: any Connection
  ) throws -> [Moment] {
    try connection.rows(
      """
      SELECT * FROM moment WHERE community = \(community) ORDER BY sequence DESC LIMIT \(limit)
      """
    ).map(moment)
  }

  /// When the first moment was recorded: how long this Kith has been in use.
  public static func began(_ connection: any Connection) throws -> Instant? {
    try connection.first("SELECT at FROM moment WHERE sequence = 1").map { try $0.moment("at") }
  }

  /// The newest moments of all first, at most `limit`.
  public static func moments(limit: Int, _ connection: any Connection) throws -> [Moment] {
    try connection.rows("SELECT * FROM moment ORDER BY sequence DESC LIMIT \(limit)").map(moment)
  }
}
