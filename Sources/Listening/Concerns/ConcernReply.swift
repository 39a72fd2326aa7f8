import Communities
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// What the library answers.
public struct ReplyDraft: Sendable {
  public var kind: ConcernWord.Kind
  /// In the language of the one who wrote.
  public var text: String
  public var language: Language
  /// Why not, or whose it is; asked for where the answer is *will not* or *not ours*.
  public var reason: String
  /// What it was translated from, so that a translation can be told from what was written.
  public var source: String
  public var sourceLanguage: Language?
  /// Whether somebody has read it for what names or describes people, so that it may stand on the
  /// public page at once.
  public var isReadForPublic: Bool

  public init(
    kind: ConcernWord.Kind, text: String, language: Language, reason: String = "",
    source: String = "", sourceLanguage: Language? = nil, isReadForPublic: Bool = false
  ) {
    self.kind = kind
    self.text = text
    self.language = language
    self.reason = reason
    self.source = source
    self.sourceLanguage = sourceLanguage
    self.isReadForPublic = isReadForPublic
  }

  fileprivate func word(isPublished: Bool) -> NewConcernWord {
    NewConcernWord(
      speaker: .library, kind: kind, text: text, reason: reason, language: language,
      source: source, sourceLanguage: sourceLanguage,
      publicText: isPublished && isReadForPublic ? text : nil)
  }
}

/// The program's surroundings and who acts, as a change of a concern needs them.
public struct ConcernActing: Sendable {
  public let actor: Actor
  public let library: Library
  public let today: Day
  public let surroundings: Surroundings

  public init(actor: Actor, library: Library, today: Day, surroundings: Surroundings) {
    self.actor = actor
    self.library = library
    self.today = today
    self.surroundings = surroundings
  }

  var now: Instant { surroundings.now() }
}

extension Concern {
  /// Answers, and tells the writer by mail where they wished so. The same answer can go to all that
  /// were sent alike.
  ///
  /// - Parameter version: The version that was read; an answer to something older is refused.
  /// - Returns: False when there is something newer to read, or the concern was taken back.
  public func reply(
    _ draft: ReplyDraft, id: ID<ConcernWord>, since version: Int, toAllAlike: Bool = false,
    as acting: ConcernActing, _ connection: any Connection
  ) throws -> Bool {
    if try Concern.isWritten(id, connection) { return true }
    let others = toAllAlike ? try othersAlike(connection) : []
    guard try answer(draft, id: id, since: version, as: acting, connection) else { return false }
    for other in others {
      _ = try other.answer(
        draft, id: .new(acting.surroundings), since: other.version, as: acting, connection)
    }
    return true
  }

  private func answer(
    _ draft: ReplyDraft, id: ID<ConcernWord>, since version: Int, as acting: ConcernActing,
    _ connection: any Connection
  ) throws -> Bool {
    let ending = draft.kind.ending
    let turn: Turn = draft.kind == .needMore ? .writer : .nobody
    let changed = try connection.run(
      """
      UPDATE concern SET state = \(ending == nil ? State.answered : .ended), ending = \(ending),
        turn = \(turn), first_answer = COALESCE(first_answer, \(acting.today)),
        ended = \(ending == nil ? nil : acting.today), version = version + 1
      WHERE id = \(self.id) AND version = \(version) AND COALESCE(ending, '') <> 'withdrawn'
      """)
    guard changed == 1 else { return false }
    let isPublished = try ConcernPublication.find(self.id, connection) != nil
    try write(draft.word(isPublished: isPublished), id: id, today: acting.today, connection)
    try connection.record(
      "concern.answered", on: subject, by: acting.actor.name, at: acting.now,
      ["kind": draft.kind.rawValue])
    try ConcernAddress.tell(self, draft.kind, as: acting, connection)
    if let ending {
      try recordEnd(ending, by: acting.actor.name, at: acting.now, connection)
    }
    return true
  }

  /// Corrects an answer. What it said before stays to be read by the one who wrote.
  ///
  /// - Returns: False when somebody else changed the concern since `version`.
  func correct(
    _ number: Int, to draft: ReplyDraft, id: ID<ConcernWord>, since version: Int,
    as acting: ConcernActing, _ connection: any Connection
  ) throws -> Bool {
    if try Concern.isWritten(id, connection) { return true }
    let changed = try connection.run(
      """
      UPDATE concern SET version = version + 1
      WHERE id = \(self.id) AND version = \(version) AND COALESCE(ending, '') <> 'withdrawn'
      """)
    guard changed == 1 else { return false }
    let isPublished = try ConcernPublication.find(self.id, connection) != nil
    try write(
      draft.word(isPublished: isPublished), id: id, correcting: number, today: acting.today,
      connection)
    try connection.record(
      "concern.corrected", on: subject, by: acting.actor.name, at: acting.now,
      ["kind": draft.kind.rawValue])
    return true
  }

  /// Notes that somebody of the library has read it.
  func read(by actor: String, at now: Instant, _ connection: any Connection) throws {
    let changed = try connection.run(
      """
      UPDATE concern SET state = 'read', version = version + 1
      WHERE id = \(id) AND state = 'new'
      """)
    guard changed == 1 else { return }
    try connection.record("concern.read", on: subject, by: actor, at: now)
  }

  /// Says which community it concerns, where its writer named none: what is promised because of it is
  /// promised to somebody. From then on that community's charter holds for it.
  ///
  /// - Returns: False when a community is named already, or it was taken back.
  func place(
    in community: ID<Community>, by actor: String, at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE concern SET community = \(community)
      WHERE id = \(id) AND community IS NULL AND COALESCE(ending, '') <> 'withdrawn'
      """)
    guard changed == 1 else { return false }
    try connection.record(
      "concern.placed", on: Subject(kind: "concern", id: id.text, community: community.text),
      by: actor, at: now)
    return true
  }

  /// Writes the end into the ledger; with it the address goes.
  func recordEnd(
    _ ending: Ending, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try ConcernAddress.forget(id, connection)
    try connection.record(
      "concern.ended", on: subject, by: actor, at: now, ["ending": ending.rawValue])
  }
}
