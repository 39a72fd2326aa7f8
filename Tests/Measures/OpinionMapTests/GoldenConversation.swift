import OpinionMap

/// What a plain numpy statement of the formulas found in a published conversation.
struct GoldenConversation: Decodable {
  static let all = [
    "15-per-hour-seattle", "brexit-consensus", "london.youth.policing", "vtaiwan.uberx",
  ]

  let modOut: [Int]
  let tids: [Int]
  let participants: Int
  let votes: Int
  let pca: Components
  let projections: [String: [Double]]
  let countedIn: Int
  let given: Given
  let consensus: PublishedConsensus

  enum CodingKeys: String, CodingKey {
    case tids, pca, projections
    case modOut = "mod_out"
    case participants = "n_participants"
    case votes = "n_votes"
    case countedIn = "in_conv_count"
    case given = "given_published_groups"
    case consensus = "consensus_all_participants"
  }

  struct Components: Decodable {
    let center: [Double]
    let pc1: [Double]
    let pc2: [Double]
    let ratios: [Double]
    let statementPlaces: [[Double]]
    let extremity: [Double]

    enum CodingKeys: String, CodingKey {
      case center, pc1, pc2
      case ratios = "explained_variance_ratio"
      case statementPlaces = "comment_projection"
      case extremity = "comment_extremity"
    }
  }

  /// Figures for the groups that were published with the conversation.
  struct Given: Decodable {
    let ids: [Int]
    let sizes: [Int]
    let stats: [String: Stats]
    let repness: [String: [PublishedStatement]]
    let aware: Aware
    let priorities: [Double]

    enum CodingKeys: String, CodingKey {
      case sizes, stats, repness
      case ids = "group_ids"
      case aware = "group_aware_consensus"
      case priorities = "comment_priorities_no_meta"
    }
  }

  /// By statement.
  struct Stats: Decodable {
    let na: [Double]
    let nd: [Double]
    let ns: [Double]
    let pa: [Double]
    let pd: [Double]
    let pat: [Double]
    let pdt: [Double]
    let ra: [Double]
    let rd: [Double]
    let rat: [Double]
    let rdt: [Double]
  }

  struct Aware: Decodable {
    let agree: [Double]
    let disagree: [Double]
  }

  static func read(_ name: String) throws -> (golden: GoldenConversation, export: PolisExport) {
    (
      try Shared.decode("golden/polis/\(name).json"),
      try Shared.conversation(name, ["participants-votes.csv"])
    )
  }

  /// Positions of what was left out.
  var excluded: Set<Int> { Set(tids.indices.filter { modOut.contains(tids[$0]) }) }
}
