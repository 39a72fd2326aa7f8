import Foundation
import Logging
import ServiceLifecycle
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Jobs

@Suite struct JobShutdownTests {
  /// A job that says when it began and waits until it is let go.
  private final class Slow: Sendable {
    let began = Locked(false)
    let mayEnd = Locked(false)
    let ended = Locked(false)

    var job: Job {
      Job("town.slow", every: 3600, what: { w in w("Takes its time.") }) { _ in
        self.began.withLock { $0 = true }
        while !self.mayEnd.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
        self.ended.withLock { $0 = true }
      }
    }
  }

  private func until(_ condition: () -> Bool) async throws {
    for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(condition())
  }

  @Test func `the end of the program waits for the job that runs`() async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let slow = Slow()
    let runner = JobRunner(jobs: [slow.job], site: place.site([]))
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: runner)], logger: Logger(label: "test")))
    let running = Task { try await group.run() }
    try await until { slow.began.withLock { $0 } }
    await group.triggerGracefulShutdown()
    try await Task.sleep(for: .milliseconds(100))
    #expect(!slow.ended.withLock { $0 })
    slow.mayEnd.withLock { $0 = true }
    try await running.value
    #expect(slow.ended.withLock { $0 })
    let record = try await place.store.read { try JobRecord.find("town.slow", "", $0) }
    #expect(record?.state == .waiting)
    #expect(record?.lastDone == Workplace.noon)
    try await place.end()
  }

  @Test func `a job that is cut short is due again at once`() async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let slow = Slow()
    let runner = JobRunner(jobs: [slow.job], site: place.site([]))
    let running = Task { await runner.runDue() }
    try await until { slow.began.withLock { $0 } }
    running.cancel()
    await running.value
    let record = try await place.store.read { try JobRecord.find("town.slow", "", $0) }
    #expect(record?.state == .waiting)
    #expect(record?.attempts == 0)
    #expect(record?.due == Workplace.noon)
    try await place.end()
  }
}
