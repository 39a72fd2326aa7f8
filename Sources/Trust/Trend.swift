import Pulses
import Scales

/// One time that both sides were asked, with what it found.
struct Wave: Sendable {
  let pulse: Pulse
  let instrument: Instrument
  let results: PulseResults
  /// What it is called, for the one who reads.
  let title: String
}

/// How a dimension moved from one time to the next, on one side.
struct Movement: Sendable, Equatable {
  enum Verdict: Sendable, Equatable {
    case rose, fell
    /// The interval of the difference holds 0, or nothing varies.
    case unclear
    /// One of the two figures is not shown.
    case unknown
  }

  let dimension: String
  let side: Pulse.Side
  let difference: MeanDifference?
  let verdict: Verdict

  init(_ dimension: String, _ side: Pulse.Side, from first: Wave, to second: Wave) {
    self.dimension = dimension
    self.side = side
    let means = [first, second].map { $0.results.part(side).dimension(dimension)?.occurrence }
    guard let before = means[0], let after = means[1] else {
      difference = nil
      verdict = .unknown
      return
    }
    let difference = MeanDifference(from: before, to: after)
    self.difference = difference
    verdict =
      difference.map { $0.isClear ? ($0.difference > 0 ? .rose : .fell) : .unclear } ?? .unclear
  }

  /// Both sides' movements in every dimension.
  static func all(from first: Wave, to second: Wave) -> [Movement] {
    second.instrument.dimensions.flatMap { dimension in
      Pulse.Side.allCases.map { Movement(dimension.key, $0, from: first, to: second) }
    }
  }
}
