import Accounts
import Ledger
import Store
import Surroundings
import Web
import Words

/// A link by which those a promise was made to let it go, or say that they still wait. It is answered
/// once; who answered is not kept.
struct PromiseRelease: Sendable, Equatable {
  /// Days that a link can be answered.
  static let days = 30

  let id: ID<PromiseRelease>
  let promise: ID<Promise>
  /// Why the library asks.
  let reason: String
  let expires: Day
  let isAnswered: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    promise = try row.id("promise")
    reason = try row.string("reason")
    expires = try row.day("expires")
    isAnswered = try row.bool("answered")
  }

  static func all(
    of promise: ID<Promise>, _ connection: any Connection
  ) throws -> [PromiseRelease] {
    try connection.rows(
      "SELECT * FROM promise_release WHERE promise = \(promise) ORDER BY expires DESC, id"
    ).map(PromiseRelease.init)
  }

  /// Makes a link and gives its code, shown once and kept as a hash.
  static func ask(
    _ reason: String, of promise: Promise, _ occasion: PromiseOccasion,
    _ connection: any Connection
  ) throws -> String {
    let code = Code.new(occasion.surroundings)
    try connection.run(
      """
      INSERT INTO promise_release (id, promise, hash, reason, expires, answered)
      VALUES (\(ID<PromiseRelease>.new(occasion.surroundings)), \(promise.id), \(Code.hash(code)),
        \(reason), \(occasion.today.adding(days: days)), 0)
      """)
    try connection.record(
      "promise.release-asked", on: promise.subject, by: occasion.actor, at: occasion.now)
    return code
  }

  /// The question of that code, or *not found*.
  ///
  /// - Throws: ``Failure/conflict(_:)`` when it can't be answered any more: whoever holds the link may
  ///   know that it was one.
  static func find(
    _ code: String, on today: Day, _ w: Words, _ connection: any Connection
  ) throws -> (PromiseRelease, Promise) {
    let row = try connection.first(
      "SELECT * FROM promise_release WHERE hash = \(Code.hash(code))")
    guard let release = try row.map(PromiseRelease.init),
      let promise = try Promise.find(release.promise, connection)
    else { throw Failure.notFound }
    guard !release.isAnswered, release.expires >= today, promise.state.isOpen else {
      throw Failure.conflict(
        w("This question was answered already, or its time is over. Nothing was changed."))
    }
    return (release, promise)
  }

  /// Answers it.
  func answer(
    lettingGo: Bool, _ word: String, in language: Language, of promise: Promise,
    _ occasion: PromiseOccasion, _ connection: any Connection
  ) throws {
    let changed = try connection.run(
      "UPDATE promise_release SET answered = 1 WHERE id = \(id) AND answered = 0")
    guard changed == 1 else { return }
    if lettingGo {
      try promise.take(
        PromiseMove(.released, word: word, language: language), occasion, connection)
    } else {
      try promise.hold(word, in: language, occasion, connection)
    }
  }
}
