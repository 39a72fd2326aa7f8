import Foundation
import Surroundings
import Web
import Words

/// Something that the program does by itself, with nobody waiting for it.
///
/// Each run is made by one process, however many there are. A run that a killed process began is
/// begun anew: so a job must stand being run twice.
public struct Job: Sendable {
  public enum Rhythm: Sendable, Equatable {
    /// So many seconds from the beginning of one run to the next.
    case every(Int64)
    /// Once a day at this hour of the library's clock.
    case daily(hour: Int)
    /// When a record asks for it by ``ask(_:for:at:_:)``.
    case whenAsked
  }

  /// Its capability and what it does, such as `letters.send`.
  public let name: String
  public let rhythm: Rhythm
  /// What it does, as a librarian is told.
  public let what: @Sendable (Words) -> String
  /// Does it. The text is what the job was asked for, empty for those with a rhythm.
  public let run: @Sendable (Site, String) async throws -> Void

  /// A job that runs again and again.
  public init(
    _ name: String, every seconds: Int64, what: @escaping @Sendable (Words) -> String,
    run: @escaping @Sendable (Site) async throws -> Void
  ) {
    self.init(name, .every(seconds), what) { site, _ in try await run(site) }
  }

  /// A job that runs once a day.
  public init(
    _ name: String, dailyAt hour: Int, what: @escaping @Sendable (Words) -> String,
    run: @escaping @Sendable (Site) async throws -> Void
  ) {
    self.init(name, .daily(hour: hour), what) { site, _ in try await run(site) }
  }

  /// A job that runs when it is asked for, once for each subject.
  public static func whenAsked(
    _ name: String, what: @escaping @Sendable (Words) -> String,
    run: @escaping @Sendable (Site, _ subject: String) async throws -> Void
  ) -> Job {
    Job(name, .whenAsked, what, run)
  }

  private init(
    _ name: String, _ rhythm: Rhythm, _ what: @escaping @Sendable (Words) -> String,
    _ run: @escaping @Sendable (Site, String) async throws -> Void
  ) {
    self.name = name
    self.rhythm = rhythm
    self.what = what
    self.run = run
  }

  /// When the run after one that began at `start` is due, `nil` when somebody must ask.
  func next(after start: Instant, in zone: TimeZone) -> Instant? {
    switch rhythm {
    case .every(let seconds): return start + max(1, seconds)
    case .daily(let hour):
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      let next = calendar.nextDate(
        after: start.date, matching: DateComponents(hour: hour, minute: 0, second: 0),
        matchingPolicy: .nextTime)
      return next.map { Instant($0) } ?? start + 86400
    case .whenAsked: return nil
    }
  }

  /// Tries of one run before a job that was asked for is given up. Those with a rhythm never are.
  static let mostTries = 8

  /// Seconds from a failure to the next try: 30, twice as long each time, at most an hour.
  static func wait(afterTries tries: Int) -> Int64 {
    min(3600, Int64(30) << Int64(min(max(0, tries - 1), 7)))
  }
}

/// An error that can say what is wrong without saying what people wrote.
public protocol SafelyDescribed: Error {
  /// No names, addresses or answers.
  var safeDescription: String { get }
}
