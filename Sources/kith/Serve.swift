import Accounts
import App
import ArgumentParser
import Foundation
import Jobs
import Logging
import Server
import Store
import Surroundings
import Web

struct ListenOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes any that is free.")
  var port = 8080

  @Option(help: "The file of a TLS certificate chain (PEM). Needs --key.")
  var certificate: String?

  @Option(help: "The file of the certificate's key (PEM).")
  var key: String?

  @Flag(help: "Believe X-Forwarded-For and -Proto: only behind a proxy of your own.")
  var trustProxy = false

  func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535.")
    }
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--certificate and --key belong together: give both or neither.")
    }
  }

  var settings: ServerSettings {
    var settings = ServerSettings()
    settings.host = host
    settings.port = port
    if let certificate, let key { settings.certificate = (certificate, key) }
    settings.trustsProxy = trustProxy
    return settings
  }

  func address(port: Int) -> String {
    let shown = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
    return "\(certificate == nil ? "http" : "https")://\(shown):\(port)"
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the library. The first time, it prints a code to set it up with.")

  @OptionGroup var place: PlaceOptions
  @OptionGroup var listen: ListenOptions

  func run() async throws {
    let address = try place.address()
    let lock = try place.hold()
    defer { lock?.release() }
    let store = try Store.open(address)
    let (host, site) = try await Host.ready(store, .real, listen)
    let listen = listen
    try await host.serve(site) { port in
      let address = listen.address(port: port)
      let code = try? await store.write { connection in
        if var library = try Library.find(connection), library.address.isEmpty {
          library.address = address
          try library.save(connection)
        }
        return try FirstRun.begin(.real, connection)
      }
      say("Kith is open at \(address)")
      if let code {
        say("Set it up at \(address)/first-run with this code: \(code)")
      }
    }
    try await store.close()
  }
}

/// What `serve` and `demo` share: logs, the site, the server.
struct Host: Sendable {
  let settings: ServerSettings
  let log: Logger

  static func ready(
    _ store: Store, _ surroundings: Surroundings, _ listen: ListenOptions
  ) async throws -> (Host, Site) {
    LoggingSystem.bootstrap { JSONLog(label: $0) }
    let log = Logger(label: "kith")
    var settings = Site.Settings()
    settings.trustsProxy = listen.trustProxy
    settings.address = listen.address(port: listen.port)
    var served = listen.settings
    served.answersHello = ProcessInfo.processInfo.environment["KITH_BENCH"] != nil
    // A measurement comes from one address.
    if served.answersHello { settings.rate = RateLimit(1_000_000_000, perSeconds: 1) }
    let site = try await App.site(store, surroundings, settings: settings) { observation in
      guard log.logLevel <= .debug || observation.trouble != nil else { return }
      var fields: Logger.Metadata = [
        "method": "\(observation.method)", "route": "\(observation.route)",
        "status": "\(observation.status)",
        "ms": "\((observation.milliseconds * 100).rounded() / 100)",
      ]
      if let trouble = observation.trouble {
        fields["reference"] = "\(trouble.reference)"
        fields["error"] = "\(trouble.error)"
        log.error("request failed", metadata: fields)
      } else {
        log.debug("request", metadata: fields)
      }
    }
    return (Host(settings: served, log: log), site)
  }

  /// Serves until told to stop; `opened` is told the port.
  func serve(
    _ site: Site, opened: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let server = try Server(
      site, settings, services: [JobRunner(jobs: App.jobs, site: site, logger: log)],
      logger: log, running: opened)
    do {
      try await server.run()
    } catch let error where String(describing: error).contains("Address already in use") {
      throw ValidationError(
        "Port \(settings.port) is taken by another program. Choose another with --port.")
    }
  }
}
