import Store
import Surroundings
import Testing
import Town
import Web

@testable import Pulses

@Suite(.serialized) struct AnsweringTests {
  static let said = ["importance-word": "5", "occurrence-word": "2", "occurrence-ways": "none"]

  @Test(arguments: TestEngine.present)
  func `Somebody answers, reads it again, corrects it and takes it back`(engine: TestEngine)
    async throws
  {
    let meeting = try await Meeting(engine)
    try await meeting.open()
    let (path, receipt) = (meeting.pulse.path, "\(meeting.pulse.path)/receipt")
    let ana = try await meeting.answered(Self.said)
    #expect(try await meeting.count() == 1)
    let page = await ana.get(receipt)
    let word = "The library does what it said it would do, when it said it would."
    #expect(row(page, [word]) == [word, "5", "2"])
    let ways = "Our ways, our languages and our time count when something is arranged."
    #expect(row(page, [ways]) == [ways, "–", "I can’t say"])

    let form = await ana.get(path)
    #expect(form.plainText.contains("You answered already"))
    #expect(form.text.contains("name=\"occurrence-word\" value=\"2\" checked=\"checked\""))
    let corrected = try await ana.submit(path, onPage: path, ["occurrence-word": "4"])
    #expect(corrected.status == 303)
    #expect(try await meeting.count() == 1)
    #expect(row(await ana.get(receipt), [word]) == [word, "–", "4"])

    let gone = try await ana.submit("\(path)/withdrawal", onPage: receipt)
    #expect(gone.status == 303)
    #expect(try await meeting.count() == 0)
    let left = try await meeting.town.store.read { [meeting] in
      try $0.count(
        """
        SELECT COUNT(*) FROM pulse_rating WHERE response NOT IN (SELECT id FROM pulse_response)
          OR response IN (SELECT id FROM pulse_response WHERE pulse = \(meeting.pulse.id))
        """)
    }
    #expect(left == 0)
    #expect(await ana.get(receipt).plainText.contains("With it you see, correct or take back"))
    try await meeting.end()
  }

  @Test(arguments: TestEngine.present)
  func `Two presses on one form are one answer`(engine: TestEngine) async throws {
    let meeting = try await Meeting(engine)
    try await meeting.open()
    let path = meeting.pulse.path
    let visitor = try await meeting.town.reader(nil)
    let page = await visitor.get(path).text
    let code = String(try #require(page.firstMatch(of: #/name="receipt" value="([^"]+)"/#)).1)
    let token = String(try #require(page.firstMatch(of: #/name="token" value="([^"]+)"/#)).1)
    for _ in 1...2 {
      let reply = await visitor.post(
        path, [("token", token), ("receipt", code), ("occurrence-word", "3")])
      #expect(reply.status == 303)
    }
    #expect(try await meeting.count() == 1)
    // Another form is another answer, and so is another visitor's.
    _ = try await meeting.answered(Self.said)
    #expect(try await meeting.count() == 2)
    try await meeting.end()
  }

  @Test func `A receipt is known by its typing, elsewhere as well, and a wrong one is not`()
    async throws
  {
    let meeting = try await Meeting()
    try await meeting.open()
    let ana = try await meeting.answered(Self.said)
    let name = Door.community.cookie(of: meeting.pulse)
    let code = try #require(ana.cookies[name])
    let spelled = try #require(Receipt(code)).spelled.uppercased()
    #expect(await ana.get("\(meeting.pulse.path)/receipt").text.contains(spelled.lowercased()))
    let elsewhere = try await meeting.town.reader(nil)
    let path = "\(meeting.pulse.path)/receipt"
    let back = try await elsewhere.submit(path, onPage: path, ["receipt": spelled])
    #expect(back.status == 303 && back.cookie(name) == code)
    let forged = (code.hasPrefix("0") ? "1" : "0") + code.dropFirst()
    let refused = try await elsewhere.submit(path, onPage: path, ["receipt": forged])
    #expect(refused.status == 422)
    #expect(refused.plainText.contains("Nothing is kept under this receipt."))
    #expect(refused.text.contains("value=\"\(forged)\""))
    // Another pulse's receipt opens nothing here.
    let other = try await elsewhere.submit(
      "/pulses/autumn-2026/receipt", onPage: "/pulses/autumn-2026/receipt", ["receipt": spelled])
    #expect(other.status == 422)
    try await meeting.end()
  }

  @Test func `Nothing, and what the form does not offer, is not taken`() async throws {
    let meeting = try await Meeting()
    try await meeting.open()
    let path = meeting.pulse.path
    let visitor = try await meeting.town.reader(nil)
    let empty = try await visitor.submit(path, onPage: path)
    #expect(empty.status == 422 && empty.plainText.contains("Answer at least one line."))
    let odd = try await visitor.submit(
      path, onPage: path,
      ["importance-word": "6", "occurrence-word": "0", "occurrence-nothing": "3"])
    #expect(odd.status == 422)
    let forged = try await visitor.submit(
      path, onPage: path, ["receipt": "short", "occurrence-word": "3"])
    #expect(forged.status == 400 || forged.status == 403 || forged.status == 409)
    #expect(try await meeting.count() == 0)
    try await meeting.end()
  }

  @Test func `After its last day, and once it is closed, nothing changes`() async throws {
    let meeting = try await Meeting(closes: "2026-11-25")
    try await meeting.open()
    let path = meeting.pulse.path
    let ana = try await meeting.answered(Self.said)
    let form = await ana.get(path).text
    let token = String(try #require(form.firstMatch(of: #/name="token" value="([^"]+)"/#)).1)
    let code = try #require(ana.cookies[Door.community.cookie(of: meeting.pulse)])
    let fields = [("token", token), ("receipt", code), ("occurrence-word", "5")]
    meeting.town.wait(seconds: 3 * 86400)
    #expect(await ana.get(path).plainText.contains("This pulse is over."))
    #expect(await ana.post(path, fields).status != 303)
    #expect(await ana.post("\(path)/withdrawal", [("token", token)]).status != 303)
    try await meeting.close()
    #expect(await ana.post(path, fields).status != 303)
    let page = await ana.get("\(path)/receipt")
    #expect(page.plainText.contains("what was answered stays as it is"))
    let word = "The library does what it said it would do, when it said it would."
    #expect(row(page, [word]) == [word, "5", "2"])
    #expect(try await meeting.count() == 1)
    try await meeting.end()
  }

  @Test func `It is asked in Arabic from right to left, and in Spanish`() async throws {
    let meeting = try await Meeting()
    try await meeting.open()
    for language in ["ar", "es"] {
      let page = await (try await meeting.town.reader(nil, language: language))
        .get(meeting.pulse.path)
      #expect(page.text.contains("<html lang=\"\(language)\""))
      #expect(!page.text.contains("What we say changes what the library decides."))
      // Ten sentences, two ratings each, five points and “I can’t say”.
      let buttons = page.text.components(separatedBy: "type=\"radio\"").count - 1
      #expect(buttons == 120)
    }
    try await meeting.end()
  }

  @Test func `What the library wrote is translated on the desk, and marked until it is approved`()
    async throws
  {
    let meeting = try await Meeting()
    try await meeting.open()
    let daniel = try await meeting.town.reader(.staff)
    let desk = "\(meeting.pulse.deskPath)/translations"
    let visitor = try await meeting.town.reader(nil, language: "es")
    #expect(await visitor.get(meeting.pulse.path).plainText.contains("Winter"))
    for (state, isMarked) in [("translated", true), ("approved", false)] {
      let saved = try await daniel.submit(
        desk, onPage: desk,
        ["to": "es", "field": "title", "text": "Invierno", "state": state])
      #expect(saved.status == 303)
      let page = await visitor.get(meeting.pulse.path)
      #expect(page.text.contains("<h1 lang=\"es\" dir=\"auto\">Invierno</h1>"))
      #expect(page.plainText.contains("Traducción todavía sin aprobar") == isMarked)
    }
    let long = try await daniel.submit(
      desk, onPage: desk,
      [
        "to": "es", "field": "title", "text": String(repeating: "o", count: 4001),
        "state": "approved",
      ])
    #expect(long.status == 422)
    try await meeting.end()
  }

  @Test func `The desk says when its last day is past, and then closes it`() async throws {
    let meeting = try await Meeting(closes: "2026-11-25")
    try await meeting.open()
    let daniel = try await meeting.town.reader(.staff)
    #expect(!(await daniel.get("/desk")).links.contains(meeting.pulse.deskPath))
    meeting.town.wait(seconds: 3 * 86400)
    let desk = await daniel.get("/desk")
    #expect(desk.plainText.contains("A pulse is past its last day."))
    #expect(desk.links.contains(meeting.pulse.deskPath))
    try await meeting.close()
    #expect(!(await daniel.get("/desk")).links.contains(meeting.pulse.deskPath))
    // For good: it has no way to be opened again.
    let again = try await daniel.submit(
      "\(meeting.pulse.deskPath)/opening", onPage: meeting.pulse.deskPath)
    #expect(again.status != 200)
    let pulse = try await meeting.town.store.read { [meeting] in
      try Pulse.find(meeting.pulse.id, $0)
    }
    #expect(pulse?.state == .closed)
    try await meeting.end()
  }
}
