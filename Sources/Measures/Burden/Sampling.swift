/// Choosing whom to ask: those first from whom least was asked, and among equals by numbers that stay
/// with people, so that chance is even over the years.
///
/// A permanent random number is drawn once for each person and kept (Ohlsson 1995, *Coordination of
/// samples using permanent random numbers*, in Cox et al. (eds.), Business Survey Methods). Samples
/// taken from different starting points on the circle 0…1 overlap as little as can be. Putting those
/// with the least burden first combines that with what people already gave, after Statistics Canada,
/// Survey Methodology 49-2 (2023), 12-001-X, article 00010.
///
/// It is *not* a simple random sample: whoever was asked less is more likely to be in it. Estimates
/// from it need the chances of selection, or a post-stratification; for invitations to a conversation
/// no estimate is made.
public enum Sampling {
  public struct Person: Sendable, Equatable {
    public let id: String
    /// Their permanent random number, from 0 up to but not including 1.
    public let number: Double
    /// What was asked of them before: asks, minutes, or any one measure for all. 0 or more.
    public let burden: Double

    public init(id: String, number: Double, burden: Double) {
      self.id = id
      self.number = number
      self.burden = burden
    }
  }

  /// The ids of `count` people, or of all where there are fewer, in the order in which they were
  /// chosen: by burden, then by how far their number lies after `start` on the circle 0…1, then by id.
  /// The order of `people` makes no difference.
  ///
  /// - Parameter start: Where on the circle to begin, taken modulo 1. Each ask another place.
  public static func leastBurdened(
    _ people: [Person], take count: Int, start: Double = 0
  ) -> [String] {
    let place = turn(start)
    let ranked = people.map { (person: $0, distance: turn($0.number - place)) }.sorted {
      ($0.person.burden, $0.distance, $0.person.id) < ($1.person.burden, $1.distance, $1.person.id)
    }
    return ranked.prefix(max(0, count)).map(\.person.id)
  }

  /// What is left of a number without its whole turns: 0 up to but not including 1.
  private static func turn(_ number: Double) -> Double {
    let left = number - number.rounded(.down)
    return left < 1 ? left : 0
  }

  /// A number from 0 up to but not including 1 that belongs to this id and seed for good, for lists
  /// that keep no numbers of their own. The same id and seed give the same number on any machine.
  ///
  /// 64-bit FNV-1a of the id's UTF-8, finished by the mixer of SplitMix64; the upper 53 bits.
  public static func permanentNumber(of id: String, seed: UInt64) -> Double {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ mixed(seed)
    for byte in id.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    return Double(mixed(hash) >> 11) / 9_007_199_254_740_992
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
