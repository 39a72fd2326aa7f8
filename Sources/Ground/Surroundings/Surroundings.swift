import Foundation

/// What the program takes from the world around it: the time and chance. Passed in at assembly, so
/// that a test, and the demo town, can say what day it is and get the same ids every time.
public struct Surroundings: Sendable {
  /// The present moment.
  public let now: @Sendable () -> Instant
  /// `count` unpredictable bytes.
  public let randomBytes: @Sendable (_ count: Int) -> [UInt8]

  public init(
    now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.randomBytes = randomBytes
  }

  /// The clock and the operating system's generator.
  public static let real = Surroundings(
    now: { Instant(Date()) },
    randomBytes: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    })

  /// A world that stands still on `start` and deals the same bytes for the same `seed`.
  public static func still(at start: Instant, seed: UInt64) -> Surroundings {
    let dealer = SeededBytes(seed: seed)
    return Surroundings(now: { start }, randomBytes: { dealer.next($0) })
  }

  /// The calendar day now, in the library's time zone.
  public func today(in zone: TimeZone) -> Day { Day(now(), in: zone) }
}

/// Bytes by SplitMix64. Not for secrets outside tests and the demo.
final class SeededBytes: Sendable {
  private let state: Locked<UInt64>
  init(seed: UInt64) { state = Locked(seed) }

  func next(_ count: Int) -> [UInt8] {
    state.withLock { state in
      (0..<count).map { _ in
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt8(truncatingIfNeeded: z ^ (z >> 31))
      }
    }
  }
}
