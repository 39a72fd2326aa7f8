import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Jobs

@Suite struct JobClaimTests {
  @Test(arguments: Workplace.Engine.present)
  func `of several processes one does it`(engine: Workplace.Engine) async throws {
    try await withPlace(engine) { place in
      let counter = Counter()
      let runners = (0..<6).map { _ in
        JobRunner(jobs: [counter.job(), counter.asked], site: place.site([]))
      }
      try await place.store.write { connection in
        for number in 0..<20 {
          try Job.ask("town.visit", for: "\(number)", at: Workplace.noon, connection)
        }
      }
      await withTaskGroup(of: Void.self) { group in
        for runner in runners { group.addTask { await runner.runDue() } }
      }
      // A process that finds another faster leaves the rest to its next look.
      await runners[0].runDue()
      let runs = counter.runs.withLock { $0 }.sorted()
      #expect(runs == ([""] + (0..<20).map(String.init)).sorted())
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `what a killed process began is begun anew`(engine: Workplace.Engine) async throws {
    try await withPlace(engine) { place in
      let counter = Counter()
      let runner = JobRunner(jobs: [counter.asked], site: place.site([]))
      let killed = try await place.store.write { connection in
        try Job.ask("town.visit", for: "Ana", at: Workplace.noon, connection)
        return try JobRecord.claim(
          ["town.visit"], code: "killed", until: Workplace.noon + 60, at: Workplace.noon, connection
        )
      }
      place.wait(59)
      await runner.runDue()
      #expect(counter.count == 0)
      place.wait(1)
      await runner.runDue()
      #expect(counter.runs.withLock { $0 } == ["Ana"])
      // If it was not killed but slept, it finds that the job is no longer its own.
      let claim = try #require(killed)
      let late = place.clock.withLock { $0 }
      #expect(try await place.store.write { try !claim.renew(until: late + 60, $0) })
      try await place.store.write { try claim.fail("late", at: late, $0) }
      #expect(try await record(place, "town.visit", "Ana").state == .done)
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `a job that kills its process again and again is given up`(
    engine: Workplace.Engine
  ) async throws {
    try await withPlace(engine) { place in
      try await place.store.write {
        try Job.ask("town.visit", for: "Ana", at: Workplace.noon, $0)
      }
      var runs = 0
      for number in 0..<20 {
        let now = place.clock.withLock { $0 }
        let claimed = try await place.store.write { connection in
          try JobRecord.claim(
            ["town.visit"], code: "\(number)", until: now + 60, at: now, connection)
        }
        if claimed != nil { runs += 1 }
        place.wait(5000)
      }
      #expect(runs == Job.mostTries)
      let record = try await record(place, "town.visit", "Ana")
      #expect(record.state == .givenUp)
      #expect(record.lastError == "the program ended while it ran")
    }
  }
}
