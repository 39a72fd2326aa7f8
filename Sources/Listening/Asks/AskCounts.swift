import Communities
import Ledger
import Power
import Store
import Surroundings
import Web

// What instruments tell the ledger of asks while they run.
extension Ask {
  /// Tells how many answered an instrument so far, all its openings together. A number and no time: it
  /// can't be read from it when anybody answered. Where several communities were asked together, each
  /// bears the whole number, for who of them answered is nobody's to know.
  public static func answered(
    subject: String, instrument: String, count: Int, _ connection: any Connection
  ) throws {
    let asks = try all(of: instrument, subject, connection)
    for (community, openings) in Dictionary(grouping: asks, by: \.community) {
      guard let last = openings.first else { continue }
      let before = openings.dropFirst().compactMap(\.completed).reduce(0, +)
      try connection.run(
        "UPDATE ask SET completed = \(max(0, count - before)) WHERE id = \(last.id) AND community = \(community)"
      )
    }
  }

  /// Tells that an instrument ended, so that the days for the return are reckoned from there.
  public static func ended(
    subject: String, instrument: String, on day: Day, _ connection: any Connection
  ) throws {
    for ask in try all(of: instrument, subject, connection)
    where ask.closes.map({ $0 > day }) ?? true {
      try connection.run("UPDATE ask SET closes = \(max(ask.opened, day)) WHERE id = \(ask.id)")
    }
  }

  /// Asks the gate before more people are invited than were counted; for an instrument that is not open
  /// it does nothing.
  ///
  /// - Parameter invited: All invitations of the instrument together.
  /// - Throws: ``AskRefused``; then nothing is written.
  public static func widen(
    subject: String, instrument: String, to invited: Int, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    try connection.takeTurns("asks")
    let asks = try all(of: instrument, subject, connection)
    for (community, openings) in Dictionary(grouping: asks, by: \.community) {
      guard let ask = openings.first, (ask.invited ?? 0) < invited else { continue }
      var draft = AskDraft(ask)
      draft.invited = invited
      // What was registered ahead for fewer people than are large was not registered for many.
      let wasLarge =
        try (ask.invited ?? 0) >= Charter.of(community, connection).askRules.peopleAhead
      for (permit, waiting) in try judge(
        draft, of: [community], opens: max(today, ask.opened),
        registered: wasLarge ? ask.registered : today, by: actor, today, connection)
      {
        try permit.log(surroundings, connection)
        try connection.run("UPDATE ask SET invited = \(invited) WHERE id = \(ask.id)")
        try AskLift.use(for: permit.subject, today: today, connection)
        // What had been refused and was lifted since is done with.
        try waiting?.withdraw(by: actor.name, at: surroundings.now(), connection)
      }
    }
  }

  /// Writes down that people were told what was heard: every ask of that instrument and community that
  /// was not returned before.
  ///
  /// - Parameter how: Where or by what: a page's address, *read out at the Tuesday group*.
  public static func markReturned(
    instrument: String, subject: String, community: ID<Community>, on day: Day, by actor: String,
    how: String = "", at now: Instant, _ connection: any Connection
  ) throws {
    for ask in try all(of: instrument, subject, connection)
    where ask.community == community.text && ask.returned == nil {
      try ask.markReturned(on: day, how: how, by: actor, at: now, connection)
    }
  }

  func markReturned(
    on day: Day, how: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      """
      UPDATE ask SET returned = \(day), returned_how = \(how)
      WHERE id = \(id) AND returned IS NULL AND status = 'counted'
      """)
    guard changed == 1 else { return }
    try record("ask.returned", by: actor, at: now, connection)
  }

  /// Answers that somebody counted by hand, for asks that no instrument of Kith counts.
  func count(
    _ completed: Int, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      "UPDATE ask SET completed = \(completed) WHERE id = \(id) AND status = 'counted'")
    guard changed == 1 else { return }
    try record("ask.changed", by: actor, at: now, connection)
  }

  /// What became of an ask that was over before it was written down.
  public func settle(
    completed: Int, returned: Day?, how: String, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    try count(completed, by: actor, at: now, connection)
    if let returned {
      try markReturned(on: returned, how: how, by: actor, at: now, connection)
    }
  }

  /// Takes it out of the calendar, if nobody was asked by it yet: what another body told is declined,
  /// what was planned or refused is withdrawn. What was counted stays counted.
  func withdraw(by actor: String, at now: Instant, _ connection: any Connection) throws {
    let ending: Status = isOutside ? .declined : .withdrawn
    let changed = try connection.run(
      """
      UPDATE ask SET status = \(ending)
      WHERE id = \(id) AND status IN ('told', 'refused', 'planned')
      """)
    guard changed == 1 else { return }
    try record(isOutside ? "ask.declined" : "ask.withdrawn", by: actor, at: now, connection)
  }
}
