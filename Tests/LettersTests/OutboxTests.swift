import Foundation
import Ledger
import Power
import Store
import Surroundings
import Testing
import Web

@testable import Letters

@Suite struct OutboxTests {
  private func withPost(
    _ engine: Workplace.Engine, _ body: (Workplace, PracticeCarrier) async throws -> Void
  ) async throws {
    let place = try await Workplace.post(engine)
    do { try await body(place, PracticeCarrier()) } catch {
      try? await place.end()
      throw error
    }
    try await place.end()
  }

  @Test(arguments: Workplace.Engine.present)
  func `a letter lives and dies with the change it tells of`(engine: Workplace.Engine) async throws {
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
