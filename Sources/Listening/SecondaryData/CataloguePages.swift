import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Every source that the reader may know of.
func catalogue(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  struct Line: Sendable {
    let source: DataSource
    let community: String?
    let tables: [String]
    let files: Int
    let facts: Int
    let benchmarks: Int

    /// Which tables, of when: every import of the survey has the same title.
    var title: String {
      guard !tables.isEmpty else { return source.title }
      let named = tables.prefix(3).joined(separator: ", ") + (tables.count > 3 ? " …" : "")
      return [source.title, source.vintage, named].filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }
  let lines = try await call.store.read { connection in
    let communities = try Community.open(to: viewer, connection)
    return try DataSource.open(to: viewer, connection).map { source in
      let tables = try connection.rows(
        "SELECT DISTINCT name FROM census_table WHERE source = \(source.id) ORDER BY name"
      ).map { try $0.string("name") }
      return Line(
        source: source,
        community: communities.first { $0.id == source.community }?.name,
        tables: tables,
        files: try connection.count(
          "SELECT COUNT(*) FROM kept_file WHERE source = \(source.id)"),
        facts: try connection.count(
          "SELECT COUNT(*) FROM data_fact WHERE source = \(source.id) AND current = 1"),
        benchmarks: try source.benchmarks(connection))
    }
  }
  let works = viewer.isOfLibrary
  let rows = lines.map { line -> [HTML] in
    [
      "<a href=\"/desk/data/\(line.source.id.text)\" dir=\"auto\">\(line.title)</a>",
      HTML(text: line.source.vintage), "<bdi>\(line.source.publisher)</bdi>",
      line.community.map { "<bdi>\($0)</bdi>" } ?? HTML(text: w("The whole library")),
      "<span dir=\"ltr\">\(line.tables.joined(separator: ", "))</span>",
      HTML(text: cameFrom(w, facts: line.facts, benchmarks: line.benchmarks)),
      HTML(text: w.number(line.files)),
    ]
  }
  let actions =
    works
    ? [
      linkButton(w("Import files"), url: "/desk/data/import"),
      linkButton(w("Add a source by hand"), url: "/desk/data/new", kind: .quiet),
      linkButton(w("Branches"), url: "/desk/data/branches", kind: .quiet),
    ] : [linkButton(w("Branches"), url: "/desk/data/branches", kind: .quiet)]
  let body: HTML =
    lines.isEmpty
    ? emptyState(
      title: w("No data source yet"),
      body:
        "<p>\(w("Begin with the census tables of the area you serve. Whoever is in them need not be asked again."))</p>"
    )
    : dataTable(
      w, caption: w("Data sources"),
      columns: [
        Column(w("Title")), Column(w("The years it tells of")), Column(w("Who publishes it")),
        Column(w("About")), Column(w("Tables")), Column(w("What came from it")),
        Column(w("Files"), numeric: true),
      ], rows: rows)
  return call.page(
    w("Data"),
    """
    \(pageHeading(w("Data"), lead: w("What others have counted already, who they are, and what it can’t tell. Look here before you ask people anything."), actions: actions))
    \(body)
    """)
}

/// The form of a source, new or known.
func sourceForm(_ call: Call, _ draft: Draft, changing: DataSource?) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let communities =
    changing == nil ? try await call.store.read { try Community.open(to: viewer, $0) } : []
  let title = changing == nil ? w("Add a data source") : w("Change a data source")
  let action: SafeURL = changing.map { "/desk/data/\($0.id)" } ?? "/desk/data"
  let about: HTML =
    changing == nil ? communityField(w, communities, draft, viewer) : .empty
  let hidden = [("id", draft.value("id")), ("version", draft.value("version"))]
  return call.page(
    title, breadcrumbs: [(w("Data"), "/desk/data")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(title, lead: w("Something that Kith can’t read into figures belongs here too: a study, a plan, a map.")))
    \(call.postForm(action, hidden: hidden, multipart: true, """
      \(textField(w, label: w("Title"), name: "title", value: draft.value("title"), error: draft.error("title"), maxlength: 200))
      \(textField(w, label: w("Who publishes it"), name: "publisher", value: draft.value("publisher"), error: draft.error("publisher"), maxlength: 200))
      \(about)
      \(textField(w, label: w("The years it tells of"), name: "vintage", value: draft.value("vintage"), hint: w("Such as 2016-2020."), error: draft.error("vintage"), required: false, maxlength: 60))
      \(textField(w, label: w("The area it tells of"), name: "geography", value: draft.value("geography"), error: draft.error("geography"), required: false, maxlength: 500))
      \(textField(w, label: w("Licence"), name: "licence", value: draft.value("licence"), hint: w("What its publisher allows to be done with it."), error: draft.error("licence"), required: false, maxlength: 300))
      \(textArea(w, label: w("What it can’t tell"), name: "limits", value: draft.value("limits"), hint: w("Who is missing in it, how rough it is."), error: draft.error("limits"), rows: 3, required: false, limit: 1000))
      \(textField(w, label: w("Whom to ask about it"), name: "contact", value: draft.value("contact"), error: draft.error("contact"), required: false, maxlength: 300))
      \(textField(w, label: w("Where it can be found"), name: "link", value: draft.value("link"), error: draft.error("link"), kind: .url, required: false))
      \(fileField(w, label: w("Files to keep with it"), name: "files", required: false, multiple: true))
      \(submitButton(changing == nil ? w("Add") : w("Save")))
      """))
    """)
}

/// Which community the data is about. Those who are limited to some must choose one of them.
func communityField(
  _ w: Words, _ communities: [Community], _ draft: Draft, _ viewer: Viewer
) -> HTML {
  selectField(
    w, label: w("Which community it is about"), name: "community",
    options: communities.map { Option(value: $0.id.text, label: $0.name) },
    selected: draft.value("community"),
    hint: w(
      "Figures become benchmarks and facts of the community. Without one they are kept in the catalogue alone."
    ),
    error: draft.error("community"), required: viewer.communities != nil,
    prompt: viewer.communities == nil ? w("The whole library") : w("Choose"))
}

/// What goes with a source, before it goes.
func removalPage(_ call: Call, _ source: DataSource) async throws -> Reply {
  let w = call.w
  let removal = try await call.store.read { try SourceRemoval(source, $0) }
  let resting = removal.reliances.map { reliance -> HTML in
    "<li><a href=\"\(SafeURL(local: reliance.path) ?? "/desk")\" dir=\"auto\">\(reliance.title)</a></li>"
  }
  let going = [
    w.plural(removal.files, "{n} file", "{n} files"),
    w.plural(removal.facts.count, "{n} fact", "{n} facts"),
    w.plural(removal.benchmarks, "{n} benchmark", "{n} benchmarks"),
    w.plural(removal.branches, "{n} branch", "{n} branches"),
    w.plural(removal.outlines, "{n} outline", "{n} outlines"),
  ].map { "<li>\($0)</li>" as HTML }
  return call.page(
    w("Remove a data source"),
    breadcrumbs: [(w("Data"), "/desk/data"), (source.title, "/desk/data/\(source.id)")],
    """
    \(pageHeading(w("Remove a data source"), lead: source.title))
    \(notice(w, .warning, title: w("This can’t be undone."), body: "<p>\(w("Its files are deleted. Its facts leave the profile, except those that the community disputes. The ledger keeps that it was here."))</p>"))
    \(section(w("What goes"), id: "going", "<ul>\(going)</ul>"))
    \(section(w("What rests on it"), id: "resting", resting.isEmpty ? "<p class=\"quiet\">\(w("Nothing rests on it."))</p>" : "<ul>\(resting)</ul>"))
    \(call.postForm("/desk/data/\(source.id)/removal", hidden: [("version", String(source.version))], submitButton(w("Remove"), kind: .danger)))
    """)
}
