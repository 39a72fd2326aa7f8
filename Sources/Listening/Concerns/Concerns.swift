import Foundation
import Jobs
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// The door that is always open: whatever somebody wants to say to the library, answered.
  public static let concerns = Capability(
    name: "concerns",
    migrations: ConcernsSchema.migrations,
    routes: DoorRoutes().routes + ConcernReceiptRoutes().routes + PublicConcernRoutes().routes
      + QueueRoutes().routes + AnsweringRoutes().routes + ReadingRoutes().routes
      + PolicyRoutes().routes,
    navigation: [
      NavigationEntry("/desk/concerns", .library) { w in w("Concerns") }
    ],
    publicLinks: [
      NavigationEntry("/concerns", .everyone) { w in w("Concerns and answers") }
    ],
    doors: [
      NavigationEntry("/concerns/new", .everyone) { w in w("Something wrong or missing? Tell us") }
    ],
    holdings: [
      Holding(
        tables: ["concern", "concern_word"],
        what: { w in
          w(
            "What people told the library and what it answered, with the day. Not who, nor from where, nor at what time."
          )
        },
        why: { w in w("So that everybody who speaks up is answered.") },
        kept: { w in
          w(
            "Until its writer takes it back. Then the words go; that there was a concern, of which kind and on which days, stays."
          )
        }),
      Holding(
        tables: ["concern_address"],
        what: { w in
          w(
            "The mail address of somebody who wished for an answer by mail, joined to their concern."
          )
        },
        why: { w in w("So that the answer reaches them.") },
        kept: { w in
          w(
            "Until the concern ends or is taken back, at most 180 days. In the letters that went out, until they are sent; in one that could not be delivered, 30 days more."
          )
        }),
      Holding(
        tables: ["concern_publication", "concern_hiding"],
        what: { w in w("What of concerns everybody can read, and what was hidden, when and why.") },
        why: { w in
          w("So that others see what was said and answered, and that nothing is hidden at will.")
        },
        kept: { w in
          w("The words until their writer takes them back; the log of what was hidden, for good.")
        }),
      Holding(
        tables: ["concern_policy"],
        what: { w in w("The library’s rules for what it shows of concerns.") },
        why: { w in w("So that everybody can hold the library to them.") },
        kept: { w in w("As long as this Kith.") }),
    ],
    evidence: [EvidenceSource("concerns", concernEvidence)],
    desk: [DeskSource(concernDeskItems)],
    citable: [
      CitableSource(
        "concern", list: citableConcerns, today: concernToday, page: publicConcernPage)
    ],
    conduct: [ConductSource(concernConduct)])
}

/// What concerns have the program do by itself.
public enum ConcernJobs {
  public static let all = [
    Job(
      "concerns.forget", every: 3600,
      what: { w in w("Deletes mail addresses that were lent for an answer and are done with.") }
    ) { site in
      let surroundings = site.surroundings
      try await site.store.write { connection in
        let zone = try Library.find(connection)?.zone ?? .gmt
        try ConcernAddress.forgetEnded(
          today: surroundings.today(in: zone), at: surroundings.now(), connection)
      }
    }
  ]
}
