import Store
import Surroundings

extension PromiseFigures {
  /// The promises to these communities, as the steps tell them.
  static func of(
    _ communities: [String], _ connection: any Connection
  ) throws -> PromiseFigures {
    let promises = try Promise.all(to: communities, connection)
    let rows = try connection.rows(
      """
      SELECT promise_step.promise, promise_step.day, promise_step.due FROM promise_step
      JOIN promise ON promise.id = promise_step.promise
      WHERE promise.community IN \(list: communities) AND promise_step.due IS NOT NULL
      ORDER BY promise_step.promise, promise_step.number
      """)
    var dues: [ID<Promise>: [(said: Day, due: Day)]] = [:]
    for row in rows {
      dues[try row.id("promise"), default: []]
        .append((said: try row.day("day"), due: try row.day("due")))
    }
    return PromiseFigures(
      promises.map { promise in
        // The first step carries the first day as it was typed; a mended one stands in the record.
        var days = dues[promise.id] ?? []
        if !days.isEmpty { days[0].due = promise.firstDue }
        return Case(
          madeOn: promise.madeOn, dues: days,
          ended: promise.endedOn.map { (on: $0, state: promise.state) })
      })
  }
}
