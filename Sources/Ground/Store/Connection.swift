/// The engine under a store.
public enum Dialect: String, Sendable, CaseIterable {
  case sqlite
  case postgres
}

/// One transaction's view of the database.
///
/// Synchronous: it lives on the engine's thread, within the closure that it was given to, and never
/// outlives it.
///
/// A failed statement fails the transaction, on both engines: later statements throw
/// ``StoreError/aborted``, and nothing is saved even when the closure returns. What may fail without
/// failing all goes into ``attempt(_:)``.
public protocol Connection: AnyObject {
  /// Runs a statement, and gathers all rows it returns: of a query, or of `RETURNING`.
  ///
  /// - Throws: ``StoreError``.
  func rows(_ sql: SQL) throws -> [Row]

  /// Runs a statement.
  ///
  /// - Returns: The number of rows it inserted, changed or deleted.
  /// - Throws: ``StoreError``.
  @discardableResult
  func run(_ sql: SQL) throws -> Int

  /// Gives `body` each row of a query (`SELECT`, `WITH` or `VALUES`), few of them in memory at once.
  /// `body` may run other statements, but not change the rows that the query reads: whether it would
  /// see that is different from engine to engine.
  ///
  /// - Throws: ``StoreError``, and what `body` throws, which ends the query.
  func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs `body` so that its failure undoes what it did, and nothing else of the transaction.
  ///
  /// - Throws: What `body` throws; the transaction can go on.
  @discardableResult
  func attempt<T>(_ body: () throws -> T) throws -> T

  var dialect: Dialect { get }
}

extension Connection {
  /// The first row of a query or of `RETURNING`. The statement runs to its end: say `LIMIT 1`.
  public func first(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// Whether a query finds any row.
  public func exists(_ sql: SQL) throws -> Bool {
    try count("SELECT CASE WHEN EXISTS (\(sql)) THEN 1 ELSE 0 END") == 1
  }

  /// The whole number in the first column of a query's first row, such as of `SELECT COUNT(*)`.
  ///
  /// - Throws: ``StoreError/wrongType(_:)`` when there is no such number.
  public func count(_ sql: SQL) throws -> Int {
    guard case .integer(let count)? = try first(sql)?.values.first else {
      throw StoreError.wrongType("count")
    }
    return Int(count)
  }

  /// Makes all writes that name the same `rule` wait for each other until their transactions end.
  ///
  /// For what is first read and then decided, such as *never without an owner*: PostgreSQL lets
  /// two writers read at once; SQLite has one writer, and this does nothing.
  public func takeTurns(_ rule: StaticString) throws {
    if dialect == .postgres {
      // Such locks are the whole database's: those of another Kith in another schema are its own.
      _ = try rows(
        """
        SELECT pg_advisory_xact_lock(7001, hashtext(current_schema() || ' ' || \(rule.description)))
        """)
    }
  }
}
