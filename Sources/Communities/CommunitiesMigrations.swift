import Store

enum CommunitiesSchema {
  static let migrations = [
    Migration(
      id: "2026-11-23-communities-1",
      statements: [
        """
        CREATE TABLE community (
          id TEXT NOT NULL PRIMARY KEY,
          slug TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('place', 'interest', 'belief', 'goal')),
          name TEXT NOT NULL CHECK (name <> ''),
          summary TEXT NOT NULL,
          language TEXT NOT NULL,
          published INTEGER NOT NULL CHECK (published IN (0, 1)),
          version INTEGER NOT NULL,
          since INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE fact (
          id TEXT NOT NULL PRIMARY KEY,
          community TEXT NOT NULL REFERENCES community (id),
          topic TEXT NOT NULL,
          text TEXT NOT NULL CHECK (text <> ''),
          language TEXT NOT NULL,
          standing TEXT NOT NULL
            CHECK (standing IN ('assumed', 'sourced', 'stated', 'confirmed', 'disputed')),
          source TEXT NOT NULL CHECK (source <> '' OR standing NOT IN ('sourced', 'stated')),
          link TEXT NOT NULL,
          since TEXT NOT NULL,
          checked TEXT NOT NULL,
          public INTEGER NOT NULL CHECK (public IN (0, 1)),
          latitude REAL CHECK (latitude BETWEEN -90 AND 90),
          longitude REAL CHECK (longitude BETWEEN -180 AND 180),
          data_source TEXT,
          ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
          version INTEGER NOT NULL,
          CHECK ((latitude IS NULL) = (longitude IS NULL))
        ) STRICT
        """,
        "CREATE INDEX fact_by_community ON fact (community, ended, topic)",
        """
        CREATE TABLE voice_link (
          id TEXT NOT NULL PRIMARY KEY,
          community TEXT NOT NULL REFERENCES community (id),
          hash TEXT NOT NULL UNIQUE,
          label TEXT NOT NULL,
          expires TEXT NOT NULL,
          closed INTEGER NOT NULL CHECK (closed IN (0, 1))
        ) STRICT
        """,
        """
        CREATE TABLE fact_word (
          id TEXT NOT NULL PRIMARY KEY,
          fact TEXT NOT NULL REFERENCES fact (id),
          verdict TEXT NOT NULL CHECK (verdict IN ('so', 'not')),
          words TEXT NOT NULL,
          day TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX fact_word_by_fact ON fact_word (fact)",
        """
        CREATE TABLE reliance (
          fact TEXT NOT NULL REFERENCES fact (id),
          subject_kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          title TEXT NOT NULL,
          path TEXT NOT NULL,
          PRIMARY KEY (fact, subject_kind, subject)
        ) STRICT
        """,
      ]),
    // Whether a word is about the fact as it now stands, and whether the library has yet to read a
    // fact that it was told.
    Migration(
      id: "2026-11-28-communities-2",
      statements: [
        "ALTER TABLE fact_word ADD COLUMN counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1))",
        "ALTER TABLE fact ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))",
        """
        UPDATE fact SET source = 'voice-link'
        WHERE source IN ('Somebody of the community, by a voice link',
          'Alguien de la comunidad, mediante un enlace de voces',
          'أحد أفراد المجتمع، عبر رابط صوت')
        """,
      ]),
  ]
}
