import Crypto
import Foundation
import Scales
import Store
import Surroundings

/// What a pulse found, as far as it may be shown: figures of fewer people than may be pointed at are
/// not in it.
public struct PulseResults: Sendable, Equatable {
  /// One dimension or one item, of one side.
  public struct Line: Sendable, Equatable {
    /// The dimension's or the item's key.
    public let key: String
    public let importance: SampleMean?
    /// What items of the opposite sense say is turned round: more is always better.
    public let occurrence: SampleMean?
    /// Importance minus occurrence, taken within each person who has both.
    public let gap: SampleMean?
    /// Of the occurrence ratings of a dimension's items; `nil` for an item.
    public let reliability: Reliability?
  }

  /// One side's figures.
  public struct Part: Sendable, Equatable {
    /// How many answered; `nil` when they are fewer than may be told.
    public let people: Int?
    /// Figures of fewer are left out.
    public let fewest: Int
    public let dimensions: [Line]
    public let items: [Line]

    public func dimension(_ key: String) -> Line? { dimensions.first { $0.key == key } }
    /// Whether there is a figure at all.
    public var isShown: Bool { people != nil && dimensions.contains { $0.occurrence != nil } }
  }

  public let community: Part
  public let library: Part

  public func part(_ side: Pulse.Side) -> Part { side == .community ? community : library }

  /// The figures of a pulse that is over; before that there are none, or whoever watched them move
  /// would see single answers.
  public static func of(_ pulse: Pulse, _ connection: any Connection) throws -> PulseResults? {
    guard pulse.state == .closed else { return nil }
    let answers = try PulseAnswer.all(of: pulse.id, connection)
    let instrument = try pulse.instrument(connection)
    func part(_ side: Pulse.Side) throws -> Part {
      Part(
        instrument, answers[side] ?? [], fewest: try pulse.fewest(side, connection))
    }
    return PulseResults(community: try part(.community), library: try part(.library))
  }

  /// A text that changes when the figures of a dimension do.
  func digest(of dimension: String) -> String {
    let figures = [community, library].map { part -> String in
      let line = part.dimension(dimension)
      return [line?.importance, line?.occurrence, line?.gap].map { mean in
        // To six decimals: in which order answers are added up must not matter.
        mean.map { "\($0.n) \(Int(($0.mean * 1e6).rounded()))" } ?? "-"
      }.joined(separator: ";")
    }.joined(separator: "|")
    return Data(SHA256.hash(data: Data(figures.utf8)).prefix(8)).base64EncodedString()
  }
}

extension PulseResults.Part {
  /// - Parameter fewest: Figures of fewer people are left out.
  init(_ instrument: Instrument, _ people: [PulseAnswer], fewest: Int) {
    self.people = people.count >= fewest || people.isEmpty ? people.count : nil
    self.fewest = fewest
    dimensions = instrument.dimensions.map { dimension in
      let items = instrument.items(of: dimension.key).map(\.item)
      func scores(_ rating: Instrument.Rating) -> [Double?] {
        let scale = instrument.scale(of: dimension.key, rating)
        return people.map { person in scale.score(items.map { person.value(rating, $0.key) }) }
      }
      let scale = instrument.scale(of: dimension.key, .occurrence)
      let reliability = scale.reliability(
        people.map { person in items.map { person.value(.occurrence, $0.key) } })
      return PulseResults.Line(
        dimension.key, importance: scores(.importance), occurrence: scores(.occurrence), fewest,
        reliability: reliability)
    }
    items = instrument.items.map { item in
      let turned = Scale(points: instrument.points, reversed: [item.isReversed])
      let straight = Scale(points: instrument.points, reversed: [false])
      return PulseResults.Line(
        item.key,
        importance: people.map { straight.value($0.value(.importance, item.key), ofItem: 0) },
        occurrence: people.map { turned.value($0.value(.occurrence, item.key), ofItem: 0) },
        fewest)
    }
  }
}

extension PulseResults.Line {
  /// - Parameters:
  ///   - importance: By person; `nil` for who has none.
  ///   - occurrence: By the same people in the same order.
  fileprivate init(
    _ key: String, importance: [Double?], occurrence: [Double?], _ fewest: Int,
    reliability: Reliability? = nil
  ) {
    func mean(_ values: [Double]) -> SampleMean? { SampleMean(values)?.shown(atLeast: fewest) }
    self.key = key
    self.importance = mean(importance.compactMap { $0 })
    self.occurrence = mean(occurrence.compactMap { $0 })
    gap = mean(
      zip(importance, occurrence).compactMap { pair in
        guard let first = pair.0, let second = pair.1 else { return nil }
        return first - second
      })
    // How many answered both items of a pair is a count as well.
    self.reliability =
      if case .tooFew(let n)? = reliability, n < fewest { .tooFew(n: 0) } else { reliability }
  }
}
