import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The library's branches, as the Public Libraries Survey has them.
struct BranchRoutes {
  var routes: [Route] {
    [.get("/desk/data/branches", .members) { call in try await branchesPage(call) }]
  }
}

private func branchesPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let current = try await call.store.read { try Branch.current($0) }
  guard let (source, branches) = current else {
    let works = viewer.isOfLibrary
    return call.page(
      w("Branches"), breadcrumbs: [(w("Data"), "/desk/data")],
      """
      \(pageHeading(w("Branches")))
      \(emptyState(title: w("No branch is known yet"), body: "<p>\(w("Import the outlet file of the Public Libraries Survey: it has every branch of every library in the country."))</p>", action: works ? linkButton(w("Import files"), url: "/desk/data/import") : .empty))
      """)
  }
  let rows = branches.map { branch -> [HTML] in
    [
      "<bdi>\(branch.name)</bdi>", HTML(text: outletWord(branch.kind, w)),
      "<bdi>\(branch.address), \(branch.city), \(branch.state)</bdi>",
      HTML(text: branch.hours.map { w.number($0, digits: 0) } ?? w("Not known")),
      HTML(text: branch.squareFeet.map { w.number($0, digits: 0) } ?? w("Not known")),
      "<code dir=\"ltr\">\(branch.tract ?? "")</code>",
    ]
  }
  let places = branches.compactMap { branch -> Components.Place? in
    guard let latitude = branch.latitude, let longitude = branch.longitude else { return nil }
    return Components.Place(
      branch.name, latitude: latitude, longitude: longitude, kind: outletWord(branch.kind, w))
  }
  let line = sourceLine(
    w, "\(source.publisher), \(source.title)", date: source.vintage, standing: .sourced,
    url: "/desk/data/\(source.id)")
  return call.page(
    w("Branches"), breadcrumbs: [(w("Data"), "/desk/data")],
    """
    \(pageHeading(w("Branches"), lead: w("Where the library serves, by the newest survey that is on file.")))
    \(if: !places.isEmpty, dotMap(w, title: w("The library’s branches"), description: w("Each branch where the survey found it."), places: places, source: line, id: "branch-map"))
    \(dataTable(w, caption: w("The library’s branches"), columns: [Column(w("Name")), Column(w("Kind")), Column(w("Address")), Column(w("Hours open in the year"), numeric: true), Column(w("Square feet"), numeric: true), Column(w("Census tract"))], rows: rows, id: "branch-table"))
    \(if: places.isEmpty, line)
    """)
}

func outletWord(_ kind: String, _ w: Words) -> String {
  switch kind {
  case "CE": w("Central library")
  case "BR": w("Branch library")
  case "BS": w("Bookmobile")
  case "BM": w("Books by mail")
  default: w("Another kind of outlet")
  }
}
