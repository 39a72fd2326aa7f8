import Ledger
import Store
import Surroundings
import Web

extension Charter.QuietPeriod {
  /// Declares days on which nobody asks. Stewards of the community always may; the library may for it,
  /// while the power to ask is the library's. Said twice with the same first day, the later holds.
  ///
  /// - Throws: ``Refusal``.
  public func declare(
    in community: String, by actor: Actor, at now: Instant, _ connection: any Connection
  ) throws {
    let isOwn = actor.isSteward(of: community)
    if !isOwn { try Charter.requireRuleMaker(actor, of: community, connection) }
    let kept = try connection.first(
      """
      SELECT declared_by FROM quiet_period WHERE community = \(community) AND from_day = \(from)
      """)
    // What the community declared the library does not write over.
    if try !isOwn && kept?.string("declared_by") == "community" {
      throw Refusal.held(by: .community)
    }
    try connection.run(
      """
      INSERT INTO quiet_period (community, from_day, to_day, reason, declared_by)
      VALUES (\(community), \(from), \(to), \(reason), \(isOwn ? "community" : "library"))
      ON CONFLICT (community, from_day) DO UPDATE SET to_day = excluded.to_day,
        reason = excluded.reason, declared_by = excluded.declared_by
      """)
    try connection.record(
      "quiet.declared", on: Subject(kind: "charter", id: community, community: community),
      by: actor.name, at: now, ["from": from.description, "to": to.description])
  }

  /// Ends the period that began or begins on `from`: with yesterday when it has begun, wholly when it
  /// has not. What the community declared its stewards alone end.
  ///
  /// - Throws: ``Refusal``; *not found* when there is none, or it is over.
  public static func end(
    from: Day, in community: String, by actor: Actor, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws {
    let found = try connection.first(
      """
      SELECT declared_by FROM quiet_period
      WHERE community = \(community) AND from_day = \(from) AND to_day >= \(today)
      """)
    guard let row = found else { throw Failure.notFound }
    if !actor.isSteward(of: community) {
      if try row.string("declared_by") == "community" { throw Refusal.held(by: .community) }
      try Charter.requireRuleMaker(actor, of: community, connection)
    }
    if from < today {
      try connection.run(
        """
        UPDATE quiet_period SET to_day = \(today.adding(days: -1))
        WHERE community = \(community) AND from_day = \(from)
        """)
    } else {
      try connection.run(
        "DELETE FROM quiet_period WHERE community = \(community) AND from_day = \(from)")
    }
    try connection.record(
      "quiet.ended", on: Subject(kind: "charter", id: community, community: community),
      by: actor.name, at: now, ["from": from.description])
  }
}

extension Actor {
  /// Whether they are a steward of this community. A steward without a list of communities is nobody's.
  public func isSteward(of community: String) -> Bool {
    if case .account(.steward, let communities) = self {
      return communities?.contains(community) ?? false
    }
    return false
  }
}
