import Communities
import Crypto
import Foundation
import Ledger
import Letters
import Power
import Store
import Surroundings
import Translations
import Web
import Words

/// An address that letters about a community's promises go to, after its holder said yes by a link in
/// the first of them.
struct Follower: Sendable, Equatable {
  /// Days that an address is kept whose holder never said yes.
  static let daysUnconfirmed = 7

  let id: ID<Follower>
  let community: ID<Community>
  let address: String
  let language: Language
  let isConfirmed: Bool

  init(_ row: Row) throws {
    id = try row.id("id")
    community = try row.id("community")
    address = try row.string("address")
    language = Language(stored: try row.string("language"))
    isConfirmed = try row.bool("confirmed")
  }

  /// Takes an address and sends it a letter with the link by which its holder says yes. Asked again
  /// for an address that it has, it does nothing: nobody can be flooded by it, and nobody learns by it
  /// who follows.
  static func ask(
    _ address: String, to community: Community, in language: Language, _ occasion: PromiseOccasion,
    _ connection: any Connection
  ) throws {
    let id = ID<Follower>.new(occasion.surroundings)
    let added = try connection.run(
      """
      INSERT INTO promise_follower (id, community, address, language, confirmed, day)
      VALUES (\(id), \(community.id), \(address.lowercased()), \(language.tag), 0,
        \(occasion.today))
      ON CONFLICT (community, address) DO NOTHING
      """)
    guard added == 1 else { return }
    guard
      let permit = try Gate.may(
        .program, .mail, on: community.subject, purpose: .exchange, today: occasion.today,
        connection
      ).permit
    else { throw Failure.notFound }
    let w = Words(language)
    let name = try community.rendering(for: w, connection).name.text
    let key = try Secret.bytes("followers", occasion.surroundings, connection)
    let link = link(id, key: key, occasion.library)
    let body = w(
      """
      Somebody asked for news of what was promised to {name} to be sent to this address.

      If it was you, open this page and say yes:
      {link}

      If not, do nothing: the address is forgotten after a week.
      """, ["name": name, "link": link])
    try Letter.post(
      NewLetter(
        to: address, language: language,
        subject: w("Do you want news of what was promised to {name}?", ["name": name]), body: body,
        kind: "promise.following", about: community.subject, isSealed: true),
      permit: permit, occasion.surroundings, connection)
  }

  /// The follower of that code, or *not found*.
  static func find(_ code: String, _ connection: any Connection) throws -> Follower {
    let text = String(code.prefix { $0 != "." })
    guard let id = ID<Follower>(text), let key = try Secret.find("followers", connection),
      code == "\(id).\(proof(of: id, key: key))",
      let row = try connection.first("SELECT * FROM promise_follower WHERE id = \(id)")
    else { throw Failure.notFound }
    return try Follower(row)
  }

  func confirm(on day: Day, _ connection: any Connection) throws {
    let changed = try connection.run(
      "UPDATE promise_follower SET confirmed = 1 WHERE id = \(id) AND confirmed = 0")
    guard changed == 1 else { return }
    try connection.record(
      "following.confirmed",
      on: Subject(kind: "community", id: community.text, community: community.text),
      by: Moment.community, at: day.start)
  }

  /// Forgets the address.
  func stop(on day: Day, _ connection: any Connection) throws {
    let removed = try connection.run("DELETE FROM promise_follower WHERE id = \(id)")
    guard removed == 1, isConfirmed else { return }
    try connection.record(
      "following.ended",
      on: Subject(kind: "community", id: community.text, community: community.text),
      by: Moment.community, at: day.start)
  }

  static func forgetUnconfirmed(on today: Day, _ connection: any Connection) throws {
    try connection.run(
      """
      DELETE FROM promise_follower
      WHERE confirmed = 0 AND day < \(today.adding(days: -daysUnconfirmed))
      """)
  }

  /// Sends a letter about a step to all who follow the community, if the charter lets mail go.
  static func tell(
    _ promise: Promise, _ move: PromiseMove, _ occasion: PromiseOccasion,
    _ connection: any Connection
  ) throws {
    guard try promise.permit(on: occasion.today, connection) != nil else { return }
    let followers = try connection.rows(
      """
      SELECT * FROM promise_follower WHERE community = \(promise.community) AND confirmed = 1
      ORDER BY id
      """
    ).map(Follower.init)
    guard !followers.isEmpty, let community = try Community.find(promise.community, connection),
      let permit = try Gate.may(
        .program, .mail, on: promise.subject, purpose: .exchange, today: occasion.today, connection
      ).permit
    else { return }
    // Once for all of them: the key is made where there is none, which is a write.
    let key = try Secret.bytes("followers", occasion.surroundings, connection)
    let letters = try followers.map { follower -> NewLetter in
      let w = Words(follower.language)
      let text = try promise.rendering(for: w, connection)
      let name = try community.rendering(for: w, connection).name.text
      let word = move.word.isEmpty ? [] : ["“\(move.word)”"]
      let lines =
        [move.kind.sentence(w), text.what.text, move.due.map { w("By {day}", ["day": w.day($0)]) }]
        .compactMap { $0 } + word + [
          occasion.library.address + promise.path, "",
          w(
            "To get no more of these letters: {link}",
            ["link": link(follower.id, key: key, occasion.library)]),
        ]
      return NewLetter(
        to: follower.address, language: follower.language,
        subject: w("News of what was promised to {name}", ["name": name]),
        body: lines.joined(separator: "\n\n"), kind: "promise.news", about: promise.subject)
    }
    try Letter.post(letters, permit: permit, occasion.surroundings, connection)
  }

  private static func link(_ id: ID<Follower>, key: [UInt8], _ library: Library) -> String {
    "\(library.address)/following/\(id).\(proof(of: id, key: key))"
  }

  private static func proof(of id: ID<Follower>, key: [UInt8]) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Data("follower\n\(id)".utf8), using: SymmetricKey(data: key))
    return hexadecimal(Array(mac).prefix(13))
  }
}

extension PromiseStep.Kind {
  /// What happened, as it is told.
  func sentence(_ w: Words) -> String {
    switch self {
    case .made: w("Something was promised.")
    case .started: w("Work on a promise has begun.")
    case .moved: w("A promise was given a new day.")
    case .late: w("A promise is past its day.")
    case .kept: w("A promise was kept.")
    case .broken: w("A promise was broken. This is what the library says to it.")
    case .released: w("Those it was made to let a promise go.")
    case .held: w("Those it was made to still wait for it.")
    case .reopened: w("A promise was taken up again.")
    }
  }
}
