import Communities
import Components
import Markup
import Surroundings
import Web
import Words

/// Where a page of the Guide stands.
func guideTrail(_ w: Words, _ context: GuideContext) -> [(title: String, url: SafeURL)] {
  switch context.scope {
  case .library: []
  case .community(let community):
    [
      (w("Communities"), "/desk/communities"),
      (community.name, "/desk/communities/\(community.id)"),
    ]
  case .engagement(let engagement): engagementTrail(w, engagement)
  }
}

/// The whole Guide: principles, strategies, and for each thing to consider whether the records know
/// of it. How far one is, in percent, is never said: there is no far.
func guidePage(_ call: Call, _ view: GuideView) -> Reply {
  let w = call.w
  let context = view.context
  let tabs: HTML =
    context.engagement.map { engagementTabs(call, $0, current: "guide") } ?? .empty
  let actions = [
    linkButton(w("Print it as a handout"), url: context.handout(nil), kind: .quiet),
    linkButton(
      w("How it was adapted"),
      url: SafeURL(local: "/desk/guide/changes?strategy=\(context.query)") ?? "/desk/guide",
      kind: .quiet),
  ]
  return call.page(
    w("Guide"), breadcrumbs: guideTrail(w, context),
    """
    \(pageHeading(w("Guide"), lead: w("Things to consider, and what your records say to each. They overlap and have no order. Begin where it itches."), kicker: context.word(w), actions: actions))
    \(tabs)
    \(view.principles.map { principlePart(w, context, $0) })
    """)
}

private func principlePart(_ w: Words, _ context: GuideContext, _ view: PrincipleView) -> HTML {
  let strategies = view.strategies.map { strategy -> HTML in
    let prompts = strategy.prompts.map { prompt -> HTML in
      """
      <li><a href="\(context.url(strategy.strategy))#\(prompt.prompt.anchor)" \
      lang="\(prompt.language.tag)" dir="auto">\(prompt.text)</a> \(answerMark(w, prompt.answer))</li>
      """
    }
    return card(
      title: w(strategy.strategy.title), url: context.url(strategy.strategy),
      "<p>\(w(strategy.strategy.summary))</p><ul>\(prompts)</ul>")
  }
  return section(
    w(view.principle.title), id: "principle-\(view.principle.key)",
    "<p>\(w(view.principle.summary))</p>\(cards(strategies))")
}

/// Whether the records know of it, in a word.
private func answerMark(_ w: Words, _ answer: Answer) -> HTML {
  if !answer.known.isEmpty { return tag(w("Something is known"), tone: .good) }
  if !answer.disputed.isEmpty { return tag(w("In dispute"), tone: .warning) }
  if !answer.assumed.isEmpty { return tag(w("Only assumed"), tone: .warning) }
  return tag(w("Nothing recorded yet"))
}

/// One strategy: why, what to consider with what is known, what helps, and the shelf.
func strategyPage(_ call: Call, _ context: GuideContext, _ view: StrategyView) -> Reply {
  let w = call.w
  let strategy = view.strategy
  let mayShape =
    context.communities.contains { call.viewer?.mayShape($0.id) ?? false } || call.isOfLibrary
  let handouts = Language.spoken.map { language -> HTML in
    """
    <li><a href="\(context.handout(strategy, language: language.tag))" hreflang="\(language.tag)" \
    lang="\(language.tag)">\(language.autonym)</a></li>
    """
  }
  let add: HTML =
    mayShape
    ? """
    <p>\(linkButton(w("Add a thing to consider"), url: changeURL(context, .added, strategy: strategy.key), kind: .quiet))</p>
    """ : .empty
  return call.page(
    w(strategy.title),
    breadcrumbs: guideTrail(w, context)
      + [(w("Guide"), SafeURL(local: context.path) ?? "/desk/guide")],
    """
    \(pageHeading(w(strategy.title), lead: w(strategy.summary), kicker: "\(w(view.principle.title)) · \(context.word(w))"))
    \(section(w("Why"), id: "why", "<p>\(w(strategy.why))</p>"))
    \(section(w("Things to consider"), id: "consider", view.prompts.map { promptPart(call, context, $0, mayShape: mayShape) }.joined() + add))
    \(leftOutPart(call, view))
    \(section(w("Tools to use"), id: "tools", toolList(w, view.tools)))
    \(section(w("Resources and examples"), id: "shelf", shelfPart(call, context, view, mayShape: mayShape)))
    \(section(w("On paper"), id: "paper", "<p>\(w("The questions as a handout with room to write, in each language:"))</p><ul>\(handouts)</ul>"))
    """)
}

private func promptPart(
  _ call: Call, _ context: GuideContext, _ view: PromptView, mayShape: Bool
) -> HTML {
  let w = call.w
  let key = view.prompt.key
  let question: HTML =
    view.question.map { question in
      """
      <p>\(w("To ask people of the community:")) <q lang="\(view.language.tag)" dir="auto">\(question)</q></p>
      """
    } ?? .empty
  let links: [HTML] = [
    linkButton(
      w("Reword it"),
      url: changeURL(context, .reworded, strategy: view.prompt.strategy, prompt: key),
      kind: .quiet),
    linkButton(
      w("Set it aside"),
      url: changeURL(context, .setAside, strategy: view.prompt.strategy, prompt: key),
      kind: .quiet),
  ]
  let adapt: HTML = mayShape ? details(w("Adapt this"), buttonRow(links)) : .empty
  return section(
    view.text, id: view.prompt.anchor, level: 3,
    """
    \(if: !view.hint.isEmpty, "<p class=\"hint\" lang=\"\(view.language.tag)\" dir=\"auto\">\(view.hint)</p>")
    \(question)
    \(answerPart(w, view))
    \(view.changes.map { changeNote(call, $0) })
    \(adapt)
    """)
}

/// A note on how a prompt was changed, with the way back.
func changeNote(_ call: Call, _ line: ChangeLine) -> HTML {
  let w = call.w
  let original: HTML =
    line.original.map { "<p>\(w("The Guide’s own words:")) <q>\($0)</q></p>" } ?? .empty
  let undo: HTML =
    line.mayUndo
    ? call.postForm(
      "/desk/guide/changes/\(line.change.id)/withdrawal",
      submitButton(w("Undo"), kind: .quiet)) : .empty
  return notice(w, .information, title: line.sentence, body: original + undo)
}

private func leftOutPart(_ call: Call, _ view: StrategyView) -> HTML {
  guard !view.leftOut.isEmpty else { return .empty }
  let w = call.w
  let items = view.leftOut.map { prompt -> HTML in
    """
    <li><p lang="\(prompt.language.tag)" dir="auto">\(prompt.text)</p>\
    \(prompt.changes.map { changeNote(call, $0) })</li>
    """
  }
  return section(
    w("Set aside here"), id: "set-aside", "<ul class=\"fact-list\">\(items)</ul>")
}

private func toolList(_ w: Words, _ tools: [ToolLine]) -> HTML {
  let items = tools.map { tool -> (HTML, HTML) in
    let name: HTML =
      tool.isComing
      ? "\(tool.name) \(tag(w("Coming")))"
      : tool.url.map { "<a href=\"\($0)\">\(tool.name)</a>" } ?? HTML(text: tool.name)
    return (name, HTML(text: tool.what))
  }
  return definitionList(items)
}

private func shelfPart(
  _ call: Call, _ context: GuideContext, _ view: StrategyView, mayShape: Bool
) -> HTML {
  let w = call.w
  let add: HTML =
    mayShape
    ? linkButton(
      w("Add a resource"),
      url: SafeURL(local: "/desk/shelf/new?strategy=\(view.strategy.key)\(context.query)")
        ?? "/desk/shelf", kind: .quiet) : .empty
  let list: HTML =
    view.shelf.isEmpty
    ? "<p class=\"quiet\">\(w("The shelf is empty."))</p>"
    : cards(view.shelf.map { shelfCard(w, $0, level: 3) })
  return list + "<p>\(add)</p>"
}

/// The form that changes the Guide, from where it is read.
func changeURL(
  _ context: GuideContext, _ kind: GuideChange.Kind, strategy: String, prompt: String = ""
) -> SafeURL {
  SafeURL(
    local:
      "/desk/guide/changes/new?kind=\(kind.rawValue)&strategy=\(strategy)&prompt=\(prompt)\(context.query)"
  ) ?? "/desk/guide"
}
