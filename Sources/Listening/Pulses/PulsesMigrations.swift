import Store

enum PulsesSchema {
  static let migrations = [Migration(id: "2026-11-28-pulses-1", statements: statements)]

  private static let statements = [
    """
    CREATE TABLE pulse_instrument (
      key TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1),
      document TEXT NOT NULL CHECK (document <> ''),
      day TEXT NOT NULL,
      PRIMARY KEY (key, version)
    ) STRICT
    """,
    """
    CREATE TABLE pulse (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      slug TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL CHECK (title <> ''),
      introduction TEXT NOT NULL,
      language TEXT NOT NULL,
      instrument TEXT NOT NULL,
      instrument_version INTEGER NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 60),
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
      closes TEXT NOT NULL,
      opened_on TEXT,
      closed_on TEXT,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((state = 'draft') = (opened_on IS NULL)),
      CHECK ((state = 'closed') = (closed_on IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX pulse_by_engagement ON pulse (engagement)",
    // No day, no order, no account: a random id, a side, and the hash of a code that only whoever
    // answered has.
    """
    CREATE TABLE pulse_response (
      id TEXT NOT NULL PRIMARY KEY,
      pulse TEXT NOT NULL REFERENCES pulse (id),
      side TEXT NOT NULL CHECK (side IN ('community', 'library')),
      receipt TEXT NOT NULL UNIQUE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX pulse_response_by_pulse ON pulse_response (pulse, side)",
    // A value of NULL is *I can’t say*; what was passed over has no row.
    """
    CREATE TABLE pulse_rating (
      response TEXT NOT NULL REFERENCES pulse_response (id),
      item TEXT NOT NULL,
      rating TEXT NOT NULL CHECK (rating IN ('importance', 'occurrence')),
      value INTEGER CHECK (value BETWEEN 1 AND 11),
      PRIMARY KEY (response, item, rating)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
