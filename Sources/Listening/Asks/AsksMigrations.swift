import Store

enum AsksSchema {
  static let migrations = [
    Migration(
      id: "2026-11-28-asks-1",
      statements: [
        """
        CREATE TABLE ask (
          id TEXT NOT NULL PRIMARY KEY,
          community TEXT NOT NULL REFERENCES community (id),
          instrument TEXT NOT NULL CHECK (instrument <> ''),
          subject TEXT NOT NULL,
          title TEXT NOT NULL CHECK (title <> ''),
          opened TEXT NOT NULL,
          closes TEXT,
          invited INTEGER CHECK (invited >= 0),
          minutes INTEGER NOT NULL CHECK (minutes > 0),
          returned TEXT
        ) STRICT
        """,
        "CREATE INDEX ask_by_community ON ask (community, opened)",
      ]),
    Migration(id: "2026-11-28-asks-2", statements: burden),
  ]

  private static let burden = [
    """
    ALTER TABLE ask ADD COLUMN status TEXT NOT NULL DEFAULT 'counted'
      CHECK (status IN ('told', 'refused', 'planned', 'counted', 'declined', 'withdrawn'))
    """,
    """
    ALTER TABLE ask ADD COLUMN sensitivity TEXT NOT NULL DEFAULT 'ordinary'
      CHECK (sensitivity IN ('ordinary', 'sensitive'))
    """,
    "ALTER TABLE ask ADD COLUMN languages TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ask ADD COLUMN completed INTEGER CHECK (completed >= 0)",
    // The body that asks; empty for the library itself.
    "ALTER TABLE ask ADD COLUMN asker TEXT NOT NULL DEFAULT ''",
    """
    ALTER TABLE ask ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0
      CHECK (reminders BETWEEN 0 AND 9)
    """,
    "ALTER TABLE ask ADD COLUMN random INTEGER NOT NULL DEFAULT 0 CHECK (random IN (0, 1))",
    "ALTER TABLE ask ADD COLUMN federal INTEGER NOT NULL DEFAULT 0 CHECK (federal IN (0, 1))",
    // Whether another body says that it will tell people what it heard.
    "ALTER TABLE ask ADD COLUMN returns INTEGER NOT NULL DEFAULT 1 CHECK (returns IN (0, 1))",
    "ALTER TABLE ask ADD COLUMN returned_how TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ask ADD COLUMN path TEXT NOT NULL DEFAULT ''",
    // Since when it stands in the register.
    "ALTER TABLE ask ADD COLUMN registered TEXT",
    "UPDATE ask SET registered = opened",
    "CREATE INDEX ask_by_subject ON ask (instrument, subject)",
    """
    CREATE UNIQUE INDEX ask_waiting ON ask (community, instrument, subject)
      WHERE status IN ('told', 'refused', 'planned')
    """,
    """
    CREATE TABLE outside_ask_link (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      hash TEXT NOT NULL UNIQUE,
      label TEXT NOT NULL CHECK (label <> ''),
      expires TEXT NOT NULL,
      closed INTEGER NOT NULL CHECK (closed IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX outside_ask_link_by_community ON outside_ask_link (community)",
  ]
}
