import Ledger
import Store
import Surroundings

/// How a letter goes from one state to the next. Each statement says from which state it may.
extension Letter {
  /// Tries before a letter is given up.
  static let mostTries = 8
  /// Seconds that one try may take, and more: a killed process's letter waits that long.
  static let lease: Int64 = 600

  /// Seconds to the next try: 1 minute, then 4 times as long each time, at most a day.
  static func wait(afterTries tries: Int) -> Int64 {
    min(86400, Int64(60) << Int64(2 * min(max(0, tries - 1), 6)))
  }

  /// Letters that may still be tried within this minute; other processes and test letters count.
  static func room(
    perMinute most: Int, at now: Instant, _ connection: any Connection
  ) throws -> Int {
    let tried = try connection.count(
      "SELECT count(*) AS tried FROM letter WHERE tried_at > \(now - 60)")
    return max(0, most - tried)
  }

  /// Takes up the letter that has been due longest.
  static func claimNext(
    domain: String, at now: Instant, code: String, _ connection: any Connection
  ) throws -> Letter? {
    let due = try connection.rows(
      """
      SELECT id FROM letter WHERE (state = 'waiting' AND next_try <= \(now))
        OR (state = 'sending' AND claimed_until <= \(now))
      ORDER BY next_try, id LIMIT 8
      """)
    for row in due {
      let letter = try claim(
        row.id("id"), domain: domain, at: now, code: code, connection)
      if let letter { return letter }
    }
    return nil
  }

  /// Takes up one letter, `nil` when another process has it or it is not due.
  static func claim(
    _ id: ID<Letter>, domain: String, at now: Instant, code: String,
    _ connection: any Connection
  ) throws -> Letter? {
    let messageID = "\(id.text)@\(domain)"
    return try connection.first(
      """
      UPDATE letter SET state = 'sending', claimed_by = \(code),
        claimed_until = \(now + lease), tried_at = \(now), changed = \(now),
        attempts = attempts + 1, message_id = COALESCE(message_id, \(messageID))
      WHERE id = \(id) AND ((state = 'waiting' AND next_try <= \(now))
        OR (state = 'sending' AND claimed_until <= \(now)))
      RETURNING *
      """
    ).map(Letter.init)
  }

  /// The mail server took it.
  func sent(at now: Instant, _ connection: any Connection) throws {
    let done = try connection.run(
      """
      UPDATE letter SET state = 'sent', sent_at = \(now), changed = \(now), claimed_by = NULL,
        claimed_until = NULL, trouble = NULL, reply = ''
      WHERE id = \(id) AND claimed_by = \(claim)
      """)
    guard done == 1 else { return }
    if isSealed { try Letter.empty(id, connection) }
    try record("letter.sent", by: "program", at: now, connection)
  }

  /// The mail server did not take it. What is no fault of the letter's counts no try.
  func notSent(
    _ trouble: MailTrouble, reply: String, at now: Instant, final: Bool = false,
    _ connection: any Connection
  ) throws {
    let isOwn = !trouble.isOfServer && trouble != .stopped
    let counted = isOwn ? attempts : attempts - 1
    let state: State =
      trouble.isPermanent || final
      ? .failed : counted >= Letter.mostTries ? .givenUp : .waiting
    let next = isOwn ? now + Letter.wait(afterTries: counted) : now
    let done = try connection.run(
      """
      UPDATE letter SET state = \(state), attempts = \(max(0, counted)), next_try = \(next),
        changed = \(now), claimed_by = NULL, claimed_until = NULL, trouble = \(trouble),
        reply = \(reply)
      WHERE id = \(id) AND claimed_by = \(claim)
      """)
    guard done == 1, state != .waiting else { return }
    try record(
      state == .failed ? "letter.failed" : "letter.given-up", by: "program", at: now, connection,
      ["trouble": trouble.rawValue])
  }

  /// Due at once, with all its tries before it. False when it can't be: sent, or taken away.
  func retry(by actor: String, at now: Instant, _ connection: any Connection) throws -> Bool {
    let done = try connection.run(
      """
      UPDATE letter SET state = 'waiting', attempts = 0, next_try = \(now), changed = \(now)
      WHERE id = \(id) AND state IN ('waiting', 'failed', 'given up', 'withheld')
        AND to_address IS NOT NULL AND subject IS NOT NULL AND body IS NOT NULL
      """)
    guard done == 1 else { return false }
    try record("letter.retried", by: actor, at: now, connection)
    return true
  }

  /// It is not to be sent.
  func withhold(by actor: String, at now: Instant, _ connection: any Connection) throws -> Bool {
    let done = try connection.run(
      """
      UPDATE letter SET state = 'withheld', changed = \(now)
      WHERE id = \(id) AND state IN ('waiting', 'failed', 'given up')
      """)
    guard done == 1 else { return false }
    try record("letter.withheld", by: actor, at: now, connection)
    return true
  }

  /// Somebody sent it from their own mailbox, or read it out.
  func sentByHand(by actor: String, at now: Instant, _ connection: any Connection) throws -> Bool {
    let done = try connection.run(
      """
      UPDATE letter SET state = 'sent', sent_at = \(now), changed = \(now), by_hand = 1,
        trouble = NULL, reply = ''
      WHERE id = \(id) AND state IN ('waiting', 'failed', 'given up', 'withheld')
      """)
    guard done == 1 else { return false }
    if isSealed { try Letter.empty(id, connection) }
    try record("letter.sent", by: actor, at: now, connection, ["by": "hand"])
    return true
  }

  private func record(
    _ kind: String, by actor: String, at now: Instant, _ connection: any Connection,
    _ details: [String: String] = [:]
  ) throws {
    let subject = Subject(kind: "letter", id: id.text, community: about.community)
    try connection.record(kind, on: subject, by: actor, at: now, details)
  }
}
