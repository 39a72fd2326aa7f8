import Engagements
import Markup
import Store
import Surroundings
import Web
import Words

/// Pulses as ground for findings: a sentence for each dimension of a pulse that is over, where the
/// community's figure may be shown.
let citablePulses = CitableSource("pulse") { communities, call, connection in
  guard let viewer = call.viewer else { return [] }
  var seen: Set<ID<Pulse>> = []
  return try communities.filter(viewer.mayEnter).flatMap { community in
    try Pulse.closed(with: community, connection).filter { seen.insert($0.id).inserted }
      .flatMap { try $0.citations(call, connection) }
  }.sorted { $0.day > $1.day }
} today: { id, connection in
  let parts = id.split(separator: "#", maxSplits: 1).map(String.init)
  guard parts.count == 2, let pulse = try Pulse.find(ID(stored: parts[0]), connection),
    let results = try PulseResults.of(pulse, connection),
    results.community.dimension(parts[1])?.occurrence != nil
  else { return nil }
  return results.digest(of: parts[1])
}

extension Pulse {
  fileprivate func citations(_ call: Call, _ connection: any Connection) throws -> [Citation] {
    let w = call.w
    guard let results = try PulseResults.of(self, connection), let day = closedOn else { return [] }
    let instrument = try instrument(connection)
    let isPublic = try permitToPublish(call.today, connection) != nil
    return instrument.dimensions.compactMap { dimension -> Citation? in
      guard let line = results.community.dimension(dimension.key),
        let occurrence = line.occurrence
      else { return nil }
      let values = [
        "dimension": dimension.title.text(w), "often": occurrence.sentence(w),
        "matters": line.importance?.sentence(w) ?? "", "points": w.number(instrument.points),
      ]
      return Citation(
        kind: "pulse", id: "\(id)#\(dimension.key)",
        sentence: line.importance == nil
          ? w("{dimension}: how often it is so, {often} of {points}.", values)
          : w(
            "{dimension}: how often it is so, {often} of {points}; how much it matters, {matters}.",
            values),
        method: w(
          "Pulse “{title}” ({instrument}, version {n})",
          [
            "title": title, "instrument": instrument.title.text(w),
            "n": w.number(instrument.version),
          ]),
        n: occurrence.n, day: day, isPublic: isPublic, link: SafeURL(local: deskPath))
    }
  }

  /// What became of what it found: of the whole, and of each dimension that a finding can cite.
  func outcomes(
    _ instrument: Instrument, _ call: Call, _ connection: any Connection
  ) throws -> [Outcome] {
    let ids = [id.text] + instrument.dimensions.map { "\(id)#\($0.key)" }
    var outcomes: [Outcome] = []
    for outcome in try ids.flatMap({ try call.outcomes(of: "pulse", $0, connection) })
    where !outcomes.contains(outcome) {
      outcomes.append(outcome)
    }
    return outcomes.sorted { $0.day < $1.day }
  }
}

/// Pulses whose last day is past: their figures wait for somebody to close them.
@Sendable func pulsesOnTheDesk(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, call.prepares else { return [] }
  let w = call.w
  return try Engagement.open(to: viewer, connection).flatMap { engagement in
    try Pulse.all(of: engagement.id, connection).filter {
      $0.state == .open && !$0.isOpen(on: call.today)
    }.map { pulse in
      DeskItem(
        urgency: 1, sentence: w("A pulse is past its last day."), detail: pulse.title,
        action: w("Close it, and read what came of it"),
        link: SafeURL(local: pulse.deskPath) ?? "/desk")
    }
  }
}
