import Ledger
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// The outbox at the desk.
struct OutboxRoutes {
  let letters: Letters

  /// Who sees letters. Liaisons see people's addresses only where they keep them.
  static let access = Access.roles([.owner, .staff])

  var routes: [Route] {
    [
      .get("/desk/letters", Self.access) { call in try await outboxPage(call, Draft()) },
      .post("/desk/letters/deliveries", Self.access) { call in
        let outbox = Outbox(viewer: try call.member())
        let now = call.now
        let actor = call.actor
        try await call.store.write { try outbox.retryAll(by: actor, at: now, $0) }
        return .seeOther("/desk/letters", notice: .saved)
      },
      .get("/desk/letters/{letter}", Self.access) { call in try await letterPage(call) },
      change("delivery") { letter, actor, now, connection in
        // Whoever asks for a try now does not want to wait for the end of a pause.
        try MailSetting.resume(connection)
        return try letter.retry(by: actor, at: now, connection)
      },
      change("withholding") { letter, actor, now, connection in
        try letter.withhold(by: actor, at: now, connection)
      },
      change("hand-delivery") { letter, actor, now, connection in
        try letter.sentByHand(by: actor, at: now, connection)
      },
      .post(
        "/desk/letters/tests", Self.access, rate: RateLimit(6, perSeconds: 60)
      ) { call in try await sendTest(call) },
    ]
  }

  private func change(
    _ noun: String,
    _ make: @escaping @Sendable (Letter, String, Instant, any Connection) throws -> Bool
  ) -> Route {
    .post("/desk/letters/{letter}/\(noun)", Self.access) { call in
      let id: ID<Letter> = try call.id("letter")
      let outbox = Outbox(viewer: try call.member())
      let now = call.now
      let actor = call.actor
      let done = try await call.store.write { connection in
        try make(try outbox.find(id, connection), actor, now, connection)
      }
      return .seeOther("/desk/letters/\(id)", notice: done ? .saved : .alreadyDone)
    }
  }

  /// Sends one letter at once, outside the queue, and shows what was said.
  private func sendTest(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await outboxPage(call, $0) }) { form in
      let w = call.w
      let to = form.email("to", w("Send it to"))
      try form.check()
      guard (try? Mailbox(to)) != nil else {
        form.fault("to", MailTrouble.address.title(w))
        throw Failure.invalid(form.faults)
      }
      let text = NewLetter(
        to: to, language: w.language, subject: w("A test letter from Kith"),
        body: w("If you can read this, Kith can send letters."), kind: "letter.test",
        about: Subject(kind: "letter", id: "test"))
      let code = randomCode(call.surroundings, characters: 16)
      // Written and taken up in one go, so that no job sends it besides.
      let taken = try await call.store.write { connection -> (Letter, MailServer)? in
        guard let setting = try MailSetting.find(connection) else { return nil }
        let permit = try call.permit(.mail, on: text.about, purpose: .exchange, connection)
        let id = try Letter.post(text, permit: permit, call.surroundings, connection)
        let letter = try Letter.claim(
          id, domain: setting.server.sender.domain, at: call.now, code: code, connection)
        return letter.map { ($0, setting.server) }
      }
      guard let (letter, server) = taken else {
        throw Failure.conflict(w("No mail server is set. Enter one in the settings first."))
      }
      let delivery = await letters.send(letter, server, call.site)
      try await letters.conclude(letter, delivery, call.site, final: true)
      return testPage(call, to: to, delivery)
    }
  }
}
