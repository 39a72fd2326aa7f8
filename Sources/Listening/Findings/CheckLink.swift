import Accounts
import Communities
import Ledger
import Store
import Surroundings
import Web

/// A link by which people of a community say whether what was heard is what they said. Whoever has it
/// can answer, without an account; who said what is not kept.
public struct CheckLink: Sendable, Equatable {
  public let id: ID<CheckLink>
  public let community: ID<Community>
  /// For whom it was made, in the library's words. Never shown to those who use it.
  public let label: String
  public let expires: Day
  let isClosed: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    label = try row.string("label")
    expires = try row.day("expires")
    isClosed = try row.bool("closed")
  }

  func isOpen(on today: Day) -> Bool { !isClosed && today <= expires }

  static func all(
    of community: ID<Community>, _ connection: any Connection
  ) throws -> [CheckLink] {
    try connection.rows(
      "SELECT * FROM check_link WHERE community = \(community) ORDER BY expires DESC, id"
    ).map(CheckLink.init)
  }

  /// Makes a link and gives its code, shown once and kept as a hash.
  public static func make(
    for community: ID<Community>, label: String, expires: Day, by actor: String,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> String {
    let id = ID<CheckLink>.new(surroundings)
    let code = Code.new(surroundings)
    try connection.run(
      """
      INSERT INTO check_link (id, community, hash, label, expires, closed)
      VALUES (\(id), \(community), \(Code.hash(code)), \(label), \(expires), 0)
      """)
    try connection.record(
      "check.opened", on: Subject(kind: "check", id: id.text, community: community.text),
      by: actor, at: surroundings.now())
    return code
  }

  /// The open link of that code, or *not found*.
  static func find(
    _ code: String, on today: Day, _ connection: any Connection
  ) throws -> CheckLink {
    let row = try connection.first("SELECT * FROM check_link WHERE hash = \(Code.hash(code))")
    guard let link = try row.map(CheckLink.init), link.isOpen(on: today) else {
      throw Failure.notFound
    }
    return link
  }

  func close(by actor: String, at now: Instant, _ connection: any Connection) throws {
    let closed = try connection.run(
      "UPDATE check_link SET closed = 1 WHERE id = \(id) AND closed = 0")
    guard closed == 1 else { return }
    try connection.record(
      "check.closed", on: Subject(kind: "check", id: id.text, community: community.text),
      by: actor, at: now)
  }
}
