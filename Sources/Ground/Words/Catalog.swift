/// The sentences of one language: a gettext PO file, the format translators' tools read.
/// Keys are the English sentences as they stand in the code.
public struct Catalog: Sendable {
  public private(set) var sentences: [String: [String]] = [:]
  public private(set) var pluralRule: PluralRule?
  public private(set) var headers: [String: String] = [:]

  public init() {}

  public struct Fault: Error, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  /// Reads a PO file. Entries marked `#, fuzzy` and empty translations are left out, so that a
  /// reader sees the English sentence and never a guess.
  public init(po text: String) throws(Fault) {
    var entry = Entry()
    var number = 0
    // A line feed after a carriage return is one character with it.
    let isEnd = { (character: Character) in character == "\n" || character == "\r\n" }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isEnd) {
      number += 1
      if line.hasPrefix("#") {
        if entry.isComplete {
          finish(entry)
          entry = Entry()
        }
        if line.hasPrefix("#,"), line.contains("fuzzy") { entry.fuzzy = true }
        // An entry that is no longer used; its marks are not the next one's.
        if line.hasPrefix("#~"), entry.id == nil { entry.fuzzy = false }
      } else if line.hasPrefix("msgid_plural ") {
        entry.field = .plural
        entry.plural = try Self.literal(line.dropFirst(13), number)
      } else if line.hasPrefix("msgid ") {
        if entry.isComplete {
          finish(entry)
          entry = Entry()
        }
        entry.field = .id
        entry.id = try Self.literal(line.dropFirst(6), number)
      } else if line.hasPrefix("msgstr") {
        let rest = line.dropFirst(6)
        guard let space = rest.firstIndex(of: " ") else {
          throw Fault(line: number, message: "no text after msgstr")
        }
        entry.field = .text
        entry.texts.append(try Self.literal(rest[rest.index(after: space)...], number))
      } else if line.hasPrefix("msgctxt ") {
        throw Fault(line: number, message: "Kith's catalogs have no msgctxt")
      } else if line.hasPrefix("\"") {
        let more = try Self.literal(line, number)
        switch entry.field {
        case .id: entry.id = (entry.id ?? "") + more
        case .plural: entry.plural = (entry.plural ?? "") + more
        case .text: entry.texts[entry.texts.count - 1] += more
        case nil: throw Fault(line: number, message: "a text that belongs to nothing")
        }
      } else if !line.allSatisfy(\.isWhitespace) {
        throw Fault(line: number, message: "not a line of a PO file")
      }
    }
    if entry.isComplete { finish(entry) }
  }

  /// Both catalogs as one; where both have a sentence, `other`'s holds.
  public func merging(_ other: Catalog) -> Catalog {
    var result = self
    result.sentences.merge(other.sentences) { _, new in new }
    result.pluralRule = other.pluralRule ?? pluralRule
    return result
  }

  private mutating func finish(_ entry: Entry) {
    guard let id = entry.id, !entry.fuzzy else { return }
    if id.isEmpty {
      for line in (entry.texts.first ?? "").split(separator: "\n") {
        guard let colon = line.firstIndex(of: ":") else { continue }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        headers[String(line[..<colon])] = String(value)
      }
      pluralRule = headers["Plural-Forms"].flatMap { PluralRule($0) }
    } else if entry.texts.allSatisfy({ !$0.isEmpty }) {
      sentences[id] = entry.texts
    }
  }

  private struct Entry {
    enum Field { case id, plural, text }
    var field: Field?
    var id: String?
    var plural: String?
    var texts: [String] = []
    var fuzzy = false
    var isComplete: Bool { id != nil && !texts.isEmpty }
  }

  private static func literal(_ text: Substring, _ line: Int) throws(Fault) -> String {
    var rest = text.drop { $0 == " " }
    guard rest.popFirst() == "\"" else {
      throw Fault(line: line, message: "a text without its opening quote")
    }
    var result = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        guard rest.allSatisfy(\.isWhitespace) else {
          throw Fault(line: line, message: "something after the closing quote")
        }
        return result
      case "\\":
        switch rest.popFirst() {
        case "n": result.append("\n")
        case "t": result.append("\t")
        case "\"": result.append("\"")
        case "\\": result.append("\\")
        default: throw Fault(line: line, message: "an escape that is not \\n, \\t, \\\" or \\\\")
        }
      default: result.append(character)
      }
    }
    throw Fault(line: line, message: "a text without its closing quote")
  }
}
