import Foundation
import Programs
import Surroundings
import Testing

/// The program's commands, run as somebody in a terminal runs them.
@Suite struct CommandTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "kith_\(randomCode(.real, characters: 16))")

  private func start(_ arguments: String...) throws -> Program { try start(arguments) }

  private func start(_ arguments: [String]) throws -> Program {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("kith")
    return try Program(program.path, arguments)
  }

  /// A table of three tracts of one county and one of another.
  private func table() throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("ACSDT5Y2020.B01003-Data.csv")
    let rows = ["48201100000", "48201200000", "48201300000", "48157100000"].enumerated().map {
      "1400000US\($1),Tract \($0),\(1000 * ($0 + 1)),30"
    }
    let head = [
      "GEO_ID,NAME,B01003_001E,B01003_001M",
      "Geography,Geographic Area Name,Estimate!!Total,Margin of Error!!Total",
    ]
    try Data((head + rows).joined(separator: "\n").utf8).write(to: file)
    return file.path
  }

  @Test(.timeLimit(.minutes(5)))
  func `A dry run takes the areas that the import would take, and no others`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try table()
    let county = try start("import", "acs", file, "--dry-run", "--areas", "1400000US48201")
    let told = await county.words(upTo: "Nothing was imported.")
    #expect(told.contains("6000 ± 52") && told.contains("Would be imported: 1 table."))
    #expect(await county.ended() == .exited(0))
    let nowhere = try start("import", "acs", file, "--dry-run", "--areas", "1400000US01")
    #expect(await nowhere.ended() == .exited(1))
  }

  @Test(.timeLimit(.minutes(5)))
  func `A dry run refuses a community or a folder that is not there`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try table()
    let missing = folder.appendingPathComponent("nothing").path
    for arguments in [["--folder", missing], ["--folder", missing, "--community", "nope"]] {
      let run = try start(["import", "acs", file, "--dry-run"] + arguments)
      #expect(await run.ended() != .exited(0))
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  @Test(.timeLimit(.minutes(5)))
  func `An invitation names communities that are there, or is not made`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let demo = try start("demo", "--port", "0", "--folder", folder.path)
    _ = await demo.words(upTo: "Ctrl-C")
    demo.send(SIGTERM)
    _ = await demo.ended()
    let partner = ["invite", "--role", "partner", "--folder", folder.path, "--community"]
    let made = try start(partner + ["sunrise-court", "--community", "acequia-growers"])
    #expect(await made.words(upTo: "\n").contains("/invitations/"))
    #expect(await made.ended() == .exited(0))
    #expect(await (try start(partner + ["nope"])).ended() != .exited(0))
  }

  @Test(.timeLimit(.minutes(5)))
  func `An empty file is not taken for a new library`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("kith.sqlite")
    try Data().write(to: file)
    let serve = try start("serve", "--port", "0", "--folder", folder.path)
    #expect(await serve.ended() != .exited(0))
    #expect(try Data(contentsOf: file).isEmpty)
  }

  @Test(.timeLimit(.minutes(5)))
  func `While the town is shown from a folder, nothing else serves from it`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let demo = try start("demo", "--port", "0", "--folder", folder.path)
    defer { demo.send(SIGTERM) }
    #expect(await demo.words(upTo: "Ctrl-C").contains("Piedra Lisa is open"))
    let other = try start("serve", "--port", "0", "--folder", folder.path)
    #expect(await other.ended() == .exited(1))
  }
}
