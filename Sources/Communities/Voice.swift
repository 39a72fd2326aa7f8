import Accounts
import Ledger
import Store
import Surroundings
import Web

/// A link by which people of a community say, without an account, whether what the library believes
/// about them is so. Many people may hold the same link; who said what is not kept.
public struct VoiceLink: Sendable, Equatable {
  public let id: ID<VoiceLink>
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

  static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [VoiceLink] {
    try connection.rows(
      "SELECT * FROM voice_link WHERE community = \(community) ORDER BY expires DESC, id"
    ).map(VoiceLink.init)
  }

  /// Makes a link and gives its code, shown once and kept as a hash.
  public static func make(
    for community: Community, label: String, expires: Day, by actor: String,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let id = ID<VoiceLink>.new(surroundings)
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO voice_link (id, community, hash, label, expires, closed)
      VALUES (\(id), \(community.id), \(Code.hash(code)), \(label), \(expires), 0)
      """)
    try connection.record(
      "voice.opened",
      on: Subject(kind: "voice", id: id.text, community: community.id.text), by: actor,
      at: surroundings.now())
    return code
  }

  /// The open link of that code, or *not found*.
  static func find(
    _ code: String, on today: Day, _ connection: any Connection
  ) throws -> VoiceLink {
    let row = try connection.first(
      """
      SELECT * FROM voice_link
      WHERE hash = \(Code.hash(code)) AND closed = 0 AND expires >= \(today)
      """)
    guard let row else { throw Failure.notFound }
    return try VoiceLink(row)
  }

  func close(by actor: String, at now: Instant, _ connection: any Connection) throws {
    try connection.run("UPDATE voice_link SET closed = 1 WHERE id = \(id)")
    try connection.record(
      "voice.closed", on: Subject(kind: "voice", id: id.text, community: community.text),
      by: actor, at: now)
  }
}
