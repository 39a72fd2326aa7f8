import Store

/// What of the database an export takes along.
enum ExportRules {
  /// Never: keys of this installation, and what lets somebody in.
  static let never = [
    "secret": "The keys of this installation; another Kith makes its own.",
    "session": "Who is signed in where; people sign in anew.",
    "known_device": "Browsers that are known; people sign in anew.",
    "sign_in_trial": "Failed sign-ins; they count anew.",
    "sign_in_link": "Links that let somebody in.",
    "invitation": "Open invitations; invite anew.",
    "conversation_beginning": "Pages that were used to begin; they end within hours.",
    "first_run": "The code of the first run.",
    "recovery_code": "Codes that stand in for a telephone; set up the second factor anew.",
    "mail_setting": "The mail server’s password; set it anew.",
    "migration": "The steps of the schema; they stand in manifest.json.",
    "calendar_link": "Secret addresses of calendars; make them anew.",
    "concern_address": "Addresses that this library owes an answer; they are kept nowhere else.",
    "promise_follower": "Addresses that asked this library for letters; they ask anew.",
    "backup_made": "The backups of this installation.",
  ]

  /// Only when asked for: those who sign in, with the hashes of their passwords.
  static let accounts: Set<String> = ["account", "account_community"]
  static let accountsReason = "Those who sign in; they go along with --with-accounts."

  /// Whole, whatever becomes of the communities it tells of: it holds no names, and with a gap
  /// nobody could verify it.
  static let ledger: Set<String> = ["moment", "ledger_head"]

  /// Columns that stay when their table goes. Whoever reads the secret of a second factor can make its
  /// codes, so people set theirs up anew.
  static let secrets: [String: Set<String>] = ["account": ["second_factor"]]

  /// A letter whose text still lets somebody in stays here.
  static func condition(of table: String) -> SQL? {
    table == "letter" ? "(sealed = 0 OR body IS NULL)" : nil
  }

  /// Why a table stays, `nil` for one that goes.
  static func reason(_ table: String, withAccounts: Bool) -> String? {
    never[table] ?? (accounts.contains(table) && !withAccounts ? accountsReason : nil)
  }
}

/// The tables of one export.
struct ExportTables: Sendable {
  /// In the order of their names.
  private(set) var leaving: [Schema.Table] = []
  /// Those that stay, and why.
  private(set) var staying: [(table: String, why: String)] = []

  /// - Parameter held: The tables that some capability says it keeps.
  init(_ schema: Schema, held: Set<String>, withAccounts: Bool) {
    for table in schema.tables {
      if let reason = ExportRules.reason(table.name, withAccounts: withAccounts) {
        staying.append((table.name, reason))
      } else if !held.contains(table.name) {
        staying.append((table.name, "No capability says what it holds."))
      } else {
        leaving.append(table)
      }
    }
    // What can't be without a row that stays, stays too.
    while let index = leaving.firstIndex(where: { table in
      table.references.contains { reference in
        isStaying(reference.table) && !isEmptiable(reference, table)
      }
    }) {
      let table = leaving.remove(at: index)
      staying.append((table.name, "It belongs to something that stays."))
    }
    staying.sort { $0.table < $1.table }
  }

  /// The columns of a table that refer to rows that stay: they leave empty.
  func emptied(of table: Schema.Table) -> Set<String> {
    Set(table.references.filter { isStaying($0.table) }.flatMap(\.columns))
  }

  mutating func stay(_ table: Schema.Table, why: String) {
    leaving.removeAll { $0 == table }
    staying.append((table.name, why))
    staying.sort { $0.table < $1.table }
  }

  private func isStaying(_ table: String) -> Bool { !leaving.contains { $0.name == table } }

  private func isEmptiable(_ reference: Schema.Reference, _ table: Schema.Table) -> Bool {
    table.columns.filter { reference.columns.contains($0.name) }.allSatisfy { !$0.isRequired }
  }
}
