import Store
import Surroundings
import Web

/// What of a plan rests on a fact, so that a wrong assumption is traced to what stands on it.
public struct Reliance: Sendable, Equatable {
  public let fact: ID<Fact>
  /// The kind of record that rests on it, such as `goal`, and its id.
  public let kind: String
  public let subject: String
  /// What it is called, for the register.
  public let title: String
  /// Its page.
  public let path: String

  /// Writes down that the record rests on these facts and no others.
  public static func set(
    _ facts: [ID<Fact>], kind: String, subject: String, title: String, path: String,
    _ connection: any Connection
  ) throws {
    try connection.run(
      "DELETE FROM reliance WHERE subject_kind = \(kind) AND subject = \(subject)")
    for fact in Set(facts) {
      try connection.run(
        """
        INSERT INTO reliance (fact, subject_kind, subject, title, path)
        VALUES (\(fact), \(kind), \(subject), \(title), \(path))
        """)
    }
  }

  /// What rests on a fact.
  public static func on(_ fact: ID<Fact>, _ connection: any Connection) throws -> [Reliance] {
    try connection.rows("SELECT * FROM reliance WHERE fact = \(fact) ORDER BY title, subject")
      .map(Reliance.init)
  }

  /// The facts that a record rests on.
  public static func facts(
    under kind: String, _ subject: String, _ connection: any Connection
  ) throws -> [ID<Fact>] {
    try connection.rows(
      "SELECT fact FROM reliance WHERE subject_kind = \(kind) AND subject = \(subject)"
    ).map { try $0.id("fact") }
  }

  init(_ row: Row) throws {
    fact = try row.id("fact")
    kind = try row.string("subject_kind")
    subject = try row.string("subject")
    title = try row.string("title")
    path = try row.string("path")
  }
}

/// One line of the assumption register.
struct Assumption: Sendable {
  let fact: Fact
  let community: Community
  let reliances: [Reliance]

  /// Every assumption in the communities that the viewer may enter, the oldest first.
  static func register(
    for viewer: Viewer, _ connection: any Connection
  ) throws -> [Assumption] {
    let communities = try Community.open(to: viewer, connection)
    return try connection.rows(
      "SELECT * FROM fact WHERE standing = 'assumed' AND ended = 0 ORDER BY since, id"
    ).compactMap { row in
      let fact = try Fact(row)
      guard let community = communities.first(where: { $0.id == fact.community }),
        viewer.sees(fact)
      else { return nil }
      return Assumption(
        fact: fact, community: community, reliances: try Reliance.on(fact.id, connection))
    }
  }
}
