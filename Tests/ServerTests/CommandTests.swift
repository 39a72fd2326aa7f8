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

  /// The same, with what it complains of among what it says.
  private func complaining(_ arguments: [String]) throws -> Program {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("kith")
    return try Program("/bin/sh", ["-c", "exec \"$0\" \"$@\" 2>&1", program.path] + arguments)
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

  /// The town in a folder, served no more.
  private func town() async throws {
    let demo = try start("demo", "--port", "0", "--folder", folder.path)
    _ = await demo.words(upTo: "Ctrl-C")
    demo.send(SIGTERM)
    _ = await demo.ended()
  }

  private let slug = "what-would-make-sunrise-court-a-better-place-to-live"
  private let engagement = "Saturday table by the laundry"

  /// How each person answered, and with whom they stand: without the numbers of people and groups,
  /// which are dealt anew.
  private func map(in folder: URL) throws -> (tallies: [String], groups: Set<[String]>) {
    func rows(_ name: String) throws -> [[Substring]] {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        .split(separator: "\r\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    var groups: [Substring: [String]] = [:]
    for row in try rows("participants-votes.csv") {
      groups[row[1], default: []].append(row[6...].joined(separator: ","))
    }
    return (
      try rows("comments.csv").map { $0[4...6].joined(separator: ",") },
      Set(groups.values.map { $0.sorted() })
    )
  }

  @Test(.timeLimit(.minutes(5)))
  func `A conversation that is taken out and brought in again has the same map`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await town()
    let (out, again) = (
      folder.appendingPathComponent("out"), folder.appendingPathComponent("again")
    )
    let export = try start(
      "export", "conversation", slug, "--to", out.path, "--folder", folder.path)
    #expect(await export.words(upTo: "\n").contains("stats-history.csv"))
    #expect(await export.ended() == .exited(0))

    let arguments = [
      "import", "conversation", out.path, "--engagement", engagement, "--folder", folder.path,
    ]
    let foretold = try start(arguments + ["--dry-run"])
    let told = await foretold.words(upTo: "Nothing was imported.")
    #expect(told.contains("15 statements (0 hidden), 72 people"))
    #expect(await foretold.ended() == .exited(0))

    let imported = try start(arguments + ["--json"])
    let report = await imported.words(upTo: "}")
    #expect(report.contains("\"people\" : 72"))
    #expect(report.contains("\"slug\" : \"\(slug)-2\""))
    #expect(await imported.ended() == .exited(0))

    let second = try start(
      "export", "conversation", "\(slug)-2", "--to", again.path, "--folder", folder.path)
    #expect(await second.ended() == .exited(0))
    let (before, after) = (try map(in: out), try map(in: again))
    #expect(before.tallies == after.tallies)
    #expect(before.groups.count > 1 && before.groups == after.groups)

    // What is there is never written over.
    let twice = try start(
      "export", "conversation", slug, "--to", again.path, "--folder", folder.path)
    #expect(await twice.ended() == .exited(1))
  }

  @Test(.timeLimit(.minutes(5)))
  func `A wrong file, engagement or conversation is named, and nothing is imported`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await town()
    let wrong = folder.appendingPathComponent("wrong")
    try FileManager.default.createDirectory(at: wrong, withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: wrong.appendingPathComponent(name))
    }
    try write("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n0,x,0,0,1\n0,x,0,1,7\n")
    let place = ["--folder", folder.path]
    let arguments = ["import", "conversation", wrong.path] + place
    let refused = try complaining(
      arguments + ["--engagement", engagement, "--question", "What now?"])
    let complaint = await refused.words(upTo: "Nothing was imported.")
    #expect(complaint.contains("\(wrong.path)/votes.csv: row 3, column vote: "))
    #expect(await refused.ended() == .exited(1))
    try write("votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n0,x,0,0,1\n")
    for missing in [
      ["--engagement", "nothing", "--question", "What now?"], ["--engagement", engagement],
      ["--engagement", engagement, "--question", "What now?", "--language", "xx"],
    ] {
      #expect(await (try start(arguments + missing)).ended() != .exited(0))
    }
    let nothing = try start(["export", "conversation", "nope", "--to", wrong.path + "2"] + place)
    #expect(await nothing.ended() != .exited(0))
    let untouched = try start(
      ["export", "conversation", slug + "-2", "--to", wrong.path + "2"] + place)
    #expect(await untouched.ended() != .exited(0))
    // With what it needs, it is taken.
    let taken = try start(arguments + ["--engagement", engagement, "--question", "What now?"])
    #expect(await taken.words(upTo: "See it at").contains("“What now?”"))
    #expect(await taken.ended() == .exited(0))
  }
}
