import Foundation
import Programs

@testable import Letters

/// A mail server to practise with, on this machine, by Python's aiosmtpd.
///
/// Tests that need it are skipped, and say so, where no Python with aiosmtpd is found: set
/// KITH_TEST_PYTHON to one that has it.
final class PracticeMailServer: Sendable {
  enum Manner: String {
    /// Takes everything.
    case accept
    /// Knows nobody at the address: 550.
    case refuse
    /// Asks to come back later: 450.
    case delay
    /// Carries letters only for those who sign in: user `kith`, password `open sesame`.
    case locked
    /// Takes no letter from this sender: 553.
    case stranger
    /// Carries nothing to other places: 554.
    case relay
    /// Finds the letter too much like junk: 554 after the letter.
    case junk
    /// Hangs up in the middle of a letter.
    case drop
    /// Answers the telephone and says nothing.
    case silent
    /// Offers STARTTLS by a certificate that nobody knows.
    case starttls
    /// Too many connections: 421.
    case busy
  }

  struct Arrived: Decodable {
    let from: String
    let to: [String]
    let signedIn: Bool
    let encrypted: Bool
    let letter: Data
  }

  /// The Python that has aiosmtpd, where there is one.
  static let python = ProcessInfo.processInfo.environment["KITH_TEST_PYTHON"]

  let port: Int
  /// Its certificate in PEM, where it has one.
  let certificate: String
  private let folder: URL
  private let program: Program

  init(_ manner: Manner) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith-practice-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    program = try Program(
      PracticeMailServer.python ?? "python3",
      ["-c", PracticeMailServer.script, manner.rawValue, folder.path])
    let line = await program.words(upTo: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    guard let port = Int(line) else { throw CocoaError(.fileReadCorruptFile) }
    self.port = port
    let file = folder.appendingPathComponent("certificate.pem")
    certificate = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  /// It ends by itself when this side lets go of its input.
  deinit {
    program.closeInput()
    try? FileManager.default.removeItem(at: folder)
  }

  /// What it took, in order.
  var arrived: [Arrived] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
        try JSONDecoder().decode(
          Arrived.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
      }
    }
  }

  func server(
    _ security: MailServer.Security = .none, username: String = "", password: String = "",
    authority: String = "", host: String = "localhost"
  ) throws -> MailServer {
    MailServer(
      host: host, port: port, security: security, username: username, password: password,
      sender: try Mailbox("library@juniper.example", name: "Juniper County Library"),
      authority: authority)
  }

  private static let script = #"""
    import base64, json, os, socket, ssl, subprocess, sys, threading
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    manner, folder = sys.argv[1:]

    class Handler:
        count = 0
        async def handle_MAIL(self, server, session, envelope, address, options):
            if manner == "stranger":
                return "553 5.7.1 Sender address rejected: not owned by user"
            if manner == "busy":
                return "421 4.7.0 Too many connections"
            envelope.mail_from = address
            return "250 OK"
        async def handle_RCPT(self, server, session, envelope, address, options):
            if manner == "refuse":
                return f"550 5.1.1 <{address}>: no such person here"
            if manner == "delay":
                return "450 4.2.1 Come back later"
            if manner == "relay":
                return "554 5.7.1 Relay access denied"
            envelope.rcpt_tos.append(address)
            return "250 OK"
        async def handle_DATA(self, server, session, envelope):
            if manner == "drop":
                server.transport.abort()
                return "250 OK"
            if manner == "junk":
                return "554 5.7.1 This looks like junk"
            Handler.count += 1
            data = {
                "from": envelope.mail_from, "to": envelope.rcpt_tos,
                "signedIn": bool(session.authenticated), "encrypted": session.ssl is not None,
                "letter": base64.b64encode(envelope.original_content).decode(),
            }
            path = os.path.join(folder, f"{Handler.count:06}.json")
            with open(path + "~", "w") as file:
                json.dump(data, file)
            os.rename(path + "~", path)
            return "250 OK"

    def check(server, session, envelope, mechanism, data):
        right = data.login == b"kith" and data.password == b"open sesame"
        return AuthResult(success=right, handled=False)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    if manner == "silent":
        listener = socket.socket()
        listener.bind(("127.0.0.1", port))
        listener.listen()
    else:
        options = {}
        if manner == "locked":
            options = dict(authenticator=check, auth_required=True, auth_require_tls=False)
        if manner == "starttls":
            key, certificate = (os.path.join(folder, name) for name in ("key.pem", "certificate.pem"))
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key,
                 "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost"],
                check=True, stderr=subprocess.DEVNULL)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            options = dict(tls_context=context, require_starttls=True)
        Controller(Handler(), hostname="127.0.0.1", port=port, **options).start()
    print(port, flush=True)
    sys.stdin.read()
    os._exit(0)
    """#
}
