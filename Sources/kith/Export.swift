import ArgumentParser
import Operations
import Store
import Surroundings

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write everything, or one conversation, to a folder of open files.",
    subcommands: [ExportEverything.self, ConversationExportCommand.self],
    defaultSubcommand: ExportEverything.self)
}

struct ExportEverything: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "everything",
    abstract: "Write everything to a folder of open files, which kith load brings back the same.",
    discussion: """
      Sessions, keys and open links stay behind. What a community did not let go stays too, and is \
      named.
      """)

  @OptionGroup var place: PlaceOptions

  @Argument(help: "The folder to make.", completion: .directory)
  var target: String

  @Option(help: "Only this community: its id, or the last part of its public address.")
  var community: String?

  @Flag(
    help:
      "Take along those who sign in, with the hashes of their passwords; second factors stay and are set up anew."
  )
  var withAccounts = false

  @Flag(name: .customLong("csv"), help: "Write each table for spreadsheets too.")
  var withCSV = false

  func run() async throws {
    var order = Export.Order(folder: target, version: Program.version)
    order.community = community
    order.withAccounts = withAccounts
    order.withCSV = withCSV
    let store = try place.openExisting()
    let export = try await Export.write(order, from: store, Program.capabilities, .real)
    try await store.close()
    print("Exported to \(target): \(export.rows) rows in \(export.tables) tables.")
    for refused in export.refused { print("Left out: \(refused.name). \(refused.why)") }
    if !export.notAttributed.isEmpty {
      print(
        "Left out, because it can’t be told what in it is this community’s: \(export.notAttributed.joined(separator: ", "))."
      )
    }
    print("Head: \(export.head)")
    print("SHA-256 of manifest.json: \(export.manifestSHA256)")
  }
}
