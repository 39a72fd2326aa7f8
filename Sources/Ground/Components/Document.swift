import Markup
import Words

/// A whole page: `body` inside its frame, in the language of `w`.
public func document(_ w: Words, title: String, frame: Frame, body: HTML) -> HTML {
  let version = frame.assetVersion
  let robots: HTML = frame.unlisted ? "<meta name=\"robots\" content=\"noindex\"/>" : .empty
  // Upper case: an XML parser, which the tests read every page with, knows no other doctype.
  return """
    <!DOCTYPE html>
    <html lang="\(w.language.tag)" dir="\(w.language.direction)">
    <head>
    <meta charset="utf-8"/>
    <title>\(title) – \(frame.libraryName)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>\(robots)
    <link rel="icon" href="/look/kith.svg?v=\(version)" type="image/svg+xml"/>
    <link rel="stylesheet" href="/look/kith.css?v=\(version)"/>
    <script src="/look/kith.js?v=\(version)" defer="defer"></script>
    </head>
    <body class="frame-\(frame.kind.rawValue)">
    <a class="skip" href="#main">\(w("Skip to the main content"))</a>
    \(header(w, frame))
    \(breadcrumbs(w, frame.breadcrumbs))
    <main id="main" tabindex="-1">
    \(frame.notice)
    \(body)
    </main>
    \(footer(w, frame))
    </body>
    </html>

    """
}

private func header(_ w: Words, _ frame: Frame) -> HTML {
  switch frame.kind {
  case .handout:
    """
    <header class="masthead">\(weave(id: "weave-top"))
    <div class="masthead-row">\(nameplate(frame))</div></header>
    """
  case .plain, .public, .desk:
    """
    <header class="masthead">\(weave(id: "weave-top"))
    <div class="masthead-row">\(nameplate(frame))
    <div class="masthead-aside">\(languageSwitcher(w, frame.languages))\
    \(whoAmI(w, frame))</div></div>
    \(navigation(w, frame))</header>
    """
  }
}

private func nameplate(_ frame: Frame) -> HTML {
  """
  <a class="nameplate" href="\(frame.home)">\(knot())\
  <span class="nameplate-name" dir="auto">\(frame.libraryName)</span></a>
  """
}

/// A `<details>` so that it folds on a phone without a script. Where there is room the stylesheet
/// shows it open, whatever its state.
private func navigation(_ w: Words, _ frame: Frame) -> HTML {
  guard !frame.navigation.isEmpty else { return .empty }
  let items = frame.navigation.map { item -> HTML in
    let waiting: HTML =
      item.waiting > 0
      ? """
       <span class="waiting"><span aria-hidden="true">\(w.number(item.waiting))</span>\
      \(spoken(w.plural(item.waiting, "{n} waiting", "{n} waiting")))</span>
      """ : .empty
    return """
      <li><a href="\(item.url)"\(attribute("aria-current", item.current ? "page" : nil))>\
      \(item.title)\(waiting)</a></li>
      """
  }
  return """
    <nav class="navigation" aria-label="\(w("Main"))"><details class="menu">\
    <summary>\(w("Menu"))</summary><ul>\(items)</ul></details></nav>
    """
}

private func languageSwitcher(_ w: Words, _ links: [LanguageLink]) -> HTML {
  guard links.count > 1 else { return .empty }
  let items = links.map { link -> HTML in
    let tag = link.language.tag
    return """
      <li><a href="\(link.url)" lang="\(tag)" hreflang="\(tag)" dir="\(link.language.direction)"\
      \(attribute("aria-current", link.current ? "true" : nil))>\(link.language.autonym)</a></li>
      """
  }
  return "<nav class=\"languages\" aria-label=\"\(w("Language"))\"><ul>\(items)</ul></nav>"
}

private func whoAmI(_ w: Words, _ frame: Frame) -> HTML {
  guard let name = frame.signedInAs else { return .empty }
  let who: HTML =
    if let account = frame.account {
      "<a href=\"\(account)\" dir=\"auto\">\(name)</a>"
    } else {
      "<bdi>\(name)</bdi>"
    }
  return """
    <div class="who"><p>\(spoken(w("Signed in as:")))\u{20}\(who)</p>\(frame.signOut)</div>
    """
}

private func breadcrumbs(_ w: Words, _ trail: [Breadcrumb]) -> HTML {
  guard !trail.isEmpty else { return .empty }
  let items = trail.map { step -> HTML in
    "<li><a href=\"\(step.url)\" dir=\"auto\">\(step.title)</a></li>"
  }
  return "<nav class=\"trail\" aria-label=\"\(w("You are here"))\"><ol>\(items)</ol></nav>"
}

private func footer(_ w: Words, _ frame: Frame) -> HTML {
  """
  <footer class="colophon">\(weave(id: "weave-end"))
  <div class="colophon-row">\(frame.footer)
  <p class="imprint">\(knot())\u{20}\(
    w("{library} keeps this Kith.", ["library": frame.libraryName]))</p></div></footer>
  """
}
