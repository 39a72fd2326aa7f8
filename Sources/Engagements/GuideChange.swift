import Communities
import Ledger
import Store
import Surroundings
import Web
import Words

/// How a library or a community made the Guide its own: a prompt added, reworded or set aside. The
/// original is never touched, so that each change can be undone.
public struct GuideChange: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case added, reworded
    case setAside = "set-aside"
  }

  public let id: ID<GuideChange>
  /// For whom it holds; `nil` for the whole library.
  public let community: ID<Community>?
  public let kind: Kind
  public let strategy: String
  /// The key of the prompt it is about; an added prompt has one of its own.
  public let prompt: String
  public let text: String
  public let hint: String
  public let question: String
  /// The records that answer an added prompt.
  public let evidence: [EvidenceKind]
  public let language: Language
  public let reason: String
  public let isUndone: Bool
  public let since: Instant

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.optionalID("community")
    kind = try row.enumeration("kind")
    strategy = try row.string("strategy")
    prompt = try row.string("prompt")
    text = try row.string("text")
    hint = try row.string("hint")
    question = try row.string("question")
    evidence = try row.string("evidence").split(separator: " ").compactMap {
      EvidenceKind(rawValue: String($0))
    }
    language = Language(stored: try row.string("language"))
    reason = try row.string("reason")
    isUndone = try row.bool("undone")
    since = try row.moment("since")
  }

  var subject: Subject {
    Subject(kind: "guide-change", id: id.text, community: community?.text)
  }

  /// The changes that somebody may know of, the oldest first: the library's own, and those of the
  /// communities they may enter.
  static func all(for viewer: Viewer, _ connection: any Connection) throws -> [GuideChange] {
    try connection.rows("SELECT * FROM guide_change ORDER BY since, id").map(GuideChange.init)
      .filter { $0.community.map { viewer.mayEnter($0.text) } ?? true }
  }

  /// The change of that id if the viewer may shape the Guide where it holds, or *not found*.
  static func find(
    _ id: ID<GuideChange>, for viewer: Viewer, _ connection: any Connection
  ) throws -> GuideChange {
    let row = try connection.first("SELECT * FROM guide_change WHERE id = \(id)")
    guard let change = try row.map(GuideChange.init), viewer.mayShape(change.community) else {
      throw Failure.notFound
    }
    return change
  }
}

extension Viewer {
  /// Whether they may adapt the Guide and fill its shelf: the library's people anywhere they may
  /// enter and for the library as a whole, stewards for their communities.
  func mayShape(_ community: ID<Community>?) -> Bool {
    guard let community else { return Role.library.contains(role) }
    return mayEnter(community.text) && (Role.library.contains(role) || role == .steward)
  }
}

/// What a form says a change of the Guide is to be.
public struct GuideChangeDraft: Sendable {
  public var community: ID<Community>?
  public var kind: GuideChange.Kind
  public var strategy: String
  /// The prompt that is reworded or set aside; an added one gets its key when it is added.
  public var prompt: String
  public var text: String
  public var hint: String
  public var question: String
  public var evidence: [EvidenceKind]
  public var language: Language
  public var reason: String

  public init(
    community: ID<Community>?, kind: GuideChange.Kind, strategy: String, prompt: String = "",
    text: String = "", hint: String = "", question: String = "", evidence: [EvidenceKind] = [],
    language: Language, reason: String
  ) {
    self.community = community
    self.kind = kind
    self.strategy = strategy
    self.prompt = prompt
    self.text = text
    self.hint = hint
    self.question = question
    self.evidence = evidence
    self.language = language
    self.reason = reason
  }
}

extension GuideChange {
  /// Makes the change. A change of the same kind that held there gives way to it, and stays on
  /// record. Called twice with the same id it is made once.
  public static func add(
    _ draft: GuideChangeDraft, id: ID<GuideChange>, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    guard try !connection.exists("SELECT 1 FROM guide_change WHERE id = \(id)") else { return }
    let prompt = draft.kind == .added ? "own.\(id)" : draft.prompt
    let evidence = draft.evidence.map(\.rawValue).joined(separator: " ")
    try connection.run(
      """
      UPDATE guide_change SET undone = 1
      WHERE coalesce(community, '') = \(draft.community?.text ?? "") AND prompt = \(prompt)
        AND kind = \(draft.kind) AND undone = 0
      """)
    try connection.run(
      """
      INSERT INTO guide_change (id, community, kind, strategy, prompt, text, hint, question,
        evidence, language, reason, undone, since)
      VALUES (\(id), \(draft.community?.text), \(draft.kind), \(draft.strategy), \(prompt),
        \(draft.text), \(draft.hint), \(draft.question), \(evidence), \(draft.language.tag),
        \(draft.reason), 0, \(now))
      """)
    try connection.record(
      "guide.\(draft.kind.rawValue)",
      on: Subject(kind: "guide-change", id: id.text, community: draft.community?.text),
      by: actor, at: now, ["prompt": prompt])
  }

  /// Goes back to what was before. The change stays on record with its reason.
  public func undo(by actor: String, at now: Instant, _ connection: any Connection) throws {
    let undone = try connection.run(
      "UPDATE guide_change SET undone = 1 WHERE id = \(id) AND undone = 0")
    guard undone == 1 else { return }
    try connection.record(
      "guide.restored", on: subject, by: actor, at: now, ["prompt": prompt])
  }
}
