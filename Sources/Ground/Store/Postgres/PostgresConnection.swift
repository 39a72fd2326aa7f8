/// One transaction's view of a PostgreSQL database, on the thread of its lane.
final class PostgresConnection: Connection {
  private let link: PostgresLink
  private var cursors = 0
  private var isOver = false
  /// The fault that failed the transaction, once a statement did.
  private(set) var failure: PostgresFault?

  init(_ link: PostgresLink) { self.link = link }

  var dialect: Dialect { .postgres }

  func rows(_ sql: SQL) throws -> [Row] {
    try guarded(sql) { text, parameters throws(PostgresFault) in try link.rows(text, parameters) }
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try guarded(sql) { text, parameters throws(PostgresFault) in try link.change(text, parameters) }
  }

  func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    guard StatementText(sql.text(for: .postgres)).isQuery else {
      for row in try rows(sql) { try body(row) }
      return
    }
    cursors += 1
    let cursor = "rows_\(cursors)"
    _ = try guarded(sql) { text, parameters throws(PostgresFault) in
      try link.once("DECLARE \(cursor) NO SCROLL CURSOR FOR \(text)", parameters)
    }
    defer { if failure == nil { try? link.execute("CLOSE \(cursor)") } }
    let fetch = SQL(verbatim: "FETCH 500 FROM \(cursor)")
    while true {
      let rows = try guarded(fetch) { text, parameters throws(PostgresFault) in
        try link.once(text, parameters)
      }
      guard !rows.isEmpty else { return }
      for row in rows { try body(row) }
    }
  }

  func attempt<T>(_ body: () throws -> T) throws -> T {
    try own("SAVEPOINT attempt")
    do {
      let result = try body()
      if let failure { throw failure.error }
      try own("RELEASE attempt")
      return result
    } catch {
      // What only running all of it again can mend stays a failure of the transaction.
      if failure == nil || failure?.course == .fail {
        failure = nil
        try own("ROLLBACK TO attempt; RELEASE attempt")
      }
      throw error
    }
  }

  /// Called at the end of the transaction: a connection that was kept throws from now on.
  func end() { isOver = true }

  private func own(_ text: String) throws {
    if isOver || failure != nil { throw StoreError.aborted }
    do throws(PostgresFault) {
      try link.execute(text)
    } catch {
      failure = error
      throw error.error
    }
  }

  private func guarded<T>(
    _ sql: SQL, _ body: (String, PostgresParameters) throws(PostgresFault) -> T
  ) throws -> T {
    if isOver || failure != nil { throw StoreError.aborted }
    let text = sql.text(for: .postgres)
    do throws(PostgresFault) {
      if StatementText(text).controlsTransaction {
        throw PostgresFault(.statement("The store alone begins and ends transactions."))
      }
      let parameters: PostgresParameters
      do throws(StoreError) {
        parameters = try PostgresParameters(sql.values)
      } catch {
        throw PostgresFault(error)
      }
      return try body(text, parameters)
    } catch {
      failure = error
      throw error.error
    }
  }
}
