import Communities
import Engagements
import Foundation
import Hometown
import Ledger
import Power
import SecondaryData
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Asks

/// What people see of the ledger: the month's answer, the rules, other bodies' links.
@Suite(.serialized) struct PagesTests {
  @Test(arguments: TestEngine.present)
  func `Can we ask in May is answered with yes from a day, or no and why`(engine: TestEngine)
    async throws
  {
    let court = try await Court(engine)
    try await court.rules { $0.adults = .init(count: 400, source: "The circle", day: Hometown.day) }
    try await court.quiet(
      from: try #require(Day("2027-05-01")), to: try #require(Day("2027-05-20")), reason: "Harvest")
    let daniel = try await court.town.reader(.staff)
    let page = "\(court.desk)/headroom?month=2027-05&people=30&minutes=10&days=7"
    let yes = await daniel.get(page)
    #expect(yes.plainText.contains("May 2027: yes, from May 21, 2027."))
    #expect(yes.plainText.contains("The community asked for quiet until May 20, 2027: Harvest."))
    // 400 adults have room for 10 hours: 120 people × 10 minutes are more, also over two months.
    let no = await daniel.get(
      "\(court.desk)/headroom?month=2027-05&people=120&minutes=10&days=7")
    #expect(no.plainText.contains("May 2027: no, because:"))
    #expect(no.plainText.contains("has room for 10 hours of people’s time"))
    let wrong = await daniel.get("\(court.desk)/headroom?month=May&people=many")
    #expect(wrong.status == 200 && wrong.text.contains("value=\"many\""))
    #expect(wrong.plainText.contains("People must be a whole number"))
    #expect(wrong.plainText.contains("Choose a month from this one"))
    try await court.end()
  }

  @Test func `Without a number of adults the page says what is missing and how to learn it`()
    async throws
  {
    let court = try await Court()
    let page = await (try await court.town.reader(.reviewer)).get("\(court.desk)/headroom")
    #expect(page.plainText.contains("Room by month can’t be computed yet."))
    #expect(page.plainText.contains("B01001"))
    #expect(page.plainText.contains("it can’t be told yet whether people tire"))
    try await court.end()
  }

  @Test func `Who tires is shown with an alarm at ten points`() async throws {
    let court = try await Court()
    try await court.past(300, invited: 100, completed: 67, returned: court.today)
    try await court.past(200, invited: 100, completed: 57, returned: court.today)
    let page = await (try await court.town.reader(.staff)).get("\(court.desk)/headroom").plainText
    #expect(
      page.contains(
        "People tire: by the ask number 2 within a year, 10 points fewer answer than by number 1."))
    #expect(page.contains("67%") && page.contains("57%"))
    try await court.end()
  }

  @Test(arguments: TestEngine.present)
  func `Programs read the same with keys that stay`(engine: TestEngine) async throws {
    let court = try await Court(engine)
    try await court.rules { $0.adults = .init(count: 400, source: "The circle", day: Hometown.day) }
    try await court.past(40, days: 0, invited: 60, returned: court.today)
    let daniel = try await court.town.reader(.staff)
    let reply = await daniel.get(
      "/api/communities/\(court.sunrise)/headroom?month=2027-05&people=12&minutes=5")
    #expect(reply.header("content-type") == "application/json; charset=utf-8")
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
    #expect(
      all.keys.sorted() == [
        "adults", "community", "holder", "lastTwelveMonths", "months", "question", "rules", "today",
        "verdict",
      ])
    let verdict = try #require(all["verdict"] as? [String: Any])
    #expect(verdict.keys.sorted() == ["answer", "earliest", "firstDay", "reasons"])
    #expect(verdict["answer"] as? String == "yes")
    #expect(verdict["firstDay"] as? String == "2027-05-01")
    let months = try #require(all["months"] as? [[String: Any]])
    #expect(months.count == 12 && months[0]["month"] as? String == "2026-11")
    #expect(
      months[0].keys.sorted() == [
        "asks", "firstDay", "hoursLeft", "hoursTaken", "month", "quiet",
      ])
    let year = try #require(all["lastTwelveMonths"] as? [String: Any])
    // 60 people × 6 minutes, for nobody has said how many answered; 6 hours for 400 adults.
    #expect(year["hours"] as? Double == 6 && year["hoursPerThousandAdults"] as? Double == 15)
    #expect(!reply.text.contains("Ask of"))
    let question = try #require(all["question"] as? [String: Any])
    #expect(question.keys.sorted() == ["days", "minutes", "month", "people", "random"])
    let open = await daniel.get("/api/communities/\(court.sunrise)/headroom?people=").text
    #expect(open.contains("\"people\" : null"))
    #expect(
      (await daniel.get("/api/communities/\(court.sunrise)/headroom?month=May")).status == 422)
    try await court.end()
  }

  @Test func `Headroom is for members who may enter the community`() async throws {
    let court = try await Court()
    let growers = try await court.town.store.read {
      try #require(try $0.first("SELECT id FROM community WHERE slug = 'acequia-growers'"))
        .string("id")
    }
    let amal = try await court.town.reader(.steward)
    for path in ["/api/communities/\(growers)/headroom", "/desk/communities/\(growers)/headroom"] {
      #expect((await amal.get(path)).status == 404)
    }
    let visitor = try await court.town.reader(nil)
    let reply = await visitor.get("/api/communities/\(court.sunrise)/headroom")
    #expect(reply.status == 401 && reply.text == "{\"error\":\"Sign in\"}\n")
    let missing = await amal.get("/api/communities/\(growers)/headroom")
    #expect(missing.header("content-type")?.hasPrefix("application/json") == true)
    try await court.end()
  }

  @Test(arguments: TestEngine.present)
  func `Another body says by its link what it asks, and it counts when somebody has looked`(
    engine: TestEngine
  ) async throws {
    let court = try await Court(engine)
    let daniel = try await court.town.reader(.staff)
    let links = "\(court.desk)/outside-links"
    let made = try await daniel.submit(
      links, onPage: links, ["label": "County Health Office", "days": "30"])
    let path = try #require(
      made.text.firstMatch(of: #/\/outside-asks\/[a-z0-9]+/#)
    ).output
    let visitor = try await court.town.reader(nil)
    let page = await visitor.get(String(path))
    #expect(page.status == 200 && page.plainText.contains("When there is room"))
    // No titles, no askers, no numbers of what others asked.
    #expect(!page.plainText.contains("Hours"))
    let empty = try await visitor.submit(
      String(path), onPage: String(path), ["asker": "County Health Office"])
    #expect(empty.status == 422 && empty.text.contains("County Health Office"))
    #expect(empty.plainText.contains("Say whether people will hear what came of it."))

    let fields = [
      "asker": "County Health Office", "title": "Door to door", "returns": "yes",
      "opens": court.today.adding(days: 10).description, "minutes": "20", "invited": "40",
      "sensitivity": "sensitive", "languages": "es", "id": "0123456789abcdefghjkmnpqrs",
    ]
    let id = ID<Ask>.new(court.town.site.surroundings).text
    for _ in 0..<2 {
      let sent = try await visitor.submit(
        String(path), onPage: String(path), fields.merging(["id": id]) { $1 })
      #expect(sent.status == 303)
    }
    let told = try await court.asks()
    #expect(told.map(\.status) == [.told] && told.map(\.languages) == [[.spanish]])
    // It takes nothing of the calendar yet.
    #expect(try await court.refusals(court.draft("p")) == [])
    try await court.town.store.write { _ = try $0.run("DELETE FROM ask WHERE subject = 'p'") }
    #expect((await daniel.get("/desk")).plainText.contains("Another body tells what it asks."))
    let ask = try #require(told.first)
    let agreed = try await daniel.submit(
      "\(ask.deskPath)/acceptance", onPage: ask.deskPath, ["how": "agreed"])
    #expect(agreed.status == 303)
    #expect(try await court.asks().map(\.status) == [.counted])
    #expect(try await court.refusals(court.draft("p")) == ["gap"])
    let counted = try await daniel.submit(
      "\(ask.deskPath)/answers", onPage: ask.deskPath, ["completed": "31"])
    #expect(counted.status == 303)
    #expect(try await court.asks(.counted).map(\.completed) == [31])
    let moment = try #require(try await court.moments("ask.told").first)
    #expect(moment.actor == "partner" && moment.at == court.today.start)

    let link = try await court.town.store.read { [sunrise = court.sunrise] in
      try OutsideAskLink.all(of: sunrise, $0)[0].id
    }
    _ = try await daniel.submit("\(links)/\(link)/closure", onPage: links)
    #expect((await visitor.get(String(path))).status == 404)
    try await court.end()
  }

  @Test func `What a body asks without agreement is counted as it is, and lets nobody through`()
    async throws
  {
    let court = try await Court()
    try await court.past(5, returned: court.today)
    let (sunrise, today, now) = (court.sunrise, court.today, court.town.site.surroundings.now())
    let id = ID<Ask>.new(court.town.site.surroundings)
    try await court.town.store.write { connection in
      try Ask.tell(
        OutsideAskDraft(
          asker: "City transit", title: "Stop interviews", opens: today, closes: nil, invited: 9,
          minutes: 5, returns: false),
        id: id, of: sunrise, by: "staff", today: today, at: now, connection)
    }
    let daniel = try await court.town.reader(.staff)
    let path = "/desk/asks/\(id)"
    let refused = try await daniel.submit("\(path)/acceptance", onPage: path, ["how": "agreed"])
    #expect(refused.status == 403)
    #expect(try await court.asks(.refused).map(\.id) == [id])
    let counted = try await daniel.submit("\(path)/acceptance", onPage: path, ["how": "anyway"])
    #expect(counted.status == 303)
    let releases = try await court.town.store.read {
      try $0.count("SELECT COUNT(*) FROM release WHERE subject = \(id)")
    }
    #expect(releases == 0)
    #expect(try await court.asks(.counted).count == 2)
    try await court.end()
  }

  @Test func `The rules are changed on their page, with what was typed kept`() async throws {
    let court = try await Court()
    let daniel = try await court.town.reader(.staff)
    let path = "\(court.desk)/ask-rules"
    let fields = [
      "between": "45", "year": "3", "hours": "12.5", "back": "60", "ahead": "21", "large": "40",
      "reminders": "1",
    ]
    let wrong = try await daniel.submit(
      path, onPage: path, fields.merging(["adults": "400"]) { $1 })
    #expect(wrong.status == 422 && wrong.text.contains("value=\"45\""))
    #expect(wrong.plainText.contains("Enter: Who says so."))
    let saved = try await daniel.submit(
      path, onPage: path,
      fields.merging(["adults": "400", "source": "The circle", "as-of": "2026-10-01"]) { $1 })
    #expect(saved.status == 303)
    let rules = try await court.town.store.read { [sunrise = court.sunrise] in
      try Charter.of(sunrise.text, $0).askRules
    }
    #expect(rules.daysBetween == 45 && rules.hoursInMonth == 5)
    #expect(try await court.moments("rules.changed").count == 1)
    let stale = try await daniel.submit(path, onPage: path, fields.merging(["version": "0"]) { $1 })
    #expect(stale.status == 409)
    try await court.town.store.write { [sunrise = court.sunrise] connection in
      _ = try connection.run(
        "INSERT INTO power (community, act, holder) VALUES (\(sunrise), 'ask', 'community')")
    }
    let page = await daniel.get(path)
    #expect(page.plainText.contains("The community holds this power. Its stewards decide."))
    #expect(!page.plainText.contains("Save the rules"))
    let amal = try await court.town.reader(.steward)
    let theirs = try await amal.submit(path, onPage: path, fields)
    #expect(theirs.status == 303)
    try await court.end()
  }

  @Test
  func `Adults come from the census table of ages where there is one, for the library to take`()
    async throws
  {
    let court = try await Court()
    let (sunrise, surroundings) = (court.sunrise, court.town.site.surroundings)
    let context = ImportContext(
      actor: "staff", today: court.today, language: .english, surroundings: surroundings)
    _ = try await court.town.store.write { connection in
      try DataImport.run(
        [Self.ages()], ImportChoices(community: sunrise), by: context, connection)
    }
    let path = "\(court.desk)/ask-rules"
    let page = await (try await court.town.reader(.staff)).get(path)
    #expect(page.plainText.contains("comes from the catalogue of data"))
    // Nineteen bands from 18 on, of both sexes, ten people each.
    #expect(page.text.contains("value=\"380\""))
    #expect(page.text.contains("U.S. Census Bureau, table B01001, 2020–2024"))
    // It is offered, and holds once somebody saves it.
    let rules = try await court.town.store.read { try Charter.of(sunrise.text, $0).askRules }
    #expect(rules.adults == nil)
    try await court.end()
  }

  /// Table B01001 of one tract, ten people of each sex in each band.
  private static func ages() -> GivenFile {
    let bands = [
      "Under 5 years", "5 to 9 years", "10 to 14 years", "15 to 17 years", "18 and 19 years",
      "20 years", "21 years", "22 to 24 years", "25 to 29 years", "30 to 34 years",
      "35 to 39 years", "40 to 44 years", "45 to 49 years", "50 to 54 years", "55 to 59 years",
      "60 and 61 years", "62 to 64 years", "65 and 66 years", "67 to 69 years", "70 to 74 years",
      "75 to 79 years", "80 to 84 years", "85 years and over",
    ]
    let lines =
      [("Total:", 460)]
      + ["Male", "Female"].flatMap { sex in
        [("Total:!!\(sex):", 230)] + bands.map { ("Total:!!\(sex):!!\($0)", 10) }
      }
    var codes = ["GEO_ID", "NAME"]
    var words = ["Geography", "Geographic Area Name"]
    var cells = ["1400000US35099000201", "Census Tract 2.01, Piedra Lisa County, New Mexico"]
    for (index, line) in lines.enumerated() {
      let number = String(1001 + index).dropFirst()
      codes += ["B01001_\(number)E", "B01001_\(number)M"]
      words += ["Estimate!!\(line.0)", "Margin of Error!!\(line.0)"]
      cells += [String(line.1), "4"]
    }
    let text = [codes, words, cells].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
      .joined(separator: "\n")
    return GivenFile(name: "ACSDT5Y2024.B01001-Data.csv", bytes: Array((text + "\n").utf8))
  }

  @Test func `A steward declares quiet, and only stewards end it`() async throws {
    let court = try await Court()
    let amal = try await court.town.reader(.steward)
    let path = "\(court.desk)/ask-rules"
    let to = court.today.adding(days: 10).description
    let declared = try await amal.submit(
      "\(court.desk)/quiet-periods", onPage: path,
      ["from": court.today.description, "to": to, "reason": "Mourning"])
    #expect(declared.status == 303)
    #expect(try await court.moments("quiet.declared").map(\.actor) == ["steward"])
    let daniel = try await court.town.reader(.staff)
    #expect(!(await daniel.get(path)).text.contains("/ending\""))
    // The same again is said twice; another end on the same first day would write over it unseen.
    let again = try await amal.submit(
      "\(court.desk)/quiet-periods", onPage: path,
      ["from": court.today.description, "to": to, "reason": "Mourning"])
    #expect(again.status == 303)
    let over = try await amal.submit(
      "\(court.desk)/quiet-periods", onPage: path,
      ["from": court.today.description, "to": court.today.description, "reason": "Other"])
    #expect(over.status == 422 && over.plainText.contains("End it first."))
    #expect(try await court.moments("quiet.declared").count == 1)
    let backwards = try await amal.submit(
      "\(court.desk)/quiet-periods", onPage: path, ["from": to, "to": "2026-11-01", "reason": "x"])
    #expect(backwards.status == 422)
    let ending = "\(court.desk)/quiet-periods/\(court.today)/ending"
    #expect(try await amal.submit(ending, onPage: path).status == 303)
    #expect(try await court.refusals(court.draft("p")) == [])
    try await court.end()
  }

  @Test func `The ledger is filtered by year, and sums what is counted`() async throws {
    let court = try await Court()
    try await court.past(40, days: 0, invited: 60, completed: 30, returned: court.today)
    try await court.past(400, days: 0, invited: 60, completed: 30, returned: court.today)
    let daniel = try await court.town.reader(.staff)
    let all = await daniel.get("/desk/asks?community=\(court.sunrise)").plainText
    #expect(all.contains("Ask of 2025-10-19") && all.contains("Ask of 2026-10-14"))
    let one = await daniel.get("/desk/asks?year=2026").plainText
    #expect(!one.contains("Ask of 2025-10-19") && one.contains("Ask of 2026-10-14"))
    // 30 × 6 minutes and 30 × a quarter: 187.5 minutes.
    #expect(one.contains("3.1"))
    try await court.end()
  }

  @Test func `The Guide, the profile and the library's conduct tell of it`() async throws {
    let court = try await Court()
    try await court.past(200, returned: court.today.adding(days: -150))
    try await court.past(150)
    try await court.past(140, asker: "City transit")
    let daniel = try await court.town.reader(.staff)
    let guide = await daniel.get("\(court.desk)/guide/listening").plainText
    #expect(guide.contains("3 asks in 12 months, 1 of other bodies"))
    #expect(guide.contains("People were not told what came of 2 asks in time."))
    #expect((await daniel.get(court.desk)).links.contains("\(court.desk)/headroom"))
    let (sunrise, today) = (court.sunrise, court.today)
    let year = try await court.town.store.read {
      try AsksEvidence.returned(
        sunrise.text, today.adding(days: -365), today, today: today, $0)
    }
    #expect(year.kept == 1 && year.due == 2)
    // The second ran out 53 days ago, and not in the last month.
    let month = try await court.town.store.read {
      try AsksEvidence.returned(sunrise.text, today.adding(days: -30), today, today: today, $0)
    }
    #expect(month.due == 0)
    let day = try await court.town.store.read {
      try AsksEvidence.returned(
        sunrise.text, today.adding(days: -53), today.adding(days: -53), today: today, $0)
    }
    #expect(day.kept == 0 && day.due == 1)
    let asks = court.town.site.capabilities.first { $0.name == "asks" }
    #expect(asks?.conduct.count == 1)
    try await court.end()
  }
}

extension Hometown {
  static let day = Day(now, in: library.zone)
}
