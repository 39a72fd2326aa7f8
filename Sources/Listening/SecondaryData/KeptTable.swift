import Census
import Communities
import Delimited
import Store
import Surroundings

/// Which table of which years: what two imports must share to be the same table.
struct TableKey: Sendable, Hashable {
  let name: String
  let year: Int?
  let span: Int?

  init(name: String, year: Int?, span: Int?) {
    self.name = name
    self.year = year
    self.span = span
  }

  init(_ table: CensusTable) {
    self.init(name: table.id ?? "", year: table.vintage?.endYear, span: table.vintage?.span)
  }

  /// A table that does not say what it is stands alone.
  var isKnown: Bool { !name.isEmpty && year != nil }
}

/// A census table that is stored already, with the files it was read from.
struct KeptTable: Sendable {
  let id: ID<KeptTable>
  let source: ID<DataSource>
  let key: TableKey
  let files: [GivenFile]
  let describing: [GivenFile]
  let areas: [String]

  /// The stored tables of these names that tell of a community (or of the library, for `nil`).
  static func all(
    named names: Set<String>, of community: ID<Community>?, _ connection: any Connection
  ) throws -> [KeptTable] {
    guard !names.isEmpty else { return [] }
    let place: SQL = community.map { "s.community = \($0)" } ?? "s.community IS NULL"
    return try connection.rows(
      """
      SELECT t.id, t.source, t.name, t.year, t.span FROM census_table t
      JOIN data_source s ON s.id = t.source
      WHERE t.name IN \(list: names.sorted()) AND s.ended = 0 AND \(place)
      ORDER BY t.name, t.year, t.span, t.id
      """
    ).map { row in
      let id: ID<KeptTable> = try row.id("id")
      let files = try connection.rows(
        """
        SELECT f.name, f.digest, f.bytes, c.describes FROM census_table_file c
        JOIN kept_file f ON f.id = c.file WHERE c.census_table = \(id) ORDER BY c.position
        """
      ).map { row in
        (
          describes: try row.bool("describes"),
          file: GivenFile(
            name: try row.string("name"), bytes: try row.bytes("bytes"),
            digest: try row.string("digest"))
        )
      }
      return KeptTable(
        id: id, source: try row.id("source"),
        key: TableKey(
          name: try row.string("name"), year: try row.optionalInt("year"),
          span: try row.optionalInt("span")),
        files: files.filter { !$0.describes }.map(\.file),
        describing: files.filter(\.describes).map(\.file),
        areas: try areas(of: id, connection))
    }
  }

  static func areas(of id: ID<KeptTable>, _ connection: any Connection) throws -> [String] {
    try connection.rows(
      "SELECT geo_id FROM census_area WHERE census_table = \(id) ORDER BY position"
    ).map { try $0.string("geo_id") }
  }

  /// Whether it is of exactly these files and areas.
  func has(_ files: [GivenFile], _ describing: [GivenFile], areas: [String]) -> Bool {
    Set(self.files.map(\.digest)) == Set(files.map(\.digest))
      && Set(self.describing.map(\.digest)) == Set(describing.map(\.digest))
      && Set(self.areas) == Set(areas)
  }

  /// Its files, read anew.
  func parts() throws(ImportFault) -> [GivenTable] {
    var parts: [GivenTable] = []
    for file in files {
      let own = CensusTable.companionNames(of: file.name, among: describing.map(\.name))
      let companions = describing.filter { own.contains($0.name) }
      parts.append(
        GivenTable(
          file: file, companions: companions,
          table: try CensusTable.read(
            file: file.name, bytes: file.bytes,
            companions: companions.map { (name: $0.name, bytes: $0.bytes) })))
    }
    return parts
  }

  /// Takes the table's rows away, before others take their place or its source goes.
  static func remove(_ id: ID<KeptTable>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM census_trend WHERE earlier = \(id) OR later = \(id)")
    try connection.run("DELETE FROM census_comparison WHERE earlier = \(id) OR later = \(id)")
    try connection.run("DELETE FROM benchmark WHERE census_table = \(id)")
    try connection.run("DELETE FROM census_value WHERE census_table = \(id)")
    try connection.run("DELETE FROM census_variable WHERE census_table = \(id)")
    try connection.run("DELETE FROM census_area WHERE census_table = \(id)")
    try connection.run("DELETE FROM census_table_file WHERE census_table = \(id)")
    try connection.run("DELETE FROM census_table WHERE id = \(id)")
  }
}
