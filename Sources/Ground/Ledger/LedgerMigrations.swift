import Store

extension Ledger {
  public static let migrations = [
    Migration(
      id: "2026-11-23-ledger-1",
      statements: [
        """
        CREATE TABLE moment (
          sequence INTEGER NOT NULL PRIMARY KEY,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (kind LIKE '%.%'),
          subject_kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          community TEXT,
          actor TEXT NOT NULL,
          details TEXT NOT NULL,
          previous TEXT NOT NULL UNIQUE,
          hash TEXT NOT NULL UNIQUE
        ) STRICT
        """,
        "CREATE INDEX moment_by_community ON moment (community, sequence)",
        """
        CREATE TABLE ledger_head (
          id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          sequence INTEGER NOT NULL,
          hash TEXT NOT NULL
        ) STRICT
        """,
        "INSERT INTO ledger_head (id, sequence, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
      ],
      sqlite: [
        "CREATE TRIGGER moment_stays BEFORE UPDATE ON moment BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER moment_remains BEFORE DELETE ON moment BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
      ],
      postgres: [
        "CREATE FUNCTION moment_stays() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END'",
        "CREATE TRIGGER moment_stays BEFORE UPDATE OR DELETE ON moment FOR EACH ROW EXECUTE FUNCTION moment_stays()",
      ])
  ]
}
