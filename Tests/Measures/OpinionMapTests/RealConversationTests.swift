import Delimited
import Testing

@testable import OpinionMap

/// Conversations as Polis published them.
@Suite(.enabled(if: Shared.isThere, "\(Shared.absence)"))
struct RealConversationTests {
  static let all = [
    "15-per-hour-seattle", "brexit-consensus", "london.youth.policing", "scoop-hivemind.taxes",
    "vtaiwan.uberx",
  ]

  @Test(arguments: [
    ("15-per-hour-seattle", 339, 54, 2_995, 2_872), ("brexit-consensus", 204, 50, 5_312, 5_303),
    ("london.youth.policing", 26, 39, 640, 638), ("scoop-hivemind.taxes", 334, 148, 17_379, 17_335),
    ("vtaiwan.uberx", 1_921, 197, 49_997, 49_443),
  ])
  func `Rows, people, statements and votes are as many as the files have`(
    _ name: String, _ people: Int, _ statements: Int, _ rows: Int, _ votes: Int
  ) throws {
    let export = try Shared.conversation(name, ["votes.csv", "comments.csv"])
    #expect(export.participants.count == people)
    #expect(export.statements.count == statements)
    #expect(export.comments.count == statements)
    let found = try answers(name)
    #expect(found.count == rows)
    #expect(export.votes.voteCount == votes)
  }

  /// Every row of `votes.csv`.
  func answers(_ name: String) throws -> [Answer] {
    try VoteRows.read(try DelimitedReader.read(try Shared.bytes("data/polis/\(name)/votes.csv")))
  }

  @Test(arguments: all)
  func `Published agrees and disagrees are the rows of votes.csv, changed votes counted again`(
    _ name: String
  ) throws {
    let export = try Shared.conversation(name, ["votes.csv", "comments.csv"])
    var tallies: [Int: StatementTally] = [:]
    for answer in try answers(name) {
      switch answer.value {
      case 1: tallies[answer.statement, default: StatementTally()].agrees += 1
      case -1: tallies[answer.statement, default: StatementTally()].disagrees += 1
      default: tallies[answer.statement, default: StatementTally()].passes += 1
      }
    }
    for comment in export.comments {
      #expect(tallies[comment.id]?.agrees ?? 0 == comment.agrees, "statement \(comment.id)")
      #expect(tallies[comment.id]?.disagrees ?? 0 == comment.disagrees, "statement \(comment.id)")
    }
  }

  @Test(arguments: [
    ("15-per-hour-seattle", 21, 63), ("brexit-consensus", 8, 9), ("london.youth.policing", 2, 2),
    ("scoop-hivemind.taxes", 25, 41), ("vtaiwan.uberx", 96, 454),
  ])
  func `A map counts each person once a statement, so where votes changed it counts fewer`(
    _ name: String, _ unequal: Int, _ again: Int
  ) throws {
    let export = try Shared.conversation(name, ["votes.csv", "comments.csv"])
    let total = export.votes.tallies
    let known = Dictionary(
      export.comments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let votedAgain = Dictionary(
      grouping: try answers(name), by: { "\($0.participant) \($0.statement)" }
    ).values.filter { $0.count > 1 }
    #expect(votedAgain.count == again)
    let statementsVotedAgain = Set(votedAgain.map { $0[0].statement })
    var count = 0
    for (position, statement) in export.statements.enumerated() {
      let comment = try #require(known[statement])
      if total[position].agrees == comment.agrees, total[position].disagrees == comment.disagrees {
        continue
      }
      count += 1
      #expect(statementsVotedAgain.contains(statement), "statement \(statement)")
    }
    #expect(count == unequal)
  }

  @Test(arguments: all)
  func `Both kinds of file give the same matrix: of several votes the last counts`(
    _ name: String
  ) throws {
    let fromVotes = try Shared.conversation(name, ["votes.csv", "comments.csv"])
    let fromRows = try Shared.conversation(name, ["participants-votes.csv", "comments.csv"])
    #expect(fromVotes.participants == fromRows.participants)
    #expect(fromVotes.statements == fromRows.statements)
    #expect(fromVotes.votes == fromRows.votes)
    #expect(fromVotes.moderatedOut == fromRows.moderatedOut)
    #expect(fromVotes.publishedGroups.isEmpty)
    #expect(!fromRows.publishedGroups.isEmpty)
  }

  @Test(arguments: [
    ("vtaiwan.uberx", 0.826), ("scoop-hivemind.taxes", 0.91), ("15-per-hour-seattle", 0.459),
    ("brexit-consensus", 0.636),
  ])
  func `One configuration groups people as like the published groups as red-dwarf does`(
    _ name: String, _ least: Double
  ) throws {
    let export = try Shared.conversation(
      name, ["votes.csv", "comments.csv", "participants-votes.csv"])
    var settings = OpinionMap.Settings()
    settings.moderatedOut = export.moderatedOut
    settings.meta = export.meta
    let map = OpinionMap(of: export.votes, settings)
    let both = map.countedIn.filter { export.publishedGroups[export.participants[$0]] != nil }
    let known = both.compactMap {
      export.publishedGroups[export.participants[$0]].flatMap { Int($0) }
    }
    #expect(known.count == both.count)
    let likeness = adjustedRandIndex(both.map { map.groups[$0] }, known)
    #expect(likeness >= least - 5e-4)
  }
}
