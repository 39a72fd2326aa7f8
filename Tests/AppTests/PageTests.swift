import Foundation
import Testing
import Town
import Web

@Suite struct PageTests {
  @Test(arguments: ["en", "es", "ar"])
  func `Every page is well-formed, with unique ids and labels that point at something`(
    language: String
  ) async throws {
    let town = try await Town()
    let pages = try await Pages(town)
    let reader = try await town.reader(.owner, language: language)
    var seen = 0
    for (route, path) in pages.open() {
      let reply = await reader.get(path)
      guard reply.header("content-type")?.hasPrefix("text/html") == true, reply.status == 200
      else { continue }
      seen += 1
      #expect(reply.wellFormednessFault == nil, "\(route.path)")
      #expect(reply.repeatedIDs == [], "\(route.path)")
      #expect(reply.danglingReferences == [], "\(route.path)")
      #expect(reply.text.contains("<html lang=\"\(language)\""), "\(route.path)")
      #expect(
        reply.text.contains("dir=\"\(language == "ar" ? "rtl" : "ltr")\""), "\(route.path)")
      #expect(reply.text.components(separatedBy: "<h1").count == 2, "one h1: \(route.path)")
      #expect(!reply.text.contains(" style="), "\(route.path)")
      #expect(!reply.text.contains(" onclick="), "\(route.path)")
    }
    #expect(seen > 15)
    try await town.end()
  }

  @Test func `No sentence on any page stands outside the catalogs`() async throws {
    let town = try await Town()
    let pages = try await Pages(town)
    let data = try await Stored(town)
    for role in [Role.owner, .steward, nil] {
      let reader = try await town.reader(role, language: "en-XA")
      for (route, path) in pages.open() where route.path != "/desk/components" {
        let reply = await reader.get(path)
        guard reply.status == 200, reply.header("content-type")?.hasPrefix("text/html") == true
        else { continue }
        let stray = reply.plainTexts.flatMap(outsideBrackets).filter { !data.holds($0) }
        #expect(stray == [], "\(route.path)")
      }
    }
    try await town.end()
  }

  @Test func `Links on pages lead somewhere`() async throws {
    let town = try await Town()
    let pages = try await Pages(town)
    let reader = try await town.reader(.owner)
    var links: [String: String] = [:]
    for (route, path) in pages.open() {
      for link in (await reader.get(path)).links { links[link] = route.path }
    }
    for (link, page) in links.sorted(by: { $0.key < $1.key }) {
      let status = (await reader.get(link)).status
      #expect([200, 301, 303].contains(status), "\(link) on \(page)")
    }
    try await town.end()
  }
}

/// What is left of a text without what stands in ⟦brackets⟧, if it has letters.
private func outsideBrackets(_ text: String) -> [String] {
  var depth = 0
  var left = ""
  for character in text {
    switch character {
    case "⟦": depth += 1
    case "⟧":
      depth -= 1
      left.append("\n")
    default: if depth == 0 { left.append(character) }
    }
  }
  return left.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
    $0.contains(where: \.isLetter)
  }
}
