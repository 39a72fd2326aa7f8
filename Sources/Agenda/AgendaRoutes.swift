import Accounts
import Components
import Crypto
import Foundation
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The desk outside the desk: a weekly letter, and a calendar by a secret address.
struct AgendaRoutes {
  var routes: [Route] {
    [
      .get("/account/agenda", .members) { call in
        try await agendaPage(call, Draft(), made: nil)
      },
      .post("/account/agenda/letter", .members) { call in try await choose(call) },
      .post("/account/agenda/calendar", .members) { call in try await make(call) },
      .post("/account/agenda/calendar/withdrawal", .members) { call in
        let account = ID<Account>(stored: try call.member().account)
        try await call.store.write { try CalendarLink.withdraw(of: account, $0) }
        return .seeOther("/account/agenda", notice: .removed)
      },
      .get("/calendars/{code}", .everyone, rate: RateLimit(60, perSeconds: 600)) { call in
        try await calendar(call)
      },
    ]
  }

  private func choose(_ call: Call) async throws -> Reply {
    let account = ID<Account>(stored: try call.member().account)
    return try await call.submit(show: { try await agendaPage(call, $0, made: nil) }) { form in
      let text = form.data.text("weekday")
      let weekday = Int(text).flatMap { (1...7).contains($0) ? $0 : nil }
      if weekday == nil, text != "none" {
        form.fault("weekday", form.w("Choose a day, or no letter."))
      }
      try form.check()
      try await call.store.write { try WeeklyLetter.choose(weekday, for: account, $0) }
      return .seeOther("/account/agenda", notice: .saved)
    }
  }

  private func make(_ call: Call) async throws -> Reply {
    let account = ID<Account>(stored: try call.member().account)
    let (today, surroundings) = (call.today, call.surroundings)
    let code = try await call.store.write {
      try CalendarLink.make(for: account, on: today, surroundings, $0)
    }
    return try await agendaPage(
      call, Draft(), made: "\(call.library.address)/calendars/\(code).ics")
  }

  /// The due dates of whoever made the address, as far as they may see them today.
  private func calendar(_ call: Call) async throws -> Reply {
    let name = try call.parameter("code")
    guard name.hasSuffix(".ics") else { throw Failure.notFound }
    let code = String(name.dropLast(4))
    let (site, library, today) = (call.site, call.library, call.today)
    let (dates, w) = try await call.store.read { connection in
      let account = try CalendarLink.account(code, connection)
      guard let viewer = try account.viewer(connection),
        try Gate.may(
          .program, .feed, on: Subject(kind: "account", id: account.id.text), purpose: .exchange,
          today: today, connection
        ).permit != nil
      else { throw Failure.notFound }
      let tag = account.language ?? library.language.tag
      let w = Words(Language.spoken.first { $0.tag == tag } ?? .english)
      return (try Agenda.of(.unasked(for: viewer, in: w, library, site), connection).dates, w)
    }
    let events = dates.map { date in
      CalendarFeed.Event(
        id: "\(eventCode(date))@kith", day: date.day, title: date.title,
        link: library.address + date.link.string)
    }
    return .calendar(
      CalendarFeed(
        name: w("{library}: what falls due", ["library": library.name]), stamp: call.now,
        events: events))
  }

  /// The same for the same record whatever its day: a calendar moves it.
  private func eventCode(_ date: DueDate) -> String {
    hexadecimal(SHA256.hash(data: Data(date.link.string.utf8)).prefix(12))
  }
}

private func agendaPage(_ call: Call, _ draft: Draft, made: String?) async throws -> Reply {
  let w = call.w
  let account = ID<Account>(stored: try call.member().account)
  let (letter, link) = try await call.store.read { connection in
    (
      try WeeklyLetter.of(account, connection), try CalendarLink.of(account, connection)
    )
  }
  let shown: HTML =
    made.map { address in
      notice(
        w, .good, title: w("Your calendar has an address."),
        body: """
          <p>\(w("Give it to your calendar program as a calendar to subscribe to. Whoever has it can read it, so tell nobody. It is shown only now."))</p>
          <p><code dir="ltr" class="long-code">\(address)</code></p>
          """, announced: true)
    } ?? .empty
  let days = (1...7).map { Option(value: String($0), label: w.weekday($0)) }
  let chosen =
    draft.list.isEmpty ? letter.map { String($0.weekday) } ?? "none" : draft.value("weekday")
  let have: HTML =
    link.map { link in
      """
      <p>\(w("There is an address since {day}.", ["day": w.day(link.since)]))</p>
      \(call.postForm("/account/agenda/calendar/withdrawal", submitButton(w("Withdraw the address"), kind: .danger)))
      """
    } ?? .empty
  return call.page(
    w("Letter and calendar"), breadcrumbs: [(w("Your account"), "/account")],
    """
    \(errorSummary(w, faults: draft.list))
    \(shown)
    \(pageHeading(w("Letter and calendar"), lead: w("What waits for you, and what falls due, where you look anyway.")))
    \(section(w("A letter each week"), call.postForm("/account/agenda/letter", """
      \(selectField(w, label: w("On which day"), name: "weekday", options: [Option(value: "none", label: w("No letter"))] + days, selected: chosen, hint: w("In the morning, in the language of your account. It says what waits and where; it repeats nothing that people wrote."), error: draft.error("weekday")))
      \(submitButton(w("Save")))
      """)))
    \(section(w("A calendar to subscribe to"), """
      <p>\(w("The days of promises, goals and whatever else falls due, as far as you may see them."))</p>
      \(have)
      \(call.postForm("/account/agenda/calendar", submitButton(link == nil ? w("Make an address") : w("Make a new address; the old one ends"), kind: .quiet)))
      """))
    """)
}
