/// Why a letter did not go out.
public enum MailTrouble: String, Error, Sendable, CaseIterable {
  // Of the mail server, or of how we reach it: every letter would meet it.
  case nameNotFound = "name not found"
  case connectionRefused = "connection refused"
  case timedOut = "timed out"
  case noEncryption = "no encryption"
  case encryptionFailed = "encryption failed"
  case certificate
  case greetingRefused = "greeting refused"
  case signInRefused = "sign-in refused"
  case signInNeeded = "sign-in needed"
  case signInNotOffered = "sign-in not offered"
  case senderRefused = "sender refused"
  case relayRefused = "relay refused"
  case busy
  case unknown

  // Of this letter.
  case recipientRefused = "recipient refused"
  case contentRefused = "content refused"
  case address
  case delayed
  case connectionLost = "connection lost"
  case slow
  case stopped

  /// Whether other letters would fare no better, so that all of them wait until it is mended.
  public var isOfServer: Bool {
    switch self {
    case .nameNotFound, .connectionRefused, .timedOut, .noEncryption, .encryptionFailed,
      .certificate, .greetingRefused, .signInRefused, .signInNeeded, .signInNotOffered,
      .senderRefused, .relayRefused, .busy, .unknown:
      true
    case .recipientRefused, .contentRefused, .address, .delayed, .connectionLost, .slow, .stopped:
      false
    }
  }

  /// Whether another try would be answered the same.
  public var isPermanent: Bool {
    switch self {
    case .recipientRefused, .contentRefused, .address: true
    default: false
    }
  }

  /// What libcurl's result and the conversation come to. libcurl reports a refusal as a failed
  /// transfer (its errors 8, 55 and 56), so the server's own answer is what counts.
  static func judge(_ outcome: SMTP.Outcome, _ conversation: Conversation) -> MailTrouble? {
    switch outcome {
    case .done: nil
    case .nameNotFound: .nameNotFound
    case .connectionRefused: .connectionRefused
    case .timedOut: conversation.stage < .sender ? .timedOut : .slow
    case .noEncryption: .noEncryption
    case .encryptionFailed: .encryptionFailed
    case .certificate: .certificate
    case .stopped: .stopped
    case .signIn, .refused, .lost, .other: refusal(outcome, conversation)
    }
  }

  private static func refusal(
    _ outcome: SMTP.Outcome, _ conversation: Conversation
  ) -> MailTrouble {
    if outcome == .signIn, conversation.stage < .signingIn { return .signInNotOffered }
    guard let code = conversation.reply, code >= 400 else {
      return conversation.stage == .connecting && outcome == .other ? .unknown : .connectionLost
    }
    if code == 421 { return .busy }
    if code == 530 { return .signInNeeded }
    let forGood = code >= 500
    return switch conversation.stage {
    case .connecting, .greeting: forGood ? .greetingRefused : .busy
    case .encrypting: .noEncryption
    case .signingIn: forGood ? .signInRefused : .busy
    case .sender: code == 552 ? .contentRefused : forGood ? .senderRefused : .delayed
    case .recipient:
      if forGood, conversation.replyText.lowercased().contains("relay") {
        .relayRefused
      } else {
        forGood ? .recipientRefused : .delayed
      }
    case .announcing, .letter: forGood ? .contentRefused : .delayed
    }
  }
}
