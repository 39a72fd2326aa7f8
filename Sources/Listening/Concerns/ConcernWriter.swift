import Ledger
import Letters
import Store
import Surroundings
import Web
import Words

/// What the one who wrote a concern can do, by their receipt.
extension Concern {
  /// Adds words; the library is to answer again.
  func add(
    _ text: String, in language: Language, id: ID<ConcernWord>, today: Day,
    _ connection: any Connection
  ) throws {
    guard state != .ended, try !Concern.isWritten(id, connection) else { return }
    try write(
      NewConcernWord(speaker: .writer, kind: .more, text: text, language: language), id: id,
      today: today, connection)
    try connection.run(
      "UPDATE concern SET turn = 'library', version = version + 1 WHERE id = \(self.id)")
    try connection.record(
      "concern.continued", on: subject, by: Moment.community, at: today.start)
  }

  /// The writer is content: it ends, whatever the library said.
  func settle(
    _ text: String, in language: Language, id: ID<ConcernWord>, today: Day,
    _ connection: any Connection
  ) throws {
    guard state != .ended, try !Concern.isWritten(id, connection) else { return }
    try write(
      NewConcernWord(speaker: .writer, kind: .settled, text: text, language: language), id: id,
      today: today, connection)
    try connection.run(
      """
      UPDATE concern SET state = 'ended', ending = 'settled', turn = 'nobody', ended = \(today),
        version = version + 1 WHERE id = \(self.id)
      """)
    try recordEnd(.settled, by: Moment.community, at: today.start, connection)
  }

  /// The writer is not content with the end: it opens again, and waits for the library.
  func reopen(
    _ text: String, in language: Language, id: ID<ConcernWord>, today: Day,
    _ connection: any Connection
  ) throws {
    guard state == .ended || state == .answered, !isWithdrawn,
      try !Concern.isWritten(id, connection)
    else { return }
    try write(
      NewConcernWord(speaker: .writer, kind: .unsettled, text: text, language: language), id: id,
      today: today, connection)
    try connection.run(
      """
      UPDATE concern SET state = 'reopened', ending = NULL, turn = 'library', ended = NULL,
        version = version + 1 WHERE id = \(self.id)
      """)
    try connection.record(
      "concern.reopened", on: subject, by: Moment.community, at: today.start)
  }

  /// Opens it to others, which waits for a reading, or closes it, which is done at once.
  func open(_ isOpen: Bool, today: Day, _ connection: any Connection) throws {
    let changed = try connection.run(
      """
      UPDATE concern SET open = \(isOpen), version = version + 1
      WHERE id = \(id) AND open <> \(isOpen)
      """)
    guard changed == 1 else { return }
    if !isOpen { try ConcernPublication.remove(id, connection) }
    try connection.record(
      isOpen ? "concern.shared" : "concern.unshared", on: subject, by: Moment.community,
      at: today.start)
  }

  /// Takes everything back: the words of both sides, what everybody could read, the address, the
  /// letters, and the receipt. A row without words stays, so that the figures stay true.
  func withdraw(today: Day, at now: Instant, _ connection: any Connection) throws {
    try ConcernPublication.remove(id, connection)
    try connection.run("DELETE FROM concern_word WHERE concern = \(id)")
    try ConcernAddress.forget(id, connection)
    try Letter.forget(about: subject, at: now, connection)
    let changed = try connection.run(
      """
      UPDATE concern SET text = '', place = '', about = '', language = 'und', receipt = NULL,
        mail_key = NULL, open = 0, wish = 'none', state = 'ended', ending = 'withdrawn',
        turn = 'nobody', ended = COALESCE(ended, \(today)), version = version + 1
      WHERE id = \(id) AND COALESCE(ending, '') <> 'withdrawn'
      """)
    guard changed == 1 else { return }
    try connection.record(
      "concern.withdrawn", on: subject, by: Moment.community, at: today.start)
  }
}
