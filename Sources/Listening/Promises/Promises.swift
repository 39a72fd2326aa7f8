import Communities
import Findings
import Jobs
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// What was undertaken because of what was heard, and what became of it.
  public static let promises = Capability(
    name: "promises",
    migrations: PromisesSchema.migrations,
    routes: PromiseRoutes().routes + ReleaseRoutes().routes + HeardRoutes().routes
      + FollowRoutes().routes,
    navigation: [NavigationEntry("/desk/promises", .members) { w in w("Promises") }],
    publicLinks: [
      NavigationEntry("/what-we-heard", .everyone) { w in w("What we heard, what we did") }
    ],
    holdings: [
      Holding(
        tables: ["promise", "promise_step", "promise_release"],
        what: { w in w("What was promised, to which community, and what became of it.") },
        why: { w in w("So that every promise is followed to its end.") },
        kept: { w in w("As long as the community is kept.") }),
      Holding(
        tables: ["promise_follower"],
        what: { w in w("Mail addresses of those who asked for news of promises.") },
        why: { w in w("To send them letters. They stand apart from everything that people say.") },
        kept: { w in w("Until they stop; a week when they never said yes.") }),
    ],
    evidence: [EvidenceSource("promises", heardOf)],
    desk: [DeskSource(deskItems)],
    dates: [DateSource(dueDates)],
    outcomes: [OutcomeSource(whatCame)],
    conduct: [ConductSource(counted)])
}

public enum PromiseJobs {
  /// Says of promises whose day has passed that they are late, and forgets addresses that nobody
  /// confirmed.
  public static let days = Job(
    "promises.days", dailyAt: 5,
    what: { w in w("Says of promises past their day that they are late.") }
  ) { site in
    try await site.store.write { connection in
      guard let library = try Library.find(connection) else { return }
      let occasion = PromiseOccasion(library: library, actor: "program", site.surroundings)
      try sayLate(occasion, connection)
      try Follower.forgetUnconfirmed(on: occasion.today, connection)
    }
  }

  /// Says of each promise past its day that it is late, once.
  public static func sayLate(_ occasion: PromiseOccasion, _ connection: any Connection) throws {
    let rows = try connection.rows(
      """
      SELECT * FROM promise
      WHERE state IN ('made', 'under way') AND late_told = 0 AND due < \(occasion.today)
      ORDER BY due, id
      """)
    for promise in try rows.map(Promise.init) {
      try promise.take(
        PromiseMove(.late, word: "", language: occasion.library.language), occasion, connection)
    }
  }
}

/// For the Guide: what was promised and how it stands.
@Sendable private func heardOf(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  let (w, today) = (question.call.w, question.call.today)
  guard let viewer = question.call.viewer else { return [] }
  return try Promise.all(to: question.communities, connection).filter {
    $0.isOpen(to: viewer)
  }.map { promise in
    Evidence(
      sentence: try promise.rendering(for: w, connection).what.text,
      source: w("Promise: {state}", ["state": promise.word(w, on: today)]),
      since: w.day(promise.madeOn), link: SafeURL(local: promise.deskPath))
  }
}

/// Promises made because of a record, or of a finding that rests on it.
@Sendable private func whatCame(
  _ kind: String, _ id: String, _ call: Call, _ connection: any Connection
) throws -> [Outcome] {
  let (w, today) = (call.w, call.today)
  let rows = try connection.rows(
    """
    SELECT * FROM promise WHERE (origin_kind = \(kind) AND origin = \(id))
      OR (origin_kind = 'finding' AND origin IN (
        SELECT finding FROM finding_evidence
        WHERE kind = \(kind) AND (source = \(id) OR source LIKE \("\(id)#%"))))
    ORDER BY made_on, id
    """)
  return try rows.map(Promise.init).compactMap { promise in
    let text = try promise.rendering(for: w, connection).what.text
    let state = promise.word(w, on: today)
    if promise.audience == .everyone {
      guard try promise.permit(on: today, connection) != nil else { return nil }
      return Outcome(
        sentence: w("Promised: {what} ({state})", ["what": text, "state": state]),
        day: promise.endedOn ?? promise.madeOn, link: SafeURL(local: promise.path),
        isBroken: promise.state == .broken)
    }
    // Only the holder of the receipt reads this: with the last word, as there is no page to read it on.
    let word = try PromiseStep.all(of: promise.id, connection).last { !$0.word.isEmpty }?.word
    let sentence = w(
      "Promised to you: {what}, by {day} ({state})",
      ["what": text, "day": w.day(promise.due), "state": state])
    return Outcome(
      sentence: sentence + (word.map { " “\($0)”" } ?? ""),
      day: promise.endedOn ?? promise.madeOn, link: nil, isPublic: false,
      isBroken: promise.state == .broken)
  }
}

/// Promises kept on time, and how long keeping took.
@Sendable private func counted(
  _ community: String, _ from: Day, _ to: Day, _ call: Call, _ connection: any Connection
) throws -> [Conduct] {
  let w = call.w
  let figures = try PromiseFigures.of([community], connection)
  // A day that is not over yet has not been missed.
  let onTime = figures.onTime(from: from, to: min(to, call.today.adding(days: -1)))
  let kept = PromiseFigures(
    figures.cases.filter { promise in
      promise.ended.map { $0.state == .kept && from <= $0.on && $0.on <= to } ?? false
    })
  return [
    Conduct(
      key: "promises-on-time", title: w("Promises kept on time"),
      definition: w(
        "Of the promises whose first day lay in the period, those kept by that day. A later day that was given in its place does not count as on time."
      ), unit: .share, value: onTime.of == 0 ? nil : Double(onTime.kept) / Double(onTime.of),
      n: onTime.of),
    Conduct(
      key: "promises-days", title: w("Days from promise to kept"),
      definition: w("The median over the promises that were kept in the period."), unit: .days,
      value: kept.medianDays, n: kept.cases.count),
  ]
}

/// Promises that are late or come due.
@Sendable private func deskItems(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, viewer.isOfLibrary else { return [] }
  let (w, today) = (call.w, call.today)
  let communities = try Community.open(to: viewer, connection).map(\.id.text)
  return try Promise.all(to: communities, connection).compactMap { promise in
    let left = promise.due.number - today.number
    guard promise.state.isOpen, left <= 14 else { return nil }
    let sentence: String =
      left < 0
      ? w.plural(Int(-left), "A promise is {n} day late.", "A promise is {n} days late.")
      : left == 0
        ? w("A promise is due today.")
        : w.plural(Int(left), "A promise is due in {n} day.", "A promise is due in {n} days.")
    return DeskItem(
      urgency: left < 0 ? 0 : left <= 1 ? 1 : 2, sentence: sentence, detail: promise.what,
      action: left < 0 ? w("Keep it, or say an honest word") : w("See how it stands"),
      link: SafeURL(local: promise.deskPath) ?? "/desk")
  }
}

/// The days of open promises. What one person alone is told does not stand in a calendar.
@Sendable private func dueDates(_ call: Call, _ connection: any Connection) throws -> [DueDate] {
  // Stewards wait for what their community was promised as the library works for it.
  guard let viewer = call.viewer, viewer.isOfLibrary || viewer.role == .steward
  else { return [] }
  let w = call.w
  let communities = try Community.open(to: viewer, connection).map(\.id.text)
  return try Promise.all(to: communities, connection).filter {
    $0.state.isOpen && $0.isOpen(to: viewer)
  }.map { promise in
    let title =
      promise.audience == .everyone
      ? w(
        "Promise due: {what}",
        ["what": try promise.rendering(for: w, connection).what.text])
      : w("A promise to one person is due")
    return DueDate(
      day: promise.due, title: title, link: SafeURL(local: promise.deskPath) ?? "/desk")
  }
}
