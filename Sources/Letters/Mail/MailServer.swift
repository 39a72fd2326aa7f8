/// How a mail server is reached, and in whose name letters go out.
public struct MailServer: Sendable, Equatable {
  public enum Security: String, Sendable, CaseIterable {
    /// Nothing is encrypted: for a server on the same machine.
    case none
    /// Plain at first, encrypted before anything is said: port 587.
    case starttls
    /// Encrypted from the first byte: port 465.
    case tls
  }

  public var host: String
  public var port: Int
  public var security: Security
  /// Empty: the server asks for no sign-in.
  public var username: String
  public var password: String
  public var sender: Mailbox
  /// Certificates in PEM to trust instead of the system's; empty for the system's.
  public var authority: String

  public init(
    host: String, port: Int, security: Security, username: String = "", password: String = "",
    sender: Mailbox, authority: String = ""
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.username = username
    self.password = password
    self.sender = sender
    self.authority = authority
  }

  /// Whether `host` can be a server's name or address: nothing that would change what the rest of
  /// its URL means.
  public static func isHost(_ host: String) -> Bool {
    let plain = host.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return plain && !host.isEmpty && host.utf8.count <= 253
  }

  /// What libcurl is told. The path is the name we greet the server with: the sender's domain, so
  /// that the machine's own name stays at home.
  var url: String {
    let scheme = security == .tls ? "smtps" : "smtp"
    let place = host.contains(":") ? "[\(host)]" : host
    let domain = sender.domain
    let greeting = MailServer.isHost(domain) && !domain.contains(":") ? domain : "localhost"
    return "\(scheme)://\(place):\(port)/\(greeting)"
  }
}
