import Ledger
import Store
import Surroundings

/// Letters are kept to be delivered, not to be collected.
extension Letter {
  /// Days that the text and the address of a letter stay after it was sent or laid aside.
  public static let daysKept: Int64 = 30

  /// Takes away the text and the address of every letter that is done with for 30 days. What stays
  /// is that there was a letter, of which kind, and about what.
  static func eraseOld(at now: Instant, _ connection: any Connection) throws {
    try connection.run(
      """
      UPDATE letter SET to_address = NULL, to_name = '', subject = NULL, body = NULL, reply = ''
      WHERE state IN ('sent', 'failed', 'given up', 'withheld')
        AND changed <= \(now - daysKept * 86400)
        AND (to_address IS NOT NULL OR to_name <> '' OR subject IS NOT NULL OR body IS NOT NULL
          OR reply <> '')
      """)
  }

  /// Takes the text away at once.
  static func empty(_ id: ID<Letter>, _ connection: any Connection) throws {
    try connection.run("UPDATE letter SET body = NULL WHERE id = \(id)")
  }

  /// Forgets somebody: no letter to this address is sent any more, and nothing of those there were
  /// can be read. For withdrawal.
  public static func forget(
    address: String, at now: Instant, _ connection: any Connection
  ) throws {
    let key = address.lowercased()
    let found = try connection.rows(
      "SELECT id, to_address FROM letter WHERE to_address IS NOT NULL AND state <> 'sending'"
    ).filter { try $0.string("to_address").lowercased() == key }
    for row in found {
      try connection.run(
        """
        UPDATE letter SET to_address = NULL, to_name = '', subject = NULL, body = NULL, reply = '',
          changed = \(now), state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'withheld' END
        WHERE id = \(row.string("id")) AND state <> 'sending'
        """)
    }
  }

  /// Forgets whom letters about this were for, and what they said; none of them is sent any more. For
  /// what somebody takes back. One that is just being sent is forgotten when it arrived.
  public static func forget(
    about subject: Subject, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      UPDATE letter SET to_address = NULL, to_name = '', subject = NULL, body = NULL, reply = '',
        changed = \(now), state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'withheld' END
      WHERE about_kind = \(subject.kind) AND about = \(subject.id) AND state <> 'sending'
      """)
  }

  /// Forgets whom letters of this kind were for as soon as they arrived or were laid aside: for those
  /// whose address was lent for an answer alone.
  public static func forgetDelivered(
    kind: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.run(
      """
      UPDATE letter SET to_address = NULL, to_name = '', subject = NULL, body = NULL, reply = '',
        changed = \(now)
      WHERE kind = \(kind) AND state IN ('sent', 'withheld') AND to_address IS NOT NULL
      """)
  }

  /// What it was about is no more, such as an event that is called off: letters about it that have
  /// not gone out stay.
  public static func withhold(
    about subject: Subject, by actor: String, at now: Instant, _ connection: any Connection
  ) throws {
    let waiting = try connection.rows(
      """
      SELECT * FROM letter
      WHERE about_kind = \(subject.kind) AND about = \(subject.id) AND state = 'waiting'
      """)
    for letter in try waiting.map(Letter.init) {
      _ = try letter.withhold(by: actor, at: now, connection)
    }
  }
}
