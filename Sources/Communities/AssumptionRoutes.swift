import Components
import Markup
import Surroundings
import Web
import Words

/// The assumption register: everything that is only believed, how old it is, and what rests on it.
struct AssumptionRoutes {
  var routes: [Route] {
    [.get("/desk/assumptions", .members) { call in try await assumptionsPage(call) }]
  }
}

private func assumptionsPage(_ call: Call) async throws -> Reply {
  let viewer = try call.member()
  let w = call.w
  let today = call.today
  let register = try await call.store.read { try Assumption.register(for: viewer, $0) }
  let rows = register.map { line -> [HTML] in
    let resting = line.reliances.map { reliance -> HTML in
      "<a href=\"\(SafeURL(local: reliance.path) ?? "/desk")\">\(reliance.title)</a>"
    }
    return [
      "<a href=\"/desk/facts/\(line.fact.id.text)\" dir=\"auto\">\(line.fact.text)</a>",
      "<a href=\"/desk/communities/\(line.community.id.text)\" dir=\"auto\">\(line.community.name)</a>",
      HTML(text: line.fact.topic.word(w)),
      HTML(text: w.age(from: line.fact.since, to: today)),
      resting.isEmpty ? HTML(text: w("Nothing")) : resting.joined(separator: ", "),
    ]
  }
  let table = dataTable(
    w, caption: w("Assumptions, the oldest first"),
    columns: [
      Column(w("What we assume")), Column(w("Community")), Column(w("About")), Column(w("Age")),
      Column(w("What rests on it")),
    ], rows: rows)
  return call.page(
    w("Assumptions"),
    """
    \(pageHeading(w("Assumptions"), lead: w("What you believe and nobody has told you. It is no fault to assume; it is one to forget that you do. Ask the people it is about.")))
    \(register.isEmpty ? emptyState(title: w("No assumption is recorded"), body: "<p>\(w("Either everything was asked, or somebody forgot to write one down."))</p>") : table)
    """)
}
