import Delimited
import Foundation
import Store
import Surroundings
import Web
import Words

/// The files in which tools for such conversations hand them on, as Polis names and writes them.
enum PolisFile: String, CaseIterable, Sendable {
  case summary, comments, votes, participantsVotes = "participants-votes"
  case statsHistory = "stats-history"

  var name: String { "\(rawValue).csv" }

  init?(name: String) {
    guard let file = PolisFile.allCases.first(where: { $0.name == name }) else { return nil }
    self = file
  }

  func what(_ w: Words) -> String {
    switch self {
    case .summary: w("the question and how many took part")
    case .comments: w("statements, how they were answered, and what moderation decided")
    case .votes: w("each answer, with its day")
    case .participantsVotes: w("a row for each person, with their group and their answers")
    case .statsHistory: w("how many had answered, day by day")
    }
  }
}

/// What the files are written from: all of it read at one moment.
struct PolisExportContent: Sendable {
  struct Ballot: Sendable {
    /// Position among those who took part, by their random ids: no order of coming.
    let participant: Int
    let statement: Int
    let vote: Int
    let day: Day
  }

  let conversation: Conversation
  let statements: [Statement]
  let authors: [ID<Participant>: Int]
  let people: Int
  let ballots: [Ballot]
  let map: MapDocument?
  let history: [(day: Day, participants: Int, votes: Int)]
  let address: String

  static func read(
    _ conversation: Conversation, address: String, _ connection: any Connection
  ) throws -> PolisExportContent {
    let statements = try Statement.all(of: conversation.id, connection)
    let numbers = Dictionary(uniqueKeysWithValues: statements.map { ($0.id, $0.number) })
    var positions: [ID<Participant>: Int] = [:]
    // Those who stand on the map, so that it is the same where the files are brought in.
    let staff: SQL = conversation.countsStaff ? .empty : "AND staff = 0"
    for row in try connection.rows(
      "SELECT id FROM participant WHERE conversation = \(conversation.id) \(staff) ORDER BY id")
    {
      positions[try row.id("id")] = positions.count
    }
    var ballots: [Ballot] = []
    try connection.forEach(
      """
      SELECT vote.* FROM vote JOIN participant ON participant.id = vote.participant
      WHERE participant.conversation = \(conversation.id)
      ORDER BY vote.participant, vote.statement
      """
    ) { row in
      guard let person = positions[try row.id("participant")],
        let number = numbers[try row.id("statement")]
      else { return }
      ballots.append(
        Ballot(
          participant: person, statement: number, vote: try row.int("value"),
          day: try row.day("day")))
    }
    ballots.sort { ($0.statement, $0.participant) < ($1.statement, $1.participant) }
    return PolisExportContent(
      conversation: conversation, statements: statements, authors: positions,
      people: positions.count, ballots: ballots,
      map: try KeptMap.latest(of: conversation.id, connection)?.document,
      history: try KeptMap.history(of: conversation.id, connection), address: address)
  }

  func file(_ file: PolisFile) -> String {
    switch file {
    case .summary: summary
    case .comments: comments
    case .votes: votes
    case .participantsVotes: participantsVotes
    case .statsHistory: statsHistory
    }
  }

  private var summary: String {
    CSV.lines([
      ["topic", conversation.question], ["url", address + conversation.path],
      ["views", ""], ["voters", String(Set(ballots.map(\.participant)).count)],
      ["voters-in-conv", String(map?.clustered ?? 0)],
      ["commenters", String(Set(statements.compactMap(\.author)).count)],
      ["comments", String(statements.count)], ["groups", String(map?.groups.count ?? 0)],
      ["conversation-description", conversation.background],
    ])
  }

  private var comments: String {
    var tallies: [Int: MapDocument.Tally] = [:]
    for ballot in ballots { tallies[ballot.statement, default: .init()].count(ballot.vote) }
    let rows = statements.map { statement -> [String] in
      let tally = tallies[statement.number] ?? MapDocument.Tally()
      let moderated =
        switch statement.standing {
        case .shown: "1"
        case .waiting: "0"
        case .hidden, .withdrawn: "-1"
        }
      return [
        CSV.milliseconds(statement.day), statement.day.description, String(statement.number),
        statement.author.flatMap { authors[$0] }.map(String.init) ?? "",
        String(tally.agrees), String(tally.disagrees), moderated, statement.text,
        statement.isMeta ? "1" : "0", statement.language.tag,
      ]
    }
    return CSV.lines(
      [
        [
          "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated",
          "comment-body", "is-meta", "language",
        ]
      ] + rows)
  }

  private var votes: String {
    CSV.lines(
      [["timestamp", "datetime", "comment-id", "voter-id", "vote"]]
        + ballots.map {
          [
            CSV.milliseconds($0.day), $0.day.description, String($0.statement),
            String($0.participant), String($0.vote),
          ]
        })
  }

  private var participantsVotes: String {
    var votes: [[Int: Int]] = Array(repeating: [:], count: people)
    for ballot in ballots { votes[ballot.participant][ballot.statement] = ballot.vote }
    var written: [Int: Int] = [:]
    for author in statements.compactMap(\.author) {
      if let person = authors[author] { written[person, default: 0] += 1 }
    }
    let numbers = statements.map(\.number)
    let rows = votes.enumerated().compactMap { person, own -> [String]? in
      guard !own.isEmpty else { return nil }
      let place = map?.space.place(own)
      let group =
        own.count >= min(7, numbers.count) ? place.flatMap { map?.group(nearest: $0) } : nil
      let (agrees, disagrees) = (
        own.values.filter { $0 == 1 }.count, own.values.filter { $0 == -1 }.count
      )
      let head: [String] = [
        String(person), group.map { String($0.id) } ?? "", String(written[person] ?? 0),
        String(own.count), String(agrees), String(disagrees),
      ]
      let answers: [String] = numbers.map { own[$0].map { String($0) } ?? "" }
      return head + answers
    }
    return CSV.lines(
      [
        ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]
          + numbers.map(String.init)
      ] + rows)
  }

  private var statsHistory: String {
    CSV.lines(
      [["timestamp", "datetime", "n-votes", "n-participants"]]
        + history.map {
          [CSV.milliseconds($0.day), $0.day.description, String($0.votes), String($0.participants)]
        })
  }
}

extension MapDocument.Tally {
  mutating func count(_ vote: Int) {
    switch vote {
    case 1: agrees += 1
    case -1: disagrees += 1
    default: passes += 1
    }
  }
}

extension CSV {
  /// The beginning of a day in UTC, as milliseconds since 1970: no time of day is known.
  static func milliseconds(_ day: Day) -> String { String(day.number * 86_400_000) }
}
