import Surroundings
import Testing

@testable import Trust

@Suite struct QuarterTests {
  @Test func `Four quarters end with the day itself, over the turn of a year`() throws {
    let day = try #require(Day("2026-02-10"))
    let quarters = Quarter.ending(with: day, count: 4)
    #expect(
      quarters.map { "\($0.first) \($0.last)" } == [
        "2025-04-01 2025-06-30", "2025-07-01 2025-09-30", "2025-10-01 2025-12-31",
        "2026-01-01 2026-02-10",
      ])
    let last = try #require(Day("2026-03-31"))
    #expect(Quarter.ending(with: last, count: 1).map(\.first.description) == ["2026-01-01"])
  }
}
