import Ledger
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Power

/// The one place through which everything passes that leaves the program.
@Suite(.serialized) struct GateTests {
  static let court = Subject(kind: "community", id: "court", community: "court")
  static let today = Day(number: 20_780)

  static let actors: [Actor] =
    Role.allCases.map { .account(role: $0, communities: nil) } + [.visitor, .program]

  /// Asks the gate about every act for every actor while `holder` holds each power.
  private func verdicts(_ town: Town, _ holder: Holder) async throws -> [(Actor, Act, Verdict)] {
    try await town.store.write { connection in
      try connection.run("DELETE FROM power")
      for act in Act.allCases {
        try connection.run(
          "INSERT INTO power (community, act, holder) VALUES ('court', \(act), \(holder))")
      }
      return try Self.actors.flatMap { actor in
        try Act.allCases.map { act in
          (
            actor, act,
            try Gate.may(
              actor, act, on: Self.court, purpose: .exchange, today: Self.today, connection)
          )
        }
      }
    }
  }

  @Test func `A community without a charter of its own has the ordinary one`() async throws {
    let town = try await Town()
    let charter = try await town.store.read { try Charter.of("court", $0) }
    #expect(charter == Charter.ordinary("court"))
    #expect(Act.allCases.allSatisfy { charter.holder(of: $0) == .library })
    #expect(charter.smallestCell == 10 && charter.quietPeriods.isEmpty)
    #expect(try await town.store.read { try Charter.of(nil, $0) } == .ordinary(nil))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A community's own charter holds for it alone`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    try await town.store.write { connection in
      try connection.run("INSERT INTO charter (community, smallest_cell) VALUES ('court', 20)")
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES ('court', 'publish', 'community')")
      try connection.run(
        """
        INSERT INTO quiet_period (community, from_day, to_day, reason)
        VALUES ('court', '2026-12-20', '2027-01-06', 'The feast days')
        """)
    }
    let own = try await town.store.read { try Charter.of("court", $0) }
    #expect(own.smallestCell == 20)
    #expect(own.holder(of: .publish) == .community && own.holder(of: .export) == .library)
    #expect(
      own.quietPeriods == [
        .init(
          from: Day(number: 20_807), to: Day(number: 20_824), reason: "The feast days")
      ])
    #expect(own.quietPeriods.first?.from.description == "2026-12-20")
    #expect(try await town.store.read { try Charter.of("growers", $0) } == .ordinary("growers"))
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What the library holds its staff may do, and jobs pass on`(engine: TestEngine) async throws
  {
    let town = try await Town(engine)
    for (actor, act, verdict) in try await verdicts(town, .library) {
      switch actor {
      case .account(let role, _) where !Role.library.contains(role):
        #expect(verdict == .no([.role]), "\(actor) \(act)")
      default:
        let permit = try #require(verdict.permit, "\(actor) \(act)")
        #expect(permit.act == act && permit.actor == actor && permit.subject == Self.court)
        #expect(permit.purpose == .exchange && permit.charter.holder(of: act) == .library)
      }
    }
    try await town.end()
  }

  @Test func `What the community holds its stewards alone may do`() async throws {
    let town = try await Town()
    for (actor, act, verdict) in try await verdicts(town, .community) {
      if actor.name == "steward" {
        #expect(verdict.permit?.act == act)
      } else {
        #expect(verdict == .no([.held(by: .community)]), "\(actor) \(act)")
      }
    }
    try await town.end()
  }

  @Test(arguments: [Holder.shared, .libraryAfterConsulting])
  func `What is held together nobody does alone`(holder: Holder) async throws {
    let town = try await Town()
    for (actor, act, verdict) in try await verdicts(town, holder) {
      #expect(verdict == .no([.held(by: holder)]), "\(actor) \(act)")
    }
    try await town.end()
  }

  @Test func `Each act is a power of its own`() async throws {
    let town = try await Town()
    try await town.store.write { connection in
      for given in Act.allCases {
        try connection.run("DELETE FROM power")
        try connection.run(
          "INSERT INTO power (community, act, holder) VALUES ('court', \(given), 'community')")
        for act in Act.allCases {
          let verdict = try Gate.may(
            .visitor, act, on: Self.court, purpose: .exchange, today: Self.today, connection)
          #expect((verdict.permit == nil) == (act == given), "\(given) \(act)")
        }
      }
    }
    try await town.end()
  }

  @Test func `Nobody acts in a community that their account is not open to`() async throws {
    let town = try await Town()
    try await town.store.write { connection in
      func may(_ communities: Set<String>?, on subject: Subject, as role: Role) throws -> Verdict {
        try Gate.may(
          .account(role: role, communities: communities), .publish, on: subject,
          purpose: .information, today: Self.today, connection)
      }
      #expect(try may(nil, on: Self.court, as: .staff).permit != nil)
      #expect(try may(["court", "growers"], on: Self.court, as: .liaison).permit != nil)
      #expect(try may(["growers"], on: Self.court, as: .liaison) == .no([.otherCommunity]))
      #expect(try may([], on: Self.court, as: .partner) == .no([.otherCommunity, .role]))
      let library = Subject(kind: "library", id: "1")
      #expect(try may(["growers"], on: library, as: .liaison).permit != nil)
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES ('court', 'publish', 'community')")
      #expect(try may(["court"], on: Self.court, as: .steward).permit != nil)
      #expect(try may(["growers"], on: Self.court, as: .steward) == .no([.otherCommunity]))
    }
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `In a quiet period nobody is asked, from its first day to its last`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let from = try #require(Day("2026-12-20"))
    let to = try #require(Day("2027-01-06"))
    try await town.store.write { connection in
      try connection.run(
        """
        INSERT INTO quiet_period (community, from_day, to_day, reason)
        VALUES ('court', \(from), \(to), 'The feast days')
        """)
      func verdict(
        _ act: Act, _ purpose: Purpose, _ day: Day, on subject: Subject = Self.court
      ) throws -> Verdict {
        try Gate.may(
          .account(role: .staff, communities: nil), act, on: subject, purpose: purpose,
          today: day, connection)
      }
      let quiet = Verdict.no([.quiet(until: to, reason: "The feast days")])
      for purpose in Purpose.allCases {
        for day in [from, from.adding(days: 9), to] {
          let ask = try verdict(.ask, purpose, day)
          #expect(
            purpose == .exchange
              ? ask == quiet
              : ask == .no([.quiet(until: to, reason: "The feast days"), .uncounted]))
          // Receipts of what is going on already are still sent; nothing else is.
          let mail = try verdict(.mail, purpose, day)
          #expect(purpose == .exchange ? mail.permit != nil : mail == quiet)
          for act in [Act.publish, .export, .share, .feed] {
            #expect(try verdict(act, purpose, day).permit != nil)
          }
        }
        for day in [from.adding(days: -1), to.adding(days: 1)] {
          // Nobody gets a permit to ask what was not counted.
          let ask = try verdict(.ask, purpose, day)
          #expect(purpose == .exchange ? ask.permit != nil : ask == .no([.uncounted]))
          #expect(try verdict(.mail, purpose, day).permit != nil)
        }
      }
      let growers = Subject(kind: "community", id: "growers", community: "growers")
      #expect(try verdict(.ask, .exchange, from, on: growers).permit != nil)
    }
    try await town.end()
  }

  @Test func `A quiet day is a period, and every reason not to ask is given`() async throws {
    let town = try await Town()
    try await town.store.write { connection in
      try connection.run(
        """
        INSERT INTO quiet_period (community, from_day, to_day, reason)
        VALUES ('court', \(Self.today), \(Self.today), 'A funeral')
        """)
      let partner = Actor.account(role: .partner, communities: ["growers"])
      let verdict = try Gate.may(
        partner, .ask, on: Self.court, purpose: .research, today: Self.today, connection)
      #expect(
        verdict
          == .no([
            .otherCommunity, .role, .quiet(until: Self.today, reason: "A funeral"), .uncounted,
          ]))
      #expect(throws: Refusal.otherCommunity) {
        try Gate.require(
          partner, .ask, on: Self.court, purpose: .research, today: Self.today, connection)
      }
    }
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `What left is written down, with a moment in the ledger`(engine: TestEngine) async throws {
    let town = try await Town(engine)
    let surroundings = town.site.surroundings
    let (row, moment) = try await town.store.write { connection in
      let permit = try Gate.require(
        .account(role: .staff, communities: nil), .export, on: Self.court, purpose: .safekeeping,
        today: Self.today, connection)
      try permit.log(surroundings, connection)
      return (
        try connection.first("SELECT * FROM release WHERE act = 'export' LIMIT 1"),
        try Ledger.moments(of: "court", connection).first
      )
    }
    #expect(try row?.string("act") == "export" && row?.string("purpose") == "safekeeping")
    #expect(try row?.string("subject") == "court" && row?.string("actor") == "staff")
    #expect(try row?.moment("at") == surroundings.now())
    #expect(moment?.kind == "release.export" && moment?.actor == "staff")
    #expect(moment?.details == ["purpose": "safekeeping"] && moment?.subject == Self.court)
    try await town.end()
  }

  @Test func `A refusal says why, and whom to ask`() throws {
    let w = Words.english
    #expect(
      Refusal.role.sentence(w)
        == "Your role does not do this. Ask somebody of the library's staff.")
    #expect(
      Refusal.otherCommunity.sentence(w) == "Your account is not open to this community.")
    #expect(
      Refusal.held(by: .community).sentence(w)
        == "The community holds this power. Its stewards decide.")
    for holder in [Holder.shared, .libraryAfterConsulting] {
      #expect(
        Refusal.held(by: holder).sentence(w)
          == "The library and the community hold this power together. Ask the stewards first.")
    }
    let day = try #require(Day("2027-01-06"))
    #expect(
      Refusal.quiet(until: day, reason: "The feast days").sentence(w)
        == "The community asked for quiet until January 6, 2027: The feast days.")
  }

  @Test func `What passed the gate keeps its permit whatever is made of it`() async throws {
    let town = try await Town()
    let permit = try await town.store.read {
      try Gate.require(
        .visitor, .publish, on: Self.court, purpose: .information, today: Self.today, $0)
    }
    let page = permit.release(["a", "b"]).map { $0.joined(separator: ", ") }
    #expect(page.value == "a, b" && page.permit == permit)
    try await town.end()
  }
}
