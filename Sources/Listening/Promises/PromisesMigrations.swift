import Store

enum PromisesSchema {
  static let migrations = [Migration(id: "2026-11-28-promises-1", statements: statements)]

  private static let statements = [
    """
    CREATE TABLE promise (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      origin_kind TEXT NOT NULL CHECK (origin_kind IN ('finding', 'concern', 'meeting')),
      origin TEXT NOT NULL CHECK (origin <> ''),
      what TEXT NOT NULL CHECK (what <> ''),
      who TEXT NOT NULL CHECK (who <> ''),
      participation TEXT NOT NULL,
      shown_how TEXT NOT NULL,
      language TEXT NOT NULL,
      audience TEXT NOT NULL CHECK (audience IN ('everyone', 'receipt')),
      made_on TEXT NOT NULL,
      first_due TEXT NOT NULL,
      due TEXT NOT NULL CHECK (due >= first_due),
      state TEXT NOT NULL CHECK (state IN ('made', 'under way', 'kept', 'broken', 'released')),
      late_told INTEGER NOT NULL CHECK (late_told IN (0, 1)),
      ended_on TEXT,
      version INTEGER NOT NULL,
      CHECK ((state IN ('made', 'under way')) = (ended_on IS NULL)),
      CHECK (audience = 'everyone' OR origin_kind = 'concern')
    ) STRICT
    """,
    "CREATE INDEX promise_by_community ON promise (community, state)",
    "CREATE INDEX promise_by_origin ON promise (origin_kind, origin)",
    """
    CREATE TABLE promise_step (
      id TEXT NOT NULL PRIMARY KEY,
      promise TEXT NOT NULL REFERENCES promise (id),
      number INTEGER NOT NULL,
      step TEXT NOT NULL CHECK (step IN ('made', 'started', 'moved', 'late', 'kept', 'broken',
        'released', 'held', 'reopened')),
      day TEXT NOT NULL,
      due TEXT,
      word TEXT NOT NULL,
      language TEXT NOT NULL,
      actor TEXT NOT NULL,
      UNIQUE (promise, number)
    ) STRICT
    """,
    """
    CREATE TABLE promise_release (
      id TEXT NOT NULL PRIMARY KEY,
      promise TEXT NOT NULL REFERENCES promise (id),
      hash TEXT NOT NULL UNIQUE,
      reason TEXT NOT NULL CHECK (reason <> ''),
      expires TEXT NOT NULL,
      answered INTEGER NOT NULL CHECK (answered IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX promise_release_by_promise ON promise_release (promise)",
    // Who follows is kept apart from everything they say; there is no link to any answer.
    """
    CREATE TABLE promise_follower (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      address TEXT NOT NULL CHECK (address <> ''),
      language TEXT NOT NULL,
      confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
      day TEXT NOT NULL,
      UNIQUE (community, address)
    ) STRICT
    """,
  ]
}
