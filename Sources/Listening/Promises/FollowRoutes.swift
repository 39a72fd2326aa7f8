import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Following a community's promises by mail: asking for it, saying yes, stopping.
struct FollowRoutes {
  var routes: [Route] {
    [
      .post("/communities/{slug}/followers", .everyone, rate: RateLimit(6, perSeconds: 3600)) {
        call in try await follow(call)
      },
      .get("/following/{code}", .everyone) { call in try await followingPage(call) },
      .post("/following/{code}", .everyone, rate: RateLimit(20, perSeconds: 600)) { call in
        try await decide(call)
      },
    ]
  }

  private func follow(_ call: Call) async throws -> Reply {
    let heard = try await heard(call)
    return try await call.submit(
      show: { draft in
        try call.publicPage(
          call.w("What we heard, what we did"), heard.map { heardPage(call, $0, draft) })
      }
    ) { form in
      let address = form.email("address", form.w("Mail address"))
      try form.check()
      let occasion = PromiseOccasion(
        library: call.library, actor: Moment.community, call.surroundings)
      let (community, language) = (heard.value.community, call.w.language)
      try await call.store.write {
        try Follower.ask(address, to: community, in: language, occasion, $0)
      }
      let w = call.w
      return call.page(
        w("Look into your mail"), kind: .public,
        pageHeading(
          w("Look into your mail"),
          lead: w(
            "If this address does not get these letters already, one is on its way to it. Say yes by the link in it."
          )
        ))
    }
  }

  private func decide(_ call: Call) async throws -> Reply {
    let code = try call.parameter("code")
    let stops = call.form.text("step") == "stop"
    let today = call.today
    try await call.store.write { connection in
      let follower = try Follower.find(code, connection)
      try stops ? follower.stop(on: today, connection) : follower.confirm(on: today, connection)
    }
    let w = call.w
    guard stops else { return .seeOther("/following/\(code)", notice: .saved) }
    return call.page(
      w("Your address is forgotten"), kind: .public,
      pageHeading(w("Your address is forgotten"), lead: w("You get no more of these letters.")))
  }
}

private func followingPage(_ call: Call) async throws -> Reply {
  let code = try call.parameter("code")
  let w = call.w
  let (follower, name) = try await call.store.read { connection in
    let follower = try Follower.find(code, connection)
    guard let community = try Community.find(follower.community, connection) else {
      throw Failure.notFound
    }
    return (follower, try community.rendering(for: w, connection).name)
  }
  func button(_ step: String, _ title: String, _ kind: ButtonKind) -> HTML {
    call.postForm("/following/\(code)", hidden: [("step", step)], submitButton(title, kind: kind))
  }
  let buttons: HTML =
    follower.isConfirmed
    ? button("stop", w("Stop, and forget my address"), .danger)
    : button("yes", w("Yes, send me letters"), .primary)
      + button("stop", w("No, forget my address"), .quiet)
  return call.page(
    w("Letters about promises"), kind: .public,
    """
    \(pageHeading(w("Letters about promises"), lead: w("News of what was promised to {name}: made, kept, late or broken.", ["name": name.text])))
    <p>\(follower.isConfirmed ? w("You get these letters.") : w("You don’t get these letters yet."))</p>
    <div class="button-row">\(buttons)</div>
    """)
}
