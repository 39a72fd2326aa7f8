import Foundation
import Surroundings

/// Numbers and dates as the reader's language writes them.
extension Words {
  func plain(_ number: Int) -> String {
    Memory.shared.text(.number(number), language) {
      number.formatted(IntegerFormatStyle<Int>().locale(language.locale))
    }
  }

  public func number(_ number: Int) -> String { plain(number) }

  /// A number with at most `digits` decimals.
  public func number(_ number: Double, digits: Int = 1) -> String {
    Memory.shared.text(.decimal(number, digits), language) {
      number.formatted(
        FloatingPointFormatStyle<Double>().precision(.fractionLength(0...digits))
          .locale(language.locale))
    }
  }

  /// A number with exactly `digits` decimals, as figures in a column are written: 3.3 → 3.30. What
  /// rounds to nought has no sign.
  public func figure(_ number: Double, digits: Int) -> String {
    let power = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let isNought = (number * power).rounded() == 0
    return (isNought ? 0 : number).formatted(
      FloatingPointFormatStyle<Double>().precision(.fractionLength(digits))
        .locale(language.locale))
  }

  /// A share of 1 as a percentage: .256 → 25.6 %.
  public func percent(_ share: Double, digits: Int = 1) -> String {
    share.formatted(
      FloatingPointFormatStyle<Double>.Percent().precision(.fractionLength(0...digits))
        .locale(language.locale))
  }

  /// 23 November 2026.
  public func day(_ day: Day) -> String {
    bracketed(
      Memory.shared.text(.day(day), language) {
        format(day.noon, date: .long, time: .omitted, zone: .gmt)
      })
  }

  /// *Monday* for 1 to *Sunday* for 7.
  public func weekday(_ number: Int) -> String {
    let monday = Day(number: 4)
    var style = Date.FormatStyle(locale: language.locale).weekday(.wide)
    style.timeZone = .gmt
    return bracketed(monday.adding(days: number - 1).noon.formatted(style))
  }

  /// The month that a day is in: November 2026.
  public func month(_ day: Day) -> String {
    var style = Date.FormatStyle(locale: language.locale, timeZone: .gmt).year().month(.wide)
    style.calendar = language.locale.calendar
    return bracketed(day.noon.formatted(style))
  }

  /// 23 Nov 2026, 14:05 in the library's time zone.
  public func instant(_ instant: Instant, in zone: TimeZone) -> String {
    bracketed(format(instant.date, date: .abbreviated, time: .shortened, zone: zone))
  }

  /// How long ago a day was, in the largest unit that fits: *3 months*.
  public func age(from day: Day, to today: Day) -> String {
    let days = today - day
    return switch days {
    case ..<1: self("today")
    case ..<31: plural(days, "{n} day", "{n} days")
    case ..<366: plural(days / 30, "{n} month", "{n} months")
    default: plural(days / 365, "{n} year", "{n} years")
    }
  }

  /// *a, b and c*.
  public func list(_ items: [String]) -> String {
    items.formatted(.list(type: .and).locale(language.locale))
  }

  private func format(
    _ date: Date, date dateStyle: Date.FormatStyle.DateStyle,
    time: Date.FormatStyle.TimeStyle, zone: TimeZone
  ) -> String {
    var style = Date.FormatStyle(date: dateStyle, time: time, locale: language.locale)
    style.timeZone = zone
    return date.formatted(style)
  }
}

/// Numbers and days as they were written before. The tables of all languages are asked for each
/// anew otherwise, which takes longer than to read the page that they stand on from the database.
private final class Memory: Sendable {
  enum Written: Hashable, Sendable {
    case number(Int)
    case decimal(Double, Int)
    case day(Day)
  }

  static let shared = Memory()
  /// About half a megabyte; when it is full, all is forgotten.
  private static let most = 4096
  private let texts = Locked<[Language: [Written: String]]>([:])

  func text(_ written: Written, _ language: Language, _ make: () -> String) -> String {
    if let text = texts.withLock({ $0[language]?[written] }) { return text }
    let text = make()
    texts.withLock { texts in
      if texts[language, default: [:]].count >= Memory.most { texts[language] = [:] }
      texts[language, default: [:]][written] = text
    }
    return text
  }
}
