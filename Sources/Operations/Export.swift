import Crypto
import Foundation
import Ledger
import Power
import Store
import Surroundings
import Web

/// Everything, or everything of one community, in files that need no Kith to be read.
public struct Export: Sendable, Equatable {
  /// What is asked for.
  public struct Order: Sendable {
    /// The folder to make.
    public var folder: String
    /// The id, or the last part of the public address, of the one community that is wanted.
    public var community: String?
    /// Whether those who sign in go along, with the hashes of their passwords.
    public var withAccounts = false
    /// Whether each table is written for spreadsheets too.
    public var withCSV = false
    /// The version of the program, for the manifest.
    public var version: String

    public init(folder: String, version: String) {
      self.folder = folder
      self.version = version
    }
  }

  public let tables: Int
  public let rows: Int
  /// Communities that the gate refused, and why.
  public let refused: [(name: String, why: String)]
  /// Tables whose rows can't be told to be of the one community.
  public let notAttributed: [String]
  public let head: String
  /// Of manifest.json: write it down, and nobody can change a file unseen.
  public let manifestSHA256: String

  public static func == (left: Export, right: Export) -> Bool {
    left.manifestSHA256 == right.manifestSHA256
  }

  /// Writes an export of one snapshot of the database.
  ///
  /// It gets its name when it is whole, on disk, and written down in the log of what left. The gate
  /// is asked for the snapshot and again as it is written down: who took a power back meanwhile
  /// stops the export.
  ///
  /// - Throws: ``OperationFault``; then there is no folder of that name.
  public static func write(
    _ order: Order, from store: Store, _ capabilities: [Capability], _ surroundings: Surroundings
  ) async throws -> Export {
    guard !DiskFile.exists(order.folder) else {
      throw OperationFault("\(order.folder) is there already. It was not touched.")
    }
    guard order.community == nil || !order.withAccounts else {
      throw OperationFault("Accounts are the library’s: they go along with the whole library only.")
    }
    let unfinished =
      "\(order.folder).unfinished-\(randomCode(surroundings, characters: 8))"
    let writer = ExportWriter(
      order: order, folder: unfinished,
      held: Set(capabilities.flatMap(\.holdings).flatMap(\.tables)), now: surroundings.now())
    do {
      return try await write(writer, from: store, capabilities, surroundings)
    } catch {
      DiskFile.remove(unfinished)
      throw error
    }
  }

  private static func write(
    _ writer: ExportWriter, from store: Store, _ capabilities: [Capability],
    _ surroundings: Surroundings
  ) async throws -> Export {
    let (permits, manifest) = try await store.read { connection in
      // A read that is begun anew, because the connection broke, writes its files anew.
      DiskFile.remove(writer.folder)
      for folder in [writer.folder] + (writer.order.withCSV ? [writer.folder + "/csv"] : []) {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
      let permits = try writer.permits(connection)
      return (permits, try writer.write(permits, connection))
    }
    let data = try manifest.encoded()
    try keep(data, in: "\(writer.folder)/\(Manifest.name)")
    let guide = ExportGuide(manifest: manifest, capabilities: capabilities).text
    try keep(Data(guide.utf8), in: "\(writer.folder)/README.txt")
    if writer.order.withCSV { try DiskFile.sync(writer.folder + "/csv") }
    try DiskFile.sync(writer.folder)
    try await store.write { connection in
      guard try writer.permits(connection) == permits else {
        throw OperationFault(
          "Communities or their powers changed while the export was written. Nothing was kept; run it again."
        )
      }
      for permit in permits.given { try permit.log(surroundings, connection) }
    }
    guard !DiskFile.exists(writer.order.folder) else {
      throw OperationFault("\(writer.order.folder) is there already. It was not touched.")
    }
    try DiskFile.rename(writer.folder, to: writer.order.folder)
    return Export(
      tables: manifest.files.count, rows: manifest.files.map(\.rows).reduce(0, +),
      refused: manifest.refused.map { ($0.name, $0.why ?? "") },
      notAttributed: manifest.only == nil
        ? []
        : manifest.leftOut.map(\.table).filter {
          ExportRules.reason($0, withAccounts: false) == nil
        },
      head: manifest.ledger.head, manifestSHA256: hexadecimal(SHA256.hash(data: data)))
  }

  private static func keep(_ data: Data, in path: String) throws {
    let file = try NewFile(path)
    try file.write(data)
    try file.finish()
  }
}
