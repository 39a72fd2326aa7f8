import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The Guide: for the library, for a community, for an engagement.
struct GuideRoutes {
  var routes: [Route] {
    let library: @Sendable (Call, any Connection) throws -> GuideContext = { call, connection in
      try .library(for: try call.member(), connection)
    }
    let community: @Sendable (Call, any Connection) throws -> GuideContext = { call, connection in
      try .community(try call.id("community"), for: try call.member(), call.w, connection)
    }
    let engagement: @Sendable (Call, any Connection) throws -> GuideContext = { call, connection in
      try .engagement(try call.id("engagement"), for: try call.member(), call.w, connection)
    }
    return pages("/desk/guide", library)
      + pages("/desk/communities/{community}/guide", community)
      + pages("/desk/engagements/{engagement}/guide", engagement)
      + [.get("/desk/guide/handout", .members) { call in try await handoutPage(call) }]
  }

  /// The Guide as a whole and one page for each strategy, under one address.
  private func pages(
    _ path: String, _ context: @escaping @Sendable (Call, any Connection) throws -> GuideContext
  ) -> [Route] {
    [
      .get(path, .members) { call in
        let view = try await call.store.read { connection in
          try GuideView.read(try context(call, connection), call, connection)
        }
        return guidePage(call, view)
      },
      .get("\(path)/{strategy}", .members) { call in
        let key = try call.parameter("strategy")
        guard Guide.strategy(key) != nil else { throw Failure.notFound }
        let view = try await call.store.read { connection in
          try GuideView.read(try context(call, connection), strategy: key, call, connection)
        }
        guard let strategy = view.principles.first?.strategies.first else {
          throw Failure.notFound
        }
        return strategyPage(call, view.context, strategy)
      },
    ]
  }
}
