import Testing

@testable import Store

extension StoreSuite {
  @Suite struct SchemaWordsTests {
    @Test(arguments: [
      (
        "CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER, r REAL, b BLOB) STRICT",
        """
        CREATE TABLE t (id TEXT COLLATE "C" NOT NULL PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, \
        b BYTEA)
        """
      ),
      ("CREATE TABLE t (a INTEGER) STRICT, WITHOUT ROWID;", "CREATE TABLE t (a BIGINT)"),
      ("CREATE TABLE t (a INTEGER)\nWITHOUT ROWID", "CREATE TABLE t (a BIGINT)"),
      // Names, literals and comments are nobody's business.
      (
        "CREATE TABLE text (text TEXT CHECK (text <> 'a TEXT, INTEGER) STRICT'), INTEGERS REAL)",
        """
        CREATE TABLE text (text TEXT COLLATE "C" CHECK (text <> 'a TEXT, INTEGER) STRICT'), \
        INTEGERS DOUBLE PRECISION)
        """
      ),
      (
        "CREATE TABLE t (\"REAL\" BLOB DEFAULT 'it''s REAL') -- INTEGER\n/* BLOB */ STRICT",
        "CREATE TABLE t (\"REAL\" BYTEA DEFAULT 'it''s REAL') -- INTEGER\n/* BLOB */ STRICT"
      ),
      (
        "UPDATE t SET a = CAST(b AS TEXT), c = CAST(b AS INTEGER)",
        "UPDATE t SET a = CAST(b AS TEXT), c = CAST(b AS BIGINT)"
      ),
      (
        "ALTER TABLE t ADD COLUMN c TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE t ADD COLUMN c TEXT COLLATE \"C\" NOT NULL DEFAULT ''"
      ),
      ("CREATE INDEX strict ON t (a) WHERE STRICT", "CREATE INDEX strict ON t (a) WHERE STRICT"),
      ("SELECT 'unfinished TEXT", "SELECT 'unfinished TEXT"),
    ])
    func `Only the types and the options of a table change`(_ sqlite: String, _ postgres: String) {
      #expect(SchemaWords.statement(sqlite, for: .postgres).text(for: .postgres) == postgres)
      #expect(SchemaWords.statement(sqlite, for: .sqlite).text(for: .sqlite) == sqlite)
    }
  }
}
