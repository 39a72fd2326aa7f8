import CMail
import Foundation
import Surroundings

/// What came of trying to send one letter.
public struct Delivery: Sendable {
  /// `nil` when the mail server took it.
  public let trouble: MailTrouble?
  public let conversation: Conversation

  public init(trouble: MailTrouble?, conversation: Conversation = Conversation()) {
    self.trouble = trouble
    self.conversation = conversation
  }
}

/// Sending by SMTP, one connection for each letter.
public enum SMTP {
  /// Seconds to wait for a connection, and for all of it.
  struct Patience: Sendable {
    var connect = 20
    var total = 90
  }

  /// Hands one letter to the mail server. It waits on a thread of its own, never on one that the
  /// program's requests need; a cancelled task calls the sending off.
  public static func deliver(_ message: MailMessage, by server: MailServer) async -> Delivery {
    await deliver(message, by: server, patience: Patience())
  }

  static func deliver(
    _ message: MailMessage, by server: MailServer, patience: Patience
  ) async -> Delivery {
    let calledOff = Locked(false)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            returning: send(message, by: server, patience: patience, calledOff: calledOff))
        }
      }
    } onCancel: {
      calledOff.withLock { $0 = true }
    }
  }

  /// What libcurl reports, without its dozens of kinds.
  enum Outcome: Sendable {
    case done, nameNotFound, connectionRefused, timedOut, noEncryption, encryptionFailed
    case certificate, signIn, refused, lost, stopped, other

    init(_ outcome: kith_mail_outcome) {
      self =
        switch outcome {
        case KITH_MAIL_DONE: .done
        case KITH_MAIL_NAME: .nameNotFound
        case KITH_MAIL_CONNECT: .connectionRefused
        case KITH_MAIL_TIMEOUT: .timedOut
        case KITH_MAIL_NO_TLS: .noEncryption
        case KITH_MAIL_TLS_FAILED: .encryptionFailed
        case KITH_MAIL_CERTIFICATE: .certificate
        case KITH_MAIL_LOGIN: .signIn
        case KITH_MAIL_REFUSED: .refused
        case KITH_MAIL_LOST: .lost
        case KITH_MAIL_STOPPED: .stopped
        default: .other
        }
    }
  }

  /// What libcurl's callbacks write to and ask, all on the thread that sends.
  private final class Listener {
    var conversation: Conversation
    let calledOff: Locked<Bool>

    init(_ conversation: Conversation, _ calledOff: Locked<Bool>) {
      self.conversation = conversation
      self.calledOff = calledOff
    }
  }

  private static func send(
    _ message: MailMessage, by server: MailServer, patience: Patience, calledOff: Locked<Bool>
  ) -> Delivery {
    let listener = Listener(
      Conversation(password: server.password, username: server.username), calledOff)
    let signsIn = !server.username.isEmpty
    let result = withCStrings([
      server.url, server.sender.address, message.to.address, signsIn ? server.username : nil,
      signsIn ? server.password : nil, server.authority.isEmpty ? nil : server.authority,
    ]) { texts in
      message.bytes.withUnsafeBytes { bytes in
        var letter = kith_mail_letter(
          url: texts[0], from: texts[1], to: texts[2], user: texts[3], password: texts[4],
          authority: texts[5], security: security(server.security),
          connect_seconds: patience.connect, total_seconds: patience.total,
          message: bytes.bindMemory(to: CChar.self).baseAddress, message_length: bytes.count)
        return withExtendedLifetime(listener) {
          kith_mail_send(
            &letter, Unmanaged.passUnretained(listener).toOpaque(),
            { context, speaker, bytes, length in
              guard let context, let bytes else { return }
              let listener = Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
              let heard = UnsafeRawBufferPointer(start: bytes, count: length)
              listener.conversation.hear(SMTP.speaker(speaker), heard)
            },
            { context in
              guard let context else { return 0 }
              let listener = Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
              return listener.calledOff.withLock { $0 } ? 1 : 0
            })
        }
      }
    }
    return Delivery(
      trouble: MailTrouble.judge(Outcome(result.outcome), listener.conversation),
      conversation: listener.conversation)
  }

  private static func security(_ security: MailServer.Security) -> kith_mail_security {
    switch security {
    case .none: KITH_MAIL_PLAIN
    case .starttls: KITH_MAIL_STARTTLS
    case .tls: KITH_MAIL_TLS
    }
  }

  private static func speaker(_ speaker: kith_mail_speaker) -> Conversation.Speaker {
    switch speaker {
    case KITH_MAIL_SERVER: .server
    case KITH_MAIL_CLIENT: .client
    default: .note
    }
  }

  /// The strings as C reads them, for as long as `body` runs.
  private static func withCStrings<Result>(
    _ strings: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { $0.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { $0.map { UnsafePointer($0) } })
  }
}
