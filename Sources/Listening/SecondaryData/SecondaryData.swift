import Store
import Surroundings
import Web
import Words

extension DataImport {
  /// Removes the files that somebody gave and did not confirm within the hour.
  public static func forgetEnded(at now: Instant, _ connection: any Connection) throws {
    try PendingImport.removeOld(at: now, connection)
  }
}

extension Capability {
  /// What others have counted already: the catalogue of data sources, the files kept, and what was
  /// read from them.
  public static let secondaryData = Capability(
    name: "secondary-data",
    migrations: SecondaryDataSchema.migrations,
    routes: CatalogueRoutes().routes + ImportRoutes().routes + BranchRoutes().routes,
    navigation: [NavigationEntry("/desk/data", .members) { w in w("Data") }],
    holdings: [
      Holding(
        tables: [
          "data_source", "kept_file", "census_table", "census_table_file", "census_area",
          "census_variable", "census_value", "census_comparison", "census_trend", "benchmark",
          "data_fact", "boundary",
        ],
        what: { w in
          w(
            "Published statistics and places: their files, figures and outlines, and what was read from them."
          )
        },
        why: { w in
          w(
            "So that nobody is asked what is known already, and each figure can be traced to its source."
          )
        },
        kept: { w in w("Until the source is taken out of the catalogue.") }),
      Holding(
        tables: ["library_entity", "library_figure", "outlet"],
        what: { w in w("What the Public Libraries Survey says of the library and its branches.") },
        why: { w in w("So that the library need not type what it has reported already.") },
        kept: { w in w("Until the source is taken out of the catalogue.") }),
      Holding(
        tables: ["pending_import", "pending_file"],
        what: { w in w("Files that somebody is about to import.") },
        why: { w in w("So that they can be looked at before anything is stored.") },
        kept: { w in w("An hour at most.") }),
    ],
    evidence: SecondaryDataEvidence.sources,
    desk: [
      DeskSource(SecondaryDataEvidence.firstStep), DeskSource(SecondaryDataEvidence.deskItems),
    ],
    population: [PopulationSource(SecondaryDataEvidence.population)])
}
