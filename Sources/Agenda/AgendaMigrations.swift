import Store

enum AgendaSchema {
  static let migrations = [Migration(id: "2026-11-28-agenda-1", statements: statements)]

  private static let statements = [
    """
    CREATE TABLE weekly_letter (
      account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
      weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
      last_sent TEXT
    ) STRICT
    """,
    """
    CREATE TABLE calendar_link (
      account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
      hash TEXT NOT NULL UNIQUE,
      since TEXT NOT NULL
    ) STRICT
    """,
  ]
}
