import Accounts
import Store
import Surroundings
import Web

/// What one person answered: a rating of each item that they rated. There is nothing here of who they
/// are, when they came, or by which account they were signed in.
public struct PulseAnswer: Sendable, Equatable {
  /// Ratings by item. A rating of `nil` is *I can’t say*; what was passed over is missing.
  public var ratings: [Instrument.Rating: [String: Int?]]

  public init(_ ratings: [Instrument.Rating: [String: Int?]] = [:]) { self.ratings = ratings }

  public var isEmpty: Bool { ratings.values.allSatisfy(\.isEmpty) }

  /// What they said of an item, if they gave it a number.
  func value(_ rating: Instrument.Rating, _ item: String) -> Int? {
    ratings[rating].flatMap { $0[item] } ?? nil
  }

  /// What the holder of that receipt answered, and for which side; `nil` when it is nobody's.
  static func find(
    receipt code: String, in pulse: Pulse, _ connection: any Connection
  ) throws -> (answer: PulseAnswer, side: Pulse.Side)? {
    guard code.utf8.count == Receipt.length,
      let row = try connection.first(
        """
        SELECT id, side FROM pulse_response
        WHERE receipt = \(Code.hash(code)) AND pulse = \(pulse.id)
        """)
    else { return nil }
    var answer = PulseAnswer()
    for rated in try connection.rows(
      "SELECT * FROM pulse_rating WHERE response = \(try row.string("id"))")
    {
      try answer.take(rated)
    }
    return (answer, try row.enumeration("side"))
  }

  private mutating func take(_ row: Row) throws {
    let rating: Instrument.Rating = try row.enumeration("rating")
    ratings[rating, default: [:]].updateValue(
      try row.optionalInt("value"), forKey: try row.string("item"))
  }

  /// Keeps it under the receipt, in the place of what was kept there before. Sent twice it is kept
  /// once, and the side stays the one that it was first given for.
  public func keep(
    in pulse: Pulse, side: Pulse.Side, receipt code: String, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws {
    let hash = Code.hash(code)
    try connection.run(
      """
      INSERT INTO pulse_response (id, pulse, side, receipt)
      VALUES (\(ID<PulseAnswer>.new(surroundings)), \(pulse.id), \(side), \(hash))
      ON CONFLICT (receipt) DO NOTHING
      """)
    let row = try connection.first(
      "SELECT id FROM pulse_response WHERE receipt = \(hash) AND pulse = \(pulse.id)")
    guard let response: ID<PulseAnswer> = try row?.id("id") else { throw Failure.notFound }
    try connection.run("DELETE FROM pulse_rating WHERE response = \(response)")
    for (rating, items) in ratings {
      for (item, value) in items {
        try connection.run(
          """
          INSERT INTO pulse_rating (response, item, rating, value)
          VALUES (\(response), \(item), \(rating), \(value))
          """)
      }
    }
  }

  /// Takes back everything that was kept under the receipt, and the receipt.
  static func withdraw(
    receipt code: String, from pulse: Pulse, _ connection: any Connection
  ) throws {
    let hash = Code.hash(code)
    try connection.run(
      """
      DELETE FROM pulse_rating WHERE response IN (
        SELECT id FROM pulse_response WHERE receipt = \(hash) AND pulse = \(pulse.id))
      """)
    try connection.run(
      "DELETE FROM pulse_response WHERE receipt = \(hash) AND pulse = \(pulse.id)")
  }

  /// How many of each side answered.
  static func counts(
    of pulse: ID<Pulse>, _ connection: any Connection
  ) throws -> [Pulse.Side: Int] {
    var counts: [Pulse.Side: Int] = [:]
    for row in try connection.rows(
      "SELECT side, COUNT(*) AS n FROM pulse_response WHERE pulse = \(pulse) GROUP BY side")
    {
      counts[try row.enumeration("side")] = try row.int("n")
    }
    return counts
  }

  /// Everybody's answers, by side, in no order.
  static func all(
    of pulse: ID<Pulse>, _ connection: any Connection
  ) throws -> [Pulse.Side: [PulseAnswer]] {
    var people: [String: (side: Pulse.Side, answer: PulseAnswer)] = [:]
    for row in try connection.rows(
      "SELECT id, side FROM pulse_response WHERE pulse = \(pulse)")
    {
      people[try row.string("id")] = (try row.enumeration("side"), PulseAnswer())
    }
    for row in try connection.rows(
      """
      SELECT pulse_rating.* FROM pulse_rating
      JOIN pulse_response ON pulse_response.id = pulse_rating.response
      WHERE pulse_response.pulse = \(pulse)
      """)
    {
      try people[try row.string("response")]?.answer.take(row)
    }
    return Dictionary(grouping: people.values, by: \.side).mapValues { $0.map(\.answer) }
  }
}

/// The code by which somebody comes back to what they answered in one pulse. It is dealt with the form
/// and written down nowhere; with the answer its hash is kept.
struct Receipt: Sendable, Equatable {
  static let length = 26

  let code: String

  static func deal(_ surroundings: Surroundings) -> Receipt {
    Receipt(code: Code.new(surroundings))
  }

  private init(code: String) { self.code = code }

  /// What somebody typed, or a form or a browser sent, if it has a receipt's shape.
  init?(_ text: String) {
    let code = text.lowercased().filter { $0 != " " && $0 != "-" }
    guard code.utf8.count == Receipt.length,
      code.utf8.allSatisfy({ Array("0123456789abcdefghjkmnpqrstvwxyz".utf8).contains($0) })
    else { return nil }
    self.code = code
  }

  /// In groups, to be read aloud or copied by hand.
  var spelled: String {
    var result = ""
    for (index, letter) in code.enumerated() {
      if index > 0, index.isMultiple(of: 4) { result.append("-") }
      result.append(letter)
    }
    return result
  }
}
