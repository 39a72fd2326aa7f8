import Ledger
import Store
import Surroundings
import Web

/// Facts that were in dispute, from the ledger: since when, and until when.
struct Dispute: Equatable {
  let fact: String
  let from: Day
  /// The day on which its standing was settled, or the fact taken out; `nil` while it lasts.
  var until: Day?

  /// - Parameter moments: Those of facts, the oldest first.
  static func all(in moments: [Moment], day: (Moment) -> Day) -> [Dispute] {
    var disputes: [Dispute] = []
    var open: [String: Int] = [:]
    for moment in moments {
      let fact = moment.subject.id
      let disputed =
        moment.kind == "fact.disputed"
        || ["fact.added", "fact.changed"].contains(moment.kind)
          && moment.details["standing"] == Standing.disputed.rawValue
      if disputed {
        if open[fact] == nil {
          open[fact] = disputes.count
          disputes.append(Dispute(fact: fact, from: day(moment), until: nil))
        }
      } else if ["fact.changed", "fact.ended"].contains(moment.kind), let index = open[fact] {
        disputes[index].until = day(moment)
        open[fact] = nil
      }
    }
    return disputes
  }
}

/// How disputes about facts ended in a period: those that were settled in it, of those and what was
/// still in dispute on its last day.
let disputeConduct = ConductSource { community, from, to, call, connection in
  let w = call.w
  let moments = try Ledger.history(of: community, ["fact."], connection)
  let disputes = Dispute.all(in: moments) { moment in
    moment.isDayAlone ? Day(alone: moment.at) : Day(moment.at, in: call.library.zone)
  }
  let settled = disputes.filter { $0.until.map { from <= $0 && $0 <= to } ?? false }
  let left = disputes.count { $0.from <= to && ($0.until.map { $0 > to } ?? true) }
  let days = settled.compactMap { dispute in dispute.until.map { $0 - dispute.from } }.sorted()
  let cases = settled.count + left
  return [
    Conduct(
      key: "disputes-settled", title: w("Disputes about facts that were settled"),
      definition: w(
        "Of the facts that were in dispute, how many were settled in these days: reworded, given another standing or taken out. The others were still in dispute on the last day."
      ), unit: .share, value: cases == 0 ? nil : Double(settled.count) / Double(cases), n: cases),
    Conduct(
      key: "disputes-days", title: w("Days until a dispute was settled"),
      definition: w(
        "The median of the days from the dispute until it was settled, of those settled in these days."
      ), unit: .days, value: median(days), n: days.count),
  ]
}

private func median(_ sorted: [Int]) -> Double? {
  guard !sorted.isEmpty else { return nil }
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2)
    ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
}
