import Accounts
import Components
import Foundation
import Ledger
import Store
import Surroundings
import Testing
import Town
import Words

@testable import Concerns
@testable import Web

/// What other capabilities are told of concerns.
@Suite(.serialized) struct ThreadsTests {
  /// What the program's pages find by the seams, asked for by somebody of this role.
  private func ask<T: Sendable>(
    _ door: Door, _ role: Role?, _ body: @escaping @Sendable (Call, any Connection) throws -> T
  ) async throws -> T {
    let site = door.town.site
    let viewer: Viewer? = role.map {
      Viewer(
        account: "a", name: "Somebody", role: $0,
        communities: $0 == .staff || $0 == .owner ? nil : [door.sunrise], session: "s",
        language: nil)
    }
    let library = try await door.town.store.read { try Library.find($0) }
    let call = Call(
      request: Request(method: .get, path: "/desk"), parameters: [:], query: FormData(),
      form: FormData(), viewer: viewer, w: .english, library: try #require(library), site: site)
    return try await door.town.store.read { try body(call, $0) }
  }

  @Test func `A private concern is cited without its words, a public one with what is public`()
    async throws
  {
    let door = try await Door()
    let secret = try await door.raise("They were rude to me.")
    let open = try await door.raise("Mrs. Baca is rude.", ["open": "yes"])
    try await door.publish(open.concern, ["text": "[…] is rude.", "reason": "A name."])
    let sunrise = door.sunrise
    let staff = try await ask(door, .staff) { try citableConcerns([sunrise], $0, $1) }
    let own = try #require(staff.first { $0.id == secret.concern.id.text })
    #expect(own.sentence == "A concern about: Getting in and opening hours" && !own.isPublic)
    let shown = try #require(staff.first { $0.id == open.concern.id.text })
    #expect(shown.sentence == "[…] is rude." && shown.isPublic && shown.n == 1)
    let steward = try await ask(door, .steward) { try citableConcerns([sunrise], $0, $1) }
    #expect(!steward.contains { $0.id == secret.concern.id.text })
    #expect(steward.contains { $0.id == open.concern.id.text })
    #expect(!staff.contains { $0.sentence.contains("rude to me") || $0.sentence.contains("Baca") })
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `What a citation rests on moves when the concern does, and is gone when it is taken back`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let ana = try await door.raise("The ramp is broken.", ["open": "yes"])
    let id = ana.concern.id.text
    func today() async throws -> String? {
      try await door.town.store.read { try concernToday(id, $0) }
    }
    let first = try #require(try await today())
    #expect(try await today() == first)
    try await door.publish(ana.concern)
    let second = try #require(try await today())
    #expect(second != first)
    try await door.answer(ana.concern, "done", "Mended.")
    #expect(try await today() != second)
    _ = try await ana.reader.submit(
      "/concerns/receipt/withdrawal", onPage: "/concerns/receipt/withdrawal")
    #expect(try await today() == nil)
    try await door.end()
  }

  @Test(arguments: TestEngine.present)
  func `Conduct counts the days to a first answer and the share that ended, over those raised`(
    engine: TestEngine
  ) async throws {
    let door = try await Door(engine)
    let sunrise = door.sunrise
    let from = try await ask(door, .staff) { call, _ in call.today }
    func conduct() async throws -> [String: Conduct] {
      let found = try await ask(door, .staff) { call, connection in
        try concernConduct(sunrise, from, from.adding(days: 400), call, connection)
      }
      return Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0) })
    }
    let none = try await conduct()
    #expect(none["concern-first-answer"]?.value == nil && none["concern-ended"]?.value == nil)
    let one = try await door.raise("The clock in the hall is wrong.")
    let two = try await door.raise("There is no soap.")
    let three = try await door.raise("A bench is missing outside.")
    door.town.wait(seconds: 2 * 86400)
    try await door.answer(one.concern, "done", "Set.")
    door.town.wait(seconds: 2 * 86400)
    try await door.answer(two.concern, "will-do", "Soon.")
    door.town.wait(seconds: 6 * 86400)
    var counted = try await conduct()
    // 2, 4, and 10 days that the third still waits.
    #expect(counted["concern-first-answer"]?.value == 4 && counted["concern-first-answer"]?.n == 3)
    #expect(counted["concern-ended"]?.value == 1.0 / 3.0)
    #expect(counted["concern-first-answer"]?.unit == .days)
    _ = try await three.reader.submit(
      "/concerns/receipt/withdrawal", onPage: "/concerns/receipt/withdrawal")
    counted = try await conduct()
    #expect(counted["concern-first-answer"]?.value == 3 && counted["concern-ended"]?.value == 0.5)
    try await door.end()
  }

  @Test func `The desk says what waits, late first, and stops when it is answered`() async throws {
    let door = try await Door()
    func items() async throws -> [DeskItem] {
      try await ask(door, .owner) { try concernDeskItems($0, $1) }
    }
    let before = try await items()
    #expect(before.contains { $0.urgency == 0 && $0.sentence.contains("a week or longer") })
    #expect(before.contains { $0.urgency == 2 && $0.sentence.contains("waits to be read") })
    let ana = try await door.raise("The clock in the hall is wrong.")
    try await door.answer(ana.concern, "need-more", "Which?")
    #expect(!(try await items()).contains { $0.sentence.contains("new words") })
    _ = try await ana.reader.submit(
      "/concerns/receipt/words", onPage: "/concerns/receipt",
      ["kind": "more", "words": "The big one."])
    #expect(try await items().contains { $0.sentence.contains("new words") })
    #expect(try await ask(door, .steward) { try concernDeskItems($0, $1) }.isEmpty)
    try await door.end()
  }

  @Test func `The Guide is answered by how concerns were answered`() async throws {
    let door = try await Door()
    let owner = try await door.town.reader(.owner)
    let page = await owner.get("/desk/communities/\(door.sunrise)/guide/listening")
    #expect(page.plainText.contains("concerns in a year"))
    #expect(page.links.contains("/desk/concerns"))
    try await door.end()
  }

  @Test func `What came of it stands with the concern for its writer and for everybody`()
    async throws
  {
    let outcome = Outcome(
      sentence: "The library promised a ramp.", day: Day(alone: Instant(seconds: 0)),
      link: "/promises/1")
    let door = try await Door()
    let html = try await ask(door, nil) { call, _ in outcomesPart(call.w, [outcome]).markup }
    #expect(html.contains("What came of it") && html.contains("href=\"/promises/1\""))
    #expect(try await ask(door, nil) { call, _ in outcomesPart(call.w, []).isEmpty })
    try await door.end()
  }
}

@Suite struct TimesTests {
  private func day(_ number: Int64) -> Day { Day(number: 20_000 + number) }

  private func course(_ received: Int64, _ answer: Int64?, _ end: Int64? = nil)
    -> ConcernTimes.Course
  {
    ConcernTimes.Course(
      received: day(received), firstAnswer: answer.map(day), ended: end.map(day))
  }

  @Test func `The median is the middle, or the mean of the two in the middle`() {
    #expect(ConcernTimes.median([]) == nil)
    #expect(ConcernTimes.median([7]) == 7)
    #expect(ConcernTimes.median([9, 1, 2]) == 2)
    #expect(ConcernTimes.median([10, 1, 2, 3]) == 2.5)
  }

  @Test func `What waits counts with its age, so that silence does not look quick`() {
    let times = ConcernTimes(
      [course(0, 1, 5), course(0, nil), course(10, nil)], today: day(30))
    #expect(times.raised == 3 && times.answered == 1 && times.ended == 1)
    #expect(times.daysToAnswer == 20 && times.daysToEnd == 20)
    #expect(times.oldestOpen == day(0))
  }

  @Test func `What its writer settled unanswered stops counting then`() {
    let times = ConcernTimes([course(0, nil, 3)], today: day(100))
    #expect(times.daysToAnswer == 3 && times.answered == 0 && times.oldestOpen == nil)
  }

  @Test func `Nothing raised has no figures`() {
    let times = ConcernTimes([], today: day(0))
    #expect(times.daysToAnswer == nil && times.daysToEnd == nil && times.raised == 0)
  }
}
