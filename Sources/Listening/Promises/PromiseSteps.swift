import Communities
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// One step of a promise's way, with the word that was said to it.
public struct PromiseStep: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case made, started
    /// A new day was promised in place of the old.
    case moved
    /// Its day passed.
    case late
    case kept, broken
    /// Those it was made to let it go, or said that they still wait for it.
    case released, held
    /// What had been said to be kept or broken is taken up again.
    case reopened
  }

  public let id: ID<PromiseStep>
  public let kind: Kind
  public let day: Day
  /// The day that it was then promised for, of those that promise one.
  public let due: Day?
  public let word: String
  public let language: Language
  public let actor: String

  init(_ row: Row) throws {
    id = try row.id("id")
    kind = try row.enumeration("step")
    day = try row.day("day")
    due = try row.optionalDay("due")
    word = try row.string("word")
    language = Language(stored: try row.string("language"))
    actor = try row.string("actor")
  }

  /// The steps of a promise, the first first.
  public static func all(
    of promise: ID<Promise>, _ connection: any Connection
  ) throws -> [PromiseStep] {
    try connection.rows("SELECT * FROM promise_step WHERE promise = \(promise) ORDER BY number")
      .map(PromiseStep.init)
  }
}

/// A step that somebody takes.
public struct PromiseMove: Sendable {
  public var kind: PromiseStep.Kind
  public var word: String
  public var language: Language
  /// For ``PromiseStep/Kind/moved``: the new day.
  public var due: Day?

  public init(_ kind: PromiseStep.Kind, word: String, language: Language, due: Day? = nil) {
    self.kind = kind
    self.word = word
    self.language = language
    self.due = due
  }
}

/// What every change of a promise needs to be written down and told.
public struct PromiseOccasion: Sendable {
  public let library: Library
  public let actor: String
  public let surroundings: Surroundings
  public var now: Instant { surroundings.now() }
  public var today: Day { Day(now, in: library.zone) }

  public init(library: Library, actor: String, _ surroundings: Surroundings) {
    self.library = library
    self.actor = actor
    self.surroundings = surroundings
  }
}

extension Promise {
  /// Makes a promise. Called twice with the same id it makes one.
  @discardableResult
  public static func make(
    _ draft: PromiseDraft, id: ID<Promise>, to community: ID<Community>,
    _ occasion: PromiseOccasion, _ connection: any Connection
  ) throws -> Promise {
    let day = occasion.today
    let made = try connection.run(
      """
      INSERT INTO promise (id, community, origin_kind, origin, what, who, participation, shown_how,
        language, audience, made_on, first_due, due, state, late_told, version)
      VALUES (\(id), \(community), \(draft.origin.kind), \(draft.origin.value), \(draft.what),
        \(draft.who), \(draft.participation), \(draft.shownHow), \(draft.language.tag),
        \(draft.audience), \(day), \(draft.due), \(draft.due), 'made', 0, 1)
      ON CONFLICT (id) DO NOTHING
      """)
    guard let promise = try find(id, connection) else { throw Failure.notFound }
    guard made == 1 else { return promise }
    let move = PromiseMove(.made, word: "", language: draft.language, due: draft.due)
    try promise.write(move, occasion, connection)
    return promise
  }

  /// Mends its wording on the day that it was made.
  ///
  /// - Returns: False when somebody else changed it since `version`, or its day is over.
  func mend(
    to draft: PromiseDraft, since version: Int, _ occasion: PromiseOccasion,
    _ connection: any Connection
  ) throws -> Bool {
    guard isMendable(on: occasion.today) else { return false }
    let changed = try connection.run(
      """
      UPDATE promise SET what = \(draft.what), who = \(draft.who),
        participation = \(draft.participation), shown_how = \(draft.shownHow),
        first_due = \(draft.due), due = \(draft.due), language = \(draft.language.tag),
        version = version + 1
      WHERE id = \(id) AND version = \(version) AND state = 'made'
      """)
    guard changed == 1 else { return false }
    try connection.record("promise.changed", on: subject, by: occasion.actor, at: occasion.now)
    return true
  }

  /// Takes a step. Each may be taken from some states alone; taken twice it is taken once.
  ///
  /// - Returns: Whether the step was taken.
  @discardableResult
  public func take(
    _ move: PromiseMove, _ occasion: PromiseOccasion, _ connection: any Connection
  ) throws -> Bool {
    let day = occasion.today
    let change: SQL
    switch move.kind {
    case .made, .held: return false
    case .started: change = "state = 'under way' WHERE id = \(id) AND state = 'made'"
    case .moved:
      guard let due = move.due, due > self.due else { return false }
      change =
        "due = \(due), late_told = 0 WHERE id = \(id) AND state IN ('made', 'under way')"
    case .late:
      change =
        """
        late_told = 1
        WHERE id = \(id) AND state IN ('made', 'under way') AND due < \(day) AND late_told = 0
        """
    case .kept, .broken, .released:
      change = """
        state = \(State(rawValue: move.kind.rawValue) ?? .kept), ended_on = \(day)
        WHERE id = \(id) AND state IN ('made', 'under way')
        """
    case .reopened:
      change = """
        state = 'under way', ended_on = NULL, late_told = 0
        WHERE id = \(id) AND state IN ('kept', 'broken')
        """
    }
    let changed = try connection.run(
      "UPDATE promise SET version = version + 1, \(change) AND version = \(version)")
    guard changed == 1 else { return false }
    try write(move, occasion, connection)
    return true
  }

  /// Those it was made to say that they still wait for it.
  func hold(
    _ word: String, in language: Language, _ occasion: PromiseOccasion,
    _ connection: any Connection
  ) throws {
    try write(PromiseMove(.held, word: word, language: language), occasion, connection)
  }

  /// Writes the step, its moment, and letters to those who follow.
  private func write(
    _ move: PromiseMove, _ occasion: PromiseOccasion, _ connection: any Connection
  ) throws {
    let day = occasion.today
    let number = try connection.count(
      "SELECT COUNT(*) FROM promise_step WHERE promise = \(id)")
    let due = move.kind == .made || move.kind == .moved ? move.due : nil
    try connection.run(
      """
      INSERT INTO promise_step (id, promise, number, step, day, due, word, language, actor)
      VALUES (\(ID<PromiseStep>.new(occasion.surroundings)), \(id), \(number), \(move.kind), \(day),
        \(due), \(move.word), \(move.language.tag), \(occasion.actor))
      """)
    let isOfPeople = occasion.actor == Moment.community
    try connection.record(
      "promise.\(move.kind.rawValue)", on: subject, by: occasion.actor,
      at: isOfPeople ? day.start : occasion.now)
    try Follower.tell(self, move, occasion, connection)
  }
}
