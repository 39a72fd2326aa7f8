import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Surroundings
import Web

/// Passwords are kept as scrypt hashes (RFC 7914) with their parameters beside them:
/// `scrypt$15$8$3$salt$hash`, N = 2^15, r = 8, p = 3, salt and hash in base 64. OWASP's second
/// recommended setting; a quarter of a second and 32 MiB for each try.
public final class Passwords: Sendable {
  /// The shortest password. Length is what counts (NIST SP 800-63B); no rules of characters.
  public static let shortest = 12
  /// The longest, so that nobody makes the hash work on a novel.
  public static let longest = 200

  /// Those who are known, by a machine that came in before or a session, have a queue of their own: a
  /// flood of strangers must not keep them out.
  enum Lane: Sendable, CaseIterable {
    case known, strangers

    var mostWaiting: Int { self == .known ? 20 : 10 }
  }

  private let queues = Dictionary(
    uniqueKeysWithValues: Lane.allCases.map { ($0, DispatchQueue(label: "kith.passwords.\($0)")) })
  private let waiting = Locked<[Lane: Int]>([:])
  private let surroundings: Surroundings

  public init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// The hash to store.
  public func hash(_ password: String) async throws -> String {
    let salt = surroundings.randomBytes(16)
    return try await work(.known) { try Self.encoded(password, salt: salt, logN: 15) }
  }

  /// Whether the password is the one that was hashed. Without a hash it works as long and says no, so
  /// that time does not tell who has an account.
  func matches(
    _ password: String, _ hash: String?, _ lane: Lane = .known
  ) async throws -> Bool {
    try await work(lane) {
      let stored = hash ?? Self.nobody
      let parts = stored.split(separator: "$")
      guard parts.count == 6, let logN = Int(parts[1]), (10...20).contains(logN),
        let salt = Data(base64Encoded: String(parts[4]))
      else { return false }
      let computed = try Self.encoded(password, salt: Array(salt), logN: logN)
      let same = zip(computed.utf8, stored.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      return same && computed.utf8.count == stored.utf8.count && hash != nil
    }
  }

  private static let nobody =
    "scrypt$15$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  private static func encoded(_ password: String, salt: [UInt8], logN: Int) throws -> String {
    // Composed form: the same letters typed on another keyboard give the same bytes.
    let bytes = Data(password.precomposedStringWithCompatibilityMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: Data(salt), outputByteCount: 32, rounds: 1 << logN, blockSize: 8,
      parallelism: 3)
    let hash = key.withUnsafeBytes { Data($0).base64EncodedString() }
    return "scrypt$\(logN)$8$3$\(Data(salt).base64EncodedString())$\(hash)"
  }

  /// One at a time on a thread of its own: a flood of sign-ins must not stop the rest of the program.
  private func work<Result: Sendable>(
    _ lane: Lane, _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let admitted = waiting.withLock { waiting in
      guard waiting[lane, default: 0] < lane.mostWaiting else { return false }
      waiting[lane, default: 0] += 1
      return true
    }
    guard admitted else { throw Failure.tooMany(retryAfter: 10) }
    defer { waiting.withLock { $0[lane, default: 0] -= 1 } }
    guard let queue = queues[lane] else { return try body() }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Swift.Result { try body() }) }
    }
  }
}

/// Codes that are shown once and kept as hashes: sessions, links, recovery codes.
public enum Code {
  /// SHA-256 in hexadecimal. The codes are random and long; a slow hash would add nothing.
  public static func hash(_ code: String) -> String {
    hexadecimal(SHA256.hash(data: Data(code.utf8)))
  }

  /// 26 characters, 130 random bits.
  public static func new(_ surroundings: Surroundings) -> String {
    randomCode(surroundings, characters: 26)
  }

  /// What somebody typed, as it was dealt: without spaces and hyphens, in lower case.
  public static func typed(_ text: String) -> String {
    text.lowercased().filter { $0 != " " && $0 != "-" }
  }

  /// Whether a text has the shape of a code.
  public static func isShaped(_ text: String) -> Bool {
    text.utf8.count == 26
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// In groups of four, to be read aloud or copied by hand.
  public static func spelled(_ code: String) -> String {
    code.enumerated().map { index, letter in
      index > 0 && index.isMultiple(of: 4) ? "-\(letter)" : String(letter)
    }.joined()
  }
}
