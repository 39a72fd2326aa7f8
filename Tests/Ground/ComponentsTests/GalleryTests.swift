import Foundation
import Markup
import Testing

@testable import Components
@testable import Words

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is wrong with a piece of a page when it is read as XML; `nil` when nothing is.
func fault(_ html: HTML) -> String? {
  let parser = XMLParser(data: Data("<main>\(html.markup)</main>".utf8))
  return parser.parse()
    ? nil : "line \(parser.lineNumber): \(String(describing: parser.parserError))"
}

/// Every component with its example.
@Suite struct GalleryTests {
  /// A language in which each sentence tries to be a tag, an attribute and an entity.
  static let hostile: Words = {
    let text = #"\"' onload='x'><script>&amp;{n}"#
    let sentences = hostileKeys.map { key in "msgid \"\(key)\"\nmsgstr \"\(text)\"" }
    let catalog = (try? Catalog(po: sentences.joined(separator: "\n\n"))) ?? Catalog()
    return Words(.english, catalog: catalog)
  }()

  /// The sentences of the gallery and of the components, as the code has them.
  private static let hostileKeys: Set<Substring> = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Sources/Ground/Components")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.reduce(
      into: []) {
        keys, url in
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        keys.formUnion(text.matches(of: #/w\(\s*"([^"\\]+)"/#).map { $0.1 })
      }
  }()

  private func ids(_ html: HTML, _ attribute: String) -> [String] {
    html.markup.components(separatedBy: " \(attribute)=\"").dropFirst().flatMap {
      $0.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
    }
  }

  @Test(arguments: Language.spoken + [.pseudo])
  func `Each component is well-formed, with ids of its own and labels that point at something`(
    language: Language
  ) {
    let gallery = componentGallery(Words(language))
    #expect(fault(gallery) == nil)
    let own = ids(gallery, "id")
    #expect(own.count == Set(own).count)
    let named = ["for", "aria-labelledby", "aria-describedby"].flatMap { ids(gallery, $0) }
    #expect(named.count > 30 && Set(named).subtracting(own) == [])
  }

  @Test func `No sentence of any language becomes a tag or an attribute`() {
    #expect(Self.hostileKeys.count > 100)
    #expect(Self.hostile("Notices").contains("<script>"))
    let gallery = componentGallery(Self.hostile)
    #expect(fault(gallery) == nil)
    #expect(!gallery.markup.contains("<script"))
    #expect(!gallery.markup.contains(" onload='"))
    #expect(gallery.markup.contains("&lt;script&gt;"))
  }

  @Test func `Every control has a label, every picture a name or none to speak`() {
    let markup = componentGallery(.english).markup
    let controls = markup.matches(of: #/<(?:input|select|textarea)( [^>]*)>/#).map { String($0.1) }
    let labels = Set(markup.matches(of: #/<label for="([^"]+)"/#).map { String($0.1) })
    #expect(controls.count > 10)
    for control in controls where !control.contains("type=\"hidden\"") {
      let id = control.firstMatch(of: #/ id="([^"]+)"/#).map { String($0.1) } ?? ""
      #expect(labels.contains(id), "\(control)")
    }
    for match in markup.matches(of: #/<svg( [^>]*)>/#) where !match.1.contains(" x=\"") {
      #expect(
        match.1.contains("aria-hidden=\"true\"") || match.1.contains("aria-label=\""), "\(match.1)")
    }
    #expect(!markup.contains(" style=") && !markup.contains(" onclick="))
  }
}
