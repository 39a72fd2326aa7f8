import Foundation
import Testing

@testable import Surroundings

@Suite struct DayTests {
  @Test(arguments: [1904, 2000, 2024, 2400])
  func `A leap year has a 29 February and 366 days`(year: Int) throws {
    let first = try #require(Day(year: year, month: 1, day: 1))
    let next = try #require(Day(year: year + 1, month: 1, day: 1))
    let leap = try #require(Day(year: year, month: 2, day: 29))
    #expect(next - first == 366)
    #expect(leap.adding(days: 1) == Day(year: year, month: 3, day: 1))
    #expect(Day(year: year, month: 2, day: 30) == nil)
  }

  @Test(arguments: [1900, 2026, 2100])
  func `Other years have none, whole centuries among them`(year: Int) throws {
    let first = try #require(Day(year: year, month: 1, day: 1))
    let next = try #require(Day(year: year + 1, month: 1, day: 1))
    let last = try #require(Day(year: year, month: 2, day: 28))
    #expect(next - first == 365)
    #expect(last.adding(days: 1) == Day(year: year, month: 3, day: 1))
    #expect(Day(year: year, month: 2, day: 29) == nil)
  }

  @Test func `Days are numbered from the first of January 1970`() {
    #expect(Day("1970-01-01")?.number == 0)
    #expect(Day("1969-12-31")?.number == -1)
    #expect(Day("2000-02-29")?.number == 11_016)
    #expect(Day("2026-11-23")?.number == 20_780)
    #expect(Day("0001-01-01")?.number == -719_162)
    #expect(Day("9999-12-31")?.number == 2_932_896)
  }

  @Test func `Each day of five centuries comes back from its number, one after the other`() throws {
    let from = try #require(Day("1699-12-31"))
    let to = try #require(Day("2200-01-01"))
    var before = from
    for number in (from.number + 1)...to.number {
      let day = Day(number: number)
      #expect(day.number == number)
      #expect(before < day)
      #expect(Day(year: day.year, month: day.month, day: day.day) == day)
      #expect(Day(day.description) == day)
      before = day
    }
    #expect(before == to)
    #expect(to - from == 182_622)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-11-23-", "26-11-23", "2026-1-23", "2026-11-3", "2026-02-30",
    "2026-04-31", "2026-00-10", "2026-13-01", "2026-11-00", "2026-11-32", "0000-01-01",
    "10000-01-01", "2026/11/23", " 2026-11-23", "2026-11-23 ", "+026-11-23", "2026--1-23",
    "٢٠٢٦-١١-٢٣", "2026-11-23T00:00", "2026-11-2e",
  ])
  func `What is no day is not read as one`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `A day is written with its zeros, and sorts as its text does`() throws {
    let old = try #require(Day(year: 7, month: 8, day: 9))
    let new = try #require(Day(year: 2026, month: 11, day: 23))
    #expect(old.description == "0007-08-09")
    #expect(new.description == "2026-11-23")
    #expect(old < new && old.description < new.description)
    #expect(new.adding(days: -365).description == "2025-11-23")
    #expect(new.adding(days: 8).description == "2026-12-01")
  }

  @Test func `Midnight is the library's own`() throws {
    let denver = try #require(TimeZone(identifier: "America/Denver"))
    let auckland = try #require(TimeZone(identifier: "Pacific/Auckland"))
    // 23 November 2026, 07:00 UTC: midnight in winter's Denver.
    let midnight = Instant(seconds: 1_795_417_200)
    #expect(Day(midnight, in: denver).description == "2026-11-23")
    #expect(Day(midnight - 1, in: denver).description == "2026-11-22")
    #expect(Day(midnight - 1, in: .gmt).description == "2026-11-23")
    #expect(Day(midnight, in: auckland).description == "2026-11-23")
    #expect(Day(midnight + 4 * 3600, in: auckland).description == "2026-11-24")
  }

  @Test func `The day that loses an hour, and the one that gains one, end at midnight too`() throws
  {
    let denver = try #require(TimeZone(identifier: "America/Denver"))
    // 8 March 2026 begins at 07:00 UTC and ends at 06:00; 1 November begins at 06:00, ends at 07:00.
    for (start, hours, day) in [
      (Int64(1_772_953_200), Int64(23), "2026-03-08"), (1_793_512_800, 25, "2026-11-01"),
    ] {
      let begins = Instant(seconds: start)
      #expect(Day(begins, in: denver).description == day)
      #expect(Day(begins + hours * 3600 - 1, in: denver).description == day)
      #expect(Day(begins - 1, in: denver).description < day)
      #expect(Day(begins + hours * 3600, in: denver).description > day)
    }
  }

  @Test func `A moment before 1970 lies on its day`() {
    #expect(Day(Instant(seconds: -1), in: .gmt).description == "1969-12-31")
    #expect(Day(Instant(seconds: -86400), in: .gmt).description == "1969-12-31")
    #expect(Day(Instant(seconds: -86401), in: .gmt).description == "1969-12-30")
    #expect(Instant(Date(timeIntervalSince1970: -0.5)).seconds == -1)
  }
}
