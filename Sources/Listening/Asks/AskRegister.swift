import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web

extension Ask {
  /// Asks the gate for each community of the engagement, and writes the ask down for each, in the
  /// transaction in which it is made.
  ///
  /// - Throws: ``AskRefused`` with every reason of every community whose rules say no; then nothing is
  ///   written. It has a page of its own: let it pass.
  public static func register(
    _ draft: AskDraft, in engagement: Engagement, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    try register(
      draft, of: engagement.communities.map(\.text), opens: today, by: actor, today: today,
      surroundings, connection)
  }

  /// The same for one community, without an engagement.
  public static func register(
    _ draft: AskDraft, of community: ID<Community>, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    try register(
      draft, of: [community.text], opens: today, by: actor, today: today, surroundings, connection)
  }

  /// Two who ask at once take turns here: what the second reads holds what the first wrote, and
  /// neither slips under a limit beside the other.
  static func register(
    _ draft: AskDraft, of communities: [String], opens: Day, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    try connection.takeTurns("asks")
    let permits = try judge(draft, of: communities, opens: opens, by: actor, today, connection)
    for (permit, waiting) in permits {
      try permit.log(surroundings, connection)
      let subject = permit.subject
      if let waiting {
        try waiting.make(draft, opens: opens, as: .counted, registered: nil, connection)
        try waiting.record("ask.made", by: actor.name, surroundings, connection)
      } else if try !resume(draft, subject, opens: opens, by: actor, surroundings, connection) {
        let ask = try add(
          draft, id: .new(surroundings), to: subject, opens: opens, status: .counted,
          registered: today, connection)
        try ask.record("ask.made", by: actor.name, surroundings, connection)
      }
      try AskLift.use(for: subject, today: today, connection)
    }
  }

  /// A permit for each community, or every reason why not.
  static func judge(
    _ draft: AskDraft, of communities: [String], opens: Day, registered: Day? = nil,
    by actor: Actor, _ today: Day, _ connection: any Connection
  ) throws -> [(Permit, Ask?)] {
    var permits: [(Permit, Ask?)] = []
    var refused: [AskRefused.Part] = []
    for community in communities {
      let subject = Subject(kind: draft.instrument, id: draft.subject, community: community)
      let waiting = try waiting(subject, connection)
      let asking = Asking(
        plan: draft.plan(
          opens: opens, registered: registered ?? waiting?.sinceRegistered ?? today),
        entries: try entries(of: community, on: today, connection), today: today)
      switch try Gate.may(
        actor, .ask, on: subject, purpose: .information, today: today, asking: asking, connection)
      {
      case .yes(let permit): permits.append((permit, waiting))
      case .no(let refusals):
        let charter = try Charter.of(community, connection)
        refused.append(
          AskRefused.Part(
            community: community, refusals: refusals, earliest: asking.earliest(charter)))
      }
    }
    guard refused.isEmpty else { throw AskRefused(draft: draft, opens: opens, parts: refused) }
    return permits
  }

  /// A refused ask was never registered; a planned one, or one that was told, was.
  private var sinceRegistered: Day? { status == .refused && !isOutside ? nil : registered }

  /// Registers a refused ask for a later day, so that it has its place in the calendar.
  ///
  /// - Throws: ``AskRefused``.
  func plan(
    on day: Day, by actor: Actor, today: Day, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    try connection.takeTurns("asks")
    guard status == .refused else { return }
    let draft = AskDraft(self)
    for (permit, _) in try Ask.judge(
      draft, of: [community], opens: day, by: actor, today, connection)
    {
      try permit.log(surroundings, connection)
    }
    try make(draft, opens: day, as: .planned, registered: today, connection)
    try record("ask.planned", by: actor.name, surroundings, connection)
  }

  /// Instruments that are opened again soon after they closed go on with the same ask: the same people
  /// are asked the same thing.
  private static func resume(
    _ draft: AskDraft, _ subject: Subject, opens: Day, by actor: Actor,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Bool {
    let last = try all(of: draft.instrument, draft.subject, connection)
      .first { $0.community == subject.community }
    let days = try Charter.of(subject.community, connection).askRules.daysBetween
    guard let last, last.closes.map({ opens - $0 < days }) ?? true else { return false }
    try last.make(
      draft, opens: last.opened, as: .counted, registered: last.registered, connection)
    try last.record("ask.resumed", by: actor.name, surroundings, connection)
    return true
  }

  /// Counted asks of an instrument, newest first.
  static func all(
    of instrument: String, _ subject: String, _ connection: any Connection
  ) throws -> [Ask] {
    try connection.rows(
      """
      SELECT * FROM ask WHERE instrument = \(instrument) AND subject = \(subject)
        AND status = 'counted' ORDER BY opened DESC, id
      """
    ).map(Ask.init)
  }

  static func add(
    _ draft: AskDraft, id: ID<Ask>, to subject: Subject, opens: Day, status: Status,
    registered: Day, returns: Bool = true, _ connection: any Connection
  ) throws -> Ask {
    try connection.run(
      """
      INSERT INTO ask (id, community, instrument, subject, title, opened, closes, invited, minutes,
        status, sensitivity, languages, asker, reminders, random, federal, returns, path, registered)
      VALUES (\(id), \(subject.community), \(draft.instrument), \(draft.subject), \(draft.title),
        \(opens), \(draft.closes), \(draft.invited), \(draft.minutes), \(status),
        \(draft.sensitivity), \(draft.tags), \(draft.asker), \(draft.reminders),
        \(draft.isRandom), \(draft.isFederal), \(returns), \(draft.path), \(registered))
      """)
    guard let ask = try find(id, connection) else { throw Failure.notFound }
    return ask
  }

  /// Writes over what it said before.
  func make(
    _ draft: AskDraft, opens: Day, as status: Status, registered: Day?,
    _ connection: any Connection
  ) throws {
    try connection.run(
      """
      UPDATE ask SET title = \(draft.title), opened = \(opens), closes = \(draft.closes),
        invited = \(draft.invited), minutes = \(draft.minutes), status = \(status),
        sensitivity = \(draft.sensitivity), languages = \(draft.tags), asker = \(draft.asker),
        reminders = \(draft.reminders), random = \(draft.isRandom), federal = \(draft.isFederal),
        path = \(draft.path), registered = \(registered ?? self.registered)
      WHERE id = \(id)
      """)
  }

  func record(
    _ moment: String, by actor: String, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    try record(moment, by: actor, at: surroundings.now(), connection)
  }

  func record(
    _ moment: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.record(
      moment, on: Subject(kind: "ask", id: id.text, community: community), by: actor, at: now,
      ["instrument": instrument])
  }
}
