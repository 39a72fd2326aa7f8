import Communities
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// What the ledger of asks tells the Guide, the desk, and those who look at the library's conduct.
enum AsksEvidence {
  /// Whether people are asked too often: the year so far, what was not returned, quiet ahead.
  @Sendable static func burden(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let call = question.call
    guard let viewer = call.viewer else { return [] }
    let (w, today) = (call.w, call.today)
    return try question.communities.filter(viewer.mayEnter).flatMap { community -> [Evidence] in
      let charter = try Charter.of(community, connection)
      let counted = try Ask.all(of: [community], connection).filter { $0.counts(on: today) }
      let year = counted.filter { $0.opened <= today && today - $0.opened < 365 }
      let link: SafeURL = "/desk/communities/\(community)/headroom"
      func say(_ sentence: String) -> Evidence {
        Evidence(
          sentence: sentence, source: w("The ledger of asks"), since: w.day(today),
          standing: .sourced, link: link)
      }
      guard !counted.isEmpty || !charter.quietPeriods.isEmpty else { return [] }
      let others = year.filter(\.isOutside).count
      var evidence = [
        say(
          w.plural(
            year.count,
            "{n} ask in 12 months, {others} of other bodies: {hours} hours of people’s time.",
            "{n} asks in 12 months, {others} of other bodies: {hours} hours of people’s time.",
            [
              "others": w.number(others),
              "hours": w.number(year.map { $0.hours(on: today) }.reduce(0, +)),
            ]))
      ]
      let owed = counted.filter { $0.returnDue(charter.askRules).map { $0 < today } ?? false }
      if !owed.isEmpty {
        evidence.append(
          say(
            w.plural(
              owed.count, "People were not told what came of {n} ask in time.",
              "People were not told what came of {n} asks in time.")))
      }
      if let quiet = charter.quietPeriods.first(where: { $0.to >= today }) {
        evidence.append(
          say(
            w(
              "Quiet from {from} to {to}: {reason}.",
              ["from": w.day(quiet.from), "to": w.day(quiet.to), "reason": quiet.reason])))
      }
      return evidence
    }
  }

  /// Returns that are due or late, what other bodies told, and for stewards what the rules refused.
  @Sendable static func desk(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
    guard let viewer = call.viewer, call.keepsAsks else { return [] }
    let communities = try Community.open(to: viewer, connection)
    let rules = try Dictionary(
      uniqueKeysWithValues: communities.map {
        ($0.id.text, try Charter.of($0.id.text, connection).askRules)
      })
    let asks = try Ask.all(of: communities.map(\.id.text), connection)
    return asks.compactMap { item(call, $0, rules[$0.community] ?? .ordinary) }
      + (try communities.compactMap { community in
        try room(
          call, community, rules[community.id.text] ?? .ordinary,
          asks.filter { $0.community == community.id.text }, connection)
      })
  }

  /// The share of a month's room that is left from which the desk says so.
  private static let scarce = 0.25

  /// How much room to ask a community has this month, where that is little; or that nobody can tell,
  /// where it is asked and nobody said how many they are.
  private static func room(
    _ call: Call, _ community: Community, _ rules: AskRules, _ asks: [Ask],
    _ connection: any Connection
  ) throws -> DeskItem? {
    let (w, today) = (call.w, call.today)
    let counted = asks.filter { $0.counts(on: today) }
    guard !counted.isEmpty else { return nil }
    let name = try community.rendering(for: w, connection).name.text
    func item(_ urgency: Int, _ sentence: String, _ action: String, _ part: String) -> DeskItem {
      DeskItem(
        urgency: urgency, sentence: sentence, detail: name, action: action,
        link: SafeURL(local: "/desk/communities/\(community.id)/\(part)") ?? "/desk")
    }
    guard let hours = rules.hoursInMonth else {
      return item(
        3,
        w("Nobody said how many adults a community has, so its room for asks can’t be reckoned."),
        w("Enter the number of adults"), "ask-rules")
    }
    let month = Month(today)
    let left = max(0, hours - Asking.hours(of: counted.map { $0.entry(on: today) }, in: month))
    guard left <= hours * scarce else { return nil }
    return item(
      2,
      w(
        "{month} has room for {left} more hours of a community’s time, of {hours}.",
        ["month": w.month(month.first), "left": w.number(left), "hours": w.number(hours)]),
      w("See when there is room"), "headroom")
  }

  private static func item(_ call: Call, _ ask: Ask, _ rules: AskRules) -> DeskItem? {
    let (w, today) = (call.w, call.today)
    let link = SafeURL(local: ask.deskPath) ?? "/desk/asks"
    func item(_ urgency: Int, _ sentence: String, _ action: String) -> DeskItem {
      DeskItem(urgency: urgency, sentence: sentence, detail: ask.title, action: action, link: link)
    }
    switch ask.status {
    case .told:
      return item(1, w("Another body tells what it asks."), w("Look at it"))
    case .refused where !call.isOfLibrary:
      return item(1, w("The rules refused an ask of your community."), w("Look at the reasons"))
    case .planned where ask.opened < today:
      return item(
        2, w("An ask was registered for a day that is past."), w("Open it, or take it back"))
    case .counted where !ask.isOutside:
      guard let due = ask.returnDue(rules) else { return nil }
      if due < today {
        return item(
          0, w("People still wait to hear what came of an ask. New asks are refused until then."),
          w("Tell them, and mark it"))
      }
      guard due - today <= 21, ask.ended <= today else { return nil }
      return item(
        2, w("People are to be told what was heard by {day}.", ["day": w.day(due)]),
        w("Tell them, and mark it"))
    default: return nil
    }
  }

  /// The share of asks whose findings were returned in time. Counted in the period in which the days
  /// that were promised ran out, or in which people were told, if that came before.
  @Sendable static func conduct(
    _ community: String, _ from: Day, _ to: Day, _ call: Call, _ connection: any Connection
  ) throws -> [Conduct] {
    let w = call.w
    let rules = try Charter.of(community, connection).askRules
    let (kept, due) = try returned(community, from, to, today: call.today, connection)
    return [
      Conduct(
        key: "asks-returned", title: w("Findings returned in time"),
        definition: w(
          "Asks of the library whose findings people were told within {days} days of their end, of those that were due or told in the period.",
          ["days": w.number(rules.daysToReturn)]),
        unit: .share, value: due == 0 ? nil : Double(kept) / Double(due), n: due)
    ]
  }

  /// How many of the library's asks were returned in time, of those that were due or told in the period.
  static func returned(
    _ community: String, _ from: Day, _ to: Day, today: Day, _ connection: any Connection
  ) throws -> (kept: Int, due: Int) {
    let days = try Charter.of(community, connection).askRules.daysToReturn
    var (kept, due) = (0, 0)
    for ask in try Ask.all(of: [community], connection)
    where ask.status == .counted && !ask.isOutside {
      let last = ask.ended.adding(days: days)
      let isKept = ask.returned.map { $0 <= last } ?? false
      let settled = isKept ? ask.returned ?? last : last
      // A day that has not passed settles nothing.
      guard from <= settled, settled <= to, isKept || last < today else { continue }
      due += 1
      if isKept { kept += 1 }
    }
    return (kept, due)
  }
}
