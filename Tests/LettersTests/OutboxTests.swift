import Foundation
import Ledger
import Power
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Letters

@Suite struct OutboxTests {
  @Test(arguments: Workplace.Engine.present)
  func `a letter lives and dies with the change it tells of`(engine: Workplace.Engine) async throws
  {
    try await withPost(engine) { place, _ in
      struct Regret: Error {}
      let surroundings = place.surroundings
      await #expect(throws: Regret.self) {
        try await place.store.write { connection in
          let permit = try Gate.require(
            .program, .mail, on: Workplace.reunion, purpose: .exchange,
            today: surroundings.today(in: .gmt), connection)
          try Letter.post(Workplace.letter(), permit: permit, surroundings, connection)
          throw Regret()
        }
      }
      #expect(try await place.store.read { try $0.count("SELECT count(*) FROM letter") } == 0)
      try await place.post(Workplace.letter())
      #expect(try await place.store.read { try $0.count("SELECT count(*) FROM letter") } == 1)
      let moments = try await place.store.read { try Ledger.moments(limit: 5, $0) }
      #expect(moments.map(\.kind) == ["release.mail"])
      #expect(moments.first?.subject == Workplace.reunion)
    }
  }

  @Test func `no letter goes round the gate`() async throws {
    try await withPost(.sqlite) { place, _ in
      let surroundings = place.surroundings
      await #expect(throws: LetterFault.notAllowed) {
        try await place.store.write { connection in
          let permit = try Gate.require(
            .program, .publish, on: Workplace.reunion, purpose: .exchange,
            today: surroundings.today(in: .gmt), connection)
          try Letter.post(Workplace.letter(), permit: permit, surroundings, connection)
        }
      }
      await #expect(throws: MailFault.lineBreak(.subject)) {
        try await place.post(Workplace.letter(subject: "Hi\r\nBcc: all@example.org"))
      }
      await #expect(throws: MailFault.lineBreak(.address)) {
        try await place.post(Workplace.letter(to: "ana@example.org\nBcc: all@example.org"))
      }
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `due letters are sent, in order, once`(engine: Workplace.Engine) async throws {
    try await withPost(engine) { place, carrier in
      let site = place.site([])
      let ids = try await place.post(
        Workplace.letter(to: "a@example.org", due: Workplace.noon - 5),
        Workplace.letter(to: "b@example.org", due: Workplace.noon - 9),
        Workplace.letter(to: "later@example.org", due: Workplace.noon + 3600))
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.isEmpty, "no mail server is set")
      try await place.setServer()
      try await carrier.letters.sendDue(site)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses == ["b@example.org", "a@example.org"])
      let letter = try await place.find(ids.first)
      #expect(letter.state == .sent && letter.sentAt == Workplace.noon && letter.attempts == 1)
      let message = carrier.carried.withLock { $0.last }
      #expect(message?.identifier == "\(letter.id.text)@juniper.example")
      #expect(message?.from.name == "Juniper Library")
      place.wait(3600)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.last == "later@example.org")
    }
  }
}
