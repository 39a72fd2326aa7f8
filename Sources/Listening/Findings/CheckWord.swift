import Ledger
import Store
import Surroundings
import Web
import Words

/// What somebody of the community says to a finding: *yes, that is us*, *partly*, or *no, rather …*.
public struct CheckWord: Sendable, Equatable {
  public enum Verdict: String, Sendable, CaseIterable {
    case yes, partly, no

    func word(_ w: Words) -> String {
      switch self {
      case .yes: w("Yes, that is us")
      case .partly: w("Partly")
      case .no: w("No, rather …")
      }
    }
  }

  /// Who may read the words.
  public enum Wish: String, Sendable, CaseIterable {
    /// Everybody, beside the finding.
    case beside
    /// The library alone.
    case library
  }

  public enum Standing: String, Sendable, CaseIterable {
    /// Nobody has read it for personal data yet.
    case waiting
    /// Everybody can read it beside the finding.
    case shown
    /// Read, and kept from public pages.
    case kept
  }

  public let id: ID<CheckWord>
  public let finding: ID<Finding>
  public let verdict: Verdict
  public let words: String
  public let language: Language
  public let wish: Wish
  public let standing: Standing
  public let day: Day

  init(_ row: Row) throws {
    id = try row.id("id")
    finding = try row.id("finding")
    verdict = try row.enumeration("verdict")
    words = try row.string("words")
    language = Language(stored: try row.string("language"))
    wish = try row.enumeration("wish")
    standing = try row.enumeration("standing")
    day = try row.day("day")
  }

  /// What was said to a finding; the order tells nothing.
  static func all(
    of finding: ID<Finding>, _ connection: any Connection
  ) throws -> [CheckWord] {
    try connection.rows("SELECT * FROM check_word WHERE finding = \(finding) ORDER BY id")
      .map(CheckWord.init)
  }

  /// Says it, or says it anew by the same id.
  ///
  /// - Parameter now: The beginning of the day: what people said is never kept to the second.
  public static func say(
    _ verdict: Verdict, words: String, in language: Language, wish: Wish, to finding: Finding,
    id: ID<CheckWord>, on today: Day, _ connection: any Connection
  ) throws {
    guard finding.standing == .checking else { throw Failure.notFound }
    try connection.run(
      """
      INSERT INTO check_word (id, finding, verdict, words, language, wish, standing, day)
      VALUES (\(id), \(finding.id), \(verdict), \(words), \(language.tag), \(wish), 'waiting',
        \(today))
      ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict, words = excluded.words,
        language = excluded.language, wish = excluded.wish, standing = 'waiting',
        day = excluded.day
      """)
    try finding.record("check.said", by: Moment.community, at: today.start, connection)
  }

  /// Decides whether words that may stand beside the finding do.
  func rule(
    _ standing: Standing, on finding: Finding, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws {
    // Words meant for the library alone are never shown.
    guard wish == .beside, standing != self.standing else { return }
    let changed = try connection.run(
      "UPDATE check_word SET standing = \(standing) WHERE id = \(id) AND wish = 'beside'")
    guard changed == 1 else { return }
    try finding.record(
      "check.\(standing == .shown ? "shown" : "kept")", by: actor, at: now, connection)
  }
}

extension Finding {
  /// Puts all words beside it that may stand there: for a town whose words were written with care.
  public func showBeside(
    by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    for word in try CheckWord.all(of: id, connection)
    where word.wish == .beside && word.standing == .waiting {
      try word.rule(.shown, on: self, by: actor, at: now, connection)
    }
  }
}

/// How many said what.
public struct CheckTally: Sendable, Equatable {
  public var yes = 0
  public var partly = 0
  public var no = 0
  public var total: Int { yes + partly + no }

  static func of(_ finding: ID<Finding>, _ connection: any Connection) throws -> CheckTally {
    var tally = CheckTally()
    for word in try CheckWord.all(of: finding, connection) {
      switch word.verdict {
      case .yes: tally.yes += 1
      case .partly: tally.partly += 1
      case .no: tally.no += 1
      }
    }
    return tally
  }

  /// What everybody may know of it: no counts while so few answered that one could be told from them.
  func sentence(_ w: Words, smallestCell: Int) -> String {
    if total == 0 { return w("People were asked whether this is so. Nobody answered.") }
    if total < smallestCell {
      return w(
        "Checked with fewer than {n} of the people who said it: too few to show numbers.",
        ["n": w.number(smallestCell)])
    }
    return w(
      "Checked with {total} people: {yes} said yes, {partly} partly, {no} no.",
      [
        "total": w.number(total), "yes": w.number(yes), "partly": w.number(partly),
        "no": w.number(no),
      ])
  }
}
