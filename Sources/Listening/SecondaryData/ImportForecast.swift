import Store
import Surroundings
import Words

/// What an import would do, told before it does anything.
public struct ImportForecast: Sendable, Equatable {
  public let tables: Int
  public let benchmarks: Int
  /// What would be said of the community, in the order of the files. What stands in its profile
  /// already, word for word, is not added again.
  public let facts: [String]
  public let outlets: Int
  public let boundaries: Int

  /// Facts that a page lists; the others are counted.
  public static let mostListed = 20
}

extension ImportPlan {
  func forecast(_ w: Words) -> ImportForecast {
    let new = tables.filter { !$0.isStored }
    let tellsFacts = choices.community != nil
    let said = new.flatMap { figures(of: $0).map { $0.say(w) } }
    let named = places.flatMap { $0.points.map { PlacesPlan.say($0, w) } }
    return ImportForecast(
      tables: new.count,
      benchmarks: tellsFacts ? new.reduce(0) { $0 + $1.benchmarks.count } : 0,
      facts: tellsFacts ? said + named : [],
      outlets: libraries.reduce(0) { $0 + $1.outlets.count },
      boundaries: tellsFacts ? places.reduce(0) { $0 + $1.outlines.count } : 0)
  }
}

extension DataImport {
  /// What the import of these files would do to what is stored. Without a store, to an empty one.
  ///
  /// - Throws: What the import itself would refuse them for.
  public static func forecast(
    _ files: [GivenFile], _ choices: ImportChoices, _ w: Words, _ surroundings: Surroundings,
    _ store: Store?
  ) async throws -> ImportForecast {
    let given = try GivenFiles(files)
    let kept = try await store?.read { try ImportPlan.kept(for: given, choices, $0) } ?? []
    return try ImportPlan(given, kept: kept, choices, surroundings).forecast(w)
  }
}

extension ImportForecast {
  /// For a terminal: how much, and the first facts.
  public var text: String {
    let counts = ImportOutcome.counts(
      tables: tables, benchmarks: benchmarks, facts: facts.count, outlets: outlets,
      boundaries: boundaries)
    let head =
      counts.isEmpty ? "Would be catalogued, no more." : "Would be imported: \(counts)."
    let listed = facts.prefix(Self.mostListed).map { "  \($0)" }
    let rest = facts.count - listed.count
    return ([head] + listed + (rest > 0 ? ["  … and \(rest) more."] : [])).joined(separator: "\n")
  }
}
