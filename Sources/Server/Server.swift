import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Web

/// Where and how the program listens.
public struct ServerSettings: Sendable {
  public var host = "127.0.0.1"
  /// 0 takes any free port.
  public var port = 8080
  /// Files of a certificate chain and its key in PEM; both or neither.
  public var certificate: (chain: String, key: String)?
  /// Whether `X-Forwarded-For` and `X-Forwarded-Proto` come from a proxy of ours.
  public var trustsProxy = false
  /// Whether `/bench/hello` gives a bare answer without the site: what pages are measured against.
  public var answersHello = false
  /// Bytes that the bodies of all requests under way may take together.
  public var mostBodyBytes = 256 * 1024 * 1024
  public var bodyPace = BodyPace()

  public init() {}
}

/// The site on a socket: HTTP by Hummingbird, everything else by ``Site``.
public struct Server {
  private let application: Application<SiteResponder>

  /// - Parameter running: Told the port once the program listens.
  /// - Throws: What NIOSSL says when a certificate or key can't be read.
  public init(
    _ site: Site, _ settings: ServerSettings, services: [any Service], logger: Logger,
    running: @escaping @Sendable (Int) async -> Void
  ) throws {
    let plain = HTTP1Channel.Configuration(
      additionalChannelHandlers: [], idleTimeout: .seconds(60))
    let builder: HTTPServerBuilder =
      if let files = settings.certificate {
        try .tls(.http1(configuration: plain), tlsConfiguration: Self.tls(files))
      } else {
        .http1(configuration: plain)
      }
    var configuration = ApplicationConfiguration(
      address: .hostname(settings.host, port: settings.port), serverName: nil)
    configuration.backlog = 1024
    application = Application(
      responder: SiteResponder(
        site: site, encrypts: settings.certificate != nil, trustsProxy: settings.trustsProxy,
        answersHello: settings.answersHello, room: BodyRoom(most: settings.mostBodyBytes),
        pace: settings.bodyPace),
      server: builder, configuration: configuration, services: services,
      onServerRunning: { channel in await running(channel.localAddress?.port ?? settings.port) },
      logger: logger)
  }

  /// Serves until SIGTERM or SIGINT; requests under way are answered first.
  public func run() async throws { try await application.runService() }

  private static func tls(_ files: (chain: String, key: String)) throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(files.chain).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}

/// What Hummingbird keeps with a connection: all we want of it is where it comes from, and to end it.
struct SiteContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  let remote: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    remote = source.channel.remoteAddress?.ipAddress ?? ""
  }
}
