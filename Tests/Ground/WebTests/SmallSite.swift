import Foundation
import Markup
import Store
import Surroundings
import Words

@testable import Web

/// What somebody wrote, in an error: never to be shown or logged.
struct StoryFault: Error, CustomStringConvertible {
  let story = "Amal’s story of the school books"
  var description: String { story }
}

/// A small site over a database of its own, with an address for each thing that can happen. Its
/// clock stands on 23 November 2026, 09:00 in Denver.
struct SmallSite {
  let site: Site
  private let clock: Locked<Instant>
  private let observed: Locked<[Site.Observation]>

  var now: Instant { clock.withLock { $0 } }
  var observations: [Site.Observation] { observed.withLock { $0 } }

  init(rate: RateLimit = RateLimit(600, perSeconds: 60)) async throws {
    let clock = Locked(Instant(seconds: 1_795_449_600))
    let observed = Locked<[Site.Observation]>([])
    self.clock = clock
    self.observed = observed
    let store = try Store.temporary()
    let dealt = Surroundings.still(at: clock.withLock { $0 }, seed: 7)
    let surroundings = Surroundings(
      now: { clock.withLock { $0 } }, randomBytes: dealt.randomBytes)
    try await store.migrate(WebSchema.migrations, at: surroundings.now())
    let library = Library(
      name: "Piedra Lisa Public Library", zoneName: "America/Denver", language: .english,
      languages: Language.spoken, address: "https://kith.piedralisa.example", contact: "")
    try await store.write { try library.save($0) }
    var settings = Site.Settings()
    settings.rate = rate
    site = Site(
      store: store, surroundings: surroundings,
      capabilities: [Capability(name: "small", routes: SmallSite.routes)], settings: settings,
      secret: Array(repeating: 7, count: 32),
      resolveViewer: { code, _ in SmallSite.people[code] },
      observe: { observation in observed.withLock { $0.append(observation) } })
  }

  /// Who a session's cookie belongs to.
  static let people = [
    "ruth": Viewer(
      account: "ruth", name: "Ruth Abeyta", role: .owner, communities: nil, session: "here",
      language: nil),
    "ruth-at-home": Viewer(
      account: "ruth", name: "Ruth Abeyta", role: .owner, communities: nil, session: "home",
      language: nil),
    "amal": Viewer(
      account: "amal", name: "Amal Haddad", role: .steward, communities: ["sunrise"],
      session: "court", language: "ar"),
  ]

  static let routes: [Route] = [
    .get("/", .everyone) { call in call.page("Welcome", kind: .public, "<h1>Welcome</h1>") },
    .get("/form", .everyone) { call in
      call.page("A form", call.postForm("/form", "<button type=\"submit\">Send</button>"))
    },
    .post("/form", .everyone) { call in
      .text("Heard: \(call.form.all("word").joined(separator: "|"))")
    },
    .post("/files", .everyone, limit: 4096) { call in
      .text((call.form.files["file"] ?? []).map { "\($0.name) \($0.bytes.count)" }.joined())
    },
    .post("/imports", .owner, limit: 1 << 30) { _ in .text("Done") },
    .post("/seldom/imports", .everyone, limit: 1 << 30, rate: RateLimit(1, perSeconds: 60)) { _ in
      .text("Done")
    },
    .post("/faulty", .everyone) { call in
      try await call.submit(
        show: { draft in .text("\(draft.value("word")): \(draft.error("word") ?? "")") }
      ) { form in
        _ = form.text("word", "Your word", most: 5)
        try form.check()
        return .seeOther("/form", notice: .thanks)
      }
    },
    .get("/members", .members) { call in .text("Good day, \(try call.member().name)") },
    .get("/owners", .owner) { _ in .text("The keys") },
    .post("/members", .members) { _ in .text("Done") },
    .get("/things/{thing}", .everyone) { call in .text("Thing \(try call.parameter("thing"))") },
    .get("/things/{thing}/broken", .everyone) { _ in throw StoryFault() },
    .get("/stored/broken", .everyone) { _ in throw StoreError.unique("account.email_key") },
    .post("/changed", .everyone) { _ in throw Failure.conflict("Daniel saved it at noon.") },
    .post("/often", .everyone, rate: RateLimit(1, perSeconds: 60)) { call in
      call.page("Heard", "<h1>\(call.form.text("word"))</h1>")
    },
    .post("/full", .everyone) { _ in throw StoreError.full },
    .get("/seldom", .everyone, rate: RateLimit(2, perSeconds: 60)) { _ in .text("Seldom") },
    .get("/failures/{which}", .everyone) { call in
      switch try call.parameter("which") {
      case "forbidden": throw Failure.forbidden("Ask the stewards first.")
      case "conflict": throw Failure.conflict("Daniel saved it at noon.")
      case "invalid":
        throw Failure.invalid([Fault("name", "Enter: Name."), Fault("day", "Enter a day.")])
      case "much": throw Failure.tooMany(retryAfter: 30)
      default: throw Failure.notFound
      }
    },
  ]

  func wait(seconds: Int64) { clock.withLock { $0 = $0 + seconds } }

  func get(
    _ path: String, query: String = "", as person: String? = nil,
    _ headers: [String: String] = [:], method: Request.Method = .get, isSecure: Bool = false
  ) async -> Reply {
    await site.answer(
      Request(
        method: method, path: path, query: query, headers: with(person, headers),
        isSecure: isSecure))
  }

  /// Sends a form as a page of this site would, with the person's own token.
  func post(
    _ path: String, _ fields: String = "word=yes", as person: String? = nil, token: String? = nil,
    _ headers: [String: String] = [:]
  ) async -> Reply {
    let proof: String
    if let token { proof = token } else { proof = await self.token(for: person) }
    let all = ["content-type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
    return await site.answer(
      Request(
        method: .post, path: path, headers: with(person, all),
        body: Array("\(fields)&token=\(proof)".utf8)))
  }

  /// The token in the form that the person sees.
  func token(for person: String?) async -> String {
    let page = await get("/form", as: person).text
    return page.components(separatedBy: "name=\"token\" value=\"").last.map {
      String($0.prefix { $0 != "\"" })
    } ?? ""
  }

  private func with(_ person: String?, _ headers: [String: String]) -> [String: String] {
    guard let person else { return headers }
    return headers.merging(["cookie": "kith_session=\(person)"]) { mine, _ in mine }
  }
}

extension Reply {
  var text: String { String(decoding: body, as: UTF8.self) }
}
