import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// A request for people's time: what is asked of whom, for how long, and whether they were told what
/// came of it. Written down before it is made, by whichever instrument asks.
public struct Ask: Sendable, Equatable {
  public let id: ID<Ask>
  public let community: String
  /// What asks, such as `conversation`, and the id of its record.
  public let instrument: String
  public let subject: String
  public let title: String
  public let opened: Day
  public let closes: Day?
  /// `nil` when anybody may answer.
  public let invited: Int?
  /// Minutes that one answer takes.
  public let minutes: Int
  /// The day on which people were told what was heard.
  public let returned: Day?

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.string("community")
    instrument = try row.string("instrument")
    subject = try row.string("subject")
    title = try row.string("title")
    opened = try row.day("opened")
    closes = try row.optionalDay("closes")
    invited = try row.optionalInt("invited")
    minutes = try row.int("minutes")
    returned = try row.optionalDay("returned")
  }

  /// Hours of people's time when everybody who was invited answers; `nil` when anybody may.
  public var burdenHours: Double? { invited.map { Double($0 * minutes) / 60 } }

  /// The asks of these communities, newest first.
  static func all(
    of communities: [String], _ connection: any Connection
  ) throws -> [Ask] {
    try connection.rows(
      "SELECT * FROM ask WHERE community IN \(list: communities) ORDER BY opened DESC, id"
    ).map(Ask.init)
  }
}

/// What an instrument says of what it is about to ask.
public struct AskDraft: Sendable {
  public var instrument: String
  public var subject: String
  public var title: String
  public var closes: Day?
  public var invited: Int?
  public var minutes: Int

  public init(
    instrument: String, subject: String, title: String, closes: Day?, invited: Int?, minutes: Int
  ) {
    self.instrument = instrument
    self.subject = subject
    self.title = title
    self.closes = closes
    self.invited = invited
    self.minutes = minutes
  }
}

extension Ask {
  /// Asks the gate for each community of the engagement, and writes the ask down for each, in the
  /// transaction in which it is made. An instrument that is opened again is counted again.
  ///
  /// - Throws: ``Refusal`` of the first community whose rules say no; then nothing is written.
  public static func register(
    _ draft: AskDraft, in engagement: Engagement, by actor: Actor, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws {
    for community in engagement.communities {
      let subject = Subject(kind: draft.instrument, id: draft.subject, community: community.text)
      let permit = try Gate.require(
        actor, .ask, on: subject, purpose: .information, today: today, connection)
      try permit.log(surroundings, connection)
      let id = ID<Ask>.new(surroundings)
      try connection.run(
        """
        INSERT INTO ask (id, community, instrument, subject, title, opened, closes, invited, minutes)
        VALUES (\(id), \(community), \(draft.instrument), \(draft.subject), \(draft.title),
          \(today), \(draft.closes), \(draft.invited), \(draft.minutes))
        """)
      try connection.record(
        "ask.made", on: Subject(kind: "ask", id: id.text, community: community.text),
        by: actor.name, at: surroundings.now(), ["instrument": draft.instrument])
    }
  }
}

extension Ask {
  /// Writes down that a community was told what was heard by an instrument. Once: the first day
  /// stands.
  public static func markReturned(
    instrument: String, subject: String, community: String, on day: Day, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let asks = try connection.rows(
      """
      SELECT id FROM ask WHERE instrument = \(instrument) AND subject = \(subject)
        AND community = \(community) AND returned IS NULL
      """)
    for row in asks {
      let id: ID<Ask> = try row.id("id")
      try connection.run("UPDATE ask SET returned = \(day) WHERE id = \(id)")
      try connection.record(
        "ask.returned", on: Subject(kind: "ask", id: id.text, community: community), by: actor,
        at: now)
    }
  }
}
