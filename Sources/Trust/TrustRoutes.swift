import Communities
import Components
import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The page about trust, on the desk and for everybody.
struct TrustRoutes {
  var routes: [Route] {
    [
      .get("/trust", .everyone) { call in try await listPage(call) },
      .get("/communities/{slug}/trust", .everyone) { call in try await publicPage(call) },
      .get("/desk/communities/{community}/trust", .members) { call in try await deskPage(call) },
      .post("/desk/communities/{community}/trust/publication", .library) { call in
        try await publish(call)
      },
      .post("/desk/communities/{community}/trust/withdrawal", .library) { call in
        try await withdraw(call)
      },
    ]
  }

  private func enter(_ call: Call, _ connection: any Connection) throws -> Community {
    try Community.find(try call.id("community"), for: try call.member(), connection).worded(
      for: call.w, connection)
  }

  private func deskPage(_ call: Call) async throws -> Reply {
    let w = call.w
    let (picture, published) = try await call.store.read { connection in
      let community = try enter(call, connection)
      return (
        try TrustPicture.read(community, isPublic: false, call, connection),
        try TrustPage.isPublished(community.id, connection)
      )
    }
    let community = picture.community
    return call.page(
      w("Trust"),
      breadcrumbs: [
        (w("Communities"), "/desk/communities"),
        (community.name, "/desk/communities/\(community.id)"),
      ],
      """
      \(pageHeading(w("Trust"), lead: w("What level of trust might the community have for us now?"), kicker: picture.name, actions: actions(call, community, published)))
      \(profileTabs(call, community, current: "trust"))
      \(trustParts(call, picture, onDesk: true))
      """)
  }

  private func actions(_ call: Call, _ community: Community, _ published: Bool) -> [HTML] {
    let w = call.w
    guard call.viewer.map({ Role.library.contains($0.role) }) ?? false else { return [] }
    let base = "/desk/communities/\(community.id)/trust"
    guard published else {
      guard community.isPublished else { return [] }
      return [
        call.postForm(
          SafeURL(local: "\(base)/publication") ?? "/",
          submitButton(w("Let everybody read it"), kind: .quiet))
      ]
    }
    return [
      linkButton(w("Public page"), url: "/communities/\(community.slug)/trust", kind: .quiet),
      call.postForm(
        SafeURL(local: "\(base)/withdrawal") ?? "/",
        submitButton(w("Withdraw the public page"), kind: .quiet)),
    ]
  }

  private func publish(_ call: Call) async throws -> Reply {
    let (today, now, actor, surroundings) = (call.today, call.now, call.actor, call.surroundings)
    let id = try await call.store.write { connection in
      let community = try enter(call, connection)
      guard community.isPublished else { throw Failure.notFound }
      let permit = try call.permit(
        .publish, on: TrustPage.subject(community.id), purpose: .information, connection)
      if try TrustPage.publish(community.id, on: today, by: actor, at: now, connection) {
        try permit.log(surroundings, connection)
      }
      return community.id
    }
    return .seeOther("/desk/communities/\(id)/trust", notice: .published)
  }

  private func withdraw(_ call: Call) async throws -> Reply {
    let (now, actor) = (call.now, call.actor)
    let id = try await call.store.write { connection in
      let community = try enter(call, connection)
      try TrustPage.withdraw(community.id, by: actor, at: now, connection)
      return community.id
    }
    return .seeOther("/desk/communities/\(id)/trust", notice: .withdrawn)
  }

  private func publicPage(_ call: Call) async throws -> Reply {
    let w = call.w
    let slug = try call.parameter("slug")
    let picture = try await call.store.read { connection in
      let community = try Community.published(slug: slug, connection)
      guard
        let permit = try TrustPage.permit(community.id, today: call.today, connection)
      else { throw Failure.notFound }
      return permit.release(
        try TrustPicture.read(community, isPublic: true, call, connection))
    }
    let page = picture.map { picture -> HTML in
      """
      \(pageHeading(w("Trust"), lead: w("What level of trust might the community have for us now?"), kicker: picture.name))
      <p><a href="/communities/\(slug)">\(w("What we know of this community"))</a></p>
      \(trustParts(call, picture, onDesk: false))
      """
    }
    return try call.publicPage(w("Trust"), page)
  }

  /// The communities whose page about trust everybody can read.
  private func listPage(_ call: Call) async throws -> Reply {
    let w = call.w
    let found = try await call.store.read { connection in
      let names = try Community.published(connection).filter {
        try TrustPage.permit($0.id, today: call.today, connection) != nil
      }.map { (slug: $0.slug, name: try $0.rendering(for: w, connection).name) }
      let permit = try Gate.require(
        .visitor, .publish, on: Subject(kind: "library", id: "1"), purpose: .information,
        today: call.today, connection)
      return permit.release(names)
    }
    let page = found.map { names -> HTML in
      let items = names.map { item in
        card(title: item.name.text, url: "/communities/\(item.slug)/trust", level: 2)
      }
      return """
        \(pageHeading(w("Trust"), lead: w("How communities and the library find each other, what can be counted, and how it went. There is no score.")))
        \(items.isEmpty ? emptyState(title: w("Nothing is published yet"), body: "<p>\(w("Come back soon."))</p>") : cards(items))
        """
    }
    return try call.publicPage(w("Trust"), page)
  }
}

/// Whether everybody can read a community's page about trust: the library decides, the gate allows.
public enum TrustPage {
  static func subject(_ community: ID<Community>) -> Subject {
    Subject(kind: "trust", id: community.text, community: community.text)
  }

  static func isPublished(_ community: ID<Community>, _ connection: any Connection) throws -> Bool {
    try connection.exists("SELECT 1 FROM trust_page WHERE community = \(community)")
  }

  /// The permit to show it, if it is published and the community's rules allow it today.
  static func permit(
    _ community: ID<Community>, today: Day, _ connection: any Connection
  ) throws -> Permit? {
    guard try isPublished(community, connection) else { return nil }
    return try Gate.may(
      .visitor, .publish, on: subject(community), purpose: .information, today: today, connection
    ).permit
  }

  /// Lets everybody read it, as far as the gate allows.
  ///
  /// - Returns: Whether it was not published before.
  @discardableResult
  public static func publish(
    _ community: ID<Community>, on day: Day, by actor: String, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    let added = try connection.run(
      """
      INSERT INTO trust_page (community, day) VALUES (\(community), \(day))
      ON CONFLICT (community) DO NOTHING
      """)
    guard added == 1 else { return false }
    try connection.record("trust.published", on: subject(community), by: actor, at: now)
    return true
  }

  static func withdraw(
    _ community: ID<Community>, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let removed = try connection.run("DELETE FROM trust_page WHERE community = \(community)")
    guard removed == 1 else { return }
    try connection.record("trust.withdrawn", on: subject(community), by: actor, at: now)
  }
}
