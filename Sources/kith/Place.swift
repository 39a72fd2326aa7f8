import ArgumentParser
import Foundation
import Store

/// Where the library's data is: the same words for every command.
struct PlaceOptions: ParsableArguments {
  @Option(help: "The folder that holds the library's data.")
  var folder = PlaceOptions.usualFolder

  static let usualFolder = "data"

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database instead of the folder's file, as postgres://…",
      discussion: "May also be given as KITH_DATABASE, so that its password is in no process list.")
  )
  var database: String?

  /// The file of the database in the folder.
  var file: String { folder + "/kith.sqlite" }

  /// The database's address, made ready: the folder is there and nobody else can read it.
  func address() throws -> String {
    if let address = database ?? ProcessInfo.processInfo.environment["KITH_DATABASE"],
      !address.isEmpty
    {
      return address
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ValidationError(
        "The folder \(folder) can't be made. Choose another with --folder, or mend its permissions."
      )
    }
    // SQLite would take it for a new library, and nobody would see that theirs is lost.
    let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
    if size == 0 {
      throw ValidationError(
        "\(file) is empty where a database should be. Restore a backup, or remove the file to begin anew."
      )
    }
    return file
  }

  func open() throws -> Store { try Store.open(try address()) }
}

/// Writes a line to standard output at once, also where that is a pipe: a supervisor or a script
/// waits for it.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// A line on standard error: what went wrong.
func complain(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
