import ArgumentParser
import Delimited
import Foundation
import OpinionMap

/// `kith opinions map PATH`
struct Opinions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Work on conversations from files, without a database.", subcommands: [Map.self])

  struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Map who agrees with whom in an exported conversation.",
      discussion: """
        PATH is a folder with votes.csv and comments.csv, or participants-votes.csv, as Polis and Kith \
        export them; or one such file. Agree is 1, disagree -1, pass 0. Statements that moderation \
        took out are left out.
        """)

    @Argument(help: "The folder of the export, or a file of it.", completion: .directory)
    var path: String

    @Option(help: "The seed; the same files and seed give the same map.")
    var seed: UInt64 = 1

    @Flag(help: "Tell it as JSON.")
    var json = false

    func run() throws {
      do {
        let export = try PolisExport(try files())
        var settings = OpinionMap.Settings()
        settings.moderatedOut = export.moderatedOut
        settings.meta = export.meta
        settings.seed = seed
        let began = ContinuousClock.now
        let map = OpinionMap(of: export.votes, settings)
        let seconds = began.duration(to: .now) / .seconds(1)
        let report = MapReport(map, of: export, seconds: seconds)
        say(json ? try report.json() : report.text)
      } catch let fault as PolisExport.Fault {
        complain("\(fault.file): \(fault.fault)")
        throw ExitCode(1)
      }
    }

    /// The bytes of the files that are there, by name.
    private func files() throws -> [String: [UInt8]] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        complain("\(path): there is no such file or folder.")
        throw ExitCode(1)
      }
      let names = ["votes.csv", "comments.csv", "participants-votes.csv"]
      let folder = isFolder.boolValue ? path : (path as NSString).deletingLastPathComponent
      let asked = isFolder.boolValue ? names : [(path as NSString).lastPathComponent]
      guard isFolder.boolValue || names.contains(asked[0]) else {
        complain("\(path): name a folder, or one of \(names.joined(separator: ", ")).")
        throw ExitCode(1)
      }
      // Beside votes.csv, its comments say what moderation took out.
      return try FilesOfFolder.read(
        folder.isEmpty ? "." : folder,
        Array(Set(asked + (isFolder.boolValue ? [] : ["comments.csv"]))))
    }
  }
}
