import Accounts
import Agenda
import Asks
import Communities
import Concerns
import Contacts
import Conversations
import Engagements
import Findings
import Jobs
import Ledger
import Letters
import Operations
import Power
import Promises
import Pulses
import SecondaryData
import Store
import Surroundings
import Translations
import Trust
import Web

/// The program: the list of its capabilities, and the assembly.
public enum App {
  /// Every capability. To add one: its folder, a line in Package.swift, and a line here.
  public static func capabilities(_ surroundings: Surroundings, _ metrics: Metrics) -> [Capability]
  {
    [
      .ground,
      .desk(metrics),
      .power,
      .communities,
      .secondaryData,
      .engagements,
      .contacts,
      .asks,
      .conversations,
      .pulses,
      .trust,
      .concerns,
      .findings,
      .promises,
      .agenda,
      .letters,
      .jobs(jobs),
      .operations,
      Accounts(surroundings).capability,
    ]
  }

  /// What the program does by itself.
  public static let jobs: [Job] =
    Letters().jobs + ConversationJobs.all + ConcernJobs.all
    + [FindingJobs.review, PromiseJobs.days, AgendaJobs.letters, forgetting]

  public static func migrations(_ capabilities: [Capability]) -> [Migration] {
    capabilities.flatMap(\.migrations)
  }

  /// Brings the database up to date and puts the site together over it.
  ///
  /// - Throws: ``StoreError/newerDatabase(_:)``.
  public static func site(
    _ store: Store, _ surroundings: Surroundings, settings: Site.Settings = Site.Settings(),
    metrics: Metrics = Metrics(),
    observe: @escaping @Sendable (Site.Observation) -> Void = { _ in }
  ) async throws -> Site {
    let capabilities = capabilities(surroundings, metrics)
    try await store.migrate(migrations(capabilities), at: surroundings.now())
    let secret = try await store.write { try Secret.bytes("forms", surroundings, $0) }
    return Site(
      store: store, surroundings: surroundings, capabilities: capabilities, settings: settings,
      secret: secret, resolveViewer: Accounts.viewer,
      observe: { observation in
        metrics.count(observation)
        observe(observation)
      })
  }
}

extension Capability {
  /// The tables that the ground itself keeps.
  static let ground = Capability(
    name: "ground",
    migrations: WebSchema.migrations + Ledger.migrations + Translation.migrations,
    holdings: [
      Holding(
        tables: ["library", "secret", "migration"],
        what: { w in w("The library’s name, time zone and address, and the keys of its forms.") },
        why: { w in w("So that pages can say whose they are, and forms can’t be forged.") },
        kept: { w in w("As long as this Kith.") }),
      Holding(
        tables: ["moment", "ledger_head"],
        what: { w in w("Each change of state, with the role that made it. No names.") },
        why: { w in w("So that anybody can see what happened, and that nothing was put in later.")
        },
        kept: { w in w("For good.") }),
      Holding(
        tables: ["translation"],
        what: { w in w("The library’s own texts in other languages.") },
        why: { w in w("So that people read in their own language.") },
        kept: { w in w("As long as the text.") }),
    ])
}
