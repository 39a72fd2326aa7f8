import Communities
import Engagements
import Hometown
import Ledger
import Power
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Asks
@testable import Conversations

/// Sunrise Court with an empty ledger: nothing asked, no quiet period, the ordinary rules.
struct Court {
  let town: Town
  let sunrise: ID<Community>
  let engagement: Engagement
  /// The last moment of the town's own story.
  let begun: Int64

  var today: Day { Day(town.site.surroundings.now(), in: Hometown.library.zone) }
  var desk: String { "/desk/communities/\(sunrise)" }
  static let staff = Actor.account(role: .staff, communities: nil)

  init(_ engine: TestEngine = .sqlite) async throws {
    town = try await Town(engine)
    (sunrise, engagement, begun) = try await town.store.write { connection in
      for table in ["ask", "ask_lift", "ask_rule", "quiet_period"] {
        try connection.run("DELETE FROM \(identifier: table)")
      }
      let row = try #require(
        try connection.first("SELECT id FROM community WHERE slug = 'sunrise-court'"))
      let engagement = try #require(
        try connection.first("SELECT id FROM engagement ORDER BY id LIMIT 1"))
      let found = try Engagement.find(try engagement.id("id"), connection)
      let last = try #require(try connection.first("SELECT sequence FROM ledger_head"))
      return (try row.id("id"), try #require(found), try last.int64("sequence"))
    }
  }

  func end() async throws { try await town.end() }

  /// What a pulse, or another instrument, says before it opens.
  func draft(
    _ subject: String, instrument: String = "pulse", invited: Int? = 12, minutes: Int = 5,
    closes: Day? = nil
  ) -> AskDraft {
    AskDraft(
      instrument: instrument, subject: subject, title: "Pulse \(subject)", closes: closes,
      invited: invited, minutes: minutes)
  }

  func register(_ draft: AskDraft, by actor: Actor = staff) async throws {
    let (today, sunrise, surroundings) = (today, sunrise, town.site.surroundings)
    try await town.store.write { connection in
      try Ask.register(draft, of: sunrise, by: actor, today: today, surroundings, connection)
    }
  }

  /// The keys of the rules that refuse it; empty when it was registered.
  func refusals(_ draft: AskDraft) async throws -> [String?] {
    do {
      try await register(draft)
      return []
    } catch let refused as AskRefused {
      return refused.parts.flatMap(\.refusals).map(\.key)
    }
  }

  /// An ask that was made so many days ago.
  @discardableResult
  func past(
    _ daysAgo: Int, days: Int = 7, invited: Int? = 10, completed: Int? = nil,
    subject: String = "", asker: String = "", returned: Day? = nil
  ) async throws -> ID<Ask> {
    let (sunrise, surroundings) = (sunrise, town.site.surroundings)
    let opened = today.adding(days: -daysAgo)
    return try await town.store.write { connection in
      let id = ID<Ask>.new(surroundings)
      let kind = asker.isEmpty ? "conversation" : Ask.outside
      let name = subject.isEmpty ? id.text : subject
      _ = try Ask.add(
        AskDraft(
          instrument: kind, subject: name, title: "Ask of \(opened)",
          closes: opened.adding(days: days), invited: invited, minutes: 6, asker: asker),
        id: id, to: Subject(kind: kind, id: name, community: sunrise.text), opens: opened,
        status: .counted, registered: opened, connection)
      try connection.run(
        "UPDATE ask SET completed = \(completed), returned = \(returned) WHERE id = \(id)")
      return id
    }
  }

  func quiet(from: Day, to: Day, reason: String) async throws {
    let (sunrise, now) = (sunrise, town.site.surroundings.now())
    try await town.store.write { connection in
      try Charter.QuietPeriod(from: from, to: to, reason: reason).declare(
        in: sunrise.text, by: .account(role: .steward, communities: [sunrise.text]), at: now,
        connection)
    }
  }

  func rules(_ change: @escaping @Sendable (inout AskRules) -> Void) async throws {
    let (sunrise, now) = (sunrise, town.site.surroundings.now())
    try await town.store.write { connection in
      var rules = try Charter.of(sunrise.text, connection).askRules
      change(&rules)
      let isSaved = try AskRules.save(rules, of: sunrise.text, by: Self.staff, at: now, connection)
      #expect(isSaved)
    }
  }

  func asks(_ status: Ask.Status? = nil) async throws -> [Ask] {
    let sunrise = sunrise
    return try await town.store.read { connection in
      try Ask.all(of: [sunrise.text], connection).filter { ask in
        status.map { $0 == ask.status } ?? true
      }
    }
  }

  func moments(_ kind: String) async throws -> [Moment] {
    let (sunrise, begun) = (sunrise, begun)
    return try await town.store.read { connection in
      try Ledger.moments(of: sunrise.text, connection).filter {
        $0.kind == kind && $0.sequence > begun
      }
    }
  }

  /// A conversation that is prepared and not open.
  func conversation(
    audience: Conversation.Audience = .anyone
  ) async throws -> Conversation {
    let (engagement, surroundings) = (engagement, town.site.surroundings)
    return try await town.store.write { connection in
      try Conversation.add(
        ConversationDraft(
          question: "Where should the bench stand?", language: .english, audience: audience,
          policy: "Be kind."),
        id: .new(surroundings), to: engagement, by: "staff", at: surroundings.now(), connection)
    }
  }
}
