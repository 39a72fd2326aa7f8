import Communities
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// The Guide on paper, for a workshop or a kitchen table: its questions, with room to write.
func handoutPage(_ call: Call) async throws -> Reply {
  struct Sheet: Sendable {
    let strategy: Strategy
    let prompts: [AdaptedPrompt]
  }
  let w = call.w
  let viewer = try call.member()
  let wanted = call.query.text("strategy")
  guard wanted.isEmpty || Guide.strategy(wanted) != nil else { throw Failure.notFound }
  let (context, sheets) = try await call.store.read { connection in
    let context = try GuideContext.asked(call, connection)
    let changes = try GuideChange.all(for: viewer, connection)
    let sheets = Guide.strategies.filter { wanted.isEmpty || $0.key == wanted }.map { strategy in
      Sheet(
        strategy: strategy,
        prompts: AdaptedPrompt.all(
          of: strategy, changes: changes, communities: context.adapting
        ).filter { !$0.isLeftOut })
    }
    return (context, sheets)
  }
  let title =
    wanted.isEmpty
    ? w("Handout of the Guide")
    : w("Handout: {strategy}", ["strategy": sheets.first.map { w($0.strategy.title) } ?? ""])
  let parts = sheets.map { sheet -> HTML in
    let asked = sheet.prompts.filter { $0.question(w) != nil }
    let others = sheet.prompts.filter { $0.question(w) == nil }
    let questions = asked.map { prompt in
      question(w, prompt, prompt.question(w) ?? "")
    }
    let own = others.map { question(w, $0, $0.text(w)) }
    return section(
      w(sheet.strategy.title), id: "sheet-\(sheet.strategy.key)",
      """
      <p>\(w(sheet.strategy.summary))</p>
      \(if: !questions.isEmpty, "<h3>\(w("To talk about together"))</h3>\(questions.joined())")
      \(if: !own.isEmpty, "<h3>\(w("For the library to think about"))</h3>\(own.joined())")
      """)
  }
  return call.page(
    title, kind: .handout,
    """
    \(pageHeading(title, lead: w("There are no right answers. Leave out what does not fit, and add what is missing."), kicker: context.word(w)))
    \(parts)
    \(section(w("What is missing here?"), id: "missing", writing(9)))
    <p class="quiet">\(w("{library}, {day}", ["library": call.library.name, "day": w.day(call.today)]))</p>
    """)
}

private func question(_ w: Words, _ prompt: AdaptedPrompt, _ text: String) -> HTML {
  "<div class=\"sheet-question\"><h4 lang=\"\(prompt.language(w).tag)\" dir=\"auto\">\(text)</h4>\(writing(3))</div>"
}

/// Lines to write on. Nothing for the ear: they are of paper.
private func writing(_ lines: Int) -> HTML {
  let rules = (0..<lines).map { _ -> HTML in "<hr/>" }
  return "<div class=\"writing\" aria-hidden=\"true\">\(rules)</div>"
}
