import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Letters

@Suite struct LetterKeepingTests {
  @Test(arguments: Workplace.Engine.present)
  func `text and address go thirty days after a letter went`(
    engine: Workplace.Engine
  ) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      carrier.answer { $0.to.address == "gone@example.org" ? .recipientRefused : nil }
      let ids = try await place.post(
        Workplace.letter(), Workplace.letter(to: "gone@example.org"),
        Workplace.letter(due: Workplace.noon + 90 * 86400))
      try await carrier.letters.sendDue(place.site([]))
      let day30 = Workplace.noon + 30 * 86400
      try await place.store.write { try Letter.eraseOld(at: day30 - 1, $0) }
      for id in ids { #expect(try await place.find(id).isWhole) }
      try await place.store.write { try Letter.eraseOld(at: day30, $0) }
      for id in ids.prefix(2) {
        let letter = try await place.find(id)
        #expect(letter.to == nil && letter.name.isEmpty && letter.reply.isEmpty)
        #expect(letter.subject == nil && letter.body == nil)
        #expect(try await place.store.write { try !letter.retry(by: "staff", at: day30, $0) })
      }
      #expect(try await place.find(ids[2]).isWhole, "it has not gone yet")
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `a letter that lets somebody in keeps its text until it is sent`(
    engine: Workplace.Engine
  ) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      let ids = try await place.post(Workplace.letter(sealed: true))
      #expect(try await place.find(ids.first).body != nil)
      try await carrier.letters.sendDue(place.site([]))
      #expect(try await place.find(ids.first).body == nil)
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `who withdraws gets no letter and leaves none`(engine: Workplace.Engine) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      let ids = try await place.post(
        Workplace.letter(to: "Ana@Example.org"), Workplace.letter(to: "kevin@example.org"),
        Workplace.letter(to: "zoe@example.org", due: Workplace.noon + 60))
      try await place.store.write {
        try Letter.forget(address: "ana@example.org", at: Workplace.noon, $0)
      }
      try await carrier.letters.sendDue(place.site([]))
      #expect(carrier.addresses == ["kevin@example.org"])
      #expect(try await place.find(ids[0]).state == .withheld)
      #expect(try await place.find(ids[0]).to == nil)
      try await place.store.write {
        try Letter.withhold(about: Workplace.reunion, by: "staff", at: Workplace.noon, $0)
      }
      #expect(try await place.find(ids[1]).state == .sent)
      #expect(try await place.find(ids[2]).state == .withheld)
    }
  }
}
