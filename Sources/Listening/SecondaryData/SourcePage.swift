import Communities
import Components
import Markup
import Store
import Surroundings
import Translations
import Web
import Words

/// One source: what the catalogue says of it, its files, and what was read from them.
func sourcePage(_ call: Call) async throws -> Reply {
  let id: ID<DataSource> = try call.id("source")
  let viewer = try call.member()
  let w = call.w
  let (source, community, files, tables, facts, outlines, library, benchmarks) =
    try await call.store.read {
      connection in
      let source = try DataSource.find(id, for: viewer, connection)
      let facts = try DataFact.all(of: id, connection).compactMap { known -> ShownFact? in
        // What somebody may not see, or what was taken out of the profile, is not listed.
        guard let fact = try? Fact.find(known.fact, for: viewer, connection) else { return nil }
        return ShownFact(fact: fact, text: try fact.rendering(for: w, connection))
      }
      return (
        source, try source.community.flatMap { try Community.find($0, connection) },
        try KeptFile.all(of: id, connection), try ShownTable.all(of: id, connection), facts,
        try Outline.all(from: id, connection), try ShownLibrary(of: id, connection),
        try source.benchmarks(connection)
      )
    }
  let names = tables.map(\.name).filter { !$0.isEmpty }
  let told = ([source.vintage] + names).filter { !$0.isEmpty }.joined(separator: ", ")
  let works = viewer.mayChange(source.community)
  let actions =
    works
    ? [
      linkButton(w("Change"), url: "/desk/data/\(id)/edit", kind: .quiet),
      linkButton(w("Remove"), url: "/desk/data/\(id)/removal", kind: .quiet),
    ] : []
  return call.page(
    source.title, breadcrumbs: [(w("Data"), "/desk/data")],
    """
    \(pageHeading(source.title, lead: told, kicker: source.publisher, actions: actions))
    \(catalogueEntry(w, source, community, cameFrom(w, facts: facts.count, benchmarks: benchmarks)))
    \(tables.map { tableSection(w, source, $0) })
    \(libraryParts(w, library))
    \(placesPart(w, source, facts, outlines))
    \(if: !facts.isEmpty, section(w("Facts that came from it"), id: "facts", "<ul class=\"fact-list\">\(facts.map { factLine($0) })</ul>"))
    \(section(w("Files"), id: "files", filesTable(call, source, files)))
    """)
}

/// A fact that came from a source, in the reader's language.
struct ShownFact: Sendable {
  let fact: Fact
  let text: Rendering
}

private func factLine(_ shown: ShownFact) -> HTML {
  """
  <li class="fact"><p lang="\(shown.text.language.tag)" dir="auto">\
  <a href="/desk/facts/\(shown.fact.id.text)">\(shown.text.text)</a></p></li>
  """
}

private func catalogueEntry(
  _ w: Words, _ source: DataSource, _ community: Community?, _ cameFrom: String
) -> HTML {
  let about: HTML =
    community.map { "<a href=\"/desk/communities/\($0.id.text)\" dir=\"auto\">\($0.name)</a>" }
    ?? HTML(text: w("The whole library"))
  let link: HTML =
    SafeURL(external: source.link).map { "<a href=\"\($0)\" dir=\"ltr\">\(source.link)</a>" }
    ?? .empty
  let entries: [(String, HTML)] = [
    (w("About"), about), (w("What came from it"), HTML(text: cameFrom)),
    (w("The area it tells of"), free(source.geography)),
    (w("Licence"), free(source.licence)), (w("What it can’t tell"), free(source.limits)),
    (w("Whom to ask about it"), free(source.contact)), (w("Where it can be found"), link),
    (w("In the catalogue since"), HTML(text: w.day(source.added))),
  ]
  return definitionList(
    entries.map { $0.1.isEmpty ? ($0.0, HTML(text: w("Not recorded"))) : $0 })
}

/// What somebody wrote, in whatever direction it runs.
private func free(_ text: String) -> HTML {
  text.isEmpty ? .empty : "<span dir=\"auto\">\(text)</span>"
}

private func filesTable(_ call: Call, _ source: DataSource, _ files: [KeptFile]) -> HTML {
  let w = call.w
  let downloads = call.isOfLibrary
  let rows = files.map { file -> [HTML] in
    let name: HTML =
      downloads
      ? "<a href=\"/desk/data/\(source.id.text)/files/\(file.id.text)\" dir=\"auto\">\(file.name)</a>"
      : "<bdi>\(file.name)</bdi>"
    return [
      name, HTML(text: w.number((file.size + 1023) / 1024)),
      HTML(text: w.instant(file.at, in: call.library.zone)),
      "<code dir=\"ltr\">\(String(file.digest.prefix(16)))</code>",
    ]
  }
  return dataTable(
    w, caption: w("Files as they were given"),
    columns: [
      Column(w("Name")), Column(w("Size in kB"), numeric: true), Column(w("Kept since")),
      Column(w("SHA-256, its first 16 digits")),
    ], rows: rows, empty: w("No file is kept."), id: "files-table")
}

/// What the survey says of the library.
struct ShownLibrary: Sendable {
  let name: String?
  let place: String
  let branches: [Branch]
  let figures: [(name: String, value: Double?, missing: Int?)]

  init(of source: ID<DataSource>, _ connection: any Connection) throws {
    let entity = try connection.first(
      "SELECT * FROM library_entity WHERE source = \(source) LIMIT 1")
    name = try entity?.string("name")
    place = try entity.map { "\(try $0.string("city")), \(try $0.string("state"))" } ?? ""
    branches = try Branch.all(of: source, connection)
    figures = try connection.rows(
      "SELECT name, value, missing FROM library_figure WHERE source = \(source) ORDER BY name"
    ).map { row in
      (
        name: try row.string("name"), value: try row.optionalDouble("value"),
        missing: try row.optionalInt("missing")
      )
    }
  }
}

private func libraryParts(_ w: Words, _ library: ShownLibrary) -> HTML {
  var parts = HTML.empty
  if !library.branches.isEmpty {
    parts += section(
      w("Branches"), id: "branches",
      """
      <p>\(w.plural(library.branches.count, "{n} outlet of the library is in this file.", "{n} outlets of the library are in this file."))
      <a href="/desk/data/branches">\(w("See the branches"))</a></p>
      """)
  }
  guard !library.figures.isEmpty else { return parts }
  let known = library.figures.compactMap { figure -> [HTML]? in
    libraryFigureWord(figure.name, w).map {
      [HTML(text: $0), figureCell(w, figure.value, figure.missing)]
    }
  }
  let others = library.figures.filter { libraryFigureWord($0.name, w) == nil }.map {
    ["<code dir=\"ltr\">\($0.name)</code>" as HTML, figureCell(w, $0.value, $0.missing)]
  }
  let columns = [Column(w("What is counted")), Column(w("Number"), numeric: true)]
  return parts
    + section(
      w("What the library reported"), id: "reported",
      """
      \(if: library.name != nil, "<p><bdi>\(library.name)</bdi>, <bdi>\(library.place)</bdi></p>")
      \(dataTable(w, caption: w("What the library reported"), columns: columns, rows: known, captionHidden: true, id: "reported-table"))
      \(if: !others.isEmpty, details(w("All other columns"), dataTable(w, caption: w("All other columns of the survey’s file"), columns: columns, rows: others, id: "columns-table")))
      """)
}

private func figureCell(_ w: Words, _ value: Double?, _ missing: Int?) -> HTML {
  if let value { return HTML(text: w.number(value, digits: 2)) }
  let reason =
    switch missing {
    case -1: w("Not reported")
    case -3: w("Closed, or not asked")
    case -9: w("Withheld by the survey")
    default: w("Does not apply")
    }
  return HTML(text: reason)
}

/// What the survey's best-known columns count.
private func libraryFigureWord(_ column: String, _ w: Words) -> String? {
  switch column {
  case "POPU_UND": w("People served, each counted once")
  case "POPU_LSA": w("People of the legal service area")
  case "CENTLIB": w("Central libraries")
  case "BRANLIB": w("Branch libraries")
  case "BKMOB": w("Bookmobiles")
  case "VISITS": w("Visits in the year")
  case "REGBOR": w("Registered borrowers")
  case "TOTCIR": w("Loans in the year")
  case "TOTPRO": w("Programs in the year")
  case "KIDPRO": w("Programs for children")
  case "TOTATTEN": w("People at programs")
  case "HRS_OPEN": w("Hours open in the year")
  case "TOTSTAFF": w("Staff, as full-time posts")
  case "GPTERMS": w("Computers for the public")
  case "PITUSR": w("Uses of public computers")
  case "REFERENC": w("Questions answered")
  default: nil
  }
}

/// Places and outlines on one map.
private func placesPart(
  _ w: Words, _ source: DataSource, _ facts: [ShownFact], _ outlines: [Outline]
) -> HTML {
  let places = facts.compactMap { shown in
    shown.fact.place.map {
      Components.Place(
        shown.text.text, latitude: $0.latitude, longitude: $0.longitude,
        kind: shown.fact.topic.word(w), url: "/desk/facts/\(shown.fact.id)")
    }
  }
  let rings = outlines.flatMap(\.rings)
  guard !places.isEmpty || !rings.isEmpty else { return .empty }
  let names = outlines.map { "<li dir=\"auto\">\($0.name)</li>" as HTML }
  return section(
    w("On the map"), id: "map",
    """
    \(dotMap(w, title: source.title, description: w("The places and outlines that the file has."), places: places, outline: rings, id: "source-map"))
    \(if: !names.isEmpty, details(w.plural(names.count, "{n} outline", "{n} outlines"), "<ul>\(names)</ul>"))
    """)
}
