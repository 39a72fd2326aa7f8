import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Jobs

/// What a job may trip over.
struct Stumble: Error { let about = "Ana Begay, ana@example.org" }

/// A job that counts its runs, and fails while it is told to.
final class Counter: Sendable {
  let runs = Locked<[String]>([])
  let fails = Locked(false)

  func run(_ subject: String = "") throws {
    runs.withLock { $0.append(subject) }
    if fails.withLock({ $0 }) { throw Stumble() }
  }

  var count: Int { runs.withLock { $0.count } }

  func job(every seconds: Int64 = 60) -> Job {
    Job("town.greet", every: seconds, what: { w in w("Greets the town.") }) { _ in
      try self.run()
    }
  }

  var asked: Job {
    .whenAsked("town.visit", what: { w in w("Visits somebody.") }) { _, subject in
      try self.run(subject)
    }
  }
}

func withPlace(
  _ engine: Workplace.Engine, _ body: (Workplace) async throws -> Void
) async throws {
  let place = try await Workplace(engine, JobsSchema.migrations)
  do { try await body(place) } catch {
    try? await place.end()
    throw error
  }
  try await place.end()
}

func record(_ place: Workplace, _ kind: String, _ subject: String = "") async throws
  -> JobRecord
{
  try #require(try await place.store.read { try JobRecord.find(kind, subject, $0) })
}
