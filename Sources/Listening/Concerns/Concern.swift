import Accounts
import Communities
import Ledger
import Store
import Surroundings
import Web
import Words

/// Something that somebody wants the library to know, change or answer for. There is nothing here of
/// who they are, from where or at what time they wrote.
public struct Concern: Sendable, Equatable {
  public enum Category: String, Sendable, CaseIterable {
    case access, collections, programs, respect, building, digital, neighbourhood, other
  }

  /// How it reached the library.
  public enum Channel: String, Sendable, CaseIterable { case web, spoken, paper, phone }

  /// How its writer wants to hear back.
  public enum Wish: String, Sendable, CaseIterable { case none, receipt, mail }

  public enum State: String, Sendable, CaseIterable { case new, read, answered, ended, reopened }

  public enum Ending: String, Sendable, CaseIterable {
    case settled, done
    case willNot = "will-not"
    case notOurs = "not-ours"
    /// Advertising, or one of a flood: it asks for no answer. The public log counts it.
    case setAside = "set-aside"
    case withdrawn
  }

  /// Who is to speak next.
  public enum Turn: String, Sendable { case library, writer, nobody }

  public let id: ID<Concern>
  /// `nil` when it is about no community in particular.
  public let community: ID<Community>?
  public let category: Category
  /// In the writer's words; empty when they named none.
  public let place: String
  /// Empty once it was withdrawn.
  public let text: String
  public let language: Language
  /// The page that it was written from; empty when none was told.
  public let about: String
  public let wish: Wish
  public let channel: Channel
  /// Whether the writer wants others to read it.
  public let isOpen: Bool
  public let state: State
  public let ending: Ending?
  public let turn: Turn
  /// The same for concerns that say nearly the same and came together.
  let flock: String
  public let received: Day
  public let firstAnswer: Day?
  public let ended: Day?
  /// Counts changes by both sides, so that nobody answers what they have not read.
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.optionalID("community")
    category = try row.enumeration("category")
    place = try row.string("place")
    text = try row.string("text")
    language = Language(stored: try row.string("language"))
    about = try row.string("about")
    wish = try row.enumeration("wish")
    channel = try row.enumeration("channel")
    isOpen = try row.bool("open")
    state = try row.enumeration("state")
    ending = try row.optionalEnumeration("ending")
    turn = try row.enumeration("turn")
    flock = try row.string("flock")
    received = try row.day("received")
    firstAnswer = try row.optionalDay("first_answer")
    ended = try row.optionalDay("ended")
    version = try row.int("version")
  }

  public var subject: Subject {
    Subject(kind: "concern", id: id.text, community: community?.text)
  }

  public var path: String { "/concerns/\(id)" }
  public var deskPath: String { "/desk/concerns/\(id)" }
  var isWithdrawn: Bool { ending == .withdrawn }

  /// The concern of that id whoever looks: for the program itself.
  public static func find(_ id: ID<Concern>, _ connection: any Connection) throws -> Concern? {
    try connection.first("SELECT * FROM concern WHERE id = \(id)").map(Concern.init)
  }

  /// The concern of that id, or *not found* for those who may not read it. One about no community is
  /// read by those who may enter all.
  public static func find(
    _ id: ID<Concern>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Concern {
    guard let concern = try find(id, connection), viewer.mayRead(concern) else {
      throw Failure.notFound
    }
    return concern
  }

  /// The one whose receipt it is, or that a letter's code opens; `nil` when the code is nobody's.
  public static func find(
    receipt typed: String, _ connection: any Connection
  ) throws -> Concern? {
    let code = Code.typed(typed)
    guard Code.isShaped(code) else { return nil }
    let hash = Code.hash(code)
    return try connection.first(
      "SELECT * FROM concern WHERE receipt = \(hash) OR mail_key = \(hash)"
    ).map(Concern.init)
  }
}

extension Viewer {
  func mayRead(_ concern: Concern) -> Bool {
    guard Role.library.contains(role) else { return false }
    return concern.community.map { mayEnter($0.text) } ?? (communities == nil)
  }

  /// The condition under which this reader may read a concern, for queries.
  var concernScope: SQL {
    guard let communities else { return "1 = 1" }
    return "concern.community IN \(list: communities.sorted())"
  }
}

/// Languages that people write concerns in. The pages speak fewer: the door is open to all the same.
public enum ConcernLanguages {
  /// Where the language is none of the list's, or nobody knows.
  public static let unknown = Language(stored: "und")

  public static let all: [Language] =
    Language.spoken
    + [
      "am", "bn", "zh", "fa", "fil", "fr", "de", "el", "ht", "he", "hi", "hmn", "it", "ja", "km",
      "ko", "ku", "my", "nv", "ne", "ps", "pl", "pt", "pa", "ro", "ru", "so", "sw", "ti", "tr",
      "uk", "ur", "vi", "yo",
    ].map { Language(stored: $0) }

  static func named(_ tag: String) -> Language? { (all + [unknown]).first { $0.tag == tag } }
}
