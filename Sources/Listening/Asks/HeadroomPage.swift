import Communities
import Components
import Foundation
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// “Can we ask this community in May?” as a page, and for programs.
struct HeadroomRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/headroom", .members) { call in
        try await headroomPage(call)
      },
      .get("/api/communities/{community}/headroom", .members) { call in
        let community = try await call.community()
        var form = Form(call.query, call.w)
        let question = form.question(today: call.today)
        guard form.faults.isEmpty else { throw Failure.invalid(form.faults) }
        let (w, today) = (call.w, call.today)
        let headroom = try await call.store.read {
          try Headroom(of: community.id.text, question, today: today, $0)
        }
        return .json(try HeadroomDocument(headroom, w).json())
      },
    ]
  }
}

extension Form {
  /// What the address asks; what it leaves out is thirty people, ten minutes, two weeks, this month.
  mutating func question(today: Day) -> Headroom.Question {
    func number(
      _ name: String, _ label: String, _ range: ClosedRange<Int>, _ form: inout Form
    ) -> Int? {
      form.optionalWhole(name, label, in: range)
    }
    let hasPeople = data.has("people")
    let people = number("people", w("People"), 0...10_000_000, &self)
    let minutes = number("minutes", w("Minutes for each"), 1...1440, &self)
    let days = number("days", w("Days it is open"), 1...365, &self)
    let text = data.text("month")
    let month = Day("\(text)-01").map { Month($0) }
    let latest = today.adding(days: 730)
    if !text.isEmpty, month.map({ $0 < Month(today) || $0.first > latest }) ?? true {
      fault("month", w("Choose a month from this one to two years from now, such as 2027-05."))
    }
    return Headroom.Question(
      month: month ?? Month(today), people: hasPeople ? people : 30, minutes: minutes ?? 10,
      days: days ?? 14, isRandom: data.has("random"))
  }
}

extension Month {
  /// `2027-05`, as addresses have it.
  var name: String { String(first.description.prefix(7)) }
}

func headroomPage(_ call: Call) async throws -> Reply {
  let community = try await call.community()
  let (w, today) = (call.w, call.today)
  var form = Form(call.query, w)
  var question = form.question(today: today)
  if !form.faults.isEmpty {
    question.month = Month(today)
  }
  let asked = question
  let (name, headroom, stewards) = try await call.store.read { connection in
    (
      try community.rendering(for: w, connection).name.text,
      try Headroom(of: community.id.text, asked, today: today, connection),
      try Ask.stewards(of: community.id.text, connection)
    )
  }
  let base = "/desk/communities/\(community.id)"
  var actions = [
    linkButton(w("All asks"), url: "/desk/asks?community=\(community.id)", kind: .quiet),
    linkButton(w("The rules"), url: SafeURL(local: "\(base)/ask-rules") ?? "/", kind: .quiet),
  ]
  if call.isOfLibrary {
    actions.append(
      linkButton(
        w("Other bodies’ links"), url: SafeURL(local: "\(base)/outside-links") ?? "/",
        kind: .quiet))
  }
  return call.page(
    w("When there is room"),
    breadcrumbs: [(w("Communities"), "/desk/communities"), (name, SafeURL(local: base) ?? "/")],
    """
    \(errorSummary(w, faults: form.faults.map { ($0.field, $0.message) }))
    \(pageHeading(w("When there is room"), lead: w("Can we ask {name} in that month? What everybody asks of them counts, other bodies included.", ["name": name]), actions: actions))
    \(profileTabs(call, community, current: "headroom"))
    \(questionForm(call, headroom, form, base))
    \(if: form.faults.isEmpty, answer(w, headroom, stewards))
    \(section(w("The next twelve months"), id: "months", monthsPart(w, headroom)))
    \(section(w("The last twelve months"), id: "year", yearPart(w, headroom)))
    \(section(w("Who still answers"), id: "decay", decayPart(w, headroom)))
    """)
}

private func questionForm(
  _ call: Call, _ headroom: Headroom, _ form: Form, _ base: String
) -> HTML {
  let w = call.w
  let asked = headroom.question
  func typed(_ name: String, _ value: String) -> String {
    form.data.has(name) ? form.data.text(name) : value
  }
  func error(_ name: String) -> String? { form.faults.first { $0.field == name }?.message }
  return getForm(
    action: SafeURL(local: "\(base)/headroom") ?? "/",
    """
    \(selectField(w, label: w("Month"), name: "month", options: headroom.months.map { Option(value: $0.month.name, label: w.month($0.month.first)) }, selected: asked.month.name, error: error("month")))
    \(textField(w, label: w("People"), name: "people", value: typed("people", "30"), hint: w("Leave it empty when anybody may answer."), error: error("people"), kind: .number, required: false, short: true))
    \(textField(w, label: w("Minutes for each"), name: "minutes", value: typed("minutes", "10"), error: error("minutes"), kind: .number, required: false, short: true))
    \(textField(w, label: w("Days it is open"), name: "days", value: typed("days", "14"), error: error("days"), kind: .number, required: false, short: true))
    \(checkbox(w, label: w("Those who are invited are drawn at random"), name: "random", checked: asked.isRandom))
    \(submitButton(w("Can we ask?")))
    """)
}

/// Yes, or no with every reason.
private func answer(_ w: Words, _ headroom: Headroom, _ stewards: Int) -> HTML {
  let month = w.month(headroom.question.month.first)
  if let day = headroom.firstDay {
    let before: HTML =
      headroom.refusals.isEmpty
      ? .empty
      : "<p>\(w("Not before, because:"))</p>" + refusalList(w, headroom.refusals)
    return notice(
      w, .information, title: w("{month}: yes, from {day}.", ["month": month, "day": w.day(day)]),
      body: before)
  }
  let earliest: HTML =
    headroom.earliest.map {
      "<p>\(w("The first day on which nothing stands in the way: {day}.", ["day": w.day($0)]))</p>"
    } ?? .empty
  return notice(
    w, .warning, title: w("{month}: no, because:", ["month": month]),
    body: refusalList(w, headroom.refusals) + earliest + "<p>\(lifters(w, stewards))</p>")
}

private func monthsPart(_ w: Words, _ headroom: Headroom) -> HTML {
  let rows = headroom.months.map { line -> [HTML] in
    [
      HTML(text: w.month(line.month.first)), HTML(text: w.number(line.asks)),
      HTML(text: w.number(line.used)), HTML(text: line.left.map { w.number($0) } ?? "–"),
      line.quiet.map { period -> HTML in
        "<span dir=\"auto\">\(w("{from} to {to}: {reason}", ["from": w.day(period.from), "to": w.day(period.to), "reason": period.reason]))</span> "
      }.joined(),
      HTML(text: line.firstDay.map { w("from {day}", ["day": w.day($0)]) } ?? w("no")),
    ]
  }
  return monthsChart(w, headroom) + adultsNote(w, headroom)
    + dataTable(
      w, caption: w("Asks, hours and quiet periods by month"),
      columns: [
        Column(w("Month")), Column(w("Asks that open"), numeric: true),
        Column(w("Hours taken"), numeric: true), Column(w("Hours left"), numeric: true),
        Column(w("Quiet")), Column(w("Your ask could open")),
      ], rows: rows, captionHidden: true)
}

private func monthsChart(_ w: Words, _ headroom: Headroom) -> HTML {
  let title = w("Hours of people’s time, by month")
  guard let room = headroom.rules.hoursInMonth else {
    return barChart(
      w, title: title, description: w("Hours that asks take in each month."),
      unit: .amount(w("Hours taken"), digits: 1),
      bars: headroom.months.map { Bar(w.month($0.month.first), $0.used) })
  }
  return stackedBar(
    w, title: title,
    description: w(
      "What is taken of the {room} hours that each month has room for, and what is left.",
      ["room": w.number(room)]), unit: .amount(w("Hours"), digits: 1),
    parts: [w("Hours taken"), w("Hours left")],
    rows: headroom.months.map {
      StackedRow(w.month($0.month.first), [$0.used, $0.left ?? 0])
    })
}

/// Where the room comes from, or how to learn it.
private func adultsNote(_ w: Words, _ headroom: Headroom) -> HTML {
  let rules: SafeURL = "/desk/communities/\(headroom.community)/ask-rules"
  guard let adults = headroom.rules.adults else {
    return notice(
      w, .information, title: w("Room by month can’t be computed yet."),
      body: """
        <p>\(w("Nobody has said how many adults this community has. A census table of ages (B01001) in the catalogue of data tells it, or somebody of the community. The other rules hold all the same."))
        <a href="\(rules)">\(w("Enter the number of adults"))</a></p>
        """)
  }
  return sourceLine(
    w,
    w(
      "{hours} hours for each 1,000 adults and month, by the charter; {adults} adults, {source}",
      [
        "hours": w.number(headroom.rules.hoursPerThousand), "adults": w.number(adults.count),
        "source": adults.source,
      ]), date: w.day(adults.day))
}

private func yearPart(_ w: Words, _ headroom: Headroom) -> HTML {
  figureLines([
    figureLine(
      w.number(headroom.yearAsks),
      label: w(
        "Asks, of {most} that the charter allows", ["most": w.number(headroom.rules.mostInYear)])),
    figureLine(w.number(headroom.yearHours), label: w("Hours of people’s time")),
    figureLine(
      headroom.yearPerThousand.map { w.number($0) } ?? "–", label: w("Hours for each 1,000 adults")),
  ])
    + "<p>\(w("Hours are people who answered × minutes, and a quarter of a minute for each invitation and reminder that was in vain. Until it is known how many answered, all who were invited are reckoned. Asks that anybody may answer count what was answered."))</p>"
}

/// Whether people tire: the share who answer by how many asks there had been within a year.
private func decayPart(_ w: Words, _ headroom: Headroom) -> HTML {
  let steps = headroom.decay.steps
  guard !steps.isEmpty else {
    return
      "<p>\(w("No ask is over of which both invitations and answers are known, so it can’t be told yet whether people tire."))</p>"
  }
  let tired = steps.filter(\.alarms)
  let alarm: HTML =
    tired.first.map { step in
      notice(
        w, .warning,
        title: w(
          "People tire: by the ask number {k} within a year, {points} points fewer answer than by number {first}.",
          [
            "k": w.number(step.k), "points": w.number(step.fall * 100),
            "first": w.number(steps[0].k),
          ]))
    } ?? .empty
  return alarm
    + dataTable(
      w,
      caption: w("Share of those invited who answered, by the number of the ask within 12 months"),
      columns: [
        Column(w("Ask within 12 months")), Column(w("Asks"), numeric: true),
        Column(w("People invited"), numeric: true), Column(w("Answered"), numeric: true),
        Column(w("Share"), numeric: true),
      ],
      rows: steps.map { step in
        [
          HTML(text: w("Number {k}", ["k": w.number(step.k)])), HTML(text: w.number(step.asks)),
          HTML(text: w.number(step.invited)), HTML(text: w.number(step.answered)),
          HTML(text: w.percent(step.rate)),
        ]
      }, captionHidden: true)
}
