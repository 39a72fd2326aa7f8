import Markup
import Store
import Surroundings
import Web
import Words

extension Fact {
  /// Facts and data as the ground of findings. What is only assumed is no ground.
  public static let citable = CitableSource(
    "fact",
    list: { communities, call, connection in
      let viewer = try call.member()
      return try communities.flatMap { community in
        try Fact.renderings(of: ID(stored: community), for: call.w, connection)
          .filter { fact, _ in fact.standing != .assumed && viewer.sees(fact) }
          .map { $0.fact.citation(as: $0.text.text, call.w) }
      }
    },
    today: { id, connection in
      try connection.first("SELECT text, standing FROM fact WHERE id = \(id) AND ended = 0").map {
        "\(try $0.string("standing"))\n\(try $0.string("text"))"
      }
    })

  /// What a finding keeps of it.
  public func citation(as text: String, _ w: Words) -> Citation {
    Citation(
      kind: "fact", id: id.text, sentence: text, method: sourceWord(w), n: nil, day: since,
      isPublic: isPublic, link: "/desk/facts/\(id)")
  }
}
