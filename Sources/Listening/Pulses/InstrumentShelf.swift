import Crypto
import Foundation
import Ledger
import Store
import Surroundings
import Web
import Words

/// The instruments that pulses can be asked with: Kith's own, and those that the library brought.
enum InstrumentShelf {
  /// Bytes that a definition may have.
  static let largest = 256 * 1024

  static func all(_ connection: any Connection) throws -> [Instrument] {
    let brought = try connection.rows(
      "SELECT document FROM pulse_instrument ORDER BY key, version"
    ).map { try instrument(try $0.string("document")) }
    return [.kithPulse] + brought
  }

  static func find(
    _ key: String, version: Int, _ connection: any Connection
  ) throws -> Instrument {
    let own = Instrument.kithPulse
    if key == own.key, version == own.version { return own }
    return try instrument(try document(key, version: version, connection))
  }

  /// - Parameter name: As ``Instrument/name`` has it.
  static func find(named name: String, _ connection: any Connection) throws -> Instrument {
    guard let (key, version) = parts(name) else { throw Failure.notFound }
    return try find(key, version: version, connection)
  }

  /// The file as it was brought; Kith's own is written out, for whoever begins one from it.
  static func document(named name: String, _ connection: any Connection) throws -> String {
    if name == Instrument.kithPulse.name { return try Instrument.kithPulse.document() }
    guard let (key, version) = parts(name) else { throw Failure.notFound }
    return try document(key, version: version, connection)
  }

  private static func parts(_ name: String) -> (key: String, version: Int)? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let version = Int(parts[1]) else { return nil }
    return (String(parts[0]), version)
  }

  private static func document(
    _ key: String, version: Int, _ connection: any Connection
  ) throws -> String {
    let row = try connection.first(
      "SELECT document FROM pulse_instrument WHERE key = \(key) AND version = \(version)")
    guard let row else { throw Failure.notFound }
    return try row.string("document")
  }

  private static func instrument(_ document: String) throws -> Instrument {
    // It was read without a fault when it was brought.
    guard let instrument = InstrumentDocument.read(Array(document.utf8), .english).instrument
    else { throw StoreError.wrongType("document") }
    return instrument
  }

  /// Whether a pulse was prepared with it: from then on it stays as it is.
  static func isUsed(_ instrument: Instrument, _ connection: any Connection) throws -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM pulse WHERE instrument = \(instrument.key)
        AND instrument_version = \(instrument.version)
      """)
  }

  /// Puts an instrument on the shelf, in the place of one of the same version that nobody has used.
  ///
  /// - Returns: False when that version is in use and says something else.
  static func keep(
    _ instrument: Instrument, _ bytes: [UInt8], by actor: String, today: Day, at now: Instant,
    _ connection: any Connection
  ) throws -> Bool {
    try connection.takeTurns("pulse-instruments")
    let text = String(decoding: bytes, as: UTF8.self)
    let present = try connection.first(
      """
      SELECT document FROM pulse_instrument
      WHERE key = \(instrument.key) AND version = \(instrument.version)
      """
    ).map { try $0.string("document") }
    if present == text { return true }
    if present != nil, try isUsed(instrument, connection) { return false }
    try connection.run(
      """
      INSERT INTO pulse_instrument (key, version, document, day)
      VALUES (\(instrument.key), \(instrument.version), \(text), \(today))
      ON CONFLICT (key, version) DO UPDATE SET document = excluded.document, day = excluded.day
      """)
    let subject = Subject(kind: "instrument", id: instrument.name)
    if present == nil {
      try connection.record("instrument.added", on: subject, by: actor, at: now)
    } else {
      try connection.record("instrument.changed", on: subject, by: actor, at: now)
    }
    return true
  }
}
