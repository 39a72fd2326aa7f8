import ArgumentParser
import Foundation
import Operations
import Store
import Surroundings

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a backup back into the library's folder.",
    discussion: """
      Stop the server first. The file is checked before anything is touched: for damage, for its \
      ledger, and that no newer Kith wrote it. If the command is killed, the old database or the new \
      one is there, never something between.
      """)

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The backup.", completion: .file())
  var file: String

  @Flag(help: "Set the database that is there aside, and put this one in its place.")
  var replace = false

  func run() async throws {
    guard place.postgres == nil else {
      throw OperationFault(
        "A PostgreSQL database is brought back by its own tool: pg_restore --clean --if-exists --no-owner --dbname=… \(file)"
      )
    }
    let restore = try await Restore.run(
      file, into: place.folder, replaces: replace, migrations: Set(Program.migrations.map(\.id)),
      .real)
    print(
      "Restored into \(place.folder): \(Bytes.words(restore.size)), \(moments(restore.moments)).")
    print("Head: \(restore.head)")
    if let aside = restore.keptAside { print("The database that was there is in \(aside)") }
    print("Start the server, or look first: kith doctor --folder \(place.folder)")
  }
}
