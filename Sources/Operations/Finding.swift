import Foundation

/// What the doctor says of one thing.
public struct Finding: Sendable, Equatable, Codable {
  public enum State: String, Sendable, Codable {
    case ok
    case lookAt = "look at"
    case wrong
  }

  /// The thing, in one word that stays the same.
  public let check: String
  public let state: State
  /// What was found.
  public let says: String
  /// How to mend it; `nil` when there is nothing to.
  public let mend: String?

  static func ok(_ check: String, _ says: String) -> Finding {
    Finding(check: check, state: .ok, says: says, mend: nil)
  }

  static func lookAt(_ check: String, _ says: String, _ mend: String) -> Finding {
    Finding(check: check, state: .lookAt, says: says, mend: mend)
  }

  static func wrong(_ check: String, _ says: String, _ mend: String) -> Finding {
    Finding(check: check, state: .wrong, says: says, mend: mend)
  }

  /// As it stands in the terminal.
  public var text: String {
    let margin = String(repeating: " ", count: 9)
    let state = state.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
    return state + says + (mend.map { "\n\(margin)→ \($0)" } ?? "")
  }
}
