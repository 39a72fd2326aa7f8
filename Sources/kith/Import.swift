import App
import ArgumentParser
import Census
import Communities
import Foundation
import SecondaryData
import Store
import Surroundings
import Web
import Words

/// `kith import acs|pls|places FILE…`, `kith import conversation FOLDER`
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import census tables, library statistics, places, or a conversation held elsewhere.",
    discussion: """
      With --dry-run it checks everything, tells what would be imported, and changes nothing; it \
      needs a database only to look up --community. If any file is refused, nothing is imported and \
      the exit status is 1.
      """,
    subcommands: [ACS.self, PLS.self, PlacesCommand.self, ConversationImportCommand.self])

  /// What the three kinds of published data take.
  struct Options: ParsableArguments {
    @Argument(help: "The files.", completion: .file())
    var files: [String]

    @Flag(help: "Tell what would be imported, and import nothing.")
    var dryRun = false

    @Flag(help: "Tell it as a JSON array.")
    var json = false

    @Option(
      help: ArgumentHelp(
        "The community that the data is about, by the last part of its public address or its id.",
        discussion: "Without it the data is catalogued, and no benchmarks or facts are made."))
    var community: String?

    @OptionGroup var place: PlaceOptions

    /// - Throws: `ExitCode(1)` when a file was refused, after telling so.
    func run(_ kind: DiskFiles.Kind, _ set: (inout ImportChoices) -> Void = { _ in }) async throws {
      var choices = ImportChoices(community: nil)
      set(&choices)
      let disk = DiskFiles(kind, paths: files, areas: choices.prefixes)
      if disk.reports.failed {
        tell(disk)
        throw ExitCode(1)
      }
      if dryRun { return try await foretell(disk, kind, choices) }
      let surroundings = Surroundings.real
      let store = try place.open()
      try await store.migrate(
        App.migrations(App.capabilities(surroundings, Metrics())), at: surroundings.now())
      choices.community = try await self.community(in: store)
      let library = try await store.read { try Library.find($0) }
      let context = ImportContext(
        actor: "program", today: surroundings.today(in: library?.zone ?? .gmt),
        language: library?.language ?? .english, surroundings: surroundings)
      let outcome: ImportOutcome
      do {
        outcome = try await DataImport.run(disk.files, choices, by: context, store)
      } catch {
        throw try refused(error)
      }
      try await store.close()
      tell(disk)
      if !json {
        print(outcome.text(choices))
        if let community = choices.community, let library {
          print("See it at \(library.address)/desk/communities/\(community)")
        }
      }
    }

    /// Tells what the import would do, after everything that it would check.
    private func foretell(
      _ disk: DiskFiles, _ kind: DiskFiles.Kind, _ choices: ImportChoices
    ) async throws {
      let store = try place.openForLooking(needed: community != nil)
      var choices = choices
      if let store { choices.community = try await self.community(in: store) }
      // Which libraries a file has can be told before it is said which one is meant.
      var forecast: ImportForecast?
      if kind != .pls || choices.library != nil {
        do {
          forecast = try await DataImport.forecast(
            disk.files, choices, Words(.english), .real, store)
        } catch {
          throw try refused(error)
        }
      }
      try await store?.close()
      tell(disk)
      if !json {
        print(forecast?.text ?? "Say which library you are to be told what would be imported.")
        print("Nothing was imported.")
      }
    }

    private func community(in store: Store) async throws -> ID<Community>? {
      guard let community else { return nil }
      let found = try await store.read { try Community.named(community, $0) }
      guard let found else {
        throw ValidationError(
          "There is no community \(community). Say the last part of its public address, or its id.")
      }
      return found
    }

    private func refused(_ error: any Error) throws -> ExitCode {
      guard let reason = DataImport.reason(error) else { throw error }
      FileHandle.standardError.write(Data("\(reason)\nNothing was imported.\n".utf8))
      return ExitCode(1)
    }

    private func tell(_ disk: DiskFiles) {
      print(json ? ImportReport.json(disk.reports) : disk.text, terminator: json ? "" : "\n")
    }
  }

  struct ACS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "acs", abstract: "Census tables (American Community Survey).")

    @OptionGroup var options: Options

    @Option(
      name: .customLong("areas"),
      help: "Only areas whose GEO_ID begins so. May be given several times.")
    var areas: [String] = []

    func run() async throws {
      try await options.run(.acs) { $0.prefixes = areas }
    }
  }

  struct PLS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pls", abstract: "Files of the Public Libraries Survey.")

    @OptionGroup var options: Options

    @Option(help: "The key of your library (FSCSKEY), such as MO0051. Needed unless --dry-run.")
    var library: String?

    func run() async throws {
      try await options.run(.pls) { $0.library = library }
    }
  }

  struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "places", abstract: "Places with coordinates (GeoJSON or CSV).")

    @OptionGroup var options: Options

    @Option(help: "Who made the files.")
    var publisher = "Not recorded"

    @Flag(help: "The places are where people meet, rather than what the community has.")
    var meetingPlaces = false

    func run() async throws {
      try await options.run(.places) { choices in
        choices.publisher = publisher
        choices.topic = meetingPlaces ? .meetingPlaces : .assets
      }
    }
  }
}
