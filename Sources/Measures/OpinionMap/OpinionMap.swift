/// Where people stand by how they answered, which groups they form, and what each thinks: the method
/// that Polis made known (Small et al., 2021, “Polis: scaling deliberation by mapping high dimensional
/// opinion spaces”), from its published formulas.
///
/// Equal votes, settings, earlier map and seed give an equal map, on any machine.
public struct OpinionMap: Sendable, Equatable {
  /// The method and its version: a number that changes with any figure it gives.
  public static let method = "Kith opinion map 1"

  public let seed: UInt64
  /// Of the votes and settings, to see whether two maps are of the same (FNV-1a, 64 bits; no proof
  /// against somebody who means to deceive).
  public let digest: String
  public let space: OpinionSpace
  /// Where each participant stands, counted in or not.
  public let places: [Point]
  /// Participants who answered enough to stand in a group, by position.
  public let countedIn: [Int]
  public let bases: BaseClusters
  public let grouping: Grouping
  /// Each participant's group; −1 for those who are not counted in.
  public let groups: [Int]
  /// For each group, each statement's tally.
  public let tallies: [[StatementTally]]
  /// Each statement's tally of all participants.
  public let total: [StatementTally]
  public let representative: [[Representative]]
  public let consensus: (agree: [Consensus], disagree: [Consensus])
  public let divisive: [Int]
  public let priorities: [Double]
  /// What the next map of the same conversation starts from.
  public let continuation: Continuation

  public struct Settings: Sendable, Equatable {
    /// Statements that moderation took out.
    public var moderatedOut: Set<Int> = []
    /// Statements about who people are or about the conversation.
    public var meta: Set<Int> = []
    public var seed: UInt64 = 1
    /// Participants who were counted in before, and stay so.
    public var countedBefore: Set<Int> = []
    public init() {}
  }

  /// Answers that count somebody in, where there are so many statements.
  public static let enough = 7
  /// With fewer people than this counted in, the most active join them.
  public static let fewest = 15

  public init(of votes: VoteMatrix, _ settings: Settings = Settings(), earlier: Continuation? = nil)
  {
    let excluded = settings.moderatedOut.union(settings.meta)
    let hint = earlier?.axes(statements: votes.statementCount)
    let found = PrincipalAxes(of: votes, excluding: excluded, earlier: hint)
    let axes = earlier?.aligned(found) ?? found
    space = OpinionSpace(axes: axes, excluding: excluded)
    places = space.places(of: votes)
    let countedIn = OpinionMap.counted(votes, before: settings.countedBefore)
    self.countedIn = countedIn
    let places = places
    bases = BaseClusters(
      of: countedIn.map { places[$0] }, votes: countedIn.map { votes.votes(of: $0) })
    grouping = Grouping(of: bases, seed: settings.seed, earlier: earlier)
    var groups = [Int](repeating: -1, count: votes.participantCount)
    for participant in countedIn {
      groups[participant] = grouping.group(nearest: places[participant]) ?? -1
    }
    self.groups = groups
    total = votes.tallies
    tallies = votes.tallies(groups: groups, count: max(1, grouping.count))
    representative =
      grouping.count > 1 ? Representative.all(tallies: tallies, excluding: excluded) : [[]]
    consensus = Consensus.all(tallies: total, excluding: excluded)
    divisive = BetweenGroups.divisive(tallies, excluding: excluded)
    // As Polis does: what those say who stand in a group, unlike consensus, which counts everybody.
    let grouped = tallies.dropFirst().reduce(tallies[0]) { sum, more in zip(sum, more).map(+) }
    priorities = Priority.all(
      tallies: grouped, extremities: space.extremities, meta: settings.meta)
    let best = Grouping.best(grouping.silhouettes) ?? 0
    continuation = Continuation(
      first: axes.first, second: axes.second, centres: grouping.centres, candidate: best,
      times: earlier.map { $0.candidate == best ? $0.times + 1 : 1 } ?? 1)
    seed = settings.seed
    digest = Digest.of(votes, settings)
  }

  /// Those with at least min(7, statements) answers and those counted in before; where they are
  /// fewer than 15, the most active besides. In the order of their positions.
  static func counted(_ votes: VoteMatrix, before: Set<Int>) -> [Int] {
    let least = min(enough, votes.statementCount)
    var counted = (0..<votes.participantCount).filter {
      votes.votes(of: $0) >= max(1, least) || before.contains($0)
    }
    guard counted.count < fewest else { return counted }
    let present = Set(counted)
    let others = (0..<votes.participantCount)
      .filter { !present.contains($0) && votes.votes(of: $0) > 0 }
      .sorted { (votes.votes(of: $1), $0) < (votes.votes(of: $0), $1) }
    counted += others.prefix(fewest - counted.count)
    return counted.sorted()
  }

  public static func == (left: OpinionMap, right: OpinionMap) -> Bool {
    left.digest == right.digest && left.seed == right.seed && left.space == right.space
      && left.places == right.places && left.groups == right.groups
      && left.representative == right.representative && left.divisive == right.divisive
      && left.priorities == right.priorities && left.continuation == right.continuation
      && left.consensus.agree == right.consensus.agree
      && left.consensus.disagree == right.consensus.disagree
  }
}

/// FNV-1a over 64 bits (Fowler, Noll and Vo), taken 8 bytes at a time.
enum Digest {
  static func of(_ votes: VoteMatrix, _ settings: OpinionMap.Settings) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ word: UInt64) { hash = (hash ^ word) &* 0x0000_0100_0000_01B3 }
    take(UInt64(votes.participantCount))
    take(UInt64(votes.statementCount))
    for start in votes.starts { take(UInt64(bitPattern: Int64(start))) }
    for code in votes.codes { take(UInt64(code)) }
    for set in [settings.moderatedOut, settings.meta, settings.countedBefore] {
      take(UInt64(set.count))
      for position in set.sorted() { take(UInt64(bitPattern: Int64(position))) }
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
