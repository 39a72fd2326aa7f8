import Store
import Surroundings

/// Chooses the statement to be shown next. It starts from what the kept map says each is worth, which is
/// at hand in memory: to read a thousand statements would take longer than to keep an answer.
struct Routing: Sendable {
  private struct Candidate {
    let number: Int
    let weight: Double
  }

  private let known: [Candidate]
  /// What one counts as that no map knows yet: the worthiest, for it needs answers before it can be
  /// placed.
  private let highest: Double

  init(_ map: KeptMap?) {
    known = map?.worth.map { Candidate(number: $0.number, weight: max(0, $0.weight)) } ?? []
    highest = known.map(\.weight).max() ?? 1
  }

  /// One that is shown and that they neither wrote nor answered; `nil` when there is none left.
  ///
  /// - Parameter votes: What they answered, by the statement's number.
  func next(
    for participant: Participant?, who votes: [Int: Int], in conversation: Conversation,
    _ surroundings: Surroundings, _ connection: any Connection
  ) throws -> Statement? {
    let newer = try Statement.shownNumbers(
      after: known.last?.number ?? -1, of: conversation.id, connection)
    var left = (known + newer.map { Candidate(number: $0, weight: highest) })
      .filter { votes[$0.number] == nil }
    while let place = Routing.draw(left, surroundings) {
      // What the map knows may have been hidden since.
      let statement = try Statement.find(number: left[place].number, in: conversation, connection)
      let isOwn = statement.author.map { $0 == participant?.id } ?? false
      if statement.standing == .shown, !isOwn { return statement }
      left.remove(at: place)
    }
    return nil
  }

  /// A place in `candidates`, in proportion to their weights.
  private static func draw(_ candidates: [Candidate], _ surroundings: Surroundings) -> Int? {
    let total = candidates.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return candidates.indices.first }
    var point = share(surroundings) * total
    for (place, candidate) in candidates.enumerated() {
      point -= candidate.weight
      if point < 0 { return place }
    }
    return candidates.indices.last
  }

  /// A number from 0 to just below 1, by 53 random bits.
  private static func share(_ surroundings: Surroundings) -> Double {
    let bits = surroundings.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(bits >> 11) * 0x1p-53
  }
}
