import Surroundings
import Web

/// What the program did since it started, in the text format that Prometheus reads. Counts by route
/// and status alone: nothing about who asked.
public final class Metrics: Sendable {
  private struct Key: Hashable, Sendable {
    let route: String
    let method: String
    let status: Int
  }

  private struct State: Sendable {
    var counts: [Key: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var total = 0.0
  }

  /// Upper bounds of the histogram of durations, in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

  private let state = Locked(State())

  public init() {}

  func count(_ observation: Site.Observation) {
    let seconds = observation.milliseconds / 1000
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    let key = Key(
      route: observation.route, method: observation.method, status: observation.status)
    state.withLock { state in
      state.counts[key, default: 0] += 1
      state.buckets[bucket] += 1
      state.total += seconds
    }
  }

  /// The exposition format, version 0.0.4.
  func text() -> String {
    let state = state.withLock { $0 }
    var lines = [
      "# HELP kith_requests_total Requests answered, by route and status.",
      "# TYPE kith_requests_total counter",
    ]
    let ordered = state.counts.sorted {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }
    for (key, count) in ordered {
      lines.append(
        "kith_requests_total{route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\"} \(count)"
      )
    }
    lines += [
      "# HELP kith_request_seconds Time from a request read to its answer made.",
      "# TYPE kith_request_seconds histogram",
    ]
    var sum = 0
    for (bound, count) in zip(Self.bounds, state.buckets) {
      sum += count
      lines.append("kith_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    sum += state.buckets.last ?? 0
    lines.append("kith_request_seconds_bucket{le=\"+Inf\"} \(sum)")
    lines.append("kith_request_seconds_sum \(state.total)")
    lines.append("kith_request_seconds_count \(sum)")
    return lines.joined(separator: "\n") + "\n"
  }
}
