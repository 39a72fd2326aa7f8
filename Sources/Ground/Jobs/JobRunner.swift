import Logging
import ServiceLifecycle
import Store
import Surroundings
import Web

/// Runs the jobs. Every process of one library has one; the database says who does what.
public struct JobRunner: Service {
  private let jobs: [String: Job]
  private let site: Site
  private let logger: Logger
  /// Seconds that a job stays ours without a sign of life: a killed process's job waits that long.
  private let lease: Int64
  private let registered = Locked(false)

  /// Jobs at once: one that takes long leaves room for the others.
  private static let lanes = 2
  /// Between one look and the next.
  private static let pause = Duration.seconds(2)

  public init(
    jobs: [Job], site: Site, lease: Int64 = 60, logger: Logger = Logger(label: "kith.jobs")
  ) {
    let all = jobs + [Jobs.tidy]
    self.jobs = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    precondition(self.jobs.count == all.count, "two jobs have one name")
    self.site = site
    self.lease = lease
    self.logger = logger
  }

  /// Runs jobs as they come due, until the program ends; then waits for those that run.
  public func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<JobRunner.lanes { group.addTask { await lane() } }
    }
  }

  private func lane() async {
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      if await runNext() { continue }
      // Cut short by the end of the program, which the loop looks for.
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: JobRunner.pause) }
    }
  }

  /// Runs, one after another, every job that is due at this moment: for tests and the terminal.
  public func runDue() async {
    while !Task.isCancelled, await runNext() {}
  }

  /// Whether there was a job to run.
  private func runNext() async -> Bool {
    do {
      try await register()
      let names = jobs.keys.sorted()
      let now = site.surroundings.now()
      guard try await site.store.read({ try JobRecord.isDue(names, at: now, $0) }) else {
        return false
      }
      let code = randomCode(site.surroundings, characters: 16)
      let claimed = try await site.store.write { connection in
        try JobRecord.claim(names, code: code, until: now + lease, at: now, connection)
      }
      guard let claimed, let job = jobs[claimed.kind] else { return false }
      await work(job, claimed)
      return true
    } catch {
      if !(error is CancellationError) {
        logger.error(
          "The jobs could not be looked up.", metadata: ["error": "\(Jobs.describe(error))"])
      }
      return false
    }
  }

  private func register() async throws {
    guard !registered.withLock({ $0 }) else { return }
    let all = Array(jobs.values)
    let now = site.surroundings.now()
    try await site.store.write { connection in
      let zone = try Library.find(connection)?.zone ?? .gmt
      try JobRecord.register(all, at: now, in: zone, connection)
    }
    registered.withLock { $0 = true }
  }

  private enum Outcome: Sendable {
    case done, stopped, lost
    case failed(String)
  }

  private func work(_ job: Job, _ record: JobRecord) async {
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask {
        do {
          try await job.run(site, record.subject)
          return .done
        } catch {
          return Task.isCancelled ? .stopped : .failed(Jobs.describe(error))
        }
      }
      group.addTask { await hold(record) }
      let first = await group.next() ?? .stopped
      group.cancelAll()
      return first
    }
    // A task of its own: what happened is written down even when this one is being cancelled.
    await Task { await conclude(outcome, of: job, record) }.value
  }

  /// Gives signs of life for as long as the job runs.
  private func hold(_ record: JobRecord) async -> Outcome {
    while true {
      do {
        try await Task.sleep(for: .seconds(max(1, lease / 3)))
        let end = site.surroundings.now() + lease
        guard try await site.store.write({ try record.renew(until: end, $0) }) else {
          return .lost
        }
      } catch {
        if Task.isCancelled { return .stopped }
      }
    }
  }

  private func conclude(_ outcome: Outcome, of job: Job, _ record: JobRecord) async {
    let now = site.surroundings.now()
    do {
      try await site.store.write { connection in
        switch outcome {
        case .done:
          let zone = try Library.find(connection)?.zone ?? .gmt
          let next = job.next(after: record.lastRun ?? now, in: zone).map { max($0, now) }
          try record.finish(next: next, at: now, connection)
        case .failed(let error): try record.fail(error, at: now, connection)
        case .stopped: try record.release(at: now, connection)
        case .lost: break
        }
      }
      if case .failed(let error) = outcome {
        logger.error("A job failed.", metadata: ["job": "\(job.name)", "error": "\(error)"])
      }
    } catch {
      // Its lease runs out, and it is begun anew.
      logger.error(
        "What came of a job could not be written down.",
        metadata: ["job": "\(job.name)", "error": "\(Jobs.describe(error))"])
    }
  }
}
