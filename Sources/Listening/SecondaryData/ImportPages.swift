import Census
import Communities
import Components
import Delimited
import FileFaults
import Markup
import Store
import Surroundings
import Web
import Words

/// Where files are given; after a refusal, with what is wrong in which of them.
func importPage(_ call: Call, _ draft: Draft, refused: [ImportReport]) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let communities = try await call.store.read { try Community.open(to: viewer, $0) }
  let rows = refused.map { report -> [HTML] in
    [
      "<bdi>\(report.file)</bdi>", HTML(text: report.error?.row.map { w.number($0) } ?? ""),
      "<code dir=\"auto\">\(report.error?.columnName(w) ?? "")</code>",
      report.error.map { FileSentences.data.html($0.message, w) } ?? .empty,
    ]
  }
  let faults: HTML =
    rows.isEmpty
    ? .empty
    : section(
      w("What is wrong"), id: "wrong",
      dataTable(
        w, caption: w("Files that can’t be read"),
        columns: [
          Column(w("File")), Column(w("Row"), numeric: true), Column(w("Column")),
          Column(w("What is wrong there")),
        ], rows: rows, captionHidden: true, id: "wrong-table"))
  return call.page(
    w("Import files"), breadcrumbs: [(w("Data"), "/desk/data")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("Import files"), lead: w("You see what would be imported before anything is stored.")))
    \(faults)
    \(call.postForm("/desk/data/import", multipart: true, """
      \(communityField(w, communities, draft, viewer))
      \(fileField(w, label: w("Files"), name: "files", accept: ".csv,.dat,.txt,.json,.geojson", hint: w("Several at once. Give a table’s metadata file together with it. At most 64 MB in all."), error: draft.error("files"), multiple: true))
      \(submitButton(w("Look at them")))
      """))
    \(section(w("What can be read"), id: "kinds", definitionList([
      (w("Census tables"), HTML(text: w("From data.census.gov, of any area and year: detailed tables such as B01001 and subject tables such as S0101; also the summary file’s tables."))),
      (w("Public Libraries Survey"), HTML(text: w("The outlet file and the file of libraries, of any year: your branches are filled in from them."))),
      (w("Places"), HTML(text: w("GeoJSON, or a table with latitude and longitude. Outlines become the community’s boundary."))),
    ])))
    """)
}

/// What would be imported, and what is still to be said for it.
func previewPage(_ call: Call, _ pending: PendingImport, _ draft: Draft) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let community = try await call.store.read { connection in
    try pending.community.map {
      try Community.find($0, for: viewer, connection).worded(for: call.w, connection)
    }
  }
  let (reports, given) = try await GivenFiles.readAlone {
    let reports = GivenFiles.reports(pending.files)
    return (reports, try GivenFiles(pending.files, reports: reports))
  }
  let coming = try await forecast(call, pending, draft, given)
  let about = community.map { community in
    w("About {name}", ["name": community.name])
  }
  let base: SafeURL = "/desk/data/import/\(pending.id)"
  let confirmation: SafeURL = "/desk/data/import/\(pending.id)/confirmation"
  let dismissal: SafeURL = "/desk/data/import/\(pending.id)/dismissal"
  return call.page(
    w("What would be imported"),
    breadcrumbs: [(w("Data"), "/desk/data"), (w("Import files"), "/desk/data/import")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(w("What would be imported"), lead: w("Nothing is stored yet. These files wait here for an hour."), kicker: about))
    \(if: community == nil, notice(w, .information, title: w("No community was chosen: the figures go into the catalogue, and no benchmarks or facts are made.")))
    \(reportTable(w, reports))
    \(forecastPart(w, coming))
    \(if: !given.libraries.isEmpty, librarySearch(w, base, draft))
    \(call.postForm(confirmation, """
      \(areaFields(w, given, draft))
      \(libraryField(w, given, draft))
      \(placesFields(w, given, draft))
      \(submitButton(w("Import")))
      """))
    \(call.postForm(dismissal, submitButton(w("Throw these files away"), kind: .quiet)))
    """)
}

/// What the import would add as the form stands; `nil` while something is still to be said for it.
private func forecast(
  _ call: Call, _ pending: PendingImport, _ draft: Draft, _ given: GivenFiles
) async throws -> ImportForecast? {
  guard pending.community != nil else { return nil }
  var choices = ImportChoices(community: pending.community)
  choices.library = draft.value("library").isEmpty ? nil : draft.value("library")
  // Who made a file of places changes nothing about which there are.
  choices.publisher = "–"
  if !draft.all("areas").isEmpty { choices.areas = Set(draft.all("areas")) }
  let asked = choices
  let kept = try await call.store.read { try ImportPlan.kept(for: given, asked, $0) }
  do {
    return try ImportPlan(given, kept: kept, choices, call.surroundings).forecast(call.w)
  } catch is ImportRefusal { return nil } catch is ImportFault { return nil }
}

private func forecastPart(_ w: Words, _ forecast: ImportForecast?) -> HTML {
  guard let forecast, !forecast.facts.isEmpty || forecast.benchmarks > 0 else { return .empty }
  let items = forecast.facts.prefix(ImportForecast.mostListed).map { fact -> HTML in
    "<li dir=\"auto\">\(fact)</li>"
  }
  let rest = forecast.facts.count - items.count
  let more: HTML =
    rest > 0 ? "<p class=\"quiet\">\(w.plural(rest, "And {n} more.", "And {n} more."))</p>" : .empty
  return section(
    w("What would be added to the profile"), id: "coming",
    """
    <p>\(cameFrom(w, facts: forecast.facts.count, benchmarks: forecast.benchmarks))</p>
    <ul>\(items)</ul>\(more)
    """)
}

/// *12 facts · 5 benchmarks*.
func cameFrom(_ w: Words, facts: Int, benchmarks: Int) -> String {
  [
    w.plural(facts, "{n} fact", "{n} facts"),
    w.plural(benchmarks, "{n} benchmark", "{n} benchmarks"),
  ].joined(separator: " · ")
}

private func reportTable(_ w: Words, _ reports: [ImportReport]) -> HTML {
  let rows = reports.compactMap { report -> [HTML]? in
    guard let contents = report.contents else { return nil }
    let total = contents.total.map { Measured($0.estimate, $0.moe).count(w) } ?? ""
    return [
      "<bdi>\(report.file)</bdi>", HTML(text: kindWord(contents.kind, w)),
      "<span dir=\"ltr\">\(contents.table ?? "")</span>",
      "<span dir=\"ltr\">\(contents.vintage ?? "")</span>",
      HTML(text: w.number(contents.geographies)), HTML(text: w.number(contents.variables)),
      HTML(text: total),
    ]
  }
  let warnings = reports.flatMap { report in
    (report.contents?.warnings ?? []).map { warning -> HTML in
      "<li><bdi>\(report.file)</bdi>: \(FileSentences.data.html(warning, w))</li>"
    }
  }
  let table = dataTable(
    w, caption: w("Files"),
    columns: [
      Column(w("File")), Column(w("Kind")), Column(w("Table")), Column(w("The years it tells of")),
      Column(w("Areas, records or places"), numeric: true),
      Column(w("Lines or columns"), numeric: true),
      Column(w("First line, added up"), numeric: true),
    ], rows: rows, id: "reports")
  return table
    + (warnings.isEmpty
      ? .empty
      : notice(w, .information, title: w("To know before you use it"), body: "<ul>\(warnings)</ul>"))
}

/// What a file is, in words.
func kindWord(_ kind: String, _ w: Words) -> String {
  switch kind {
  case "acs-detailed": w("Census, detailed table")
  case "acs-subject": w("Census, subject table")
  case "acs-profile": w("Census, data profile")
  case "acs-summary-file": w("Census, summary file")
  case "acs-metadata", "acs-title", "acs-shells", "acs-geographies":
    w("Describes another of these files")
  case "pls-outlet": w("Library survey, outlets")
  case "pls-ae": w("Library survey, libraries")
  case "pls-state": w("Library survey, states")
  case "places": w("Places")
  default: kind
  }
}

/// Areas that can be ticked one by one; more are chosen by how their codes begin.
let mostTickedAreas = 60

private func areaFields(_ w: Words, _ given: GivenFiles, _ draft: Draft) -> HTML {
  let areas = given.areas
  guard !areas.isEmpty else { return .empty }
  guard areas.count <= mostTickedAreas else {
    return textArea(
      w, label: w("Only areas whose GEO_ID begins with"), name: "prefixes",
      value: draft.value("prefixes"),
      hint: w(
        "Left empty, all areas are taken together. Such as 1500000US17031 for the block groups of one county; one in each line."
      ),
      error: draft.error("areas"), rows: 3, required: false, id: "areas")
  }
  let chosen =
    draft.values["areas-asked"] == nil
    ? Set(areas.map(\.geoID)) : Set(draft.all("areas"))
  return "<input type=\"hidden\" name=\"areas-asked\" value=\"yes\"/>"
    + checkboxes(
      w, legend: w("Areas that are taken together"), name: "areas",
      options: areas.map { Option(value: $0.geoID, label: $0.name, hint: $0.geoID) },
      selected: chosen,
      hint: w("The area that you serve, or where the community lives."),
      error: draft.error("areas"), required: true)
}

private func placesFields(_ w: Words, _ given: GivenFiles, _ draft: Draft) -> HTML {
  guard !given.places.isEmpty else { return .empty }
  return """
    \(radioGroup(w, legend: w("What the places are"), name: "topic", options: [Topic.assets, .meetingPlaces].map { Option(value: $0.rawValue, label: $0.word(w), hint: $0.hint(w)) }, selected: draft.value("topic"), error: draft.error("topic")))
    \(textField(w, label: w("Who made this file"), name: "publisher", value: draft.value("publisher"), hint: w("Such as the city’s planning office."), error: draft.error("publisher"), maxlength: 200))
    """
}

/// Which library the reader is: asked among those that fit what was searched for.
private func libraryField(_ w: Words, _ given: GivenFiles, _ draft: Draft) -> HTML {
  guard !given.libraries.isEmpty else { return .empty }
  let all = given.candidates(matching: draft.value("words"), in: draft.value("state"))
  guard all.count <= LibraryCandidate.most, !all.isEmpty else {
    return textField(
      w, label: w("Key of your library (FSCSKEY)"), name: "library", value: draft.value("library"),
      hint: all.isEmpty
        ? w("No library fits what you searched for. Search again, or enter its key.")
        : w(
          "{n} libraries fit. Search above to choose yours from a list, or enter its key, such as MO0051.",
          ["n": w.number(all.count)]),
      error: draft.error("library"), short: true)
  }
  return radioGroup(
    w, legend: w("Which library are you?"), name: "library",
    options: all.map { library in
      Option(
        value: library.key, label: "\(library.name), \(library.city) \(library.state)",
        hint: "\(library.key) · \(w.plural(library.outlets, "{n} outlet", "{n} outlets"))")
    },
    selected: draft.value("library").isEmpty && all.count == 1
      ? all.first?.key : draft.value("library"),
    error: draft.error("library"))
}

private func librarySearch(_ w: Words, _ action: SafeURL, _ draft: Draft) -> HTML {
  getForm(
    action: action, search: true,
    """
    \(textField(w, label: w("Search for your library"), name: "words", value: draft.value("words"), hint: w("Words of its name, of a branch’s, or its city."), kind: .search, required: false))
    \(textField(w, label: w("State"), name: "state", value: draft.value("state"), hint: w("Two letters, such as MO."), required: false, maxlength: 2, short: true))
    \(submitButton(w("Search"), kind: .quiet))
    """)
}
