import Store

/// The tables of a database, as the database itself describes them.
struct Schema: Sendable {
  /// By name.
  let tables: [Table]

  struct Table: Sendable, Equatable {
    let name: String
    /// In the order in which the table was made.
    let columns: [Column]
    /// The columns of the primary key, in its order.
    let key: [String]
    let references: [Reference]

    func has(_ column: String) -> Bool { columns.contains { $0.name == column } }
  }

  struct Column: Sendable, Equatable {
    enum Kind: String, Sendable { case integer, real, text, blob }

    let name: String
    let kind: Kind
    let isRequired: Bool
  }

  /// A foreign key.
  struct Reference: Sendable, Equatable {
    let columns: [String]
    let table: String
    /// The columns of that table.
    let parents: [String]
  }

  subscript(_ name: String) -> Table? { tables.first { $0.name == name } }

  static func read(_ connection: any Connection) throws -> Schema {
    let names = try tableNames(connection)
    var columns: [String: [Column]] = [:]
    var keys: [String: [String]] = [:]
    for name in names { (columns[name], keys[name]) = try shape(of: name, connection) }
    let tables = try names.map { name in
      Table(
        name: name, columns: columns[name] ?? [], key: keys[name] ?? [],
        references: try references(of: name, connection).map { found in
          // SQLite names no columns where the other table's key is meant.
          let parents = found.parents.isEmpty ? keys[found.table] ?? [] : found.parents
          return Reference(columns: found.columns, table: found.table, parents: parents)
        })
    }
    return Schema(tables: tables)
  }

  /// The tables' names, in order; not those in which an engine keeps what can be made anew, such as
  /// an index of words.
  static func tableNames(_ connection: any Connection) throws -> [String] {
    let names: SQL =
      switch connection.dialect {
      case .sqlite:
        """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
        """
      case .postgres:
        """
        SELECT relname::text COLLATE "C" AS name FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace ORDER BY name
        """
      }
    return try connection.rows(names).map { try $0.string("name") }
  }

  static func has(_ table: String, _ connection: any Connection) throws -> Bool {
    try tableNames(connection).contains(table)
  }

  /// The ids of the migrations that the database had; none of an empty one.
  static func migrations(_ connection: any Connection) throws -> [String] {
    guard try has("migration", connection) else { return [] }
    return try connection.rows("SELECT id FROM migration ORDER BY id").map { try $0.string("id") }
  }

  private static func shape(
    of table: String, _ connection: any Connection
  ) throws -> (columns: [Column], key: [String]) {
    let query: SQL =
      switch connection.dialect {
      case .sqlite:
        """
        SELECT name, type, "notnull" AS required, pk AS place FROM pragma_table_info(\(table))
        ORDER BY cid
        """
      case .postgres:
        """
        SELECT attname::text AS name, format_type(atttypid, NULL) AS type,
          attnotnull AS required, COALESCE(array_position(indkey::int2[], attnum) + 1, 0) AS place
        FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
        WHERE attrelid = quote_ident(\(table))::regclass AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum
        """
      }
    let rows = try connection.rows(query)
    let columns = try rows.map { row in
      Column(
        name: try row.string("name"), kind: try kind(try row.string("type")),
        isRequired: try row.bool("required"))
    }
    let key = try rows.filter { try $0.int("place") > 0 }
      .sorted { try $0.int("place") < $1.int("place") }
    return (columns, try key.map { try $0.string("name") })
  }

  private static func kind(_ type: String) throws -> Column.Kind {
    switch type.lowercased() {
    case "integer", "int", "bigint": .integer
    case "real", "double precision": .real
    case "text": .text
    case "blob", "bytea": .blob
    default: throw OperationFault("There is a column of a type that Kith does not use: \(type).")
    }
  }

  private static func references(
    of table: String, _ connection: any Connection
  ) throws -> [Reference] {
    let query: SQL =
      switch connection.dialect {
      case .sqlite:
        """
        SELECT id AS number, "from" AS child, "table" AS parent_table, "to" AS parent
        FROM pragma_foreign_key_list(\(table)) ORDER BY id DESC, seq
        """
      case .postgres:
        """
        SELECT pg_constraint.oid::bigint AS number, child.attname::text AS child,
          relname::text AS parent_table, parent.attname::text AS parent
        FROM pg_constraint
        JOIN pg_class ON pg_class.oid = confrelid
        CROSS JOIN LATERAL unnest(conkey, confkey) WITH ORDINALITY AS pair (child, parent, place)
        JOIN pg_attribute AS child ON child.attrelid = conrelid AND child.attnum = pair.child
        JOIN pg_attribute AS parent ON parent.attrelid = confrelid AND parent.attnum = pair.parent
        WHERE contype = 'f' AND conrelid = quote_ident(\(table))::regclass
        ORDER BY conname, place
        """
      }
    var numbers: [Int64] = []
    var found: [Int64: Reference] = [:]
    for row in try connection.rows(query) {
      let number = try row.int64("number")
      let before = found[number]
      if before == nil { numbers.append(number) }
      let parent = try row.optionalString("parent").map { [$0] } ?? []
      found[number] = Reference(
        columns: (before?.columns ?? []) + [try row.string("child")],
        table: try row.string("parent_table"), parents: (before?.parents ?? []) + parent)
    }
    return numbers.compactMap { found[$0] }
  }

  /// Tables so that each comes after those it refers to, itself left aside.
  static func ordered(_ tables: [Table]) throws -> [Table] {
    var waiting = tables.sorted { $0.name < $1.name }
    var ordered: [Table] = []
    while !waiting.isEmpty {
      let names = Set(waiting.map(\.name))
      let ready = waiting.filter { table in
        table.references.allSatisfy { $0.table == table.name || !names.contains($0.table) }
      }
      guard !ready.isEmpty else {
        throw OperationFault(
          "These tables refer to each other in a circle: \(names.sorted().joined(separator: ", "))."
        )
      }
      ordered += ready
      waiting.removeAll { ready.contains($0) }
    }
    return ordered
  }
}
