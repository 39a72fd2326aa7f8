import Communities
import Ledger
import Store
import Surroundings
import Web
import Words

/// One time that a community and the library spoke with each other, or one tried to. It names nobody.
public struct Contact: Sendable, Equatable {
  public enum Way: String, Sendable, CaseIterable { case meeting, event, call, message }
  public enum Side: String, Sendable, CaseIterable { case library, community }

  let id: ID<Contact>
  let community: ID<Community>
  let draft: ContactDraft
  let version: Int

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    draft = ContactDraft(
      day: try row.day("day"), way: try row.enumeration("way"), began: try row.enumeration("began"),
      isMutual: try row.bool("mutual"), about: try row.string("about"),
      language: Language(stored: try row.string("language")),
      people: try row.optionalInt("people"), cameBefore: try row.optionalInt("came_before"),
      nextDay: try row.optionalDay("next_day"))
    version = try row.int("version")
  }

  /// The newest first.
  static func all(
    with community: ID<Community>, _ connection: any Connection
  ) throws -> [Contact] {
    try connection.rows(
      "SELECT * FROM contact WHERE community = \(community) ORDER BY day DESC, id"
    ).map(Contact.init)
  }

  static func find(
    _ id: ID<Contact>, with community: ID<Community>, _ connection: any Connection
  ) throws -> Contact {
    let row = try connection.first(
      "SELECT * FROM contact WHERE id = \(id) AND community = \(community)")
    guard let row else { throw Failure.notFound }
    return try Contact(row)
  }
}

/// What a form says a contact was.
public struct ContactDraft: Sendable, Equatable {
  var day: Day
  var way: Contact.Way
  /// Who sought the other.
  var began: Contact.Side
  /// Whether both sides took part.
  var isMutual: Bool
  var about: String
  /// The language that it is written down in.
  var language: Language
  /// How many people of the community were there, by head count.
  var people: Int?
  /// How many of them had come before.
  var cameBefore: Int?
  /// When the two want to speak next.
  var nextDay: Day?

  public init(
    day: Day, way: Contact.Way, began: Contact.Side, isMutual: Bool = true, about: String,
    language: Language, people: Int? = nil, cameBefore: Int? = nil, nextDay: Day? = nil
  ) {
    self.day = day
    self.way = way
    self.began = began
    self.isMutual = isMutual
    self.about = about
    self.language = language
    self.people = people
    self.cameBefore = cameBefore
    self.nextDay = nextDay
  }
}

extension Contact {
  /// Writes a contact down. Called twice with the same id, as by a double click, it writes one.
  public static func record(
    _ draft: ContactDraft, id: ID<Contact>, with community: ID<Community>, by actor: String,
    at now: Instant, _ connection: any Connection
  ) throws {
    let added = try connection.run(
      """
      INSERT INTO contact (id, community, day, way, began, mutual, about, language, people,
        came_before, next_day, version)
      VALUES (\(id), \(community), \(draft.day), \(draft.way), \(draft.began), \(draft.isMutual),
        \(draft.about), \(draft.language.tag), \(draft.people), \(draft.cameBefore),
        \(draft.nextDay), 1)
      ON CONFLICT (id) DO NOTHING
      """)
    guard added == 1 else { return }
    try log(
      draft.isMutual ? "contact.held" : "contact.sought", id, community, actor, now, connection)
  }

  /// - Returns: False when somebody else changed it since `version`.
  func change(
    to draft: ContactDraft, since version: Int, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let changed = try connection.run(
      """
      UPDATE contact SET day = \(draft.day), way = \(draft.way), began = \(draft.began),
        mutual = \(draft.isMutual), about = \(draft.about), language = \(draft.language.tag),
        people = \(draft.people), came_before = \(draft.cameBefore), next_day = \(draft.nextDay),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard changed == 1 else { return false }
    try Contact.log("contact.changed", id, community, actor, now, connection)
    return true
  }

  /// Deletes it, words and all. The ledger keeps that there was one.
  func remove(by actor: String, at now: Instant, _ connection: any Connection) throws {
    guard try connection.run("DELETE FROM contact WHERE id = \(id)") == 1 else { return }
    try Contact.log("contact.removed", id, community, actor, now, connection)
  }

  private static func log(
    _ kind: String, _ id: ID<Contact>, _ community: ID<Community>, _ actor: String,
    _ now: Instant, _ connection: any Connection
  ) throws {
    try connection.record(
      kind, on: Subject(kind: "contact", id: id.text, community: community.text), by: actor,
      at: now)
  }
}
