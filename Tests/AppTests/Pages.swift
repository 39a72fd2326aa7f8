import Communities
import Store
import Surroundings
import Town
import Web

/// Values for the parameters of addresses, so that tests can walk every route of the program.
struct Pages {
  let town: Town
  private let values: [String: String]

  init(_ town: Town) async throws {
    self.town = town
    values = try await town.store.read { connection in
      func one(_ sql: SQL) throws -> String { try connection.first(sql)?.string("id") ?? "" }
      let sunrise = try one("SELECT id FROM community WHERE slug = 'sunrise-court'")
      return [
        "community": sunrise, "slug": "sunrise-court",
        "fact": try one(
          "SELECT id FROM fact WHERE community = \(sunrise) AND public = 1 ORDER BY id"),
      ]
    }
  }

  /// The route's path with its parameters filled in; `nil` when the town has no such record.
  func path(_ route: Route) -> String? {
    var path = route.path
    for (name, value) in values { path = path.replacing("{\(name)}", with: value) }
    return path.contains("{") ? nil : path
  }

  /// The pages that a route's GET gives, for somebody who may open it.
  func open() -> [(route: Route, path: String)] {
    town.site.routes.filter { $0.method == .get }.compactMap { route in
      path(route).map { (route, $0) }
    }
  }
}
