import Accounts
import Jobs
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// The desk by letter and in calendars.
  public static let agenda = Capability(
    name: "agenda",
    migrations: AgendaSchema.migrations,
    routes: AgendaRoutes().routes,
    holdings: [
      Holding(
        tables: ["weekly_letter", "calendar_link"],
        what: { w in
          w(
            "On which day somebody wants the desk as a letter, and whether their calendar has an address."
          )
        },
        why: { w in w("So that what is due is seen where people look anyway.") },
        kept: { w in w("Until they choose otherwise.") })
    ])
}

public enum AgendaJobs {
  public static let letters = Job(
    "agenda.letters", dailyAt: 6,
    what: { w in w("Sends the desk as a letter to those who chose this day.") }
  ) { site in
    try await site.store.write { connection in
      guard let library = try Library.find(connection) else { return }
      let today = Day(site.surroundings.now(), in: library.zone)
      for letter in try WeeklyLetter.due(on: today, connection) {
        try letter.send(library, site, connection)
      }
    }
  }
}
