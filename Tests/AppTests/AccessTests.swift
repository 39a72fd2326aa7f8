import Testing
import Town
import Web

/// Who may use which address. Written by hand and compared with what the program does: a route
/// without a row fails, and so does a row that the program does not keep.
@Suite struct AccessTests {
  /// v visitor, r reviewer, p partner, s steward, l liaison, t staff, o owner.
  static let letters: [(Character, Role?)] = [
    ("v", nil), ("r", .reviewer), ("p", .partner), ("s", .steward), ("l", .liaison),
    ("t", .staff), ("o", .owner),
  ]

  @Test func `Every route has a row, and every row a route`() async throws {
    let town = try await Town()
    let routes = Set(town.site.routes.map { "\($0.method.rawValue) \($0.path)" })
    let rows = Set(AccessTable.rows.keys)
    #expect(routes.subtracting(rows).sorted() == [], "routes without a row")
    #expect(rows.subtracting(routes).sorted() == [], "rows without a route")
    try await town.end()
  }

  @Test func `Each address lets in those whom its row names, and looks missing to others`()
    async throws
  {
    let town = try await Town()
    let pages = try await Pages(town)
    for route in town.site.routes {
      guard let row = AccessTable.rows["\(route.method.rawValue) \(route.path)"] else { continue }
      // A form without its token is refused only after access was: nothing is changed here.
      let path = pages.path(route) ?? route.path.replacing(#/\{[a-z]+\}/#, with: "0000000000000000")
      let known = pages.path(route) != nil
      for (letter, role) in Self.letters {
        let reader = try await town.reader(role)
        let reply = route.method == .get ? await reader.get(path) : await reader.post(path, [])
        let said = "\(route.method.rawValue) \(route.path) for \(role?.rawValue ?? "a visitor")"
        if row.contains(letter) {
          // A record that the town has not is missing for everyone; access is told by forms then.
          if route.method == .post {
            #expect(reply.status == 403, "\(said)")
          } else if known {
            #expect([200, 301, 303].contains(reply.status), "\(said): \(reply.status)")
            #expect(reply.header("location")?.hasPrefix("/sign-in?") != true, "\(said)")
          }
        } else if role == nil, path.hasPrefix("/api/") {
          #expect(reply.status == 401, "\(said)")
        } else if role == nil {
          #expect(reply.status == 303, "\(said)")
          #expect(reply.header("location")?.hasPrefix("/sign-in") == true, "\(said)")
        } else {
          #expect(reply.status == 404, "\(said): \(reply.status)")
        }
      }
    }
    try await town.end()
  }
}
