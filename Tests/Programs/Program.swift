import Foundation
import Glibc
import Synchronization

/// A program that runs beside a test.
///
/// Foundation's `Process` learns of an end by a socket that any program started at the same moment
/// inherits on Linux, so that one end is seen only when another program ends; and it waits on a
/// thread of the tasks, of which there are no more than processors. Two tests that start programs
/// can then wait for each other for ever. Here a program inherits its own three files alone, and
/// threads of their own read and wait.
public final class Program: Sendable {
  public enum End: Sendable, Equatable {
    case exited(Int32)
    case killed(Int32)
  }

  public struct Fault: Error {
    public let words: String
  }

  public let id: pid_t
  private let input: FileHandle
  private let ending: Later<End>
  /// What it says, as it says it. For one reader.
  public let said: AsyncStream<Data>

  /// Starts the program at `path`, which is looked for in the `PATH` where it has no slash. What it
  /// says as an error goes nowhere.
  public init(_ path: String, _ arguments: [String]) throws {
    // One at a time: between its making and the mark that no other program is to have it, a pipe
    // would go to whatever is started.
    let (id, input, output) = try Program.starting.withLock { _ in
      try Program.start(path, arguments)
    }
    self.id = id
    self.input = FileHandle(fileDescriptor: input, closeOnDealloc: true)
    let reader = FileHandle(fileDescriptor: output, closeOnDealloc: true)
    let (said, tell) = AsyncStream.makeStream(of: Data.self)
    self.said = said
    Thread.detachNewThread {
      while true {
        let more = reader.availableData
        if more.isEmpty { break }
        tell.yield(more)
      }
      tell.finish()
    }
    let ending = Later<End>()
    self.ending = ending
    Thread.detachNewThread {
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      ending.resolve(
        status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f))
    }
  }

  public var isRunning: Bool { ending.value == nil }

  public func ended() async -> End { await ending.awaited() }

  /// Nothing happens to a program that has ended: its number may be another's by then.
  public func send(_ signal: Int32) { if isRunning { kill(id, signal) } }

  /// Lets go of its input, at which many programs end.
  public func closeInput() { try? input.close() }

  /// What it says from now on, up to and with `words`, or all to its end.
  public func words(upTo words: String) async -> String {
    var heard = Data()
    for await more in said {
      heard += more
      if String(decoding: heard, as: UTF8.self).contains(words) { break }
    }
    return String(decoding: heard, as: UTF8.self)
  }

  private static let starting = Mutex(())

  private static func start(
    _ path: String, _ arguments: [String]
  ) throws -> (id: pid_t, input: Int32, output: Int32) {
    let (theirInput, input) = try Program.pipe()
    let (output, theirOutput) = try Program.pipe()
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { for file in [theirInput, theirOutput, nowhere] { close(file) } }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (theirs, number) in [(theirInput, 0), (theirOutput, 1), (nowhere, 2)] as [(Int32, Int32)] {
      posix_spawn_file_actions_adddup2(&actions, theirs, number)
    }

    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var id: pid_t = 0
    let outcome = posix_spawnp(&id, path, &actions, nil, words, environ)
    guard outcome == 0 else {
      for file in [input, output] { close(file) }
      throw Fault(words: "\(path) can't be started: \(String(cString: strerror(outcome)))")
    }
    return (id, input, output)
  }

  private static func pipe() throws -> (reads: Int32, writes: Int32) {
    var files: [Int32] = [0, 0]
    guard Glibc.pipe(&files) == 0 else { throw Fault(words: "No pipe can be made.") }
    for file in files { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    return (files[0], files[1])
  }
}

/// A value that comes later, for any number of tasks that wait for it.
private final class Later<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiting: [CheckedContinuation<Value, Never>] = []
  }
  private let state = Mutex(State())

  var value: Value? { state.withLock { $0.value } }

  func resolve(_ value: Value) {
    let waiting = state.withLock { state in
      state.value = value
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }

  func awaited() async -> Value {
    await withCheckedContinuation { continuation in
      let value = state.withLock { state in
        if state.value == nil { state.waiting.append(continuation) }
        return state.value
      }
      if let value { continuation.resume(returning: value) }
    }
  }
}
