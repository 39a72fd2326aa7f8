import Foundation
import Testing

/// The ranks of the house: a part names parts of lower ranks alone, and reads their tables alone.
@Suite struct RankTests {
  /// Lowest first; within a line, parts do not know one another unless the line says so.
  static let ranks: [[String]] = [
    ["Delimited"], ["Census", "OpinionMap", "Burden", "Likeness", "Scales"],
    ["Surroundings", "CAssets", "CPostgres", "CZlib", "CQRCode", "CMail"], ["Assets", "Markup"],
    ["Words"], ["Components", "Store", "FileFaults"], ["Ledger", "Translations"], ["Web"], ["Jobs"],
    ["Power"], ["Letters"], ["Accounts"], ["Agenda"], ["Communities"], ["Engagements", "Contacts"],
    ["Asks"],
    ["SecondaryData", "Conversations", "Concerns", "Pulses"], ["Findings"], ["Promises"], ["Trust"],
    ["Operations"], ["App", "Server"], ["Hometown"], ["kith"],
  ]

  struct Source {
    let part: String
    let file: String
    let text: String
  }

  static let sources: [Source] = {
    let root = ManifestTests.root.appendingPathComponent("Sources")
    let names = ranks.flatMap { $0 }
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap {
      url in
      // The innermost folder that is a part's: App holds no other part, Ground and Listening do.
      let parts = url.path.dropFirst(root.path.count).split(separator: "/").map(String.init)
      guard let part = parts.dropLast().last(where: { names.contains($0) }),
        let text = try? String(contentsOf: url, encoding: .utf8)
      else { return nil }
      return Source(part: part, file: parts.joined(separator: "/"), text: text)
    }
  }()

  private static func rank(_ part: String) -> Int? { ranks.firstIndex { $0.contains(part) } }

  @Test func `A part imports parts of lower ranks alone`() throws {
    #expect(Self.sources.count > 100)
    for source in Self.sources {
      let own = try #require(Self.rank(source.part))
      for line in source.text.split(separator: "\n") where line.hasPrefix("import ") {
        let name = line.dropFirst(7).split(separator: " ").last.map(String.init) ?? ""
        guard let other = Self.rank(name) else { continue }
        #expect(other < own, "\(source.file) imports \(name)")
      }
    }
  }

  @Test func `A part's SQL names tables of its own and of lower ranks alone`() throws {
    var makers: [String: String] = [:]
    for source in Self.sources {
      for match in source.text.matches(of: #/CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+) /#) {
        makers[String(match.1)] = source.part
      }
    }
    #expect(makers["fact"] == "Communities")
    for source in Self.sources {
      let own = try #require(Self.rank(source.part))
      let code = source.text.split(separator: "\n").filter { line in
        !line.drop { $0 == " " }.hasPrefix("///")
      }.joined(separator: "\n")
      for match in code.matches(of: #/(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)\b/#) {
        guard let maker = makers[String(match.1)], let other = Self.rank(maker) else { continue }
        #expect(
          other < own || maker == source.part,
          "\(source.file) names \(match.1), a table of \(maker)")
      }
    }
  }

  @Test func `Measures know no database, no clock, no chance and no web`() {
    for source in Self.sources where source.file.hasPrefix("Measures/") {
      for word in ["import Store", "import Web", "Date()", ".random(", "Date.now"] {
        #expect(!source.text.contains(word), "\(source.file): \(word)")
      }
    }
  }

  /// Law 2: every ask is counted before it is made. The register asks the gate; nobody else does, but
  /// for voice and check links, which are a door and not an invitation.
  @Test func `Nobody but the register of asks gets a permit to ask people`() {
    let callers = Self.sources.filter { source in
      source.text.contains(#/(?:may|require|permit)\([^)]*\.ask\b/#) && source.part != "Power"
    }
    #expect(
      callers.map(\.file).sorted() == [
        "Communities/VoiceRoutes.swift", "Listening/Asks/AskRegister.swift",
        "Listening/Findings/CheckRoutes.swift",
      ])
  }
}
