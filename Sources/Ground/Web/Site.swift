import Assets
import Components
import Crypto
import Foundation
import Markup
import Store
import Surroundings
import Words

/// The assembled program: every capability over one store. It answers requests, and knows nothing
/// of sockets; the server and the tests call it alike.
public final class Site: Sendable {
  public let store: Store
  public let surroundings: Surroundings
  public let capabilities: [Capability]
  public let settings: Settings
  /// What every page has of the capabilities, gathered once.
  let navigation: [NavigationEntry]
  public let publicLinks: [NavigationEntry]
  let doors: [NavigationEntry]
  let tokens: FormTokens
  let tree: RouteTree
  let limiter = RateLimiter()
  /// Whether a write failed for want of space since the last that did not.
  let isFull = Locked(false)
  let resolveViewer: @Sendable (String, Site) async throws -> Viewer?
  /// Told about every answer, for logs and metrics: nothing in it says who asked.
  public let observe: @Sendable (Observation) -> Void

  /// What an observer may know of a request.
  public struct Observation: Sendable {
    public let method: String
    /// The route's path with its braces: never the ids or codes that stood in it.
    public let route: String
    public let status: Int
    public let milliseconds: Double
    /// For an answer of 500: the reference that the reader was shown, and the error.
    public let trouble: (reference: String, error: String)?
  }

  public struct Settings: Sendable {
    /// Whether the connection is encrypted by a proxy before us, so that cookies are `Secure`.
    public var trustsProxy = false
    /// Where the program listens, such as `http://127.0.0.1:8080`: what links begin with until an
    /// owner names the address that people use.
    public var address = ""
    /// The ordinary limit of calls of one reader.
    public var rate = RateLimit(600, perSeconds: 60)
    public init() {}
  }

  /// Changes whenever a file of the look does, so that browsers may keep them for a year.
  public static let assetVersion: String = {
    var hash = SHA256()
    for asset in Assets.all { hash.update(data: asset.bytes) }
    return hexadecimal(hash.finalize().prefix(6))
  }()

  public init(
    store: Store, surroundings: Surroundings, capabilities: [Capability],
    settings: Settings = Settings(), secret: [UInt8],
    resolveViewer: @escaping @Sendable (String, Site) async throws -> Viewer?,
    observe: @escaping @Sendable (Observation) -> Void = { _ in }
  ) {
    self.store = store
    self.surroundings = surroundings
    self.capabilities = capabilities
    self.settings = settings
    self.resolveViewer = resolveViewer
    self.observe = observe
    navigation = capabilities.flatMap(\.navigation)
    publicLinks = capabilities.flatMap(\.publicLinks)
    doors = capabilities.flatMap(\.doors)
    tokens = FormTokens(secret: secret)
    tree = RouteTree(capabilities.flatMap(\.routes))
  }

  /// Whether the database takes no more. It tries, where a write failed, so that it finds out by itself
  /// when there is room again.
  public func hasRoom() async throws -> Bool {
    guard isFull.withLock({ $0 }) else { return true }
    do {
      try await store.write { try $0.run("UPDATE library SET name = name") }
    } catch StoreError.full {
      return false
    }
    isFull.withLock { $0 = false }
    return true
  }

  public var routes: [Route] { capabilities.flatMap(\.routes) }

  /// Gives the body of a request, of at most so many bytes; it is not asked for before it is known who
  /// may send how much.
  public typealias BodySource = @Sendable (_ limit: Int) async throws -> [UInt8]

  /// Answers a request whose body is at hand.
  public func answer(_ request: Request) async -> Reply {
    await answer(request) { limit in
      guard request.body.count <= limit else { throw Failure.tooLarge(limit: limit) }
      return request.body
    }
  }

  /// Answers a request. Never throws: what goes wrong becomes a page.
  public func answer(_ request: Request, body: @escaping BodySource) async -> Reply {
    let start = ContinuousClock.now
    var route = "(none)"
    var trouble: (reference: String, error: String)?
    var reply: Reply
    if request.path.hasPrefix("/look/") {
      route = "/look/{file}"
      reply = look(request)
    } else {
      var call: Call?
      do {
        reply = try await dispatch(request, body, route: &route, call: &call)
      } catch {
        let heard = if let call { call } else { await unheard(request) }
        (reply, trouble) = await troubled(error, heard)
      }
    }
    reply = finished(reply, request)
    let elapsed = start.duration(to: .now) / .milliseconds(1)
    observe(
      Observation(
        method: request.method.rawValue, route: route, status: reply.status, milliseconds: elapsed,
        trouble: trouble))
    return reply
  }

  private func dispatch(
    _ request: Request, _ body: BodySource, route routeName: inout String,
    call answered: inout Call?
  ) async throws -> Reply {
    guard let found = tree.find(request.path) else { throw Failure.notFound }
    let method = request.method == .head ? .get : request.method
    guard let route = found.routes[method] else {
      routeName = found.routes.values.first?.path ?? "(none)"
      let head: [Request.Method] = found.routes[.get] == nil ? [] : [.head]
      let allowed = (found.routes.keys + head).map(\.rawValue).sorted().joined(separator: ", ")
      return Reply.text("405 Method not allowed\n", status: 405).adding("allow", allowed)
    }
    routeName = route.path
    let limit = route.rate ?? settings.rate
    let limitName = route.rate == nil ? "site" : route.path
    let wait = limiter.wait(
      origin: request.origin, name: limitName, limit: limit, now: surroundings.now())
    let query = try FormData(urlEncoded: request.query)
    let (viewer, library) = try await whoAndWhere(request)
    let w = Words(language(request, query, viewer, library))
    func heard(_ form: FormData) -> Call {
      Call(
        request: request, parameters: found.parameters, query: query, form: form, viewer: viewer,
        w: w, library: library, site: self)
    }
    // So that a form that can't be read is refused in the reader's language.
    answered = heard(FormData())
    if let wait {
      // Whoever wrote for an hour and sends it twice too often gets it back.
      let bytes = (try? await read(body, route, nil)) ?? []
      answered = heard((try? form(of: request, bytes)) ?? FormData())
      throw Failure.tooMany(retryAfter: wait)
    }
    let isAdmitted = route.access.admits(viewer)
    guard isAdmitted || viewer == nil else { throw Failure.notFound }
    // What a stranger typed is read even where they must sign in first: it is given back to them.
    let bytes = try await read(body, route, viewer)
    let call = heard(try form(of: request, bytes))
    answered = call
    guard isAdmitted else { throw Failure.signInNeeded }
    if method == .post {
      try checkOrigin(request, library)
      guard tokens.accepts(call.form.text("token"), for: viewer, now: surroundings.now()) else {
        throw Failure.staleForm
      }
    }
    return remember(query, library, request, try await route.answer(call))
  }

  private func whoAndWhere(_ request: Request) async throws -> (Viewer?, Library) {
    var viewer: Viewer?
    if let code = request.cookie("kith_session"), !code.isEmpty, code.utf8.count <= 100 {
      viewer = try await resolveViewer(code, self)
    }
    let library = try await store.read { try Library.find($0) }
    return (viewer, library ?? Site.unnamed)
  }

  /// What pages say before the first run is done.
  static let unnamed = Library(
    name: "Kith", zoneName: "GMT", language: .english, languages: Language.spoken,
    address: "http://127.0.0.1:8080", contact: "")

  /// A stranger sends no more than a plain form: files are for those who signed in.
  private func read(_ body: BodySource, _ route: Route, _ viewer: Viewer?) async throws -> [UInt8] {
    guard route.method == .post else { return [] }
    guard viewer == nil else { return try await body(route.limit) }
    do {
      return try await body(min(route.limit, Route.formLimit))
    } catch Failure.tooLarge where !route.access.admits(nil) {
      throw Failure.signInNeeded
    }
  }

  private func form(of request: Request, _ bytes: [UInt8]) throws -> FormData {
    guard request.method == .post else { return FormData() }
    let type = request.headers["content-type"] ?? ""
    if let boundary = Multipart.boundary(type) {
      return try Multipart.form(bytes, boundary: boundary)
    }
    let plain = type.lowercased().hasPrefix("application/x-www-form-urlencoded")
    guard plain || bytes.isEmpty else { throw Failure.malformed(.unknownType) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.malformed(.notText)
    }
    return try FormData(urlEncoded: text)
  }

  /// A form must come from a page of ours. Browsers say where it comes from in `Origin` or
  /// `Sec-Fetch-Site`; one that says neither is held by the token alone.
  func checkOrigin(_ request: Request, _ library: Library) throws {
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      throw Failure.staleForm
    }
    guard let origin = request.headers["origin"], origin != "null" else { return }
    let host = request.headers["host"] ?? ""
    guard origin == "http://\(host)" || origin == "https://\(host)" || origin == library.address
    else { throw Failure.staleForm }
  }

  /// The reader's language: asked for in the address, kept in a cookie, chosen for the account, or
  /// what the browser prefers.
  func language(
    _ request: Request, _ query: FormData, _ viewer: Viewer?, _ library: Library
  ) -> Language {
    let offered = Language.spoken + [.pseudo]
    for tag in [query.text("lang"), request.cookie("kith_language") ?? "", viewer?.language ?? ""] {
      if let language = offered.first(where: { $0.tag == tag }) { return language }
    }
    return Language.preferred(request.headers["accept-language"] ?? "", among: Language.spoken)
      ?? (Language.spoken.contains(library.language) ? library.language : .english)
  }

  private func remember(
    _ query: FormData, _ library: Library, _ request: Request, _ reply: Reply
  ) -> Reply {
    guard Language.spoken.contains(where: { $0.tag == query.text("lang") }) else { return reply }
    return reply.cookie(
      "kith_language", query.text("lang"), days: 365, secure: request.isSecure)
  }
}
