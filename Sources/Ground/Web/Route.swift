/// One address that the program answers: a method, a path, who may use it, and what it does. Plain
/// data, so that tests can walk all of them.
public struct Route: Sendable {
  public let method: Request.Method
  /// Such as `/desk/communities/{community}`: braces take one segment.
  public let path: String
  public let access: Access
  /// The largest body it takes, in bytes.
  public let limit: Int
  /// How often one reader may call it; `nil` for the site's ordinary limit.
  public let rate: RateLimit?
  public let answer: @Sendable (Call) async throws -> Reply

  /// Bytes that a plain form may have.
  public static let formLimit = 256 * 1024

  public static func get(
    _ path: String, _ access: Access, rate: RateLimit? = nil,
    _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) -> Route {
    Route(method: .get, path: path, access: access, limit: 0, rate: rate, answer: answer)
  }

  public static func post(
    _ path: String, _ access: Access, limit: Int = formLimit, rate: RateLimit? = nil,
    _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) -> Route {
    Route(method: .post, path: path, access: access, limit: limit, rate: rate, answer: answer)
  }

  var segments: [Substring] { path.split(separator: "/") }
}

/// Finds the route for a path: a tree of segments, literal ones before parameters.
struct RouteTree: Sendable {
  private final class Node: Sendable {
    let routes: [Request.Method: Route]
    let literal: [Substring: Node]
    let parameter: (name: String, node: Node)?

    init(_ routes: [(segments: ArraySlice<Substring>, route: Route)]) {
      var here: [Request.Method: Route] = [:]
      var below: [Substring: [(ArraySlice<Substring>, Route)]] = [:]
      for (segments, route) in routes {
        if let first = segments.first {
          below[first, default: []].append((segments.dropFirst(), route))
        } else {
          precondition(here[route.method] == nil, "two routes for \(route.method) \(route.path)")
          here[route.method] = route
        }
      }
      self.routes = here
      var literal: [Substring: Node] = [:]
      var parameter: (String, Node)?
      var parameters: [(ArraySlice<Substring>, Route)] = []
      var name = ""
      for (segment, entries) in below {
        if segment.hasPrefix("{") {
          let this = String(segment.dropFirst().dropLast())
          precondition(
            name.isEmpty || name == this, "two names, {\(name)} and {\(this)}, for one place")
          name = this
          parameters += entries
        } else {
          literal[segment] = Node(entries.map { (segments: $0.0, route: $0.1) })
        }
      }
      if !parameters.isEmpty {
        parameter = (name, Node(parameters.map { (segments: $0.0, route: $0.1) }))
      }
      self.literal = literal
      self.parameter = parameter
    }
  }

  private let root: Node

  init(_ routes: [Route]) {
    root = Node(routes.map { (segments: $0.segments[...], route: $0) })
  }

  /// The routes of that path by method, with the values of its parameters. `nil` when there are none.
  func find(_ path: String) -> (routes: [Request.Method: Route], parameters: [String: String])? {
    guard path.hasPrefix("/"), !path.contains("//") else { return nil }
    var node = root
    var parameters: [String: String] = [:]
    for segment in path.split(separator: "/") {
      guard let text = Percent.decoded(segment), !text.utf8.contains(0), text.utf8.count <= 200
      else { return nil }
      if let next = node.literal[text[...]] {
        node = next
      } else if let (name, next) = node.parameter {
        parameters[name] = text
        node = next
      } else {
        return nil
      }
    }
    return node.routes.isEmpty ? nil : (node.routes, parameters)
  }
}
