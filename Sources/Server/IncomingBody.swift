import Hummingbird
import HummingbirdCore
import Surroundings
import Web

/// How many bytes the bodies that are read or answered right now may take together, so that many
/// senders at once can't fill the machine's memory.
final class BodyRoom: Sendable {
  private let most: Int
  private let taken = Locked(0)

  init(most: Int) { self.most = most }

  func take(_ count: Int) -> Bool {
    taken.withLock { taken in
      guard taken + count <= most else { return false }
      taken += count
      return true
    }
  }

  func giveBack(_ count: Int) { taken.withLock { $0 -= count } }
}

/// How slowly a body may come: who sends a byte a minute holds a place that others need.
public struct BodyPace: Sendable {
  public var grace: Duration = .seconds(60)
  public var bytesPerSecond = 1000

  public init() {}

  func allows(_ bytes: Int, after time: Duration) -> Bool {
    time <= grace + .seconds(Double(bytes) / Double(bytesPerSecond))
  }
}

/// The body of one request: nothing of it is read before the site asks for it.
final class IncomingBody: Sendable {
  private struct State {
    var isWhole: Bool
    var held = 0
  }

  private let body: RequestBody
  private let announced: Int
  private let room: BodyRoom
  private let pace: BodyPace
  private let state: Locked<State>

  init(of request: Hummingbird.Request, _ room: BodyRoom, _ pace: BodyPace) {
    body = request.body
    announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
    self.room = room
    self.pace = pace
    let has = announced > 0 || request.headers[.transferEncoding] != nil
    state = Locked(State(isWhole: !has))
  }

  /// Whether nothing of it is left on the wire. Otherwise the connection can't be used again.
  var isWhole: Bool { state.withLock { $0.isWhole } }

  func read(upTo limit: Int) async throws -> [UInt8] {
    if isWhole { return [] }
    guard announced <= limit else { throw Failure.tooLarge(limit: limit) }
    let start = ContinuousClock.now
    var bytes: [UInt8] = []
    for try await var buffer in body {
      let count = buffer.readableBytes
      guard bytes.count + count <= limit else { throw Failure.tooLarge(limit: limit) }
      guard pace.allows(bytes.count, after: start.duration(to: .now)) else {
        throw Failure.malformed(.brokenParts)
      }
      guard room.take(count) else { throw Failure.tooBusy(retryAfter: 10) }
      state.withLock { $0.held += count }
      bytes += buffer.readBytes(length: count) ?? []
    }
    state.withLock { $0.isWhole = true }
    return bytes
  }

  /// After the answer is made.
  func letGo() {
    let held = state.withLock { state in
      defer { state.held = 0 }
      return state.held
    }
    room.giveBack(held)
  }
}
