import Delimited
import Markup
import Words

/// Marks a sentence for the catalogs; it is said by its template.
public func mark(_ template: String) -> String { template }

/// What the readers of files say of them, in the reader's language. They are pure computation and know
/// English alone; each of their sentences is found here again by its template, such as
/// `“{text}” is not a number.`
public struct FileSentences: Sendable {
  private let sentences: [Sentence]
  /// The templates, those that every reader of delimited text may say first.
  public let templates: [String]

  /// - Parameter templates: Those of one kind of file, more special ones before more general ones.
  public init(_ templates: [String]) {
    self.templates = Self.delimited + templates
    sentences = self.templates.map { Sentence($0) }
  }

  /// The sentence in the reader's language; `nil` when it is none of the readers'.
  public func said(_ english: String, _ w: Words) -> String? {
    for sentence in sentences {
      if let values = sentence.values(in: english) { return w(sentence.template, values) }
    }
    return nil
  }

  /// A sentence for a page. One that has no template stays English, and says so.
  public func html(_ english: String, _ w: Words) -> HTML {
    said(english, w).map { HTML(text: $0) }
      ?? "<span lang=\"en\" dir=\"ltr\">\(english)</span>"
  }

  /// What is wrong, and in which file, row and column.
  public func sentence(of fault: ImportFault, _ w: Words) -> String {
    var parts: [String] = []
    var message = fault.message
    // Of several files, the one that is at fault is named before.
    if said(message, w) == nil, let colon = message.firstRange(of: ": ") {
      parts.append(String(message[..<colon.lowerBound]))
      message = String(message[colon.upperBound...])
    }
    if let row = fault.row { parts.append(w("row {n}", ["n": w.number(row)])) }
    if let column = fault.columnName(w) { parts.append(w("column {name}", ["name": column])) }
    let said = said(message, w) ?? message
    return parts.isEmpty ? said : "\(parts.joined(separator: " · ")): \(said)"
  }

  /// What is said of any file before it is known what it holds.
  private static let delimited = [
    mark("The file is empty."),
    mark("This is a web page (perhaps an error page) saved under this name."),
    mark("This is an XML document, not a table."),
    mark("This is a zip archive (or an Excel workbook). Unpack it, or save the sheet as CSV."),
    mark("This is an empty zip archive."),
    mark("This is a gzip archive. Unpack it first."),
    mark("This is a PDF document, not a table."),
    mark("This is an old Excel workbook. Save the sheet as CSV."),
    mark("This is a part of a shapefile, which is not read. Export the layer as GeoJSON."),
    mark("The text is UTF-16. Save it as “CSV UTF-8”."),
    mark("The file has a NUL byte here: it is damaged or not text."),
    mark("The text here is not UTF-8. Save it as “CSV UTF-8”."),
    mark("The file is larger than four gigabytes."),
    mark("A quote opened here is never closed."),
    mark("There is text after the closing quote."),
    mark(
      "The file has more cells than any table read here: at most {columns} columns, {rows} rows and {cells} cells."
    ),
  ]
}

extension ImportFault {
  /// The heading of the column, or its number where it has none.
  public func columnName(_ w: Words) -> String? {
    guard let column, let number = column.wholeMatch(of: #/column (\d+)/#)?.1 else {
      return column
    }
    return w("number {n}", ["n": String(number)])
  }
}

/// One template, and how the values of its names are found in a sentence.
private struct Sentence: Sendable {
  let template: String
  /// The literal pieces, with a name between each two.
  private let pieces: [String]
  private let names: [String]

  init(_ template: String) {
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
  func values(in sentence: String) -> [String: String]? {
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
}
