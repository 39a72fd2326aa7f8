import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What was undertaken because of something that was heard: by whom, by when, and what became of it.
public struct Promise: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable {
    case made
    case underWay = "under way"
    case kept, broken
    /// Let go by those it was made to.
    case released

    public var isOpen: Bool { self == .made || self == .underWay }
  }

  /// Where it comes from.
  public enum Origin: Sendable, Equatable {
    /// The ids of their records.
    case finding(String), concern(String)
    /// Said in a meeting; which one, in words.
    case meeting(String)

    public var kind: String {
      switch self {
      case .finding: "finding"
      case .concern: "concern"
      case .meeting: "meeting"
      }
    }

    public var value: String {
      switch self {
      case .finding(let text), .concern(let text), .meeting(let text): text
      }
    }

    init?(kind: String, value: String) {
      switch kind {
      case "finding": self = .finding(value)
      case "concern": self = .concern(value)
      case "meeting": self = .meeting(value)
      default: return nil
      }
    }
  }

  /// Who is told of it.
  public enum Audience: String, Sendable, CaseIterable {
    case everyone
    /// Whoever holds the receipt of the concern; everybody sees that there is one, and how it stands.
    case receipt
  }

  public let id: ID<Promise>
  public let community: ID<Community>
  public let origin: Origin
  public let what: String
  /// The body or role that undertakes it.
  public let who: String
  /// How much say people have in how it is kept.
  public let participation: Participation
  /// How it will be shown that it was kept.
  public let shownHow: String
  public let language: Language
  public let audience: Audience
  public let madeOn: Day
  /// The day that was promised first; being on time is counted against it.
  public let firstDue: Day
  public let due: Day
  public let state: State
  public let endedOn: Day?
  let isLateTold: Bool
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    let kind = try row.string("origin_kind")
    let value = try row.string("origin")
    origin = Origin(kind: kind, value: value) ?? .meeting(value)
    what = try row.string("what")
    who = try row.string("who")
    participation = try row.enumeration("participation")
    shownHow = try row.string("shown_how")
    language = Language(stored: try row.string("language"))
    audience = try row.enumeration("audience")
    madeOn = try row.day("made_on")
    firstDue = try row.day("first_due")
    due = try row.day("due")
    state = try row.enumeration("state")
    endedOn = try row.optionalDay("ended_on")
    isLateTold = try row.bool("late_told")
    version = try row.int("version")
  }

  public var subject: Subject { Subject(kind: "promise", id: id.text, community: community.text) }
  public var path: String { "/promises/\(id)" }
  var deskPath: String { "/desk/promises/\(id)" }
  var sources: [String: String] { ["what": what, "who": who, "shown": shownHow] }

  /// A promise past its day can't be quiet.
  public func isLate(on today: Day) -> Bool { state.isOpen && due < today }

  /// Whether its wording may still be mended: on the day that it was made. After that it stands as
  /// people read it.
  func isMendable(on today: Day) -> Bool { state == .made && madeOn == today }

  /// The promises to these communities: open ones by their day, then those that ended, the newest
  /// first.
  public static func all(
    to communities: [String], _ connection: any Connection
  ) throws -> [Promise] {
    let promises = try connection.rows(
      "SELECT * FROM promise WHERE community IN \(list: communities) ORDER BY due, id"
    ).map(Promise.init)
    return promises.filter(\.state.isOpen) + promises.filter { !$0.state.isOpen }.reversed()
  }

  /// Days ahead that a promise is for, at most: what nobody lives to see can't be broken.
  static let farthest = 3653

  /// Whether somebody may read it on the desk. What is told to one person alone is the library's to
  /// know, as the concern is that it comes from.
  func isOpen(to viewer: Viewer) -> Bool {
    viewer.mayEnter(community.text)
      && (audience == .everyone || viewer.isOfLibrary)
  }

  /// The promise of that id; *not found* for those who may not read it.
  static func find(
    _ id: ID<Promise>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Promise {
    guard let promise = try find(id, connection), promise.isOpen(to: viewer) else {
      throw Failure.notFound
    }
    return promise
  }

  /// The promise of that id whoever looks: for the program itself.
  public static func find(
    _ id: ID<Promise>, _ connection: any Connection
  ) throws -> Promise? {
    try connection.first("SELECT * FROM promise WHERE id = \(id)").map(Promise.init)
  }

  /// What it says, for a reader.
  func rendering(
    for w: Words, _ connection: any Connection
  ) throws -> PromiseText {
    let all = try Translation.of("promise", id.text, sources: sources, connection)
    func best(_ field: String, _ source: String) -> Rendering {
      .best(of: field, source: source, in: language, for: w.language, all)
    }
    return PromiseText(
      what: best("what", what), who: best("who", who), shown: best("shown", shownHow))
  }

  /// Whether everybody may read it today: its community's page is published, and the gate lets it.
  func permit(on today: Day, _ connection: any Connection) throws -> Permit? {
    guard audience == .everyone, let community = try Community.find(community, connection),
      community.isPublished
    else { return nil }
    return try Gate.may(
      .visitor, .publish, on: subject, purpose: .information, today: today, connection
    ).permit
  }
}

/// A promise's own words, in a reader's language as far as there are translations.
public struct PromiseText: Sendable {
  public let what: Rendering
  public let who: Rendering
  public let shown: Rendering
}

/// What a form says a promise is to be.
public struct PromiseDraft: Sendable {
  public var origin: Promise.Origin
  public var what: String
  public var who: String
  public var participation: Participation
  public var shownHow: String
  public var due: Day
  public var language: Language
  public var audience: Promise.Audience

  public init(
    origin: Promise.Origin, what: String, who: String, participation: Participation,
    shownHow: String, due: Day, language: Language, audience: Promise.Audience = .everyone
  ) {
    self.origin = origin
    self.what = what
    self.who = who
    self.participation = participation
    self.shownHow = shownHow
    self.due = due
    self.language = language
    self.audience = audience
  }
}
