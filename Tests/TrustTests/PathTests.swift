import Surroundings
import Testing

@testable import Trust

/// The path by its documented rules, from moments written out.
@Suite struct PathTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// The grounds of the path with a mark at steps back, such as `answering<`.
  private func path(
    _ moments: [(String, String, [String: String])], until today: String = "2026-03-01"
  ) throws -> [String] {
    let happenings = try moments.map { Happening(try day($0.0), $0.1, $0.2) }
    return Path.turns(happenings, today: try day(today)).map {
      "\($0.ground)" + ($0.isBack ? "<" : "")
    }
  }

  @Test func `It begins with an introduction, and goes where moments lead`() throws {
    #expect(
      try path([
        ("2026-01-01", "community.added", [:]), ("2026-01-05", "ask.made", [:]),
        ("2026-01-06", "ask.made", [:]), ("2026-02-01", "promise.kept", [:]),
        (
          "2026-02-20", "decision.made",
          ["promised": "consult", "delivered": "collaborate"]
        ),
      ]) == ["introduction", "listening", "answering", "workingTogether"])
    #expect(try path([]) == [])
  }

  @Test func `A broken promise, a dispute and a withdrawn page lead one step back`() throws {
    for kind in ["promise.broken", "fact.disputed", "community.withdrawn"] {
      #expect(
        try path([
          ("2026-01-01", "community.added", [:]), ("2026-01-05", "promise.kept", [:]),
          ("2026-02-01", kind, [:]),
        ]) == ["introduction", "answering", "listening<"], "\(kind)")
    }
  }

  @Test func `Less say than was promised is a step back, as much is not`() throws {
    func after(_ delivered: String) throws -> [String] {
      try path([
        ("2026-01-01", "community.added", [:]), ("2026-01-05", "ask.made", [:]),
        ("2026-02-01", "decision.made", ["promised": "collaborate", "delivered": delivered]),
      ])
    }
    #expect(try after("involve").last == "introduction<")
    #expect(try after("collaborate").last == "workingTogether")
    #expect(try after("shared-leadership").last == "sharedPower")
    // Consulting as promised is neither.
    #expect(
      try path([
        ("2026-01-01", "community.added", [:]),
        ("2026-02-01", "decision.made", ["promised": "consult", "delivered": "consult"]),
      ]) == ["introduction"])
  }

  @Test func `A power handed over is shared power, one taken back a step back`() throws {
    #expect(
      try path([
        ("2026-01-01", "community.added", [:]),
        ("2026-01-10", "power.handed", ["from": "library", "holder": "community"]),
        ("2026-02-20", "power.handed", ["from": "community", "holder": "library"]),
      ]) == ["introduction", "sharedPower", "workingTogether<"])
  }

  @Test func `Several disputes within a month are one step back, later ones another`() throws {
    #expect(
      try path([
        ("2026-01-01", "community.added", [:]), ("2026-01-05", "promise.kept", [:]),
        ("2026-01-10", "fact.disputed", [:]), ("2026-01-10", "fact.disputed", [:]),
        ("2026-02-08", "fact.disputed", [:]),
      ]) == ["introduction", "answering", "listening<"])
    #expect(
      try path([
        ("2026-01-01", "community.added", [:]), ("2026-01-05", "promise.kept", [:]),
        ("2026-01-10", "fact.disputed", [:]), ("2026-02-09", "fact.disputed", [:]),
      ]) == ["introduction", "answering", "listening<", "introduction<"])
  }

  @Test func `Half a year of silence is a step back, one day less is not`() throws {
    let begun: [(String, String, [String: String])] = [
      ("2026-01-01", "community.added", [:]), ("2026-01-01", "promise.kept", [:]),
    ]
    // 180 days later is 30 June.
    #expect(try path(begun, until: "2026-06-30") == ["introduction", "answering"])
    #expect(try path(begun, until: "2026-07-01") == ["introduction", "answering", "listening<"])
    let turns = Path.turns(
      [
        Happening(try day("2026-01-01"), "community.added"),
        Happening(try day("2026-01-01"), "promise.kept"),
      ], today: try day("2026-07-01"))
    #expect(turns.last?.day.description == "2026-06-30" && turns.last?.reason == .silence)
    // Anything between the two breaks it, also what leads nowhere.
    #expect(
      try path(begun + [("2026-04-01", "goal.added", [:])], until: "2026-07-01").last
        == "answering")
    // It goes on: two steps back, and then the beginning, said once.
    #expect(
      try path(begun, until: "2029-01-01")
        == ["introduction", "answering", "listening<", "introduction<"])
  }

  @Test func `Deep partnership needs years, shared power, decisions, answers and no step back`()
    throws
  {
    let whole: [(String, String, [String: String])] = [
      ("2024-01-01", "community.added", [:]), ("2024-05-01", "ask.made", [:]),
      ("2024-10-01", "decision.made", ["promised": "involve", "delivered": "collaborate"]),
      ("2025-03-01", "goal.met", [:]), ("2025-08-01", "goal.met", [:]),
      (
        "2025-12-01", "decision.made",
        ["promised": "shared-leadership", "delivered": "shared-leadership"]
      ),
      ("2026-02-01", "promise.kept", [:]),
    ]
    #expect(try path(whole).last == "deepPartnership")
    // Without the answer, with too short a time, or with a broken promise in the year, it is not.
    #expect(try path(whole.dropLast().map { $0 }).last == "sharedPower")
    var young = whole
    young[0].0 = "2024-03-01"
    #expect(try path(young).last == "sharedPower")
    var broken = whole
    broken[4].1 = "promise.broken"
    #expect(try path(broken).last == "sharedPower")
  }
}
