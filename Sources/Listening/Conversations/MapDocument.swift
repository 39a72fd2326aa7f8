import Asks
import Foundation
import OpinionMap
import Store
import Surroundings
import Words

/// A map as it is kept: finished values for pages, what is needed to place a newcomer, and what the
/// next map starts from. Statements are named by their number.
struct MapDocument: Sendable, Codable, Equatable {
  /// How often a statement was answered, and how.
  typealias Tally = StatementTally

  /// A statement that stands for something, and which way.
  struct Sign: Sendable, Codable, Equatable {
    let statement: Int
    let agrees: Bool
  }

  struct Group: Sendable, Codable, Equatable {
    /// From 0; the same people keep it from one map to the next.
    let id: Int
    let size: Int
    let x: Double
    let y: Double
    let representative: [Sign]
    /// By statement number.
    let tallies: [Int: Tally]
  }

  /// People who stand near one another, as one mark of the picture: nobody's own place is kept.
  struct Mark: Sendable, Codable, Equatable {
    let x: Double
    let y: Double
    let people: Int
    let group: Int
  }

  let method: String
  let seed: UInt64
  let digest: String
  let participants: Int
  let clustered: Int
  let votes: Int
  let varianceRatios: [Double]
  let groups: [Group]
  let marks: [Mark]
  /// By statement number, of all who voted.
  let tallies: [Int: Tally]
  /// Statements on which every group leans one way, the strongest first.
  let common: [Sign]
  /// Statements on which groups lean different ways, the most divided first.
  let divisive: [Int]
  /// Statements that many passed on or few answered.
  let unsure: [Int]
  /// How much each statement is worth showing next.
  let priorities: [Int: Double]
  /// What places somebody by their votes.
  let space: Projection
  let continuation: Continuation

  /// How many statements are told of each kind.
  static let told = 8

  /// Groups with enough people to be shown, in the order of their letters. Where just one would be left
  /// out none is shown: next to the others it would be told by subtraction.
  func groups(atLeast smallest: Int) -> [Group] {
    let large = groups.filter { $0.size >= smallest }
    return groups.count - large.count == 1 ? [] : large
  }

  /// The group whose centre is nearest.
  func group(nearest place: Point) -> Group? {
    func distance(_ group: Group) -> Double {
      let (dx, dy) = (group.x - place.x, group.y - place.y)
      return dx * dx + dy * dy
    }
    return groups.min { (distance($0), $0.id) < (distance($1), $1.id) }
  }
}

/// A kept map with its number, 1 for the conversation's first.
struct KeptMap: Sendable, Equatable {
  let number: Int
  let day: Day
  let document: MapDocument
  /// How much each statement is worth showing next, by its number.
  let worth: [Worth]

  struct Worth: Sendable, Equatable {
    let number: Int
    let weight: Double
  }

  private init(number: Int, day: Day, document: MapDocument) {
    self.number = number
    self.day = day
    self.document = document
    worth = document.priorities.map { Worth(number: $0, weight: $1) }
      .sorted { $0.number < $1.number }
  }

  /// The map, unless fewer people took part than may be pointed at.
  func drawn(_ smallest: Int) -> KeptMap? { document.participants < smallest ? nil : self }

  /// The newest map of a conversation.
  static func latest(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> KeptMap? {
    let newest = try connection.first(
      """
      SELECT number, day, digest FROM conversation_map WHERE conversation = \(conversation)
      ORDER BY number DESC LIMIT 1
      """)
    guard let newest else { return nil }
    let (number, digest) = (try newest.int("number"), try newest.string("digest"))
    let day = try newest.day("day")
    if let read = lastRead.withLock({ $0[conversation] }), read.number == number, read.day == day,
      read.document.digest == digest
    {
      return read
    }
    let row = try connection.first(
      """
      SELECT document FROM conversation_map
      WHERE conversation = \(conversation) AND number = \(number)
      """)
    guard let row else { return nil }
    let map = KeptMap(
      number: number, day: day,
      document: try JSONDecoder().decode(
        MapDocument.self, from: Data(try row.string("document").utf8)))
    lastRead.withLock { read in
      if read.count >= 32 { read = [:] }
      read[conversation] = map
    }
    return map
  }

  /// Maps as they were read last: to make one out of its text takes longer than to answer, and it is
  /// looked at for every answer.
  private static let lastRead = Locked<[ID<Conversation>: KeptMap]>([:])

  /// Days with the numbers of their last map, for the history that other tools read.
  static func history(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [(day: Day, participants: Int, votes: Int)] {
    try connection.rows(
      """
      SELECT day, participants, votes FROM conversation_map WHERE conversation = \(conversation)
      ORDER BY number
      """
    ).map { (try $0.day("day"), try $0.int("participants"), try $0.int("votes")) }
  }

  /// Keeps a map; of one day the last alone. The ledger of asks learns how many answered.
  static func keep(
    _ document: MapDocument, of conversation: ID<Conversation>, on day: Day,
    _ connection: any Connection
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(document), as: UTF8.self)
    let number = try connection.count(
      """
      SELECT COALESCE(MAX(number), 0) + 1 FROM conversation_map
      WHERE conversation = \(conversation)
      """)
    try connection.run(
      "DELETE FROM conversation_map WHERE conversation = \(conversation) AND day = \(day)")
    try connection.run(
      """
      INSERT INTO conversation_map (conversation, number, day, participants, votes, digest,
        document)
      VALUES (\(conversation), \(number), \(day), \(document.participants), \(document.votes),
        \(document.digest), \(text))
      """)
    try Ask.answered(
      subject: conversation.text, instrument: "conversation", count: document.participants,
      connection)
  }
}
