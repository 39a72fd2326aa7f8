import Communities
import Engagements
import Ledger
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// What was heard, in a sentence, with what it rests on and whether those who said it agree.
public struct Finding: Sendable, Equatable {
  /// How far it has come.
  public enum Standing: String, Sendable, CaseIterable {
    /// Written down; nobody but the desk has seen it.
    case drafted
    /// People of the community are asked whether it is so.
    case checking
    /// They were asked, and what they answered is known.
    case checked
    /// Everybody can read it, with what they answered.
    case published
    /// Not taken further.
    case setAside = "set aside"
  }

  public let id: ID<Finding>
  public let community: ID<Community>
  public let engagement: ID<Engagement>?
  public let sentence: String
  public let explanation: String
  public let language: Language
  public let standing: Standing
  public let checkedOn: Day?
  public let publishedOn: Day?
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    engagement = try row.optionalID("engagement")
    sentence = try row.string("sentence")
    explanation = try row.string("explanation")
    language = Language(stored: try row.string("language"))
    standing = try row.enumeration("standing")
    checkedOn = try row.optionalDay("checked_on")
    publishedOn = try row.optionalDay("published_on")
    version = try row.int("version")
  }

  public var subject: Subject { Subject(kind: "finding", id: id.text, community: community.text) }
  public var path: String { "/findings/\(id)" }
  var deskPath: String { "/desk/findings/\(id)" }
  var sources: [String: String] { ["sentence": sentence, "explanation": explanation] }

  /// The findings of these communities, those that were changed last first.
  public static func all(
    of communities: [String], _ connection: any Connection
  ) throws -> [Finding] {
    try connection.rows(
      "SELECT * FROM finding WHERE community IN \(list: communities) ORDER BY since DESC, id"
    ).map(Finding.init)
  }

  /// Those of one community that everybody can read, the newest first.
  public static func published(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [Finding] {
    try connection.rows(
      """
      SELECT * FROM finding WHERE community = \(community) AND standing = 'published'
      ORDER BY published_on DESC, id
      """
    ).map(Finding.init)
  }

  /// The finding of that id; *not found* for those who may not enter its community.
  public static func find(
    _ id: ID<Finding>, for viewer: Viewer, _ connection: any Connection
  ) throws -> Finding {
    guard let finding = try find(id, connection), viewer.mayEnter(finding.community.text) else {
      throw Failure.notFound
    }
    return finding
  }

  /// The finding of that id whoever looks: for the program itself.
  public static func find(
    _ id: ID<Finding>, _ connection: any Connection
  ) throws -> Finding? {
    try connection.first("SELECT * FROM finding WHERE id = \(id)").map(Finding.init)
  }

  /// Sentence and explanation for a reader, with what is to be said of the translation.
  public func rendering(
    for w: Words, _ connection: any Connection
  ) throws -> (sentence: Rendering, explanation: Rendering) {
    let translations = try Translation.of("finding", id.text, sources: sources, connection)
    return (
      .best(of: "sentence", source: sentence, in: language, for: w.language, translations),
      .best(of: "explanation", source: explanation, in: language, for: w.language, translations)
    )
  }

  /// Whether everybody may read it today: it is published, its community's page is, and the gate
  /// lets it.
  public func permit(
    on today: Day, _ connection: any Connection
  ) throws -> Permit? {
    guard standing == .published,
      let community = try Community.find(community, connection), community.isPublished
    else { return nil }
    return try Gate.may(
      .visitor, .publish, on: subject, purpose: .information, today: today, connection
    ).permit
  }

  func record(
    _ moment: String, by actor: String, at now: Instant, with details: [String: String] = [:],
    _ connection: any Connection
  ) throws {
    try connection.record(moment, on: subject, by: actor, at: now, details)
  }
}

/// What a form says a finding is to be.
public struct FindingDraft: Sendable {
  public var sentence: String
  public var explanation: String
  public var language: Language

  public init(sentence: String, explanation: String = "", language: Language) {
    self.sentence = sentence
    self.explanation = explanation
    self.language = language
  }
}
