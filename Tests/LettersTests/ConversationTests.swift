import Foundation
import Testing
import Workplace

@testable import Letters

@Suite struct ConversationTests {
  private func heard(
    _ lines: [(Conversation.Speaker, String)], password: String = "", username: String = ""
  ) -> Conversation {
    var conversation = Conversation(password: password, username: username)
    for (speaker, line) in lines { conversation.hear(speaker, Array((line + "\r\n").utf8)) }
    return conversation
  }

  private let opening: [(Conversation.Speaker, String)] = [
    (.server, "220 mail.example ESMTP"), (.client, "EHLO juniper.example"),
    (.server, "250-mail.example"), (.server, "250 AUTH PLAIN LOGIN"),
  ]

  @Test func `passwords are never shown, by whichever way they are sent`() {
    let secret = "open sesame"
    let plain = Data("\u{0}kith\u{0}\(secret)".utf8).base64EncodedString()
    let login = Data(secret.utf8).base64EncodedString()
    let ways: [[(Conversation.Speaker, String)]] = [
      [(.client, "AUTH PLAIN \(plain)"), (.server, "235 ok")],
      [(.client, "AUTH PLAIN"), (.server, "334 "), (.client, plain), (.server, "535 no")],
      [
        (.client, "AUTH LOGIN"), (.server, "334 VXNlcm5hbWU6"), (.client, "a2l0aA=="),
        (.server, "334 UGFzc3dvcmQ6"), (.client, login), (.server, "235 ok"),
      ],
      [(.note, "sending \(secret) and \(login)")],
    ]
    for way in ways {
      let conversation = heard(opening + way, password: secret, username: "kith")
      let all = conversation.lines.map(\.text).joined(separator: "\n")
      for form in [secret, plain, login, "a2l0aA=="] { #expect(!all.contains(form)) }
    }
  }

  @Test func `the goodbye does not hide the refusal`() {
    let conversation = heard(
      opening + [
        (.client, "MAIL FROM:<library@juniper.example>"), (.server, "250 OK"),
        (.client, "RCPT TO:<ana@example.org>"), (.server, "550-No such"), (.server, "550 person"),
        (.client, "QUIT"), (.server, "221 Bye"),
      ])
    #expect(conversation.reply == 550)
    #expect(conversation.replyText == "550-No such\n550 person")
    #expect(MailTrouble.judge(.refused, conversation) == .recipientRefused)
    #expect(conversation.lines.last?.text == "221 Bye")
  }

  @Test(
    arguments: [
      ([(.server, "554 Go away")], MailTrouble.greetingRefused),
      ([(.client, "EHLO x"), (.server, "421 busy")], .busy),
      ([(.client, "MAIL FROM:<a@b>"), (.server, "530 Sign in first")], .signInNeeded),
      ([(.client, "MAIL FROM:<a@b>"), (.server, "553 Not yours")], .senderRefused),
      ([(.client, "MAIL FROM:<a@b>"), (.server, "552 Too large")], .contentRefused),
      ([(.client, "MAIL FROM:<a@b>"), (.server, "451 Later")], .delayed),
      ([(.client, "RCPT TO:<a@b>"), (.server, "450 Later")], .delayed),
      ([(.client, "RCPT TO:<a@b>"), (.server, "554 5.7.1 Relay access denied")], .relayRefused),
      ([(.client, "RCPT TO:<a@b>"), (.server, "551 Moved")], .recipientRefused),
      ([(.client, "RCPT TO:<a@b>")], .connectionLost),
      ([(.client, "DATA"), (.server, "554 No")], .contentRefused),
      ([(.client, "DATA"), (.server, "354 Go on"), (.server, "550 Junk")], .contentRefused),
      ([(.client, "DATA"), (.server, "354 Go on"), (.server, "451 Later")], .delayed),
      ([(.client, "DATA"), (.server, "354 Go on")], .connectionLost),
      ([(.client, "STARTTLS"), (.server, "454 Not now")], .noEncryption),
      ([(.client, "AUTH PLAIN"), (.server, "535 No")], .signInRefused),
      ([(.client, "AUTH PLAIN"), (.server, "454 Later")], .busy),
    ] as [([(Conversation.Speaker, String)], MailTrouble)])
  func `each refusal has its name`(
    lines: [(Conversation.Speaker, String)], trouble: MailTrouble
  ) {
    let start: [(Conversation.Speaker, String)] =
      lines.first?.0 == .server ? [] : [(.server, "220 mail.example ESMTP")]
    #expect(MailTrouble.judge(.refused, heard(start + lines)) == trouble)
  }

  @Test func `a timeout is the letter's only once the letter was begun`() {
    #expect(MailTrouble.judge(.timedOut, heard([])) == .timedOut)
    #expect(MailTrouble.judge(.timedOut, heard(opening)) == .timedOut)
    let begun = heard(opening + [(.client, "MAIL FROM:<a@b>")])
    #expect(MailTrouble.judge(.timedOut, begun) == .slow)
  }
}
