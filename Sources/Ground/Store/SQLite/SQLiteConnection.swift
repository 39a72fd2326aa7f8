import Foundation
internal import GRDB

/// One transaction's view of an SQLite database, on the thread of the GRDB connection it is given.
final class SQLiteConnection: Connection {
  private let database: Database
  private var isOver = false
  /// The error that failed the transaction, once a statement did.
  private(set) var failure: (any Error)?

  init(_ database: Database) { self.database = database }

  var dialect: Dialect { .sqlite }

  func rows(_ sql: SQL) throws -> [Row] {
    try guarded(sql) { text in
      let statement = try statement(text, sql)
      let cursor = try GRDB.Row.fetchCursor(
        statement, arguments: try SQLiteConnection.arguments(sql))
      let columns = Columns(cursor.columnNames)
      var rows: [Row] = []
      while try cursor.next() != nil { rows.append(Row(statement, columns)) }
      return rows
    }
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try guarded(sql) { text in
      let statement = try statement(text, sql)
      try statement.execute(arguments: try SQLiteConnection.arguments(sql))
      return !statement.isReadonly && StatementText(text).changesRows ? database.changesCount : 0
    }
  }

  func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    // A statement of its own: `body` may run the same text, and cached ones can't be run twice over.
    let (statement, cursor) = try guarded(sql) { text in
      let statement = try database.makeStatement(sql: text)
      return (
        statement,
        try GRDB.Row.fetchCursor(statement, arguments: try SQLiteConnection.arguments(sql))
      )
    }
    let columns = Columns(cursor.columnNames)
    while try goes(on: cursor, sql) { try body(Row(statement, columns)) }
  }

  /// The next of millions of rows: the text of their statement is not looked at again for each.
  private func goes(on cursor: RowCursor, _ sql: SQL) throws -> Bool {
    if isOver || failure != nil { throw StoreError.aborted }
    do {
      return try cursor.next() != nil
    } catch {
      let error = SQLiteConnection.storeError(error, sql.text(for: .sqlite))
      failure = error
      throw error
    }
  }

  func attempt<T>(_ body: () throws -> T) throws -> T {
    if failure != nil { throw StoreError.aborted }
    try execute("SAVEPOINT attempt")
    do {
      let result = try body()
      if let failure { throw failure }
      try execute("RELEASE attempt")
      return result
    } catch {
      // Gone already when the failure undid the whole transaction, as a full disk does.
      if database.isInsideTransaction {
        do {
          try execute("ROLLBACK TO attempt")
          try execute("RELEASE attempt")
          failure = nil
        } catch {
          // What can't be undone alone must not be committed with the rest.
          try? execute("ROLLBACK")
        }
      }
      throw error
    }
  }

  /// Runs one of the store's own statements.
  func execute(_ text: String) throws {
    do {
      try database.cachedStatement(sql: text).execute()
    } catch {
      throw SQLiteConnection.storeError(error, text)
    }
  }

  /// Called at the end of the transaction: a connection that was kept throws from now on.
  func end() { isOver = true }

  private func guarded<T>(_ sql: SQL, _ body: (String) throws -> T) throws -> T {
    if isOver || failure != nil { throw StoreError.aborted }
    let text = sql.text(for: .sqlite)
    do {
      if StatementText(text).controlsTransaction {
        throw StoreError.statement("The store alone begins and ends transactions.")
      }
      return try body(text)
    } catch {
      let error = SQLiteConnection.storeError(error, text)
      failure = error
      throw error
    }
  }

  /// Long lists make a text of their own for each length: not worth keeping.
  private func statement(_ text: String, _ sql: SQL) throws -> Statement {
    sql.values.count > 64
      ? try database.makeStatement(sql: text) : try database.cachedStatement(sql: text)
  }

  private static func arguments(_ sql: SQL) throws -> StatementArguments {
    StatementArguments(
      try sql.values.map { value -> DatabaseValue in
        switch try value.checked() {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
      })
  }
}

extension Row {
  /// The row that a statement stands on. Read from the statement itself: a row of GRDB's finds out
  /// for each value anew how it is to be decoded.
  fileprivate init(_ statement: Statement, _ columns: Columns) {
    self.columns = columns
    values = (0..<CInt(columns.names.count)).map { index in
      let value = DatabaseValue(sqliteStatement: statement.sqliteStatement, index: index)
      return switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let data): .blob([UInt8](data))
      }
    }
  }
}
