import Store

enum ConcernsSchema {
  static let migrations = [
    Migration(id: "2026-11-28-concerns-1", statements: statements),
    // Whoever gave an address before was told that it stays until the end.
    Migration(
      id: "2026-11-28-concerns-2",
      statements: [
        """
        ALTER TABLE concern_address ADD COLUMN to_the_end INTEGER NOT NULL DEFAULT 1
          CHECK (to_the_end IN (0, 1))
        """
      ]),
  ]

  private static let statements = [
    // Days and no times; random ids and no row numbers: nobody is found by when they wrote. What was
    // withdrawn stays as a row without words, so that nobody can make the figures by taking back.
    """
    CREATE TABLE concern (
      id TEXT NOT NULL PRIMARY KEY,
      receipt TEXT UNIQUE,
      mail_key TEXT UNIQUE,
      community TEXT REFERENCES community (id),
      category TEXT NOT NULL CHECK (category IN ('access', 'collections', 'programs', 'respect',
        'building', 'digital', 'neighbourhood', 'other')),
      place TEXT NOT NULL,
      text TEXT NOT NULL,
      language TEXT NOT NULL,
      about TEXT NOT NULL,
      wish TEXT NOT NULL CHECK (wish IN ('none', 'receipt', 'mail')),
      channel TEXT NOT NULL CHECK (channel IN ('web', 'spoken', 'paper', 'phone')),
      open INTEGER NOT NULL CHECK (open IN (0, 1)),
      state TEXT NOT NULL CHECK (state IN ('new', 'read', 'answered', 'ended', 'reopened')),
      ending TEXT CHECK (ending IN ('settled', 'done', 'will-not', 'not-ours', 'set-aside',
        'withdrawn')),
      turn TEXT NOT NULL CHECK (turn IN ('library', 'writer', 'nobody')),
      flock TEXT NOT NULL,
      received TEXT NOT NULL,
      first_answer TEXT CHECK (first_answer >= received),
      ended TEXT CHECK (ended >= received),
      version INTEGER NOT NULL,
      CHECK ((state = 'ended') = (ending IS NOT NULL)),
      CHECK ((state = 'ended') = (ended IS NOT NULL)),
      CHECK (state <> 'ended' OR turn = 'nobody'),
      CHECK ((text = '') = (COALESCE(ending, '') = 'withdrawn')),
      CHECK (text <> '' OR (receipt IS NULL AND mail_key IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX concern_by_community ON concern (community, received)",
    "CREATE INDEX concern_by_state ON concern (state, received)",
    "CREATE INDEX concern_by_flock ON concern (flock)",
    // Never changed: a corrected answer is a row more, so that nobody can say it always stood there.
    """
    CREATE TABLE concern_word (
      id TEXT NOT NULL PRIMARY KEY,
      concern TEXT NOT NULL REFERENCES concern (id),
      number INTEGER NOT NULL CHECK (number >= 1),
      version INTEGER NOT NULL CHECK (version >= 1),
      speaker TEXT NOT NULL CHECK (speaker IN ('library', 'writer')),
      kind TEXT NOT NULL CHECK (kind IN ('more', 'settled', 'unsettled', 'will-do', 'will-not',
        'not-ours', 'need-more', 'done')),
      text TEXT NOT NULL,
      reason TEXT NOT NULL,
      language TEXT NOT NULL,
      source TEXT NOT NULL,
      source_language TEXT,
      public_text TEXT,
      day TEXT NOT NULL,
      UNIQUE (concern, number, version),
      CHECK ((speaker = 'writer') = (kind IN ('more', 'settled', 'unsettled'))),
      CHECK (kind NOT IN ('will-not', 'not-ours') OR reason <> ''),
      CHECK (text <> '' OR kind IN ('settled', 'unsettled')),
      CHECK ((source = '') = (source_language IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
    // The one place where a concern and somebody's address meet: joined because it must be, to answer.
    """
    CREATE TABLE concern_address (
      concern TEXT NOT NULL PRIMARY KEY REFERENCES concern (id),
      address TEXT NOT NULL CHECK (address <> ''),
      until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE concern_publication (
      concern TEXT NOT NULL PRIMARY KEY REFERENCES concern (id),
      text TEXT NOT NULL CHECK (text <> ''),
      place TEXT NOT NULL,
      shortened INTEGER NOT NULL CHECK (shortened IN (0, 1)),
      reason TEXT NOT NULL,
      day TEXT NOT NULL,
      CHECK (shortened = 0 OR reason <> '')
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE concern_hiding (
      id TEXT NOT NULL PRIMARY KEY,
      concern TEXT NOT NULL REFERENCES concern (id),
      category TEXT NOT NULL,
      reason TEXT NOT NULL
        CHECK (reason IN ('person', 'hurtful', 'repeated', 'advertising', 'unlawful')),
      day TEXT NOT NULL,
      lifted TEXT CHECK (lifted >= day)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX concern_hiding_by_concern ON concern_hiding (concern)",
    """
    CREATE TABLE concern_policy (
      language TEXT NOT NULL PRIMARY KEY,
      text TEXT NOT NULL CHECK (text <> ''),
      version INTEGER NOT NULL
    ) STRICT
    """,
  ]
}
