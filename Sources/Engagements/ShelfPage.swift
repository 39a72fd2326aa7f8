import Communities
import Components
import Markup
import Surroundings
import Web
import Words

/// A thing on the shelf as a card.
func shelfCard(_ w: Words, _ item: ShelfItem, level: Int) -> HTML {
  let checked =
    item.checked.map { w("Last checked on {day}", ["day": w.day($0)]) } ?? w("Not checked yet")
  let kind: HTML =
    switch item.origin {
    case .starter: tag(w("Came with the Guide"))
    case .own(let resource): resource.file == nil ? .empty : tag(w("File"))
    }
  return card(
    title: item.title, url: item.path,
    kicker: "<span lang=\"\(item.language.tag)\">\(item.language.autonym)</span>", level: level,
    footer: "\(kind) \(tag(checked, tone: item.checked == nil ? .neutral : .good))",
    "<p dir=\"auto\">\(item.note(w))</p>")
}

/// The whole shelf by strategy, or one strategy's.
func shelfPage(_ call: Call, _ items: [ShelfItem], only: String) -> Reply {
  let w = call.w
  let standing = items.filter { $0.setAside.isEmpty }
  let parts = Guide.strategies.filter { only.isEmpty || $0.key == only }.map { strategy -> HTML in
    let own = standing.filter { $0.strategy == strategy.key }
    return section(
      w(strategy.title), id: "shelf-\(strategy.key)",
      own.isEmpty
        ? "<p class=\"quiet\">\(w("The shelf is empty."))</p>"
        : cards(own.map { shelfCard(w, $0, level: 3) }))
  }
  let aside = items.filter { !$0.setAside.isEmpty }.map { item -> HTML in
    """
    <li><a href="\(item.path)" dir="auto">\(item.title)</a>: <span dir="auto">\(item.setAside)</span></li>
    """
  }
  let options = Guide.strategies.map { Option(value: $0.key, label: w($0.title)) }
  let mayAdd = call.isOfLibrary || call.viewer?.role == .steward
  return call.page(
    w("Shelf"), breadcrumbs: [(w("Guide"), "/desk/guide")],
    """
    \(pageHeading(w("Resources and examples"), lead: w("What others have written and made, sorted by what it helps with. Put your own beside it."), actions: mayAdd ? [linkButton(w("Add a resource"), url: "/desk/shelf/new")] : []))
    \(getForm(action: "/desk/shelf", """
      \(selectField(w, label: w("Helps with"), name: "strategy", options: options, selected: only, required: false, prompt: w("Everything")))
      \(buttonRow([submitButton(w("Show"), kind: .quiet)]))
      """))
    \(parts)
    \(if: !aside.isEmpty, section(w("Set aside"), id: "set-aside", "<ul>\(aside)</ul>"))
    """)
}

/// One thing on the shelf, with what can be done about it.
func resourcePage(
  _ call: Call, _ item: ShelfItem, community: String?, mayShape: Bool, _ draft: Draft
) -> Reply {
  let w = call.w
  let strategy = Guide.strategy(item.strategy)?.strategy
  var entries: [(String, HTML)] = [
    (w("Helps with"), HTML(text: strategy.map { w($0.title) } ?? item.strategy)),
    (w("For whom"), HTML(text: community ?? w("The whole library"))),
    (w("Language"), "<span lang=\"\(item.language.tag)\">\(item.language.autonym)</span>"),
  ]
  if !item.audience(w).isEmpty {
    entries.append((w("Written for"), "<bdi>\(item.audience(w))</bdi>"))
  }
  if !item.licence(w).isEmpty { entries.append((w("Licence"), "<bdi>\(item.licence(w))</bdi>")) }
  entries.append(
    (w("Last checked"), HTML(text: item.checked.map { w.day($0) } ?? w("Not checked yet"))))
  if case .own(let resource) = item.origin, let file = resource.file {
    entries.append((w("File"), "<bdi>\(file.name)</bdi>"))
    entries.append(
      (w("Size"), HTML(text: w("{n} kB", ["n": w.number(max(1, file.size / 1024))]))))
    entries.append((w("SHA-256"), "<code dir=\"ltr\">\(file.digest)</code>"))
  }
  let isFile = if case .own(let resource) = item.origin { resource.file != nil } else { false }
  let open: HTML =
    item.link.map { linkButton(isFile ? w("Download the file") : w("Open it"), url: $0) } ?? .empty
  let aside: HTML =
    item.setAside.isEmpty
    ? .empty
    : notice(
      w, .information, title: w("Set aside: {reason}", ["reason": item.setAside]),
      body: mayShape
        ? call.postForm(
          "/desk/shelf/\(item.key)/return", submitButton(w("Put it back"), kind: .quiet)) : .empty)
  return call.page(
    item.title, breadcrumbs: [(w("Guide"), "/desk/guide"), (w("Shelf"), "/desk/shelf")],
    """
    \(errorSummary(w, faults: draft.list))
    \(pageHeading(item.title, lead: item.note(w).isEmpty ? nil : item.note(w), actions: [open]))
    \(aside)
    \(definitionList(entries))
    \(if: mayShape, careParts(call, item, draft))
    """)
}

private func careParts(_ call: Call, _ item: ShelfItem, _ draft: Draft) -> HTML {
  let w = call.w
  let change: [HTML] =
    if case .own = item.origin {
      [linkButton(w("Change"), url: "/desk/shelf/\(item.key)/edit", kind: .quiet)]
    } else { [] }
  let check = call.postForm(
    "/desk/shelf/\(item.key)/check", submitButton(w("Checked today"), kind: .quiet))
  let care = section(
    w("Look after it"), id: "care",
    "<p>\(w("Open it, see whether it still says what you need, and say so."))</p>\(buttonRow([check] + change))"
  )
  guard item.setAside.isEmpty else { return care }
  let form = call.postForm(
    "/desk/shelf/\(item.key)/setting-aside",
    """
    \(textArea(w, label: w("Why"), name: "reason", value: draft.value("reason"), hint: w("Out of date, gone, or not for the people here."), error: draft.error("reason"), rows: 2, limit: 500))
    \(submitButton(w("Set it aside"), kind: .quiet))
    """)
  return care + section(w("Set it aside"), id: "aside", form)
}
