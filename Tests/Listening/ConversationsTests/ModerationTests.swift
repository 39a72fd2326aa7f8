import Likeness
import Store
import Surroundings
import Testing
import Town
import Web

@testable import Conversations

@Suite(.serialized) struct ModerationTests {
  private func write(
    _ square: Square, _ text: String, by reader: Reader, _ more: [String: String] = [:]
  ) async throws -> Reply {
    try await reader.submit(
      "\(square.path)/statements", onPage: square.path, ["text": text].merging(more) { $1 })
  }

  @Test func `A conversation does not open with nothing to answer, and keeps a line once`()
    async throws
  {
    let square = try await Square()
    let conversation = try await square.another { $0.takesStatements = false }
    let desk = conversation.deskPath
    let daniel = try await square.town.reader(.staff)
    #expect(await daniel.get(desk).plainText.contains("There is no statement yet"))
    let bare = try await daniel.submit("\(desk)/opening", onPage: desk)
    #expect(bare.status == 403 && bare.plainText.contains("Add some first."))
    let lines = "By the bus stop.\nUnder the tree.\nBy the bus stop."
    _ = try await daniel.submit("\(desk)/statements", onPage: desk, ["statements": lines])
    _ = try await daniel.submit("\(desk)/statements", onPage: desk, ["statements": lines])
    let kept = try await square.town.store.read {
      try Statement.all(of: conversation.id, $0).map(\.text).sorted()
    }
    #expect(kept == ["By the bus stop.", "Under the tree."])
    #expect(!(await daniel.get(desk)).plainText.contains("There is no statement yet"))
    #expect(try await daniel.submit("\(desk)/opening", onPage: desk).status == 303)
    try await square.end()
  }

  @Test(arguments: TestEngine.present)
  func `What somebody writes waits, is shown by a person, and stands in the log`(
    engine: TestEngine
  ) async throws {
    let square = try await Square(engine)
    let ana = try await square.begun()
    let reply = try await write(square, "Plant mulberry trees along the ditch.", by: ana)
    #expect(reply.status == 303)
    let statement = try #require(
      try await square.statements().first { $0.text.hasPrefix("Plant mulberry") })
    #expect(statement.standing == .waiting)
    let report = await ana.get("\(square.path)/report")
    #expect(!report.plainText.contains("mulberry"))

    let daniel = try await square.town.reader(.staff)
    #expect(await daniel.get("/desk").plainText.contains("wait to be read"))
    let ruling = "\(square.desk)/statements/\(statement.id)/ruling"
    let shown = try await daniel.submit(ruling, onPage: square.desk, ["standing": "shown"])
    #expect(shown.status == 303)
    #expect(
      try await square.statements().contains { $0.id == statement.id && $0.standing == .shown })
    let rules = await ana.get("\(square.path)/rules")
    #expect(rules.plainText.contains("Shown"))
    try await square.end()
  }

  @Test func `Nothing is hidden without a reason, and the reason is for everybody to read`()
    async throws
  {
    let square = try await Square()
    let daniel = try await square.town.reader(.staff)
    let statement = try #require(try await square.statements().first)
    let ruling = "\(square.desk)/statements/\(statement.id)/ruling"
    let refused = try await daniel.submit(ruling, onPage: square.desk, ["standing": "hidden"])
    #expect(refused.status == 422 && refused.plainText.contains("Say why it is hidden"))
    let hidden = try await daniel.submit(
      ruling, onPage: square.desk,
      ["standing": "hidden", "reason": "several", "note": "Two thoughts in one."])
    #expect(hidden.status == 303)
    let rules = await (try await square.town.reader(nil)).get("\(square.path)/rules").plainText
    #expect(rules.contains("It says several things at once"))
    #expect(rules.contains("Two thoughts in one."))
    try await square.end()
  }

  @Test func `Who writes what was said already is shown it first, and may go on`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    let alike = try await write(square, "The bus should come on sundays, too!", by: ana)
    #expect(alike.status == 200)
    #expect(alike.plainText.contains("Others said something like it"))
    #expect(alike.plainText.contains("The bus should come on Sundays too."))
    #expect(alike.text.contains("The bus should come on sundays, too!"))
    let count = try await square.statements().count
    _ = try await write(
      square, "The bus should come on sundays, too!", by: ana, ["anyway": "yes"])
    #expect(try await square.statements().count == count + 1)
    try await square.end()
  }

  @Test func `A statement is taken back with its words and with all answers to it`() async throws {
    let square = try await Square()
    let ana = try await square.begun()
    _ = try await write(square, "Plant mulberry trees along the ditch.", by: ana)
    let statement = try #require(
      try await square.statements().first { $0.text.hasPrefix("Plant mulberry") })
    let path = "\(square.path)/statements/\(statement.id)/withdrawal"
    let reply = try await ana.submit(path, onPage: "\(square.path)/receipt")
    #expect(reply.status == 303)
    let after = try #require(try await square.statements().first { $0.id == statement.id })
    #expect(after.standing == .withdrawn && after.text == "–" && after.author == nil)
    // Somebody else's can't be taken back.
    let other = try #require(try await square.statements().first)
    let ben = try await square.begun()
    try await square.answer(ben, "agree")
    let token = try #require(
      await ben.get("\(square.path)/receipt").text.firstMatch(
        of: #/name="token" value="([^"]+)"/#)
    ).1
    let stolen = await ben.post(
      "\(square.path)/statements/\(other.id)/withdrawal", [("token", String(token))])
    #expect(stolen.status == 404)
    try await square.end()
  }

  @Test(arguments: [
    ("The bus should come on Sundays too.", "¡El autobús debería pasar los domingos!", false),
    ("The bus should come on Sundays too.", "Bus should come Sundays", true),
    ("ينبغي أن تأتي الحافلة يوم الأحد أيضًا.", "ينبغي أن تأتي الحافلة يوم الأحد", true),
    ("We need light on the path.", "A court for football is missing.", false),
  ])
  func `Likeness is of letters, in any script`(one: String, other: String, alike: Bool) {
    let likeness = Likeness.of(
      Likeness.pieces(one), Likeness.pieces(other))
    #expect((likeness >= 0.5) == alike)
  }
}
