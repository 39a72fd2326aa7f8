import Store
import Surroundings

/// What checking the whole chain found.
public struct LedgerVerification: Sendable, Equatable {
  /// Moments read.
  public let count: Int64
  /// The hash of the last one: whoever wrote it down earlier can tell that nothing before changed.
  public let head: String
  /// What is wrong, first fault first; empty when the chain holds.
  public let faults: [String]

  public var holds: Bool { faults.isEmpty }
}

extension Ledger {
  /// Recomputes every hash from the first moment on and compares it with what is stored.
  ///
  /// It finds a moment that was changed, removed or put in between, and a tail that was cut off (the
  /// head remembers). It can't find a chain that somebody with the whole database computed anew:
  /// against that, publish the head hash now and then.
  public static func verify(_ connection: any Connection) throws -> LedgerVerification {
    var faults: [String] = []
    var expected: Int64 = 1
    var previous = origin
    try connection.forEach("SELECT * FROM moment ORDER BY sequence") { row in
      guard faults.count < 20 else { return }
      guard let stored = try? moment(row) else {
        faults.append("moment \(expected) can't be read")
        previous = (try? row.string("hash")) ?? ""
        expected += 1
        return
      }
      if stored.sequence != expected {
        faults.append("moment \(expected) is missing: the next stored is \(stored.sequence)")
      }
      if stored.previous != previous {
        faults.append("moment \(stored.sequence) does not follow the moment before it")
      }
      let computed = hash(
        Moment.canonical(
          sequence: stored.sequence, at: stored.at, kind: stored.kind, subject: stored.subject,
          actor: stored.actor, details: stored.details, previous: stored.previous))
      if computed != stored.hash { faults.append("moment \(stored.sequence) was changed") }
      expected = stored.sequence + 1
      previous = stored.hash
    }
    let head = try connection.first("SELECT sequence, hash FROM ledger_head WHERE id = 1")
    if let head {
      if try head.int64("sequence") != expected - 1 || head.string("hash") != previous {
        faults.append(
          "the ledger ends at moment \(expected - 1), but its head remembers moment \(try head.int64("sequence"))"
        )
      }
    } else {
      faults.append("the ledger has no head")
    }
    return LedgerVerification(count: expected - 1, head: previous, faults: faults)
  }
}
