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
    var buckets: [Data: (tokens: Double, at: Instant)] = [:]
  }

  private let state = Locked(State())
  private static let mostBuckets = 100_000

  public init() {}

  /// Seconds to wait, or `nil` when the call may go on.
  func wait(origin: String, name: String, limit: RateLimit, now: Instant) -> Int? {
    state.withLock { state in
      let hour = now.seconds / 3600
      if state.hour != hour || state.buckets.count >= Self.mostBuckets {
        state = State(hour: hour)
      }
      let mark = Data(
        HMAC<SHA256>.authenticationCode(for: Data("\(name)\n\(origin)".utf8), using: state.key)
          .prefix(16))
      let full = Double(limit.calls)
      let perSecond = full / Double(limit.seconds)
      var (tokens, at) = state.buckets[mark] ?? (full, now)
      tokens = min(full, tokens + Double(max(0, now - at)) * perSecond)
      guard tokens >= 1 else {
        state.buckets[mark] = (tokens, now)
        return max(1, Int(((1 - tokens) / perSecond).rounded(.up)))
      }
      at = now
      state.buckets[mark] = (tokens - 1, at)
      return nil
    }
  }
}
