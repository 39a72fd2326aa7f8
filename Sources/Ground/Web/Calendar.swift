import Foundation
import Surroundings

/// A calendar that others' programs subscribe to, after RFC 5545: whole days alone.
public struct CalendarFeed: Sendable {
  public struct Event: Sendable, Equatable {
    /// Stays the same while the event does, so that a calendar moves it and does not double it.
    public var id: String
    public var day: Day
    public var title: String
    /// A whole address.
    public var link: String

    public init(id: String, day: Day, title: String, link: String) {
      self.id = id
      self.day = day
      self.title = title
      self.link = link
    }
  }

  public var name: String
  /// When it was gathered.
  public var stamp: Instant
  public var events: [Event]

  public init(name: String, stamp: Instant, events: [Event]) {
    self.name = name
    self.stamp = stamp
    self.events = events
  }

  /// The document: lines of at most 75 octets that end in CR LF.
  public var document: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kith//Kith//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:\(CalendarFeed.text(name))",
      "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    let stamp = CalendarFeed.time(stamp)
    for event in events {
      lines += [
        "BEGIN:VEVENT", "UID:\(event.id)", "DTSTAMP:\(stamp)",
        "DTSTART;VALUE=DATE:\(CalendarFeed.date(event.day))",
        "DTEND;VALUE=DATE:\(CalendarFeed.date(event.day.adding(days: 1)))",
        "SUMMARY:\(CalendarFeed.text(event.title))", "URL:\(event.link)", "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { CalendarFeed.folded($0) + "\r\n" }.joined()
  }

  private static func date(_ day: Day) -> String { day.description.replacing("-", with: "") }

  private static func time(_ instant: Instant) -> String {
    let day = Day(instant, in: .gmt)
    let seconds = instant.seconds - day.number * 86400
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    return "\(date(day))T\(parts.joined())Z"
  }

  /// RFC 5545, 3.3.11: what has a meaning of its own is escaped; other controls are left out.
  private static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case ";": result += "\\;"
      case ",": result += "\\,"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// RFC 5545, 3.1: longer lines go on after a line break and a space; no character is cut in two.
  private static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result
  }
}

extension Reply {
  public static func calendar(_ feed: CalendarFeed) -> Reply {
    Reply(
      status: 200, headers: [("content-type", "text/calendar; charset=utf-8")],
      body: Array(feed.document.utf8)
    ).adding("cache-control", "no-store")
  }
}
