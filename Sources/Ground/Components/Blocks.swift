import Markup
import Words

/// The page's one `<h1>`, what the page is for, and what can be done from it.
public func pageHeading(
  _ title: String, lead: String? = nil, kicker: String? = nil, actions: [HTML] = []
) -> HTML {
  let above: HTML = kicker.map { "<p class=\"kicker\">\($0)</p>" } ?? .empty
  let below: HTML = lead.map { "<p class=\"lead\" dir=\"auto\">\($0)</p>" } ?? .empty
  return """
    <div class="page-heading">\(above)<h1 dir="auto">\(title)</h1>\(below)\
    \(if: !actions.isEmpty, buttonRow(actions))</div>
    """
}

/// A part of a page under its own heading, which can be linked to.
public func section(
  _ title: String, id: String? = nil, level: Int = 2, aside: HTML = .empty, _ body: HTML
) -> HTML {
  let base = id.map(identifier) ?? textID("part", title)
  return """
    <section class="part" aria-labelledby="\(base)-heading"\(attribute("id", id.map(identifier)))>\
    <div class="part-head">\(heading(level, HTML(text: title), id: "\(base)-heading"))\
    \(aside)</div>\
    <div class="part-body">\(body)</div></section>
    """
}

/// One thing among its like: a catalogue card. The title is the link, so that it is announced once.
public func card(
  title: String, url: SafeURL? = nil, kicker: HTML = .empty, level: Int = 3, footer: HTML = .empty,
  _ body: HTML = .empty
) -> HTML {
  let name: HTML =
    url.map { "<a href=\"\($0)\" dir=\"auto\">\(title)</a>" } ?? "<bdi>\(title)</bdi>"
  return """
    <article class="card">\(if: !kicker.isEmpty, "<div class=\"card-kicker\">\(kicker)</div>")\
    \(heading(level, name))<div class="card-body">\(body)</div>\
    \(if: !footer.isEmpty, "<div class=\"card-foot\">\(footer)</div>")</article>
    """
}

/// Cards side by side where there is room.
public func cards(_ cards: [HTML]) -> HTML { "<div class=\"cards\">\(cards)</div>" }

/// What stands where there is nothing yet: why, and what would change that.
public func emptyState(title: String, body: HTML, action: HTML = .empty) -> HTML {
  """
  <div class="empty">\(knot())<p class="empty-title">\(title)</p>\
  <div class="empty-body">\(body)</div>\(if: !action.isEmpty, buttonRow([action]))</div>
  """
}

/// Something that some readers want and others don't.
public func details(_ summary: String, open: Bool = false, _ body: HTML) -> HTML {
  """
  <details class="more"\(flag("open", open))><summary>\(summary)</summary>\
  <div class="more-body">\(body)</div></details>
  """
}

/// What somebody said, in the language it was said in.
public func quote(_ text: String, by: HTML? = nil, language: Language? = nil) -> HTML {
  let tongue: HTML =
    language.map { " lang=\"\($0.tag)\" dir=\"\($0.direction)\"" } ?? " dir=\"auto\""
  return """
    <figure class="quote"><blockquote\(tongue)><p>\(text)</p></blockquote>\
    \(if: by != nil, "<figcaption>\(by)</figcaption>")</figure>
    """
}

/// One number that matters, with what it counts and where it comes from. No number stands alone.
public func figureLine(_ value: String, label: String, note: HTML = .empty) -> HTML {
  """
  <div class="tally"><p class="tally-value">\(value)</p><p class="tally-label">\(label)</p>\
  \(if: !note.isEmpty, "<div class=\"tally-note\">\(note)</div>")</div>
  """
}

/// Several of them in a row.
public func figureLines(_ figures: [HTML]) -> HTML { "<div class=\"tallies\">\(figures)</div>" }

/// Paragraphs of plain text that somebody typed: an empty line parts them.
public func prose(_ text: String, language: Language? = nil) -> HTML {
  let paragraphs = text.replacing("\r\n", with: "\n").split(separator: "\n\n").map {
    paragraph -> HTML in
    let lines = paragraph.split(separator: "\n").map { HTML(text: String($0)) }
    return "<p dir=\"auto\">\(lines.joined(separator: "<br/>"))</p>"
  }
  return "<div class=\"prose\"\(attribute("lang", language?.tag))>\(paragraphs)</div>"
}
