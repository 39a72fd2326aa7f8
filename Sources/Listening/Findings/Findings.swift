import Communities
import Jobs
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// What was heard, what it rests on, whether those who said it agree, and how they were told.
  public static let findings = Capability(
    name: "findings",
    migrations: FindingsSchema.migrations,
    routes: FindingRoutes().routes + EvidenceRoutes().routes + CheckRoutes().routes
      + FindingPublicRoutes().routes,
    navigation: [NavigationEntry("/desk/findings", .members) { w in w("Findings") }],
    holdings: [
      Holding(
        tables: ["finding", "finding_evidence", "finding_return"],
        what: { w in w("What was heard, what it rests on, and how people were told.") },
        why: { w in w("So that nobody is asked in vain, and every claim shows its source.") },
        kept: { w in
          w("As long as the community is kept; what was taken back is taken out of it.")
        }),
      Holding(
        tables: ["check_link", "check_word"],
        what: { w in
          w("Links by which people check what was heard, and what they said to it, with the day.")
        },
        why: { w in w("So that nothing is said of people that they don’t know themselves in.") },
        kept: { w in w("As long as the finding says the same.") }),
    ],
    evidence: [EvidenceSource("findings", heard)],
    desk: [DeskSource(deskItems)],
    outcomes: [OutcomeSource(whatCame)],
    conduct: [ConductSource(counted)])
}

public enum FindingJobs {
  /// Looks whether what findings rest on still stands.
  public static let review = Job(
    "findings.review", every: 3600,
    what: { w in w("Looks whether what findings rest on still stands.") }
  ) { site in
    let sources = site.capabilities.flatMap(\.citable)
    let now = site.surroundings.now()
    try await site.store.write { connection in
      let zone = try Library.find(connection)?.zone ?? .gmt
      _ = try FindingEvidence.review(sources, on: Day(now, in: zone), at: now, connection)
    }
  }
}

/// For the Guide: what was heard and checked.
@Sendable private func heard(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  let w = question.call.w
  return try Finding.all(of: question.communities, connection).filter { finding in
    [.checked, .published].contains(finding.standing)
      && (question.engagement == nil || finding.engagement == nil
        || finding.engagement?.text == question.engagement)
  }.map { finding in
    let tally = try CheckTally.of(finding.id, connection)
    return Evidence(
      sentence: try finding.rendering(for: w, connection).sentence.text,
      source: w("Finding, checked with those who said it"),
      since: finding.checkedOn.map(w.day) ?? "",
      standing: tally.no > tally.yes ? .disputed : tally.yes > 0 ? .confirmed : .stated,
      link: SafeURL(local: finding.deskPath))
  }
}

/// Findings that rest on a record, as far as everybody may read them.
@Sendable private func whatCame(
  _ kind: String, _ id: String, _ call: Call, _ connection: any Connection
) throws -> [Outcome] {
  guard kind != "finding" else { return [] }
  let part = "\(id)#%"
  let rows = try connection.rows(
    """
    SELECT * FROM finding WHERE standing = 'published' AND id IN (
      SELECT finding FROM finding_evidence
      WHERE kind = \(kind) AND (source = \(id) OR source LIKE \(part)))
    ORDER BY published_on, id
    """)
  return try rows.map(Finding.init).compactMap { finding in
    guard let day = finding.publishedOn, try finding.permit(on: call.today, connection) != nil
    else { return nil }
    let text = try finding.rendering(for: call.w, connection).sentence.text
    return Outcome(
      sentence: call.w("We heard: “{sentence}”", ["sentence": text]), day: day,
      link: SafeURL(local: finding.path))
  }
}

/// Findings that were told to people, of those that were made public in the period.
@Sendable private func counted(
  _ community: String, _ from: Day, _ to: Day, _ call: Call, _ connection: any Connection
) throws -> [Conduct] {
  let w = call.w
  let rows = try connection.rows(
    """
    SELECT (SELECT COUNT(*) FROM finding_return WHERE finding = finding.id) AS told FROM finding
    WHERE community = \(community) AND published_on BETWEEN \(from) AND \(to)
    """)
  let told = try rows.filter { try $0.int("told") > 0 }.count
  return [
    Conduct(
      key: "findings-returned", title: w("Findings told to people"),
      definition: w(
        "Of the findings made public in the period, those that people were told of otherwise than by the page alone."
      ), unit: .share, value: rows.isEmpty ? nil : Double(told) / Double(rows.count),
      n: rows.count)
  ]
}

/// Findings whose ground moved, that wait to be checked, made public or told.
@Sendable private func deskItems(_ call: Call, _ connection: any Connection) throws -> [DeskItem] {
  guard let viewer = call.viewer, call.keepsFindings else { return [] }
  let w = call.w
  let communities = try Community.open(to: viewer, connection).map(\.id.text)
  return try Finding.all(of: communities, connection).compactMap { finding in
    guard finding.standing != .setAside else { return nil }
    func item(_ urgency: Int, _ sentence: String, _ action: String) -> DeskItem {
      DeskItem(
        urgency: urgency, sentence: sentence, detail: finding.sentence, action: action,
        link: SafeURL(local: finding.deskPath) ?? "/desk")
    }
    let moved = try FindingEvidence.all(of: finding.id, connection).contains {
      $0.changedOn != nil
    }
    if moved {
      return item(1, w("What a finding rests on has changed."), w("Look at it again"))
    }
    switch finding.standing {
    case .drafted:
      return item(3, w("A finding waits to be checked with those who said it."), w("Ask them"))
    case .checking:
      let waits = try CheckLink.all(of: finding.community, connection)
        .contains { $0.isOpen(on: call.today) }
      return waits
        ? nil : item(2, w("The time to check a finding is over."), w("See what they said"))
    case .checked: return item(2, w("A checked finding is not public yet."), w("Make it public"))
    case .published:
      let told = try FindingReturn.all(of: finding.id, connection)
      return told.isEmpty
        ? item(2, w("People were not told of a finding yet."), w("Tell them, and write it down"))
        : nil
    case .setAside: return nil
    }
  }
}
