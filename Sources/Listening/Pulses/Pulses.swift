import Web
import Words

extension Capability {
  /// Pulses: both sides rate the same few sentences, for how much each matters and how often it is so.
  public static let pulses = Capability(
    name: "pulses", migrations: PulsesSchema.migrations,
    routes: PublicPages().routes + AnswerRoutes().routes + InstrumentRoutes().routes
      + PulseRoutes().routes + PulseFiles().routes + PulseTranslationRoutes().routes,
    publicLinks: [NavigationEntry("/pulses", .everyone) { w in w("Pulses") }],
    engagementTabs: [EngagementTab("pulses") { w in w("Pulses") }],
    holdings: [
      Holding(
        tables: ["pulse", "pulse_instrument"],
        what: { w in w("What was asked in pulses, when, and with which instrument.") },
        why: { w in w("So that answers of different times can be set against each other.") },
        kept: { w in w("As long as the engagement.") }),
      Holding(
        tables: ["pulse_response", "pulse_rating"],
        what: { w in
          w("What people answered in pulses, and for which side. Not who, nor on which day.")
        },
        why: { w in w("So that both sides see how the other finds the relationship.") },
        kept: { w in
          w(
            "Until taken back by the receipt, as long as the pulse is open; then as the engagement."
          )
        }),
    ],
    desk: [DeskSource(pulsesOnTheDesk)], citable: [citablePulses])
}
