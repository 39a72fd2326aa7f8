import Accounts
import Ledger
import Store
import Surroundings
import Web
import Words

/// What somebody of the community said of a fact. The day alone is kept, not who or when exactly.
public struct FactWord: Sendable, Equatable {
  public enum Verdict: String, Sendable, CaseIterable { case so, not }

  /// How many must say *so* before the community has confirmed a fact: one person is not a
  /// community.
  static let confirming = 3

  public let id: ID<FactWord>
  public let verdict: Verdict
  public let words: String
  public let day: Day
  /// Whether it is about the fact as it now stands, and not about an earlier wording.
  public let counts: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    verdict = try row.enumeration("verdict")
    words = try row.string("words")
    day = try row.day("day")
    counts = try row.bool("counts")
  }

  static func all(of fact: ID<Fact>, _ connection: any Connection) throws -> [FactWord] {
    // In the order of their text: the order in which people spoke is nobody's business.
    try connection.rows(
      "SELECT * FROM fact_word WHERE fact = \(fact) ORDER BY day, verdict, words, id"
    ).map(FactWord.init)
  }

  /// Keeps what somebody said, in the place of what the same id said before. The fact's standing
  /// follows: *not so* disputes it; *so* makes it stated, and from the third on confirmed, unless it
  /// is disputed. A dispute is the library's to settle, also when the word is taken back.
  public static func say(
    _ verdict: Verdict, words: String, of fact: Fact, id: ID<FactWord>, today: Day,
    at now: Instant, _ connection: any Connection
  ) throws {
    try connection.takeTurns("voices")
    guard try keep(verdict, words, of: fact, id, today, connection) else { return }
    let agreeing = try all(of: fact.id, connection).count { $0.counts && $0.verdict == .so }
    let standing = fact.standing.after(verdict, agreeing: agreeing)
    let source = fact.source.isEmpty && standing == .stated ? Fact.byVoice : fact.source
    try connection.run(
      """
      UPDATE fact SET standing = \(standing), source = \(source), checked = \(today),
        version = version + 1
      WHERE id = \(fact.id)
      """)
    let isNewlyConfirmed = standing == .confirmed && fact.standing != .confirmed
    try connection.record(
      verdict == .not ? "fact.disputed" : isNewlyConfirmed ? "fact.confirmed" : "fact.checked",
      on: fact.subject, by: Moment.community, at: now,
      ["from": fact.standing.rawValue, "standing": standing.rawValue])
  }

  /// - Returns: Whether anything new was said.
  private static func keep(
    _ verdict: Verdict, _ words: String, of fact: Fact, _ id: ID<FactWord>, _ today: Day,
    _ connection: any Connection
  ) throws -> Bool {
    if let row = try connection.first("SELECT * FROM fact_word WHERE id = \(id)") {
      let before = try FactWord(row)
      if before.counts, before.verdict == verdict, before.words == words { return false }
    }
    return try connection.run(
      """
      INSERT INTO fact_word (id, fact, verdict, words, day, counts)
      VALUES (\(id), \(fact.id), \(verdict), \(words), \(today), 1)
      ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict, words = excluded.words,
        day = excluded.day, counts = 1
      WHERE fact_word.fact = excluded.fact
      """) == 1
  }
}

extension Standing {
  fileprivate func after(_ verdict: FactWord.Verdict, agreeing: Int) -> Standing {
    if verdict == .not || self == .disputed { return .disputed }
    return self == .confirmed || agreeing >= FactWord.confirming ? .confirmed : .stated
  }
}

extension Fact {
  /// Stands for the source of what came by a voice link, so that each reader gets it in words of
  /// their own language. No form stores it from what somebody typed.
  static let byVoice = "voice-link"

  /// Who says so, as a reader is told.
  func sourceWord(_ w: Words) -> String {
    if source == Fact.byVoice { return Fact.byVoiceWord(w) }
    if !source.isEmpty { return source }
    return standing == .assumed ? w("Nobody yet: we assume it") : w("The community")
  }

  private static func byVoiceWord(_ w: Words) -> String {
    w("Somebody of the community, by a voice link")
  }

  /// What is stored for a source that a form sent: the mark, where its words were left as they were.
  static func storedSource(_ typed: String) -> String {
    Language.spoken.contains { byVoiceWord(Words($0)) == typed } ? byVoice : typed
  }
}

/// What makes an answer its browser's own: a random code that the browser keeps until it is closed,
/// and no record here does. From it and what is asked about comes the id of the answer, so that the same browser
/// changes what it said; nobody who holds the database can tell which words came from one browser.
public struct AnswerMark: Sendable {
  public static let cookie = "kith_voice"

  public let code: String

  /// The mark that the browser has; else the one its form was made with; else a new one.
  public init(_ call: Call) {
    let known = [call.request.cookie(Self.cookie) ?? "", call.form.text("mark")]
    code =
      known.first {
        $0.utf8.count == 26 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      ?? Code.new(call.surroundings)
  }

  func word(on fact: ID<Fact>) -> ID<FactWord> { answer(on: fact.text) }

  /// The id of this browser's answer about the record of that id.
  public func answer<Kind>(on record: String) -> ID<Kind> {
    ID(stored: String(Code.hash("\(code) \(record)").prefix(16)))
  }
}
