import Web
import Words

extension Capability {
  /// Every request for people's time, counted before it is made: the burden ledger.
  public static let asks = Capability(
    name: "asks",
    migrations: AsksSchema.migrations,
    routes: AskRoutes().routes + HeadroomRoutes().routes + RuleRoutes().routes
      + OutsideRoutes().routes,
    navigation: [NavigationEntry("/desk/asks", .members) { w in w("Asks") }],
    communityTabs: [CommunityTab("headroom", .members) { w in w("Room to ask") }],
    holdings: [
      Holding(
        tables: ["ask"],
        what: { w in
          w(
            "What was asked of communities, by us and by other bodies: when, of how many, for how many minutes, how many answered. No names."
          )
        },
        why: { w in w("So that nobody is asked too often, and everybody hears what came of it.") },
        kept: { w in w("As long as the communities are kept.") }),
      Holding(
        tables: ["outside_ask_link"],
        what: { w in w("Links by which other bodies say what they ask, and for which body each is.")
        },
        why: { w in w("So that what others ask is counted too.") },
        kept: { w in w("As long as the communities are kept.") }),
    ],
    evidence: [EvidenceSource("burden", AsksEvidence.burden)],
    desk: [DeskSource(AsksEvidence.desk)],
    conduct: [ConductSource(AsksEvidence.conduct)])
}
