import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The rules by which a community is asked, and its quiet periods: what its charter says of asking.
struct RuleRoutes {
  var routes: [Route] {
    let keepers = AskRoutes.keepers
    return [
      .get("/desk/communities/{community}/ask-rules", .members) { call in
        try await rulesPage(call, nil)
      },
      .post("/desk/communities/{community}/ask-rules", keepers) { call in try await save(call) },
      .post("/desk/communities/{community}/quiet-periods", keepers) { call in
        try await declare(call)
      },
      .post("/desk/communities/{community}/quiet-periods/{from}/ending", keepers) { call in
        try await end(call)
      },
    ]
  }

  private func rulesPath(_ community: Community) -> SafeURL {
    "/desk/communities/\(community.id)/ask-rules"
  }

  private func save(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { try await rulesPage(call, $0) }) { form in
      let rules = form.askRules(today: call.today)
      try form.check()
      guard let rules else { throw Failure.staleForm }
      let (now, actor) = (call.now, Actor(call.viewer))
      let isSaved = try await refusing(call) {
        try await call.store.write { connection in
          try AskRules.save(rules, of: community.id.text, by: actor, at: now, connection)
        }
      }
      guard isSaved else {
        throw Failure.conflict(call.w("The rules were changed meanwhile. Look at them again."))
      }
      return .seeOther(rulesPath(community), notice: .saved)
    }
  }

  private func declare(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    return try await call.submit(show: { try await rulesPage(call, $0) }) { form in
      let w = form.w
      let from = form.day("from", w("First quiet day"))
      let to = form.day("to", w("Last quiet day"))
      let reason = form.text("reason", w("Why"), most: 200)
      if let from, let to, to < from {
        form.fault("to", w("The last day is not before the first."))
      }
      if let from, let to, to - from > 366 {
        form.fault("to", w("A quiet period lasts a year at most. Declare it anew then."))
      }
      if let to, to < call.today { form.fault("to", w("These days are past.")) }
      if let from, from - call.today > 3653 {
        form.fault("from", w("Choose a day within the next ten years."))
      }
      try form.check()
      guard let from, let to else { throw Failure.staleForm }
      let (now, actor) = (call.now, Actor(call.viewer))
      let isDeclared = try await refusing(call) {
        try await call.store.write { connection in
          // One that begins on the same day is not written over unseen.
          let present = try Charter.of(community.id.text, connection).quietPeriods.first {
            $0.from == from
          }
          if let present { return present.to == to && present.reason == reason }
          try Charter.QuietPeriod(from: from, to: to, reason: reason).declare(
            in: community.id.text, by: actor, at: now, connection)
          return true
        }
      }
      if !isDeclared {
        form.fault("from", w("A quiet period begins on that day already. End it first."))
        try form.check()
      }
      return .seeOther(rulesPath(community), notice: .added)
    }
  }

  private func end(_ call: Call) async throws -> Reply {
    let community = try await call.community()
    guard let from = Day(try call.parameter("from")) else { throw Failure.notFound }
    let (today, now, actor) = (call.today, call.now, Actor(call.viewer))
    try await refusing(call) {
      try await call.store.write { connection in
        try Charter.QuietPeriod.end(
          from: from, in: community.id.text, by: actor, today: today, at: now, connection)
      }
    }
    return .seeOther(rulesPath(community), notice: .saved)
  }

  private func refusing<Value>(
    _ call: Call, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let refusal as Refusal {
      throw Failure.forbidden(refusal.sentence(call.w))
    }
  }
}

extension Form {
  /// Reads the rules; `nil` when something is missing, which is then a fault.
  mutating func askRules(today: Day) -> AskRules? {
    func whole(_ name: String, _ label: String, _ range: ClosedRange<Int>, _ form: inout Form)
      -> Int
    {
      let before = form.faults.count
      let number = form.optionalWhole(name, label, in: range)
      if number == nil, form.faults.count == before {
        form.fault(name, form.w("Enter: {field}.", ["field": label]))
      }
      return Int(number ?? 0)
    }
    let between = whole("between", w("Days between asks"), 0...365, &self)
    let year = whole("year", w("Asks in 12 months, at most"), 0...365, &self)
    let hours = optionalNumber(
      "hours", w("Hours for each 1,000 adults and month"), in: 0...10_000)
    let back = whole("back", w("Days to tell people what was heard"), 1...730, &self)
    let ahead = whole("ahead", w("Days ahead of a large ask"), 0...365, &self)
    let large = whole("large", w("People from which an ask is large"), 1...1_000_000, &self)
    let reminders = whole("reminders", w("Reminders, at most"), 0...9, &self)
    let count = optionalWhole("adults", w("Adults"), in: 1...50_000_000)
    var adults: AskRules.Adults?
    if let count {
      let source = text("source", w("Who says so"), most: 200)
      let day = self.day("as-of", w("As of which day"))
      if let day { adults = AskRules.Adults(count: Int(count), source: source, day: day) }
    }
    if data.text("hours").isEmpty {
      fault("hours", w("Enter: {field}.", ["field": w("Hours for each 1,000 adults and month")]))
    }
    guard faults.isEmpty, let hours else { return nil }
    return AskRules(
      daysBetween: between, mostInYear: year, hoursPerThousand: hours, daysToReturn: back,
      daysAhead: ahead, peopleAhead: large, mostReminders: reminders, adults: adults,
      version: Int(data.text("version")) ?? 0)
  }
}

extension Draft {
  fileprivate init(_ rules: AskRules, _ population: Population?) {
    var values = [
      "between": String(rules.daysBetween), "year": String(rules.mostInYear),
      "hours": plain(rules.hoursPerThousand), "back": String(rules.daysToReturn),
      "ahead": String(rules.daysAhead), "large": String(rules.peopleAhead),
      "reminders": String(rules.mostReminders), "version": String(rules.version),
    ]
    if let adults = rules.adults {
      values["adults"] = String(adults.count)
      values["source"] = adults.source
      values["as-of"] = adults.day.description
    } else if let population {
      values["adults"] = String(population.adults)
      values["source"] = population.source
      values["as-of"] = population.day.description
    }
    self.init(values)
  }
}

/// 25, or 12.5.
private func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
}

private func rulesPage(_ call: Call, _ typed: Draft?) async throws -> Reply {
  let community = try await call.community()
  let (w, today) = (call.w, call.today)
  let actor = Actor(call.viewer)
  let (name, charter, refusals, population) = try await call.store.read { connection in
    (
      try community.rendering(for: w, connection).name.text,
      try Charter.of(community.id.text, connection),
      try Charter.ruleMakerRefusals(actor, of: community.id.text, connection),
      try call.population(of: community.id.text, connection)
    )
  }
  let rules = charter.askRules
  let faults = typed?.list ?? []
  // Two forms stand on this page; what was typed belongs to one of them.
  let isQuiet = typed?.values["reason"] != nil
  let rulesDraft = isQuiet ? nil : typed
  let shown = rulesDraft ?? Draft(rules, population)
  let form: HTML =
    refusals.isEmpty
    ? rulesForm(call, community, shown, isOffered: rules.adults == nil ? population : nil)
    : rulesList(w, rules) + "<p>\(refusals.first?.sentence(w) ?? "")</p>"
  return call.page(
    w("The rules of asking"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"), (name, "/desk/communities/\(community.id)"),
      (w("When there is room"), "/desk/communities/\(community.id)/headroom"),
    ],
    """
    \(errorSummary(w, faults: faults))
    \(pageHeading(w("The rules of asking"), lead: w("How often and how much {name} may be asked, by whomever. Part of its charter; each change is on record.", ["name": name])))
    \(section(w("Quiet periods"), id: "quiet", quietPart(call, community, charter, isQuiet ? typed : nil, today)))
    \(section(w("Rules"), id: "rules", form))
    """)
}

private func rulesList(_ w: Words, _ rules: AskRules) -> HTML {
  definitionList([
    (w("Days between asks"), HTML(text: w.number(rules.daysBetween))),
    (w("Asks in 12 months, at most"), HTML(text: w.number(rules.mostInYear))),
    (w("Hours for each 1,000 adults and month"), HTML(text: w.number(rules.hoursPerThousand))),
    (w("Days to tell people what was heard"), HTML(text: w.number(rules.daysToReturn))),
    (w("Days ahead of a large ask"), HTML(text: w.number(rules.daysAhead))),
    (w("People from which an ask is large"), HTML(text: w.number(rules.peopleAhead))),
    (w("Reminders, at most"), HTML(text: w.number(rules.mostReminders))),
    (
      w("Adults"),
      HTML(
        text: rules.adults.map {
          w("{n}: {source}", ["n": w.number($0.count), "source": $0.source])
        } ?? w("nobody has said"))
    ),
  ])
}

private func rulesForm(
  _ call: Call, _ community: Community, _ draft: Draft, isOffered population: Population?
) -> HTML {
  let w = call.w
  func number(_ name: String, _ label: String, _ hint: String? = nil, required: Bool = true) -> HTML
  {
    textField(
      w, label: label, name: name, value: draft.value(name), hint: hint, error: draft.error(name),
      kind: .number, required: required, short: true)
  }
  let offered: HTML =
    population == nil
    ? .empty
    : notice(
      w, .information,
      title: w(
        "The number of adults below comes from the catalogue of data. It holds once you save."))
  return call.postForm(
    "/desk/communities/\(community.id)/ask-rules", hidden: [("version", draft.value("version"))],
    """
    \(offered)
    \(number("between", w("Days between asks"), w("Counted between the days on which they open.")))
    \(number("year", w("Asks in 12 months, at most")))
    \(number("hours", w("Hours for each 1,000 adults and month"), w("25 hours are a minute and a half for each adult.")))
    \(number("back", w("Days to tell people what was heard"), w("Reckoned from an ask’s end. Later, the next ask is refused.")))
    \(number("large", w("People from which an ask is large"), w("Such asks, and random draws, are registered ahead of time.")))
    \(number("ahead", w("Days ahead of a large ask")))
    \(number("reminders", w("Reminders, at most")))
    \(fieldset(legend: w("Adults of the community"), hint: w("Room by month is reckoned from their number. Leave it empty when nobody knows."), """
      \(number("adults", w("Adults"), required: false))
      \(textField(w, label: w("Who says so"), name: "source", value: draft.value("source"), error: draft.error("source"), required: false))
      \(dateField(w, label: w("As of which day"), name: "as-of", value: draft.value("as-of"), error: draft.error("as-of"), required: false))
      """))
    \(submitButton(w("Save the rules")))
    """)
}

private func quietPart(
  _ call: Call, _ community: Community, _ charter: Charter, _ typed: Draft?, _ today: Day
) -> HTML {
  let w = call.w
  let draft = typed ?? Draft()
  let isSteward = Actor(call.viewer).isSteward(of: community.id.text)
  let rows = charter.quietPeriods.reversed().map { period -> [HTML] in
    let mayEnd = period.to >= today && call.keepsAsks && (isSteward || !period.isOwn)
    return [
      HTML(text: w.day(period.from)), HTML(text: w.day(period.to)),
      "<span dir=\"auto\">\(period.reason)</span>",
      HTML(text: period.isOwn ? w("The community") : w("The library")),
      mayEnd
        ? call.postForm(
          "/desk/communities/\(community.id)/quiet-periods/\(period.from)/ending",
          submitButton(w("End it"), kind: .quiet)) : HTML(text: "–"),
    ]
  }
  let form: HTML =
    call.keepsAsks
    ? details(
      w("Declare a quiet period"), open: typed != nil,
      call.postForm(
        "/desk/communities/\(community.id)/quiet-periods",
        """
        \(dateField(w, label: w("First quiet day"), name: "from", value: draft.value("from"), error: draft.error("from")))
        \(dateField(w, label: w("Last quiet day"), name: "to", value: draft.value("to"), error: draft.error("to")))
        \(textField(w, label: w("Why"), name: "reason", value: draft.value("reason"), hint: w("Such as: Ramadan, harvest, mourning. Whoever is refused reads it."), error: draft.error("reason")))
        \(submitButton(w("Declare it")))
        """)) : .empty
  return """
    <p>\(w("Days on which nobody asks. They come before every other rule. What stewards declare, stewards alone end."))</p>
    \(dataTable(w, caption: w("Quiet periods of this community"), columns: [Column(w("From")), Column(w("To")), Column(w("Why")), Column(w("Declared by")), Column(w("End it"))], rows: rows, empty: w("None declared.")))
    \(form)
    """
}
