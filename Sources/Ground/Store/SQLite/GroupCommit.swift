internal import GRDB
import Surroundings

/// A write that waits for its turn.
struct WaitingWrite: Sendable {
  /// Runs the caller's closure. Gives back what tells the caller so, once that is durable.
  let run: @Sendable (any Connection) throws -> @Sendable () -> Void
  let fail: @Sendable (any Error) -> Void
}

/// Gathers the writes that wait at the same time into one transaction, because what takes long is
/// the disk, once for each commit.
///
/// Each write runs in a savepoint of its own: one that fails is undone alone. Nobody is told
/// anything before the commit.
final class GroupCommit: Sendable {
  private struct State {
    /// Those before `next` were taken already.
    var waiting: [WaitingWrite] = []
    var next = 0
    /// Whether the writer's thread is at work on them.
    var isBusy = false
    var isClosed = false

    mutating func take() -> WaitingWrite? {
      guard next < waiting.count else {
        waiting.removeAll(keepingCapacity: true)
        next = 0
        return nil
      }
      defer { next += 1 }
      return waiting[next]
    }
  }

  /// One transaction takes no more: those who came first wait for those who came last.
  private static let largest = 256

  private let pool: DatabasePool
  private let state = Locked(State())
  /// The schema that the writer's prepared statements were made for.
  private let schemaVersion = Locked<Int?>(nil)

  init(_ pool: DatabasePool) { self.pool = pool }

  /// Writes that are added from now on fail; those added before are still done.
  func close() { state.withLock { $0.isClosed = true } }

  func add(_ write: WaitingWrite) {
    let isTaken = state.withLock { state in
      guard !state.isClosed else { return false }
      state.waiting.append(write)
      if !state.isBusy {
        state.isBusy = true
        // Under the lock, so that the connection can't be closed before.
        pool.asyncWriteWithoutTransaction { self.work($0) }
      }
      return true
    }
    if !isTaken { write.fail(StoreError.closed) }
  }

  private func work(_ database: Database) {
    while let first = firstOrRest() {
      commit(startingWith: first, database) { self.state.withLock { $0.take() } }
    }
  }

  /// The next write; with none the writer's thread is free, in the same breath.
  private func firstOrRest() -> WaitingWrite? {
    state.withLock { state in
      let write = state.take()
      state.isBusy = write != nil
      return write
    }
  }

  /// Runs `first` and what `another` gives in one transaction.
  private func commit(
    startingWith first: WaitingWrite, _ database: Database, another: () -> WaitingWrite?
  ) {
    let own = SQLiteConnection(database)
    do {
      try own.execute("BEGIN IMMEDIATE")
      try forgetStale(database)
    } catch {
      if database.isInsideTransaction { try? own.execute("ROLLBACK") }
      return first.fail(SQLiteConnection.storeError(error))
    }
    var group: [(write: WaitingWrite, outcome: Result<@Sendable () -> Void, any Error>)] = []
    var write: WaitingWrite? = first
    while let present = write {
      group.append((present, Result { try GroupCommit.run(present, database) }))
      // Some errors, a full disk among them, make SQLite undo the whole transaction.
      guard database.isInsideTransaction else {
        return again(group, except: group.count - 1, database)
      }
      write = group.count < GroupCommit.largest ? another() : nil
    }
    do {
      try own.execute("COMMIT")
    } catch {
      if database.isInsideTransaction { try? own.execute("ROLLBACK") }
      // A deferred foreign key of one of them: the others must not suffer for it.
      if group.count > 1, case StoreError.foreignKey = error {
        return again(group, except: nil, database)
      }
      for (write, _) in group { write.fail(error) }
      return
    }
    for (write, outcome) in group {
      switch outcome {
      case .success(let tell): tell()
      case .failure(let error): write.fail(error)
      }
    }
  }

  /// Forgets the prepared statements when another process changed the schema: SQLite would run
  /// them all the same, but GRDB would still have the names of the columns before.
  private func forgetStale(_ database: Database) throws {
    let version = try Int.fetchOne(database.cachedStatement(sql: "PRAGMA schema_version"))
    let isStale = schemaVersion.withLock { known in
      defer { known = version }
      return known != nil && known != version
    }
    if isStale { database.clearSchemaCache() }
  }

  /// Runs each write of an undone group alone; the guilty one gets its error.
  private func again(
    _ group: [(write: WaitingWrite, outcome: Result<@Sendable () -> Void, any Error>)],
    except guilty: Int?, _ database: Database
  ) {
    for (index, (write, outcome)) in group.enumerated() {
      switch outcome {
      case .failure(let error) where index == guilty: write.fail(error)
      case .success where index == guilty: write.fail(StoreError.aborted)
      default: commit(startingWith: write, database) { nil }
      }
    }
  }

  /// Runs one write between savepoints.
  private static func run(
    _ write: WaitingWrite, _ database: Database
  ) throws -> @Sendable () -> Void {
    let connection = SQLiteConnection(database)
    defer { connection.end() }
    return try connection.attempt { try write.run(connection) }
  }
}
