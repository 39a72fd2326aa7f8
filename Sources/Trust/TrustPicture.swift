import Communities
import Ledger
import Pulses
import Store
import Surroundings
import Web

/// What is known of the trust between the library and one community, as one reader may know it.
struct TrustPicture: Sendable {
  let community: Community
  /// The name as the reader finds it.
  let name: String
  /// Times that both sides were asked, the oldest first.
  let waves: [Wave]
  let quarters: [Quarter]
  /// What was counted in each of the quarters.
  let conduct: [[Conduct]]
  let happenings: [Happening]
  let turns: [Turn]
  let today: Day

  /// - Parameter isPublic: Whether everybody will read it: then pulses count alone whose figures the
  ///   gate lets be published.
  static func read(
    _ community: Community, isPublic: Bool, _ call: Call, _ connection: any Connection
  ) throws -> TrustPicture {
    let id = community.id.text
    let waves = try Pulse.closed(with: id, connection).compactMap { pulse -> Wave? in
      if isPublic, try pulse.permitToPublish(call.today, connection) == nil { return nil }
      guard let results = try PulseResults.of(pulse, connection) else { return nil }
      return Wave(
        pulse: pulse, instrument: try pulse.instrument(connection), results: results,
        title: try pulse.title(for: call.w, connection))
    }
    let quarters = Quarter.ending(with: call.today, count: 4)
    let sources = call.site.capabilities.flatMap(\.conduct)
    let conduct = try quarters.map { quarter in
      try sources.flatMap { try $0.count(id, quarter.first, quarter.last, call, connection) }
    }
    let happenings = try Ledger.history(of: id, Happening.beginnings, connection).map { moment in
      Happening(
        moment.isDayAlone
          ? Day(alone: moment.at) : Day(moment.at, in: call.library.zone),
        moment.kind, moment.details)
    }
    return TrustPicture(
      community: community, name: try community.rendering(for: call.w, connection).name.text,
      waves: waves, quarters: quarters, conduct: conduct, happenings: happenings,
      turns: Path.turns(happenings, today: call.today), today: call.today)
  }

  /// The last time whose figures of the community may be shown.
  var latest: Wave? { waves.last { $0.results.community.isShown } }

  /// The times that asked the same as `wave`, the oldest first: only their figures can be set against
  /// each other.
  func comparable(to wave: Wave) -> [Wave] {
    waves.filter { $0.pulse.asksTheSame(as: wave.pulse) }
  }

  /// The time before `wave` that asked the same and whose figures of the community may be shown.
  func before(_ wave: Wave) -> Wave? {
    let same = comparable(to: wave)
    guard let index = same.firstIndex(where: { $0.pulse.id == wave.pulse.id }) else { return nil }
    return same[..<index].last { $0.results.community.isShown }
  }

  /// What came to pass from one time to the next, each once a day, without what only prepares.
  func happenings(from first: Wave, to second: Wave) -> [Happening] {
    guard let from = first.pulse.openedOn, let to = second.pulse.closedOn else { return [] }
    var seen: Set<String> = []
    return happenings.filter { happening in
      from < happening.day && happening.day <= to && happening.isTurn
        && seen.insert("\(happening.day) \(happening.kind)").inserted
    }
  }
}

extension Happening {
  /// Whether people would name it when they say how things went.
  var isTurn: Bool {
    if Path.leadsBack(self) || Path.ground(self) != nil { return true }
    return [
      "promise.", "concern.", "finding.", "decision.made", "goal.met", "goal.missed",
      "goal.exceeded", "engagement.started", "engagement.closed", "community.published",
    ].contains(where: kind.hasPrefix)
  }
}
