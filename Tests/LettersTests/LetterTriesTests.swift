import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Letters

@Suite struct LetterTriesTests {
  @Test(arguments: Workplace.Engine.present)
  func `a letter that is put off is tried eight times over two days`(
    engine: Workplace.Engine
  ) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      carrier.answer { _ in .delayed }
      let ids = try await place.post(Workplace.letter())
      let site = place.site([])
      var waits: [Int64] = []
      while try await place.find(ids.first).state == .waiting, waits.count < 20 {
        try await carrier.letters.sendDue(site)
        let wait = try await place.find(ids.first).nextTry - place.clock.withLock { $0 }
        waits.append(wait)
        place.wait(wait - 1)
        try await carrier.letters.sendDue(site)
        place.wait(1)
      }
      #expect(waits == [60, 240, 960, 3840, 15360, 61440, 86400, 86400])
      #expect(carrier.addresses.count == Letter.mostTries)
      #expect(Set(carrier.carried.withLock { $0.map(\.identifier) }).count == 1)
      let letter = try await place.find(ids.first)
      #expect(letter.state == .givenUp && letter.trouble == .delayed)
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `a refusal for good ends one letter and no other`(engine: Workplace.Engine) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      carrier.answer { $0.to.address == "gone@example.org" ? .recipientRefused : nil }
      let ids = try await place.post(
        Workplace.letter(to: "gone@example.org", due: Workplace.noon - 1), Workplace.letter(),
        Workplace.letter(to: "no, address", due: Workplace.noon - 2))
      try await carrier.letters.sendDue(place.site([]))
      #expect(try await place.find(ids[0]).state == .failed)
      #expect(try await place.find(ids[0]).trouble == .recipientRefused)
      #expect(try await place.find(ids[1]).state == .sent)
      #expect(try await place.find(ids[2]).state == .failed)
      #expect(try await place.find(ids[2]).trouble == .address)
      #expect(carrier.addresses == ["gone@example.org", "ana@example.org"])
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `while the mail server is in trouble all letters wait and lose no try`(
    engine: Workplace.Engine
  ) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      carrier.answer { _ in .signInRefused }
      let ids = try await place.post(Workplace.letter(), Workplace.letter())
      let site = place.site([])
      for pause in [60, 120, 240, 480, 960, 1920, 3600, 3600] as [Int64] {
        let before = carrier.addresses.count
        try await carrier.letters.sendDue(site)
        #expect(carrier.addresses.count == before + 1)
        let setting = try await place.store.read { try MailSetting.find($0) }
        #expect(setting?.pausedUntil == place.clock.withLock { $0 } + pause)
        place.wait(pause - 1)
        try await carrier.letters.sendDue(site)
        #expect(carrier.addresses.count == before + 1)
        place.wait(1)
      }
      for id in ids {
        let letter = try await place.find(id)
        #expect(letter.state == .waiting && letter.attempts == 0)
      }
      carrier.answer { _ in nil }
      try await place.setServer()
      try await carrier.letters.sendDue(site)
      for id in ids { #expect(try await place.find(id).state == .sent) }
      #expect(try await place.store.read { try MailSetting.find($0) }?.trouble == nil)
    }
  }

  @Test func `no more than sixty go out in a minute`() async throws {
    try await withPost(.sqlite) { place, carrier in
      try await place.setServer()
      for number in 0..<70 { try await place.post(Workplace.letter(to: "p\(number)@example.org")) }
      let site = place.site([])
      for _ in 0..<5 { try await carrier.letters.sendDue(site) }
      #expect(carrier.addresses.count == 60)
      place.wait(59)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.count == 60)
      place.wait(1)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.count == 70)
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `two processes send each letter once`(engine: Workplace.Engine) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      for number in 0..<16 { try await place.post(Workplace.letter(to: "p\(number)@example.org")) }
      let sites = (0..<4).map { _ in place.site([]) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for site in sites { group.addTask { try await carrier.letters.sendDue(site) } }
        try await group.waitForAll()
      }
      try await carrier.letters.sendDue(sites[0])
      #expect(carrier.addresses.sorted() == (0..<16).map { "p\($0)@example.org" }.sorted())
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `a killed process's letter goes out again under the same name`(
    engine: Workplace.Engine
  ) async throws {
    try await withPost(engine) { place, carrier in
      try await place.setServer()
      let ids = try await place.post(Workplace.letter())
      let killed = try await place.store.write { connection in
        try Letter.claimNext(
          domain: "juniper.example", at: Workplace.noon, code: "killed", connection)
      }
      let site = place.site([])
      place.wait(Letter.lease - 1)
      try await carrier.letters.sendDue(site)
      #expect(carrier.addresses.isEmpty)
      place.wait(1)
      try await carrier.letters.sendDue(site)
      #expect(carrier.carried.withLock { $0.map(\.identifier) } == [killed?.messageID])
      #expect(try await place.find(ids.first).attempts == 2)
      // The other was not killed but slow: what it says now changes nothing.
      try await place.store.write {
        try killed?.notSent(.recipientRefused, reply: "", at: Workplace.noon + 601, $0)
      }
      #expect(try await place.find(ids.first).state == .sent)
    }
  }
}
