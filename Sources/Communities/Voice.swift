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

/// What somebody of the community said of a fact. The day alone is kept, not who or when exactly.
public struct FactWord: Sendable, Equatable {
  public enum Verdict: String, Sendable, CaseIterable { case so, not }

  public let verdict: Verdict
  public let words: String
  public let day: Day

  static func all(of fact: ID<Fact>, _ connection: any Connection) throws -> [FactWord] {
    // In the order of their text: the order in which people spoke is nobody's business.
    try connection.rows(
      "SELECT * FROM fact_word WHERE fact = \(fact) ORDER BY day, verdict, words, id"
    ).map { row in
      FactWord(
        verdict: try row.enumeration("verdict"), words: try row.string("words"),
        day: try row.day("day"))
    }
  }

  /// Keeps what somebody said; the fact's standing follows it: *not so* disputes it, *so* confirms
  /// what nobody disputes.
  public static func say(
    _ verdict: Verdict, words: String, of fact: Fact, id: ID<FactWord>, today: Day,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO fact_word (id, fact, verdict, words, day)
      VALUES (\(id), \(fact.id), \(verdict), \(words), \(today)) ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    let standing: Standing =
      verdict == .not ? .disputed : fact.standing == .disputed ? .disputed : .confirmed
    try connection.run(
      """
      UPDATE fact SET standing = \(standing), checked = \(today), version = version + 1
      WHERE id = \(fact.id)
      """)
    try connection.record(
      verdict == .not ? "fact.disputed" : "fact.confirmed", on: fact.subject, by: "community",
      at: now, ["from": fact.standing.rawValue, "standing": standing.rawValue])
  }
}
