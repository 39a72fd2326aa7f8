import OpinionMap

/// What a Polis server answered about a conversation, with its votes.
///
/// The server counts agreeing as −1 within its own figures, so its centre and components are turned
/// round here; the votes handed on beside them have agree at 1, as `comments.json` bears out.
struct ServerConversation {
  static let all = [
    "150ptpt-3gp-no-strict-no-meta", "25ptpt-3gp-no-strict-with-meta", "above-100-ptpts",
  ]

  let answer: Answer
  let comments: [Comment]
  let votes: VoteMatrix
  /// The server's numbers of participants, in the order of their positions.
  let participants: [Int]
  let position: [Int: Int]

  struct Answer: Decodable {
    let tids: [Int]
    let n: Int
    let inConv: [Int]
    let modOut: [Int]
    let metaTids: [Int]
    let userVoteCounts: [String: Int]
    let pca: Components
    let baseClusters: Bases
    let groupClusters: [Group]
    let groupVotes: [String: GroupVotes]
    let repness: [String: [PublishedStatement]]
    let consensus: PublishedConsensus
    let groupAwareConsensus: [String: Double]
    let commentPriorities: [String: Double]

    enum CodingKeys: String, CodingKey {
      case tids, n, pca, repness, consensus
      case inConv = "in-conv"
      case modOut = "mod-out"
      case metaTids = "meta-tids"
      case userVoteCounts = "user-vote-counts"
      case baseClusters = "base-clusters"
      case groupClusters = "group-clusters"
      case groupVotes = "group-votes"
      case groupAwareConsensus = "group-aware-consensus"
      case commentPriorities = "comment-priorities"
    }
  }

  struct Components: Decodable {
    let center: [Double]
    let comps: [[Double]]
    let projection: [[Double]]
    let extremity: [Double]

    enum CodingKeys: String, CodingKey {
      case center, comps
      case projection = "comment-projection"
      case extremity = "comment-extremity"
    }
  }

  struct Bases: Decodable {
    let id: [Int]
    let members: [[Int]]
    let x: [Double]
    let y: [Double]
  }

  struct Group: Decodable {
    let id: Int
    /// Numbers of base clusters.
    let members: [Int]
  }

  struct GroupVotes: Decodable {
    let votes: [String: Counts]
  }

  struct Counts: Decodable {
    let agrees: Int
    let disagrees: Int
    let seen: Int

    enum CodingKeys: String, CodingKey {
      case agrees = "A"
      case disagrees = "D"
      case seen = "S"
    }
  }

  struct Comment: Decodable {
    let statement: Int
    let agrees: Int
    let disagrees: Int
    let passes: Int

    enum CodingKeys: String, CodingKey {
      case statement = "statement_id"
      case agrees = "agree_count"
      case disagrees = "disagree_count"
      case passes = "pass_count"
    }
  }

  private struct Vote: Decodable {
    let participant: Int
    let statement: Int
    let vote: Int

    enum CodingKeys: String, CodingKey {
      case vote
      case participant = "participant_id"
      case statement = "statement_id"
    }
  }

  init(_ folder: String) throws {
    let path = "data/polis_server/\(folder)"
    answer = try Shared.decode("\(path)/math-pca2.json")
    comments = try Shared.decode("\(path)/comments.json")
    let given: [Vote] = try Shared.decode("\(path)/votes.json")
    participants = Set(given.map(\.participant)).sorted()
    let position = Dictionary(uniqueKeysWithValues: participants.enumerated().map { ($1, $0) })
    self.position = position
    let column = Dictionary(uniqueKeysWithValues: answer.tids.enumerated().map { ($1, $0) })
    votes = try VoteMatrix(
      participants: participants.count, statements: answer.tids.count,
      votes: given.map { vote in
        VoteMatrix.Vote(
          participant: Int32(position[vote.participant] ?? -1),
          statement: Int32(column[vote.statement] ?? -1), value: Int8(vote.vote))
      })
  }

  var meta: Set<Int> { columns(answer.metaTids) }
  /// Some of them are about statements that the server no longer has.
  var moderatedOut: Set<Int> { columns(answer.modOut) }
  var excluded: Set<Int> { meta.union(moderatedOut) }

  private func columns(_ tids: [Int]) -> Set<Int> {
    let wanted = Set(tids)
    return Set(answer.tids.indices.filter { wanted.contains(answer.tids[$0]) })
  }

  /// The server's space, agreeing being 1.
  var space: OpinionSpace {
    OpinionSpace(
      axes: PrincipalAxes(
        centre: answer.pca.center.map { -$0 }, first: answer.pca.comps[0].map { -$0 },
        second: answer.pca.comps[1].map { -$0 }),
      excluding: excluded)
  }

  /// The server's group of each participant by position; −1 for none.
  var groups: [Int] {
    var groups = [Int](repeating: -1, count: participants.count)
    let bases = Dictionary(
      uniqueKeysWithValues: zip(answer.baseClusters.id, answer.baseClusters.members))
    for group in answer.groupClusters {
      for member in group.members.flatMap({ bases[$0] ?? [] }) {
        if let row = position[member] { groups[row] = group.id }
      }
    }
    return groups
  }

  var tallies: [[StatementTally]] {
    votes.tallies(groups: groups, count: answer.groupClusters.count)
  }

  /// Figures by statement, in the order of positions.
  func byColumn(_ figures: [String: Double]) -> [Double] {
    answer.tids.map { figures["\($0)"] ?? .nan }
  }
}
