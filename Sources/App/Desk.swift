import Communities
import Components
import Ledger
import Markup
import Operations
import Store
import Surroundings
import Web
import Words

extension Capability {
  /// Where the day starts, and the pages about the program itself.
  static func desk(_ metrics: Metrics) -> Capability {
    Capability(
      name: "desk",
      routes: [
        .get("/desk", .members) { call in try await deskPage(call) },
        .get("/desk/ledger", .library) { call in try await ledgerPage(call) },
        .get("/desk/components", .library) { call in
          call.page(
            call.w("Components"), pageHeading(call.w("Components")) + componentGallery(call.w))
        },
        .get("/what-we-keep", .everyone) { call in holdingsPage(call) },
        .get("/health", .everyone) { call in try await health(call) },
        .get("/metrics", .owner) { _ in
          Reply(
            status: 200, headers: [("content-type", "text/plain; version=0.0.4; charset=utf-8")],
            body: Array(metrics.text().utf8))
        },
        .get("/favicon.ico", .everyone) { _ in
          Reply(status: 301, headers: [("location", "/look/kith.svg")])
        },
      ],
      navigation: [NavigationEntry("/desk", .members) { w in w("Desk") }])
  }
}

/// Everything that today asks of the reader, the most urgent first, with one action each.
private func deskPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let sources = call.site.capabilities.flatMap(\.desk)
  let items = try await call.store.read { connection in
    try sources.flatMap { try $0.gather(call, connection) }
  }.sorted { $0.urgency < $1.urgency }
  let list = items.map { item -> HTML in
    """
    <li class="desk-item">\(urgencyTag(item.urgency, w))<div><p class="desk-what">\(item.sentence)</p>
    <p class="quiet" dir="auto">\(item.detail)</p></div>
    <p><a class="button button-quiet" href="\(item.link)">\(item.action)</a></p></li>
    """
  }
  let body: HTML =
    items.isEmpty
    ? emptyState(
      title: w("Nothing asks for you today"),
      body: "<p>\(w("A good day to visit somebody."))</p>",
      action: linkButton(w("See your communities"), url: "/desk/communities", kind: .quiet))
    : "<ol class=\"desk-list\">\(list)</ol>"
  return call.page(
    w("Desk"),
    """
    \(pageHeading(w("Good day, {name}", ["name": viewer.name]), lead: w.day(call.today), actions: [linkButton(w("Letter and calendar"), url: "/account/agenda", kind: .quiet)]))
    \(section(w("What today asks of you"), body))
    """)
}

private func urgencyTag(_ urgency: Int, _ w: Words) -> HTML {
  switch urgency {
  case 0: tag(w("Late"), tone: .trouble)
  case 1: tag(w("Today"), tone: .warning)
  case 2: tag(w("Soon"), tone: .information)
  default: tag(w("When there is time"))
  }
}

/// The newest moments, and whether the chain holds.
private func ledgerPage(_ call: Call) async throws -> Reply {
  let w = call.w
  let viewer = try call.member()
  let (moments, verification, witnesses) = try await call.store.read { connection in
    (
      try Ledger.moments(limit: 100, connection), try Ledger.verify(connection),
      try Ledger.witnessFaults(connection)
    )
  }
  let faults = verification.faults + witnesses
  let seen = moments.filter { moment in
    moment.subject.community.map { viewer.mayEnter($0) } ?? true
  }
  let rows = seen.map { moment -> [HTML] in
    [
      HTML(text: w.number(Int(moment.sequence))),
      HTML(text: momentTime(moment, w, in: call.library)),
      HTML(text: momentSentence(moment, w)), HTML(text: actorWord(moment.actor, w)),
      "<code dir=\"ltr\">\(String(moment.hash.prefix(12)))</code>",
    ]
  }
  let state: HTML =
    faults.isEmpty
    ? notice(
      w, .good,
      title: w.plural(
        Int(verification.count), "The ledger holds: {n} moment, none changed.",
        "The ledger holds: {n} moments, none changed."),
      body: """
        <p>\(w("Write this line down somewhere else; later it shows that nothing before it was changed."))</p>
        <p><code dir="ltr" class="long-code">\(verification.head)</code></p>
        """)
    : notice(
      w, .trouble,
      title: w("The ledger does not hold. Restore a backup, and find out who changed it."),
      body:
        "<ul>\(faults.map { fault -> HTML in "<li lang=\"en\" dir=\"ltr\">\(fault)</li>" })</ul>")
  return call.page(
    w("Ledger"),
    """
    \(pageHeading(w("Ledger"), lead: w("Each change of state, in a chain: none can be changed or taken out unseen. It names roles, never people.")))
    \(state)
    \(dataTable(w, caption: w("The newest moments"), columns: [Column(w("Number"), numeric: true), Column(w("When")), Column(w("What")), Column(w("By whom")), Column(w("Hash"))], rows: rows))
    """)
}

/// What this Kith keeps, why, and for how long: from the manifests, so that none is forgotten.
private func holdingsPage(_ call: Call) -> Reply {
  let w = call.w
  let rows = call.site.capabilities.flatMap(\.holdings).map { holding -> [HTML] in
    [
      HTML(text: holding.what(w)), HTML(text: holding.why(w)), HTML(text: holding.kept(w)),
    ]
  }
  return call.page(
    w("What we keep"), kind: .public,
    """
    \(pageHeading(w("What we keep"), lead: w("Everything that this program stores, why, and for how long. Reading these pages leaves nothing behind: no address, no mark on your device beyond the language you chose.")))
    \(dataTable(w, caption: w("What we keep"), columns: [Column(w("What")), Column(w("Why")), Column(w("How long"))], rows: rows, captionHidden: true))
    """)
}

/// For a supervisor: whether the program can reach its database, and there is room to write.
private func health(_ call: Call) async throws -> Reply {
  do {
    _ = try await call.store.read { try $0.count("SELECT count(*) FROM library") }
    guard try await call.site.hasRoom() else {
      return .json("{\"status\":\"disk full\"}\n", status: 503)
        .adding("cache-control", "no-store")
    }
    return .json("{\"status\":\"ok\"}\n").adding("cache-control", "no-store")
  } catch {
    return .json("{\"status\":\"database unreachable\"}\n", status: 503)
      .adding("cache-control", "no-store")
  }
}
