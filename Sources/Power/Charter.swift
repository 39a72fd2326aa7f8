import Store
import Surroundings

/// The powers over a community's engagements and data, and its rules.
public struct Charter: Sendable, Equatable {
  public let community: String?
  public var holders: [Act: Holder]
  /// Counts from 1 to one below this are not shown.
  public var smallestCell: Int
  public var quietPeriods: [QuietPeriod]
  public var askRules: AskRules

  /// Days, both included, on which nobody asks the community for anything.
  public struct QuietPeriod: Sendable, Equatable {
    public let from: Day
    public let to: Day
    public let reason: String
    /// Whether the community's stewards declared it: then they alone end it.
    public let isOwn: Bool

    public init(from: Day, to: Day, reason: String, isOwn: Bool = false) {
      self.from = from
      self.to = to
      self.reason = reason
      self.isOwn = isOwn
    }
  }

  /// What holds until a community writes its own: the library holds each power, cells below 10 are
  /// not shown (Washington DOH's rule; CMS hides 1 to 10), no quiet periods.
  public static func ordinary(_ community: String?) -> Charter {
    Charter(
      community: community,
      holders: Dictionary(uniqueKeysWithValues: Act.allCases.map { ($0, Holder.library) }),
      smallestCell: 10, quietPeriods: [], askRules: .ordinary)
  }

  public func holder(of act: Act) -> Holder { holders[act] ?? .library }

  /// The charter of that community, or the ordinary one.
  public static func of(_ community: String?, _ connection: any Connection) throws -> Charter {
    var charter = Charter.ordinary(community)
    guard let community else { return charter }
    if let row = try connection.first(
      "SELECT smallest_cell FROM charter WHERE community = \(community)")
    {
      charter.smallestCell = try row.int("smallest_cell")
    }
    for row in try connection.rows("SELECT act, holder FROM power WHERE community = \(community)") {
      let act: Act = try row.enumeration("act")
      charter.holders[act] = try row.enumeration("holder")
    }
    charter.quietPeriods = try connection.rows(
      "SELECT * FROM quiet_period WHERE community = \(community) ORDER BY from_day"
    ).map { row in
      QuietPeriod(
        from: try row.day("from_day"), to: try row.day("to_day"),
        reason: try row.string("reason"), isOwn: try row.string("declared_by") == "community")
    }
    charter.askRules = try AskRules.of(community, connection)
    return charter
  }
}

public enum PowerSchema {
  public static let migrations = [
    Migration(
      id: "2026-11-23-power-1",
      statements: [
        """
        CREATE TABLE charter (
          community TEXT NOT NULL PRIMARY KEY,
          smallest_cell INTEGER NOT NULL CHECK (smallest_cell >= 1)
        ) STRICT
        """,
        """
        CREATE TABLE power (
          community TEXT NOT NULL,
          act TEXT NOT NULL,
          holder TEXT NOT NULL
            CHECK (holder IN ('library', 'library after consulting', 'shared', 'community')),
          PRIMARY KEY (community, act)
        ) STRICT
        """,
        """
        CREATE TABLE quiet_period (
          community TEXT NOT NULL,
          from_day TEXT NOT NULL,
          to_day TEXT NOT NULL CHECK (to_day >= from_day),
          reason TEXT NOT NULL,
          PRIMARY KEY (community, from_day)
        ) STRICT
        """,
        """
        CREATE TABLE release (
          id TEXT NOT NULL PRIMARY KEY,
          at INTEGER NOT NULL,
          act TEXT NOT NULL,
          purpose TEXT NOT NULL,
          subject_kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          community TEXT,
          actor TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX release_by_subject ON release (subject_kind, subject)",
      ]),
    Migration(
      id: "2026-11-28-power-1",
      statements: [
        """
        CREATE TABLE ask_rule (
          community TEXT NOT NULL PRIMARY KEY,
          days_between INTEGER NOT NULL CHECK (days_between BETWEEN 0 AND 365),
          most_in_year INTEGER NOT NULL CHECK (most_in_year BETWEEN 0 AND 365),
          hours_per_thousand REAL NOT NULL CHECK (hours_per_thousand >= 0),
          days_to_return INTEGER NOT NULL CHECK (days_to_return BETWEEN 1 AND 730),
          days_ahead INTEGER NOT NULL CHECK (days_ahead BETWEEN 0 AND 365),
          people_ahead INTEGER NOT NULL CHECK (people_ahead >= 1),
          most_reminders INTEGER NOT NULL CHECK (most_reminders BETWEEN 0 AND 9),
          adults INTEGER CHECK (adults >= 1),
          adults_source TEXT NOT NULL,
          adults_day TEXT,
          version INTEGER NOT NULL,
          CHECK ((adults IS NULL) = (adults_day IS NULL)),
          CHECK (adults IS NULL OR adults_source <> '')
        ) STRICT
        """,
        """
        CREATE TABLE ask_lift (
          id TEXT NOT NULL PRIMARY KEY,
          community TEXT NOT NULL,
          instrument TEXT NOT NULL,
          subject TEXT NOT NULL,
          refusals TEXT NOT NULL CHECK (refusals <> ''),
          why TEXT NOT NULL CHECK (why <> ''),
          day TEXT NOT NULL,
          used TEXT
        ) STRICT
        """,
        "CREATE INDEX ask_lift_by_subject ON ask_lift (community, instrument, subject)",
        """
        ALTER TABLE quiet_period ADD COLUMN declared_by TEXT NOT NULL DEFAULT 'library'
          CHECK (declared_by IN ('library', 'community'))
        """,
      ]),
  ]
}
