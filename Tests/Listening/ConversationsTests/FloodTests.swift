import Communities
import Engagements
import Power
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

/// What is held for somebody to read when much comes at once.
@Suite(.serialized) struct FloodTests {
  /// A conversation whose statements are seen at once, with somebody who has answered three.
  private func open(_ engine: TestEngine = .sqlite) async throws -> (Square, Reader) {
    let square = try await Square(engine)
    try await square.town.store.write { [square] connection in
      _ = try connection.run(
        "UPDATE conversation SET moderation = 'after' WHERE id = \(square.conversation.id)")
    }
    let ana = try await square.begun()
    for _ in 1...Pace.acquainted { try await square.answer(ana, "agree") }
    return (square, ana)
  }

  private func write(_ square: Square, _ text: String, by reader: Reader) async throws -> Reply {
    try await reader.submit(
      "\(square.path)/statements", onPage: square.path, ["text": text, "anyway": "yes"])
  }

  private func statement(_ square: Square, _ text: String) async throws -> Statement {
    try #require(try await square.statements().last { $0.text == text })
  }

  @Test(
    arguments: [
      (Pace(inHour: 59, byNewcomers: 19, onDay: 299), true, false, nil),
      (Pace(inHour: 60), false, false, Held.many), (Pace(onDay: 300), false, false, .many),
      (Pace(inHour: 30, byNewcomers: 20), true, false, .newcomers),
      (Pace(inHour: 30, byNewcomers: 20), false, false, nil), (Pace(), false, true, .same),
    ] as [(Pace, Bool, Bool, Held?)])
  func `What is held is held by number`(
    pace: Pace, isNewcomer: Bool, repeats: Bool, held: Held?
  ) {
    #expect(pace.held(isNewcomer: isNewcomer, repeats: repeats) == held)
  }

  @Test func `The hour's count begins anew, and is one for each conversation`() async throws {
    let square = try await Square()
    let other = try await square.another()
    let counts = HourCounts()
    let hour = Instant(seconds: 3600 * 500_000)
    let own = square.conversation.id
    #expect(counts.count(own, isNewcomer: true, at: hour) == Pace())
    #expect(counts.count(own, isNewcomer: false, at: hour + 3599).inHour == 1)
    #expect(counts.count(own, isNewcomer: false, at: hour + 3599).byNewcomers == 1)
    #expect(counts.count(other.id, isNewcomer: false, at: hour + 3599) == Pace())
    #expect(counts.count(own, isNewcomer: false, at: hour + 3600) == Pace())
    try await square.end()
  }

  @Test(arguments: TestEngine.present)
  func `After so many in an hour what people write is held, and they and the desk are told`(
    engine: TestEngine
  ) async throws {
    let (square, ana) = try await open(engine)
    var writers: [Reader] = []
    for number in 0..<Pace.perHour {
      // Twelve in ten minutes are one reader's limit.
      if number % 10 == 0 {
        square.town.wait(seconds: 1)
        let writer = try await square.begun()
        for _ in 1...Pace.acquainted { try await square.answer(writer, "agree") }
        writers.append(writer)
      }
      let text = "Thought \(spelled(number))"
      let reply = try await write(square, text, by: from(number / 10, writers[number / 10]))
      #expect(reply.header("location") == "\(square.path)?notice=thanks", "\(number)")
      #expect(try await statement(square, text).standing == .shown)
    }
    let reply = try await write(square, "One more, which waits", by: from(99, ana))
    #expect(reply.header("location") == "\(square.path)?notice=held")
    let told = await ana.get("\(square.path)?notice=held")
    #expect(told.plainText.contains("Much came at once, or the same again"))
    let held = try await statement(square, "One more, which waits")
    #expect(held.standing == .waiting && held.held == .many)

    let daniel = try await square.town.reader(.staff)
    #expect(await daniel.get("/desk").plainText.contains("statement is held"))
    #expect(await daniel.get(square.desk).plainText.contains("Held: much came at once"))
    let shown = try await daniel.submit(
      "\(square.desk)/statements/\(held.id)/ruling", onPage: square.desk, ["standing": "shown"])
    #expect(shown.status == 303)
    #expect(try await statement(square, held.text).standing == .shown)

    square.town.wait(seconds: 3600)
    let later = try await write(square, "In the next hour it goes on", by: from(100, ana))
    #expect(later.header("location") == "\(square.path)?notice=thanks")
    try await square.end()
  }

  @Test func `Many who have answered nothing yet are held sooner than others`() async throws {
    let (square, ana) = try await open()
    for number in 0...Pace.newcomersPerHour {
      let newcomer = try await square.begun()
      let text = "Thought \(spelled(number))"
      _ = try await write(square, text, by: from(number, newcomer))
      let kept = try await statement(square, text)
      #expect(kept.held == (number < Pace.newcomersPerHour ? nil : .newcomers))
    }
    _ = try await write(square, "From somebody who answered before", by: ana)
    #expect(try await statement(square, "From somebody who answered before").standing == .shown)
    try await square.end()
  }

  @Test func `The same words again are held, also those of what was hidden`() async throws {
    let (square, ana) = try await open()
    _ = try await write(square, "A bench under the cottonwoods", by: ana)
    _ = try await write(square, "a bench, under the COTTONWOODS!", by: ana)
    #expect(try await statement(square, "A bench under the cottonwoods").standing == .shown)
    let again = try await statement(square, "a bench, under the COTTONWOODS!")
    #expect(again.standing == .waiting && again.held == .same)
    _ = try await write(square, "A bench under the old bridge", by: ana)
    #expect(try await statement(square, "A bench under the old bridge").standing == .shown)

    let daniel = try await square.town.reader(.staff)
    _ = try await daniel.submit(
      "\(square.desk)/statements/\(again.id)/ruling", onPage: square.desk,
      ["standing": "hidden", "reason": "duplicate"])
    _ = try await write(square, "A bench under the cottonwoods!!", by: ana)
    #expect(try await statement(square, "A bench under the cottonwoods!!").held == .same)
    try await square.end()
  }

  @Test func `All that is held is shown or hidden together, with a reason and in the log`()
    async throws
  {
    let (square, ana) = try await open()
    for text in ["Buy gold now", "buy gold now", "Buy GOLD now", "buy gold, now"] {
      _ = try await write(square, text, by: ana)
    }
    let daniel = try await square.town.reader(.staff)
    let path = "\(square.desk)/held/ruling"
    #expect(await daniel.get(square.desk).plainText.contains("3 statements are held"))
    let refused = try await daniel.submit(path, onPage: square.desk, ["standing": "hidden"])
    #expect(refused.status == 422 && refused.plainText.contains("Say why it is hidden"))
    let hidden = try await daniel.submit(
      path, onPage: square.desk, ["standing": "hidden", "reason": "advertising"])
    #expect(hidden.status == 303)
    let standings = try await square.statements().filter { $0.held != nil }.map(\.standing)
    #expect(standings == [.hidden, .hidden, .hidden])
    let rules = await ana.get("\(square.path)/rules").plainText
    #expect(rules.contains("It advertises."))
    // What waits for another reason is left to be read.
    #expect(
      try await square.statements().contains { $0.standing == .waiting && $0.held == nil })
    try await square.end()
  }

  /// As if from a place of its own: one place may write twelve times in ten minutes.
  private func from(_ place: Int, _ reader: Reader) -> Reader {
    var reader = reader
    reader.cookies["kith_session"] = "nobody-\(place)"
    return reader
  }

  /// Words without a letter in common that would make two of them alike.
  private func spelled(_ number: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return (0..<6).map { place in
      String(repeating: letters[(number * 7 + place * 5) % 26], count: 2)
        + String(repeating: letters[(number / 26 + place * 11) % 26], count: 2)
    }.joined(separator: " ")
  }
}
