import Communities
import Markup
import Store
import Surroundings
import Web
import Words

/// Whom the Guide is read for: the library as a whole, one community, or one engagement.
struct GuideContext: Sendable {
  enum Scope: Sendable {
    case library
    case community(Community)
    case engagement(Engagement)
  }

  let scope: Scope
  /// Those whose records answer it, as far as the reader may enter them.
  let communities: [Community]

  static func library(for viewer: Viewer, _ connection: any Connection) throws -> GuideContext {
    GuideContext(scope: .library, communities: try Community.open(to: viewer, connection))
  }

  static func community(
    _ id: ID<Community>, for viewer: Viewer, _ w: Words, _ connection: any Connection
  ) throws -> GuideContext {
    let community = try Community.find(id, for: viewer, connection).worded(for: w, connection)
    return GuideContext(scope: .community(community), communities: [community])
  }

  static func engagement(
    _ id: ID<Engagement>, for viewer: Viewer, _ w: Words, _ connection: any Connection
  ) throws -> GuideContext {
    let engagement = try Engagement.find(id, for: viewer, connection).worded(for: w, connection)
    return GuideContext(
      scope: .engagement(engagement),
      communities: try engagement.communities(for: viewer, connection))
  }

  /// What the query asks for: `engagement=…`, `community=…`, or neither.
  static func asked(_ call: Call, _ connection: any Connection) throws -> GuideContext {
    let viewer = try call.member()
    if call.query.has("engagement") {
      guard let id = ID<Engagement>(call.query.text("engagement")) else { throw Failure.notFound }
      return try engagement(id, for: viewer, call.w, connection)
    }
    if call.query.has("community") {
      guard let id = ID<Community>(call.query.text("community")) else { throw Failure.notFound }
      return try community(id, for: viewer, call.w, connection)
    }
    return try library(for: viewer, connection)
  }

  /// The communities whose own changes of the Guide hold: none where it is read for the library.
  var adapting: [ID<Community>] {
    if case .library = scope { [] } else { communities.map(\.id) }
  }

  /// The one community it is read for, where it is one.
  var community: Community? {
    if case .library = scope { return nil }
    return communities.count == 1 ? communities.first : nil
  }

  var engagement: Engagement? {
    if case .engagement(let engagement) = scope { engagement } else { nil }
  }

  /// Its address, without a strategy.
  var path: String {
    switch scope {
    case .library: "/desk/guide"
    case .community(let community): "/desk/communities/\(community.id)/guide"
    case .engagement(let engagement): "\(engagement.path)/guide"
    }
  }

  /// The same choice as a query, for pages that several contexts share.
  var query: String {
    switch scope {
    case .library: ""
    case .community(let community): "&community=\(community.id)"
    case .engagement(let engagement): "&engagement=\(engagement.id)"
    }
  }

  func url(_ strategy: Strategy) -> SafeURL {
    SafeURL(local: "\(path)/\(strategy.key)") ?? "/desk/guide"
  }

  func handout(_ strategy: Strategy?, language: String? = nil) -> SafeURL {
    let part = strategy.map { "strategy=\($0.key)" } ?? "strategy="
    let tongue = language.map { "&lang=\($0)" } ?? ""
    return SafeURL(local: "/desk/guide/handout?\(part)\(query)\(tongue)") ?? "/desk/guide"
  }

  /// Whom it is read for, as a reader is told.
  func word(_ w: Words) -> String {
    switch scope {
    case .library: w("For the whole library")
    case .community(let community): w("For {name}", ["name": community.name])
    case .engagement(let engagement): w("For {name}", ["name": engagement.said(engagement.title)])
    }
  }
}
