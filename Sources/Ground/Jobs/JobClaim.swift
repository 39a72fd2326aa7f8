import Foundation
import Store
import Surroundings

/// Taking a job up, holding it and laying it down: each one statement that says under which state it
/// may, so that of several processes one wins.
extension JobRecord {
  /// Writes the jobs with a rhythm down, so that they can come due. What is there already stays.
  static func register(
    _ jobs: [Job], at now: Instant, in zone: TimeZone, _ connection: any Connection
  ) throws {
    for job in jobs {
      let due: Instant
      switch job.rhythm {
      case .every: due = now
      case .daily: due = job.next(after: now, in: zone) ?? now
      case .whenAsked: continue
      }
      try connection.run(
        """
        INSERT INTO job (kind, subject, state, due, again, attempts)
        VALUES (\(job.name), '', 'waiting', \(due), 0, 0)
        ON CONFLICT (kind, subject) DO NOTHING
        """)
    }
  }

  /// Whether there is anything to take up: asked often, so it only reads.
  static func isDue(
    _ names: [String], at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM job WHERE kind IN \(list: names)
        AND ((state IN ('waiting', 'failed') AND due <= \(now))
          OR (state = 'running' AND claimed_until <= \(now)))
      LIMIT 1
      """)
  }

  /// Takes up the job that has been due longest.
  static func claim(
    _ names: [String], code: String, until end: Instant, at now: Instant,
    _ connection: any Connection
  ) throws -> JobRecord? {
    try abandon(at: now, connection)
    let due = try connection.rows(
      """
      SELECT kind, subject FROM job WHERE kind IN \(list: names)
        AND state IN ('waiting', 'failed') AND due <= \(now)
      ORDER BY due, kind, subject LIMIT 16
      """)
    for row in due {
      let claimed = try connection.first(
        """
        UPDATE job SET state = 'running', claimed_by = \(code), claimed_until = \(end),
          attempts = attempts + 1, last_run = \(now), again = 0
        WHERE kind = \(row.string("kind")) AND subject = \(row.string("subject"))
          AND state IN ('waiting', 'failed') AND due <= \(now)
        RETURNING *
        """)
      if let claimed { return try JobRecord(claimed) }
    }
    return nil
  }

  /// Lays down what a process that was killed had taken up. The first time it is due at once; a job
  /// that kills its process again and again comes due less and less often.
  private static func abandon(at now: Instant, _ connection: any Connection) throws {
    let left = try connection.rows(
      "SELECT * FROM job WHERE state = 'running' AND claimed_until <= \(now)")
    for job in try left.map(JobRecord.init) {
      let wait = job.attempts < 2 ? 0 : Job.wait(afterTries: job.attempts - 1)
      let state: State = job.hasTried(Job.mostTries) ? .givenUp : .failed
      try connection.run(
        """
        UPDATE job SET state = \(state), due = \(now + wait), claimed_by = NULL,
          claimed_until = NULL, last_error = 'the program ended while it ran'
        WHERE kind = \(job.kind) AND subject = \(job.subject) AND state = 'running'
          AND claimed_by = \(job.claim) AND claimed_until <= \(now)
        """)
    }
  }

  private func hasTried(_ most: Int) -> Bool { !subject.isEmpty && attempts >= most }

  /// Holds the claim for longer. False when another has taken the job up.
  func renew(until end: Instant, _ connection: any Connection) throws -> Bool {
    try connection.run(
      """
      UPDATE job SET claimed_until = \(end)
      WHERE kind = \(kind) AND subject = \(subject) AND claimed_by = \(claim)
      """) == 1
  }

  // A value in a CASE has no column to take its type from: PostgreSQL must be told.

  /// It went well; `next` is when it is due again, if it is.
  func finish(next: Instant?, at now: Instant, _ connection: any Connection) throws {
    try connection.run(
      """
      UPDATE job SET claimed_by = NULL, claimed_until = NULL, attempts = 0, last_error = NULL,
        last_done = \(now), again = 0,
        due = CASE WHEN again = 1 THEN CAST(\(now) AS BIGINT)
          ELSE CAST(\(next ?? now) AS BIGINT) END,
        state = CASE WHEN again = 1 THEN 'waiting' ELSE \(next == nil ? State.done : .waiting) END
      WHERE kind = \(kind) AND subject = \(subject) AND claimed_by = \(claim)
      """)
  }

  /// It did not go well.
  func fail(_ error: String, at now: Instant, _ connection: any Connection) throws {
    let state: State = hasTried(Job.mostTries) ? .givenUp : .failed
    try connection.run(
      """
      UPDATE job SET claimed_by = NULL, claimed_until = NULL, again = 0, last_error = \(error),
        due = CASE WHEN again = 1 THEN CAST(\(now) AS BIGINT)
          ELSE CAST(\(now + Job.wait(afterTries: attempts)) AS BIGINT) END,
        state = CASE WHEN again = 1 THEN 'waiting' ELSE \(state) END
      WHERE kind = \(kind) AND subject = \(subject) AND claimed_by = \(claim)
      """)
  }

  /// The program is ending: the job is due at once for whoever comes next, and no try is counted.
  func release(at now: Instant, _ connection: any Connection) throws {
    try connection.run(
      """
      UPDATE job SET state = 'waiting', claimed_by = NULL, claimed_until = NULL, due = \(now),
        attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
      WHERE kind = \(kind) AND subject = \(subject) AND claimed_by = \(claim)
      """)
  }
}
