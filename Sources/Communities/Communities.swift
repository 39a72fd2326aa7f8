import Components
import Ledger
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

extension Capability {
  /// Communities, what is known and believed of them, and what of it everyone can read.
  public static let communities = Capability(
    name: "communities",
    migrations: CommunitiesSchema.migrations,
    routes: PublicRoutes().routes + CommunityRoutes().routes + FactRoutes().routes
      + VoiceRoutes().routes + AssumptionRoutes().routes + TranslationRoutes().routes
      + TimelineRoutes().routes,
    navigation: [
      NavigationEntry("/desk/communities", .members) { w in w("Communities") },
      NavigationEntry("/desk/assumptions", .members) { w in w("Assumptions") },
    ],
    holdings: [
      Holding(
        tables: ["community", "fact", "reliance"],
        what: { w in w("What is known and believed of communities, who says so, since when.") },
        why: { w in w("So that the library knows what it knows, and what it only assumes.") },
        kept: { w in w("Until taken out of the profile, and three years after.") }),
      Holding(
        tables: ["voice_link", "fact_word"],
        what: { w in w("What people said of a fact, and the day. Not who.") },
        why: { w in w("So that a community can correct what is believed of it.") },
        kept: { w in w("As long as the fact.") }),
    ],
    evidence: topicEvidence + [assumptionEvidence, timelineEvidence],
    desk: [DeskSource(firstStep), DeskSource(deskItems)],
    citable: [Fact.citable], conduct: [disputeConduct],
    scopes: { connection in
      try Community.all(connection).map { (id: $0.id.text, name: $0.name) }
    })
}

/// The kind of evidence of each topic, as the Guide asks for it.
private let evidenceKinds: [(String, Topic)] = [
  ("factsDemographics", .demographics), ("factsLanguages", .languages),
  ("factsChannels", .channels), ("factsMeetingPlaces", .meetingPlaces),
  ("factsOnline", .online), ("factsStrengths", .strengths), ("factsAssets", .assets),
  ("factsExperiences", .experiences), ("factsHistory", .history), ("factsCustoms", .customs),
  ("factsSimilarWork", .similarWork),
]

private let topicEvidence = evidenceKinds.map { kind, topic in
  EvidenceSource(kind) { question, connection in
    try evidence(question, connection) { $0.topic == topic }
  }
}

private let assumptionEvidence = EvidenceSource("assumptions") { question, connection in
  try evidence(question, connection) { $0.standing == .assumed }
}

private func evidence(
  _ question: EvidenceSource.Question, _ connection: any Connection,
  where fits: (Fact) -> Bool
) throws -> [Evidence] {
  let w = question.call.w
  return try question.communities.flatMap { community -> [Evidence] in
    try Fact.renderings(of: ID(stored: community), for: w, connection).filter { fact, _ in
      fits(fact) && (question.call.viewer?.sees(fact) ?? fact.isPublic)
    }.map { fact, text in
      Evidence(
        sentence: text.text,
        source: fact.sourceWord(w),
        since: w.day(fact.since), standing: Evidence.Standing(rawValue: fact.standing.rawValue),
        link: "/desk/facts/\(fact.id)")
    }
  }
}

/// What a library and a community did with each other. Exports, links that were closed and other
/// upkeep are in the ledger too, and answer nothing that the Guide asks.
private func speaksOfRelation(_ moment: Moment) -> Bool {
  ["fact.confirmed", "fact.disputed"].contains(moment.kind)
    || ["community.", "engagement.", "decision.", "goal."].contains(where: moment.kind.hasPrefix)
}

private let timelineEvidence = EvidenceSource("timeline") { question, connection in
  let w = question.call.w
  return try question.communities.flatMap { community in
    try Ledger.moments(of: community, connection).filter(speaksOfRelation).prefix(3).map {
      moment in
      Evidence(
        sentence: momentSentence(moment, w), source: w("The ledger"),
        since: momentTime(moment, w, in: question.call.library), standing: .sourced,
        link: "/desk/communities/\(community)/timeline")
    }
  }
}

/// Where a new library begins.
@Sendable private func firstStep(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, viewer.isOfLibrary, viewer.communities == nil,
    try Community.all(connection).isEmpty
  else { return [] }
  let w = call.w
  return [
    DeskItem(
      urgency: 1, sentence: w("Begin with one community that you know a little."),
      detail: w("What you only believe is welcome, as long as it is marked so."),
      action: w("Add a community"), link: "/desk/communities/new")
  ]
}

/// What people told, facts in dispute and facts gone stale: each asks for one action.
@Sendable private func deskItems(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, viewer.isOfLibrary else { return [] }
  let w = call.w
  return try Community.open(to: viewer, connection).flatMap { community -> [DeskItem] in
    let name = try community.rendering(for: w, connection).name.text
    func text(_ fact: Fact) throws -> String { try fact.rendering(for: w, connection).text }
    let facts = try Fact.all(of: community.id, connection)
    let told = try facts.filter(\.isTold).map { fact in
      DeskItem(
        urgency: 1, sentence: w("Somebody of {name} told you something.", ["name": name]),
        detail: try text(fact), action: w("Read it"), link: "/desk/facts/\(fact.id)")
    }
    let disputed =
      try told
      + facts.filter { $0.standing == .disputed }.map { fact in
        // What the library wrote down as disputed nobody need have said by a link.
        let isSaid = try FactWord.all(of: fact.id, connection)
          .contains { $0.counts && $0.verdict == .not }
        return DeskItem(
          urgency: 1,
          sentence: isSaid
            ? w("Somebody of {name} says this is not so.", ["name": name])
            : w("A fact about {name} is in dispute.", ["name": name]),
          detail: try text(fact), action: isSaid ? w("Read what they said") : w("Look at it"),
          link: "/desk/facts/\(fact.id)")
      }
    let stale = facts.filter { $0.isStale(on: call.today) }
    guard let oldest = stale.min(by: { $0.checked < $1.checked }) else { return disputed }
    return disputed + [
      DeskItem(
        urgency: 3,
        sentence: w.plural(
          stale.count, "{n} fact about {name} has gone stale.",
          "{n} facts about {name} have gone stale.", ["name": name]),
        detail: try text(oldest), action: w("Look at the oldest"), link: "/desk/facts/\(oldest.id)")
    ]
  }
}
