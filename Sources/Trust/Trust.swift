import Communities
import Markup
import Pulses
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// What trust there might be: what both sides say, what can be counted, how it went. No score.
  public static let trust = Capability(
    name: "trust", migrations: TrustSchema.migrations, routes: TrustRoutes().routes,
    publicLinks: [NavigationEntry("/trust", .everyone) { w in w("Trust") }],
    communityTabs: [CommunityTab("trust", .members) { w in w("Trust") }],
    holdings: [
      Holding(
        tables: ["trust_page"],
        what: { w in w("Which communities’ pages about trust everybody can read, since when.") },
        why: { w in w("So that the library decides it, and can take it back.") },
        kept: { w in w("Until it is withdrawn.") })
    ],
    evidence: [EvidenceSource("trust", trustEvidence)])
}

/// What the community said and what could be counted, for the Guide. Nothing where nobody was asked.
@Sendable private func trustEvidence(
  _ question: EvidenceSource.Question, _ connection: any Connection
) throws -> [Evidence] {
  let call = question.call
  let w = call.w
  guard let viewer = call.viewer else { return [] }
  return try question.communities.flatMap { id -> [Evidence] in
    guard viewer.mayEnter(id), let community = try Community.find(ID(stored: id), connection)
    else { return [] }
    let picture = try TrustPicture.read(community, isPublic: false, call, connection)
    guard let wave = picture.latest, let people = wave.results.community.people else { return [] }
    let day = wave.pulse.closedOn ?? wave.pulse.closes
    // The first sentence says who was asked, which stands beside the others as their source.
    return TrustAnswer(picture, w).sentences.dropFirst().prefix(4).map { sentence in
      Evidence(
        sentence: sentence,
        source: w.plural(
          people, "Pulse of {n} person of the community", "Pulse of {n} people of the community"),
        since: w.day(day), standing: .stated, link: "/desk/communities/\(id)/trust")
    }
  }
}
