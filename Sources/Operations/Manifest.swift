import Crypto
import Foundation
import Surroundings

/// What an export says of itself, in `manifest.json`.
struct Manifest: Codable, Sendable, Equatable {
  static let name = "manifest.json"
  static let present = "kith-export-1"

  struct File: Codable, Sendable, Equatable {
    let table: String
    let file: String
    let rows: Int
    let bytes: Int64
    let sha256: String
    /// The same for a spreadsheet, where that was asked for.
    var csv: String?
    var csvSHA256: String?
  }

  struct LeftOut: Codable, Sendable, Equatable {
    let table: String
    let why: String
  }

  struct Community: Codable, Sendable, Equatable {
    let id: String
    let name: String
    /// Why the gate refused it; `nil` for one that is part of the export.
    var why: String?
  }

  struct LedgerHead: Codable, Sendable, Equatable {
    let moments: Int64
    let head: String
  }

  var format = Manifest.present
  /// The version that wrote it.
  let kith: String
  let made: String
  /// The one community that it is of; `nil` for the whole library.
  let only: Community?
  let withAccounts: Bool
  /// The ids of the migrations that the database had.
  let migrations: [String]
  /// The end of the ledger that the export is from.
  let ledger: LedgerHead
  let files: [File]
  let leftOut: [LeftOut]
  let communities: [Community]
  let refused: [Community]

  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads the manifest of an export, and refuses one that would lead out of its folder.
  ///
  /// - Throws: ``OperationFault``.
  static func read(_ folder: String) throws -> (manifest: Manifest, sha256: String) {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
      throw OperationFault("\(folder) is not an export: there is no \(name) in it.")
    }
    struct Kind: Decodable { let format: String }
    let manifest: Manifest
    do {
      let format = try JSONDecoder().decode(Kind.self, from: data).format
      guard format == present else {
        throw OperationFault("The export is of a kind that this Kith does not know: \(format).")
      }
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch is DecodingError {
      throw OperationFault("\(folder)/\(name) is damaged: it can't be read.")
    }
    for file in manifest.files where file.file != "\(file.table).jsonl" || file.file.contains("/") {
      throw OperationFault("\(folder)/\(name) names a file that no export has: \(file.file).")
    }
    guard Set(manifest.files.map(\.table)).count == manifest.files.count else {
      throw OperationFault("\(folder)/\(name) names a table twice.")
    }
    return (manifest, hexadecimal(SHA256.hash(data: data)))
  }
}
