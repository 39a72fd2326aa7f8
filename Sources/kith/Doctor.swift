import ArgumentParser
import Foundation
import Operations
import Store
import Surroundings

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say how this Kith is, and how to mend what is wrong.",
    discussion: "Exit status 0 when nothing is wrong, 1 when something is.")

  @OptionGroup var place: PlaceOptions

  @Flag(help: "Print the findings as JSON.")
  var json = false

  func run() async throws {
    let doctor = Doctor(
      place.postgres.map { .postgres($0) } ?? .folder(place.folder),
      migrations: Set(Program.migrations.map(\.id)), .real)
    let findings = await doctor.findings()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(findings), as: UTF8.self))
    } else {
      for finding in findings { print(finding.text) }
      let wrong = findings.filter { $0.state == .wrong }.count
      let look = findings.filter { $0.state == .lookAt }.count
      print(
        wrong == 0
          ? "\nNothing is wrong\(look == 0 ? "." : "; to look at: \(look).")"
          : "\nWrong: \(wrong). To look at: \(look).")
    }
    if findings.contains(where: { $0.state == .wrong }) { throw ExitCode(1) }
  }
}
