import Crypto
import Foundation
import Store
import Surroundings

/// A file as somebody gave it, known by its digest whatever it is called.
public struct GivenFile: Sendable, Equatable {
  public let name: String
  public let bytes: [UInt8]
  /// SHA-256 of the bytes, in hexadecimal.
  public let digest: String

  public init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, digest: hexadecimal(SHA256.hash(data: bytes)))
  }

  init(name: String, bytes: [UInt8], digest: String) {
    self.name = name
    self.bytes = bytes
    self.digest = digest
  }
}

/// A file that the catalogue keeps, byte for byte: what a figure was read from can be read again.
struct KeptFile: Sendable, Equatable {
  let id: ID<KeptFile>
  let name: String
  let size: Int
  let digest: String
  let at: Instant

  static func all(
    of source: ID<DataSource>, _ connection: any Connection
  ) throws -> [KeptFile] {
    try connection.rows(
      """
      SELECT id, name, size, digest, at FROM kept_file WHERE source = \(source) ORDER BY name, id
      """
    ).map { row in
      KeptFile(
        id: try row.id("id"), name: try row.string("name"), size: try row.int("size"),
        digest: try row.string("digest"), at: try row.moment("at"))
    }
  }

  /// The bytes of a file of that source.
  static func bytes(
    _ id: ID<KeptFile>, of source: ID<DataSource>, _ connection: any Connection
  ) throws -> (name: String, bytes: [UInt8])? {
    try connection.first(
      "SELECT name, bytes FROM kept_file WHERE id = \(id) AND source = \(source)"
    ).map { (try $0.string("name"), try $0.bytes("bytes")) }
  }

  /// Keeps a file with its source, once.
  ///
  /// - Returns: Its id, and whether it is new there.
  static func keep(
    _ file: GivenFile, with source: ID<DataSource>, _ surroundings: Surroundings,
    _ connection: any Connection
  ) throws -> (id: ID<KeptFile>, isNew: Bool) {
    let present: SQL =
      "SELECT id FROM kept_file WHERE source = \(source) AND digest = \(file.digest)"
    if let row = try connection.first(present) { return (try row.id("id"), false) }
    let id = ID<KeptFile>.new(surroundings)
    let name = lastPart(of: file.name)
    let now = surroundings.now()
    try connection.run(
      """
      INSERT INTO kept_file (id, source, digest, name, size, bytes, at)
      VALUES (\(id), \(source), \(file.digest), \(name), \(file.bytes.count), \(file.bytes), \(now))
      """)
    return (id, true)
  }

  /// The name without its folders and without control characters, which no page could show.
  static func lastPart(of path: String) -> String {
    let last = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let plain = last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let name = String(String.UnicodeScalarView(plain))
    return name.isEmpty ? "file" : String(name.prefix(150))
  }

  /// A name that is safe in a header, whatever the file was called.
  static func downloadName(_ name: String) -> String {
    var safe = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": safe.unicodeScalars.append(scalar)
      default: safe += "_"
      }
    }
    while safe.hasPrefix(".") { safe.removeFirst() }
    return safe.isEmpty ? "file" : safe
  }
}
