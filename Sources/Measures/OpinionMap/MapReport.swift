import Foundation

/// A map as text for people and as JSON for programs.
public struct MapReport: Sendable, Encodable {
  public let method: String
  public let seed: UInt64
  public let digest: String
  public let participants: Int
  /// How many answered enough to stand in a group.
  public let clustered: Int
  public let statements: Int
  public let votes: Int
  public let agrees: Int
  public let disagrees: Int
  public let passes: Int
  /// The number of groups.
  public let k: Int
  public let groups: [Group]
  /// The group of each participant who stands in one, by the participant's name in the files.
  public let assignments: [String: Int]
  public let consensus: Agreement
  public let explainedVarianceRatio: [Double]
  public let seconds: Double

  public struct Group: Sendable, Encodable {
    public let id: Int
    public let size: Int
    public let representative: [Said]
  }

  /// A statement by its number in the files, and how surely it was answered so.
  public struct Said: Sendable, Encodable {
    public let statement: Int
    public let text: String
    /// `agree` or `disagree`.
    public let direction: String
    public let successes: Int
    public let trials: Int
    public let probability: Double
    public let probabilityTest: Double
    /// Absent for consensus, which compares with nobody.
    public let representativeness: Double?
    public let representativenessTest: Double?

    enum CodingKeys: String, CodingKey {
      case statement, text, direction, successes, trials, probability, representativeness
      case probabilityTest = "probability_test"
      case representativenessTest = "representativeness_test"
    }
  }

  public struct Agreement: Sendable, Encodable {
    public let agree: [Said]
    public let disagree: [Said]
  }

  enum CodingKeys: String, CodingKey {
    case method, seed, digest, participants, clustered, statements, votes, agrees, disagrees
    case passes, k, groups, assignments, consensus, seconds
    case explainedVarianceRatio = "explained_variance_ratio"
  }

  public init(_ map: OpinionMap, of export: PolisExport, seconds: Double) {
    let texts = Dictionary(
      export.comments.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    func text(_ position: Int) -> String { texts[export.statements[position]] ?? "" }
    method = OpinionMap.method
    seed = map.seed
    digest = map.digest
    participants = export.votes.participantCount
    clustered = map.countedIn.count
    statements = export.votes.statementCount
    votes = export.votes.voteCount
    agrees = map.total.reduce(0) { $0 + $1.agrees }
    disagrees = map.total.reduce(0) { $0 + $1.disagrees }
    passes = map.total.reduce(0) { $0 + $1.passes }
    k = map.grouping.count
    groups = map.grouping.centres.indices.map { group in
      let said = map.grouping.count > 1 ? map.representative[group] : []
      return Group(
        id: group, size: map.groups.filter { $0 == group }.count,
        representative: said.map { sign in
          Said(
            statement: export.statements[sign.statement], text: text(sign.statement),
            direction: sign.agrees ? "agree" : "disagree", successes: sign.successes,
            trials: sign.trials, probability: sign.probability,
            probabilityTest: sign.probabilityTest, representativeness: sign.representativeness,
            representativenessTest: sign.representativenessTest)
        })
    }
    assignments = Dictionary(
      uniqueKeysWithValues: map.countedIn.map { (export.participants[$0], map.groups[$0]) })
    func said(_ consensus: Consensus, _ direction: String) -> Said {
      Said(
        statement: export.statements[consensus.statement], text: text(consensus.statement),
        direction: direction, successes: consensus.successes, trials: consensus.trials,
        probability: consensus.probability, probabilityTest: consensus.probabilityTest,
        representativeness: nil, representativenessTest: nil)
    }
    consensus = Agreement(
      agree: map.consensus.agree.map { said($0, "agree") },
      disagree: map.consensus.disagree.map { said($0, "disagree") })
    explainedVarianceRatio = map.space.axes.varianceRatios
    self.seconds = seconds
  }

  /// JSON with its keys in the order of the alphabet.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  public var text: String {
    var lines = [
      "\(participants) people gave \(votes) answers to \(statements) statements: \(agrees) agree, \(disagrees) disagree, \(passes) pass.",
      "\(clustered) answered enough to stand in one of \(k) groups.",
    ]
    for group in groups {
      lines += ["", "Group \(group.id): \(group.size) people"]
      lines += group.representative.map(line)
    }
    if !consensus.agree.isEmpty { lines += ["", "Most agree:"] + consensus.agree.map(line) }
    if !consensus.disagree.isEmpty {
      lines += ["", "Most disagree:"] + consensus.disagree.map(line)
    }
    lines += ["", "\(method), seed \(seed), digest \(digest)"]
    return lines.joined(separator: "\n")
  }

  private func line(_ said: Said) -> String {
    let words = said.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "  \(said.direction) \(said.successes) of \(said.trials)  [\(said.statement)] \(words)"
  }
}
