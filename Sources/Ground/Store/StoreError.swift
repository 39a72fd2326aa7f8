/// What can go wrong between the program and its database, the same for both engines.
///
/// None of them ever holds a bound value: an error may be logged, a person's answer may not.
public enum StoreError: Error, Sendable, Equatable {
  /// A value is there already. Names the columns, such as `account.email_key`, or where the engine
  /// doesn't tell them, the constraint.
  case unique(String)
  /// The row referred to is missing, or the row to go is still referred to. Names the table that
  /// the statement would have changed; empty when it was found only at the end of the transaction.
  case foreignKey(String)
  /// A CHECK refused the row. Names the table and the constraint, such as `charter: smallest_cell`;
  /// for one without a name SQLite gives the condition, and PostgreSQL a name that it made.
  case check(String)
  /// A value is missing. Names the column, such as `account.name`.
  case notNull(String)
  /// A value of another type than the column's, or than the one asked for. Names the column.
  case wrongType(String)
  /// A value that neither engine takes, and why.
  case invalidValue(String)
  /// The row has no such column.
  case missingColumn(String)
  /// Others held the database for too long; the same call may succeed later.
  case busy
  /// The disk is full.
  case full
  /// A statement would have changed the database within a read.
  case readOnly
  /// The transaction holds a failed statement, and takes no more; see ``Connection/attempt(_:)``.
  case aborted
  /// The connection broke. A write may or may not have happened.
  case connectionLost
  /// The store was closed.
  case closed
  /// The database can't be opened, is damaged, or can't be copied there, and why.
  case unavailable(String)
  /// The database was changed by a newer Kith. Names the migrations that this one doesn't know.
  case newerDatabase([String])
  /// A migration failed and was undone. Names it, and tells why.
  case migration(id: String, reason: String)
  /// The engine can't do this; tells what to do instead.
  case unsupported(String)
  /// The engine refused a statement: what it said, without any bound value.
  case statement(String)
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unique(let name): "There is such a row already (\(name))."
    case .foreignKey(let table):
      "A row that is referred to is missing, or would go (\(table.isEmpty ? "at the end" : table))."
    case .check(let name): "The row is refused (\(name))."
    case .notNull(let column): "\(column) needs a value."
    case .wrongType(let column): "A value of the wrong type (\(column))."
    case .invalidValue(let reason): reason
    case .missingColumn(let column): "The result has no column \(column)."
    case .busy: "Others held the database for too long."
    case .full: "The disk is full."
    case .readOnly: "A read can't change the database."
    case .aborted: "A statement of this transaction failed; it takes no more."
    case .connectionLost: "The connection to the database broke; a change may not be saved."
    case .closed: "The database was closed."
    case .unavailable(let reason): "The database is not available: \(reason)"
    case .newerDatabase(let ids):
      "The database was changed by a newer version: \(ids.joined(separator: ", "))."
    case .migration(let id, let reason): "The migration \(id) failed and was undone: \(reason)"
    case .unsupported(let reason): reason
    case .statement(let reason): "The database refused a statement: \(reason)"
    }
  }
}
