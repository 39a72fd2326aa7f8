import Communities
import Ledger
import Power
import Store
import Surroundings
import Web
import Words

/// A concern as everybody can read it: what its writer opened, somebody read first, and the gate let
/// through.
struct PublicConcern: Sendable {
  let concern: Concern
  let publication: ConcernPublication
  /// Its name for this reader, where its page is public.
  let community: String?
  let turns: [ConcernTurn]

  /// What a list asks for.
  struct Filter: Sendable, Equatable {
    var community: ID<Community>?
    var category: Concern.Category?
    var kind: Kind?
    enum Kind: String, Sendable, CaseIterable { case open, ended }

    var condition: SQL {
      var parts: [SQL] = ["1 = 1"]
      if let community { parts.append("concern.community = \(community)") }
      if let category { parts.append("concern.category = \(category)") }
      switch kind {
      case .open: parts.append("concern.state <> 'ended'")
      case .ended: parts.append("concern.state = 'ended'")
      case nil: break
      }
      return parts.joined(separator: " AND ")
    }
  }

  static let pageLength = 20

  /// The newest first.
  ///
  /// - Parameter act: What the gate is asked for of each community: to publish, or to put in a feed.
  static func list(
    _ filter: Filter, _ act: Act, page: Int = 1, _ call: Call, _ connection: any Connection
  ) throws -> (concerns: [PublicConcern], count: Int) {
    let scope = try allowed(act, call, connection) + " AND " + filter.condition
    let count = try connection.count(
      """
      SELECT COUNT(*) FROM concern
      JOIN concern_publication ON concern_publication.concern = concern.id WHERE \(scope)
      """)
    let start = (max(1, min(page, 10_000)) - 1) * pageLength
    let rows = try connection.rows(
      """
      SELECT concern.* FROM concern
      JOIN concern_publication ON concern_publication.concern = concern.id
      WHERE \(scope)
      ORDER BY concern.received DESC, concern.id LIMIT \(pageLength) OFFSET \(start)
      """)
    let names = try communityNames(call, connection)
    return (
      try rows.map { row in
        let concern = try Concern(row)
        guard let publication = try ConcernPublication.find(concern.id, connection) else {
          throw Failure.notFound
        }
        return PublicConcern(
          concern: concern, publication: publication,
          community: concern.community.flatMap { names[$0] },
          turns: try ConcernTurn.all(of: concern.id, connection))
      }, count
    )
  }

  /// The one of that id with the permit to show it; what the gate closes looks missing.
  static func find(
    _ id: ID<Concern>, _ call: Call, _ connection: any Connection
  ) throws -> Released<PublicConcern> {
    guard let (concern, publication, permit) = try opened(id, on: call.today, connection) else {
      throw Failure.notFound
    }
    let names = try communityNames(call, connection)
    return permit.release(
      PublicConcern(
        concern: concern, publication: publication,
        community: concern.community.flatMap { names[$0] },
        turns: try ConcernTurn.all(of: id, connection)))
  }

  /// `nil` unless somebody read it first and the gate lets it through.
  static func opened(
    _ id: ID<Concern>, on today: Day, _ connection: any Connection
  ) throws -> (Concern, ConcernPublication, Permit)? {
    guard let concern = try Concern.find(id, connection),
      let publication = try ConcernPublication.find(id, connection),
      let permit = try Gate.may(
        .visitor, .publish, on: concern.subject, purpose: .information, today: today, connection
      ).permit
    else { return nil }
    return (concern, publication, permit)
  }

  /// Concerns of communities whose charter leaves it to the library, and those of none.
  private static func allowed(
    _ act: Act, _ call: Call, _ connection: any Connection
  ) throws -> SQL {
    let communities = try connection.rows(
      """
      SELECT DISTINCT concern.community FROM concern
      JOIN concern_publication ON concern_publication.concern = concern.id
      WHERE concern.community IS NOT NULL
      """
    ).map { try $0.string("community") }.filter { community in
      try Gate.may(
        .visitor, act, on: Subject(kind: "concern", id: community, community: community),
        purpose: .information, today: call.today, connection
      ).permit != nil
    }
    return "(concern.community IS NULL OR concern.community IN \(list: communities))"
  }

  private static func communityNames(
    _ call: Call, _ connection: any Connection
  ) throws -> [ID<Community>: String] {
    Dictionary(
      uniqueKeysWithValues: try NamedCommunity.open(call, connection).map { ($0.id, $0.name) })
  }

  /// The newest day on which something of it changed that everybody can read.
  var changed: Day {
    let days = turns.filter { !($0.current.publicText ?? "").isEmpty }.map(\.current.day)
    return (days + [publication.day]).max() ?? publication.day
  }
}
