import Communities
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

/// Whether the rules hold where instruments open, and who may lift them.
@Suite(.serialized) struct LedgerTests {
  @Test(arguments: TestEngine.present)
  func `A third ask in a quiet month is refused with reasons, and the stewards lift it on record`(
    engine: TestEngine
  ) async throws {
    let court = try await Court(engine)
    try await court.rules { rules in
      rules.mostInYear = 2
      rules.daysBetween = 14
    }
    try await court.past(200, returned: court.today)
    try await court.past(40, returned: court.today)
    try await court.quiet(
      from: court.today.adding(days: -3), to: court.today.adding(days: 20), reason: "Mourning")

    // A pulse.
    #expect(try await court.refusals(court.draft("p1")) == ["quiet", "year"])
    // Another body's study.
    let daniel = try await court.town.reader(.staff)
    let study = try await tell(court, by: daniel)
    let refused = try await daniel.submit(
      "\(study)/acceptance", onPage: study, ["how": "agreed"])
    #expect(refused.status == 403)
    #expect(refused.plainText.contains("There are 2 asks in 12 months already"))
    // A conversation, opened by its button.
    let conversation = try await court.conversation()
    let page = conversation.deskPath
    let no = try await daniel.submit("\(page)/opening", onPage: page)
    #expect(no.status == 403)
    #expect(no.wellFormednessFault == nil)
    #expect(no.plainText.contains("The community asked for quiet until"))
    #expect(no.plainText.contains("Mourning"))
    #expect(no.plainText.contains("There are 2 asks in 12 months already; the charter allows 2."))
    #expect(no.plainText.contains("The first day on which nothing stands in the way"))
    #expect(no.plainText.contains("The community’s steward can lift this, on record."))
    #expect(try await state(court, conversation) == .draft)
    #expect(try await court.moments("ask.refused").count == 2)

    // Amal, of the tenants' circle, finds it on her desk and lifts it.
    let amal = try await court.town.reader(.steward)
    let ask = try #require(
      try await court.asks(.refused).first { $0.subject == conversation.id.text })
    let desk = await amal.get("/desk")
    #expect(desk.plainText.contains("The rules refused an ask of your community."))
    let silent = try await amal.submit("\(ask.deskPath)/lift", onPage: ask.deskPath)
    #expect(silent.status == 422 && silent.plainText.contains("Why you lift it"))
    let lifted = try await amal.submit(
      "\(ask.deskPath)/lift", onPage: ask.deskPath, ["why": "The bench is for the mourners."])
    #expect(lifted.status == 303)
    let record = try #require(try await court.moments("ask.lifted").first)
    #expect(record.actor == "steward" && record.details == ["rules": "quiet year"])
    let liftedPage = await daniel.get(ask.deskPath).plainText
    #expect(liftedPage.contains("The bench is for the mourners."))
    #expect(liftedPage.contains("Yes: the stewards lifted what stood in the way."))

    let yes = try await daniel.submit("\(page)/opening", onPage: page)
    #expect(yes.status == 303)
    #expect(try await state(court, conversation) == .open)
    let counted = try await court.asks(.counted)
    #expect(counted.contains { $0.subject == conversation.id.text && $0.id == ask.id })
    // It served once, and for that one alone.
    #expect(try await court.refusals(court.draft("p2")).isEmpty == false)
    let lift = try await court.town.store.read { [sunrise = court.sunrise] in
      try AskLift.all(of: sunrise.text, $0)
    }
    #expect(lift.map(\.used) == [court.today])
    try await court.end()
  }

  /// Writes down another body's study, and gives the path of its page.
  private func tell(_ court: Court, by reader: Reader) async throws -> String {
    let reply = try await reader.submit(
      "/desk/asks", onPage: "/desk/asks/new?community=\(court.sunrise)",
      [
        "community": court.sunrise.text, "asker": "County Health Office", "title": "Sleep study",
        "opens": court.today.description, "invited": "20", "minutes": "30",
        "sensitivity": "sensitive", "returns": "no",
      ])
    #expect(reply.status == 303)
    let place = try #require(reply.header("location"))
    return String(place.prefix { $0 != "?" })
  }

  private func state(
    _ court: Court, _ conversation: Conversation
  ) async throws -> Conversation.State? {
    try await court.town.store.read { try Conversation.find(conversation.id, $0)?.state }
  }

  @Test(arguments: TestEngine.present)
  func `Two who open two things at once don't both slip under the limit`(engine: TestEngine)
    async throws
  {
    let court = try await Court(engine)
    try await court.rules { rules in
      rules.daysBetween = 0
      rules.mostInYear = 3
    }
    try await court.past(100, returned: court.today)
    let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<6 {
        group.addTask {
          // On a machine that is busy with other tests one may wait for its turn too long.
          while true {
            do {
              return try await court.refusals(court.draft("p\(number)")).isEmpty
            } catch StoreError.busy {
              continue
            }
          }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(passed == 2)
    #expect(try await court.asks(.counted).count == 3)
    try await court.end()
  }

  @Test(arguments: TestEngine.present)
  func `Who does not return what was heard in ninety days is refused the next ask until they do`(
    engine: TestEngine
  ) async throws {
    let court = try await Court(engine)
    // Ended 90 days ago: the last day.
    try await court.past(97, subject: "bench")
    let ninety = try await court.town.store.read { [sunrise = court.sunrise, today = court.today] in
      try Ask.entries(of: sunrise.text, on: today, $0).map(\.ended)
    }
    #expect(ninety == [court.today.adding(days: -90)])
    #expect(
      (await (try await court.town.reader(.staff)).get("/desk")).plainText.contains(
        "People are to be told what was heard by"))
    court.town.wait(seconds: 86400)
    #expect(try await court.refusals(court.draft("p1")) == ["return"])
    let daniel = try await court.town.reader(.staff)
    #expect(
      (await daniel.get("/desk")).plainText.contains(
        "People still wait to hear what came of an ask."))
    let ask = try #require(try await court.asks(.counted).first)
    let wrong = try await daniel.submit(
      "\(ask.deskPath)/return", onPage: ask.deskPath,
      ["on": court.today.adding(days: 1).description, "how": "On the wall"])
    #expect(wrong.status == 422 && wrong.text.contains("On the wall"))
    let told = try await daniel.submit(
      "\(ask.deskPath)/return", onPage: ask.deskPath,
      ["on": court.today.description, "how": "Read out at the Tuesday group."])
    #expect(told.status == 303)
    #expect((await daniel.get(ask.deskPath)).plainText.contains("Read out at the Tuesday group."))
    #expect(try await court.moments("ask.returned").map(\.actor) == ["staff"])
    #expect(try await court.refusals(court.draft("p1")) == [])
    try await court.end()
  }

  @Test func `Findings that are returned elsewhere are marked by what returned them, once`()
    async throws
  {
    let court = try await Court()
    try await court.past(20, subject: "bench")
    try await court.past(300, subject: "other")
    let (sunrise, today, now) = (court.sunrise, court.today, court.town.site.surroundings.now())
    try await court.town.store.write { connection in
      for _ in 0..<2 {
        try Ask.markReturned(
          instrument: "conversation", subject: "bench", community: sunrise, on: today, by: "staff",
          how: "/findings/bench", at: now, connection)
      }
    }
    #expect(try await court.asks().filter { $0.returned == today }.map(\.subject) == ["bench"])
    #expect(try await court.moments("ask.returned").count == 1)
    try await court.end()
  }

  @Test func `The owner lifts nothing, and where there is no steward the page says so`()
    async throws
  {
    let court = try await Court()
    try await court.past(3, returned: court.today)
    let ruth = try await court.town.reader(.owner)
    let page = try await court.conversation().deskPath
    _ = try await ruth.submit("\(page)/opening", onPage: page)
    let ask = try #require(try await court.asks(.refused).first)
    let view = await ruth.get(ask.deskPath)
    #expect(!view.text.contains("\(ask.deskPath)/lift"))
    let forced = await ruth.post("\(ask.deskPath)/lift", [("why", "I say so")])
    #expect(forced.status == 404)
    try await court.town.store.write {
      _ = try $0.run("UPDATE account SET closed = 1 WHERE role = 'steward'")
    }
    #expect(
      (await ruth.get(ask.deskPath)).plainText.contains(
        "This community has no stewards yet, so nobody can lift this."))
    try await court.end()
  }

  @Test(arguments: TestEngine.present)
  func `A large ask is registered ahead, and opens on its day`(engine: TestEngine) async throws {
    let court = try await Court(engine)
    let draft = court.draft("big", invited: 50)
    #expect(try await court.refusals(draft) == ["ahead"])
    let daniel = try await court.town.reader(.staff)
    // The page of the refusal writes it down; a test that calls the register does it by hand.
    let page = try await refusedPage(court, draft)
    let day = court.today.adding(days: 30)
    let early = try await daniel.submit(
      "\(page)/plan", onPage: page, ["day": court.today.adding(days: 29).description])
    #expect(early.status == 403)
    let planned = try await daniel.submit("\(page)/plan", onPage: page, ["day": day.description])
    #expect(planned.status == 303)
    #expect(try await court.asks(.planned).map(\.opened) == [day])
    // It holds its place: nothing else comes within thirty days of it.
    #expect(try await court.refusals(court.draft("small")) == [])
    #expect(try await court.refusals(draft) == ["gap", "ahead"])
    try await court.town.store.write { _ = try $0.run("DELETE FROM ask WHERE subject = 'small'") }
    court.town.wait(seconds: 29 * 86400)
    #expect(try await court.refusals(draft) == ["ahead"])
    #expect(try await court.refusals(court.draft("small")) == ["gap"])
    court.town.wait(seconds: 86400)
    #expect(try await court.refusals(draft) == [])
    #expect(try await court.asks(.counted).map(\.subject) == ["big"])
    #expect(try await court.asks().count == 1)
    try await court.end()
  }

  private func refusedPage(_ court: Court, _ draft: AskDraft) async throws -> String {
    let (sunrise, today, surroundings) = (court.sunrise, court.today, court.town.site.surroundings)
    return try await court.town.store.write { connection in
      try Ask.add(
        draft, id: .new(surroundings),
        to: Subject(kind: draft.instrument, id: draft.subject, community: sunrise.text),
        opens: today, status: .refused, registered: today, connection
      ).deskPath
    }
  }

  @Test(arguments: TestEngine.present)
  func `Inviting more people than were counted asks the gate again`(engine: TestEngine) async throws
  {
    let court = try await Court(engine)
    let daniel = try await court.town.reader(.staff)
    let conversation = try await court.conversation(audience: .invited)
    let invitations = "\(conversation.deskPath)/invitations"
    func deal(_ count: String) async throws -> Reply {
      try await daniel.submit(invitations, onPage: invitations, ["count": count])
    }
    #expect(try await deal("10").status == 200)
    let opened = try await daniel.submit(
      "\(conversation.deskPath)/opening", onPage: conversation.deskPath)
    #expect(opened.status == 303)
    #expect(try await deal("5").status == 200)
    #expect(try await court.asks(.counted).map(\.invited) == [15])
    let many = try await deal("35")
    #expect(many.status == 403)
    #expect(many.plainText.contains("Asks of 50 people or more"))
    #expect(try await court.asks(.counted).map(\.invited) == [15])
    let kept = try await court.town.store.read {
      try Conversation.find(conversation.id, $0)?.invited
    }
    #expect(kept == 15)
    #expect(try await deal("34").status == 200)
    try await court.end()
  }

  @Test func `What is opened again soon goes on; later it is another ask`() async throws {
    let court = try await Court()
    let draft = court.draft("pulse", invited: nil)
    try await court.register(draft)
    let today = court.today
    try await court.town.store.write { connection in
      try Ask.answered(subject: "pulse", instrument: "pulse", count: 7, connection)
      try Ask.ended(subject: "pulse", instrument: "pulse", on: today.adding(days: 2), connection)
    }
    court.town.wait(seconds: 31 * 86400)
    #expect(try await court.refusals(draft) == [])
    #expect(try await court.asks(.counted).map(\.closes) == [nil])
    #expect(try await court.moments("ask.resumed").count == 1)
    try await court.town.store.write {
      try Ask.ended(subject: "pulse", instrument: "pulse", on: today.adding(days: 31), $0)
    }
    court.town.wait(seconds: 30 * 86400)
    try await court.register(draft)
    try await court.town.store.write {
      try Ask.answered(subject: "pulse", instrument: "pulse", count: 12, $0)
    }
    #expect(try await court.asks(.counted).map(\.completed) == [5, 7])
    try await court.end()
  }

  @Test func `An answered conversation tells how many answered, and no more`() async throws {
    let court = try await Court()
    let conversation = try await court.conversation()
    let daniel = try await court.town.reader(.staff)
    _ = try await daniel.submit(
      "\(conversation.deskPath)/opening", onPage: conversation.deskPath)
    let (surroundings, today) = (court.town.site.surroundings, court.today)
    try await court.town.store.write { connection in
      let statement = try Statement.add(
        "By the bus stop.", in: .english, to: conversation, id: .new(surroundings), origin: .seed,
        by: "staff", today: today, at: surroundings.now(), connection)
      for name in ["a", "b", "c"] {
        let person = try Participant.join(
          conversation, receipt: name, isStaff: false, surroundings, connection)
        try person.vote(.agree, on: statement, today: today, connection)
      }
    }
    try await ConversationJobs.drawMap(of: conversation.id, court.town.store, surroundings)
    let ask = try #require(try await court.asks(.counted).first)
    #expect(ask.completed == 3 && ask.path == conversation.deskPath)
    #expect(ask.hours(on: today) == 3 * 8.0 / 60)
    try await court.end()
  }
}
