import ArgumentParser
import Burden
import Foundation

/// `kith asks sample FILE`
struct AsksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "asks", abstract: "Work on lists of people to be asked, without a database.",
    subcommands: [Sample.self])

  struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Choose whom of a list to ask: those first from whom least was asked.",
      discussion: """
        FILE is a CSV with a column id. A column asks says how often (or how long) each was asked \
        before; a column number holds each one's permanent random number, from 0 up to 1. Without it \
        the number is made from the id and the seed: keep the seed, and people keep their numbers. \
        Who is chosen is written as CSV; FILE is only read, and nothing of it is kept.
        """)

    @Argument(help: "The list.", completion: .file(extensions: ["csv"]))
    var file: String

    @Option(help: "How many to choose.")
    var take: Int

    @Option(help: "The seed of the permanent random numbers: the same for a list year after year.")
    var seed: UInt64 = 1

    @Option(help: "Where on the circle from 0 to 1 to begin among equals: each ask elsewhere.")
    var start: Double = 0

    func validate() throws {
      guard take > 0 else { throw ValidationError("--take is a number from 1 on.") }
      guard start.isFinite, (0..<1).contains(start) else {
        throw ValidationError("--start lies from 0 up to, but not including, 1.")
      }
    }

    func run() throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        complain("\(file): can’t be read.")
        throw ExitCode(1)
      }
      do {
        let list = try SampleList([UInt8](data), seed: seed)
        let chosen = Sampling.leastBurdened(list.people, take: take, start: start)
        say("id\n" + chosen.map(quoted).joined(separator: "\n"))
        if chosen.count < take {
          complain("The list has only \(chosen.count) people: all are chosen.")
        }
      } catch let fault as SampleList.Fault {
        complain("\(file): \(sentence(fault))")
        throw ExitCode(1)
      }
    }

    private func quoted(_ id: String) -> String {
      let plain = !id.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      return plain ? id : "\"\(id.replacing("\"", with: "\"\""))\""
    }

    private func sentence(_ fault: SampleList.Fault) -> String {
      switch fault {
      case .unreadable(let why): why
      case .noColumn(let name): "there is no column \(name)."
      case .badNumber(let row, let column):
        column == "number"
          ? "row \(row): number is from 0 up to, but not including, 1."
          : "row \(row): \(column) is a number from 0 on."
      case .noID(let row): "row \(row) has no id."
      case .twice(let id, let row): "row \(row): \(id) stands in the list twice."
      }
    }
  }
}
