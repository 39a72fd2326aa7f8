import Census
import Ledger
import Store
import Surroundings
import Web

/// The records of one library in a file of the Public Libraries Survey.
struct LibraryPlan: Sendable {
  let file: GivenFile
  let kind: PLSFile.Kind
  let fiscalYear: Int?
  let key: String
  let outlets: [Census.Outlet]
  let entity: AdministrativeEntity?
  let figures: [String: PLSFigure]

  /// - Throws: ``ImportRefusal/libraryNeeded``, ``ImportRefusal/noSuchLibrary(_:)``.
  init(_ file: GivenFile, _ contents: PLSFile, _ choices: ImportChoices) throws {
    guard let library = choices.library?.uppercased(), !library.isEmpty else {
      throw ImportRefusal.libraryNeeded
    }
    self.file = file
    kind = contents.kind
    fiscalYear = contents.fiscalYear
    // Of the states' sums, those of the library's own state: its key begins with it.
    let state = contents.states.first { $0.state == library || library.hasPrefix($0.state) }
    key = contents.kind == .state ? state?.state ?? library : library
    outlets = contents.outlets(of: library)
    entity = contents.entity(library)
    figures = entity?.figures ?? state?.figures ?? [:]
    guard !outlets.isEmpty || entity != nil || state != nil else {
      throw ImportRefusal.noSuchLibrary(library)
    }
  }

  func store(
    _ choices: ImportChoices, _ context: ImportContext, _ outcome: inout ImportOutcome,
    _ connection: any Connection
  ) throws {
    var draft = DataSourceDraft(
      kind: .pls, community: nil, publisher: "Institute of Museum and Library Services",
      title: "Public Libraries Survey")
    draft.vintage = fiscalYear.map { "FY\($0)" } ?? ""
    draft.year = fiscalYear
    draft.geography = key
    draft.licence = "Public domain (a work of the United States government)"
    draft.limits = "As the libraries reported it; some numbers were imputed by the survey."
    draft.link = "https://www.imls.gov/research-evaluation/data-collection/public-libraries-survey"
    let present = try DataSource.matching(draft, connection)
    let source =
      try present
      ?? DataSource.add(
        draft, id: .new(context.surroundings), by: context.actor, today: context.today,
        at: context.now, connection)
    outcome.touch(source.id)
    let kept = try KeptFile.keep(file, with: source.id, context.surroundings, connection)
    guard try kept.isNew || !isStored(with: source.id, connection) else { return }
    outcome.changed = true
    if !outlets.isEmpty { try storeOutlets(source.id, connection) }
    if let entity { try storeEntity(entity, source.id, connection) }
    try storeFigures(source.id, connection)
    outcome.outlets += outlets.count
    try connection.record(
      "data.imported", on: source.subject, by: context.actor, at: context.now,
      ["library": key, "vintage": draft.vintage, "outlets": String(outlets.count)])
  }

  private func isStored(
    with source: ID<DataSource>, _ connection: any Connection
  ) throws -> Bool {
    switch kind {
    case .outlet:
      try connection.exists(
        "SELECT 1 FROM outlet WHERE source = \(source) AND fscs_key = \(key)")
    case .administrativeEntity, .state:
      try connection.exists(
        "SELECT 1 FROM library_figure WHERE source = \(source) AND fscs_key = \(key)")
    }
  }

  /// One Kith is of one library: the outlets of another that was chosen by mistake go.
  private func storeOutlets(_ source: ID<DataSource>, _ connection: any Connection) throws {
    try connection.run("DELETE FROM outlet WHERE source = \(source)")
    try connection.insert(
      """
      INSERT INTO outlet (source, fscs_key, sequence, name, address, city, state, zip, county,
        phone, kind, square_feet, hours, weeks, latitude, longitude, locale, tract) VALUES\u{20}
      """,
      columns: 18,
      outlets.map { outlet in
        """
        (\(source), \(outlet.fscsKey), \(outlet.sequence), \(outlet.name), \(outlet.address),
        \(outlet.city), \(outlet.state), \(outlet.zip), \(outlet.county), \(outlet.phone),
        \(outlet.kind), \(outlet.squareFeet.number), \(outlet.hours.number),
        \(outlet.weeks.number), \(outlet.coordinate?.latitude), \(outlet.coordinate?.longitude),
        \(outlet.locale), \(outlet.tract))
        """
      })
  }

  private func storeEntity(
    _ entity: AdministrativeEntity, _ source: ID<DataSource>, _ connection: any Connection
  ) throws {
    try connection.run("DELETE FROM library_entity WHERE source = \(source)")
    try connection.run(
      """
      INSERT INTO library_entity (source, fscs_key, name, address, city, state)
      VALUES (\(source), \(key), \(entity.name), \(entity.address), \(entity.city),
        \(entity.state))
      """)
  }

  private func storeFigures(_ source: ID<DataSource>, _ connection: any Connection) throws {
    guard !figures.isEmpty else { return }
    try connection.run("DELETE FROM library_figure WHERE source = \(source) AND fscs_key = \(key)")
    try connection.insert(
      "INSERT INTO library_figure (source, fscs_key, name, value, missing) VALUES ",
      columns: 5,
      figures.sorted { $0.key < $1.key }.compactMap { name, figure in
        switch figure {
        case .number(let value): "(\(source), \(key), \(name), \(value), NULL)"
        case .missing(let why): "(\(source), \(key), \(name), NULL, \(why.rawValue))"
        case .blank, .noColumn: nil
        }
      })
  }
}

/// A place where the library serves, as the survey's newest file has it.
public struct Branch: Sendable, Equatable {
  public let key: String
  public let sequence: String
  public let name: String
  public let address: String
  public let city: String
  public let state: String
  public let kind: String
  public let hours: Double?
  public let squareFeet: Double?
  public let latitude: Double?
  public let longitude: Double?
  public let tract: String?

  init(_ row: Row) throws {
    key = try row.string("fscs_key")
    sequence = try row.string("sequence")
    name = try row.string("name")
    address = try row.string("address")
    city = try row.string("city")
    state = try row.string("state")
    kind = try row.string("kind")
    hours = try row.optionalDouble("hours")
    squareFeet = try row.optionalDouble("square_feet")
    latitude = try row.optionalDouble("latitude")
    longitude = try row.optionalDouble("longitude")
    tract = try row.optionalString("tract")
  }

  static func all(
    of source: ID<DataSource>, _ connection: any Connection
  ) throws -> [Branch] {
    try connection.rows("SELECT * FROM outlet WHERE source = \(source) ORDER BY name, sequence")
      .map(Branch.init)
  }

  /// The library's branches, by the newest survey that is on file, and that survey.
  public static func current(
    _ connection: any Connection
  ) throws -> (source: DataSource, branches: [Branch])? {
    let row = try connection.first(
      """
      SELECT * FROM data_source WHERE kind = 'pls' AND ended = 0
        AND id IN (SELECT source FROM outlet) ORDER BY COALESCE(year, 0) DESC, id LIMIT 1
      """)
    guard let row else { return nil }
    let source = try DataSource(row)
    return (source, try all(of: source.id, connection))
  }
}
