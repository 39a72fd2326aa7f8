import Foundation

/// `multipart/form-data` (RFC 7578), the body of forms with files.
enum Multipart {
  /// The boundary that a Content-Type header names, `nil` when it is another type.
  static func boundary(_ contentType: String) -> String? {
    let parts = contentType.split(separator: ";")
    guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
    for part in parts.dropFirst() {
      let trimmed = part.drop { $0 == " " }
      guard trimmed.lowercased().hasPrefix("boundary=") else { continue }
      let value = trimmed.dropFirst(9)
      let bare = value.hasPrefix("\"") ? value.dropFirst().prefix { $0 != "\"" } : value
      return (1...70).contains(bare.utf8.count) ? String(bare) : nil
    }
    return nil
  }

  static func form(_ body: [UInt8], boundary: String) throws -> FormData {
    var form = FormData()
    let delimiter = Array("--\(boundary)".utf8)
    let lineDelimiter = [13, 10] + delimiter
    guard body.starts(with: delimiter) else { throw Failure.malformed(.brokenParts) }
    var position = delimiter.count
    var fields = 0
    while true {
      if body[position...].starts(with: [45, 45]) { return form }
      guard body[position...].starts(with: [13, 10]) else { throw Failure.malformed(.brokenParts) }
      position += 2
      fields += 1
      guard fields <= FormData.mostFields else { throw Failure.malformed(.tooManyFields) }
      guard let headerEnd = find([13, 10, 13, 10], in: body, from: position) else {
        throw Failure.malformed(.brokenParts)
      }
      let head = String(decoding: body[position..<headerEnd], as: UTF8.self)
      guard let end = find(lineDelimiter, in: body, from: headerEnd + 4) else {
        throw Failure.malformed(.brokenParts)
      }
      try add(head, content: Array(body[(headerEnd + 4)..<end]), to: &form)
      position = end + lineDelimiter.count
      guard position + 2 <= body.count else { throw Failure.malformed(.brokenParts) }
    }
  }

  private static func add(_ head: String, content: [UInt8], to form: inout FormData) throws {
    let lines = head.split(separator: "\r\n")
    guard
      let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = parameter("name", of: disposition)
    else { throw Failure.malformed(.brokenParts) }
    if let filename = parameter("filename", of: disposition) {
      // A file field left empty comes as a nameless file of no bytes.
      if filename.isEmpty && content.isEmpty { return }
      form.add(name, UploadedFile(name: filename, bytes: content))
    } else {
      guard let text = String(validating: content, as: UTF8.self) else {
        throw Failure.malformed(.notText)
      }
      try form.add(checked: name, text)
    }
  }

  private static func parameter(_ name: String, of disposition: Substring) -> String? {
    for marker in ["; \(name)=\"", ";\(name)=\""] {
      guard let range = disposition.range(of: marker) else { continue }
      let value = disposition[range.upperBound...].prefix { $0 != "\"" }
      return String(value).replacing("%22", with: "\"")
    }
    return nil
  }

  /// Where `pattern` begins at or after `start`.
  private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, body.count >= pattern.count else { return nil }
    var position = start
    let last = body.count - pattern.count
    return body.withUnsafeBufferPointer { bytes in
      while position <= last {
        guard let hit = bytes[position...last].firstIndex(of: first) else { return nil }
        if bytes[hit..<(hit + pattern.count)].elementsEqual(pattern) { return hit }
        position = hit + 1
      }
      return nil
    }
  }
}
