import ArgumentParser

/// The command `kith`.
@main
struct Kith: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "A community engagement toolkit for libraries.",
    discussion: """
      Kith keeps everything in one folder. `kith demo` shows an invented town; `kith serve` opens \
      your own library.
      """,
    version: "0.1.0",
    subcommands: [
      Serve.self, Demo.self, Invite.self, Import.self, ExportCommand.self, LoadCommand.self,
      BackupCommand.self, RestoreCommand.self, DoctorCommand.self, LedgerCommand.self,
      Opinions.self, AsksCommand.self,
      Bench.self,
    ])
}
