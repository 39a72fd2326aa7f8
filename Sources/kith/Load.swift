import ArgumentParser
import Operations
import Store
import Surroundings

struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Bring an export into an empty Kith.",
    discussion: "All of it is loaded, or nothing. A fault is told with its file and line.")

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The folder of the export.", completion: .directory)
  var source: String

  func run() async throws {
    let lock = try place.hold()
    defer { lock?.release() }
    let store = try place.open()
    let load = try await Load.read(source, into: store, Program.migrations, .real)
    try await store.close()
    print("Loaded \(load.rows) rows in \(load.tables) tables from \(source).")
    print("The ledger holds: \(moments(load.ledger.count)). Head: \(load.ledger.head)")
    print("SHA-256 of manifest.json: \(load.manifestSHA256)")
    if !load.hasAccounts {
      print("Nobody can sign in yet: kith serve prints a code for the first owner.")
    }
  }
}
