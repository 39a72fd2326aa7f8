import Surroundings

/// What one column of one row holds, or one parameter of a statement.
public enum Value: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// What can be bound to a statement by interpolation into ``SQL``.
public protocol SQLConvertible {
  var sqlValue: Value { get }
}

extension Value: SQLConvertible {
  public var sqlValue: Value { self }
}

extension Int: SQLConvertible {
  public var sqlValue: Value { .integer(Int64(self)) }
}

extension Int64: SQLConvertible {
  public var sqlValue: Value { .integer(self) }
}

extension Double: SQLConvertible {
  public var sqlValue: Value { .real(self) }
}

/// 0 or 1: neither engine's booleans can be compared with numbers on the other.
extension Bool: SQLConvertible {
  public var sqlValue: Value { .integer(self ? 1 : 0) }
}

extension String: SQLConvertible {
  public var sqlValue: Value { .text(self) }
}

extension Array: SQLConvertible where Element == UInt8 {
  public var sqlValue: Value { .blob(self) }
}

extension ID: SQLConvertible {
  public var sqlValue: Value { .text(text) }
}

extension Instant: SQLConvertible {
  public var sqlValue: Value { .integer(seconds) }
}

extension Day: SQLConvertible {
  public var sqlValue: Value { .text(description) }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  public var sqlValue: Value { self?.sqlValue ?? .null }
}

extension Value {
  /// Refuses what the two engines would keep differently, or not at all.
  ///
  /// SQLite keeps NaN as NULL; PostgreSQL keeps no NUL in text.
  ///
  /// - Throws: ``StoreError/invalidValue(_:)`` for text with a NUL character, and for a number that
  ///   is not finite.
  func checked() throws(StoreError) -> Value {
    switch self {
    case .text(let text) where text.utf8.contains(0):
      throw .invalidValue("Text can't hold a NUL character.")
    case .real(let number) where !number.isFinite:
      throw .invalidValue("A number must be finite.")
    default:
      return self
    }
  }
}
