import Store
import Surroundings
import Words

/// One turn of the exchange about a concern, as it stands or stood.
public struct ConcernWord: Sendable, Equatable {
  public enum Speaker: String, Sendable { case library, writer }

  public enum Kind: String, Sendable, CaseIterable {
    case more, settled, unsettled
    case willDo = "will-do"
    case willNot = "will-not"
    case notOurs = "not-ours"
    case needMore = "need-more"
    case done

    /// What the library can answer.
    public static let answers: [Kind] = [.willDo, .willNot, .notOurs, .needMore, .done]

    /// How a concern ends with it, where it does.
    var ending: Concern.Ending? {
      switch self {
      case .willNot: .willNot
      case .notOurs: .notOurs
      case .done: .done
      case .settled: .settled
      case .more, .unsettled, .willDo, .needMore: nil
      }
    }
  }

  public let id: ID<ConcernWord>
  let concern: ID<Concern>
  /// Its place in the exchange, from 1.
  let number: Int
  let version: Int
  let speaker: Speaker
  let kind: Kind
  let text: String
  /// Why not, or whose it is.
  let reason: String
  let language: Language
  /// What it was translated from; empty when it was written in that language.
  let source: String
  let sourceLanguage: Language?
  /// What of it everybody can read: `nil` before somebody read it for that, empty when it was left
  /// out.
  let publicText: String?
  let day: Day

  init(_ row: Row) throws {
    id = try row.id("id")
    concern = try row.id("concern")
    number = try row.int("number")
    version = try row.int("version")
    speaker = try row.enumeration("speaker")
    kind = try row.enumeration("kind")
    text = try row.string("text")
    reason = try row.string("reason")
    language = Language(stored: try row.string("language"))
    source = try row.string("source")
    sourceLanguage = try row.optionalString("source_language").map { Language(stored: $0) }
    publicText = try row.optionalString("public_text")
    day = try row.day("day")
  }
}

/// One turn with what it said before it was corrected.
struct ConcernTurn: Sendable, Equatable {
  let current: ConcernWord
  /// The oldest first.
  let former: [ConcernWord]

  /// The exchange about a concern in its order.
  static func all(
    of concern: ID<Concern>, _ connection: any Connection
  ) throws -> [ConcernTurn] {
    let words = try connection.rows(
      "SELECT * FROM concern_word WHERE concern = \(concern) ORDER BY number, version"
    ).map(ConcernWord.init)
    return Dictionary(grouping: words, by: \.number).sorted { $0.key < $1.key }.compactMap {
      _, versions in
      versions.last.map { ConcernTurn(current: $0, former: versions.dropLast()) }
    }
  }
}

/// What is to be written into the exchange.
struct NewConcernWord: Sendable {
  var speaker: ConcernWord.Speaker
  var kind: ConcernWord.Kind
  var text: String
  var reason = ""
  var language: Language
  var source = ""
  var sourceLanguage: Language?
  var publicText: String?
}

extension Concern {
  /// Writes a turn; as the next, or as a new version of the one of that number.
  func write(
    _ word: NewConcernWord, id: ID<ConcernWord>, correcting number: Int? = nil, today: Day,
    _ connection: any Connection
  ) throws {
    let next = try connection.count(
      "SELECT COALESCE(MAX(number), 0) + 1 FROM concern_word WHERE concern = \(self.id)")
    let number = number ?? next
    let version = try connection.count(
      """
      SELECT COALESCE(MAX(version), 0) + 1 FROM concern_word
      WHERE concern = \(self.id) AND number = \(number)
      """)
    try connection.run(
      """
      INSERT INTO concern_word (id, concern, number, version, speaker, kind, text, reason,
        language, source, source_language, public_text, day)
      VALUES (\(id), \(self.id), \(number), \(version), \(word.speaker), \(word.kind),
        \(word.text), \(word.reason), \(word.language.tag), \(word.source),
        \(word.sourceLanguage?.tag), \(word.publicText), \(today))
      """)
  }

  /// Whether a form was sent already.
  static func isWritten(
    _ id: ID<ConcernWord>, _ connection: any Connection
  ) throws -> Bool {
    try connection.exists("SELECT 1 FROM concern_word WHERE id = \(id)")
  }
}

extension Concern {
  /// What the library answered, each as it stands now: to be let through word by word.
  public static func answers(
    to id: ID<Concern>, _ connection: any Connection
  ) throws -> [ID<ConcernWord>: String] {
    let words = try ConcernTurn.all(of: id, connection).map(\.current)
      .filter { $0.speaker == .library }
    return Dictionary(uniqueKeysWithValues: words.map { ($0.id, $0.text) })
  }
}
