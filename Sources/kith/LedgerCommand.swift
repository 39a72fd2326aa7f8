import ArgumentParser
import Ledger
import Operations
import Store

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Check or print the ledger.",
    subcommands: [Verify.self, Print.self], defaultSubcommand: Verify.self)

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compute every hash anew and compare.",
      discussion: "Exit status 0 when the ledger holds, 1 when it does not.")

    @OptionGroup var place: PlaceOptions

    @Option(help: "A head that was written down earlier: it must be in the chain.")
    var head: String?

    func run() async throws {
      let store = try place.open()
      let (result, witnesses, known) = try await store.read { [head] connection in
        let known = try head.map {
          try connection.exists("SELECT 1 FROM moment WHERE hash = \($0)")
        }
        return (try Ledger.verify(connection), try Ledger.witnessFaults(connection), known)
      }
      try await store.close()
      for fault in result.faults + witnesses { print("wrong: \(fault)") }
      if known == false { print("wrong: no moment has the hash that you gave") }
      guard result.holds, witnesses.isEmpty, known != false else { throw ExitCode(1) }
      print("The ledger holds: \(result.count) moments. Head: \(result.head)")
    }
  }

  struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the moments, one a line, the newest first.")

    @OptionGroup var place: PlaceOptions

    @Option(help: "How many.")
    var last = 100

    func run() async throws {
      let store = try place.open()
      let last = last
      let moments = try await store.read { try Ledger.moments(limit: max(1, last), $0) }
      try await store.close()
      for moment in moments {
        print(
          [
            String(moment.sequence), moment.at.date.formatted(.iso8601), moment.kind,
            moment.subject.kind, moment.subject.id, moment.actor, moment.hash,
          ].joined(separator: "\t"))
      }
    }
  }
}
