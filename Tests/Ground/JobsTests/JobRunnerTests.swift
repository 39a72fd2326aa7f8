import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Jobs

@Suite struct JobRunnerTests {
  @Test(arguments: Workplace.Engine.present)
  func `a job runs when it is due, and again after its time`(engine: Workplace.Engine) async throws
  {
    try await withPlace(engine) { place in
      let counter = Counter()
      let runner = JobRunner(jobs: [counter.job()], site: place.site([]))
      await runner.runDue()
      #expect(counter.count == 1)
      place.wait(59)
      await runner.runDue()
      #expect(counter.count == 1)
      place.wait(1)
      await runner.runDue()
      #expect(counter.count == 2)
      let record = try await record(place, "town.greet")
      #expect(record.state == .waiting)
      #expect(record.lastDone == Workplace.noon + 60)
      #expect(record.due == Workplace.noon + 120)
    }
  }

  @Test(arguments: Workplace.Engine.present)
  func `a job that fails is tried less and less often and is never forgotten`(
    engine: Workplace.Engine
  ) async throws {
    try await withPlace(engine) { place in
      let counter = Counter()
      counter.fails.withLock { $0 = true }
      let runner = JobRunner(jobs: [counter.job(every: 5)], site: place.site([]))
      for (tries, wait) in [(1, 30), (2, 60), (3, 120), (4, 240)] as [(Int, Int64)] {
        await runner.runDue()
        let record = try await record(place, "town.greet")
        #expect(record.state == .failed)
        #expect(record.attempts == tries)
        #expect(record.due == place.clock.withLock { $0 } + wait)
        #expect(record.lastError?.contains("Stumble") == true)
        #expect(record.lastError?.contains("Ana") == false)
        place.wait(wait)
      }
      counter.fails.withLock { $0 = false }
      await runner.runDue()
      let record = try await record(place, "town.greet")
      #expect(record.state == .waiting && record.attempts == 0 && record.lastError == nil)
    }
  }

  @Test func `waits grow to an hour and no further`() {
    #expect(
      (1...9).map { Job.wait(afterTries: $0) } == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    #expect(Job.wait(afterTries: 1000) == 3600)
  }

  @Test(arguments: Workplace.Engine.present)
  func `what is asked for twice runs once, asked while it runs it runs again`(
    engine: Workplace.Engine
  ) async throws {
    try await withPlace(engine) { place in
      let asks = Locked(0)
      let visit = Job.whenAsked("town.visit", what: { w in w("Visits somebody.") }) { site, _ in
        let first = asks.withLock {
          $0 += 1
          return $0 == 1
        }
        guard first else { return }
        try await site.store.write { try Job.ask("town.visit", for: "Ana", at: Workplace.noon, $0) }
      }
      try await place.store.write { connection in
        for _ in 0..<3 { try Job.ask("town.visit", for: "Ana", at: Workplace.noon, connection) }
      }
      await JobRunner(jobs: [visit], site: place.site([])).runDue()
      #expect(asks.withLock { $0 } == 2)
      #expect(try await record(place, "town.visit", "Ana").state == .done)
    }
  }

  @Test func `a daily job keeps the library's clock, in summer and in winter`() throws {
    let zone = try #require(TimeZone(identifier: "America/Denver"))
    let job = Job("town.night", dailyAt: 4, what: { w in w("Sleeps.") }) { _ in }
    // 4:00 in Denver is 11:00 UTC in winter, 10:00 in summer; the clock changed on 8 March 2026.
    let winter = Instant(seconds: 1_772_881_200)  // 7 March 2026, 11:00 UTC
    #expect(job.next(after: winter, in: zone) == winter + 23 * 3600)
    #expect(job.next(after: winter - 1, in: zone) == winter)
  }

  @Test func `records of jobs done a month ago are removed`() async throws {
    try await withPlace(.sqlite) { place in
      let counter = Counter()
      let runner = JobRunner(jobs: [counter.asked], site: place.site([]))
      try await place.store.write { try Job.ask("town.visit", for: "Ana", at: Workplace.noon, $0) }
      await runner.runDue()
      place.wait(29 * 86400)
      await runner.runDue()
      #expect(try await record(place, "town.visit", "Ana").state == .done)
      place.wait(2 * 86400)
      await runner.runDue()
      #expect(try await place.store.read { try JobRecord.find("town.visit", "Ana", $0) } == nil)
    }
  }
}
