import Foundation
import Workplace
import Ledger
import Power
import Store
import Surroundings
import Web

@testable import Letters

/// A carrier that answers as a test wants and keeps what it was given.
final class PracticeCarrier: Sendable {
  let carried = Locked<[MailMessage]>([])
  let trouble = Locked<@Sendable (MailMessage) -> MailTrouble?>({ _ in nil })

  func answer(_ trouble: @escaping @Sendable (MailMessage) -> MailTrouble?) {
    self.trouble.withLock { $0 = trouble }
  }

  var letters: Letters {
    Letters { message, _ in
      self.carried.withLock { $0.append(message) }
      return Delivery(trouble: self.trouble.withLock { $0 }(message))
    }
  }

  var addresses: [String] { carried.withLock { $0.map(\.to.address) } }
}

extension Workplace {
  static func post(_ engine: Engine) async throws -> Workplace {
    try await Workplace(engine, LettersSchema.migrations)
  }

  static let reunion = Subject(kind: "event", id: "00000000reunion0", community: "dine")

  static func letter(
    to: String = "ana@example.org", subject: String = "Your place is kept", due: Instant? = nil,
    sealed: Bool = false
  ) -> NewLetter {
    NewLetter(
      to: to, name: "Ana Begay", language: .english, subject: subject,
      body: "Dear Ana,\n\nsee you on Saturday.\nThe library", kind: "event.place", about: reunion,
      due: due, isSealed: sealed)
  }

  /// Posts letters as the program does after somebody registered.
  @discardableResult
  func post(_ letters: NewLetter...) async throws -> [ID<Letter>] {
    let surroundings = surroundings
    return try await store.write { connection in
      let permit = try Gate.require(
        .program, .mail, on: Workplace.reunion, purpose: .exchange,
        today: surroundings.today(in: .gmt), connection)
      return try Letter.post(letters, permit: permit, surroundings, connection)
    }
  }

  func setServer(_ server: MailServer? = nil) async throws {
    let server =
      try server
      ?? MailServer(
        host: "mail.juniper.example", port: 587, security: .starttls, username: "kith",
        password: "open sesame", sender: Mailbox("library@juniper.example", name: "Juniper Library")
      )
    let now = clock.withLock { $0 }
    try await store.write { try MailSetting.save(server, by: "owner", at: now, $0) }
  }

  func find(_ id: ID<Letter>?) async throws -> Letter {
    guard let id, let letter = try await store.read({ try Letter.find(id, $0) }) else {
      throw Failure.notFound
    }
    return letter
  }
}

/// A library with a fresh outbox, for as long as `body` runs.
func withPost(
  _ engine: Workplace.Engine, _ body: (Workplace, PracticeCarrier) async throws -> Void
) async throws {
  let place = try await Workplace.post(engine)
  do { try await body(place, PracticeCarrier()) } catch {
    try? await place.end()
    throw error
  }
  try await place.end()
}
