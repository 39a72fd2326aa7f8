import Foundation
import Store
import Surroundings
import Testing
import Web

@testable import Jobs

/// What a job may trip over.
private struct Stumble: Error { let about = "Ana Begay, ana@example.org" }

/// A job that counts its runs, and fails while it is told to.
private final class Counter: Sendable {
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

@Suite struct JobRunnerTests {
  private func withPlace(
    _ engine: Workplace.Engine, _ body: (Workplace) async throws -> Void
  ) async throws {
    let place = try await Workplace(engine, JobsSchema.migrations)
    do { try await body(place) } catch {
      try? await place.end()
      throw error
    }
    try await place.end()
  }

  private func record(_ place: Workplace, _ kind: String, _ subject: String = "") async throws
    -> JobRecord
  {
    try #require(try await place.store.read { try JobRecord.find(kind, subject, $0) })
  }

  @Test(arguments: Workplace.Engine.present)
  func `a job runs when it is due, and again after its time`(engine: Workplace.Engine) async throws {
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
    #expect((1...9).map { Job.wait(afterTries: $0) } == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    #expect(Job.wait(afterTries: 1000) == 3600)
  }

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
          ["town.visit"], code: "killed", until: Workplace.noon + 60, at: Workplace.noon, connection)
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
