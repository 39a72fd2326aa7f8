import Asks
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// What a form says a pulse is to be.
public struct PulseDraft: Sendable {
  public var title: String
  public var introduction: String
  public var language: Language
  /// Key and version of an ``Instrument``.
  public var instrument: String
  public var instrumentVersion: Int
  public var minutes: Int
  public var closes: Day

  public init(
    title: String, introduction: String = "", language: Language,
    instrument: String = "kith-pulse", instrumentVersion: Int = 1, minutes: Int = 4, closes: Day
  ) {
    self.title = title
    self.introduction = introduction
    self.language = language
    self.instrument = instrument
    self.instrumentVersion = instrumentVersion
    self.minutes = minutes
    self.closes = closes
  }
}

extension Pulse {
  /// Prepares a pulse that nobody but those who prepare it can see. Called twice with the same id it
  /// prepares one.
  @discardableResult
  public static func add(
    _ draft: PulseDraft, id: ID<Pulse>, to engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Pulse {
    try connection.takeTurns("pulses")
    if let present = try find(id, connection) { return present }
    _ = try InstrumentShelf.find(draft.instrument, version: draft.instrumentVersion, connection)
    let slug = try Slug.free(for: draft.title, else: "pulse") {
      try connection.exists("SELECT 1 FROM pulse WHERE slug = \($0)")
    }
    try connection.run(
      """
      INSERT INTO pulse (id, engagement, slug, title, introduction, language, instrument,
        instrument_version, minutes, state, closes, version, since)
      VALUES (\(id), \(engagement.id), \(slug), \(draft.title), \(draft.introduction),
        \(draft.language.tag), \(draft.instrument), \(draft.instrumentVersion), \(draft.minutes),
        'draft', \(draft.closes), 1, \(now))
      """)
    guard let made = try find(id, connection) else { throw Failure.notFound }
    try made.record("pulse.added", by: actor, at: now, connection)
    return made
  }

  /// Changes it. Once it is open, what is asked stays as people found it; the introduction, the last
  /// day and the time it takes may still be mended.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  func change(
    to draft: PulseDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let kept: SQL =
      state == .draft
      ? """
      title = \(draft.title), language = \(draft.language.tag), instrument = \(draft.instrument),
      instrument_version = \(draft.instrumentVersion),
      """ : .empty
    let changed = try connection.run(
      """
      UPDATE pulse SET \(kept) introduction = \(draft.introduction), closes = \(draft.closes),
        minutes = \(draft.minutes), version = version + 1
      WHERE id = \(id) AND version = \(version) AND state <> 'closed'
      """)
    guard changed == 1 else { return false }
    try record("pulse.changed", by: actor, at: now, connection)
    return true
  }

  /// Opens it to both sides, after the gate and the register of asks let it. Once.
  ///
  /// - Throws: ``AskRefused`` when a community's charter says no; then nothing is changed.
  public func open(
    in engagement: Engagement, by actor: Actor, today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE pulse SET state = 'open', opened_on = \(today), version = version + 1
      WHERE id = \(id) AND state = 'draft'
      """)
    guard changed == 1 else { return }
    try Ask.register(
      AskDraft(
        instrument: "pulse", subject: id.text, title: title, closes: closes, invited: nil,
        minutes: minutes, languages: Language.spoken, path: deskPath),
      in: engagement, by: actor, today: today, surroundings, connection)
    try record("pulse.opened", by: actor.name, at: surroundings.now(), connection)
  }

  /// Ends it for good: its figures can be read from now on, and answers no longer change. One that
  /// could be opened again would let whoever compares its figures before and after see single answers.
  ///
  /// Where the gate lets its figures be published, the release is logged here.
  public func close(
    on day: Day, by actor: Actor, _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE pulse SET state = 'closed', closed_on = \(day), version = version + 1
      WHERE id = \(id) AND state = 'open'
      """)
    guard changed == 1 else { return }
    let answers = try connection.count(
      "SELECT COUNT(*) FROM pulse_response WHERE pulse = \(id) AND side = 'community'")
    try Ask.answered(subject: id.text, instrument: "pulse", count: answers, connection)
    try Ask.ended(subject: id.text, instrument: "pulse", on: day, connection)
    try record("pulse.closed", by: actor.name, at: surroundings.now(), connection)
    try permitToPublish(day, connection)?.log(surroundings, connection)
  }
}
