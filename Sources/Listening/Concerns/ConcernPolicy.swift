import Store
import Surroundings
import Web
import Words

/// The library's rules for what it shows of concerns, as it wrote them in one language.
struct ConcernPolicy: Sendable, Equatable {
  let language: Language
  let text: String
  /// 0 for the rules that every library begins with.
  let version: Int

  init(_ row: Row) throws {
    language = Language(stored: try row.string("language"))
    text = try row.string("text")
    version = try row.int("version")
  }

  private init(ordinary w: Words) {
    language = w.language
    version = 0
    text = w(
      "We show what its writer opens to others. Somebody reads it first, and takes out what says who somebody is. We hide what hurts or threatens people, what advertises, what was sent in floods, and what the law forbids. We don’t hide what is uncomfortable for us. Each time we hide something, the day and the reason stand below. The writer still gets an answer, but for advertising and floods."
    )
  }

  static func all(_ connection: any Connection) throws -> [ConcernPolicy] {
    try connection.rows("SELECT * FROM concern_policy ORDER BY language").map(ConcernPolicy.init)
  }

  /// What a reader is shown: the rules in their language, else in the library's, else those that every
  /// library begins with. Rules that the library wrote are never mixed with those.
  static func shown(
    to w: Words, _ library: Library, _ connection: any Connection
  ) throws -> ConcernPolicy {
    let written = try all(connection)
    return written.first { $0.language == w.language }
      ?? written.first { $0.language == library.language } ?? written.first
      ?? ConcernPolicy(ordinary: w)
  }

  /// What every library begins with, for a reader.
  static func ordinary(_ w: Words) -> ConcernPolicy { ConcernPolicy(ordinary: w) }

  /// Keeps the rules in one language; an empty text goes back to the others.
  ///
  /// - Returns: False when somebody else changed them since `version`.
  static func save(
    _ text: String, in language: Language, since version: Int, _ connection: any Connection
  ) throws -> Bool {
    try connection.takeTurns("concern policy")
    let present = try all(connection).first { $0.language == language }
    guard (present?.version ?? 0) == version else { return present?.text == text }
    if text.isEmpty {
      try connection.run("DELETE FROM concern_policy WHERE language = \(language.tag)")
      return true
    }
    try connection.run(
      """
      INSERT INTO concern_policy (language, text, version)
      VALUES (\(language.tag), \(text), \(version + 1))
      ON CONFLICT (language) DO UPDATE SET text = excluded.text, version = excluded.version
      """)
    return true
  }
}
