import Ledger
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Power

/// The rules of asking, each at its threshold and beside it. Days are counted from the first of 2027.
@Suite struct AskRulesTests {
  static let first = Day(number: 20_819)

  private func day(_ number: Int) -> Day { Self.first.adding(days: number) }

  private func entry(
    _ opened: Int, _ closes: Int? = nil, hours: Double = 0, returned: Int? = 0, asker: String = "",
    subject: String = ""
  ) -> Asking.Entry {
    Asking.Entry(
      instrument: "conversation", subject: subject.isEmpty ? "\(opened)" : subject, asker: asker,
      opened: day(opened), closes: closes.map(day), hours: hours, returned: returned.map(day))
  }

  private func asking(
    _ opens: Int, _ entries: [Asking.Entry], closes: Int? = nil, invited: Int? = nil,
    minutes: Int = 10, random: Bool = false, registered: Int? = nil, today: Int? = nil,
    reminders: Int = 0, asker: String = ""
  ) -> Asking {
    Asking(
      plan: Asking.Plan(
        instrument: "pulse", subject: "new", asker: asker, opens: day(opens),
        closes: closes.map(day), invited: invited, minutes: minutes, reminders: reminders,
        isRandom: random, registered: day(registered ?? opens)),
      entries: entries, today: day(today ?? opens))
  }

  private func keys(
    _ asking: Asking, _ change: (inout Charter) -> Void = { _ in }
  ) -> [String?] {
    var charter = Charter.ordinary("court")
    change(&charter)
    return asking.refusals(charter).map(\.key)
  }

  @Test func `The first day of 2027 is where these tests begin`() {
    #expect(Self.first.description == "2027-01-01")
  }

  @Test func `Thirty days lie between asks, on both sides of one that is planned`() {
    #expect(keys(asking(29, [entry(0)])) == ["gap"])
    #expect(keys(asking(30, [entry(0)])) == [])
    #expect(keys(asking(0, [entry(29)])) == ["gap"])
    #expect(keys(asking(0, [entry(30)])) == [])
    #expect(
      asking(10, [entry(0), entry(20)]).refusals(.ordinary("court")) == [
        .tooSoon(after: day(20), days: 30, until: day(50))
      ])
  }

  @Test func `Four asks are all that fall in any twelve months`() {
    let four = [0, 60, 120, 180].map { entry($0) }
    #expect(keys(asking(240, four)) == ["year"])
    #expect(keys(asking(240, Array(four.dropFirst()))) == [])
    #expect(keys(asking(364, four)) == ["year"])
    #expect(keys(asking(365, four)) == [])
    // The fullest year may lie around the new ask: three before and one planned after it.
    #expect(keys(asking(240, [0, 60, 120, 300].map { entry($0) })) == ["year"])
    #expect(
      asking(240, four).refusals(.ordinary("court")) == [
        .tooMany(count: 4, most: 4, until: day(365))
      ])
  }

  @Test func `A month has room for its hours and not for a minute more`() {
    func room(_ charter: inout Charter) {
      // 25 hours for each 1,000: 10 hours for 400.
      charter.askRules.adults = .init(count: 400, source: "The circle", day: Self.first)
    }
    let used = [entry(0, hours: 5)]
    #expect(keys(asking(30, used, invited: 30, minutes: 10), room) == [])
    #expect(keys(asking(30, used, invited: 31, minutes: 10), room) == ["headroom"])
    #expect(keys(asking(30, used, invited: 30, minutes: 11), room) == ["headroom"])
    // The same over two months, half in each.
    #expect(keys(asking(30, used, closes: 31, invited: 30, minutes: 20), room) == [])
    #expect(keys(asking(30, used, closes: 31, invited: 30, minutes: 21), room) == ["headroom"])
    // Without a number of adults nothing is reckoned.
    #expect(keys(asking(30, used, invited: 49, minutes: 600)) == [])
    // Anybody may answer: nobody can say how many will.
    #expect(keys(asking(30, used, minutes: 600), room) == [])
  }

  @Test func `What was not returned within ninety days of its end is in the way`() {
    let open = entry(0, 10, returned: nil)
    #expect(keys(asking(100, [open])) == [])
    #expect(keys(asking(101, [open])) == ["return"])
    #expect(keys(asking(101, [entry(0, 10, returned: 99)])) == [])
    // Never ending is no way round.
    #expect(keys(asking(91, [entry(0, returned: nil)])) == ["return"])
    // What is not late today is not held against a later day.
    #expect(keys(asking(300, [open], today: 50)) == [])
  }

  @Test func `A body that did not return is refused, and others are not for its sake`() {
    let theirs = entry(0, 10, returned: nil, asker: "County Health Office")
    #expect(keys(asking(200, [theirs], asker: "County Health Office")) == ["return"])
    #expect(keys(asking(200, [theirs], asker: "City transit")) == [])
    #expect(keys(asking(200, [theirs])) == [])
    #expect(keys(asking(200, [entry(0, 10, returned: nil)], asker: "City transit")) == ["return"])
  }

  @Test func `Fifty people, or a draw, are registered thirty days ahead`() {
    #expect(keys(asking(30, [], invited: 49, registered: 30)) == [])
    #expect(keys(asking(30, [], invited: 50, registered: 30)) == ["ahead"])
    #expect(keys(asking(30, [], invited: 50, registered: 1)) == ["ahead"])
    #expect(keys(asking(30, [], invited: 50, registered: 0)) == [])
    #expect(keys(asking(30, [], invited: 5, random: true, registered: 1)) == ["ahead"])
    #expect(keys(asking(30, [], registered: 30)) == [])
  }

  @Test func `Two reminders are sent and no third`() {
    #expect(keys(asking(0, [], reminders: 2)) == [])
    #expect(keys(asking(0, [], reminders: 3)) == ["reminders"])
  }

  @Test func `An instrument does not stand in its own way`() {
    var again = asking(5, [entry(0, 200, returned: nil, subject: "new")], today: 300)
    #expect(keys(again) == ["gap", "return"])
    again.plan.instrument = "conversation"
    #expect(keys(again) == [])
  }

  @Test func `Every reason is given at once, with the first day without any`() {
    var charter = Charter.ordinary("court")
    charter.quietPeriods = [.init(from: day(5), to: day(70), reason: "Harvest")]
    let asked = asking(10, [entry(0)], invited: 60, reminders: 0)
    #expect(asked.refusals(charter).map(\.key) == ["quiet", "gap", "ahead"])
    #expect(asked.earliest(charter) == day(71))
    #expect(asking(10, [entry(0, returned: nil)], today: 300).earliest(charter) == nil)
  }

  @Test func `Each rule says its figure, in a sentence`() {
    let w = Words.english
    #expect(
      Refusal.tooSoon(after: day(0), days: 30, until: day(30)).sentence(w)
        == "There is an ask on January 1, 2027; the community is left alone for 30 days around each."
    )
    #expect(
      Refusal.tooMany(count: 4, most: 4, until: nil).sentence(w)
        == "There are 4 asks in 12 months already; the charter allows 4.")
    #expect(
      Refusal.noHeadroom(month: day(0), used: 5, needed: 6.25, room: 10).sentence(w)
        == "January 2027 has room for 10 hours of people’s time; 5 are taken, and this would take 6.2."
    )
    #expect(
      Refusal.unreturned(count: 1, since: day(0), days: 90).sentence(w)
        == "People were not told what came of 1 ask that ended on January 1, 2027, more than 90 days ago."
    )
    #expect(
      Refusal.notAhead(days: 30, people: 50, until: day(30)).remedy(w)
        == "Registered today, it may open on January 31, 2027.")
  }

  @Test(arguments: TestEngine.present)
  func `Rules are a community's own, changed by who holds the power, one after the other`(
    engine: TestEngine
  ) async throws {
    let town = try await Town(engine)
    let staff = Actor.account(role: .staff, communities: nil)
    let steward = Actor.account(role: .steward, communities: ["court"])
    try await town.store.write { connection in
      var rules = try Charter.of("court", connection).askRules
      #expect(rules == .ordinary)
      rules.mostInYear = 2
      rules.adults = .init(count: 400, source: "The circle", day: Self.first)
      #expect(
        try AskRules.save(rules, of: "court", by: staff, at: Instant(seconds: 0), connection))
      // Somebody who had the older ones on their screen.
      #expect(
        try !AskRules.save(rules, of: "court", by: staff, at: Instant(seconds: 0), connection))
      rules.version = 1
      #expect(try Charter.of("court", connection).askRules == rules)
      #expect(try Charter.of("growers", connection).askRules == .ordinary)
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES ('court', 'ask', 'community')")
      #expect(throws: Refusal.held(by: .community)) {
        try AskRules.save(rules, of: "court", by: staff, at: Instant(seconds: 0), connection)
      }
      #expect(throws: Refusal.otherCommunity) {
        try AskRules.save(
          rules, of: "court", by: .account(role: .steward, communities: ["growers"]),
          at: Instant(seconds: 0), connection)
      }
      #expect(
        try AskRules.save(rules, of: "court", by: steward, at: Instant(seconds: 0), connection))
    }
    try await town.end()
  }

  @Test(arguments: TestEngine.present)
  func `A lift serves one subject, one rule, once, and is a steward's`(engine: TestEngine)
    async throws
  {
    let town = try await Town(engine)
    let surroundings = town.site.surroundings
    let steward = Actor.account(role: .steward, communities: ["court"])
    let staff = Actor.account(role: .staff, communities: nil)
    let today = day(10)
    try await town.store.write { connection in
      let pulse = Subject(kind: "pulse", id: "new", community: "court")
      let asked = asking(10, [entry(0)])
      func verdict(_ subject: Subject) throws -> Verdict {
        try Gate.may(
          staff, .ask, on: subject, purpose: .information, today: today, asking: asked, connection)
      }
      func lift(by actor: Actor) throws {
        try AskLift.lift(
          asked.refusals(.ordinary("court")), for: pulse, by: actor, why: "We want it now.",
          id: .new(surroundings), today: today, at: Instant(seconds: 0), connection)
      }
      for other in [
        staff, .account(role: .owner, communities: nil), .program, .visitor,
        .account(role: .steward, communities: ["growers"]),
        .account(role: .steward, communities: nil),
      ] {
        #expect(throws: Refusal.stewards) { try lift(by: other) }
      }
      #expect(try verdict(pulse).permit == nil)
      try lift(by: steward)
      #expect(try verdict(pulse).permit != nil)
      // Sent again with another reason, the first one holds, and the sender is told.
      let id = ID<AskLift>.new(surroundings)
      for (why, isSaid) in [("First.", true), ("First.", true), ("Second.", false)] {
        #expect(
          try AskLift.lift(
            asked.refusals(.ordinary("court")), for: pulse, by: steward, why: why, id: id,
            today: today, at: Instant(seconds: 0), connection) == isSaid)
      }
      let another = Subject(kind: "pulse", id: "other", community: "court")
      #expect(try verdict(another).permit == nil)
      // A quiet period that was declared later still holds.
      try Charter.QuietPeriod(from: today, to: today, reason: "A funeral").declare(
        in: "court", by: steward, at: Instant(seconds: 0), connection)
      #expect(try verdict(pulse) == .no([.quiet(until: today, reason: "A funeral")]))
      try connection.run("DELETE FROM quiet_period WHERE community = 'court'")
      try AskLift.use(for: pulse, today: today, connection)
      #expect(try verdict(pulse).permit == nil)
    }
    try await town.end()
  }

  @Test func `What the community declared quiet the library neither ends nor writes over`()
    async throws
  {
    let town = try await Town()
    let staff = Actor.account(role: .staff, communities: nil)
    let steward = Actor.account(role: .steward, communities: ["court"])
    let now = Instant(seconds: 0)
    try await town.store.write { connection in
      func periods() throws -> [Charter.QuietPeriod] {
        let charter = try Charter.of("court", connection)
        return charter.quietPeriods
      }
      func end(_ from: Day, by actor: Actor, today: Day) throws {
        try Charter.QuietPeriod.end(
          from: from, in: "court", by: actor, today: today, at: now, connection)
      }
      let feast = Charter.QuietPeriod(from: day(10), to: day(40), reason: "Feast", isOwn: true)
      try feast.declare(in: "court", by: steward, at: now, connection)
      #expect(try periods() == [feast])
      #expect(throws: Refusal.held(by: .community)) { try end(day(10), by: staff, today: day(20)) }
      #expect(throws: Refusal.held(by: .community)) {
        try Charter.QuietPeriod(from: day(10), to: day(11), reason: "x").declare(
          in: "court", by: staff, at: now, connection)
      }
      // What has begun ends with yesterday; what has not goes.
      try end(day(10), by: steward, today: day(20))
      #expect(try periods().map(\.to) == [day(19)])
      #expect(throws: Failure.self) { try end(day(10), by: steward, today: day(20)) }
      try Charter.QuietPeriod(from: day(60), to: day(70), reason: "Move").declare(
        in: "court", by: staff, at: now, connection)
      try end(day(60), by: steward, today: day(20))
      #expect(try periods().count == 1)
    }
    try await town.end()
  }
}
