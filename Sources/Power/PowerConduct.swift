import Store
import Surroundings
import Web

/// How many powers have left the library. The charter says who holds them today; of earlier days
/// nothing is told rather than something guessed.
let powerConduct = ConductSource { community, from, to, call, connection in
  guard from <= call.today, call.today <= to else { return [] }
  let charter = try Charter.of(community, connection)
  let handed = Act.allCases.count { [.shared, .community].contains(charter.holder(of: $0)) }
  let w = call.w
  return [
    Conduct(
      key: "powers-held", title: w("Powers that the community holds or shares"),
      definition: w(
        "Of the powers over the community’s data and engagements, how many are held by the community or shared with it by its charter, as it stands today."
      ), unit: .share, value: Double(handed) / Double(Act.allCases.count), n: Act.allCases.count)
  ]
}
