import Foundation

/// A point in time, to the second: seconds since 1970-01-01T00:00:00Z. What is stored as INTEGER.
public struct Instant: Sendable, Hashable, Comparable, Codable {
  public let seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }
  public init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }

  public var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }

  /// The beginning of its day in UTC: for what is kept without its time, so that nobody can tell from
  /// it when somebody sat at which machine.
  public var dayAlone: Instant { Instant(seconds: seconds.floorDiv(86400) * 86400) }

  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
  public static func + (instant: Instant, seconds: Int64) -> Instant {
    Instant(seconds: instant.seconds + seconds)
  }
  public static func - (instant: Instant, seconds: Int64) -> Instant {
    Instant(seconds: instant.seconds - seconds)
  }
  /// Seconds from `right` to `left`.
  public static func - (left: Instant, right: Instant) -> Int64 { left.seconds - right.seconds }
}

/// A calendar day of the proleptic Gregorian calendar, stored as TEXT `2026-11-23`.
public struct Day: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// `nil` for a day that no calendar has, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2026-11-23`, and nothing else.
  public init?(_ text: String) {
    guard text.utf8.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      switch place {
      case ..<4: numbers.year = numbers.year * 10 + digit
      case ..<7: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  public init(_ instant: Instant, in zone: TimeZone) {
    self.init(
      number: (instant.seconds + Int64(zone.secondsFromGMT(for: instant.date))).floorDiv(86400))
  }

  /// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`.
  public var number: Int64 {
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = y.floorDiv(400)
    let yearOfEra = y - era * 400
    let shifted = Int64((month + 9) % 12)
    let dayOfYear = (153 * shifted + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of ``number``.
  public init(number: Int64) {
    let z = number + 719_468
    let era = z.floorDiv(146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  public var description: String {
    func pad(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
  }

  /// Noon of the day in UTC, for formatting alone.
  public var noon: Date { Date(timeIntervalSince1970: TimeInterval(number * 86400 + 43200)) }

  /// The day as ``Instant/dayAlone`` keeps it.
  public var start: Instant { Instant(seconds: number * 86400) }

  /// The day of an instant that was kept as ``Instant/dayAlone``.
  public init(alone instant: Instant) { self.init(number: instant.seconds.floorDiv(86400)) }

  public func adding(days: Int) -> Day { Day(number: number + Int64(days)) }
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  /// Days from `right` to `left`.
  public static func - (left: Day, right: Day) -> Int { Int(left.number - right.number) }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Int64 {
  func floorDiv(_ divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
