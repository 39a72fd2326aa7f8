import CPostgres
import Foundation

/// One connection to a PostgreSQL server, with the statements it prepared. Used by one thread.
final class PostgresLink {
  /// A statement that the server keeps ready. One text may have several, of other types.
  private struct Prepared {
    let name: String
    let types: [Oid]

    /// NULL has no type of its own and goes with any.
    func suits(_ asked: [Oid]) -> Bool {
      zip(types, asked).allSatisfy { $0 == $1 || $1 == PostgresType.unknown }
    }
  }

  /// More texts than a program has: only lists of changing length come near.
  private static let mostPrepared = 400

  private let server: OpaquePointer
  private var prepared: [String: [Prepared]] = [:]
  private var preparedCount = 0

  /// Connects, and settles what the engine relies on.
  ///
  /// - Throws: ``StoreError/unavailable(_:)``.
  init(_ conninfo: String) throws(StoreError) {
    // Later ones win over earlier: the caller may change the first, but not the last.
    let options = [
      ("connect_timeout", "10"), ("fallback_application_name", "kith"),
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("dbname", conninfo), ("client_encoding", "UTF8"),
    ]
    let opened = PostgresLink.withPointers(options.map(\.0)) { names in
      PostgresLink.withPointers(options.map(\.1)) { PQconnectdbParams(names, $0, 1) }
    }
    guard let opened else { throw .unavailable("There is no memory for a connection.") }
    server = opened
    guard PQstatus(opened) == CONNECTION_OK else {
      throw .unavailable(PostgresLink.message(of: opened))
    }
    PQsetNoticeProcessor(opened, { _, _ in }, nil)
    guard PQserverVersion(opened) >= 150_000 else {
      throw .unavailable("PostgreSQL 15 or newer is needed.")
    }
    guard PQparameterStatus(opened, "server_encoding").map({ String(cString: $0) }) == "UTF8" else {
      throw .unavailable("The database must be encoded in UTF-8: create it with ENCODING 'UTF8'.")
    }
    do {
      try execute(PostgresLink.settings)
    } catch {
      throw error.error
    }
  }

  deinit { PQfinish(server) }

  /// What is acknowledged must be on disk, whatever the server's own default.
  private static let settings = """
    SET TIME ZONE 'UTC';
    SET statement_timeout = '60s';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '60s';
    SET standard_conforming_strings = on;
    SET bytea_output = 'hex';
    SET extra_float_digits = 1;
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off';
    """

  /// The database and its host.
  var place: String {
    func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
    return "\(text(PQdb(server))) on \(text(PQhost(server)))"
  }

  /// Runs statements without parameters or rows.
  func execute(_ text: String) throws(PostgresFault) {
    PQclear(try checked(PQexec(server, text), text))
  }

  /// Runs a statement that the server keeps ready for the next time.
  func rows(_ text: String, _ parameters: PostgresParameters) throws(PostgresFault) -> [Row] {
    let result = try run(text, parameters)
    defer { PQclear(result) }
    return Row.all(of: result)
  }

  /// - Returns: The number of rows inserted, changed or deleted.
  func change(_ text: String, _ parameters: PostgresParameters) throws(PostgresFault) -> Int {
    let result = try run(text, parameters)
    defer { PQclear(result) }
    let tag = PQcmdStatus(result).map { String(cString: $0) } ?? ""
    guard ["INSERT", "UPDATE", "DELETE"].contains(where: tag.hasPrefix) else { return 0 }
    return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// Runs a statement once, without keeping it.
  func once(_ text: String, _ parameters: PostgresParameters) throws(PostgresFault) -> [Row] {
    let result = try checked(
      parameters.withPointers { data, lengths, formats in
        PQexecParams(
          server, text, parameters.count, parameters.types, data, lengths, formats, 0)
      }, text)
    defer { PQclear(result) }
    return Row.all(of: result)
  }

  /// Forgets all prepared statements: the schema has changed under them.
  func forgetStatements() throws(PostgresFault) {
    prepared = [:]
    preparedCount = 0
    try execute("DEALLOCATE ALL")
  }

  private func run(
    _ text: String, _ parameters: PostgresParameters
  ) throws(PostgresFault) -> OpaquePointer {
    let name = try prepare(text, parameters.types)
    return try checked(
      parameters.withPointers { data, lengths, formats in
        PQexecPrepared(server, name, parameters.count, data, lengths, formats, 0)
      }, text)
  }

  private func prepare(_ text: String, _ types: [Oid]) throws(PostgresFault) -> String {
    if let ready = prepared[text]?.first(where: { $0.suits(types) }) { return ready.name }
    if preparedCount >= PostgresLink.mostPrepared { try forgetStatements() }
    preparedCount += 1
    let name = "s\(preparedCount)"
    PQclear(try checked(PQprepare(server, name, text, CInt(types.count), types), text))
    var settled = types
    if types.contains(PostgresType.unknown) {
      // What the server made of NULL, so that a value of that type goes with it next time.
      let description = try checked(PQdescribePrepared(server, name), text)
      defer { PQclear(description) }
      settled = types.indices.map { PQparamtype(description, CInt($0)) }
    }
    prepared[text, default: []].append(Prepared(name: name, types: settled))
    return name
  }

  /// The result, or the fault in its place.
  private func checked(
    _ result: OpaquePointer?, _ statement: String
  ) throws(PostgresFault) -> OpaquePointer {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      if let result { return result }
    default:
      break
    }
    let fault = PostgresFault(result, statement: statement)
    PQclear(result)
    throw PQstatus(server) == CONNECTION_BAD ? .lost : fault
  }

  private static func message(of server: OpaquePointer) -> String {
    PQerrorMessage(server).map {
      String(cString: $0).trimmingCharacters(in: .whitespacesAndNewlines)
    } ?? ""
  }

  /// Gives `body` C strings, closed by a null pointer, that live for the call.
  private static func withPointers<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer {
      body($0.baseAddress)
    }
  }
}
