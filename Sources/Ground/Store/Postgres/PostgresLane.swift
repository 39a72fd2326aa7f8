import Dispatch
import Foundation

/// A thread with a connection of its own, on which transactions run one after the other.
///
/// `@unchecked Sendable`: `link` is read and written only by closures that run on `queue`, which is
/// serial; all else never changes.
final class PostgresLane: @unchecked Sendable {
  /// What a transaction is for, and how it begins.
  enum Purpose: String {
    case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case write = "BEGIN ISOLATION LEVEL READ COMMITTED"
    /// Others wait while it rebuilds a table, for as long as that takes.
    case migrate = """
      BEGIN ISOLATION LEVEL READ COMMITTED;
      SET LOCAL statement_timeout = 0;
      SET LOCAL lock_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0;
      SELECT pg_advisory_xact_lock(7000, 1)
      """
  }

  /// How often a transaction is run at most, when others are in its way.
  private static let mostRuns = 8

  private let conninfo: String
  private let number: Int
  private let log: Store.Log
  private let queue: DispatchQueue
  private var link: PostgresLink?

  init(_ conninfo: String, number: Int, log: @escaping Store.Log) {
    self.conninfo = conninfo
    self.number = number
    self.log = log
    queue = DispatchQueue(label: "store.postgres.\(number)")
  }

  /// Connects now, so that a wrong address is told at the start.
  ///
  /// - Returns: Where the data is.
  func open() throws -> String { try queue.sync { try connected().place } }

  func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.link = nil
        continuation.resume()
      }
    }
  }

  /// Runs `body` in a transaction, on the lane's thread.
  func run<T: Sendable>(
    _ purpose: Purpose, _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.transaction(purpose, body) }) }
    }
  }

  /// Runs `body` again when the connection broke before anything was committed, once; and when
  /// others were in its way, a few times.
  private func transaction<T>(_ purpose: Purpose, _ body: (any Connection) throws -> T) throws -> T
  {
    var hasLost = false
    var runs = 0
    while true {
      let link = try connected()
      runs += 1
      do {
        return try once(purpose, link, body)
      } catch let interrupted as Interrupted {
        switch interrupted.course {
        case .lost where !hasLost: hasLost = true
        case .conflict where runs < PostgresLane.mostRuns, .stalePlan where runs == 1:
          // Not all at the same moment again.
          Thread.sleep(forTimeInterval: 0.002 * Double(runs * (number + 1)))
        default: throw interrupted.error
        }
      }
    }
  }

  /// A transaction that was undone, but through no fault of its own.
  private struct Interrupted: Error {
    let course: PostgresFault.Course
    let error: any Error
  }

  private func once<T>(
    _ purpose: Purpose, _ link: PostgresLink, _ body: (any Connection) throws -> T
  ) throws -> T {
    do throws(PostgresFault) {
      try link.execute(purpose.rawValue)
    } catch {
      throw undone(error, error.error)
    }
    let connection = PostgresConnection(link)
    defer { connection.end() }
    let result: T
    do {
      result = try body(connection)
      if let failure = connection.failure { throw failure.error }
    } catch {
      throw undone(connection.failure, error)
    }
    do throws(PostgresFault) {
      try link.execute("COMMIT")
    } catch {
      guard error.course == .lost else { throw undone(error, error.error) }
      self.link = nil
      // Nobody knows whether the server got to it. What a read found, it found.
      if purpose == .read { return result }
      throw StoreError.connectionLost
    }
    return result
  }

  /// Ends a failed transaction, and tells what to throw for it.
  private func undone(_ fault: PostgresFault?, _ error: any Error) -> any Error {
    let course = fault?.course ?? .fail
    do throws(PostgresFault) {
      if course != .lost { try link?.execute("ROLLBACK") }
      if course == .stalePlan { try link?.forgetStatements() }
    } catch {
      link = nil
    }
    if course == .lost {
      link = nil
      log("A connection to PostgreSQL broke and is replaced.")
    }
    return course == .fail ? error : Interrupted(course: course, error: fault?.error ?? error)
  }

  private func connected() throws(StoreError) -> PostgresLink {
    if let link { return link }
    let link = try PostgresLink(conninfo)
    self.link = link
    return link
  }
}
