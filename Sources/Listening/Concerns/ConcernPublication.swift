import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// What everybody can read of a concern, as somebody let it through who read it for what names or
/// describes people.
struct ConcernPublication: Sendable, Equatable {
  let text: String
  let place: String
  let isShortened: Bool
  /// Why it was shortened: for its writer and the desk.
  let reason: String
  let day: Day

  init(_ row: Row) throws {
    text = try row.string("text")
    place = try row.string("place")
    isShortened = try row.bool("shortened")
    reason = try row.string("reason")
    day = try row.day("day")
  }

  static func find(
    _ concern: ID<Concern>, _ connection: any Connection
  ) throws -> ConcernPublication? {
    try connection.first("SELECT * FROM concern_publication WHERE concern = \(concern)")
      .map(ConcernPublication.init)
  }

  /// Takes it from everybody's eyes; answers and additions have to be read again as well.
  static func remove(_ concern: ID<Concern>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM concern_publication WHERE concern = \(concern)")
    try connection.run("UPDATE concern_word SET public_text = NULL WHERE concern = \(concern)")
  }
}

/// What somebody lets through after reading.
public struct PublicationDraft: Sendable {
  public var text: String
  public var place: String
  /// Why the text or the place is not as it was written; asked for where that is so.
  public var reason: String
  /// What of each turn may be read; an empty text leaves the turn out.
  public var words: [ID<ConcernWord>: String]

  public init(
    text: String, place: String, reason: String = "", words: [ID<ConcernWord>: String] = [:]
  ) {
    self.text = text
    self.place = place
    self.reason = reason
    self.words = words
  }

  func shortens(_ concern: Concern) -> Bool { text != concern.text || place != concern.place }
}

extension Concern {
  /// Shows it to everybody. Its writer must want that, and the gate allow it.
  ///
  /// - Returns: False when there is something newer than `version` to read, or it was taken back.
  /// - Throws: ``Refusal`` when the gate says no.
  public func publish(
    _ draft: PublicationDraft, since version: Int, as acting: ConcernActing,
    _ connection: any Connection
  ) throws -> Bool {
    let permit = try Gate.require(
      acting.actor, .publish, on: subject, purpose: .information, today: acting.today, connection)
    let changed = try connection.run(
      """
      UPDATE concern SET version = version + 1
      WHERE id = \(id) AND version = \(version) AND open = 1
      """)
    guard changed == 1 else { return false }
    let isShortened = draft.shortens(self)
    try connection.run(
      """
      INSERT INTO concern_publication (concern, text, place, shortened, reason, day)
      VALUES (\(id), \(draft.text), \(draft.place), \(isShortened),
        \(isShortened ? draft.reason : ""), \(acting.today))
      ON CONFLICT (concern) DO UPDATE SET text = excluded.text, place = excluded.place,
        shortened = excluded.shortened, reason = excluded.reason
      """)
    for (word, text) in draft.words {
      try connection.run(
        "UPDATE concern_word SET public_text = \(text) WHERE id = \(word) AND concern = \(id)")
    }
    try connection.run(
      "UPDATE concern_hiding SET lifted = \(acting.today) WHERE concern = \(id) AND lifted IS NULL")
    try permit.log(acting.surroundings, connection)
    try connection.record(
      "concern.published", on: subject, by: acting.actor.name, at: acting.now,
      ["shortened": isShortened ? "yes" : "no"])
    return true
  }

  /// Keeps it from everybody's eyes. The reason and the day stand in the public log, the words don't.
  /// One of a flood, and advertising, ends with it and asks for no answer.
  func hide(
    _ reason: HidingReason, id: ID<ConcernHiding>, by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws {
    guard !isWithdrawn, try ConcernHiding.open(of: self.id, connection) == nil else { return }
    try ConcernPublication.remove(self.id, connection)
    try connection.run(
      """
      INSERT INTO concern_hiding (id, concern, category, reason, day)
      VALUES (\(id), \(self.id), \(category), \(reason), \(today)) ON CONFLICT (id) DO NOTHING
      """)
    try connection.run("UPDATE concern SET version = version + 1 WHERE id = \(self.id)")
    try connection.record(
      "concern.hidden", on: subject, by: actor, at: now, ["reason": reason.rawValue])
    guard reason.asksForNoAnswer, state != .ended, firstAnswer == nil else { return }
    try connection.run(
      """
      UPDATE concern SET state = 'ended', ending = 'set-aside', turn = 'nobody', ended = \(today)
      WHERE id = \(self.id)
      """)
    try recordEnd(.setAside, by: actor, at: now, connection)
  }
}

/// Why a concern is not shown. The list is short, so that two who decide decide alike.
enum HidingReason: String, Sendable, CaseIterable {
  case person, hurtful, repeated, advertising, unlawful

  var asksForNoAnswer: Bool { self == .repeated || self == .advertising }
}

/// A line of the public log of what was hidden.
struct ConcernHiding: Sendable, Equatable {
  let category: Concern.Category
  let reason: HidingReason
  let day: Day
  /// When it was shown after all.
  let lifted: Day?

  init(_ row: Row) throws {
    category = try row.enumeration("category")
    reason = try row.enumeration("reason")
    day = try row.day("day")
    lifted = try row.optionalDay("lifted")
  }

  /// The newest first, at most `limit`; ordered by the random id within a day.
  static func all(limit: Int, _ connection: any Connection) throws -> [ConcernHiding] {
    try connection.rows("SELECT * FROM concern_hiding ORDER BY day DESC, id LIMIT \(limit)")
      .map(ConcernHiding.init)
  }

  /// The one that holds now.
  static func open(
    of concern: ID<Concern>, _ connection: any Connection
  ) throws -> ConcernHiding? {
    try connection.first(
      "SELECT * FROM concern_hiding WHERE concern = \(concern) AND lifted IS NULL"
    ).map(ConcernHiding.init)
  }
}
