import Foundation

/// Lets a closure on an engine's thread wait for the test, and the test for it.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  /// Blocks the thread: for closures that an engine runs.
  func wait() { semaphore.wait() }

  /// Waits without blocking a thread of the tasks.
  func opened() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        self.semaphore.wait()
        continuation.resume()
      }
    }
  }
}
