import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// One asking of both sides how they find the relationship: a wave. The trend is made of several.
public struct Pulse: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable { case draft, open, closed }

  /// Who answers.
  public enum Side: String, Sendable, CaseIterable { case community, library }

  public let id: ID<Pulse>
  public let engagement: ID<Engagement>
  /// The last part of its public address; chosen once, so that links hold.
  public let slug: String
  /// What this time is called, such as *Autumn 2026*.
  public let title: String
  /// What people should know before they answer.
  public let introduction: String
  public let language: Language
  /// Key and version of its ``Instrument``.
  public let instrument: String
  public let instrumentVersion: Int
  /// Minutes that answering is reckoned at.
  public let minutes: Int
  public let state: State
  /// The last day of it.
  public let closes: Day
  public let openedOn: Day?
  public let closedOn: Day?
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    slug = try row.string("slug")
    title = try row.string("title")
    introduction = try row.string("introduction")
    language = Language(stored: try row.string("language"))
    instrument = try row.string("instrument")
    instrumentVersion = try row.int("instrument_version")
    minutes = try row.int("minutes")
    state = try row.enumeration("state")
    closes = try row.day("closes")
    openedOn = try row.optionalDay("opened_on")
    closedOn = try row.optionalDay("closed_on")
    version = try row.int("version")
  }

  public var deskPath: String { "/desk/pulses/\(id)" }
  public var path: String { "/pulses/\(slug)" }

  /// Whether people can answer today.
  public func isOpen(on today: Day) -> Bool { state == .open && today <= closes }

  /// Whether two pulses asked the same, so that their figures can be set against each other.
  public func asksTheSame(as other: Pulse) -> Bool {
    instrument == other.instrument && instrumentVersion == other.instrumentVersion
  }

  public func instrument(_ connection: any Connection) throws -> Instrument {
    try InstrumentShelf.find(instrument, version: instrumentVersion, connection)
  }

  /// The pulses of an engagement, newest first.
  static func all(
    of engagement: ID<Engagement>, _ connection: any Connection
  ) throws -> [Pulse] {
    try connection.rows(
      "SELECT * FROM pulse WHERE engagement = \(engagement) ORDER BY since DESC, id"
    ).map(Pulse.init)
  }

  /// Those that are over and were asked of this community, the oldest first.
  public static func closed(
    with community: String, _ connection: any Connection
  ) throws -> [Pulse] {
    try connection.rows(
      """
      SELECT pulse.* FROM pulse
      JOIN engagement_community ON engagement_community.engagement = pulse.engagement
      WHERE engagement_community.community = \(community) AND pulse.state = 'closed'
      ORDER BY pulse.opened_on, pulse.closed_on, pulse.id
      """
    ).map(Pulse.init)
  }

  /// Those that people can know of, open ones first.
  static func published(_ connection: any Connection) throws -> [Pulse] {
    try connection.rows(
      "SELECT * FROM pulse WHERE state <> 'draft' ORDER BY state DESC, opened_on DESC, id"
    ).map(Pulse.init)
  }

  /// The pulse of that address that was opened once, or *not found*.
  static func published(_ slug: String, _ connection: any Connection) throws -> Pulse {
    let row = try connection.first(
      "SELECT * FROM pulse WHERE slug = \(slug) AND state <> 'draft'")
    guard let row else { throw Failure.notFound }
    return try Pulse(row)
  }

  /// The pulse of that id with its engagement; *not found* for those who may enter none of its
  /// communities.
  static func find(
    _ id: ID<Pulse>, for viewer: Viewer, _ connection: any Connection
  ) throws -> (Pulse, Engagement) {
    guard let pulse = try find(id, connection) else { throw Failure.notFound }
    return (pulse, try Engagement.find(pulse.engagement, for: viewer, connection))
  }

  public static func find(_ id: ID<Pulse>, _ connection: any Connection) throws -> Pulse? {
    try connection.first("SELECT * FROM pulse WHERE id = \(id)").map(Pulse.init)
  }

  /// The communities that it is asked of.
  public func communities(_ connection: any Connection) throws -> [ID<Community>] {
    try Engagement.find(engagement, connection)?.communities ?? []
  }

  /// How many must stand behind a figure of that side before it is shown.
  ///
  /// Of the community's answers the strictest of five and of what its communities' charters say; of
  /// the library's own five, for a charter speaks of its community's people.
  func fewest(_ side: Side, _ connection: any Connection) throws -> Int {
    guard side == .community else { return Pulse.fewest }
    return try communities(connection).map { try Charter.of($0.text, connection).smallestCell }
      .reduce(Pulse.fewest, max)
  }

  /// No mean of fewer answers is shown, whatever a charter says.
  public static let fewest = 5

  /// The permit to show it to everybody, if every community that it is asked of allows it.
  public func permitToPublish(_ today: Day, _ connection: any Connection) throws -> Permit? {
    var permit: Permit?
    for community in try communities(connection) {
      let verdict = try Gate.may(
        .visitor, .publish, on: subject(in: community), purpose: .information, today: today,
        connection)
      guard let given = verdict.permit else { return nil }
      permit = given
    }
    return permit
  }

  func subject(in community: ID<Community>) -> Subject {
    Subject(kind: "pulse", id: id.text, community: community.text)
  }

  /// Writes a moment for each of its communities.
  func record(
    _ moment: String, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    for community in try communities(connection) {
      try connection.record(moment, on: subject(in: community), by: actor, at: now)
    }
  }
}
