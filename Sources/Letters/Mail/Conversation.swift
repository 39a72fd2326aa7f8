import Foundation

/// What a mail server and Kith said to each other, without passwords and without the letter.
public struct Conversation: Sendable, Equatable {
  public enum Speaker: String, Sendable { case note, server, client }

  public struct Line: Sendable, Equatable {
    public let speaker: Speaker
    public let text: String
  }

  /// How far it came: the last thing that we said.
  public enum Stage: Int, Sendable, Comparable {
    case connecting, greeting, encrypting, signingIn, sender, recipient, announcing, letter

    public static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  public private(set) var lines: [Line] = []
  public private(set) var stage = Stage.connecting
  /// The code of the server's answer to what we said last; `nil` while it has not answered.
  public private(set) var reply: Int?
  /// That answer in full.
  public private(set) var replyText = ""

  /// What must never be seen, in the forms in which it may be.
  private var secrets: [String]
  private var isOver = false
  private static let mostLines = 200

  public init(password: String = "", username: String = "") {
    secrets = []
    guard !password.isEmpty else { return }
    secrets = [password, "\u{0}\(username)\u{0}\(password)"].flatMap { secret in
      [secret, Data(secret.utf8).base64EncodedString()]
    }
  }

  /// Takes in what was said; a piece can hold several lines.
  public mutating func hear(_ speaker: Speaker, _ bytes: some Sequence<UInt8>) {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    for line in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
      switch speaker {
      case .note: note(String(line))
      case .client: said(String(line))
      case .server: heard(String(line))
      }
    }
  }

  private mutating func note(_ text: String) { add(.note, text) }

  private mutating func said(_ line: String) {
    let verb = line.prefix { $0 != " " && $0 != ":" }.uppercased()
    // What follows AUTH, up to the server's verdict, is the password in one dress or another.
    if stage == .signingIn, reply == 334 || (reply == nil && verb != "QUIT") {
      reply = nil
      add(.client, "…")
      return
    }
    switch verb {
    case "EHLO", "HELO": turn(.greeting)
    case "STARTTLS": turn(.encrypting)
    case "AUTH":
      turn(.signingIn)
      add(.client, line.split(separator: " ").prefix(2).joined(separator: " ") + " …")
      return
    case "MAIL": turn(.sender)
    case "RCPT": turn(.recipient)
    case "DATA": turn(.announcing)
    // The server's goodbye is no answer to what came before.
    case "QUIT": isOver = true
    default: break
    }
    add(.client, line)
  }

  private mutating func heard(_ line: String) {
    guard !isOver, line.utf8.count >= 3, let code = Int(line.prefix(3)) else {
      add(.server, line)
      return
    }
    // A challenge can be made of what we sent.
    add(.server, stage == .signingIn && code == 334 ? "334 …" : line)
    replyText = reply == code ? replyText + "\n" + line : line
    reply = code
    if stage == .announcing && code == 354 {
      stage = .letter
      reply = nil
      replyText = ""
    }
  }

  private mutating func turn(_ stage: Stage) {
    self.stage = stage == .greeting && self.stage > .encrypting ? self.stage : stage
    reply = nil
    replyText = ""
  }

  private mutating func add(_ speaker: Speaker, _ text: String) {
    guard lines.count < Conversation.mostLines else { return }
    var text = text
    for secret in secrets where secret.utf8.count >= 3 {
      text = text.replacing(secret, with: "…")
    }
    lines.append(Line(speaker: speaker, text: text))
  }
}
