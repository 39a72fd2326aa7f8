import Ledger
import Store
import Surroundings

/// A refusal to ask that the community's stewards took away, for one instrument, once, with a reason.
public struct AskLift: Sendable, Equatable {
  public let id: ID<AskLift>
  public let community: String
  public let instrument: String
  public let subject: String
  /// The keys of the refusals that it takes away; one that was not there then still holds.
  public let keys: Set<String>
  public let why: String
  public let day: Day
  /// The day on which somebody asked by it. It serves once.
  public let used: Day?

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.string("community")
    instrument = try row.string("instrument")
    subject = try row.string("subject")
    keys = Set(try row.string("refusals").split(separator: " ").map(String.init))
    why = try row.string("why")
    day = try row.day("day")
    used = try row.optionalDay("used")
  }

  /// The lifts of a community, newest first.
  public static func all(
    of community: String, _ connection: any Connection
  ) throws -> [AskLift] {
    try connection.rows(
      "SELECT * FROM ask_lift WHERE community = \(community) ORDER BY day DESC, id"
    ).map(AskLift.init)
  }

  /// What is lifted now for a subject.
  static func keys(
    for subject: Subject, _ connection: any Connection
  ) throws -> Set<String> {
    try connection.rows(
      """
      SELECT * FROM ask_lift WHERE community = \(subject.community)
        AND instrument = \(subject.kind) AND subject = \(subject.id) AND used IS NULL
      """
    ).map(AskLift.init).reduce(into: []) { $0.formUnion($1.keys) }
  }

  /// Takes refusals away. Called twice with the same id it does so once.
  ///
  /// - Returns: False when another reason stands under this id: the first one holds.
  /// - Throws: ``Refusal/stewards`` when the actor is no steward of the community: nobody else lifts,
  ///   the owner neither.
  @discardableResult
  public static func lift(
    _ refusals: [Refusal], for subject: Subject, by actor: Actor, why: String, id: ID<AskLift>,
    today: Day, at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    guard let community = subject.community, actor.isSteward(of: community) else {
      throw Refusal.stewards
    }
    let keys = refusals.compactMap(\.key).sorted()
    if let present = try connection.first("SELECT why FROM ask_lift WHERE id = \(id)") {
      return try present.string("why") == why
    }
    guard !keys.isEmpty else { return true }
    try connection.run(
      """
      INSERT INTO ask_lift (id, community, instrument, subject, refusals, why, day, used)
      VALUES (\(id), \(community), \(subject.kind), \(subject.id), \(keys.joined(separator: " ")),
        \(why), \(today), NULL)
      """)
    try connection.record(
      "ask.lifted", on: subject, by: actor.name, at: now,
      ["rules": keys.joined(separator: " ")])
    return true
  }

  /// Lifts for a subject are used up when it asks.
  public static func use(
    for subject: Subject, today: Day, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      UPDATE ask_lift SET used = \(today) WHERE community = \(subject.community)
        AND instrument = \(subject.kind) AND subject = \(subject.id) AND used IS NULL
      """)
  }
}
