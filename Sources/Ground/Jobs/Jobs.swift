import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// What the program does by itself, and the page that shows it.
public enum Jobs {
  /// Who sees the jobs and may hurry them.
  static let access = Access.roles([.owner, .staff])

  /// Takes away the traces of jobs that were done once and are done.
  static let tidy = Job(
    "jobs.tidy", dailyAt: 4, what: { w in w("Removes the records of jobs done a month ago.") },
    run: { site in
      let before = site.surroundings.now() - 30 * 86400
      try await site.store.write { connection in
        _ = try connection.run("DELETE FROM job WHERE state = 'done' AND last_done < \(before)")
      }
    })

  /// An error without what people wrote.
  static func describe(_ error: any Error) -> String {
    let type = String(describing: type(of: error))
    return switch error {
    case let error as any SafelyDescribed: "\(type): \(error.safeDescription)"
    case let error as StoreError: "\(type): \(error.description)"
    default: type
    }
  }

  /// What today asks of the staff because of jobs.
  static func desk(_ jobs: [Job], _ call: Call, _ connection: any Connection) throws -> [DeskItem] {
    guard let role = call.viewer?.role, [.owner, .staff].contains(role) else { return [] }
    let w = call.w
    let known = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var items: [DeskItem] = []
    var seen: Set<String> = []
    for record in try JobRecord.all(connection) {
      guard let job = known[record.kind], !seen.contains(job.name) else { continue }
      let sentence: String
      switch record.state {
      case .failed: sentence = w("A background job fails and is tried again.")
      case .givenUp: sentence = w("A background job was given up.")
      case .waiting where record.isLate(at: call.now):
        sentence = w("A background job is late.")
      case .waiting, .running, .done: continue
      }
      seen.insert(job.name)
      items.append(
        DeskItem(
          urgency: record.state == .givenUp || record.attempts > 2 ? 0 : 1, sentence: sentence,
          detail: job.what(w), action: w("See the jobs"), link: "/desk/jobs"))
    }
    return items
  }
}

extension Capability {
  /// The page of the program's own work. Its jobs are those of all capabilities.
  public static func jobs(_ jobs: [Job]) -> Capability {
    let all = jobs + [Jobs.tidy]
    return Capability(
      name: "jobs", migrations: JobsSchema.migrations, routes: JobRoutes(jobs: all).routes,
      navigation: [NavigationEntry("/desk/jobs", Jobs.access) { w in w("Jobs") }],
      holdings: [
        Holding(
          tables: ["job"],
          what: { w in
            w("What the program does by itself: when it ran, and what went wrong. No names.")
          },
          why: { w in w("So that nothing fails in silence.") },
          kept: { w in
            w("A job that was done once, a month; the others, as long as the program has them.")
          })
      ],
      desk: [DeskSource { call, connection in try Jobs.desk(all, call, connection) }])
  }
}
