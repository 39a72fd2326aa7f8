import Accounts
import Ledger
import Store
import Surroundings
import Web

/// A page of the reflection journal. The library's people read all of it; others read what they
/// wrote themselves. Nobody but its author changes an entry or takes it out.
public struct JournalEntry: Sendable, Equatable {
  public let id: ID<JournalEntry>
  public let engagement: ID<Engagement>
  public let author: ID<Account>
  public let day: Day
  public let happened: String
  public let surprise: String
  public let otherwise: String
  public let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    engagement = try row.id("engagement")
    author = try row.id("author")
    day = try row.day("day")
    happened = try row.string("happened")
    surprise = try row.string("surprise")
    otherwise = try row.string("otherwise")
    version = try row.int("version")
  }

  func isBy(_ viewer: Viewer) -> Bool { author.text == viewer.account }

  func isOpen(to viewer: Viewer) -> Bool { viewer.isOfLibrary || isBy(viewer) }

  /// What the viewer may read of an engagement's journal, the newest first.
  public static func all(
    of engagement: ID<Engagement>, for viewer: Viewer, _ connection: any Connection
  ) throws -> [JournalEntry] {
    try connection.rows(
      """
      SELECT * FROM journal_entry WHERE engagement = \(engagement)
      ORDER BY day DESC, since DESC, id
      """
    ).map(JournalEntry.init).filter { $0.isOpen(to: viewer) }
  }

  /// The viewer's own entry of that id, or *not found*.
  static func find(
    _ id: ID<JournalEntry>, by viewer: Viewer, in engagement: Engagement,
    _ connection: any Connection
  ) throws -> JournalEntry {
    let row = try connection.first(
      "SELECT * FROM journal_entry WHERE id = \(id) AND engagement = \(engagement.id)")
    guard let entry = try row.map(JournalEntry.init), entry.isBy(viewer) else {
      throw Failure.notFound
    }
    return entry
  }
}

/// What a form says a journal entry is to be.
public struct JournalDraft: Sendable {
  public var day: Day
  public var happened: String
  public var surprise: String
  public var otherwise: String

  public init(day: Day, happened: String, surprise: String = "", otherwise: String = "") {
    self.day = day
    self.happened = happened
    self.surprise = surprise
    self.otherwise = otherwise
  }
}

extension JournalEntry {
  /// Writes an entry. Called twice with the same id it writes one.
  public static func add(
    _ draft: JournalDraft, id: ID<JournalEntry>, to engagement: Engagement,
    author: ID<Account>, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO journal_entry (id, engagement, author, day, happened, surprise, otherwise,
        version, since)
      VALUES (\(id), \(engagement.id), \(author), \(draft.day), \(draft.happened),
        \(draft.surprise), \(draft.otherwise), 1, \(now))
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try engagement.record("journal.added", on: "journal", id.text, by: actor, at: now, connection)
  }

  /// - Returns: False when it was changed since `version`, as in another window.
  public func change(
    to draft: JournalDraft, since version: Int, in engagement: Engagement, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE journal_entry SET day = \(draft.day), happened = \(draft.happened),
        surprise = \(draft.surprise), otherwise = \(draft.otherwise), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try engagement.record(
      "journal.changed", on: "journal", id.text, by: actor, at: now, connection)
    return true
  }

  /// Takes the entry out for good: what somebody wrote about themselves is theirs to destroy.
  func remove(
    in engagement: Engagement, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    guard try connection.run("DELETE FROM journal_entry WHERE id = \(id)") == 1 else { return }
    try engagement.record(
      "journal.removed", on: "journal", id.text, by: actor, at: now, connection)
  }
}
