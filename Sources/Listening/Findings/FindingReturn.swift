import Asks
import Ledger
import Store
import Surroundings
import Web
import Words

/// How people were told what was heard: in which language and form, and whether they took it in.
public struct FindingReturn: Sendable, Equatable {
  public enum Format: String, Sendable, CaseIterable {
    case page, letter, poster, meeting, spoken, media

    func word(_ w: Words) -> String {
      switch self {
      case .page: w("A page on the web")
      case .letter: w("A letter or message")
      case .poster: w("A poster or sheet")
      case .meeting: w("At a meeting")
      case .spoken: w("From mouth to mouth")
      case .media: w("Radio or newspaper")
      }
    }
  }

  public let id: ID<FindingReturn>
  public let finding: ID<Finding>
  public let day: Day
  public let language: Language
  public let format: Format
  /// Where, in words.
  public let place: String
  /// How many it reached, as far as one can tell.
  public let reached: Int?
  /// What came back: who took it in, and what they said to it. Empty while nothing did.
  public let acknowledgement: String

  init(_ row: Row) throws {
    id = try row.id("id")
    finding = try row.id("finding")
    day = try row.day("day")
    language = Language(stored: try row.string("language"))
    format = try row.enumeration("format")
    place = try row.string("place")
    reached = try row.optionalInt("reached")
    acknowledgement = try row.string("acknowledgement")
  }

  public static func all(
    of finding: ID<Finding>, _ connection: any Connection
  ) throws -> [FindingReturn] {
    try connection.rows("SELECT * FROM finding_return WHERE finding = \(finding) ORDER BY day, id")
      .map(FindingReturn.init)
  }
}

/// What a form says of a return.
public struct FindingReturnDraft: Sendable {
  public var day: Day
  public var language: Language
  public var format: FindingReturn.Format
  public var place: String
  public var reached: Int?
  public var acknowledgement: String

  public init(
    day: Day, language: Language, format: FindingReturn.Format, place: String, reached: Int? = nil,
    acknowledgement: String = ""
  ) {
    self.day = day
    self.language = language
    self.format = format
    self.place = place
    self.reached = reached
    self.acknowledgement = acknowledgement
  }
}

extension Finding {
  /// Writes down that people were told. Every ask whose answers it rests on is thereby returned.
  /// Called twice with the same id it writes once.
  public func tell(
    _ draft: FindingReturnDraft, id: ID<FindingReturn>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO finding_return (id, finding, day, language, format, place, reached,
        acknowledgement)
      VALUES (\(id), \(self.id), \(draft.day), \(draft.language.tag), \(draft.format),
        \(draft.place), \(draft.reached), \(draft.acknowledgement))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    for evidence in try FindingEvidence.all(of: self.id, connection) {
      try Ask.markReturned(
        instrument: evidence.kind, subject: evidence.record, community: community,
        on: draft.day, by: actor, how: draft.place, at: now, connection)
    }
    try record(
      "finding.returned", by: actor, at: now,
      with: ["format": draft.format.rawValue, "language": draft.language.tag], connection)
  }
}
