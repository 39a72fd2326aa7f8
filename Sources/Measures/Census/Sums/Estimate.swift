/// A figure for a service area.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  /// The margin of error at the 90 per cent level; nil if an area's margin is missing, since what
  /// is unknown in a part is unknown in the whole.
  public let moe: Double?
  /// How many areas it is made of.
  public let areas: Int
  /// The areas that were asked for and have no estimate, by GEO_ID. The value leaves them out.
  public let missing: [String]

  public init(value: Double, moe: Double?, areas: Int, missing: [String] = []) {
    self.value = value
    self.moe = moe
    self.areas = areas
    self.missing = missing
  }

  public var standardError: Double? { moe.map(MarginOfError.standardError) }

  /// This as a share of `whole`, 0 to 1, with its margin; nil if the whole is not above zero.
  func share(of whole: Estimate) -> (value: Double, moe: Double?)? {
    guard whole.value > 0 else { return nil }
    var moe: Double?
    if let own = self.moe, let other = whole.moe {
      moe = MarginOfError.proportion((value, own), of: (whole.value, other))
    }
    return (value / whole.value, moe)
  }
}
