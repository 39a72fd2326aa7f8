import Ledger
import Store

extension Ledger {
  /// What beside the chain would show that somebody went round it: whoever can write the database can
  /// compute a chain anew, and seldom thinks of everything that speaks of it elsewhere.
  public static func witnessFaults(_ connection: any Connection) throws -> [String] {
    var faults: [String] = []
    if try !isGuarded(connection) {
      faults.append("the guard that refuses to change or remove moments is not in the database")
    }
    let strangers = try connection.count(
      """
      SELECT count(*) FROM account WHERE NOT EXISTS (
        SELECT 1 FROM moment WHERE moment.kind = 'account.added'
          AND moment.subject_kind = 'account' AND moment.subject = account.id)
      """)
    if strangers > 0 {
      faults.append("no moment tells of the making of so many accounts: \(strangers)")
    }
    guard try Schema.has("backup_made", connection) else { return faults }
    let lost = try connection.rows(
      """
      SELECT head FROM backup_made WHERE moments > 0
        AND NOT EXISTS (SELECT 1 FROM moment WHERE moment.hash = backup_made.head)
      ORDER BY at
      """
    ).map { try $0.string("head") }
    return faults + lost.map { "no moment has the hash that a backup remembers: \($0)" }
  }

  private static func isGuarded(_ connection: any Connection) throws -> Bool {
    switch connection.dialect {
    case .sqlite:
      try connection.count(
        """
        SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'moment'
          AND name IN ('moment_stays', 'moment_remains') AND sql LIKE '%RAISE(ABORT%'
        """) == 2
    case .postgres:
      try connection.exists(
        """
        SELECT 1 FROM pg_trigger WHERE tgrelid = CAST('moment' AS regclass)
          AND tgname = 'moment_stays' AND tgenabled <> 'D'
        """)
    }
  }
}
