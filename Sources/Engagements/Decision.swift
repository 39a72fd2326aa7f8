import Ledger
import Store
import Surroundings
import Web
import Words

/// How much say people are promised in a decision, after the continuum of community engagement of
/// the Clinical and Translational Science Awards Consortium: from hearing of it to leading it.
public enum Participation: String, Sendable, CaseIterable, Comparable {
  case outreach, consult, involve, collaborate
  case sharedLeadership = "shared-leadership"

  private var step: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  public static func < (left: Participation, right: Participation) -> Bool {
    left.step < right.step
  }

  public func word(_ w: Words) -> String {
    switch self {
    case .outreach: w("Outreach")
    case .consult: w("Consult")
    case .involve: w("Involve")
    case .collaborate: w("Collaborate")
    case .sharedLeadership: w("Shared leadership")
    }
  }

  /// What it promises, as one would say it to the people concerned.
  public func promise(_ w: Words) -> String {
    switch self {
    case .outreach:
      w(
        "We tell you in good time what is planned and what it means for you. The choice is made by us."
      )
    case .consult:
      w(
        "We ask you before we choose, and tell you what we heard and what it changed. The choice is made by us."
      )
    case .involve:
      w(
        "You work with us along the way. The options we choose from are ones that you helped to draw."
      )
    case .collaborate:
      w(
        "We work it out side by side, from the question to the answer. We go no way that you refuse."
      )
    case .sharedLeadership:
      w("You hold the decision with us. What we decide together binds the library.")
    }
  }
}

/// A decision of an engagement, with the say that people were promised in it, and later the say they
/// had.
public struct Decision: Sendable, Equatable {
  public let id: ID<Decision>
  public let engagement: ID<Engagement>
  public let question: String
  public let promised: Participation
  /// Who decides in the end: a body or a role.
  public let decider: String
  /// How people take part in it.
  public let means: String
  public let result: Result?
  public let version: Int
  public let since: Instant

  /// What was decided, and how much say people had in truth.
  public struct Result: Sendable, Equatable {
    public let outcome: String
    public let on: Day
    public let delivered: Participation

    public init(outcome: String, on day: Day, delivered: Participation) {
      self.outcome = outcome
      self.on = day
      self.delivered = delivered
    }
  }

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    question = try row.string("question")
    promised = try row.enumeration("promised")
    decider = try row.string("decider")
    means = try row.string("means")
    if let day = try row.optionalDay("decided_on"),
      let delivered = try row.optionalString("delivered").flatMap({ Participation(rawValue: $0) })
    {
      result = Result(outcome: try row.string("outcome"), on: day, delivered: delivered)
    } else {
      result = nil
    }
    version = try row.int("version")
    since = try row.moment("since")
  }

  /// Whether people had less say than they were promised.
  public var fellShort: Bool { result.map { $0.delivered < promised } ?? false }

  /// The decisions of an engagement, open ones first.
  public static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [Decision] {
    let decisions = try connection.rows(
      "SELECT * FROM decision WHERE engagement = \(engagement) AND ended = 0 ORDER BY since, id"
    ).map(Decision.init)
    return decisions.filter { $0.result == nil } + decisions.filter { $0.result != nil }
  }

  static func find(
    _ id: ID<Decision>, in engagement: Engagement, _ connection: any Connection
  ) throws -> Decision {
    let row = try connection.first(
      "SELECT * FROM decision WHERE id = \(id) AND engagement = \(engagement.id) AND ended = 0")
    guard let row else { throw Failure.notFound }
    return try Decision(row)
  }
}

/// What a form says a decision is to be.
public struct DecisionDraft: Sendable {
  public var question: String
  public var promised: Participation
  public var decider: String
  public var means: String

  public init(question: String, promised: Participation, decider: String, means: String = "") {
    self.question = question
    self.promised = promised
    self.decider = decider
    self.means = means
  }
}

extension Decision {
  /// Promises a say in a decision. Called twice with the same id it promises once.
  public static func add(
    _ draft: DecisionDraft, id: ID<Decision>, to engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO decision (id, engagement, question, promised, decider, means, outcome, ended,
        version, since)
      VALUES (\(id), \(engagement.id), \(draft.question), \(draft.promised), \(draft.decider),
        \(draft.means), '', 0, 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try engagement.record(
      "decision.added", on: "decision", id.text, by: actor, at: now,
      with: ["promised": draft.promised.rawValue], connection)
  }

  /// Changes it. What was promised before stands in the ledger.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  public func change(
    to draft: DecisionDraft, since version: Int, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE decision SET question = \(draft.question), promised = \(draft.promised),
        decider = \(draft.decider), means = \(draft.means), version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard changed == 1 else { return false }
    try engagement.record(
      "decision.changed", on: "decision", id.text, by: actor, at: now,
      with: ["from": promised.rawValue, "promised": draft.promised.rawValue], connection)
    return true
  }

  /// Writes down what was decided and how much say people had. Once; sent twice it stays as it was.
  public func settle(
    _ result: Result, in engagement: Engagement, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE decision SET outcome = \(result.outcome), decided_on = \(result.on),
        delivered = \(result.delivered), version = version + 1
      WHERE id = \(id) AND decided_on IS NULL AND ended = 0
      """)
    guard changed == 1 else { return }
    try engagement.record(
      "decision.made", on: "decision", id.text, by: actor, at: now,
      with: ["promised": promised.rawValue, "delivered": result.delivered.rawValue], connection)
  }

  /// Takes it off the list. The ledger keeps that it was promised.
  func end(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let ended = try connection.run("UPDATE decision SET ended = 1 WHERE id = \(id) AND ended = 0")
    guard ended == 1 else { return }
    try engagement.record(
      "decision.ended", on: "decision", id.text, by: actor, at: now, connection)
  }
}
