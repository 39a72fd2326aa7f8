import Foundation
import Surroundings
import Words

/// A letter as it goes over the wire: plain text, from the library to one person.
public struct MailMessage: Sendable {
  public let from: Mailbox
  public let to: Mailbox
  public let subject: String
  public let body: String
  public let language: Language
  public let date: Instant
  /// What stands between the angle brackets of Message-ID. The same at every try, so that a letter
  /// that arrives twice can be known for one.
  public let identifier: String

  /// - Throws: ``MailFault/lineBreak(_:)`` when the subject or the identifier would break out of
  ///   its header.
  public init(
    from: Mailbox, to: Mailbox, subject: String, body: String, language: Language, date: Instant,
    identifier: String
  ) throws(MailFault) {
    try MailFault.refuseBreaks(subject, in: .subject)
    try MailFault.refuseBreaks(identifier, in: .identifier)
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.language = language
    self.date = date
    self.identifier = identifier
  }

  /// The whole letter, headers and text, with CR LF at the end of each line.
  public var bytes: [UInt8] {
    let (encoding, text) = BodyEncoding.encode(body)
    let headers = [
      "Date: \(MailMessage.stamp(date))\r\n",
      HeaderText.line("From", from),
      HeaderText.line("To", to),
      HeaderText.line("Subject", subject),
      "Message-ID: <\(identifier)>\r\n",
      "MIME-Version: 1.0\r\n",
      "Content-Type: text/plain; charset=utf-8\r\n",
      "Content-Transfer-Encoding: \(encoding.rawValue)\r\n",
      "Content-Language: \(language.tag)\r\n",
      // Out-of-office programs don't answer what a program wrote (RFC 3834).
      "Auto-Submitted: auto-generated\r\n",
    ]
    return Array((headers.joined() + "\r\n" + text).utf8)
  }

  /// Such as `Mon, 23 Nov 2026 21:05:00 +0000` (RFC 5322 §3.3), whatever the machine's language.
  static func stamp(_ instant: Instant) -> String {
    let day = Day(instant, in: .gmt)
    let second = Int(instant.seconds - day.number * 86400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let weekday = weekdays[Int(((day.number % 7) + 7) % 7)]
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(weekday), \(day.day) \(months[day.month - 1]) \(day.year) \(clock) +0000"
  }
}
