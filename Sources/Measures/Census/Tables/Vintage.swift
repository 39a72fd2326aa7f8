/// The years whose interviews a table pools.
public struct Vintage: Sendable, Equatable, Hashable, Comparable {
  public let endYear: Int
  /// 1, 3 or 5 years.
  public let span: Int

  /// - Returns: nil unless the survey was taken in that year and published for that span.
  public init?(endYear: Int, span: Int) {
    guard (2000...2100).contains(endYear), [1, 3, 5].contains(span) else { return nil }
    self.endYear = endYear
    self.span = span
  }

  public var startYear: Int { endYear - span + 1 }

  /// How many years both periods pool. Estimates of overlapping periods are not independent.
  public func yearsShared(with other: Vintage) -> Int {
    max(0, min(endYear, other.endYear) - max(startYear, other.startYear) + 1)
  }

  public static func < (one: Vintage, other: Vintage) -> Bool {
    (one.endYear, one.startYear) < (other.endYear, other.startYear)
  }

  /// Finds “2006-2010 American Community Survey” (or “2010 American Community Survey 1-Year”) in
  /// prose such as a table's notes.
  static func inProse(_ text: String) -> Vintage? {
    if let match = text.firstMatch(
      of: /(20\d\d)\s*[-–]\s*(20\d\d)\s+American Community Survey/),
      let start = Int(match.1), let end = Int(match.2)
    {
      return Vintage(endYear: end, span: end - start + 1)
    }
    if let match = text.firstMatch(of: /(20\d\d)\s+American Community Survey 1-[Yy]ear/),
      let year = Int(match.1)
    {
      return Vintage(endYear: year, span: 1)
    }
    return nil
  }
}

extension Vintage: CustomStringConvertible {
  /// “2016-2020 (5-year)”; “2019 (1-year)”.
  public var description: String {
    span == 1 ? "\(endYear) (1-year)" : "\(startYear)-\(endYear) (\(span)-year)"
  }
}
