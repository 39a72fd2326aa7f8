import Foundation
import Surroundings
import Testing
import Workplace
import Words

@testable import Letters

/// Letters handed to a real mail server of another make.
@Suite(
  .enabled(
    if: PracticeMailServer.python != nil,
    "needs a Python with aiosmtpd; name it in KITH_TEST_PYTHON"))
struct SMTPTests {
  private func letter(_ body: String = "See you there.") throws -> MailMessage {
    try MailMessage(
      from: Mailbox("library@juniper.example", name: "Biblioteca del Condado — Juníper"),
      to: Mailbox("ana@example.org", name: "آنا بيجاي"), subject: "¿Nos vemos el sábado?",
      body: body, language: .spanish, date: Instant(seconds: 1_795_467_900),
      identifier: "0123456789abcdef@juniper.example")
  }

  @Test func `a letter arrives as it was written, byte for byte`() async throws {
    let practice = try await PracticeMailServer(.accept)
    let letters = [
      try letter("One line\n.\n..\n.hidden\n\nlast"), try letter("نراكم يوم السبت\n.\nفي المكتبة"),
    ]
    for letter in letters {
      let delivery = await SMTP.deliver(letter, by: try practice.server())
      #expect(delivery.trouble == nil)
    }
    let arrived = try practice.arrived
    #expect(arrived.map { Array($0.letter) } == letters.map(\.bytes))
    #expect(arrived.allSatisfy { $0.from == "library@juniper.example" && !$0.signedIn })
    #expect(arrived.allSatisfy { $0.to == ["ana@example.org"] })
  }

  @Test(arguments: [
    (PracticeMailServer.Manner.refuse, MailTrouble.recipientRefused), (.delay, .delayed),
    (.stranger, .senderRefused), (.relay, .relayRefused), (.junk, .contentRefused),
    (.drop, .connectionLost), (.busy, .busy), (.locked, .signInNeeded),
  ])
  func `a refusal is told for what it is`(
    manner: PracticeMailServer.Manner, trouble: MailTrouble
  ) async throws {
    let practice = try await PracticeMailServer(manner)
    let delivery = await SMTP.deliver(try letter(), by: try practice.server())
    #expect(delivery.trouble == trouble)
    #expect(try practice.arrived.isEmpty)
    #expect(delivery.conversation.lines.contains { $0.speaker == .server })
  }

  @Test func `the right password opens, a wrong one is told, neither is shown`() async throws {
    let practice = try await PracticeMailServer(.locked)
    let right = try practice.server(username: "kith", password: "open sesame")
    let opened = await SMTP.deliver(try letter(), by: right)
    #expect(opened.trouble == nil)
    let wrong = try practice.server(username: "kith", password: "open barley")
    let refused = await SMTP.deliver(try letter(), by: wrong)
    #expect(refused.trouble == .signInRefused)
    #expect(refused.conversation.reply == 535)
    #expect(try practice.arrived.map(\.signedIn) == [true])
    for (delivery, password) in [(opened, "open sesame"), (refused, "open barley")] {
      let all = delivery.conversation.lines.map(\.text).joined(separator: "\n")
      let encoded = Data("\u{0}kith\u{0}\(password)".utf8).base64EncodedString()
      #expect(all.contains("AUTH"))
      #expect(!all.contains(password) && !all.contains(encoded))
    }
  }

  @Test func `a server that knows no signing in is not told the password`() async throws {
    let practice = try await PracticeMailServer(.accept)
    let server = try practice.server(username: "kith", password: "open sesame")
    let delivery = await SMTP.deliver(try letter(), by: server)
    #expect(delivery.trouble == nil)
    #expect(!delivery.conversation.lines.contains { $0.text.hasPrefix("AUTH") })
    #expect(try practice.arrived.map(\.signedIn) == [false])
  }

  @Test func `encryption is made, or the letter stays`() async throws {
    let practice = try await PracticeMailServer(.starttls)
    let unknown = await SMTP.deliver(try letter(), by: try practice.server(.starttls))
    #expect(unknown.trouble == .certificate)
    let known = try practice.server(.starttls, authority: practice.certificate)
    #expect(await SMTP.deliver(try letter(), by: known).trouble == nil)
    #expect(try practice.arrived.map(\.encrypted) == [true])
    let otherName = try practice.server(
      .starttls, authority: practice.certificate, host: "127.0.0.1")
    #expect(await SMTP.deliver(try letter(), by: otherName).trouble == .certificate)
    let plain = try await PracticeMailServer(.accept)
    #expect(
      await SMTP.deliver(try letter(), by: try plain.server(.starttls)).trouble == .noEncryption)
    #expect(
      await SMTP.deliver(try letter(), by: try plain.server(.tls)).trouble == .encryptionFailed)
    #expect(try plain.arrived.isEmpty)
  }

  @Test func `silence ends`() async throws {
    let practice = try await PracticeMailServer(.silent)
    let delivery = await SMTP.deliver(
      try letter(), by: try practice.server(), patience: .init(connect: 1, total: 2))
    #expect(delivery.trouble == .timedOut)
  }

  @Test func `a cancelled sending stops soon`() async throws {
    let practice = try await PracticeMailServer(.silent)
    let server = try practice.server()
    let letter = try letter()
    let sending = Task { await SMTP.deliver(letter, by: server) }
    try await Task.sleep(for: .milliseconds(300))
    sending.cancel()
    #expect(await sending.value.trouble == .stopped)
  }
}

/// What needs no mail server at all.
@Suite struct SMTPWithoutServerTests {
  private func trouble(_ host: String, _ port: Int) async throws -> MailTrouble? {
    let sender = try Mailbox("library@juniper.example")
    let letter = try MailMessage(
      from: sender, to: Mailbox("ana@example.org"), subject: "Hello", body: "Hello.",
      language: .english, date: Instant(seconds: 0), identifier: "1@juniper.example")
    let server = MailServer(host: host, port: port, security: .none, sender: sender)
    return await SMTP.deliver(letter, by: server).trouble
  }

  @Test func `a name that nobody has is told`() async throws {
    #expect(try await trouble("mail.invalid", 25) == .nameNotFound)
  }

  @Test func `a port at which nobody listens is told`() async throws {
    #expect(try await trouble("127.0.0.1", 1) == .connectionRefused)
  }

  @Test(arguments: [
    "mail.example/evil", "user@mail.example", "mail.example?x", "mail example", "", "a#b", "a%20b",
  ])
  func `what is no server's name is refused`(host: String) {
    #expect(!MailServer.isHost(host))
  }
}
