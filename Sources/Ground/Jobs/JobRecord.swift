import Ledger
import Store
import Surroundings

/// How a job stands, as its row says.
public struct JobRecord: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable {
    case waiting, running, done
    /// The last try failed; the next comes by itself.
    case failed
    /// It failed so often that somebody must look at it.
    case givenUp = "given up"
  }

  /// The job's name.
  public let kind: String
  /// What it was asked for; empty for a job with a rhythm.
  public let subject: String
  public let state: State
  public let due: Instant
  /// Tries since it last went well.
  public let attempts: Int
  /// The type of the error and what it may say.
  public let lastError: String?
  /// When the last try began.
  public let lastRun: Instant?
  /// When it last went well.
  public let lastDone: Instant?
  /// Who runs it: a code that is new for each run.
  let claim: String?

  init(_ row: Row) throws {
    kind = try row.string("kind")
    subject = try row.string("subject")
    state = try row.enumeration("state")
    due = try row.moment("due")
    attempts = try row.int("attempts")
    lastError = try row.optionalString("last_error")
    lastRun = try row.optionalMoment("last_run")
    lastDone = try row.optionalMoment("last_done")
    claim = try row.optionalString("claimed_by")
  }

  /// Whether it should have run and no process took it up.
  func isLate(at now: Instant) -> Bool { state == .waiting && now - due > 900 }

  public static func all(_ connection: any Connection) throws -> [JobRecord] {
    try connection.rows("SELECT * FROM job ORDER BY kind, subject").map(JobRecord.init)
  }

  static func find(
    _ kind: String, _ subject: String, _ connection: any Connection
  ) throws -> JobRecord? {
    try connection.first("SELECT * FROM job WHERE kind = \(kind) AND subject = \(subject)")
      .map(JobRecord.init)
  }
}

extension Job {
  /// Asks for a run of the job `name` for `subject`, in the transaction of the change that needs it.
  /// Asked twice before it has run, it runs once; asked while it runs, it runs again.
  public static func ask(
    _ name: String, for subject: String, at due: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      INSERT INTO job (kind, subject, state, due, again, attempts)
      VALUES (\(name), \(subject), 'waiting', \(due), 0, 0)
      ON CONFLICT (kind, subject) DO UPDATE SET
        again = CASE WHEN job.state = 'running' THEN 1 ELSE 0 END,
        attempts = CASE WHEN job.state = 'running' THEN job.attempts ELSE 0 END,
        due = CASE WHEN job.state = 'waiting' AND job.due < excluded.due THEN job.due
          ELSE excluded.due END,
        state = CASE WHEN job.state = 'running' THEN 'running' ELSE 'waiting' END
      """)
  }

  /// Makes every run of this job that has not gone well due now, as somebody at the desk asked.
  func hurry(by actor: String, at now: Instant, _ connection: any Connection) throws {
    try connection.run(
      """
      UPDATE job SET due = \(now), attempts = 0, state = 'waiting'
      WHERE kind = \(name) AND state IN ('waiting', 'failed', 'given up')
      """)
    try connection.run("UPDATE job SET again = 1 WHERE kind = \(name) AND state = 'running'")
    try connection.record(
      "job.asked", on: Subject(kind: "job", id: name), by: actor, at: now)
  }
}

public enum JobsSchema {
  public static let migrations = [
    Migration(
      id: "2026-11-23-jobs-1",
      statements: [
        """
        CREATE TABLE job (
          kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          state TEXT NOT NULL
            CHECK (state IN ('waiting', 'running', 'done', 'failed', 'given up')),
          due INTEGER NOT NULL,
          again INTEGER NOT NULL CHECK (again IN (0, 1)),
          claimed_by TEXT,
          claimed_until INTEGER,
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          last_run INTEGER,
          last_done INTEGER,
          last_error TEXT,
          PRIMARY KEY (kind, subject),
          CHECK ((state = 'running') = (claimed_by IS NOT NULL)),
          CHECK ((state = 'running') = (claimed_until IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX job_by_due ON job (state, due)",
      ])
  ]
}
