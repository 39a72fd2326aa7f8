import Asks
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// What a form says a conversation is to be.
public struct ConversationDraft: Sendable {
  public var question: String
  public var background: String
  public var language: Language
  public var audience: Conversation.Audience
  public var takesStatements: Bool
  public var longest: Int
  public var moderation: Conversation.Moderation
  public var policy: String
  public var countsStaff: Bool
  public var minutes: Int
  public var closes: Day?

  public init(
    question: String, background: String = "", language: Language,
    audience: Conversation.Audience = .anyone, takesStatements: Bool = true, longest: Int = 140,
    moderation: Conversation.Moderation = .before, policy: String, countsStaff: Bool = false,
    minutes: Int = 8, closes: Day? = nil
  ) {
    self.question = question
    self.background = background
    self.language = language
    self.audience = audience
    self.takesStatements = takesStatements
    self.longest = longest
    self.moderation = moderation
    self.policy = policy
    self.countsStaff = countsStaff
    self.minutes = minutes
    self.closes = closes
  }
}

extension Conversation {
  /// Begins a conversation that nobody but those who prepare it can see. Called twice with the same
  /// id it begins one.
  @discardableResult
  public static func add(
    _ draft: ConversationDraft, id: ID<Conversation>, to engagement: Engagement,
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws -> Conversation {
    try connection.takeTurns("conversations")
    if let present = try find(id, connection) { return present }
    let slug = try Slug.free(for: draft.question, else: "conversation") {
      try connection.exists("SELECT 1 FROM conversation WHERE slug = \($0)")
    }
    try connection.run(
      """
      INSERT INTO conversation (id, engagement, slug, question, background, language, audience,
        takes_statements, longest, moderation, policy, counts_staff, minutes, state, closes,
        invited, came, version, since)
      VALUES (\(id), \(engagement.id), \(slug), \(draft.question), \(draft.background),
        \(draft.language.tag), \(draft.audience), \(draft.takesStatements), \(draft.longest),
        \(draft.moderation), \(draft.policy), \(draft.countsStaff), \(draft.minutes), 'draft',
        \(draft.closes), 0, 0, 1, \(now))
      """)
    guard let made = try find(id, connection) else { throw Failure.notFound }
    try made.record("conversation.added", by: actor, at: now, connection)
    return made
  }

  /// Changes it. Once it is open, who may take part and what was published of the rules stay as
  /// people found them; the background, the last day and the time it takes may still be mended.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  func change(
    to draft: ConversationDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let kept: SQL =
      state == .draft
      ? """
      question = \(draft.question), language = \(draft.language.tag),
      audience = \(draft.audience), takes_statements = \(draft.takesStatements),
      longest = \(draft.longest), moderation = \(draft.moderation), policy = \(draft.policy),
      counts_staff = \(draft.countsStaff),
      """ : .empty
    let changed = try connection.run(
      """
      UPDATE conversation SET \(kept) background = \(draft.background), closes = \(draft.closes),
        minutes = \(draft.minutes), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try record("conversation.changed", by: actor, at: now, connection)
    return true
  }

  /// Opens it to people, after the gate and the register of asks let it.
  ///
  /// - Throws: ``AskRefused`` when a community's charter says no; then nothing is changed.
  public func open(
    in engagement: Engagement, by actor: Actor, today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE conversation SET state = 'open', opened_on = COALESCE(opened_on, \(today)),
        closed_on = NULL, version = version + 1
      WHERE id = \(id) AND state <> 'open'
      """)
    guard changed == 1 else { return }
    try Ask.register(
      AskDraft(
        instrument: "conversation", subject: id.text, title: question, closes: closes,
        invited: audience == .invited ? invited : nil, minutes: minutes, languages: [language],
        path: deskPath),
      in: engagement, by: actor, today: today, surroundings, connection)
    try record("conversation.opened", by: actor.name, at: surroundings.now(), connection)
  }

  /// Ends it. What was said stays to be read.
  func close(
    on day: Day, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE conversation SET state = 'closed', closed_on = \(day), version = version + 1
      WHERE id = \(id) AND state = 'open'
      """)
    guard changed == 1 else { return }
    try Ask.ended(subject: id.text, instrument: "conversation", on: day, connection)
    try record("conversation.closed", by: actor, at: now, connection)
  }
}
