import Surroundings

/// A store in a PostgreSQL database: several connections, that several processes may have.
final class PostgresEngine: Engine {
  private struct State {
    /// The one used last is taken first: its statements are prepared.
    var idle: [PostgresLane]
    var waiting: [CheckedContinuation<PostgresLane, any Error>] = []
    var isClosed = false
  }

  let place: String
  private let connections: Int
  private let state: Locked<State>

  var dialect: Dialect { .postgres }

  init(_ conninfo: String, connections: Int, log: @escaping Store.Log) throws {
    let lanes = (0..<max(1, connections)).map { PostgresLane(conninfo, number: $0, log: log) }
    place = try lanes[0].open()
    self.connections = lanes.count
    state = Locked(State(idle: lanes.reversed()))
  }

  func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await run(.read, body)
  }

  func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await run(.write, body)
  }

  func migrate<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await run(.migrate, body)
  }

  func close() async throws {
    let wasClosed = state.withLock { state in
      defer { state.isClosed = true }
      return state.isClosed
    }
    guard !wasClosed else { return }
    // Behind all who wait already; and none is given back.
    for _ in 0..<connections { await (try take(evenClosed: true)).close() }
  }

  private func run<T: Sendable>(
    _ purpose: PostgresLane.Purpose, _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try Task.checkCancellation()
    let lane = try await take()
    defer { give(lane) }
    return try await lane.run(purpose, body)
  }

  private func take(evenClosed: Bool = false) async throws -> PostgresLane {
    try await withCheckedThrowingContinuation { continuation in
      let taken: Result<PostgresLane, any Error>? = state.withLock { state in
        if state.isClosed && !evenClosed { return .failure(StoreError.closed) }
        if let lane = state.idle.popLast() { return .success(lane) }
        state.waiting.append(continuation)
        return nil
      }
      if let taken { continuation.resume(with: taken) }
    }
  }

  private func give(_ lane: PostgresLane) {
    let next: CheckedContinuation<PostgresLane, any Error>? = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.idle.append(lane)
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume(returning: lane)
  }
}
