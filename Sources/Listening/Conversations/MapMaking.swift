import Jobs
import OpinionMap
import Store
import Surroundings
import Web
import Words

/// What the program does by itself for conversations.
public enum ConversationJobs {
  /// Asked for by every answer, and run once for many: nobody who answers waits for a map.
  static let mapName = "conversations.map"
  public static let all: [Job] = [
    .whenAsked(
      mapName, what: { w in w("Draws the map of a conversation anew after people answered.") }
    ) { site, subject in
      guard let id = ID<Conversation>(subject) else { return }
      try await drawMap(of: id, site.store, site.surroundings)
    }
  ]

  /// Removes what beginnings left that have run out.
  public static func forgetEnded(at now: Instant, _ connection: any Connection) throws {
    try Beginning.forgetEnded(at: now, connection)
  }

  /// Draws a conversation's map from its answers and keeps it, unless it would be the same.
  public static func drawMap(
    of id: ID<Conversation>, _ store: Store, _ surroundings: Surroundings
  ) async throws {
    let found = try await store.read { connection -> (MapInput, KeptMap?)? in
      guard let conversation = try Conversation.find(id, connection) else { return nil }
      return (
        try MapInput.read(conversation, connection), try KeptMap.latest(of: id, connection)
      )
    }
    guard let (input, last) = found, let document = try input.map(after: last?.document),
      document.digest != last?.document.digest
    else { return }
    let now = surroundings.now()
    try await store.write { connection in
      let zone = try Library.find(connection)?.zone ?? .gmt
      try KeptMap.keep(document, of: id, on: Day(now, in: zone), connection)
    }
  }
}

extension Conversation {
  /// Draws its map and keeps it, within one transaction: for a few hundred people.
  public func drawMap(on day: Day, _ connection: any Connection) throws {
    guard let document = try MapInput.read(self, connection).map(after: nil) else { return }
    try KeptMap.keep(document, of: id, on: day, connection)
  }
}

/// What a map is drawn from. A statement's position in the matrix is its number.
struct MapInput: Sendable {
  let statements: [Statement]
  let people: Int
  let votes: [VoteMatrix.Vote]

  static func read(
    _ conversation: Conversation, _ connection: any Connection
  ) throws -> MapInput {
    let statements = try Statement.all(of: conversation.id, connection)
    let numbers = Dictionary(uniqueKeysWithValues: statements.map { ($0.id, Int32($0.number)) })
    let staff: SQL = conversation.countsStaff ? .empty : "AND participant.staff = 0"
    var votes: [VoteMatrix.Vote] = []
    var people = 0
    var last: String?
    try connection.forEach(
      """
      SELECT vote.participant, vote.statement, vote.value FROM participant
      JOIN vote ON vote.participant = participant.id
      WHERE participant.conversation = \(conversation.id) \(staff)
      ORDER BY participant.id, vote.statement
      """
    ) { row in
      let participant = try row.string("participant")
      if participant != last {
        people += 1
        last = participant
      }
      guard let number = numbers[try row.id("statement")] else { return }
      votes.append(
        VoteMatrix.Vote(
          participant: Int32(people - 1), statement: number,
          value: Int8(clamping: try row.int("value"))))
    }
    return MapInput(statements: statements, people: people, votes: votes)
  }

  /// The map, started from the one before; `nil` when nobody has answered.
  func map(after earlier: MapDocument?) throws -> MapDocument? {
    guard !votes.isEmpty else { return nil }
    let count = (statements.map(\.number).max() ?? -1) + 1
    // People's ids are random, and other ones where the conversation is brought in again.
    let matrix = try VoteMatrix(
      participants: people, statements: count,
      votes: VoteMatrix.inOrderOfAnswers(votes, participants: people))
    var settings = OpinionMap.Settings()
    let shown = Set(statements.filter { $0.standing == .shown }.map(\.number))
    settings.moderatedOut = Set(0..<count).subtracting(shown)
    settings.meta = Set(statements.filter(\.isMeta).map(\.number))
    let map = OpinionMap(of: matrix, settings, earlier: earlier?.continuation)
    return MapDocument(map, matrix)
  }
}

extension MapDocument {
  init(_ map: OpinionMap, _ matrix: VoteMatrix) {
    let isDivided = map.grouping.count > 1
    let used = (0..<matrix.statementCount).filter { !map.space.excluded.contains($0) }
    let agreement = BetweenGroups.agreement(map.tallies)
    let disagreement = BetweenGroups.disagreement(map.tallies)
    func lean(_ index: Int, _ share: (StatementTally) -> Int) -> Bool {
      map.tallies.allSatisfy { 2 * (1 + share($0[index])) > 2 + $0[index].seen }
    }
    let common = used.compactMap { index -> (sign: Sign, strength: Double)? in
      if lean(index, \.agrees) {
        return (Sign(statement: index, agrees: true), agreement[index])
      }
      if lean(index, \.disagrees) {
        return (Sign(statement: index, agrees: false), disagreement[index])
      }
      return nil
    }
    self.init(
      method: OpinionMap.method, seed: map.seed, digest: map.digest,
      participants: (0..<matrix.participantCount).filter { matrix.votes(of: $0) > 0 }.count,
      clustered: map.countedIn.count, votes: matrix.voteCount,
      varianceRatios: map.space.axes.varianceRatios,
      groups: map.grouping.centres.enumerated().map { index, centre in
        Group(
          id: index, size: map.groups.filter { $0 == index }.count, x: centre.x, y: centre.y,
          representative: isDivided
            ? map.representative[index].map {
              // What they most surely agree with is shown as that, also where others agree as
              // surely and it is by disagreeing more that they would be told apart.
              Sign(statement: $0.statement, agrees: $0.agrees || $0.isBestAgree)
            }
            : [],
          tallies: MapDocument.tallies(map.tallies[index], used))
      },
      marks: MapDocument.marks(map), tallies: MapDocument.tallies(map.total, used),
      common: common.sorted {
        ($1.strength, $0.sign.statement) < ($0.strength, $1.sign.statement)
      }.map(\.sign),
      divisive: map.divisive, unsure: MapDocument.unsure(map.total, used),
      priorities: Dictionary(uniqueKeysWithValues: used.map { ($0, map.priorities[$0]) }),
      space: map.space.projection, continuation: map.continuation)
  }

  private static func tallies(_ tallies: [StatementTally], _ used: [Int]) -> [Int: Tally] {
    Dictionary(uniqueKeysWithValues: used.map { ($0, tallies[$0]) })
  }

  /// Statements on which more than a third pass, those with most first.
  private static func unsure(_ tallies: [StatementTally], _ used: [Int]) -> [Int] {
    func share(_ index: Int) -> Double {
      Double(1 + tallies[index].passes) / Double(2 + tallies[index].seen)
    }
    return used.filter { tallies[$0].seen >= OpinionMap.enough && share($0) > 1.0 / 3 }
      .sorted { (share($1), $0) < (share($0), $1) }
  }

  /// People of one group within a cell of a grid.
  private static func marks(_ map: OpinionMap) -> [Mark] {
    let places = map.countedIn.map { map.places[$0] }
    guard let left = places.map(\.x).min(), let right = places.map(\.x).max(),
      let bottom = places.map(\.y).min()
    else { return [] }
    let step = max((right - left) / 28, 1e-9)
    struct Cell: Hashable {
      let column: Int
      let row: Int
      let group: Int
    }
    var cells: [Cell: Int] = [:]
    for participant in map.countedIn {
      let place = map.places[participant]
      let cell = Cell(
        column: Int((place.x - left) / step), row: Int((place.y - bottom) / step),
        group: map.groups[participant])
      cells[cell, default: 0] += 1
    }
    // In the middle of the cell: somebody's own place would tell how they answered.
    return cells.map { cell, people in
      Mark(
        x: left + (Double(cell.column) + 0.5) * step, y: bottom + (Double(cell.row) + 0.5) * step,
        people: people, group: cell.group)
    }.sorted { ($0.group, $0.x, $0.y) < ($1.group, $1.x, $1.y) }
  }
}
