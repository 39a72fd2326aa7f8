import Store

enum ConversationsSchema {
  static let migrations = [
    Migration(id: "2026-11-28-conversations-1", statements: statements),
    Migration(id: "2026-11-28-conversations-2", statements: againstFloods),
  ]

  private static let againstFloods = [
    // Random numbers of challenges that were used, until the hour in which they end: nothing here
    // belongs to a conversation or to somebody.
    """
    CREATE TABLE conversation_beginning (
      nonce TEXT NOT NULL PRIMARY KEY,
      until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // Why it waits to be read although others of its conversation don't.
    """
    ALTER TABLE statement ADD COLUMN held TEXT NOT NULL DEFAULT ''
      CHECK (held IN ('', 'many', 'newcomers', 'same'))
    """,
    "CREATE INDEX statement_by_standing ON statement (conversation, standing, number)",
  ]

  private static let statements = [
    """
    CREATE TABLE conversation (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      slug TEXT NOT NULL UNIQUE,
      question TEXT NOT NULL CHECK (question <> ''),
      background TEXT NOT NULL,
      language TEXT NOT NULL,
      audience TEXT NOT NULL CHECK (audience IN ('anyone', 'invited')),
      takes_statements INTEGER NOT NULL CHECK (takes_statements IN (0, 1)),
      longest INTEGER NOT NULL CHECK (longest BETWEEN 40 AND 1000),
      moderation TEXT NOT NULL CHECK (moderation IN ('before', 'after')),
      policy TEXT NOT NULL CHECK (policy <> ''),
      counts_staff INTEGER NOT NULL CHECK (counts_staff IN (0, 1)),
      minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 240),
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
      closes TEXT,
      opened_on TEXT,
      closed_on TEXT,
      invited INTEGER NOT NULL,
      came INTEGER NOT NULL,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((state = 'draft') = (opened_on IS NULL)),
      CHECK ((state = 'closed') = (closed_on IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX conversation_by_engagement ON conversation (engagement)",
    // No day of joining and no order: random ids alone, so that nobody is found by when they came.
    """
    CREATE TABLE participant (
      id TEXT NOT NULL PRIMARY KEY,
      conversation TEXT NOT NULL REFERENCES conversation (id),
      receipt TEXT NOT NULL UNIQUE,
      staff INTEGER NOT NULL CHECK (staff IN (0, 1))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX participant_by_conversation ON participant (conversation)",
    """
    CREATE TABLE statement (
      id TEXT NOT NULL PRIMARY KEY,
      conversation TEXT NOT NULL REFERENCES conversation (id),
      number INTEGER NOT NULL,
      text TEXT NOT NULL CHECK (text <> ''),
      language TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('seed', 'participant', 'import')),
      author TEXT REFERENCES participant (id),
      standing TEXT NOT NULL CHECK (standing IN ('waiting', 'shown', 'hidden', 'withdrawn')),
      meta INTEGER NOT NULL CHECK (meta IN (0, 1)),
      day TEXT NOT NULL,
      UNIQUE (conversation, number)
    ) STRICT
    """,
    "CREATE INDEX statement_by_author ON statement (author)",
    """
    CREATE TABLE statement_ruling (
      id TEXT NOT NULL PRIMARY KEY,
      statement TEXT NOT NULL REFERENCES statement (id),
      standing TEXT NOT NULL CHECK (standing IN ('shown', 'hidden')),
      reason TEXT NOT NULL,
      note TEXT NOT NULL,
      day TEXT NOT NULL,
      CHECK (standing = 'shown' OR reason <> '')
    ) STRICT
    """,
    "CREATE INDEX statement_ruling_by_statement ON statement_ruling (statement)",
    """
    CREATE TABLE vote (
      participant TEXT NOT NULL REFERENCES participant (id),
      statement TEXT NOT NULL REFERENCES statement (id),
      value INTEGER NOT NULL CHECK (value IN (-1, 0, 1)),
      day TEXT NOT NULL,
      PRIMARY KEY (participant, statement)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX vote_by_statement ON vote (statement, value)",
    // A row for each invitation that nobody has used. One that was used is gone: nothing is left to
    // join with what its holder said.
    """
    CREATE TABLE conversation_invitation (
      hash TEXT NOT NULL PRIMARY KEY,
      conversation TEXT NOT NULL REFERENCES conversation (id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE conversation_map (
      conversation TEXT NOT NULL REFERENCES conversation (id),
      number INTEGER NOT NULL,
      day TEXT NOT NULL,
      participants INTEGER NOT NULL,
      votes INTEGER NOT NULL,
      digest TEXT NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (conversation, number)
    ) STRICT
    """,
  ]
}
