import Ledger
import Store
import Surroundings
import Web

/// How many powers had left the library at the end of a period. The charter says who holds them today;
/// what the ledger says was handed over since is taken back, the newest first.
let powerConduct = ConductSource { community, from, to, call, connection in
  let zone = call.library.zone
  // Before the two knew each other there was no power to hold.
  let beginning = try Ledger.history(of: community, ["community.added"], connection).first
  let began = beginning.map { Day($0.at, in: zone) }
  guard from <= call.today, began.map({ $0 <= to }) ?? (call.today <= to) else { return [] }
  var charter = try Charter.of(community, connection)
  for moment in try Ledger.history(of: community, ["power."], connection).reversed()
  where Day(moment.at, in: zone) > to {
    guard let act = moment.details["act"].flatMap(Act.init(rawValue:)),
      let holder = moment.details["from"].flatMap(Holder.init(rawValue:))
    else { continue }
    charter.holders[act] = holder
  }
  let handed = Act.allCases.count { [.shared, .community].contains(charter.holder(of: $0)) }
  let w = call.w
  return [
    Conduct(
      key: "powers-held", title: w("Powers that the community holds or shares"),
      definition: w(
        "Of the powers over the community’s data and engagements, how many were held by the community or shared with it by its charter on the last day of the period."
      ), unit: .share, value: Double(handed) / Double(Act.allCases.count), n: Act.allCases.count)
  ]
}
