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

private func timelinePage(_ call: Call) async throws -> Reply {
  let id: ID<Community> = try call.id("community")
  let viewer = try call.member()
  let w = call.w
  let (community, moments) = try await call.store.read { connection in
    (
      try Community.find(id, for: viewer, connection),
      try Ledger.moments(of: id.text, limit: 300, connection)
    )
  }
  let entries = moments.map { moment in
    TimelineEntry(
      when: HTML(text: w.instant(moment.at, in: call.library.zone)),
      title: momentSentence(moment, w), body: "<p class=\"quiet\">\(actorWord(moment.actor, w))</p>",
      url: moment.subject.kind == "fact" && moment.kind != "fact.ended"
        ? SafeURL(local: "/desk/facts/\(moment.subject.id)") : nil)
  }
  return call.page(
    w("Timeline"), breadcrumbs: [
      (w("Communities"), "/desk/communities"), (community.name, "/desk/communities/\(id)"),
    ],
    """
    \(pageHeading(w("Timeline"), lead: w("Every change of state, from the ledger, the newest first. It names roles, never people.")))
    \(profileTabs(call, community, current: "timeline"))
    \(timeline(entries, level: 2))
    """)
}

public func actorWord(_ actor: String, _ w: Words) -> String {
  switch actor {
  case "owner", "staff", "liaison": w("By the library")
  case "community", "steward": w("By the community")
  case "partner": w("By a partner")
  case "reviewer": w("By a reviewer")
  default: w("By the program")
  }
}

/// What a moment says, in words. A kind that has no sentence yet is shown as it stands.
public func momentSentence(_ moment: Moment, _ w: Words) -> String {
  switch moment.kind {
  case "community.added": w("The community was added.")
  case "community.changed": w("What is said of the community was changed.")
  case "community.published": w("Its page was published.")
  case "community.withdrawn": w("Its page was withdrawn.")
  case "fact.added": w("A fact was added.")
  case "fact.changed": w("A fact was changed.")
  case "fact.checked": w("A fact was checked and still holds.")
  case "fact.ended": w("A fact was taken out of the profile.")
  case "fact.confirmed": w("The community confirmed a fact.")
  case "fact.disputed": w("The community disputed a fact.")
  case "voice.opened": w("A voice link was opened.")
  case "voice.closed": w("A voice link was closed.")
  case "translation.saved": w("A translation was saved.")
  case "release.publish": w("The gate let a publication through.")
  case "release.export": w("The gate let an export through.")
  case "data.imported": w("Data was imported.")
  case "engagement.added": w("An engagement was opened.")
  case "engagement.changed": w("An engagement was changed.")
  case "goal.added": w("A goal was set.")
  case "goal.met": w("A goal was met.")
  case "goal.missed": w("A goal was missed.")
  case "goal.exceeded": w("A goal was exceeded.")
  default: moment.kind
  }
}
