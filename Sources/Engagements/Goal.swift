import Communities
import Ledger
import Store
import Surroundings
import Web
import Words

/// What an engagement aims for, by when, and what happens if it comes otherwise.
public struct Goal: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable { case open, met, missed, exceeded }

  public let id: ID<Goal>
  public let engagement: ID<Engagement>
  public let text: String
  /// What is looked at to know.
  public let measure: String
  /// What would be enough.
  public let target: String
  public let due: Day
  public let missed: Turn
  public let exceeded: Turn
  public let state: State
  public let settledOn: Day?
  /// What was done about it, empty while it is open.
  public let done: String
  public let version: Int
  public let since: Instant

  /// How one sees that it comes otherwise, and what is done then.
  public struct Turn: Sendable, Equatable {
    public var trigger: String
    public var action: String

    public init(trigger: String, action: String) {
      self.trigger = trigger
      self.action = action
    }
  }

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    text = try row.string("text")
    measure = try row.string("measure")
    target = try row.string("target")
    due = try row.day("due")
    missed = Turn(trigger: try row.string("missed_if"), action: try row.string("missed_then"))
    exceeded = Turn(
      trigger: try row.string("exceeded_if"), action: try row.string("exceeded_then"))
    state = try row.enumeration("state")
    settledOn = try row.optionalDay("settled_on")
    done = try row.string("done")
    version = try row.int("version")
    since = try row.moment("since")
  }

  /// Its place on the page of the plan.
  public var path: String { "/desk/engagements/\(engagement)/plan#goal-\(id)" }

  /// Whether its day is past and nobody has said how it went.
  public func isOverdue(on today: Day) -> Bool { state == .open && due < today }

  /// Days before its day on which the desk begins to speak of it.
  static let notice = 14

  /// Whether its day is today or near.
  public func isDueSoon(on today: Day) -> Bool {
    state == .open && due >= today && due - today <= Goal.notice
  }

  /// The goals of an engagement, by their day.
  public static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [Goal] {
    try connection.rows(
      "SELECT * FROM goal WHERE engagement = \(engagement) AND ended = 0 ORDER BY due, since, id"
    ).map(Goal.init)
  }

  public static func find(
    _ id: ID<Goal>, in engagement: Engagement, _ connection: any Connection
  ) throws -> Goal {
    let row = try connection.first(
      "SELECT * FROM goal WHERE id = \(id) AND engagement = \(engagement.id) AND ended = 0")
    guard let row else { throw Failure.notFound }
    return try Goal(row)
  }

  /// The facts it rests on, as far as the viewer may see them.
  public func facts(for viewer: Viewer, _ connection: any Connection) throws -> [Fact] {
    try Reliance.facts(under: "goal", id.text, connection).compactMap { fact in
      do { return try Fact.find(fact, for: viewer, connection) } catch Failure.notFound {
        return nil
      }
    }
  }
}

/// What a form says a goal is to be.
public struct GoalDraft: Sendable {
  public var text: String
  public var measure: String
  public var target: String
  public var due: Day
  public var missed: Goal.Turn
  public var exceeded: Goal.Turn
  public var facts: [ID<Fact>]

  public init(
    text: String, measure: String, target: String, due: Day, missed: Goal.Turn,
    exceeded: Goal.Turn, facts: [ID<Fact>] = []
  ) {
    self.text = text
    self.measure = measure
    self.target = target
    self.due = due
    self.missed = missed
    self.exceeded = exceeded
    self.facts = facts
  }
}

extension Goal {
  /// Sets a goal. Called twice with the same id it sets one.
  public static func add(
    _ draft: GoalDraft, id: ID<Goal>, to engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO goal (id, engagement, text, measure, target, due, missed_if, missed_then,
        exceeded_if, exceeded_then, state, done, ended, version, since)
      VALUES (\(id), \(engagement.id), \(draft.text), \(draft.measure), \(draft.target),
        \(draft.due), \(draft.missed.trigger), \(draft.missed.action), \(draft.exceeded.trigger),
        \(draft.exceeded.action), 'open', '', 0, 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try find(id, in: engagement, connection).rest(on: draft.facts, connection)
    try engagement.record("goal.added", on: "goal", id.text, by: actor, at: now, connection)
  }

  /// Changes it.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: GoalDraft, since version: Int, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE goal SET text = \(draft.text), measure = \(draft.measure), target = \(draft.target),
        due = \(draft.due), missed_if = \(draft.missed.trigger),
        missed_then = \(draft.missed.action), exceeded_if = \(draft.exceeded.trigger),
        exceeded_then = \(draft.exceeded.action), version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    try Goal.find(id, in: engagement, connection).rest(on: draft.facts, connection)
    try engagement.record("goal.changed", on: "goal", id.text, by: actor, at: now, connection)
    return true
  }

  private func rest(on facts: [ID<Fact>], _ connection: any Connection) throws {
    try Reliance.set(
      facts, kind: "goal", subject: id.text, title: text, path: path, connection)
  }

  /// Says how it went and what was done about it. Sent twice it is said once; what is settled must
  /// be reopened before it can be told otherwise.
  ///
  /// - Returns: False when it was settled already.
  @discardableResult
  public func settle(
    _ state: State, on day: Day, done: String, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    guard state != .open else { return false }
    let changed = try connection.run(
      """
      UPDATE goal SET state = \(state), settled_on = \(day), done = \(done), version = version + 1
      WHERE id = \(id) AND state = 'open' AND ended = 0
      """)
    guard changed == 1 else { return false }
    try engagement.record(
      "goal.\(state.rawValue)", on: "goal", id.text, by: actor, at: now, connection)
    return true
  }

  /// Opens it again, when its result was told too soon.
  public func reopen(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE goal SET state = 'open', settled_on = NULL, version = version + 1
      WHERE id = \(id) AND state <> 'open' AND ended = 0
      """)
    guard changed == 1 else { return }
    try engagement.record("goal.reopened", on: "goal", id.text, by: actor, at: now, connection)
  }

  /// Takes it out of the plan, and off what its facts carry.
  func end(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let ended = try connection.run("UPDATE goal SET ended = 1 WHERE id = \(id) AND ended = 0")
    guard ended == 1 else { return }
    try rest(on: [], connection)
    try engagement.record("goal.ended", on: "goal", id.text, by: actor, at: now, connection)
  }
}
