import Components
import Ledger
import Markup
import Surroundings
import Web
import Words

/// What happened with a community, from the moments in the ledger.
struct TimelineRoutes {
  var routes: [Route] {
    [
      .get("/desk/communities/{community}/timeline", .members) { call in
        try await timelinePage(call)
      }
    ]
  }
}

/// When a moment was, as exactly as it may be known: of what people of a community said, the day.
public func momentTime(_ moment: Moment, _ w: Words, in library: Library) -> String {
  moment.isDayAlone
    ? w.day(Day(alone: moment.at)) : w.instant(moment.at, in: library.zone)
}

private func timelinePage(_ call: Call) async throws -> Reply {
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let (community, moments, facts) = try await call.store.read { connection in
    (
      try Community.find(id, for: viewer, connection).worded(for: call.w, connection),
      try Ledger.moments(of: id.text, limit: 300, connection),
      Set(try Fact.all(of: id, connection).map(\.id.text))
    )
  }
  let entries = moments.map { moment in
    TimelineEntry(
      when: HTML(text: momentTime(moment, w, in: call.library)),
      title: momentSentence(moment, w),
      body: "<p class=\"quiet\">\(actorWord(moment.actor, w))</p>",
      url: moment.subject.kind == "fact" && facts.contains(moment.subject.id)
        ? SafeURL(local: "/desk/facts/\(moment.subject.id)") : nil)
  }
  return call.page(
    w("Timeline"),
    breadcrumbs: [
      (w("Communities"), "/desk/communities"), (community.name, "/desk/communities/\(id)"),
    ],
    """
    \(pageHeading(w("Timeline"), lead: w("Every change of state, from the ledger, the newest first. It names roles, never people."), actions: viewer.isOfLibrary ? [linkButton(w("The ledger"), url: "/desk/ledger", kind: .quiet)] : []))
    \(profileTabs(call, community, current: "timeline"))
    \(timeline(entries, level: 2))
    """)
}
