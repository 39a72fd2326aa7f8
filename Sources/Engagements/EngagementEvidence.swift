import Accounts
import Communities
import Markup
import Store
import Surroundings
import Web
import Words

/// What the records of engagements answer to the Guide.
enum EngagementEvidence {
  static let sources = [
    EvidenceSource("plan", plan), EvidenceSource("backupPlans", backupPlans),
    EvidenceSource("journal", journal), EvidenceSource("decisions", decisions),
    EvidenceSource("people", people), EvidenceSource("resources", resources),
    // For the profile of a community, which lists them.
    EvidenceSource("engagements", all),
  ]

  /// The engagements that are asked about: the one, or all with these communities that the reader
  /// may know of.
  private static func engagements(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Engagement] {
    guard let viewer = question.call.viewer else { return [] }
    return try Engagement.open(to: viewer, connection).filter { engagement in
      if let only = question.engagement { return engagement.id.text == only }
      return engagement.communities.contains { question.communities.contains($0.text) }
    }.map { try $0.worded(for: question.call.w, connection) }
  }

  @Sendable private static func all(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let w = question.call.w
    return try engagements(question, connection).map { engagement in
      Evidence(
        sentence: engagement.said(engagement.title), source: engagement.state.word(w), since: "",
        link: SafeURL(local: engagement.path))
    }
  }

  @Sendable private static func plan(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let w = question.call.w
    return try engagements(question, connection).flatMap { engagement in
      try Goal.all(of: engagement.id, connection).map { goal in
        let values = [
          "goal": engagement.said(goal.text), "target": engagement.said(goal.target),
          "day": w.day(goal.due),
          "state": goal.state.word(w),
        ]
        return Evidence(
          sentence: goal.state == .open
            ? w("{goal} Enough would be: {target}. By {day}.", values)
            : w("{goal} Enough would be: {target}. Result: {state}.", values),
          source: w("The plan of {title}", ["title": engagement.said(engagement.title)]),
          since: w.day(question.call.day(of: goal.since)), link: SafeURL(local: goal.path))
      }
    }
  }

  @Sendable private static func backupPlans(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let w = question.call.w
    return try engagements(question, connection).flatMap { engagement in
      try BackupPlan.all(of: engagement.id, connection).map { plan in
        Evidence(
          sentence: w(
            "If: {trouble} Then: {instead} Who: {who}",
            [
              "trouble": engagement.said(plan.trouble), "instead": engagement.said(plan.instead),
              "who": engagement.said(plan.who),
            ]),
          source: w("The plan of {title}", ["title": engagement.said(engagement.title)]),
          since: w.day(question.call.day(of: plan.since)),
          link: SafeURL(local: "\(engagement.path)/plan#backup-\(plan.id)"))
      }
    }
  }

  @Sendable private static func journal(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    guard let viewer = question.call.viewer else { return [] }
    let w = question.call.w
    return try engagements(question, connection).flatMap { engagement in
      try JournalEntry.all(of: engagement.id, for: viewer, connection).map { entry in
        Evidence(
          sentence: entry.surprise.isEmpty ? entry.happened : entry.surprise,
          source: try Account.find(entry.author, connection)?.name ?? w("Somebody who has left"),
          since: w.day(entry.day), link: SafeURL(local: "\(engagement.path)/journal"))
      }
    }
  }

  @Sendable private static func decisions(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let w = question.call.w
    return try engagements(question, connection).flatMap { engagement in
      try Decision.all(of: engagement.id, connection).map { decision in
        let values = [
          "question": engagement.said(decision.question), "promised": decision.promised.word(w),
          "delivered": decision.result?.delivered.word(w) ?? "",
        ]
        return Evidence(
          sentence: decision.result == nil
            ? w("{question} Promised: {promised}.", values)
            : w("{question} Promised: {promised}. In truth: {delivered}.", values),
          source: engagement.said(decision.decider),
          since: w.day(question.call.day(of: decision.since)),
          link: SafeURL(local: "\(engagement.path)/decisions#decision-\(decision.id)"))
      }
    }
  }

  @Sendable private static func people(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    let w = question.call.w
    return try engagements(question, connection).flatMap { engagement in
      try ResponsibleLine.all(of: engagement.id, w, connection).map { line in
        let values = [
          "part": engagement.said(line.responsible.part), "person": line.person,
          "backup": line.backup ?? "",
        ]
        return Evidence(
          sentence: line.backup == nil
            ? w("{part}: {person}. Nobody steps in yet.", values)
            : w("{part}: {person}. Steps in: {backup}.", values),
          source: engagement.said(engagement.title),
          since: w.day(question.call.day(of: line.responsible.since)),
          link: SafeURL(local: "\(engagement.path)/people"))
      }
    }
  }

  /// What the library and its communities put on the shelf; what came with the Guide says nothing of
  /// them.
  @Sendable private static func resources(
    _ question: EvidenceSource.Question, _ connection: any Connection
  ) throws -> [Evidence] {
    guard let viewer = question.call.viewer else { return [] }
    let w = question.call.w
    return try Resource.all(for: viewer, connection).filter { resource in
      resource.setAside.isEmpty
        && (resource.community.map { question.communities.contains($0.text) } ?? true)
    }.map { resource in
      Evidence(
        sentence: resource.note.isEmpty ? resource.title : "\(resource.title): \(resource.note)",
        source: w("The shelf"),
        since: w.day(resource.checked ?? question.call.day(of: resource.since)),
        link: "/desk/shelf/\(resource.id)")
    }
  }
}
