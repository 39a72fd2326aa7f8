import Foundation
import Surroundings
import Testing
import Words

@testable import Letters

@Suite struct MailMessageTests {
  let library: Mailbox
  let ana: Mailbox

  init() throws {
    library = try Mailbox("library@juniper.example", name: "Juniper County Library")
    ana = try Mailbox("ana@example.org", name: "Ana Begay")
  }

  private func letter(
    to: Mailbox? = nil, subject: String = "Your place is kept", _ body: String = "See you there.",
    language: Language = .english
  ) throws -> MailMessage {
    try MailMessage(
      from: library, to: to ?? ana, subject: subject, body: body, language: language,
      date: Instant(seconds: 1_795_467_900), identifier: "0123456789abcdef@juniper.example")
  }

  @Test func `a plain letter is readable as it travels`() throws {
    let text = String(decoding: try letter().bytes, as: UTF8.self)
    #expect(
      text == """
        Date: Mon, 23 Nov 2026 21:05:00 +0000\r
        From: "Juniper County Library" <library@juniper.example>\r
        To: "Ana Begay" <ana@example.org>\r
        Subject: Your place is kept\r
        Message-ID: <0123456789abcdef@juniper.example>\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: 7bit\r
        Content-Language: en\r
        Auto-Submitted: auto-generated\r
        \r
        See you there.\r

        """)
  }

  @Test(arguments: [
    (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `dates are those of the standard`(seconds: Int64, expected: String) {
    #expect(MailMessage.stamp(Instant(seconds: seconds)) == expected)
  }

  @Test(arguments: [
    "Hi\r\nBcc: everyone@example.org", "Hi\nBcc: x@example.org", "Hi\rBcc: x@example.org",
    "Hi\u{0}", "Hi\u{2028}there", "Hi\u{85}there", "\r\n", "Hi\r\n ", "Hi\u{0B}", "Hi\u{7F}",
  ])
  func `nobody adds headers of their own`(text: String) {
    #expect(throws: MailFault.lineBreak(.subject)) { try letter(subject: text) }
    #expect(throws: MailFault.lineBreak(.name)) { try Mailbox("ana@example.org", name: text) }
    #expect(throws: MailFault.self) { try Mailbox("ana@example.org\(text)") }
  }

  @Test(arguments: [
    "", "@", "ana", "ana@", "@example.org", "ana@b@example.org", "ana smith@example.org",
    "ana@example.org, bob@example.org", "<ana@example.org>", "ana@example.org>",
    "\"a\"@example.org",
    "ana@example.org;bob", "an\u{200B}a@example.org", "ana@[127.0.0.1]",
    "\(String(repeating: "a", count: 243))@example.org",
  ])
  func `what is no single address is refused`(text: String) {
    #expect(throws: MailFault.address) { try Mailbox(text) }
  }

  @Test func `addresses in other scripts and with odd signs stand`() throws {
    for address in ["josé@example.org", "مريم@مثال.example", "o'brien+library@example.org"] {
      #expect(try Mailbox(address).address == address)
    }
  }

  @Test func `a name can't close its quotes`() throws {
    let sly = try Mailbox("ana@example.org", name: "Ana\" <x@example.org>, \"")
    let line = HeaderText.line("To", sly)
    #expect(line == "To: \"Ana\\\" <x@example.org>, \\\"\" <ana@example.org>\r\n")
  }

  @Test func `no line of any header or text is longer than the standard allows`() throws {
    let subjects = [
      String(repeating: "long words go on ", count: 40) + "end",
      String(repeating: "x", count: 500), String(repeating: "ñ", count: 300),
      String(repeating: "👩🏽‍🚀", count: 60), "e" + String(repeating: "\u{301}", count: 200),
    ]
    for subject in subjects {
      let name = try Mailbox(
        "\(String(repeating: "a", count: 60))@example.org", name: String(subject.prefix(180)))
      let text = String(
        decoding: try letter(to: name, subject: subject, subject + "\n.\n" + subject).bytes,
        as: UTF8.self)
      for line in text.unicodeScalars.split(separator: "\n") {
        #expect(line.count <= 77, "\(String(line))")
        #expect(line.last == "\r")
      }
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `encoded words are whole by themselves and come back the same`() throws {
    let subject = "¿Qué necesita su barrio? مكتبة جونيبر 👩🏽‍🚀 — reunión del sábado"
    let header = HeaderText.encodedWords(subject)
    var bytes = Data()
    for word in header.replacing("\r\n ", with: "\n").split(separator: "\n") {
      #expect(word.utf8.count <= 75)
      let inside = try #require(
        Data(base64Encoded: String(word.dropFirst("=?utf-8?B?".count).dropLast(2))))
      #expect(String(validating: inside, as: UTF8.self) != nil)
      bytes += inside
    }
    #expect(String(decoding: bytes, as: UTF8.self) == subject)
  }

  @Test func `text that looks encoded is encoded`() {
    #expect(!HeaderText.line("Subject", "=?utf-8?B?SGk=?=").contains("=?utf-8?B?SGk=?="))
  }

  @Test(arguments: [
    ("See you there.", BodyEncoding.plain), ("", .plain),
    ("Nos vemos el sábado.", .quotedPrintable),
    (String(repeating: "word ", count: 40), .quotedPrintable),
    ("trailing \nspace", .quotedPrintable),
    ("نراكم يوم السبت في المكتبة", .base64), ("a\u{0}b", .quotedPrintable),
  ])
  func `the text travels by the encoding that suits it`(text: String, encoding: BodyEncoding) {
    #expect(BodyEncoding.encode(text).encoding == encoding)
  }

  @Test func `lines end alike, however they were typed`() {
    for text in ["a\r\nb\r\n\r\nc", "a\nb\n\nc\n", "a\rb\r\rc\r\n\r\n"] {
      #expect(BodyEncoding.encode(text).body == "a\r\nb\r\n\r\nc\r\n")
    }
  }
}
