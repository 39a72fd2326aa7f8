import Engagements
import Ledger
import Power
import Scales
import Store
import Surroundings
import Web
import Words

/// A pulse that is over as files, for the library alone, through the gate.
struct PulseFiles {
  var routes: [Route] {
    [
      .get("/desk/pulses/{pulse}/files/{table}", .library) { call in try await give(call) }
    ]
  }

  private func give(_ call: Call) async throws -> Reply {
    let (pulse, engagement) = try await call.pulse()
    let name = try call.parameter("table")
    guard ["results.csv", "answers.csv"].contains(name), pulse.state == .closed else {
      throw Failure.notFound
    }
    let surroundings = call.surroundings
    let text = try await call.store.write { connection in
      for community in engagement.communities {
        let permit = try call.permit(
          .export, on: pulse.subject(in: community), purpose: .exchange, connection)
        try permit.log(surroundings, connection)
      }
      return name == "results.csv"
        ? try Self.results(of: pulse, connection) : try Self.answers(of: pulse, connection)
    }
    return .download(Array(text.utf8), name: name, type: "text/csv; charset=utf-8")
  }

  /// The figures that the page shows, with all their digits; an empty cell where one is not shown.
  static func results(of pulse: Pulse, _ connection: any Connection) throws -> String {
    guard let results = try PulseResults.of(pulse, connection) else { throw Failure.notFound }
    let figures = ["n", "mean", "sd", "low95", "high95"]
    var rows = [
      ["side", "level", "key"]
        + ["importance", "occurrence", "gap"].flatMap { name in figures.map { "\(name)_\($0)" } }
    ]
    for side in Pulse.Side.allCases {
      let part = results.part(side)
      for (level, lines) in [("dimension", part.dimensions), ("item", part.items)] {
        rows += lines.map { line in
          [side.rawValue, level, line.key]
            + [line.importance, line.occurrence, line.gap].flatMap(cells)
        }
      }
    }
    return csv(rows)
  }

  private static func cells(_ mean: SampleMean?) -> [String] {
    guard let mean else { return ["", "", "", "", ""] }
    func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
    return [
      String(mean.n), text(mean.mean), text(mean.deviation), text(mean.interval?.low),
      text(mean.interval?.high),
    ]
  }

  /// A row for each who answered, as they answered: nothing is turned round. Rows are in the order of
  /// what they say, so that nothing is to be read from it. A side with fewer people than may be shown
  /// is left out whole.
  static func answers(of pulse: Pulse, _ connection: any Connection) throws -> String {
    let instrument = try pulse.instrument(connection)
    let all = try PulseAnswer.all(of: pulse.id, connection)
    let names = instrument.asked.flatMap { rating in
      instrument.items.map { (rating: rating, item: $0.key) }
    }
    var rows = [["side"] + names.map { "\($0.rating.rawValue)_\($0.item)" }]
    for side in Pulse.Side.allCases {
      let people = all[side] ?? []
      guard people.count >= (try pulse.fewest(side, connection)) else { continue }
      rows += people.map { person in
        [side.rawValue]
          + names.map { name in
            guard let value = person.ratings[name.rating]?[name.item] else { return "" }
            return value.map { String($0) } ?? "none"
          }
      }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    return csv(rows)
  }

  /// Every cell here is a word, a number or empty: none needs quoting, and none is a formula.
  private static func csv(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
