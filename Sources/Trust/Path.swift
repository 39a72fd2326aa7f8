import Engagements
import Ledger
import Surroundings
import Words

/// How far two sides went with each other. No order of worth: where they want to stand is theirs to
/// choose.
enum Ground: Int, Sendable, CaseIterable {
  case introduction, listening, answering, workingTogether, sharedPower, deepPartnership

  func word(_ w: Words) -> String {
    switch self {
    case .introduction: w("Introduction")
    case .listening: w("Listening")
    case .answering: w("Answering")
    case .workingTogether: w("Working together")
    case .sharedPower: w("Shared power")
    case .deepPartnership: w("Deep partnership")
    }
  }
}

/// A moment of the ledger with its day in the library's time zone.
struct Happening: Sendable, Equatable {
  let day: Day
  let kind: String
  let details: [String: String]

  init(_ day: Day, _ kind: String, _ details: [String: String] = [:]) {
    self.day = day
    self.kind = kind
    self.details = details
  }

  /// The beginnings of the kinds that tell what two sides did with each other. Upkeep, such as
  /// translations and exports, does not.
  static let beginnings = [
    "community.", "fact.", "voice.", "engagement.", "decision.", "goal.", "ask.", "conversation.",
    "pulse.", "promise.", "concern.", "finding.", "power.", "charter.",
    "contact.",
  ]
}

/// One turn of the path, and what stands behind it.
struct Turn: Sendable, Equatable {
  enum Reason: Sendable, Equatable {
    case happening(Happening)
    /// Nothing came to pass between the two sides for ``Path/silence`` days.
    case silence
  }

  let day: Day
  let ground: Ground
  let isBack: Bool
  let reason: Reason
}

/// The path of a relationship, drawn from moments by rules that docs/trust.md states.
enum Path {
  /// Days without any moment between the two sides after which they went a step apart.
  static let silence = 180
  /// Days within which moments of one kind that lead back count as one.
  static let once = 30
  /// Days that are looked back on for a deep partnership, and how long the two must have known each
  /// other.
  static let year = 365
  static let longKnown = 730

  /// - Parameter happenings: In the order in which they came to pass.
  static func turns(_ happenings: [Happening], today: Day) -> [Turn] {
    guard let first = happenings.first else { return [] }
    var walk = Walk(first)
    for happening in happenings.dropFirst() { walk.take(happening) }
    walk.rest(until: today)
    return walk.turns
  }

  /// Where a moment leads that brings the two closer; `nil` where it does not.
  static func ground(_ happening: Happening) -> Ground? {
    switch happening.kind {
    case "ask.made", "conversation.opened", "pulse.opened", "fact.confirmed", "concern.raised",
      "concern.added", "contact.held":
      .listening
    case "promise.kept", "concern.answered", "ask.returned", "ask.told", "finding.returned",
      "finding.published":
      .answering
    case "decision.made": decided(happening)
    default:
      happening.kind.hasPrefix("power.") && leaves(happening) ? .sharedPower : nil
    }
  }

  private static func decided(_ happening: Happening) -> Ground? {
    guard let delivered = level(happening, "delivered"), !leadsBack(happening) else { return nil }
    if delivered == .sharedLeadership { return .sharedPower }
    return delivered >= .collaborate ? .workingTogether : nil
  }

  /// Whether a moment parts the two.
  static func leadsBack(_ happening: Happening) -> Bool {
    switch happening.kind {
    case "promise.broken", "fact.disputed", "community.withdrawn": return true
    case "decision.made":
      // Less say than was promised.
      guard let promised = level(happening, "promised"), let got = level(happening, "delivered")
      else { return false }
      return got < promised
    default:
      return happening.kind.hasPrefix("power.") && returns(happening)
    }
  }

  private static func level(_ happening: Happening, _ name: String) -> Participation? {
    happening.details[name].flatMap { Participation(rawValue: $0) }
  }

  private static let theirs: Set<String> = ["shared", "community"]

  private static func leaves(_ happening: Happening) -> Bool {
    happening.details["holder"].map(theirs.contains) ?? false
  }

  private static func returns(_ happening: Happening) -> Bool {
    guard let holder = happening.details["holder"], let from = happening.details["from"] else {
      return false
    }
    return theirs.contains(from) && !theirs.contains(holder)
  }
}

/// The walk along moments, one after the other.
private struct Walk {
  private(set) var turns: [Turn]
  private let began: Day
  private var latest: Day
  private var lastBack: [String: Day] = [:]
  private var together: [Day] = []
  private var answered: Day?

  init(_ first: Happening) {
    began = first.day
    latest = first.day
    turns = [
      Turn(
        day: first.day, ground: .introduction, isBack: false, reason: .happening(first))
    ]
  }

  private var ground: Ground { turns.last?.ground ?? .introduction }

  mutating func take(_ happening: Happening) {
    rest(until: happening.day)
    latest = happening.day
    if Path.leadsBack(happening) {
      let before = lastBack.updateValue(happening.day, forKey: happening.kind)
      if let before, happening.day - before < Path.once { return }
      turn(to: below, on: happening.day, isBack: true, .happening(happening))
      return
    }
    guard let reached = Path.ground(happening) else { return }
    if reached == .answering { answered = happening.day }
    if reached.rawValue >= Ground.workingTogether.rawValue { together.append(happening.day) }
    if isDeep(on: happening.day) {
      turn(to: .deepPartnership, on: happening.day, isBack: false, .happening(happening))
    } else if reached.rawValue > ground.rawValue {
      turn(to: reached, on: happening.day, isBack: false, .happening(happening))
    }
  }

  /// Silence, as often as it lasted so long.
  mutating func rest(until day: Day) {
    while day - latest > Path.silence {
      latest = latest.adding(days: Path.silence)
      turn(to: below, on: latest, isBack: true, .silence)
    }
  }

  private var below: Ground { Ground(rawValue: ground.rawValue - 1) ?? .introduction }

  /// A step back from the very beginning is told as well, though it leads nowhere.
  private mutating func turn(
    to new: Ground, on day: Day, isBack: Bool, _ reason: Turn.Reason
  ) {
    guard isBack || new != ground else { return }
    if case .silence = reason, new == ground, turns.last?.reason == .silence { return }
    turns.append(Turn(day: day, ground: new, isBack: isBack, reason: reason))
  }

  private func isDeep(on day: Day) -> Bool {
    guard ground == .sharedPower, day - began >= Path.longKnown, together.count >= 2,
      let answered, day - answered <= Path.year
    else { return false }
    return !turns.contains { $0.isBack && day - $0.day <= Path.year }
  }
}
