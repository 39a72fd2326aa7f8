import Store

enum TrustSchema {
  static let migrations = [
    Migration(
      id: "2026-11-28-trust-1",
      statements: [
        // A row for each community whose page about trust everybody can read.
        """
        CREATE TABLE trust_page (
          community TEXT NOT NULL PRIMARY KEY REFERENCES community (id),
          day TEXT NOT NULL
        ) STRICT
        """
      ])
  ]
}
