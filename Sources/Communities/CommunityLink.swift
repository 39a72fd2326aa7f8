import Accounts
import Ledger
import Store
import Surroundings
import Web

/// What a link is for: which table holds such links, and how the ledger tells of them.
public protocol LinkPurpose: Sendable {
  /// With the columns id, community, hash, label, expires and closed.
  static var table: String { get }
  /// The kind that a link has as the subject of a moment.
  static var subject: String { get }
  /// What its moments begin with: `voice` for `voice.opened` and `voice.closed`.
  static var moments: String { get }
}

/// A link that lets whoever holds it speak for or to a community, without an account. Many may hold
/// the same; who of them did what is not kept.
public struct CommunityLink<Purpose: LinkPurpose>: Sendable, Equatable {
  public let id: ID<CommunityLink>
  public let community: ID<Community>
  /// For whom it was made, in the library's words: *Tuesday group*. Never shown to those who use it.
  public let label: String
  public let expires: Day
  public let isClosed: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    label = try row.string("label")
    expires = try row.day("expires")
    isClosed = try row.bool("closed")
  }

  public func isOpen(on today: Day) -> Bool { !isClosed && today <= expires }

  /// Those that last longest first.
  public static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [CommunityLink] {
    try connection.rows(
      """
      SELECT * FROM \(identifier: Purpose.table) WHERE community = \(community)
      ORDER BY expires DESC, id
      """
    ).map(CommunityLink.init)
  }

  /// Makes a link and gives its code, shown once and kept as a hash.
  public static func make(
    for community: ID<Community>, label: String, expires: Day, by actor: String,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let id = ID<CommunityLink>.new(surroundings)
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO \(identifier: Purpose.table) (id, community, hash, label, expires, closed)
      VALUES (\(id), \(community), \(Code.hash(code)), \(label), \(expires), 0)
      """)
    try record("opened", id, community, by: actor, at: surroundings.now(), connection)
    return code
  }

  /// The open link of that code, or *not found*.
  public static func find(
    _ code: String, on today: Day, _ connection: any Connection
  ) throws -> CommunityLink {
    let row = try connection.first(
      "SELECT * FROM \(identifier: Purpose.table) WHERE hash = \(Code.hash(code))")
    guard let link = try row.map(CommunityLink.init), link.isOpen(on: today) else {
      throw Failure.notFound
    }
    return link
  }

  /// Takes a link of the community back; its code opens nothing from then on. Twice is once.
  ///
  /// - Throws: *Not found* when the community has no such link.
  public static func close(
    _ id: ID<CommunityLink>, of community: ID<Community>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    guard try all(of: community, connection).contains(where: { $0.id == id }) else {
      throw Failure.notFound
    }
    let closed = try connection.run(
      "UPDATE \(identifier: Purpose.table) SET closed = 1 WHERE id = \(id) AND closed = 0")
    guard closed == 1 else { return }
    try record("closed", id, community, by: actor, at: now, connection)
  }

  private static func record(
    _ what: String, _ id: ID<CommunityLink>, _ community: ID<Community>, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    try connection.record(
      "\(Purpose.moments).\(what)",
      on: Subject(kind: Purpose.subject, id: id.text, community: community.text), by: actor,
      at: now)
  }
}

/// Links by which people of a community say, without an account, whether what the library believes
/// about them is so.
public typealias VoiceLink = CommunityLink<VoicePurpose>

public enum VoicePurpose: LinkPurpose {
  public static let table = "voice_link"
  public static let subject = "voice"
  public static let moments = "voice"
}
