import Accounts
import Communities
import Ledger
import Likeness
import Store
import Surroundings
import Web
import Words

/// What somebody says when they raise a concern, or what was written down for them.
public struct ConcernDraft: Sendable {
  public var text: String
  public var language: Language
  public var community: ID<Community>?
  public var category: Concern.Category
  public var place: String
  public var about: String
  public var wish: Concern.Wish
  /// Given where the wish is mail.
  public var address: String
  /// Whether they wish to hear of the end too, and not of the first answer alone.
  public var toTheEnd: Bool
  public var channel: Concern.Channel
  public var isOpen: Bool

  public init(
    text: String, language: Language, community: ID<Community>? = nil,
    category: Concern.Category, place: String = "", about: String = "",
    wish: Concern.Wish = .receipt, address: String = "", toTheEnd: Bool = false,
    channel: Concern.Channel = .web, isOpen: Bool = false
  ) {
    self.text = text
    self.language = language
    self.community = community
    self.category = category
    self.place = place
    self.about = about
    self.wish = wish
    self.address = address
    self.toTheEnd = toTheEnd
    self.channel = channel
    self.isOpen = isOpen
  }
}

/// A concern with the code that its writer comes back by, which nobody can be told again.
public struct RaisedConcern: Sendable {
  public let concern: Concern
  public let receipt: String
}

extension Concern {
  /// Keeps a concern. Sent twice, a form makes one; a form that is sent again with other words makes
  /// another, with a receipt of its own, so that nothing written is lost.
  ///
  /// - Parameter receipt: The code that was made with the form; its hash alone is kept.
  @discardableResult
  public static func raise(
    _ draft: ConcernDraft, id: ID<Concern>, receipt code: String, today: Day,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> RaisedConcern {
    try connection.takeTurns("concerns")
    if let present = try find(receipt: code, connection), present.id == id,
      present.text == draft.text
    {
      return RaisedConcern(concern: present, receipt: code)
    }
    let isTaken = try connection.exists(
      "SELECT 1 FROM concern WHERE id = \(id) OR receipt = \(Code.hash(code))")
    let id = isTaken ? ID<Concern>.new(surroundings) : id
    let code = isTaken ? Code.new(surroundings) : code
    let flock = try flock(of: draft, today: today, connection) ?? id.text
    try connection.run(
      """
      INSERT INTO concern (id, receipt, community, category, place, text, language, about, wish,
        channel, open, state, turn, flock, received, version)
      VALUES (\(id), \(Code.hash(code)), \(draft.community), \(draft.category), \(draft.place),
        \(draft.text), \(draft.language.tag), \(draft.about), \(draft.wish), \(draft.channel),
        \(draft.isOpen), 'new', 'library', \(flock), \(today), 1)
      """)
    guard let concern = try find(id, connection) else { throw Failure.notFound }
    if draft.wish == .mail {
      try ConcernAddress.keep(
        draft.address, for: concern, toTheEnd: draft.toTheEnd, today: today, connection)
    }
    try connection.record(
      "concern.raised", on: concern.subject, by: Moment.community, at: today.start,
      ["category": draft.category.rawValue, "channel": draft.channel.rawValue])
    return RaisedConcern(concern: concern, receipt: code)
  }

  /// Likeness from which two concerns are held together, and for how many days.
  private static let alike = 0.8
  private static let alikeDays = 14
  /// Characters that are looked at, and concerns that are compared: the one who sends waits for it,
  /// and so does everybody who writes.
  private static let alikeLength = 400
  private static let alikeMost = 200

  /// The flock that it belongs to: others that wait unanswered, came by the web in these two weeks,
  /// and say nearly the same. What was written down by hand stands by itself.
  private static func flock(
    of draft: ConcernDraft, today: Day, _ connection: any Connection
  ) throws -> String? {
    let start = draft.text.prefix(alikeLength)
    let own = Likeness.pieces(String(start))
    guard draft.channel == .web, !own.isEmpty else { return nil }
    let rows = try connection.rows(
      """
      SELECT flock, text FROM concern
      WHERE state IN ('new', 'read') AND channel = 'web' AND language = \(draft.language.tag)
        AND COALESCE(community, '') = \(draft.community?.text ?? "")
        AND received >= \(today.adding(days: -alikeDays))
      ORDER BY received DESC, id LIMIT \(alikeMost)
      """)
    return try rows.first { row in
      let other = try row.string("text").prefix(alikeLength)
      // Texts of other lengths can't be as alike as that.
      guard abs(other.count - start.count) * 2 <= max(other.count, start.count) else {
        return false
      }
      return Likeness.of(own, Likeness.pieces(String(other))) >= alike
    }.map { try $0.string("flock") }
  }

  /// Others of its flock that wait for a first answer.
  func othersAlike(_ connection: any Connection) throws -> [Concern] {
    try connection.rows(
      """
      SELECT * FROM concern
      WHERE flock = \(flock) AND id <> \(id) AND state IN ('new', 'read') ORDER BY received, id
      """
    ).map(Concern.init)
  }
}
