import Communities
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Findings

/// The town, with Sunrise Court's findings at hand.
struct Circle {
  let town: Town
  let sunrise: Community

  init(_ engine: TestEngine = .sqlite) async throws {
    town = try await Town(engine)
    let found = try await town.store.read { try Community.published(slug: "sunrise-court", $0) }
    sunrise = found
  }

  func end() async throws { try await town.end() }

  func finding(_ standing: Finding.Standing) async throws -> Finding {
    let all = try await town.store.read { [sunrise] in
      try Finding.all(of: [sunrise.id.text], $0)
    }
    return try #require(all.first { $0.standing == standing })
  }

  func find(_ finding: Finding) async throws -> Finding {
    let found = try await town.store.read { try Finding.find(finding.id, $0) }
    return try #require(found)
  }

  /// Writes a finding on the desk, as staff do.
  func write(_ sentence: String) async throws -> Finding {
    let staff = try await town.reader(.staff)
    let reply = try await staff.submit(
      "/desk/findings", onPage: "/desk/findings/new",
      ["community": sunrise.id.text, "sentence": sentence, "language": "en"])
    #expect(reply.status == 303)
    let all = try await town.store.read { [sunrise] in
      try Finding.all(of: [sunrise.id.text], $0)
    }
    return try #require(all.first { $0.sentence == sentence })
  }

  /// Cites a fact of the community on the evidence page.
  func cite(_ fact: Fact, for finding: Finding) async throws {
    let staff = try await town.reader(.staff)
    let page = "/desk/findings/\(finding.id)/evidence"
    let reply = try await staff.submit(page, onPage: page, ["cited": "fact:\(fact.id)"])
    #expect(reply.status == 303)
  }

  func fact() async throws -> Fact {
    let facts = try await town.store.read { [sunrise] in try Fact.all(of: sunrise.id, $0) }
    return try #require(facts.first { $0.isPublic && $0.standing == .sourced })
  }

  func step(_ step: String, _ finding: Finding, as role: Role = .staff) async throws -> Reply {
    let reader = try await town.reader(role)
    let page = "/desk/findings/\(finding.id)"
    let token = (await reader.get(page)).text
    #expect(token.contains("\(page)/standing"))
    return try await reader.submit("\(page)/standing", onPage: page, ["step": step])
  }

  /// A check link's code.
  func link() async throws -> String {
    let staff = try await town.reader(.staff)
    let page = "/desk/communities/\(sunrise.id)/checks"
    let reply = try await staff.submit(page, onPage: page, ["label": "Tuesday", "days": "21"])
    let rest = try #require(
      reply.text.components(separatedBy: "/checks/").dropFirst().first {
        !$0.hasPrefix("\"")
      })
    return String(rest.prefix { $0.isLetter || $0.isNumber })
  }

  /// How many moments of a kind the ledger has.
  func moments(_ kind: String) async throws -> Int {
    try await town.store.read { try $0.count("SELECT COUNT(*) FROM moment WHERE kind = \(kind)") }
  }
}
