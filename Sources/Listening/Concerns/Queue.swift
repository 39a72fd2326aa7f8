import Store
import Surroundings
import Web

/// The concerns that one reader of the desk may read, those that waited longest first.
enum Queue {
  /// One line: a concern, and how many more that wait say nearly the same.
  struct Entry: Sendable {
    let concern: Concern
    let alike: Int
    /// Whether it waits for a reading before others see it.
    let isUnread: Bool
    /// Whether everybody can read it.
    let isPublic: Bool
  }

  /// Lines on one page of the desk.
  static let pageLength = 50

  enum Kind: String, Sendable, CaseIterable { case waiting, answered, ended, all }

  /// What waits for the library's word: new ones first by age; those of one flock as one line.
  static func all(
    _ kind: Kind = .waiting, for viewer: Viewer, _ connection: any Connection
  ) throws -> [Entry] {
    let wanted: SQL =
      switch kind {
      case .waiting: "concern.turn = 'library'"
      case .answered: "concern.state = 'answered' AND concern.turn <> 'library'"
      case .ended: "concern.state = 'ended'"
      case .all: "1 = 1"
      }
    let order: SQL =
      kind == .waiting
      ? "concern.received, concern.id" : "concern.received DESC, concern.id"
    let rows = try connection.rows(
      """
      SELECT concern.*,
        CASE WHEN concern_publication.concern IS NULL THEN 0 ELSE 1 END AS is_public,
        CASE WHEN \(unread) THEN 1 ELSE 0 END AS is_unread
      FROM concern LEFT JOIN concern_publication ON concern_publication.concern = concern.id
      WHERE \(viewer.concernScope) AND \(wanted) AND concern.text <> ''
      ORDER BY \(order)
      """)
    let entries = try rows.map { row in
      Entry(
        concern: try Concern(row), alike: 0, isUnread: try row.bool("is_unread"),
        isPublic: try row.bool("is_public"))
    }
    return kind == .waiting ? heldTogether(entries) : entries
  }

  /// The first of each flock whose concerns have no answer yet, with the number of the others.
  private static func heldTogether(_ entries: [Entry]) -> [Entry] {
    var counts: [String: Int] = [:]
    for entry in entries where entry.concern.firstAnswer == nil {
      counts[entry.concern.flock, default: 0] += 1
    }
    var seen: Set<String> = []
    return entries.compactMap { entry in
      guard entry.concern.firstAnswer == nil else { return entry }
      guard seen.insert(entry.concern.flock).inserted else { return nil }
      return Entry(
        concern: entry.concern, alike: (counts[entry.concern.flock] ?? 1) - 1,
        isUnread: entry.isUnread, isPublic: entry.isPublic)
    }
  }

  /// Its writer wants others to read it, and something of it nobody has read for that yet.
  private static let unread: SQL = """
    concern.open = 1 AND concern.text <> ''
      AND NOT EXISTS (SELECT 1 FROM concern_hiding
        WHERE concern_hiding.concern = concern.id AND concern_hiding.lifted IS NULL)
      AND (NOT EXISTS (SELECT 1 FROM concern_publication
          WHERE concern_publication.concern = concern.id)
        OR EXISTS (SELECT 1 FROM concern_word WHERE concern_word.concern = concern.id
          AND concern_word.public_text IS NULL AND concern_word.text <> ''
          AND concern_word.version = (SELECT MAX(newest.version) FROM concern_word AS newest
            WHERE newest.concern = concern.id AND newest.number = concern_word.number)))
    """

  /// Those that were last answered with *we will do it*, with the day of that answer.
  static func undertaken(
    for viewer: Viewer, _ connection: any Connection
  ) throws -> [(concern: Concern, answered: Day)] {
    try connection.rows(
      """
      SELECT concern.*, word.day AS answered
      FROM concern JOIN concern_word AS word ON word.concern = concern.id
      WHERE \(viewer.concernScope) AND concern.state = 'answered' AND word.kind = 'will-do'
        AND NOT EXISTS (SELECT 1 FROM concern_word AS later
          WHERE later.concern = concern.id AND later.speaker = 'library'
            AND (later.number > word.number
              OR later.number = word.number AND later.version > word.version))
      ORDER BY concern.received, concern.id
      """
    ).map { (try Concern($0), try $0.day("answered")) }
  }

  /// The oldest first.
  static func unreadForPublic(
    for viewer: Viewer, _ connection: any Connection
  ) throws -> [Concern] {
    try connection.rows(
      """
      SELECT concern.* FROM concern WHERE \(viewer.concernScope) AND \(unread)
      ORDER BY concern.received, concern.id
      """
    ).map(Concern.init)
  }
}
