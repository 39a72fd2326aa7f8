import Communities
import Ledger
import Store
import Surroundings
import Web

/// What goes, and what would miss it, when a source is taken out of the catalogue.
struct SourceRemoval: Sendable {
  let facts: [DataFact]
  /// What of plans rests on its facts.
  let reliances: [Reliance]
  let files: Int
  let benchmarks: Int
  let branches: Int
  let outlines: Int

  init(_ source: DataSource, _ connection: any Connection) throws {
    facts = try DataFact.all(of: source.id, connection)
    reliances = try facts.flatMap { try Reliance.on($0.fact, connection) }
    files = try connection.count("SELECT COUNT(*) FROM kept_file WHERE source = \(source.id)")
    benchmarks = try connection.count(
      "SELECT COUNT(DISTINCT dimension) FROM benchmark WHERE source = \(source.id)")
    branches = try connection.count("SELECT COUNT(*) FROM outlet WHERE source = \(source.id)")
    outlines = try connection.count("SELECT COUNT(*) FROM boundary WHERE source = \(source.id)")
  }
}

extension DataSource {
  /// Takes the source out of the catalogue with its files and figures. Its facts leave the profile,
  /// except those that the community disputes; the ledger keeps that it was there.
  ///
  /// - Returns: False when somebody else changed it since `version`.
  func remove(
    since version: Int, by actor: String, at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    let ended = try connection.run(
      """
      UPDATE data_source SET ended = 1, version = version + 1
      WHERE id = \(id) AND version = \(version) AND ended = 0
      """)
    guard ended == 1 else { return false }
    for fact in try DataFact.all(of: id, connection) {
      let community = try connection.first(
        "SELECT community FROM data_fact WHERE fact = \(fact.fact)")
      if let community: ID<Community> = try community?.id("community") {
        try fact.end(in: community, by: actor, at: now, connection)
      }
    }
    let tables = try connection.rows("SELECT id FROM census_table WHERE source = \(id)")
    for row in tables { try KeptTable.remove(try row.id("id"), connection) }
    try connection.run("DELETE FROM outlet WHERE source = \(id)")
    try connection.run("DELETE FROM library_figure WHERE source = \(id)")
    try connection.run("DELETE FROM library_entity WHERE source = \(id)")
    try connection.run("DELETE FROM boundary WHERE source = \(id)")
    try connection.run("DELETE FROM kept_file WHERE source = \(id)")
    try connection.record("data.removed", on: subject, by: actor, at: now)
    return true
  }
}
