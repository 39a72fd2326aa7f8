import Crypto
import Foundation
import Store
import Surroundings

/// What stands between a stranger and taking part, where everybody may: a small puzzle that a browser
/// solves while the page is read, or, without JavaScript, the time that reading takes. It asks nothing
/// of the person, and tells nothing of them.
///
/// A challenge proves itself by a signature, so nothing is written down when a page is shown. Used, its
/// random number is kept until it would have run out, so that it is used once; nothing else is.
struct Beginning: Sendable, Equatable {
  /// Random, and what the puzzle is made of.
  let nonce: String
  let issued: Instant
  private let proof: String

  /// Seconds that pass before one begins without the puzzle: what stands on the page takes as long.
  static let patience: Int64 = 15
  /// Seconds that a challenge is good for.
  static let lifetime: Int64 = 7200

  static func issue(
    for conversation: Conversation, key: [UInt8], _ surroundings: Surroundings
  ) -> Beginning {
    let nonce = randomCode(surroundings, characters: 16)
    let now = surroundings.now()
    return Beginning(
      nonce: nonce, issued: now, proof: proof(of: nonce, now, for: conversation, key: key))
  }

  private init(nonce: String, issued: Instant, proof: String) {
    self.nonce = nonce
    self.issued = issued
    self.proof = proof
  }

  /// What a form sent, if this Kith issued it for this conversation.
  init?(_ text: String, for conversation: Conversation, key: [UInt8]) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0].utf8.count == 16, let seconds = Int64(parts[1]) else {
      return nil
    }
    let issued = Instant(seconds: seconds)
    guard parts[2] == Beginning.proof(of: parts[0], issued, for: conversation, key: key) else {
      return nil
    }
    self.init(nonce: parts[0], issued: issued, proof: parts[2])
  }

  /// As the form carries it.
  var text: String { "\(nonce)-\(issued.seconds)-\(proof)" }

  private static func proof(
    of nonce: String, _ issued: Instant, for conversation: Conversation, key: [UInt8]
  ) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Data("beginning\n\(conversation.id.text)\n\(nonce)\n\(issued.seconds)".utf8),
      using: SymmetricKey(data: key))
    return hexadecimal(Array(mac).prefix(16))
  }

  enum Standing: Sendable, Equatable {
    /// One may begin.
    case open
    /// Without the puzzle it is so many seconds too soon.
    case early(seconds: Int)
    /// The page stood open for too long.
    case over
  }

  /// - Parameter work: What a browser found for the puzzle; empty without JavaScript.
  func standing(work: String, at now: Instant) -> Standing {
    let age = now - issued
    guard age <= Beginning.lifetime else { return .over }
    if age >= Beginning.patience || Puzzle(nonce: nonce).isSolved(by: work) { return .open }
    return .early(seconds: Int(Beginning.patience - max(0, age)))
  }

  /// Uses it up.
  ///
  /// - Returns: False when it was used already.
  func use(at now: Instant, _ connection: any Connection) throws -> Bool {
    try Beginning.forgetEnded(at: now, connection)
    // By the hour: the row must not tell at what minute somebody sat there.
    let until = Instant(
      seconds: (issued.seconds + Beginning.lifetime) / 3600 * 3600 + 3600)
    return try connection.run(
      """
      INSERT INTO conversation_beginning (nonce, until) VALUES (\(nonce), \(until))
      ON CONFLICT (nonce) DO NOTHING
      """) == 1
  }

  static func forgetEnded(at now: Instant, _ connection: any Connection) throws {
    try connection.run("DELETE FROM conversation_beginning WHERE until <= \(now)")
  }
}

/// Eight times the same small search: a number that, put behind the nonce and the part's number, hashes
/// (SHA-256) to eleven leading zero bits. About 16,000 hashes in all, and seldom more than twice that,
/// since eight searches even one another out.
package struct Puzzle: Sendable {
  package static let (parts, bits) = (8, 11)
  let nonce: String

  package init(nonce: String) { self.nonce = nonce }

  func isSolved(by work: String) -> Bool {
    let counts = work.split(separator: ".", omittingEmptySubsequences: false)
    guard counts.count == Puzzle.parts else { return false }
    return counts.enumerated().allSatisfy { part, text in
      guard text.utf8.count <= 9, let count = Int(text), count >= 0, String(count) == text else {
        return false
      }
      return fits(count, part)
    }
  }

  /// What a browser would find: for tests and measurements, which take part as browsers do.
  package func solution() -> String {
    (0..<Puzzle.parts).map { part in
      var count = 0
      while !fits(count, part) { count += 1 }
      return String(count)
    }.joined(separator: ".")
  }

  private func fits(_ count: Int, _ part: Int) -> Bool {
    var digest = SHA256.hash(data: Data("\(nonce)-\(part)-\(count)".utf8)).makeIterator()
    let start = UInt32(digest.next() ?? 255) << 8 | UInt32(digest.next() ?? 255)
    return start >> UInt32(16 - Puzzle.bits) == 0
  }
}
