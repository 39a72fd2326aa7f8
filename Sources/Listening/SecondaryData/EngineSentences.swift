import Delimited
import Markup
import Words

/// What the readers of files say of them, in the reader's language. They are pure computation and
/// know English alone; each of their sentences is found here again by its template.
struct EngineSentence: Sendable {
  /// The literal pieces, with a name between each two.
  private let pieces: [String]
  private let names: [String]
  private let template: String

  private init(_ template: String) {
    self.template = template
    var pieces = [""]
    var names: [String] = []
    for (index, part) in template.split(separator: "{", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard index > 0, let end = part.firstIndex(of: "}") else {
        pieces[pieces.count - 1] += part
        continue
      }
      names.append(String(part[..<end]))
      pieces.append(String(part[part.index(after: end)...]))
    }
    self.pieces = pieces
    self.names = names
  }

  /// The values of the names where `sentence` is of this template; `nil` where it is not.
  private func values(in sentence: String) -> [String: String]? {
    guard let first = pieces.first, let last = pieces.last, sentence.hasPrefix(first) else {
      return nil
    }
    guard !names.isEmpty else { return sentence == template ? [:] : nil }
    var values: [String: String] = [:]
    var rest = sentence.dropFirst(first.count)
    for (name, piece) in zip(names, pieces.dropFirst()) {
      if name == names.last {
        guard rest.count > last.count, rest.hasSuffix(last) else { return nil }
        values[name] = String(rest.dropLast(last.count))
      } else {
        guard let next = rest.firstRange(of: piece), next.lowerBound > rest.startIndex else {
          return nil
        }
        values[name] = String(rest[..<next.lowerBound])
        rest = rest[next.upperBound...]
      }
    }
    return values
  }

  private static let all = (tableTemplates + otherTemplates).map { EngineSentence($0) }

  /// The sentence in the reader's language; `nil` when it is none of the readers'.
  static func said(_ english: String, _ w: Words) -> String? {
    for sentence in all {
      if let values = sentence.values(in: english) { return w(sentence.template, values) }
    }
    return nil
  }
}

/// A sentence of a reader of files for a page. One that has no template stays English, and says so.
func engineSentence(_ english: String, _ w: Words) -> HTML {
  EngineSentence.said(english, w).map { HTML(text: $0) }
    ?? "<span lang=\"en\" dir=\"ltr\">\(english)</span>"
}

extension ImportFault {
  /// What is wrong, and in which file, row and column.
  func sentence(_ w: Words) -> String {
    var parts: [String] = []
    var message = message
    // Of several files, the one that is at fault is named before.
    if EngineSentence.said(message, w) == nil, let colon = message.firstRange(of: ": ") {
      parts.append(String(message[..<colon.lowerBound]))
      message = String(message[colon.upperBound...])
    }
    if let row { parts.append(w("row {n}", ["n": w.number(row)])) }
    if let column = columnName(w) { parts.append(w("column {name}", ["name": column])) }
    let said = EngineSentence.said(message, w) ?? message
    return parts.isEmpty ? said : "\(parts.joined(separator: " · ")): \(said)"
  }

  /// The heading of the column, or its number where it has none.
  func columnName(_ w: Words) -> String? {
    guard let column, let number = column.wholeMatch(of: #/column (\d+)/#)?.1 else {
      return column
    }
    return w("number {n}", ["n": String(number)])
  }
}
