import Markup
import Web
import Words

extension Capability {
  /// Engagements with their plans, and the Guide that asks what is known.
  public static let engagements = Capability(
    name: "engagements",
    migrations: EngagementsSchema.migrations,
    routes: EngagementRoutes().routes + DecisionRoutes().routes + GoalRoutes().routes
      + BackupPlanRoutes().routes + JournalRoutes().routes + ResponsibleRoutes().routes
      + EngagementTranslations().routes + GuideRoutes().routes + GuideChangeRoutes().routes
      + ShelfRoutes().routes,
    navigation: [
      NavigationEntry("/desk/engagements", .members) { w in w("Engagements") },
      NavigationEntry("/desk/guide", .members) { w in w("Guide") },
    ],
    engagementTabs: [
      EngagementTab("") { w in w("Overview") },
      EngagementTab("plan") { w in w("Plan") },
      EngagementTab("decisions") { w in w("Decisions") },
      EngagementTab("people") { w in w("People") },
      EngagementTab("journal") { w in w("Journal") },
      EngagementTab("guide") { w in w("Guide") },
      EngagementTab("translations", EngagementTranslations.keepers) { w in w("Translations") },
    ],
    holdings: [
      Holding(
        tables: [
          "engagement", "engagement_community", "decision", "goal", "backup_plan",
        ],
        what: { w in
          w(
            "What the library does with communities: purpose, decisions and what was promised, goals, second ways, how it ended."
          )
        },
        why: { w in w("So that a promise can be held against what became of it.") },
        kept: { w in w("As long as the communities are kept.") }),
      Holding(
        tables: ["responsible"],
        what: { w in w("Who looks after which part of an engagement, and who steps in, by name.") },
        why: { w in w("So that nobody’s absence breaks a relationship.") },
        kept: { w in w("Until somebody else is named, and as long as the engagement.") }),
      Holding(
        tables: ["journal_entry"],
        what: { w in w("The reflection journal, with who wrote each entry.") },
        why: { w in w("So that the library’s people learn from what happened.") },
        kept: { w in w("Until its author destroys it.") }),
      Holding(
        tables: ["guide_change", "resource", "resource_file", "starter_resource"],
        what: { w in
          w("How the Guide was adapted, and what was put on its shelf. Nothing of who did it.")
        },
        why: { w in w("So that the Guide fits the people it is used with.") },
        kept: { w in w("As long as the library is kept; what was undone too.") }),
    ],
    evidence: EngagementEvidence.sources,
    desk: [DeskSource(EngagementDesk.items)], dates: [DateSource(EngagementDesk.dates)])
}
