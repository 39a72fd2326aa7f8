import Store

public enum LettersSchema {
  public static let migrations = [
    Migration(
      id: "2026-11-23-letters-1",
      statements: [
        """
        CREATE TABLE letter (
          id TEXT NOT NULL PRIMARY KEY,
          to_address TEXT,
          to_name TEXT NOT NULL,
          language TEXT NOT NULL,
          subject TEXT,
          body TEXT,
          kind TEXT NOT NULL,
          about_kind TEXT NOT NULL,
          about TEXT NOT NULL,
          community TEXT,
          sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
          state TEXT NOT NULL CHECK
            (state IN ('waiting', 'sending', 'sent', 'failed', 'given up', 'withheld')),
          attempts INTEGER NOT NULL CHECK (attempts >= 0),
          next_try INTEGER NOT NULL,
          tried_at INTEGER,
          claimed_by TEXT,
          claimed_until INTEGER,
          message_id TEXT,
          trouble TEXT,
          reply TEXT NOT NULL,
          created INTEGER NOT NULL,
          changed INTEGER NOT NULL,
          sent_at INTEGER,
          by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
          CHECK (state NOT IN ('waiting', 'sending')
            OR (to_address IS NOT NULL AND subject IS NOT NULL AND body IS NOT NULL)),
          CHECK ((state = 'sending') = (claimed_by IS NOT NULL)),
          CHECK ((state = 'sent') = (sent_at IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX letter_by_state ON letter (state, next_try)",
        "CREATE INDEX letter_by_age ON letter (created, id)",
        "CREATE INDEX letter_by_try ON letter (tried_at)",
        "CREATE INDEX letter_by_subject ON letter (about_kind, about)",
        """
        CREATE TABLE mail_setting (
          id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          host TEXT NOT NULL CHECK (host <> ''),
          port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
          security TEXT NOT NULL CHECK (security IN ('none', 'starttls', 'tls')),
          username TEXT NOT NULL,
          password TEXT NOT NULL,
          from_address TEXT NOT NULL,
          from_name TEXT NOT NULL,
          authority TEXT NOT NULL,
          pauses INTEGER NOT NULL,
          paused_until INTEGER,
          trouble TEXT,
          reply TEXT NOT NULL
        ) STRICT
        """,
      ])
  ]
}
