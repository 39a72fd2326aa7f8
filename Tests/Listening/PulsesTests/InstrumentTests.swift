import Foundation
import Store
import Surroundings
import Testing
import Town
import Web
import Words

@testable import Pulses

@Suite(.serialized) struct InstrumentTests {
  static let definition = """
    {
      "format": "kith-instrument-1", "key": "neighbours", "version": 1,
      "licence": "CC BY 4.0", "source": "The tenants’ circle",
      "title": {"en": "Neighbours", "es": "Vecinas"}, "points": 7, "answered": 0.5,
      "ratings": {
        "occurrence": {
          "question": {"en": "How far do you agree?", "es": "¿Qué tan de acuerdo está?"},
          "low": {"en": "Not at all", "es": "Nada"}, "high": {"en": "Fully", "es": "Del todo"}
        }
      },
      "dimensions": [{"key": "door", "title": {"en": "The door", "es": "La puerta"}}],
      "items": [
        {"key": "open", "dimension": "door", "text": {"en": "It is open.", "es": "Está abierta."}},
        {"key": "shut", "dimension": "door", "reversed": true,
         "text": {"en": "It is shut.", "es": "Está cerrada."}}
      ]
    }
    """

  private func faults(_ text: String) -> [String] {
    InstrumentDocument.read(Array(text.utf8), .english).faults.map(\.place)
  }

  @Test func `A definition is read as it is written`() throws {
    let (read, faults) = InstrumentDocument.read(Array(Self.definition.utf8), .english)
    let instrument = try #require(read)
    #expect(faults.isEmpty && instrument.name == "neighbours.1" && instrument.points == 7)
    #expect(instrument.asked == [.occurrence] && instrument.answeredShare == 0.5)
    #expect(instrument.items.map(\.isReversed) == [false, true])
    #expect(instrument.items[0].text.text(Words(.spanish)) == "Está abierta.")
    // Somebody whose language it is not in gets English, and the page says so by its lang.
    #expect(instrument.items[0].text.say(Words(.arabic)).language == .english)
  }

  @Test(arguments: [
    // What is changed, into what, and which place is named.
    ("\"licence\": \"CC BY 4.0\", ", "", "licence"),
    ("\"licence\": \"CC BY 4.0\"", "\"licence\": \" \"", "licence"),
    ("\"kith-instrument-1\"", "\"other\"", "format"),
    ("\"key\": \"neighbours\"", "\"key\": \"Two Words\"", "key"),
    ("\"key\": \"neighbours\"", "\"key\": \"kith-pulse\"", "key"),
    ("\"version\": 1", "\"version\": 1.5", "version"),
    ("\"points\": 7", "\"points\": 12", "points"),
    ("\"answered\": 0.5", "\"answered\": 0", "answered"),
    ("\"reversed\": true", "\"reversed\": \"yes\"", "items[1].reversed"),
    ("\"reversed\": true", "\"revresed\": true", "items[1].revresed"),
    (
      "\"key\": \"shut\", \"dimension\": \"door\"", "\"key\": \"shut\", \"dimension\": \"window\"",
      "items[1].dimension"
    ),
    ("\"key\": \"shut\"", "\"key\": \"open\"", "items[1].key"),
    (", \"es\": \"Está cerrada.\"", "", "items[1].text.es"),
    (
      "\"es\": \"Está cerrada.\"", "\"es\": \"Está cerrada.\", \"fr\": \"Fermée.\"",
      "items[1].text.fr"
    ),
    ("\"en\": \"Fully\"", "\"en\": \"\"", "ratings.occurrence.high.en"),
    ("\"occurrence\": {", "\"frequency\": {", "ratings.frequency"),
  ]) func `What is wrong is named with its place`(old: String, new: String, place: String) {
    #expect(Self.definition.contains(old))
    #expect(faults(Self.definition.replacing(old, with: new)).contains(place))
  }

  @Test func `What is no document, or hostile, is refused`() {
    #expect(faults("") == ["{}"] && faults("[]") == ["{}"] && faults("{\"a\": ") == ["{}"])
    #expect(faults("{}").contains("items") && faults("{}").contains("licence"))
    #expect(!faults(String(repeating: "[", count: 100_000)).isEmpty)
  }

  @Test func `Kith's own has two items for each dimension, and three that say the opposite`() {
    let own = Instrument.kithPulse
    #expect(own.items.count == 10 && Set(own.items.map(\.key)).count == 10)
    for dimension in own.dimensions { #expect(own.items(of: dimension.key).count == 2) }
    #expect(own.items.filter(\.isReversed).map(\.key) == ["dropped", "mistakes", "settled"])
  }

  @Test func `Kith's own is given as a file that another can begin from`() throws {
    let text = try Instrument.kithPulse.document()
    #expect(faults(text) == ["key"])
    let (read, faults) = InstrumentDocument.read(
      Array(text.replacing("\"kith-pulse\"", with: "\"ours\"").utf8), .english)
    let instrument = try #require(read)
    #expect(faults.isEmpty && instrument.items.map(\.key) == Instrument.kithPulse.items.map(\.key))
    #expect(instrument.items.map(\.isReversed) == Instrument.kithPulse.items.map(\.isReversed))
  }

  private func send(_ reader: Reader, _ text: String) async throws -> Reply {
    let page = await reader.get("/desk/pulses/instruments").text
    let form = try #require(
      page.components(separatedBy: "action=\"/desk/pulses/instruments\"").dropFirst().first)
    let token = String(try #require(form.firstMatch(of: #/name="token" value="([^"]+)"/#)).1)
    let body = """
      --edge\r\ncontent-disposition: form-data; name="token"\r\n\r\n\(token)\r\n\
      --edge\r\ncontent-disposition: form-data; name="definition"; filename="a.json"\r\n\
      content-type: application/json\r\n\r\n\(text)\r\n--edge--\r\n
      """
    let cookies = reader.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    return await reader.site.answer(
      Request(
        method: .post, path: "/desk/pulses/instruments",
        headers: ["cookie": cookies, "content-type": "multipart/form-data; boundary=edge"],
        body: Array(body.utf8)))
  }

  @Test(arguments: TestEngine.present)
  func `It is brought, asked with, and from then on stays as it is`(engine: TestEngine) async throws
  {
    let town = try await Town(engine)
    let daniel = try await town.reader(.staff)
    let broken = try await send(
      daniel, Self.definition.replacing("\"points\": 7", with: "\"points\": 70"))
    #expect(broken.status == 422)
    #expect(broken.plainText.contains("points: Must be a whole number from 2 to 11."))
    #expect(try await send(daniel, Self.definition).status == 303)
    // Nobody used it: it may still be mended.
    let mended = Self.definition.replacing("It is open.", with: "It stands open.")
    #expect(try await send(daniel, mended).status == 303)
    let page = await daniel.get("/desk/pulses/instruments/neighbours.1")
    #expect(page.plainText.contains("It stands open.") && page.plainText.contains("CC BY 4.0"))
    let file = await daniel.get("/desk/pulses/instruments/neighbours.1/document")
    #expect(file.text == mended)

    let id = try await town.store.read {
      try $0.first("SELECT id FROM engagement ORDER BY id")?.string("id") ?? ""
    }
    let base = "/desk/engagements/\(id)/pulses"
    let made = try await daniel.submit(
      base, onPage: "\(base)/new",
      [
        "title": "First", "instrument": "neighbours.1", "language": "en", "minutes": "4",
        "closes": "2026-12-15",
      ])
    #expect(made.status == 303)
    let refused = try await send(daniel, Self.definition)
    #expect(refused.status == 422)
    #expect(refused.plainText.contains("People were asked with version 1 already"))
    #expect(try await send(daniel, mended).status == 303)
    let second = Self.definition.replacing("\"version\": 1", with: "\"version\": 2")
    #expect(try await send(daniel, second).status == 303)
    #expect(await daniel.get("/desk/pulses/instruments/neighbours.2").status == 200)
    #expect(await daniel.get("/desk/pulses/instruments/neighbours.3").status == 404)
    #expect(await daniel.get("/desk/pulses/instruments/neighbours").status == 404)
    try await town.end()
  }
}
