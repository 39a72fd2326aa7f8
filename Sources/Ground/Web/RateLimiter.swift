import Crypto
import Foundation
import Surroundings

/// How many calls in how many seconds.
public struct RateLimit: Sendable, Equatable {
  public let calls: Int
  public let seconds: Int

  public init(_ calls: Int, perSeconds seconds: Int) {
    self.calls = calls
    self.seconds = seconds
  }
}

/// Counts calls without keeping who made them. An address is hashed with a key that lives only in
/// this process's memory and changes every hour; no address, nor a hash of one, is ever stored.
public final class RateLimiter: Sendable {
  private struct State: Sendable {
    var hour: Int64 = -1
    var key = SymmetricKey(size: .bits256)
    /// Those who called lately, and those who called before them and not since. When the first are
    /// many, the second are forgotten: whoever floods us from many addresses wipes out nobody's count
    /// but of those who have not called for long.
    var recent: [Data: (tokens: Double, at: Instant)] = [:]
    var earlier: [Data: (tokens: Double, at: Instant)] = [:]

    mutating func keep(_ mark: Data, _ bucket: (tokens: Double, at: Instant), most: Int) {
      if recent.count >= most, recent[mark] == nil {
        earlier = recent
        recent = [:]
      }
      recent[mark] = bucket
    }
  }

  private let state = Locked(State())
  private let most: Int

  public init() { most = 50_000 }

  init(most: Int) { self.most = most }

  /// Seconds to wait, or `nil` when the call may go on.
  func wait(origin: String, name: String, limit: RateLimit, now: Instant) -> Int? {
    state.withLock { state in
      let hour = now.seconds / 3600
      if state.hour != hour { state = State(hour: hour) }
      let caller = Data("\(name)\n\(Self.household(origin))".utf8)
      let mark = Data(
        HMAC<SHA256>.authenticationCode(for: caller, using: state.key).prefix(16))
      let full = Double(limit.calls)
      let perSecond = full / Double(limit.seconds)
      var (tokens, at) = state.recent[mark] ?? state.earlier[mark] ?? (full, now)
      tokens = min(full, tokens + Double(max(0, now - at)) * perSecond)
      guard tokens >= 1 else {
        state.keep(mark, (tokens, now), most: most)
        return max(1, Int(((1 - tokens) / perSecond).rounded(.up)))
      }
      at = now
      state.keep(mark, (tokens - 1, at), most: most)
      return nil
    }
  }

  /// An IPv6 connection has a network of 2^64 addresses to itself, so that network is counted.
  static func household(_ origin: String) -> String {
    var address = in6_addr()
    guard inet_pton(AF_INET6, origin, &address) == 1 else { return origin }
    let bytes = withUnsafeBytes(of: address) { Array($0) }
    // ::ffff:192.0.2.1 is an IPv4 address in other clothes.
    let mapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
    if mapped { return bytes.suffix(4).map(String.init).joined(separator: ".") }
    return hexadecimal(bytes.prefix(8)) + "/64"
  }
}
