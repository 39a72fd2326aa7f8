import Foundation
import Store
import Surroundings
import Testing
import Workplace
import Web

@testable import Jobs

@Suite struct JobPageTests {
  private struct Spill: SafelyDescribed { let safeDescription = "no oil in the <lamp>" }

  private func jobs(_ fails: Locked<Bool>) -> [Job] {
    [
      Job("town.lamps", every: 60, what: { w in w("Lights the lamps.") }) { _ in
        if fails.withLock({ $0 }) { throw Spill() }
      },
      .whenAsked("town.visit", what: { w in w("Visits somebody.") }) { _, _ in throw Spill() },
      Job("town.night", dailyAt: 22, what: { w in w("Locks the gate.") }) { _ in },
    ]
  }

  @Test func `staff see what runs, what failed and how to mend it, and hurry it`() async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let fails = Locked(true)
    let jobs = jobs(fails)
    let site = place.site([.jobs(jobs)])
    let runner = JobRunner(jobs: jobs, site: site)
    try await place.store.write { try Job.ask("town.visit", for: "Ana", at: Workplace.noon, $0) }
    let staff = Reader(site: site, role: "staff")
    var page = await staff.get("/desk/jobs")
    #expect(page.status == 200)
    #expect(page.text.contains("Not yet"))
    await runner.runDue()
    page = await staff.get("/desk/jobs")
    #expect(page.fault == nil)
    #expect(page.doubleIDs.isEmpty)
    #expect(page.text.contains("no oil in the &lt;lamp&gt;"))
    #expect(page.text.contains("Lights the lamps."))
    #expect(page.text.contains("It is tried again by itself."))
    #expect(!page.text.contains("Ana"))
    #expect(
      await staff.get("/desk").text.contains(
        "1 A background job fails and is tried again. /desk/jobs"))
    fails.withLock { $0 = false }
    let reply = await staff.post("/desk/jobs/town.lamps/run", from: "/desk/jobs")
    #expect(reply.status == 303)
    await runner.runDue()
    let record = try await place.store.read { try JobRecord.find("town.lamps", "", $0) }
    #expect(record?.state == .waiting && record?.lastError == nil)
    try await place.end()
  }

  @Test func `a given up job says so, and one that nobody takes up is late`() async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let jobs = jobs(Locked(false))
    let site = place.site([.jobs(jobs)])
    let runner = JobRunner(jobs: jobs, site: site)
    try await place.store.write { try Job.ask("town.visit", for: "Ana", at: Workplace.noon, $0) }
    for _ in 0..<8 {
      await runner.runDue()
      place.wait(4000)
    }
    let owner = Reader(site: site, role: "owner")
    var page = await owner.get("/desk/jobs").text
    #expect(page.contains("Given up"))
    #expect(page.contains("It failed too often."))
    #expect(page.contains("Late"))
    let desk = await owner.get("/desk").text
    #expect(desk.contains("0 A background job was given up."))
    #expect(desk.contains("1 A background job is late."))
    #expect(await Reader(site: site, role: "liaison").get("/desk").text.isEmpty)
    await runner.runDue()
    page = await owner.get("/desk/jobs").text
    #expect(!page.contains("Late"))
    try await place.end()
  }

  @Test(arguments: [
    ("", 303), ("liaison", 404), ("steward", 404), ("partner", 404), ("staff", 200), ("owner", 200),
  ])
  func `the page is open to owners and staff`(role: String, status: Int) async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let reader = Reader(site: place.site([.jobs([])]), role: role)
    #expect(await reader.get("/desk/jobs").status == status)
    if status == 200 {
      #expect(await reader.post("/desk/jobs/no.such/run", from: "/desk/jobs").status == 404)
    }
    try await place.end()
  }

  @Test(arguments: ["es", "ar", "en-XA"])
  func `the page is well-formed in every language`(language: String) async throws {
    let place = try await Workplace(.sqlite, JobsSchema.migrations)
    let jobs = jobs(Locked(true))
    let site = place.site([.jobs(jobs)])
    await JobRunner(jobs: jobs, site: site).runDue()
    let page = await Reader(site: site, role: "owner", language: language).get("/desk/jobs")
    #expect(page.fault == nil)
    #expect(page.text.contains("lang=\"\(language)\""))
    try await place.end()
  }
}
