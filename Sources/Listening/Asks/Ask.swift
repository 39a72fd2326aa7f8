import Burden
import Communities
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// A request for people's time: what is asked of whom, for how long, and whether they were told what
/// came of it. Written down before it is made, by whichever instrument asks.
public struct Ask: Sendable, Equatable {
  /// *Told* by another body, and nobody has looked; *refused* by the gate, and nobody was asked;
  /// *planned* for a later day; *counted*, for people are or were asked; *declined* by the library, and
  /// *withdrawn* before anybody was asked.
  public enum Status: String, Sendable, CaseIterable {
    case told, refused, planned, counted, declined, withdrawn
  }
  public enum Sensitivity: String, Sendable, CaseIterable { case ordinary, sensitive }

  /// What asks for another body's study.
  public static let outside = "outside"

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
  /// The day on which people were told what was heard, and how.
  public let returned: Day?
  public let returnedHow: String
  public let status: Status
  public let sensitivity: Sensitivity
  public let languages: [Language]
  /// How many answered so far; `nil` while nobody has said.
  public let completed: Int?
  /// The body that asks; empty for the library.
  public let asker: String
  public let reminders: Int
  public let isRandom: Bool
  /// Whether it is paid for by the federal government of the United States: then the Paperwork
  /// Reduction Act may apply from ten people on.
  public let isFederal: Bool
  /// Whether another body says that people will hear what it heard.
  public let returns: Bool
  /// Where the desk shows what asks; empty when that is nowhere.
  public let path: String
  public let registered: Day

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
    returnedHow = try row.string("returned_how")
    status = try row.enumeration("status")
    sensitivity = try row.enumeration("sensitivity")
    languages = try row.string("languages").split(separator: " ").map {
      Language(stored: String($0))
    }
    completed = try row.optionalInt("completed")
    asker = try row.string("asker")
    reminders = try row.int("reminders")
    isRandom = try row.bool("random")
    isFederal = try row.bool("federal")
    returns = try row.bool("returns")
    path = try row.string("path")
    registered = try row.optionalDay("registered") ?? opened
  }

  public var isOutside: Bool { instrument == Ask.outside }
  var deskPath: String { "/desk/asks/\(id)" }
  var gateSubject: Subject { Subject(kind: instrument, id: subject, community: community) }

  /// The day on which it was over; one without a last day is reckoned from its first.
  public var ended: Day { closes ?? opened }

  /// Whether it takes of the community's time: asks that were made, and those planned for a day that
  /// has not passed.
  func counts(on today: Day) -> Bool {
    status == .counted || status == .planned && opened >= today
  }

  /// Whether its hours are known, for it is over and its answers were counted.
  public func isKnown(on today: Day) -> Bool {
    completed != nil && (invited == nil || ended < today)
  }

  /// Hours of people's time: what it took where that is known, and before what it takes at most.
  public func hours(on today: Day) -> Double {
    if isKnown(on: today) || invited == nil {
      return Burden.hours(
        answered: completed ?? 0, invited: invited, minutes: minutes, reminders: reminders)
    }
    return max(
      Burden.mostHours(invited: invited, minutes: minutes),
      Burden.hours(
        answered: completed ?? 0, invited: invited, minutes: minutes, reminders: reminders))
  }

  /// The last day on which people are to be told what was heard; `nil` when they were told.
  func returnDue(_ rules: AskRules) -> Day? {
    status == .counted && returned == nil ? ended.adding(days: rules.daysToReturn) : nil
  }

  func entry(on today: Day) -> Asking.Entry {
    Asking.Entry(
      instrument: instrument, subject: subject, asker: asker, opened: opened, closes: closes,
      hours: hours(on: today), returned: returned)
  }

  /// The asks of these communities, newest first.
  static func all(
    of communities: [String], _ connection: any Connection
  ) throws -> [Ask] {
    try connection.rows(
      "SELECT * FROM ask WHERE community IN \(list: communities) ORDER BY opened DESC, id"
    ).map(Ask.init)
  }

  static func find(_ id: ID<Ask>, _ connection: any Connection) throws -> Ask? {
    try connection.first("SELECT * FROM ask WHERE id = \(id)").map(Ask.init)
  }

  /// The ask of that id with its community; *not found* for those who may not enter that.
  static func find(
    _ id: ID<Ask>, for viewer: Viewer, _ connection: any Connection
  ) throws -> (Ask, Community) {
    guard let ask = try find(id, connection) else { throw Failure.notFound }
    return (ask, try Community.find(ID(stored: ask.community), for: viewer, connection))
  }

  /// What waits for a subject: told, refused or planned.
  static func waiting(
    _ subject: Subject, _ connection: any Connection
  ) throws -> Ask? {
    try connection.first(
      """
      SELECT * FROM ask WHERE community = \(subject.community) AND instrument = \(subject.kind)
        AND subject = \(subject.id) AND status IN ('told', 'refused', 'planned')
      """
    ).map(Ask.init)
  }

  /// What counts for the rules of a community.
  static func entries(
    of community: String, on today: Day, _ connection: any Connection
  ) throws -> [Asking.Entry] {
    try all(of: [community], connection).filter { $0.counts(on: today) }.map {
      $0.entry(on: today)
    }
  }
}
