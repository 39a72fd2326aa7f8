import Crypto
import Foundation
import Surroundings

/// Counts failures for addresses that have no account, as ``SignInTrials`` does for those that have:
/// otherwise the wait after five failures would tell who has one.
///
/// An address is hashed with a key that lives in this process's memory alone; nothing is stored.
final class UnknownAddresses: Sendable {
  private struct Trial {
    var failures = 0
    var next = Instant(seconds: 0)
  }

  private struct State {
    /// Those of late, and those of before: when the first are many, the second are forgotten.
    var recent: [Data: Trial] = [:]
    var earlier: [Data: Trial] = [:]
  }

  private let key = SymmetricKey(size: .bits256)
  private let state = Locked(State())
  private let most: Int

  init(most: Int = 20_000) { self.most = most }

  /// Seconds to wait before the next try, 0 for none.
  func wait(_ email: String, now: Instant) -> Int64 {
    let mark = mark(email)
    return state.withLock { state in
      max(0, (state.recent[mark] ?? state.earlier[mark] ?? Trial()).next - now)
    }
  }

  func failed(_ email: String, now: Instant) {
    let mark = mark(email)
    state.withLock { state in
      var trial = state.recent[mark] ?? state.earlier[mark] ?? Trial()
      trial.failures += 1
      trial.next = now + SignInTrials.pause(after: trial.failures)
      if state.recent.count >= most, state.recent[mark] == nil {
        state.earlier = state.recent
        state.recent = [:]
      }
      state.recent[mark] = trial
    }
  }

  private func mark(_ email: String) -> Data {
    Data(
      HMAC<SHA256>.authenticationCode(for: Data(Account.key(email).utf8), using: key).prefix(16))
  }
}
