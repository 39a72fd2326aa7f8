import Jobs
import Store
import Surroundings
import Web
import Words

/// Sends letters: the real way is ``SMTP``, tests have their own.
public typealias Carrier = @Sendable (MailMessage, MailServer) async -> Delivery

/// The outbox, its jobs and its pages.
public struct Letters: Sendable {
  let carrier: Carrier
  /// Letters in a minute: mail servers take more for junk.
  let perMinute: Int

  public init(
    perMinute: Int = 60,
    carrier: @escaping Carrier = { message, server in
      await SMTP.deliver(message, by: server)
    }
  ) {
    self.perMinute = perMinute
    self.carrier = carrier
  }

  /// What the program does with letters by itself.
  public var jobs: [Job] {
    [
      Job("letters.send", every: 5, what: { w in w("Sends the letters that are due.") }) { site in
        try await sendDue(site)
      },
      Job(
        "letters.erase", dailyAt: 3,
        what: { w in w("Removes the text and the address of letters 30 days after they were sent.")
        }
      ) { site in
        let now = site.surroundings.now()
        try await site.store.write { try Letter.eraseOld(at: now, $0) }
      },
    ]
  }

  /// Letters of one run: others get their turn, and the end of the program need not wait long.
  private static let mostInRun = 20

  /// Sends what is due, until nothing is, this minute is full or the mail server is in trouble.
  func sendDue(_ site: Site) async throws {
    for _ in 0..<Letters.mostInRun {
      try Task.checkCancellation()
      guard let (letter, server) = try await next(site) else { return }
      let delivery = await send(letter, server, site)
      try await conclude(letter, delivery, site)
      switch delivery.trouble {
      case nil, .recipientRefused, .contentRefused, .address, .delayed: continue
      // The next letter would meet the same, or wait as long.
      default: return
      }
    }
  }

  private func next(_ site: Site) async throws -> (Letter, MailServer)? {
    let now = site.surroundings.now()
    // Looked at every few seconds: a write is begun only when there is something to send.
    let hasWork = try await site.store.read { connection in
      try connection.exists(
        """
        SELECT 1 FROM letter WHERE (state = 'waiting' AND next_try <= \(now))
          OR (state = 'sending' AND claimed_until <= \(now)) LIMIT 1
        """)
    }
    guard hasWork else { return nil }
    let code = randomCode(site.surroundings, characters: 16)
    return try await site.store.write { connection in
      guard let setting = try MailSetting.find(connection),
        setting.pausedUntil.map({ $0 <= now }) ?? true,
        try Letter.room(perMinute: perMinute, at: now, connection) > 0
      else { return nil }
      let domain = setting.server.sender.domain
      while let letter = try Letter.claimNext(domain: domain, at: now, code: code, connection) {
        // One that was begun too often and never ended may be what ends the program.
        guard letter.attempts > Letter.mostTries else { return (letter, setting.server) }
        try letter.notSent(.stopped, reply: "", at: now, connection)
      }
      return nil
    }
  }

  func send(_ letter: Letter, _ server: MailServer, _ site: Site) async -> Delivery {
    guard let to = letter.to, let subject = letter.subject, let body = letter.body,
      let messageID = letter.messageID, let mailbox = try? Mailbox(to, name: letter.name),
      let message = try? MailMessage(
        from: server.sender, to: mailbox, subject: subject, body: body, language: letter.language,
        date: site.surroundings.now(), identifier: messageID)
    else { return Delivery(trouble: .address) }
    return await carrier(message, server)
  }

  /// Writes down what came of a letter, even while the program is ending: what the server took must
  /// not be sent twice.
  func conclude(
    _ letter: Letter, _ delivery: Delivery, _ site: Site, final: Bool = false
  ) async throws {
    let now = site.surroundings.now()
    let reply = delivery.conversation.replyText
    try await Task {
      try await site.store.write { connection in
        guard let trouble = delivery.trouble else {
          try letter.sent(at: now, connection)
          try MailSetting.resume(connection)
          return
        }
        try letter.notSent(trouble, reply: reply, at: now, final: final, connection)
        if trouble.isOfServer, !final {
          try MailSetting.pause(trouble, reply: reply, at: now, connection)
        }
      }
    }.value
  }
}
