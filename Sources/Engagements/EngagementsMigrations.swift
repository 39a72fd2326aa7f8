import Store

enum EngagementsSchema {
  static let migrations = [
    Migration(id: "2026-11-23-engagements-1", statements: engagement + plan + guide)
  ]

  private static let engagement = [
    """
    CREATE TABLE engagement (
      id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL CHECK (title <> ''),
      purpose TEXT NOT NULL CHECK (purpose <> ''),
      language TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('planned', 'under-way', 'closed')),
      outcome TEXT NOT NULL,
      closed_on TEXT,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
      CHECK (state <> 'closed' OR outcome <> '')
    ) STRICT
    """,
    """
    CREATE TABLE engagement_community (
      engagement TEXT NOT NULL REFERENCES engagement (id),
      community TEXT NOT NULL REFERENCES community (id),
      PRIMARY KEY (engagement, community)
    ) STRICT
    """,
    "CREATE INDEX engagement_by_community ON engagement_community (community)",
    """
    CREATE TABLE decision (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      question TEXT NOT NULL CHECK (question <> ''),
      promised TEXT NOT NULL
        CHECK (promised IN ('outreach', 'consult', 'involve', 'collaborate', 'shared-leadership')),
      decider TEXT NOT NULL CHECK (decider <> ''),
      means TEXT NOT NULL,
      outcome TEXT NOT NULL,
      decided_on TEXT,
      delivered TEXT
        CHECK (delivered IN ('outreach', 'consult', 'involve', 'collaborate', 'shared-leadership')),
      ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((decided_on IS NULL) = (delivered IS NULL)),
      CHECK (decided_on IS NULL OR outcome <> '')
    ) STRICT
    """,
    "CREATE INDEX decision_by_engagement ON decision (engagement, ended)",
  ]

  private static let plan = [
    """
    CREATE TABLE goal (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      text TEXT NOT NULL CHECK (text <> ''),
      measure TEXT NOT NULL CHECK (measure <> ''),
      target TEXT NOT NULL CHECK (target <> ''),
      due TEXT NOT NULL,
      missed_if TEXT NOT NULL CHECK (missed_if <> ''),
      missed_then TEXT NOT NULL CHECK (missed_then <> ''),
      exceeded_if TEXT NOT NULL CHECK (exceeded_if <> ''),
      exceeded_then TEXT NOT NULL CHECK (exceeded_then <> ''),
      state TEXT NOT NULL CHECK (state IN ('open', 'met', 'missed', 'exceeded')),
      settled_on TEXT,
      done TEXT NOT NULL,
      ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((state = 'open') = (settled_on IS NULL)),
      CHECK (state = 'open' OR done <> '')
    ) STRICT
    """,
    "CREATE INDEX goal_by_engagement ON goal (engagement, ended, due)",
    """
    CREATE TABLE backup_plan (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      trouble TEXT NOT NULL CHECK (trouble <> ''),
      instead TEXT NOT NULL CHECK (instead <> ''),
      who TEXT NOT NULL CHECK (who <> ''),
      ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
      version INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX backup_plan_by_engagement ON backup_plan (engagement, ended)",
    """
    CREATE TABLE journal_entry (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      author TEXT NOT NULL,
      day TEXT NOT NULL,
      happened TEXT NOT NULL CHECK (happened <> ''),
      surprise TEXT NOT NULL,
      otherwise TEXT NOT NULL,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_entry_by_engagement ON journal_entry (engagement, day)",
    """
    CREATE TABLE responsible (
      id TEXT NOT NULL PRIMARY KEY,
      engagement TEXT NOT NULL REFERENCES engagement (id),
      part TEXT NOT NULL CHECK (part <> ''),
      account TEXT,
      name TEXT NOT NULL,
      backup_account TEXT,
      backup_name TEXT NOT NULL,
      ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((account IS NULL) = (name <> '')),
      CHECK (backup_account IS NULL OR backup_name = '')
    ) STRICT
    """,
    "CREATE INDEX responsible_by_engagement ON responsible (engagement, ended)",
  ]

  private static let guide = [
    """
    CREATE TABLE guide_change (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT REFERENCES community (id),
      kind TEXT NOT NULL CHECK (kind IN ('added', 'reworded', 'set-aside')),
      strategy TEXT NOT NULL,
      prompt TEXT NOT NULL CHECK (prompt <> ''),
      text TEXT NOT NULL CHECK (text <> '' OR kind = 'set-aside'),
      hint TEXT NOT NULL,
      question TEXT NOT NULL,
      evidence TEXT NOT NULL,
      language TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
      since INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX guide_change_once ON guide_change ((coalesce(community, '')), prompt, kind)
    WHERE undone = 0
    """,
    """
    CREATE TABLE resource (
      id TEXT NOT NULL PRIMARY KEY,
      community TEXT REFERENCES community (id),
      strategy TEXT NOT NULL,
      title TEXT NOT NULL CHECK (title <> ''),
      url TEXT NOT NULL,
      note TEXT NOT NULL,
      language TEXT NOT NULL,
      audience TEXT NOT NULL,
      licence TEXT NOT NULL,
      checked TEXT,
      file_name TEXT,
      file_size INTEGER CHECK (file_size BETWEEN 1 AND 10485760),
      file_digest TEXT,
      set_aside TEXT NOT NULL,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      CHECK ((url = '') = (file_digest IS NOT NULL)),
      CHECK ((file_name IS NULL) = (file_digest IS NULL)),
      CHECK ((file_size IS NULL) = (file_digest IS NULL))
    ) STRICT
    """,
    "CREATE INDEX resource_by_strategy ON resource (strategy)",
    """
    CREATE TABLE resource_file (
      resource TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
      bytes BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE starter_resource (
      key TEXT NOT NULL PRIMARY KEY,
      checked TEXT,
      set_aside TEXT NOT NULL
    ) STRICT
    """,
  ]
}
