import Markup
import Words

public struct Column: Sendable {
  public var title: String
  /// Numbers stand at the end of their cells, in figures of one width.
  public var numeric: Bool

  public init(_ title: String, numeric: Bool = false) {
    self.title = title
    self.numeric = numeric
  }
}

/// Rows and columns. The table scrolls inside a region of its own that the keyboard reaches, so
/// that no page ever scrolls sideways. With `rowHeaders` the first cell of each row names the row.
public func dataTable(
  _ w: Words, caption: String, columns: [Column], rows: [[HTML]], rowHeaders: Bool = true,
  captionHidden: Bool = false, footer: [HTML]? = nil, empty: String? = nil, id: String? = nil
) -> HTML {
  let captionID = id.map { "\(identifier($0))-caption" } ?? textID("table", caption)
  let head = columns.map { column -> HTML in
    "<th scope=\"col\"\(classes(column.numeric ? "number" : nil))>\(column.title)</th>"
  }
  let emptyRow: HTML = """
    <tr><td colspan="\(max(1, columns.count))" class="nothing">\
    \(empty ?? w("Nothing yet."))</td></tr>
    """
  let body = rows.isEmpty ? [emptyRow] : rows.map { tableRow($0, columns, rowHeaders) }
  let foot: HTML =
    footer.map { "<tfoot>\(tableRow($0, columns, rowHeaders))</tfoot>" } ?? .empty
  return """
    <div class="table-scroll" role="region" aria-labelledby="\(captionID)" tabindex="0">\
    <table\(attribute("id", id.map(identifier)))>\
    <caption id="\(captionID)"\(classes(captionHidden ? "spoken" : nil))>\(caption)</caption>\
    <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody>\(foot)</table></div>
    """
}

private func tableRow(_ cells: [HTML], _ columns: [Column], _ rowHeaders: Bool) -> HTML {
  let cells = cells.enumerated().map { index, cell -> HTML in
    let numeric = index < columns.count && columns[index].numeric ? "number" : nil
    return index == 0 && rowHeaders
      ? "<th scope=\"row\"\(classes(numeric))>\(cell)</th>" : "<td\(classes(numeric))>\(cell)</td>"
  }
  return "<tr>\(cells)</tr>"
}

/// Names and what belongs to them.
public func definitionList(_ entries: [(HTML, HTML)]) -> HTML {
  let items = entries.map { term, content -> HTML in
    "<div><dt>\(term)</dt><dd>\(content)</dd></div>"
  }
  return "<dl class=\"facts\">\(items)</dl>"
}

/// Names and what belongs to them.
public func definitionList(_ entries: [(String, HTML)]) -> HTML {
  definitionList(entries.map { (HTML(text: $0.0), $0.1) })
}
