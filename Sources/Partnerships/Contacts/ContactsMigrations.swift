import Store

enum ContactsSchema {
  static let migrations = [Migration(id: "2026-11-28-contacts-1", statements: statements)]

  private static let statements = [
    // Who keeps contact now: names of those before are not kept.
    """
    CREATE TABLE liaison (
      community TEXT NOT NULL PRIMARY KEY REFERENCES community (id),
      account TEXT,
      name TEXT NOT NULL,
      backup_account TEXT,
      backup_name TEXT NOT NULL,
      handover TEXT NOT NULL,
      version INTEGER NOT NULL,
      CHECK ((account IS NULL) = (name <> '')),
      CHECK (backup_account IS NULL OR backup_name = '')
    ) STRICT
    """,
    // How often contact was agreed to be, since when: what was agreed before is kept, so that each
    // time is measured by what held then.
    """
    CREATE TABLE contact_rhythm (
      community TEXT NOT NULL REFERENCES community (id),
      from_day TEXT NOT NULL,
      every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 366),
      PRIMARY KEY (community, from_day)
    ) STRICT
    """,
    """
    CREATE TABLE contact (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT NOT NULL REFERENCES community (id),
      day TEXT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('meeting', 'event', 'call', 'message')),
      began TEXT NOT NULL CHECK (began IN ('library', 'community')),
      mutual INTEGER NOT NULL CHECK (mutual IN (0, 1)),
      about TEXT NOT NULL CHECK (about <> ''),
      language TEXT NOT NULL,
      people INTEGER CHECK (people BETWEEN 1 AND 100000),
      came_before INTEGER CHECK (came_before >= 0),
      next_day TEXT,
      version INTEGER NOT NULL,
      CHECK (came_before IS NULL OR (people IS NOT NULL AND came_before <= people))
    ) STRICT
    """,
    "CREATE INDEX contact_by_community ON contact (community, day)",
  ]
}
