import Communities
import Store
import Surroundings
import Town
import Web

/// Values for the parameters of addresses, so that tests can walk every route of the program.
struct Pages {
  let town: Town
  private let values: [String: String]
  /// Values for single addresses, whose record must be in another state.
  private let special: [String: [String: String]]

  init(_ town: Town) async throws {
    self.town = town
    let over = try await town.store.read { connection in
      try connection.first("SELECT id, slug FROM pulse WHERE slug = 'spring-2026'").map {
        (id: try $0.string("id"), slug: try $0.string("slug"))
      }
    }
    special = [
      "/pulses/{wave}/results": ["wave": over?.slug ?? ""],
      "/desk/pulses/{pulse}/files/{table}": ["pulse": over?.id ?? "", "table": "results.csv"],
    ]
    values = try await town.store.read { connection in
      func one(_ sql: SQL) throws -> String { try connection.first(sql)?.string("id") ?? "" }
      let sunrise = try one("SELECT id FROM community WHERE slug = 'sunrise-court'")
      // The engagement that has one of everything.
      let engagement = try one("SELECT engagement AS id FROM goal ORDER BY engagement")
      let concern = try one(
        """
        SELECT concern.id FROM concern
        JOIN concern_publication ON concern_publication.concern = concern.id
        WHERE concern.community = \(sunrise) ORDER BY concern.id
        """)
      return [
        "concern": concern,
        "reply": try one(
          """
          SELECT id FROM concern_word WHERE concern = \(concern) AND speaker = 'library'
          ORDER BY number
          """),
        "community": sunrise, "slug": "sunrise-court", "strategy": "listening",
        "resource": try one("SELECT id FROM resource ORDER BY id"),
        "engagement": engagement,
        "source": try one("SELECT id FROM data_source ORDER BY id"),
        "contact": try one("SELECT id FROM contact WHERE community = \(sunrise) ORDER BY id"),
        "decision": try one(
          """
          SELECT id FROM decision WHERE decided_on IS NULL AND engagement = \(engagement)
          ORDER BY id
          """),
        "goal": try one("SELECT id FROM goal ORDER BY id"),
        "backup": try one("SELECT id FROM backup_plan ORDER BY id"),
        "responsible": try one("SELECT id FROM responsible ORDER BY id"),
        "talk": try connection.first("SELECT slug FROM conversation ORDER BY id")?
          .string("slug") ?? "",
        "conversation": try one("SELECT id FROM conversation ORDER BY id"),
        "statement": try one("SELECT id FROM statement WHERE number = 0 ORDER BY id"),
        "finding": try one("SELECT id FROM finding WHERE standing = 'published' ORDER BY id"),
        "promise": try one("SELECT id FROM promise WHERE state = 'broken' ORDER BY id"),
        "ask": try one("SELECT id FROM ask WHERE status = 'told' ORDER BY id"),
        "table": "votes.csv",
        "wave": try connection.first("SELECT slug FROM pulse WHERE state = 'open' ORDER BY id")?
          .string("slug") ?? "",
        "pulse": try one("SELECT id FROM pulse WHERE state = 'open' ORDER BY id"),
        "instrument": "kith-pulse.1",
        "fact": try one(
          "SELECT id FROM fact WHERE community = \(sunrise) AND public = 1 ORDER BY id"),
      ]
    }
  }

  /// Pages that need to be told what they are for.
  private static let queries = [
    "/desk/guide/changes/new": "kind=added&strategy=listening"
  ]

  /// The route's path with its parameters filled in; `nil` when the town has no such record.
  func path(_ route: Route) -> String? {
    var path = route.path
    let fitting = values.merging(special[route.path] ?? [:]) { $1 }
    for (name, value) in fitting where !value.isEmpty {
      path = path.replacing("{\(name)}", with: value)
    }
    if route.method == .get, let query = Self.queries[route.path] { path += "?\(query)" }
    // The first run is over in the town, and its one resource is a link without a file.
    let isMissing = path == "/first-run" || path.hasSuffix("/file")
    return path.contains("{") || isMissing ? nil : path
  }

  /// The pages that a route's GET gives, for somebody who may open it.
  func open() -> [(route: Route, path: String)] {
    town.site.routes.filter { $0.method == .get }.compactMap { route in
      path(route).map { (route, $0) }
    }
  }
}
