import Store

enum FindingsSchema {
  static let migrations = [Migration(id: "2026-11-28-findings-1", statements: statements)]

  private static let statements = [
    """
    CREATE TABLE finding (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      engagement TEXT REFERENCES engagement (id),
      sentence TEXT NOT NULL CHECK (sentence <> ''),
      explanation TEXT NOT NULL,
      language TEXT NOT NULL,
      standing TEXT NOT NULL
        CHECK (standing IN ('drafted', 'checking', 'checked', 'published', 'set aside')),
      checked_on TEXT,
      published_on TEXT,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((standing = 'published') = (published_on IS NOT NULL)),
      CHECK (standing NOT IN ('checked', 'published') OR checked_on IS NOT NULL)
    ) STRICT
    """,
    "CREATE INDEX finding_by_community ON finding (community, standing)",
    // A sentence is emptied when what it repeats was taken back by who said it.
    """
    CREATE TABLE finding_evidence (
      finding TEXT NOT NULL REFERENCES finding (id),
      kind TEXT NOT NULL CHECK (kind <> ''),
      source TEXT NOT NULL,
      sentence TEXT NOT NULL,
      method TEXT NOT NULL,
      n INTEGER CHECK (n >= 0),
      day TEXT NOT NULL,
      public INTEGER NOT NULL CHECK (public IN (0, 1)),
      digest TEXT NOT NULL,
      changed_on TEXT,
      gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
      PRIMARY KEY (finding, kind, source)
    ) STRICT
    """,
    "CREATE INDEX finding_evidence_by_source ON finding_evidence (kind, source)",
    """
    CREATE TABLE check_link (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      hash TEXT NOT NULL UNIQUE,
      label TEXT NOT NULL,
      expires TEXT NOT NULL,
      closed INTEGER NOT NULL CHECK (closed IN (0, 1))
    ) STRICT
    """,
    // Random ids, the day alone and no order: nobody is found by when they answered.
    """
    CREATE TABLE check_word (
      id TEXT NOT NULL PRIMARY KEY,
      finding TEXT NOT NULL REFERENCES finding (id),
      verdict TEXT NOT NULL CHECK (verdict IN ('yes', 'partly', 'no')),
      words TEXT NOT NULL,
      language TEXT NOT NULL,
      wish TEXT NOT NULL CHECK (wish IN ('beside', 'library')),
      standing TEXT NOT NULL CHECK (standing IN ('waiting', 'shown', 'kept')),
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX check_word_by_finding ON check_word (finding)",
    """
    CREATE TABLE finding_return (
      id TEXT NOT NULL PRIMARY KEY,
      finding TEXT NOT NULL REFERENCES finding (id),
      day TEXT NOT NULL,
      language TEXT NOT NULL,
      format TEXT NOT NULL
        CHECK (format IN ('page', 'letter', 'poster', 'meeting', 'spoken', 'media')),
      place TEXT NOT NULL,
      reached INTEGER CHECK (reached >= 0),
      acknowledgement TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX finding_return_by_finding ON finding_return (finding)",
  ]
}
