import Accounts
import Communities
import Ledger
import Store
import Surroundings
import Web

/// What a finding rests on, frozen as it was when it was cited: a record of another capability, or a
/// note of something that happened outside Kith.
public struct FindingEvidence: Sendable, Equatable {
  /// Something that Kith has no record of, such as a meeting.
  static let noted = "note"

  public let finding: ID<Finding>
  public let kind: String
  public let source: String
  /// Empty once whoever said it took it back.
  public let sentence: String
  public let method: String
  public let n: Int?
  public let day: Day
  public let isPublic: Bool
  let digest: String
  /// The day on which it was found to be no longer what was cited.
  public let changedOn: Day?
  public let isGone: Bool

  init(_ row: Row) throws {
    finding = try row.id("finding")
    kind = try row.string("kind")
    source = try row.string("source")
    sentence = try row.string("sentence")
    method = try row.string("method")
    n = try row.optionalInt("n")
    day = try row.day("day")
    isPublic = try row.bool("public")
    digest = try row.string("digest")
    changedOn = try row.optionalDay("changed_on")
    isGone = try row.bool("gone")
  }

  /// The record that it is, without the part.
  public var record: String { String(source.prefix { $0 != "#" }) }

  public static func all(
    of finding: ID<Finding>, _ connection: any Connection
  ) throws -> [FindingEvidence] {
    try connection.rows(
      "SELECT * FROM finding_evidence WHERE finding = \(finding) ORDER BY day, kind, source"
    ).map(FindingEvidence.init)
  }

  /// Cites something. What is cited twice is cited once, as it is now.
  ///
  /// - Parameter today: What the record says today, as ``CitableSource/today`` has it.
  public static func cite(
    _ citation: Citation, today: String?, for finding: Finding, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO finding_evidence (finding, kind, source, sentence, method, n, day, public, digest,
        gone)
      VALUES (\(finding.id), \(citation.kind), \(citation.id), \(citation.sentence),
        \(citation.method), \(citation.n), \(citation.day), \(citation.isPublic),
        \(digest(today ?? "")), 0)
      ON CONFLICT (finding, kind, source) DO UPDATE SET sentence = excluded.sentence,
        method = excluded.method, n = excluded.n, day = excluded.day, public = excluded.public,
        digest = excluded.digest, changed_on = NULL, gone = 0
      """)
    try finding.record(
      "finding.evidence-added", by: actor, at: now, with: ["kind": citation.kind], connection)
  }

  func remove(
    from finding: Finding, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let removed = try connection.run(
      """
      DELETE FROM finding_evidence
      WHERE finding = \(finding.id) AND kind = \(kind) AND source = \(source)
      """)
    guard removed == 1 else { return }
    try finding.record(
      "finding.evidence-removed", by: actor, at: now, with: ["kind": kind], connection)
  }

  /// Whether its ground is still what was cited.
  enum Ground: Sendable { case same, moved, gone }

  func ground(
    _ sources: [CitableSource], _ connection: any Connection
  ) throws -> Ground {
    if isGone { return .gone }
    guard let known = sources.first(where: { $0.kind == kind }) else { return .same }
    guard let now = try known.today(source, connection) else { return .gone }
    return FindingEvidence.digest(now) == digest ? .same : .moved
  }

  /// Looks at the ground of all findings, marks what moved, and takes away what was taken back by
  /// who said it.
  ///
  /// - Returns: How many pieces of evidence were marked.
  @discardableResult
  static func review(
    _ sources: [CitableSource], on today: Day, at now: Instant, _ connection: any Connection
  ) throws -> Int {
    let rows = try connection.rows(
      """
      SELECT finding_evidence.* FROM finding_evidence
      JOIN finding ON finding.id = finding_evidence.finding
      WHERE gone = 0 AND standing <> 'set aside'
      """)
    var marked = 0
    for evidence in try rows.map(FindingEvidence.init) {
      let ground = try evidence.ground(sources, connection)
      if ground == .same || (ground == .moved && evidence.changedOn != nil) { continue }
      let isGone = ground == .gone
      let sentence = isGone ? "" : evidence.sentence
      try connection.run(
        """
        UPDATE finding_evidence SET changed_on = \(today), gone = \(isGone), sentence = \(sentence)
        WHERE finding = \(evidence.finding) AND kind = \(evidence.kind)
          AND source = \(evidence.source)
        """)
      try Finding.find(evidence.finding, connection)?.record(
        "finding.questioned", by: "program", at: now, with: ["kind": evidence.kind], connection)
      marked += 1
    }
    return marked
  }

  /// Kept in place of the text, which may be somebody's.
  static func digest(_ text: String) -> String { String(Code.hash("evidence\n" + text).prefix(32)) }
}
