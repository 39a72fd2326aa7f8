import Asks
import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// How a finding goes from one standing to the next. Each statement says from which it may.
extension Finding {
  /// Writes down what was heard. Called twice with the same id it writes once.
  @discardableResult
  public static func add(
    _ draft: FindingDraft, id: ID<Finding>, of community: ID<Community>,
    in engagement: ID<Engagement>? = nil, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Finding {
    let added = try connection.run(
      """
      INSERT INTO finding (id, community, engagement, sentence, explanation, language, standing,
        version, since)
      VALUES (\(id), \(community), \(engagement), \(draft.sentence), \(draft.explanation),
        \(draft.language.tag), 'drafted', 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard let finding = try find(id, connection) else { throw Failure.notFound }
    if added == 1 { try finding.record("finding.added", by: actor, at: now, connection) }
    return finding
  }

  /// Changes what it says. What people were asked about or read can't change under them: then it must
  /// be checked anew.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: FindingDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE finding SET sentence = \(draft.sentence), explanation = \(draft.explanation),
        language = \(draft.language.tag), standing = 'drafted', checked_on = NULL,
        published_on = NULL, version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    // Answers to what it said before would speak for what nobody was asked.
    try connection.run("DELETE FROM check_word WHERE finding = \(id)")
    try record("finding.changed", by: actor, at: now, with: ["from": standing.rawValue], connection)
    return true
  }

  /// Asks those who said it whether it is so, by the community's check links.
  ///
  /// - Throws: ``FindingFault/noEvidence`` while nothing is cited.
  public func openCheck(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    guard try !FindingEvidence.all(of: id, connection).isEmpty else {
      throw FindingFault.noEvidence
    }
    let changed = try connection.run(
      """
      UPDATE finding SET standing = 'checking', version = version + 1
      WHERE id = \(id) AND standing IN ('drafted', 'set aside')
      """)
    guard changed == 1 else { return }
    try record("finding.checking", by: actor, at: now, connection)
  }

  /// Ends the asking, with what was answered.
  ///
  /// - Throws: ``FindingFault/nobodyAsked`` when nobody has answered and a link is still open, or
  ///   there never was one: silence is an answer only after people had the time to speak.
  public func endCheck(
    on today: Day, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let tally = try CheckTally.of(id, connection)
    if tally.total == 0 {
      let links = try CheckLink.all(of: community, connection)
      guard !links.isEmpty, !links.contains(where: { $0.isOpen(on: today) }) else {
        throw FindingFault.nobodyAsked
      }
    }
    let changed = try connection.run(
      """
      UPDATE finding SET standing = 'checked', checked_on = \(today), version = version + 1
      WHERE id = \(id) AND standing = 'checking'
      """)
    guard changed == 1 else { return }
    try record("finding.checked", by: actor, at: now, connection)
  }

  /// Lets everybody read it.
  ///
  /// - Throws: ``Refusal`` when the charter says no.
  public func publish(
    by actor: Actor, on today: Day, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let permit = try Gate.require(
      actor, .publish, on: subject, purpose: .information, today: today, connection)
    let changed = try connection.run(
      """
      UPDATE finding SET standing = 'published', published_on = \(today), version = version + 1
      WHERE id = \(id) AND standing = 'checked'
      """)
    guard changed == 1 else { return }
    try permit.log(surroundings, connection)
    try record("finding.published", by: actor.name, at: surroundings.now(), connection)
  }

  /// Takes it off the table, out of public pages too. It can be checked again.
  public func setAside(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE finding SET standing = 'set aside', checked_on = NULL, published_on = NULL,
        version = version + 1
      WHERE id = \(id) AND standing <> 'set aside'
      """)
    guard changed == 1 else { return }
    try record(
      "finding.set-aside", by: actor, at: now, with: ["from": standing.rawValue], connection)
  }
}

/// Why a finding can't go on.
public enum FindingFault: Error, Sendable, Equatable {
  case noEvidence
  case nobodyAsked

  func sentence(_ w: Words) -> String {
    switch self {
    case .noEvidence:
      w("Add what it rests on first: people are asked about nothing that has no ground.")
    case .nobodyAsked:
      w("Nobody has answered yet. Make a check link, give it to people, and wait for its last day.")
    }
  }
}
