import Markup
import Words

/// Pages that show sides of one thing. Links, so that each can be kept, sent and opened anew.
public func tabs(_ w: Words, label: String, _ items: [NavItem]) -> HTML {
  let items = items.map { item -> HTML in
    let waiting: HTML =
      item.waiting > 0 ? " <span class=\"waiting\">\(w.number(item.waiting))</span>" : .empty
    return """
      <li><a href="\(item.url)"\(attribute("aria-current", item.current ? "page" : nil))>\
      \(item.title)\(waiting)</a></li>
      """
  }
  return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items)</ul></nav>"
}

/// The way through a long list. `url` gives the address of a page, counted from 1.
public func pagination(
  _ w: Words, page: Int, of pages: Int, label: String? = nil, url: (Int) -> SafeURL
) -> HTML {
  guard pages > 1 else { return .empty }
  let before: HTML =
    page > 1
    ? """
    <a class="button button-quiet" rel="prev" href="\(url(page - 1))">\(w("Previous page"))</a>
    """ : .empty
  let after: HTML =
    page < pages
    ? """
    <a class="button button-quiet" rel="next" href="\(url(page + 1))">\(w("Next page"))</a>
    """ : .empty
  let place = w("Page {page} of {pages}", ["page": w.number(page), "pages": w.number(pages)])
  return """
    <nav class="pages" aria-label="\(label ?? w("Pages"))">\(before)<p>\(place)</p>\(after)</nav>
    """
}

/// What happened, or will, and when.
public struct TimelineEntry: Sendable {
  public var when: HTML
  public var title: String
  public var body: HTML
  public var url: SafeURL?

  public init(when: HTML, title: String, body: HTML = .empty, url: SafeURL? = nil) {
    self.when = when
    self.title = title
    self.body = body
    self.url = url
  }
}

/// Moments in order along one thread.
public func timeline(_ entries: [TimelineEntry], level: Int = 3) -> HTML {
  let items = entries.map { entry -> HTML in
    let name: HTML =
      entry.url.map { "<a href=\"\($0)\">\(entry.title)</a>" } ?? HTML(text: entry.title)
    return """
      <li><p class="when">\(entry.when)</p><div class="what">\(heading(level, name))\
      \(entry.body)</div></li>
      """
  }
  return "<ol class=\"timeline\">\(items)</ol>"
}

/// A thing to do after another.
public struct Step: Sendable {
  public enum State: String, Sendable { case done, now, later }
  public var title: String
  public var body: HTML
  public var state: State?

  public init(_ title: String, body: HTML = .empty, state: State? = nil) {
    self.title = title
    self.body = body
    self.state = state
  }
}

/// Steps in their order. Where one is now may be said; how far one is in percent never is.
public func stepList(_ w: Words, _ steps: [Step]) -> HTML {
  let items = steps.map { step -> HTML in
    let state: HTML =
      switch step.state {
      case .done: tag(w("Done"), tone: .good)
      case .now: tag(w("Now"), tone: .information)
      case .later: tag(w("Later"))
      case nil: .empty
      }
    return """
      <li\(classes(step.state.map { "step-\($0.rawValue)" }))\
      \(attribute("aria-current", step.state == .now ? "step" : nil))>\
      <p class="step-title">\(step.title)\u{20}\(state)</p>\(step.body)</li>
      """
  }
  return "<ol class=\"steps\">\(items)</ol>"
}
