internal import GRDB

extension SQLiteConnection {
  /// What an error of GRDB means to the program. Others, such as of the caller's closure, stay.
  static func storeError(_ error: any Error, _ statement: String = "") -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? ""
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
      return StoreError.unique(named(in: message))
    case .SQLITE_CONSTRAINT_FOREIGNKEY:
      return StoreError.foreignKey(StatementText(statement).table)
    case .SQLITE_CONSTRAINT_CHECK:
      return StoreError.check(StatementText(statement).table + ": " + named(in: message))
    case .SQLITE_CONSTRAINT_NOTNULL:
      return StoreError.notNull(named(in: message))
    case .SQLITE_CONSTRAINT_DATATYPE:
      // "cannot store TEXT value in INTEGER column fact.version"
      return StoreError.wrongType(message.split(separator: " ").last.map(String.init) ?? "")
    default:
      break
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return StoreError.busy
    case .SQLITE_FULL:
      return StoreError.full
    case .SQLITE_READONLY:
      return StoreError.readOnly
    case .SQLITE_MISUSE where message == "Connection is closed":
      return StoreError.closed
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_IOERR:
      return StoreError.unavailable(message)
    default:
      return StoreError.statement(message)
    }
  }

  /// What stands after "UNIQUE constraint failed: " and its like.
  private static func named(in message: String) -> String {
    message.firstRange(of: "failed: ").map { String(message[$0.upperBound...]) } ?? message
  }
}
