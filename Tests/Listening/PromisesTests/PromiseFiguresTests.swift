import Surroundings
import Testing

@testable import Promises

@Suite struct PromiseFiguresTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func figures() throws -> PromiseFigures {
    PromiseFigures([
      // Kept on its day, after 30 days.
      .init(
        madeOn: try day("2026-01-01"),
        dues: [(said: try day("2026-01-01"), due: try day("2026-01-31"))],
        ended: (on: try day("2026-01-31"), state: .kept)),
      // Moved once, kept by the second day: late by the first.
      .init(
        madeOn: try day("2026-01-01"),
        dues: [
          (said: try day("2026-01-01"), due: try day("2026-02-01")),
          (said: try day("2026-02-10"), due: try day("2026-03-01")),
        ],
        ended: (on: try day("2026-02-20"), state: .kept)),
      // Still open and past its day.
      .init(
        madeOn: try day("2026-01-05"),
        dues: [(said: try day("2026-01-05"), due: try day("2026-02-05"))], ended: nil),
      // Let go before its day: nobody waited.
      .init(
        madeOn: try day("2026-01-05"),
        dues: [(said: try day("2026-01-05"), due: try day("2026-02-05"))],
        ended: (on: try day("2026-01-20"), state: .released)),
    ])
  }

  @Test func `Each day knows what was promised then, not what was promised later`() throws {
    let figures = try figures()
    #expect(figures.count(on: try day("2025-12-31")).total == 0)
    #expect(figures.count(on: try day("2026-01-04")) == .init(open: 2))
    #expect(
      figures.count(on: try day("2026-02-06")) == .init(open: 0, late: 2, kept: 1, released: 1))
    #expect(
      figures.count(on: try day("2026-02-15")) == .init(open: 1, late: 1, kept: 1, released: 1))
    #expect(
      figures.count(on: try day("2026-03-15")) == .init(open: 0, late: 1, kept: 2, released: 1))
  }

  @Test func `On time is counted against the first day`() throws {
    let figures = try figures()
    let all = figures.onTime(from: try day("2026-01-01"), to: try day("2026-12-31"))
    #expect(all.kept == 1)
    #expect(all.of == 3)
    let january = figures.onTime(from: try day("2026-01-01"), to: try day("2026-01-31"))
    #expect(january.kept == 1)
    #expect(january.of == 1)
  }

  @Test func `The median is of those that were kept`() throws {
    #expect(try figures().medianDays == 40)
    #expect(PromiseFigures([]).medianDays == nil)
  }

  @Test func `The picture shows months at first, and quarters of a long story`() throws {
    let today = try day("2026-11-28")
    #expect(
      periodEnds(from: try day("2026-10-11"), before: today).map(\.description)
        == ["2026-10-31", "2026-11-28"])
    #expect(
      periodEnds(from: try day("2025-08-01"), before: today).map(\.description)
        == [
          "2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30", "2026-11-28",
        ])
    #expect(periodEnds(from: today, before: today) == [today])
  }
}
