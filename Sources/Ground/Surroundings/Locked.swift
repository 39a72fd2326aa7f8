import Foundation

/// A value that threads take turns at.
///
/// `@unchecked Sendable`: `value` is private, and read and written only between `lock()` and
/// `unlock()` of the one lock beside it; what leaves is `Sendable`.
public final class Locked<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = NSLock()

  public init(_ value: sending Value) { self.value = value }

  public func withLock<Result: Sendable>(
    _ body: (inout Value) throws -> Result
  ) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
