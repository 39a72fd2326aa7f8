import Foundation

import Web

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What somebody does with the site, without a browser and without JavaScript.
public struct Reader: Sendable {
  public let site: Site
  public var cookies: [String: String]

  public init(site: Site, cookies: [String: String]) {
    self.site = site
    self.cookies = cookies
  }

  /// Each reader is somewhere else, for limits by address.
  private var origin: String { cookies["kith_session"] ?? "visitor" }

  private var headers: [String: String] {
    ["cookie": cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")]
  }

  public func get(_ address: String) async -> Reply {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return await site.answer(
      Request(
        method: .get, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
        headers: headers, origin: origin))
  }

  /// Sends fields as they are.
  public func post(_ path: String, _ fields: [(String, String)]) async -> Reply {
    let body = fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
    return await site.answer(
      Request(
        method: .post, path: path,
        headers: headers.merging(["content-type": "application/x-www-form-urlencoded"]) { $1 },
        body: Array(body.utf8), origin: origin))
  }

  /// Fills in the form of `page` that goes to `path` and sends it, with its hidden fields.
  public func submit(
    _ path: String, onPage page: String, _ fields: [String: String] = [:]
  ) async throws -> Reply {
    let hidden = (await get(page)).hiddenFields(ofFormTo: path)
    var all = hidden.filter { field in fields[field.0] == nil }
    all += fields.map { ($0.key, $0.value) }
    return await post(path, all)
  }

  private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

extension Reply {
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// What a reader reads: no tags, entities resolved.
  public var plainTexts: [String] { PlainText.of(self) }
  public var plainText: String { plainTexts.joined(separator: "\n") }

  public func cookie(_ name: String) -> String? {
    headers.filter { $0.name == "set-cookie" && $0.value.hasPrefix("\(name)=") }.map {
      String($0.value.dropFirst(name.count + 1).prefix { $0 != ";" })
    }.first { !$0.isEmpty }
  }

  /// The hidden fields of the first form that posts to `path`.
  func hiddenFields(ofFormTo path: String) -> [(String, String)] {
    guard let start = text.range(of: "action=\"\(path)\"") else { return [] }
    let form = text[start.lowerBound...].components(separatedBy: "</form>")[0]
    return form.components(separatedBy: "<input ").dropFirst().compactMap { piece in
      let tag = piece.prefix { $0 != ">" }
      guard tag.contains("type=\"hidden\"") else { return nil }
      return (attribute("name", tag), attribute("value", tag))
    }
  }

  private func attribute(_ name: String, _ tag: Substring) -> String {
    guard let start = tag.range(of: "\(name)=\"") else { return "" }
    return String(tag[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
  }

  /// Local addresses that the page links to by GET.
  public var links: Set<String> {
    Set(
      text.components(separatedBy: " href=\"").dropFirst().map {
        String($0.prefix { $0 != "\"" && $0 != "#" }).replacing("&amp;", with: "&")
      }.filter { $0.hasPrefix("/") && !$0.hasPrefix("/look/") })
  }

  /// What keeps the page from being well-formed; `nil` when nothing does.
  public var wellFormednessFault: String? {
    let parser = XMLParser(data: Data(body))
    return parser.parse()
      ? nil : "line \(parser.lineNumber): \(String(describing: parser.parserError))"
  }

  /// Ids that stand more than once.
  public var repeatedIDs: [String] {
    let ids = text.components(separatedBy: " id=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    return Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.map(\.key).sorted()
  }

  /// `for`, `aria-labelledby` and `aria-describedby` that point at nothing.
  public var danglingReferences: [String] {
    let ids = Set(
      text.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) })
    return ["for", "aria-labelledby", "aria-describedby"].flatMap { name in
      text.components(separatedBy: " \(name)=\"").dropFirst().flatMap {
        $0.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
      }
    }.filter { !ids.contains($0) }
  }
}

/// Gathers the text nodes of a page, and the attributes that are read aloud.
private final class PlainText: NSObject, XMLParserDelegate {
  private var pieces: [String] = []
  private var buffer = ""
  private var silent = 0

  static func of(_ reply: Reply) -> [String] {
    let reader = PlainText()
    let parser = XMLParser(data: Data(reply.body))
    parser.delegate = reader
    _ = parser.parse()
    return reader.pieces
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { buffer += string }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    flush()
    if name == "code" || name == "title" { silent += 1 }
    for key in ["aria-label", "alt", "title", "placeholder"] {
      if let text = attributes[key] { pieces.append(text) }
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    flush()
    if name == "code" || name == "title" { silent -= 1 }
  }

  /// The parser tells a text in pieces, broken at entities.
  private func flush() {
    let trimmed = buffer.trimmingCharacters(in: .whitespacesAndNewlines)
    // Codes are the same in every language; the title repeats what the page says.
    if !trimmed.isEmpty, silent == 0 { pieces.append(trimmed) }
    buffer = ""
  }
}
