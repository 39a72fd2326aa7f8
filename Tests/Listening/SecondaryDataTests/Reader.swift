import Foundation
import Web

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a reader does with a site.
struct Reader: Sendable {
  let site: Site
  let code: String
  var language = "en"

  private var headers: [String: String] {
    ["cookie": "kith_session=\(code); kith_language=\(language)"]
  }

  func get(_ address: String) async -> Reply {
    let parts = address.split(separator: "?", maxSplits: 1)
    return await site.answer(
      Request(
        method: .get, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
        headers: headers))
  }

  /// The token that this reader's forms carry.
  private func token() async -> String {
    let page = await get("/desk/data").text
    return page.components(separatedBy: "name=\"token\" value=\"").dropFirst().first.map {
      String($0.prefix { $0 != "\"" })
    } ?? ""
  }

  /// Sends a form; a field may come several times.
  func post(_ path: String, _ fields: [(String, String)] = []) async -> Reply {
    var headers = headers
    headers["content-type"] = "application/x-www-form-urlencoded"
    let body = (fields + [("token", await token())]).map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }.joined(separator: "&")
    return await site.answer(
      Request(method: .post, path: path, headers: headers, body: Array(body.utf8)))
  }

  /// Sends a form with files.
  func send(
    _ path: String, _ fields: [(String, String)], files: [(name: String, bytes: [UInt8])]
  ) async -> Reply {
    var headers = headers
    headers["content-type"] = "multipart/form-data; boundary=meramec"
    var body: [UInt8] = []
    for (name, value) in fields + [("token", await token())] {
      body += Array(
        "--meramec\r\ncontent-disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      body += Array(
        "--meramec\r\ncontent-disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n\r\n"
          .utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    body += Array("--meramec--\r\n".utf8)
    return await site.answer(Request(method: .post, path: path, headers: headers, body: body))
  }
}

extension Reply {
  var text: String { String(decoding: body, as: UTF8.self) }
  var location: String { header("location") ?? "" }

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

  /// Headings that skip a level on the way down, as their number and the one before.
  var skippedHeadings: [String] {
    var before = 0
    var skipped: [String] = []
    for part in text.components(separatedBy: "<h").dropFirst() {
      guard let level = part.first.flatMap({ Int(String($0)) }) else { continue }
      if level > before + 1 { skipped.append("h\(before) h\(level)") }
      before = level
    }
    return skipped
  }
}
