/// What can be said of the database as a whole.
extension PostgresEngine {
  /// PostgreSQL is copied by its own tools, which whoever runs the server has.
  func backup(before migration: String) async throws -> String? { nil }

  func backup(to path: String) async throws {
    throw StoreError.unsupported(
      """
      A PostgreSQL database is copied with its own pg_dump, while it serves: \
      pg_dump --format=custom --file=\(path) --dbname=… and brought back with pg_restore.
      """)
  }

  func size() async throws -> Int64 {
    try await read { connection in
      let row = try connection.first("SELECT pg_database_size(current_database()) AS bytes")
      return try row?.int64("bytes") ?? 0
    }
  }

  /// What PostgreSQL itself knows to be broken. Damaged pages it reports when they are read, and
  /// `pg_amcheck` finds them.
  func integrityFaults() async throws -> [String] {
    try await read { connection in
      try connection.rows(
        """
        SELECT 'The index ' || indexrelid::regclass || ' is not valid' AS fault
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'The constraint ' || conname || ' was not checked' FROM pg_constraint
        WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
        ORDER BY fault
        """
      ).map { try $0.string("fault") }
    }
  }

  func schema() async throws -> String {
    try await read { connection in
      let tables = try connection.rows(
        """
        SELECT relname::text COLLATE "C" AS name FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
        ORDER BY name
        """)
      return try tables.map { try table(try $0.string("name"), connection) }.joined()
    }
  }
}

/// A table's columns, constraints and indexes, in PostgreSQL's own words.
private func table(_ name: String, _ connection: any Connection) throws -> String {
  let columns = try connection.rows(
    """
    SELECT quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
      || CASE WHEN attcollation NOT IN (0, 100)
        THEN ' COLLATE ' || quote_ident(collname) ELSE '' END
      || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
      || COALESCE(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') AS line
    FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    LEFT JOIN pg_collation ON pg_collation.oid = attcollation
    WHERE attrelid = quote_ident(\(name))::regclass AND attnum > 0 AND NOT attisdropped
    ORDER BY attnum
    """)
  let constraints = try connection.rows(
    """
    SELECT 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid, true) AS line
    FROM pg_constraint WHERE conrelid = quote_ident(\(name))::regclass
    ORDER BY conname::text COLLATE "C"
    """)
  let indexes = try connection.rows(
    """
    SELECT pg_get_indexdef(indexrelid, 0, true) AS line FROM pg_index
    WHERE indrelid = quote_ident(\(name))::regclass
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid
        AND contype IN ('p', 'u', 'x'))
    ORDER BY indexrelid::regclass::text COLLATE "C"
    """)
  let lines = try (columns + constraints).map { "  " + (try $0.string("line")) }
  return "CREATE TABLE \(name) (\n\(lines.joined(separator: ",\n"))\n);\n"
    + (try indexes.map { try $0.string("line") + ";\n" }.joined())
}
