import Communities
import Ledger
import Power
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Findings

@Suite struct FindingTests {
  @Test(arguments: TestEngine.present)
  func `A finding is written, checked by link without an account, published and told`(
    _ engine: TestEngine
  ) async throws {
    let circle = try await Circle(engine)
    let finding = try await circle.write("People want a bench in the shade.")
    #expect(finding.standing == .drafted)
    let refused = try await circle.step("check", finding)
    #expect(refused.status == 403)
    #expect(refused.plainText.contains("Add what it rests on first"))

    try await circle.cite(try await circle.fact(), for: finding)
    #expect(try await circle.step("check", finding).status == 303)
    let early = try await circle.step("checked", finding)
    #expect(early.status == 403)

    let code = try await circle.link()
    var visitor = try await circle.town.reader(nil, language: "es")
    let page = await visitor.get("/checks/\(code)")
    #expect(page.status == 200)
    #expect(page.text.contains("People want a bench in the shade."))
    let path = "/checks/\(code)/findings/\(finding.id)"
    let silent = try await visitor.submit(path, onPage: "/checks/\(code)", ["verdict": "no"])
    #expect(silent.status == 422)
    let said = try await visitor.submit(
      path, onPage: "/checks/\(code)",
      ["verdict": "no", "words": "Más bien un techo.", "beside": "yes"])
    #expect(said.status == 303)
    let mark = try #require(said.cookie(AnswerMark.cookie))
    visitor.cookies[AnswerMark.cookie] = mark
    // The same browser changes its answer; it does not count twice.
    _ = try await visitor.submit(
      path, onPage: "/checks/\(code)",
      ["verdict": "partly", "words": "Más bien un techo.", "beside": "yes"])
    let tally = try await circle.town.store.read { try CheckTally.of(finding.id, $0) }
    #expect(tally == CheckTally(yes: 0, partly: 1, no: 0))

    #expect(try await circle.step("checked", finding).status == 303)
    #expect(await visitor.get(finding.path).status == 404)
    #expect(try await circle.step("publish", finding).status == 303)
    let open = await visitor.get(finding.path)
    #expect(open.status == 200)
    #expect(!open.text.contains("Más bien un techo."), "Nobody has read it for personal data yet")

    let staff = try await circle.town.reader(.staff)
    let desk = "/desk/findings/\(finding.id)"
    func sees(_ role: Role) async throws -> Bool {
      let reader = try await circle.town.reader(role)
      return await reader.get(desk).text.contains("Más bien un techo.")
    }
    #expect(try await sees(.steward))
    for role in [Role.partner, .reviewer] { #expect(try await !sees(role)) }
    let word = try #require(
      try await circle.town.store.read { try CheckWord.all(of: finding.id, $0).first })
    _ = try await staff.submit(
      "\(desk)/words/\(word.id)/ruling", onPage: desk, ["standing": "shown"])
    #expect(await visitor.get(finding.path).text.contains("Más bien un techo."))
    #expect(try await sees(.partner))

    let longAgo = try await staff.submit(
      "\(desk)/returns", onPage: desk,
      ["format": "poster", "place": "Laundry", "language": "es", "day": "1926-11-22"])
    #expect(longAgo.status == 422)
    let told = try await staff.submit(
      "\(desk)/returns", onPage: desk,
      ["format": "poster", "place": "Laundry", "language": "es", "day": "2026-11-22"])
    #expect(told.status == 303)
    #expect(await visitor.get(finding.path).text.contains("Laundry"))
    for kind in ["added", "checking", "checked", "published", "returned", "evidence-added"] {
      #expect(try await circle.moments("finding.\(kind)") > 0, "finding.\(kind)")
    }
    let verification = try await circle.town.store.read { try Ledger.verify($0) }
    #expect(verification.holds)
    try await circle.end()
  }

  @Test func `Changing what a finding says takes the answers with it`() async throws {
    let circle = try await Circle()
    let finding = try await circle.finding(.published)
    let staff = try await circle.town.reader(.staff)
    let edit = "/desk/findings/\(finding.id)/edit"
    let reply = try await staff.submit(
      edit, onPage: edit, ["sentence": "Something else.", "language": "en"])
    #expect(reply.status == 303)
    let now = try await circle.find(finding)
    #expect(now.standing == .drafted)
    #expect(try await circle.town.store.read { try CheckTally.of(finding.id, $0) }.total == 0)
    #expect(await (try circle.town.reader(nil)).get(finding.path).status == 404)
    // The form that was opened before is stale now, and changes nothing.
    let stale = await staff.get(edit)
    _ = try await staff.submit(edit, onPage: edit, ["sentence": "First.", "language": "en"])
    let second = try await staff.submit(
      edit, onPage: edit, ["sentence": "Second.", "language": "en", "version": "1"])
    #expect(stale.status == 200)
    #expect(second.status == 409)
    #expect(try await circle.find(finding).sentence == "First.")
    try await circle.end()
  }

  @Test(arguments: TestEngine.present)
  func `Ground that moves marks the finding, and what was taken back loses its text at once`(
    _ engine: TestEngine
  ) async throws {
    let circle = try await Circle(engine)
    let fact = try await circle.fact()
    let finding = try await circle.finding(.published)
    try await circle.cite(fact, for: finding)
    let visitor = try await circle.town.reader(nil)
    let before = await visitor.get(finding.path)
    #expect(before.text.contains("Public since"))
    #expect(!before.text.contains("being looked at again"))

    try await circle.town.store.write { connection in
      try connection.run("UPDATE fact SET text = 'Otherwise.' WHERE id = \(fact.id)")
    }
    #expect(await visitor.get(finding.path).text.contains("being looked at again"))
    try await circle.town.store.write { connection in
      try connection.run("UPDATE fact SET ended = 1 WHERE id = \(fact.id)")
    }
    let sentence = try await circle.town.store.read {
      try FindingEvidence.all(of: finding.id, $0).first { $0.kind == "fact" }?.sentence ?? ""
    }
    #expect(!sentence.isEmpty)
    let gone = await visitor.get(finding.path)
    #expect(!gone.plainText.contains(sentence))
    #expect(gone.text.contains("Taken back by whoever said it, or corrected."))

    try await FindingJobs.review.run(circle.town.site, "")
    try await FindingJobs.review.run(circle.town.site, "")
    let kept = try await circle.town.store.read {
      try FindingEvidence.all(of: finding.id, $0).first { $0.kind == "fact" }
    }
    #expect(kept?.isGone == true)
    #expect(kept?.sentence == "")
    #expect(try await circle.moments("finding.questioned") == 1)
    #expect(
      await (try circle.town.reader(.staff)).get("/desk").text.contains(
        "What a finding rests on has changed."))
    try await circle.end()
  }

  @Test func `Few answers show no numbers, and words for the library alone are never shown`()
    async throws
  {
    let tally = CheckTally(yes: 4, partly: 1, no: 0)
    #expect(!tally.sentence(.english, smallestCell: 10).contains("4"))
    #expect(tally.sentence(.english, smallestCell: 5).contains("4 said yes"))

    let circle = try await Circle()
    let finding = try await circle.finding(.checking)
    try await circle.town.store.write { connection in
      try CheckWord.say(
        .no, words: "For you alone.", in: .english, wish: .library, to: finding,
        id: ID(stored: "aaaaaaaaaaaaaaaa"), on: Day(stored2026), connection)
      let word = try #require(
        try CheckWord.all(of: finding.id, connection).first { $0.words == "For you alone." })
      try word.rule(.shown, on: finding, by: "staff", at: Day(stored2026).start, connection)
      let after = try CheckWord.all(of: finding.id, connection)
        .first { $0.words == "For you alone." }
      #expect(after?.standing == .waiting)
    }
    let desk = "/desk/findings/\(finding.id)"
    #expect(await (try circle.town.reader(.staff)).get(desk).text.contains("For you alone."))
    #expect(
      await (try circle.town.reader(.steward)).get(desk).text.contains("For you alone.") == false)
    try await circle.end()
  }

  @Test func `A link that is closed or over says nothing`() async throws {
    let circle = try await Circle()
    let code = try await circle.link()
    let visitor = try await circle.town.reader(nil)
    #expect(await visitor.get("/checks/\(code)").status == 200)
    circle.town.wait(seconds: 22 * 86400)
    #expect(await visitor.get("/checks/\(code)").status == 404)
    #expect(await visitor.get("/checks/nonsense").status == 404)
    try await circle.end()
  }

  @Test func `A power that the community holds keeps the library from publishing`() async throws {
    let circle = try await Circle()
    let finding = try await circle.finding(.checking)
    #expect(try await circle.step("checked", finding).status == 303)
    let community = circle.sunrise.id.text
    try await circle.town.store.write { connection in
      try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(community), 'publish', 'community')")
    }
    #expect(try await circle.step("publish", finding).status == 403)
    #expect(try await circle.step("publish", finding, as: .steward).status == 303)
    try await circle.end()
  }
}

private let stored2026 = Instant(seconds: 1_795_449_600)

extension Day {
  fileprivate init(_ instant: Instant) { self.init(instant, in: .gmt) }
}
