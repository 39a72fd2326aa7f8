import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The jobs at the desk.
struct JobRoutes {
  let jobs: [Job]

  var routes: [Route] {
    [
      .get("/desk/jobs", Jobs.access) { call in try await page(call) },
      .post("/desk/jobs/{job}/run", Jobs.access) { call in
        let name = try call.parameter("job")
        guard let job = jobs.first(where: { $0.name == name }) else { throw Failure.notFound }
        let now = call.now
        let actor = call.actor
        try await call.store.write { try job.hurry(by: actor, at: now, $0) }
        return .seeOther("/desk/jobs", notice: .saved)
      },
    ]
  }

  private func page(_ call: Call) async throws -> Reply {
    let records = try await call.store.read { try JobRecord.all($0) }
    let entries = jobs.map { job in
      JobEntry(job, records.filter { $0.kind == job.name }, call)
    }
    return jobsPage(call, entries)
  }
}

/// One job as the page says it.
struct JobEntry {
  let name: String
  let what: String
  let rhythm: String
  let state: (text: String, tone: Tone)
  let last: String
  let next: String
  let error: String?
  /// How to mend it, where there is something to mend.
  let mend: String?
  /// Whether there is a run that could be made now.
  let canRun: Bool

  init(_ job: Job, _ records: [JobRecord], _ call: Call) {
    let w = call.w
    func time(_ instant: Instant?) -> String? {
      instant.map { w.instant($0, in: call.library.zone) }
    }
    name = job.name
    what = job.what(w)
    rhythm = job.rhythm.sentence(w)
    let open = records.filter { $0.state != .done }
    // What needs somebody most stands for all runs of a job.
    let worst =
      open.first { $0.state == .givenUp } ?? open.first { $0.state == .failed }
      ?? open.first { $0.state == .running } ?? open.first
    let late = open.contains { $0.isLate(at: call.now) }
    state = late ? (w("Late"), .warning) : JobEntry.word(worst?.state, w)
    last = time(records.compactMap(\.lastRun).max()) ?? w("Not yet")
    let due = open.filter { $0.state == .waiting || $0.state == .failed }.map(\.due).min()
    next = due.map { $0 <= call.now ? w("Now") : time($0) ?? "" } ?? w("When it is needed")
    error = worst?.lastError
    canRun = !open.isEmpty
    mend =
      if late {
        w("No process takes the jobs up. Restart Kith; if that does not help, look at its log.")
      } else if worst?.state == .givenUp {
        w("It failed too often. When the cause is mended, press “Run now”.")
      } else if worst?.state == .failed {
        w(
          "It is tried again by itself. If it keeps failing, give the error to whoever runs the machine."
        )
      } else {
        nil
      }
  }

  private static func word(_ state: JobRecord.State?, _ w: Words) -> (String, Tone) {
    switch state {
    case .waiting: (w("Waiting"), .neutral)
    case .running: (w("Running"), .information)
    case .done, nil: (w("Nothing to do"), .neutral)
    case .failed: (w("Failed"), .warning)
    case .givenUp: (w("Given up"), .trouble)
    }
  }
}

extension Job.Rhythm {
  func sentence(_ w: Words) -> String {
    switch self {
    case .every(let seconds) where seconds < 120:
      w.plural(Int(seconds), "Every second", "Every {n} seconds")
    case .every(let seconds) where seconds < 7200:
      w.plural(Int(seconds / 60), "Every minute", "Every {n} minutes")
    case .every(let seconds): w.plural(Int(seconds / 3600), "Every hour", "Every {n} hours")
    case .daily(let hour): w("Daily at {hour}:00", ["hour": w.number(hour)])
    case .whenAsked: w("When it is needed")
    }
  }
}

private func jobsPage(_ call: Call, _ entries: [JobEntry]) -> Reply {
  let w = call.w
  let rows = entries.enumerated().map { index, entry -> [HTML] in
    let error: HTML = entry.error.map { "<br/><code dir=\"ltr\">\($0)</code>" } ?? .empty
    let mend: HTML = entry.mend.map { "<p>\($0)</p>" } ?? .empty
    return [
      "<span id=\"job-\(index)\">\(entry.what)</span><br/><small>\(entry.rhythm)</small>",
      "\(tag(entry.state.text, tone: entry.state.tone))\(error)\(mend)",
      HTML(text: entry.last), HTML(text: entry.next),
      entry.canRun
        ? call.postForm(
          "/desk/jobs/\(entry.name)/run",
          submitButton(w("Run now"), kind: .quiet, describedBy: "job-\(index)")) : .empty,
    ]
  }
  return call.page(
    w("Jobs"),
    """
    \(pageHeading(w("Jobs"), lead: w("What Kith does by itself, and whether it went well.")))
    \(dataTable(w, caption: w("Background jobs"), columns: [Column(w("What it does")), Column(w("State")), Column(w("Last run")), Column(w("Next")), Column(w("Run it"))], rows: rows))
    """)
}
