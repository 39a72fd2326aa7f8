import Foundation
import Web

#if canImport(FoundationXML)
  import FoundationXML
#endif

extension Reply {
  /// What keeps the page from being well-formed; `nil` when nothing does.
  var fault: String? {
    let parser = XMLParser(data: Data(body))
    return parser.parse()
      ? nil : "line \(parser.lineNumber): \(String(describing: parser.parserError))"
  }

  /// Ids that stand on the page more than once.
  var doubleIDs: [String] {
    let ids = text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    return Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 }.map {
      String($0.key)
    }
  }
}
