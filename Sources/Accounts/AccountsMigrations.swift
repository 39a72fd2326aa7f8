import Store

enum AccountsSchema {
  static let migrations = [
    Migration(
      id: "2026-11-23-accounts-1",
      statements: [
        """
        CREATE TABLE account (
          id TEXT NOT NULL PRIMARY KEY,
          email TEXT NOT NULL,
          email_key TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL CHECK (name <> ''),
          role TEXT NOT NULL
            CHECK (role IN ('owner', 'staff', 'liaison', 'steward', 'partner', 'reviewer')),
          language TEXT,
          password TEXT,
          second_factor TEXT,
          last_step INTEGER NOT NULL,
          closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
          since INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE account_community (
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          community TEXT NOT NULL,
          PRIMARY KEY (account, community)
        ) STRICT
        """,
        """
        CREATE TABLE session (
          hash TEXT NOT NULL PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          since INTEGER NOT NULL,
          last_used INTEGER NOT NULL,
          machine TEXT NOT NULL,
          half_way INTEGER NOT NULL CHECK (half_way IN (0, 1))
        ) STRICT
        """,
        "CREATE INDEX session_by_account ON session (account)",
        """
        CREATE TABLE recovery_code (
          hash TEXT NOT NULL PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE
        ) STRICT
        """,
        """
        CREATE TABLE invitation (
          hash TEXT NOT NULL PRIMARY KEY,
          role TEXT NOT NULL,
          email TEXT NOT NULL,
          communities TEXT NOT NULL,
          expires INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE sign_in_link (
          hash TEXT NOT NULL PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          uses INTEGER NOT NULL,
          expires INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE sign_in_trial (
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          device TEXT NOT NULL,
          failures INTEGER NOT NULL,
          next INTEGER NOT NULL,
          PRIMARY KEY (account, device)
        ) STRICT
        """,
        """
        CREATE TABLE known_device (
          hash TEXT NOT NULL PRIMARY KEY,
          account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          since INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE first_run (
          id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          hash TEXT NOT NULL
        ) STRICT
        """,
      ]),
    // Who made an invitation, so that it ends with their account. None for those of the terminal.
    Migration(
      id: "2026-11-28-accounts-1",
      statements: ["ALTER TABLE invitation ADD COLUMN maker TEXT"]),
  ]
}
